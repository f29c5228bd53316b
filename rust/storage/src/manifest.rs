//! Which files make the current generation.

use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The version of the directory's layout.
pub const VERSION: u32 = 1;
/// The manifest's name.
pub const NAME: &str = "MANIFEST";

/// One file of a generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its name in the store.
    pub name: String,
    /// Its bytes.
    pub length: u64,
}

/// The current generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Layout version.
    pub version: u32,
    /// Counts publications, from 1.
    pub generation: u64,
    /// The frozen index.
    pub index: FileEntry,
    /// The records, if they are kept.
    pub records: Option<FileEntry>,
    /// What the application keeps with it.
    pub definitions: FileEntry,
    /// Checksum of the definitions; the other files carry their own.
    pub definitions_crc: u32,
}

impl Manifest {
    /// The text of the file: JSON, and its checksum on a line of its own.
    pub fn to_text(&self) -> String {
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        let crc = crc32fast::hash(json.as_bytes());
        format!("{json}\n{crc:08x}\n")
    }

    /// Reads and checks the file's text.
    pub fn from_text(text: &str, path: &Path) -> Result<Self> {
        let corrupt = |reason: &str| Error::Corrupt { path: path.to_owned(), reason: reason.to_owned() };
        // The last line ends like every other: a file that lost so much as that was cut off.
        let lines = text.strip_suffix('\n').and_then(|lines| lines.rsplit_once('\n'));
        let (json, crc) = lines.ok_or_else(|| corrupt("it has no checksum line"))?;
        if u32::from_str_radix(crc, 16) != Ok(crc32fast::hash(json.as_bytes())) {
            return Err(corrupt("its checksum does not match"));
        }
        let value: serde_json::Value = serde_json::from_str(json).map_err(|_| corrupt("it is not JSON"))?;
        let found = value.get("version").and_then(serde_json::Value::as_u64).unwrap_or(0) as u32;
        if found != VERSION {
            return Err(Error::Version { path: path.to_owned(), found, expected: VERSION });
        }
        serde_json::from_value(value).map_err(|error| corrupt(&error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let file = |name: &str| FileEntry { name: name.into(), length: 3 };
        Manifest {
            version: VERSION,
            generation: 7,
            index: file("a"),
            records: None,
            definitions: file("b"),
            definitions_crc: 5,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Manifest::from_text(&manifest().to_text(), Path::new("m")).unwrap(), manifest());
    }

    #[test]
    fn any_changed_letter_is_found() {
        let text = manifest().to_text();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes).unwrap();
            assert!(Manifest::from_text(&changed, Path::new("m")).is_err(), "{at}");
        }
    }

    #[test]
    fn another_version_is_told() {
        let other = Manifest { version: 99, ..manifest() };
        assert!(matches!(Manifest::from_text(&other.to_text(), Path::new("m")), Err(Error::Version { found: 99, .. })));
    }
}
