//! Publishing a few files into an output folder that is as it was left.
//!
//! What holds for the publication of a whole site holds here: files are staged and renamed in the same order, deletions come last, the
//! manifest lists whatever may be found on the disk before it is there, and a lock keeps others out. Only what concerns the few files
//! is looked at: the rest is put right by the next publication of the whole.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::address::{self, HOME, STAGING};
use super::commit::Hand;
use super::left::{Left, LeftFile, manifest_state};
use super::manifest::{self, Print};
use super::plan::{self, Plan};
use super::publication::{in_tree, numbered, write_new};
use super::staged::{Place, Staged, StagedFile};
use super::tree::Tree;
use super::{Disk, Opening, Protected, PublishError, Published, Sink, lock, place, seal};

/// A few files on their way into an output folder.
#[derive(Debug, Default)]
pub struct Few {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    /// What is published, and need not be made again.
    made: HashSet<String>,
    kept: Mutex<HashSet<String>>,
}

impl Few {
    /// Takes files that were published before and are named by their bytes: those that are kept need not be made.
    pub fn with(made: HashSet<String>) -> Self {
        Self { made, ..Self::default() }
    }

    /// Tells whether there is a file at a path.
    pub fn has(&self, path: &str) -> bool {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).contains_key(path)
            || self.kept.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }
}

impl Sink for Few {
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        address::check(path)?;
        match self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec()) {
            None => Ok(()),
            Some(_) => Err(PublishError::Twice(path.to_owned())),
        }
    }

    fn keep(&self, path: &str) -> Result<bool, PublishError> {
        let is_made = self.made.contains(path);
        if is_made {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        }
        Ok(is_made)
    }
}

impl Left {
    /// Publishes a few files, deletes others, and returns what is left then.
    ///
    /// Nothing comes back where somebody else has published meanwhile or stands in the way, and where the system refuses: then the
    /// whole site has to be published, which puts everything right and says what is wrong.
    pub fn publish(
        mut self, output: &Path, protected: &[Protected], opening: Opening<'_>, files: Few, gone: &[String],
    ) -> Option<(Published, Self)> {
        let Opening { patience, mut waiting, disk } = opening;
        let output = place::check(output, protected).ok().filter(|output| *output == self.output)?;
        let home = output.join(HOME);
        let _lock = lock::take(&output, patience, &mut waiting).ok()?;
        if manifest_state(&home) != Some(self.manifest) {
            return None;
        }
        let files = files.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files = files.into_iter().map(|(path, bytes)| (Print::of(&bytes), path, bytes));
        let changed: Vec<(Print, String, Vec<u8>)> =
            files.filter(|(print, path, _)| self.files.get(path).is_none_or(|known| known.print != *print)).collect();
        let gone: BTreeSet<&String> = gone.iter().filter(|path| self.has(path)).collect();
        if changed.is_empty() && gone.is_empty() {
            return Some((self.published(0, 0), self));
        }
        if !self.is_clear(&changed, &gone) {
            return None;
        }
        let _staging = Staging { home: &home, disk: &*disk };
        let (staged, tree) = self.stage(&home, &*disk, &changed)?;
        let mut emptied: BTreeSet<String> = gone.iter().flat_map(|path| self.remove(path)).collect();
        for (path, file) in staged.files() {
            self.add(path, LeftFile { print: file.print, state: file.state });
        }
        emptied.retain(|folder| !self.folders.contains_key(folder));
        let plan = Plan {
            moves: plan::moves(&tree, &staged),
            removals: gone.iter().map(|path| (*path).clone()).collect(),
            emptied: emptied.into_iter().rev().collect(),
            ..Plan::default()
        };
        disk.append_lasting(&manifest::path(&home), manifest::lines(staged.prints()).as_bytes()).ok()?;
        Hand { output: &output, home: &home, disk: &*disk }.change(&plan).ok()?;
        self.manifest = manifest_state(&home)?;
        Some((self.published(changed.len(), gone.len()), self))
    }

    fn published(&self, written: usize, removed: usize) -> Published {
        Published {
            written,
            unchanged: self.files.len() - written,
            removed,
            foreign: self.foreign.clone(),
            bytes: self.files.values().map(|file| file.print.length).sum(),
        }
    }

    /// Tells whether every place that is needed is free or this site's, and what is to be deleted still is what was published.
    fn is_clear(&self, changed: &[(Print, String, Vec<u8>)], gone: &BTreeSet<&String>) -> bool {
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        let clear = changed.iter().all(|(_, path, _)| {
            folders.extend(address::ancestors(path));
            let is_free = match fs::symlink_metadata(self.output.join(path)) {
                Ok(metadata) => self.has(path) && metadata.is_file(),
                Err(error) => error.kind() == ErrorKind::NotFound,
            };
            is_free && !self.folders.contains_key(path)
        });
        let ours = gone.iter().all(|path| {
            folders.extend(address::ancestors(path));
            let print = self.files.get(*path).map(|file| file.print);
            print.is_some_and(|print| plan::is_as_published(&self.output.join(path), &[print]).is_ok_and(|ours| ours))
        });
        // A link in the place of a folder would lead out of the output.
        clear
            && ours
            && folders.into_iter().all(|folder| match fs::symlink_metadata(self.output.join(folder)) {
                Ok(metadata) => self.folders.contains_key(folder) && metadata.is_dir(),
                Err(error) => error.kind() == ErrorKind::NotFound && !self.folders.contains_key(folder) && !self.has(folder),
            })
    }

    /// Writes the files into the staging folder, and returns them with the folders that are there already.
    fn stage(&self, home: &Path, disk: &dyn Disk, changed: &[(Print, String, Vec<u8>)]) -> Option<(Staged, Tree)> {
        let mut staged = Staged::default();
        for (number, (print, path, bytes)) in changed.iter().enumerate() {
            let stands = address::parent(path).is_none_or(|folder| self.folders.contains_key(folder));
            let (place, target) =
                if stands { (Place::Numbered(number), numbered(home, number)) } else { (Place::Tree, in_tree(home, path)) };
            staged.add(path, StagedFile { print: *print, place, state: 0 }).ok()?;
            let metadata = write_new(disk, &target, bytes).ok()?;
            staged.stands(path, seal::state(path, &metadata));
        }
        let folders = changed.iter().flat_map(|(_, path, _)| address::ancestors(path));
        Some((staged, Tree::of_folders(folders.filter(|folder| self.folders.contains_key(*folder)).map(str::to_owned))))
    }
}

/// The staging folder, which is removed at the end.
struct Staging<'p> {
    home: &'p Path,
    disk: &'p dyn Disk,
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next publication of the whole.
        let _ = self.disk.remove_tree(&self.home.join(STAGING));
    }
}
