//! A file as bytes in memory, shared by every process that maps it.

use crate::{Error, Result};
use commerce_search_engine::index::container::Bytes;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

struct MappedFile(memmap2::Mmap);

impl AsRef<[u8]> for MappedFile {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Maps a file of an exact length.
#[allow(unsafe_code, reason = "mapping a file is the one thing that cannot be done without")]
pub fn map(path: &Path, length: u64) -> Result<Bytes> {
    let file = File::open(path).map_err(Error::io(path))?;
    let found = file.metadata().map_err(Error::io(path))?.len();
    if found != length {
        return Err(Error::Corrupt {
            path: path.to_owned(),
            reason: format!("it has {found} bytes, the manifest says {length} (truncated?)"),
        });
    }
    if length == 0 {
        return Ok(Arc::new(Vec::new()));
    }
    // SAFETY: the files of a generation are never changed or truncated after they are published, only replaced by new files and
    // unlinked (an unlinked file stays mapped); nobody but this library writes in a store. The length was checked above.
    let mapped = unsafe { memmap2::Mmap::map(&file) }.map_err(Error::io(path))?;
    Ok(Arc::new(MappedFile(mapped)))
}
