//! The extension module `commerce_search._engine`. Configuration crosses once as JSON; hot calls carry a phrase, a few numbers and handles;
//! answers are frozen handles that are read when asked.

mod builder;
mod definitions;
mod errors;
mod page;
mod store;
mod suggestions;

use pyo3::prelude::*;

/// A processor without what the core was compiled for would stop the process; better say so.
#[cfg(target_arch = "x86_64")]
fn check_processor() -> PyResult<()> {
    let lacks = cfg!(target_feature = "avx2")
        && !(is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("popcnt")
            && is_x86_feature_detected!("bmi2"));
    if lacks {
        let message = "this build needs a processor with AVX2 (x86-64-v3); build commerce_search from source without .cargo/config.toml";
        return Err(pyo3::exceptions::PyImportError::new_err(message));
    }
    Ok(())
}

#[cfg(not(target_arch = "x86_64"))]
fn check_processor() -> PyResult<()> {
    Ok(())
}

/// The compiled core. Use it through `commerce_search.Storefront`.
#[pymodule(gil_used = false)]
fn _engine(module: &Bound<'_, PyModule>) -> PyResult<()> {
    check_processor()?;
    module.add_class::<builder::IndexBuilder>()?;
    module.add_class::<definitions::Definitions>()?;
    module.add_class::<definitions::MerchantWords>()?;
    module.add_class::<definitions::SortKeys>()?;
    module.add_class::<definitions::Spelling>()?;
    module.add_class::<definitions::Understanding>()?;
    module.add_class::<page::Hit>()?;
    module.add_class::<page::Page>()?;
    module.add_class::<store::Store>()?;
    module.add_class::<suggestions::Overlay>()?;
    module.add_class::<suggestions::Suggestions>()?;
    module.add_function(wrap_pyfunction!(store::check_target, module)?)?;
    module.add_function(wrap_pyfunction!(store::fold, module)?)?;
    module.add_function(wrap_pyfunction!(store::has_stop_words, module)?)?;
    module.add_function(wrap_pyfunction!(store::is_stop_word, module)?)?;
    module.add_function(wrap_pyfunction!(store::is_unit, module)?)?;
    module.add_function(wrap_pyfunction!(store::leads_on, module)?)?;
    module.add_function(wrap_pyfunction!(store::tells_a_measure, module)?)?;
    module.add_function(wrap_pyfunction!(store::is_debug_build, module)?)?;
    Ok(())
}
