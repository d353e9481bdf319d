//! Publishing again and again into one folder, without reading what was published before.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use rayon::prelude::*;

use super::manifest::{self, Print};
use super::publication::Publication;
use super::staged::{Place, Staged, StagedFile};
use super::{PublishError, Published, address, commit, seal};

/// What a publication left in its output folder: every file with its bytes' print and how it stands.
#[derive(Clone, Debug)]
pub struct Left {
    pub(super) output: PathBuf,
    pub(super) files: HashMap<String, LeftFile>,
    /// How many files lie in each folder and below it.
    pub(super) folders: HashMap<String, usize>,
    /// How the manifest stands: another publication makes another.
    pub(super) manifest: u64,
    /// What somebody else put into the folder.
    pub(super) foreign: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct LeftFile {
    pub(super) print: Print,
    pub(super) state: u64,
}

impl Left {
    fn of(output: &Path, home: &Path, staged: &Staged, foreign: &[String]) -> Option<Self> {
        let manifest = manifest_state(home)?;
        let mut left =
            Self { output: output.to_owned(), files: HashMap::new(), folders: HashMap::new(), manifest, foreign: foreign.to_vec() };
        staged.files().for_each(|(path, file)| left.add(path, LeftFile { print: file.print, state: file.state }));
        Some(left)
    }

    /// Notes a file. Tells whether there was none.
    pub(super) fn add(&mut self, path: &str, file: LeftFile) {
        if self.files.insert(path.to_owned(), file).is_none() {
            address::ancestors(path).for_each(|folder| *self.folders.entry(folder.to_owned()).or_default() += 1);
        }
    }

    /// Forgets a file, and returns the folders that lose their last one by it, the innermost first.
    pub(super) fn remove(&mut self, path: &str) -> Vec<String> {
        let mut emptied = Vec::new();
        if self.files.remove(path).is_some() {
            for folder in address::ancestors(path) {
                match self.folders.get_mut(folder) {
                    Some(count) if *count > 1 => *count -= 1,
                    _ => {
                        self.folders.remove(folder);
                        emptied.push(folder.to_owned());
                    }
                }
            }
        }
        emptied
    }

    /// Tells whether a file was published.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Returns the files that were published in a folder, whose name ends in a slash, and below it.
    pub fn below(&self, folder: &str) -> Vec<String> {
        self.files.keys().filter(|path| path.starts_with(folder)).cloned().collect()
    }

    /// Returns the files that were published in folders, whose names end in no slash, but not below them.
    pub fn directly_in(&self, folders: &HashSet<String>) -> Vec<String> {
        let folders: HashSet<&str> = folders.iter().map(String::as_str).filter(|folder| self.folders.contains_key(*folder)).collect();
        if folders.is_empty() {
            return Vec::new();
        }
        let is_in = |path: &&String| path.rsplit_once('/').is_some_and(|(folder, _)| folders.contains(folder));
        self.files.keys().filter(is_in).cloned().collect()
    }

    /// Tells whether nobody has touched any file since.
    fn holds(&self) -> bool {
        let files: Vec<(&String, &LeftFile)> = self.files.iter().collect();
        files.par_iter().all(|(path, file)| {
            fs::symlink_metadata(self.output.join(path)).is_ok_and(|metadata| seal::state(path, &metadata) == file.state)
        })
    }

    /// Returns how a file stands if it was published with these bytes.
    pub(super) fn state_of(&self, path: &str, print: Print) -> Option<u64> {
        self.files.get(path).filter(|file| file.print == print).map(|file| file.state)
    }
}

/// Returns how the manifest stands, if there is one.
pub(super) fn manifest_state(home: &Path) -> Option<u64> {
    fs::symlink_metadata(manifest::path(home)).ok().map(|metadata| seal::state("", &metadata))
}

impl Publication {
    /// Believes files to have the bytes that another publication gave them, if all of them are still as it left them. They need not be
    /// read then.
    pub fn trust(&mut self, left: Left) {
        self.trusted = Some(left).filter(|left| left.output == self.output && left.holds());
    }

    /// Takes the published site for the new one if it is trusted; says whether it is. Nothing may be staged before or after.
    ///
    /// # Errors
    /// What [`Publication::stage`] fails with.
    pub fn keep_all(&self) -> Result<bool, PublishError> {
        let Some(left) = &self.trusted else { return Ok(false) };
        let mut staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        let mut files =
            left.files.iter().map(|(path, file)| (path, StagedFile { print: file.print, place: Place::Output, state: file.state }));
        files.try_for_each(|(path, file)| staged.add(path, file).map(drop))?;
        Ok(true)
    }

    /// Commits like [`Publication::commit`], and says what was left, where that can be known again.
    ///
    /// # Errors
    /// Those of [`Publication::commit`].
    pub fn commit_for_another(mut self) -> Result<(Published, Option<Left>), PublishError> {
        let (published, staged) = commit::commit(&mut self)?;
        let left = Left::of(&self.output, &self.home, &staged, &published.foreign);
        Ok((published, left))
    }
}
