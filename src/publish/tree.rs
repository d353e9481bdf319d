//! What stands in the output folder.

use foldhash::{HashMap, HashMapExt};
use std::fs::{self, DirEntry};
use std::path::Path;

use rayon::prelude::*;

use super::Failure;
use super::address::HOME;

/// What stands behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file with bytes.
    File,
    /// A folder.
    Directory,
    /// Something that pacthub never writes: a symbolic link, a device, a name that is not Unicode.
    Other,
}

/// The names in an output folder, without `.pacthub`.
#[derive(Debug, Default)]
pub(super) struct Tree {
    entries: HashMap<String, Kind>,
}

impl Tree {
    /// Reads the tree level by level, so that no more than one folder a thread is open.
    pub(super) fn read(output: &Path) -> Result<Self, Failure> {
        let mut entries = HashMap::new();
        let mut level = vec![String::new()];
        while !level.is_empty() {
            let listings: Vec<_> = level.par_iter().map(|folder| list(output, folder)).collect();
            level.clear();
            for listing in listings {
                for (path, kind) in listing? {
                    if kind == Kind::Directory {
                        level.push(path.clone());
                    }
                    entries.insert(path, kind);
                }
            }
        }
        Ok(Self { entries })
    }

    /// A tree of certain folders and nothing else.
    pub(super) fn of_folders(folders: impl IntoIterator<Item = String>) -> Self {
        Self { entries: folders.into_iter().map(|folder| (folder, Kind::Directory)).collect() }
    }

    /// What stands at a path.
    pub(super) fn kind(&self, path: &str) -> Option<Kind> {
        self.entries.get(path).copied()
    }

    /// Whether a folder stands at a path.
    pub(super) fn has_directory(&self, path: &str) -> bool {
        self.kind(path) == Some(Kind::Directory)
    }

    /// All paths, in no order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.entries.iter().map(|(path, kind)| (path.as_str(), *kind))
    }
}

fn list(output: &Path, folder: &str) -> Result<Vec<(String, Kind)>, Failure> {
    let place = output.join(folder);
    let failed = |error| Failure::new("list", &place, error);
    let mut listing = Vec::new();
    for entry in fs::read_dir(&place).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (name, kind) = describe(&entry).map_err(failed)?;
        if folder.is_empty() {
            if name != HOME {
                listing.push((name, kind));
            }
        } else {
            listing.push((format!("{folder}/{name}"), kind));
        }
    }
    Ok(listing)
}

fn describe(entry: &DirEntry) -> std::io::Result<(String, Kind)> {
    let kind = entry.file_type()?;
    Ok(match entry.file_name().into_string() {
        Ok(name) if kind.is_file() => (name, Kind::File),
        Ok(name) if kind.is_dir() => (name, Kind::Directory),
        Ok(name) => (name, Kind::Other),
        Err(name) => (name.to_string_lossy().into_owned(), Kind::Other),
    })
}
