//! Which paths the new site has.

use foldhash::{HashMap, HashSet};

use super::PublishError;
use super::address;
use super::manifest::Print;

/// Where the bytes of a file of the new site are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the output already.
    Output,
    /// In the staging folder, under a number.
    Numbered(usize),
    /// In the staging folder, under its own path.
    Tree,
}

/// A file of the new site.
#[derive(Clone, Copy, Debug)]
pub(super) struct StagedFile {
    pub(super) print: Print,
    pub(super) place: Place,
    /// How it stands on the disk, as [`super::seal::state`] tells it; 0 as long as it does not.
    pub(super) state: u64,
}

/// The files of the new site and the folders they lie in.
#[derive(Debug, Default)]
pub(super) struct Staged {
    files: HashMap<String, StagedFile>,
    directories: HashSet<String>,
}

impl Staged {
    /// Adds a file; says whether it is the first in its folder.
    pub(super) fn add(&mut self, path: &str, file: StagedFile) -> Result<bool, PublishError> {
        if self.files.contains_key(path) {
            return Err(PublishError::Twice(path.to_owned()));
        }
        if self.directories.contains(path) {
            return Err(PublishError::FileAndFolder(path.to_owned()));
        }
        let mut is_first = false;
        for directory in address::ancestors(path) {
            if self.directories.contains(directory) {
                break;
            }
            if self.files.contains_key(directory) {
                return Err(PublishError::FileAndFolder(directory.to_owned()));
            }
            self.directories.insert(directory.to_owned());
            is_first = true;
        }
        self.files.insert(path.to_owned(), file);
        Ok(is_first)
    }

    /// Notes how a file stands on the disk.
    pub(super) fn stands(&mut self, path: &str, state: u64) {
        if let Some(file) = self.files.get_mut(path) {
            file.state = state;
        }
    }

    /// The file at a path.
    pub(super) fn file(&self, path: &str) -> Option<StagedFile> {
        self.files.get(path).copied()
    }

    /// Whether files lie below a path.
    pub(super) fn has_directory(&self, path: &str) -> bool {
        self.directories.contains(path)
    }

    /// Whether a file is to stand where a folder is that the path lies in.
    pub(super) fn has_file_above(&self, path: &str) -> bool {
        address::ancestors(path).any(|ancestor| self.files.contains_key(ancestor))
    }

    /// All files, in no order.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, StagedFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), *file))
    }

    /// All files with the prints of their bytes, in no order.
    pub(super) fn prints(&self) -> impl Iterator<Item = (&str, Print)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file.print))
    }
}
