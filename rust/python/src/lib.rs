//! The extension module `commerce_search._engine`. Configuration crosses once as JSON; hot calls carry a phrase, a few numbers and handles;
//! answers are frozen handles that are read when asked.

mod builder;
mod definitions;
mod errors;
mod page;
mod store;

use pyo3::prelude::*;

/// The compiled core. Use it through `commerce_search.Storefront`.
#[pymodule(gil_used = false)]
fn _engine(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<builder::IndexBuilder>()?;
    module.add_class::<definitions::Definitions>()?;
    module.add_class::<definitions::SortKeys>()?;
    module.add_class::<page::Hit>()?;
    module.add_class::<page::Page>()?;
    module.add_class::<store::Store>()?;
    module.add_function(wrap_pyfunction!(store::fold, module)?)?;
    module.add_function(wrap_pyfunction!(store::is_debug_build, module)?)?;
    Ok(())
}
