//! The directory of a store: publish a generation, open the current one.

use crate::manifest::{FileEntry, Manifest, NAME, VERSION};
use crate::mapped::map;
use crate::records::Records;
use crate::{Error, Result};
use commerce_search_engine::index::segment::Segment;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a generation is made of.
pub struct Generation<'g> {
    /// The bytes of the frozen index.
    pub index: &'g [u8],
    /// The bytes of the records, if they are kept.
    pub records: Option<&'g [u8]>,
    /// What the application keeps with it.
    pub definitions: &'g str,
}

/// A generation, open.
pub struct Store {
    /// The index.
    pub segment: Segment,
    /// The records, if they are kept.
    pub records: Option<Records>,
    /// What the application keeps with it.
    pub definitions: String,
    /// Counts publications.
    pub generation: u64,
    /// Bytes of the index and of the records on disk.
    pub bytes: (u64, u64),
}

impl Store {
    /// Opens bytes in memory; nothing is written.
    pub fn in_memory(
        index: Vec<u8>,
        records: Option<Vec<u8>>,
        definitions: String,
    ) -> commerce_search_engine::Result<Self> {
        let bytes = (index.len() as u64, records.as_ref().map_or(0, |records| records.len() as u64));
        Ok(Self {
            segment: Segment::open(Arc::new(index))?,
            records: records.map(|records| Records::open(Arc::new(records))).transpose()?,
            definitions,
            generation: 1,
            bytes,
        })
    }

    /// Checks every checksum.
    pub fn verify(&self) -> commerce_search_engine::Result<()> {
        self.segment.verify()?;
        self.records.as_ref().map_or(Ok(()), Records::verify)
    }
}

/// Opens the current generation of a store.
pub fn open(path: &Path) -> Result<Store> {
    let manifest = read_manifest(path)?.ok_or_else(|| Error::NotAStore { path: path.to_owned() })?;
    let index_path = path.join(&manifest.index.name);
    let segment = Segment::open(map(&index_path, manifest.index.length)?).map_err(engine(&index_path))?;
    let records = manifest.records.as_ref().map(|file| open_records(path, file)).transpose()?;
    let definitions = read_definitions(path, &manifest)?;
    let bytes = (manifest.index.length, manifest.records.map_or(0, |file| file.length));
    Ok(Store { segment, records, definitions, generation: manifest.generation, bytes })
}

/// A small file that is read whole: its length and checksum stand in the manifest.
fn read_definitions(path: &Path, manifest: &Manifest) -> Result<String> {
    let path = path.join(&manifest.definitions.name);
    let bytes = fs::read(&path).map_err(Error::io(&path))?;
    let is_whole =
        bytes.len() as u64 == manifest.definitions.length && crc32fast::hash(&bytes) == manifest.definitions_crc;
    let text = if is_whole { String::from_utf8(bytes).ok() } else { None };
    text.ok_or_else(|| Error::Corrupt { path, reason: "its length or checksum is not that of the manifest".into() })
}

fn open_records(path: &Path, file: &FileEntry) -> Result<Records> {
    let path = path.join(&file.name);
    Records::open(map(&path, file.length)?).map_err(engine(&path))
}

fn engine(path: &Path) -> impl FnOnce(commerce_search_engine::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Engine { path, source }
}

fn read_manifest(path: &Path) -> Result<Option<Manifest>> {
    let manifest_path = path.join(NAME);
    match fs::read_to_string(&manifest_path) {
        Ok(text) => Manifest::from_text(&text, &manifest_path).map(Some),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            Err(Error::Corrupt { path: manifest_path, reason: "it is not UTF-8".into() })
        }
        Err(error) => Err(Error::io(manifest_path)(error)),
    }
}

/// Tells whether a store can be published at a path: it is new, empty, or a store already.
pub fn check_target(path: &Path) -> Result<()> {
    // A damaged store, or one of another release, may be built again: that is the remedy its errors name.
    if !path.exists() || path.join(NAME).exists() {
        return Ok(());
    }
    if !path.is_dir() {
        return Err(Error::Occupied { path: path.to_owned() });
    }
    // Files of a first publication that was cut off are ours.
    let is_ours =
        |name: &str| ["segment-", "records-", "definitions-", NAME].iter().any(|start| name.starts_with(start));
    for entry in fs::read_dir(path).map_err(Error::io(path))? {
        let name = entry.map_err(Error::io(path))?.file_name();
        if !is_ours(&name.to_string_lossy()) {
            return Err(Error::Occupied { path: path.to_owned() });
        }
    }
    Ok(())
}

/// Writes a generation beside the current one and makes it the current one; returns its number.
pub fn publish(path: &Path, generation: &Generation) -> Result<u64> {
    check_target(path)?;
    fs::create_dir_all(path).map_err(Error::io(path))?;
    let current = read_manifest(path).ok().flatten();
    let number = current.as_ref().map_or_else(|| last_generation(path), |manifest| Ok(manifest.generation))? + 1;
    let manifest = Manifest {
        version: VERSION,
        generation: number,
        index: write(path, format!("segment-{number}.index"), generation.index)?,
        records: generation.records.map(|bytes| write(path, format!("records-{number}.records"), bytes)).transpose()?,
        definitions: write(path, format!("definitions-{number}.json"), generation.definitions.as_bytes())?,
        definitions_crc: crc32fast::hash(generation.definitions.as_bytes()),
    };
    replace(path, NAME, manifest.to_text().as_bytes())?;
    if let Some(old) = current {
        remove_files(path, &old);
    }
    Ok(number)
}

/// The greatest number that a file of the directory carries, where no manifest tells it.
fn last_generation(path: &Path) -> Result<u64> {
    let mut last = 0;
    for entry in fs::read_dir(path).map_err(Error::io(path))? {
        let name = entry.map_err(Error::io(path))?.file_name();
        let number = name.to_string_lossy().split_once('-').and_then(|(_, rest)| rest.split('.').next()?.parse().ok());
        last = last.max(number.unwrap_or(0));
    }
    Ok(last)
}

fn write(path: &Path, name: String, bytes: &[u8]) -> Result<FileEntry> {
    let file_path = path.join(&name);
    let mut file = File::create(&file_path).map_err(Error::io(&file_path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::io(&file_path))?;
    Ok(FileEntry { name, length: bytes.len() as u64 })
}

/// Replaces a file by rename; both the file and its directory are synced.
fn replace(path: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let temporary: PathBuf = path.join(format!("{name}.new"));
    let mut file = File::create(&temporary).map_err(Error::io(&temporary))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::io(&temporary))?;
    sync_directory(path)?;
    fs::rename(&temporary, path.join(name)).map_err(Error::io(path))?;
    sync_directory(path)
}

fn sync_directory(path: &Path) -> Result<()> {
    File::open(path).and_then(|directory| directory.sync_all()).map_err(Error::io(path))
}

/// Files that a reader still maps live on until it lets go; one that cannot be removed does no harm.
fn remove_files(path: &Path, manifest: &Manifest) {
    let files = [Some(&manifest.index), manifest.records.as_ref(), Some(&manifest.definitions)];
    for file in files.into_iter().flatten() {
        let _ = fs::remove_file(path.join(&file.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generation() -> Generation<'static> {
        Generation { index: b"not read here", records: None, definitions: "{}" }
    }

    #[test]
    fn a_damaged_store_can_be_built_again_and_a_strange_directory_cannot() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store");
        assert_eq!(publish(&store, &generation()).unwrap(), 1);
        fs::write(store.join(NAME), "damaged").unwrap();
        assert!(matches!(open(&store), Err(Error::Corrupt { .. })));
        assert_eq!(publish(&store, &generation()).unwrap(), 2);
        fs::write(folder.path().join("letter.txt"), "mine").unwrap();
        assert!(matches!(publish(folder.path(), &generation()), Err(Error::Occupied { .. })));
    }
}
