//! An output folder that is being published into.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::address::{self, HOME, STAGING};
use super::left::Left;
use super::manifest::{Manifest, Print};
use super::seal;
use super::staged::{Place, Staged, StagedFile};
use super::tree::{Kind, Tree};
use super::{Disk, Failure, Protected, PublishError, Published, RealDisk, Refusal, Sink, commit, lock, place};

/// How a publication is opened.
pub struct Opening<'a> {
    /// How long to wait for another publication of the same folder.
    pub patience: Duration,
    /// Called once, with the output folder, when there is something to wait for.
    pub waiting: Box<dyn FnMut(&Path) + 'a>,
    /// What makes the changes.
    pub disk: Box<dyn Disk>,
}

impl Default for Opening<'_> {
    /// Waits for a minute, in silence, and changes the real disk.
    fn default() -> Self {
        Self { patience: Duration::from_mins(1), waiting: Box::new(|_| {}), disk: Box::new(RealDisk) }
    }
}

/// A site on its way into an output folder, which is locked meanwhile.
///
/// If it is dropped without [`Publication::commit`], what was staged is deleted and the old site stays as it was.
pub struct Publication {
    pub(super) output: PathBuf,
    pub(super) home: PathBuf,
    pub(super) disk: Box<dyn Disk>,
    pub(super) manifest: Manifest,
    pub(super) tree: Tree,
    pub(super) staged: Mutex<Staged>,
    /// Set when a file could not be staged.
    pub(super) incomplete: AtomicBool,
    next_number: AtomicUsize,
    /// The files as another publication left them, where nobody has touched any since.
    pub(super) trusted: Option<Left>,
    /// Held until everything else is done.
    _lock: File,
}

impl Publication {
    /// Opens an output folder, which is made if it is missing.
    ///
    /// # Errors
    /// A place that the site must not be written to; see [`Refusal`]. Nothing is touched then.
    pub fn open(output: &Path, protected: &[Protected]) -> Result<Self, Refusal> {
        Self::open_with(output, protected, Opening::default())
    }

    /// Opens an output folder in a given way; see [`Publication::open`].
    ///
    /// # Errors
    /// The same, and [`Refusal::Busy`] when the patience is over.
    pub fn open_with(output: &Path, protected: &[Protected], opening: Opening<'_>) -> Result<Self, Refusal> {
        let Opening { patience, mut waiting, disk } = opening;
        let output = place::check(output, protected)?;
        let home = output.join(HOME);
        disk.create_directories(&home).map_err(|error| Failure::new("make", &home, error))?;
        let lock = lock::take(&output, patience, &mut waiting)?;
        let manifest = Manifest::read(&output, &home)?;
        let tree = Tree::read(&output)?;
        let staging = home.join(STAGING);
        ignore_missing(disk.remove_tree(&staging)).map_err(|error| Failure::new("empty", &staging, error))?;
        Ok(Self {
            output,
            home,
            disk,
            manifest,
            tree,
            staged: Mutex::default(),
            incomplete: AtomicBool::new(false),
            next_number: AtomicUsize::new(0),
            trusted: None,
            _lock: lock,
        })
    }

    /// Where the site is published, with all links followed.
    #[must_use]
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// Takes one file of the new site; see [`Sink::stage`].
    ///
    /// A file with the same bytes as the published one is left alone; any other waits in the staging folder.
    ///
    /// # Errors
    /// A path that cannot be published, one given twice, or a file that cannot be written. After any of them
    /// nothing can be committed.
    pub fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.noted(self.stage_or_fail(path, bytes))
    }

    /// Takes the published file at a path for the new one; see [`Sink::keep`].
    ///
    /// # Errors
    /// Those of [`Publication::stage`].
    pub fn keep(&self, path: &str) -> Result<bool, PublishError> {
        self.noted(self.keep_or_fail(path))
    }

    /// Notes that nothing can be committed where something failed.
    fn noted<T>(&self, result: Result<T, PublishError>) -> Result<T, PublishError> {
        if result.is_err() {
            self.incomplete.store(true, Ordering::Relaxed);
        }
        result
    }

    /// Moves what changed into place, deletes what the site no longer has, and says what was done.
    ///
    /// # Errors
    /// [`PublishError::Incomplete`] and [`PublishError::Foreign`] before anything is touched;
    /// [`PublishError::Failed`] at any point: building again then puts everything right.
    pub fn commit(mut self) -> Result<Published, PublishError> {
        commit::commit(&mut self).map(|(published, _)| published)
    }

    fn stage_or_fail(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        address::check(path)?;
        let print = Print::of(bytes);
        let (place, state) = self.place(path, bytes, print)?;
        let is_first = self.staged.lock().unwrap_or_else(PoisonError::into_inner).add(path, StagedFile { print, place, state })?;
        match place {
            Place::Output => Ok(()),
            Place::Numbered(number) => self.write(path, &numbered(&self.home, number), bytes),
            Place::Tree => {
                let target = in_tree(&self.home, path);
                if is_first && let Some(folder) = target.parent() {
                    self.make_directory(folder)?;
                }
                self.write(path, &target, bytes)
            }
        }
        .map_err(PublishError::Failed)
    }

    fn keep_or_fail(&self, path: &str) -> Result<bool, PublishError> {
        address::check(path)?;
        let &[print] = self.manifest.prints(path) else { return Ok(false) };
        if self.tree.kind(path) != Some(Kind::File) {
            return Ok(false);
        }
        let trusted = self.trusted.as_ref().and_then(|left| left.state_of(path, print));
        let state = if let Some(state) = trusted {
            state
        } else {
            let existing = self.output.join(path);
            // What cannot be read is made again, and overwritten.
            let Ok(bytes) = std::fs::read(&existing) else { return Ok(false) };
            if Print::of(&bytes) != print {
                return Ok(false);
            }
            let metadata = std::fs::metadata(&existing).map_err(|error| PublishError::Failed(Failure::new("look at", &existing, error)))?;
            seal::state(path, &metadata)
        };
        let file = StagedFile { print, place: Place::Output, state };
        self.staged.lock().unwrap_or_else(PoisonError::into_inner).add(path, file)?;
        Ok(true)
    }

    /// Tells where a file waits, and how it stands if it does already.
    fn place(&self, path: &str, bytes: &[u8], print: Print) -> Result<(Place, u64), Failure> {
        if self.tree.kind(path) == Some(Kind::File) {
            if let Some(state) = self.trusted.as_ref().and_then(|left| left.state_of(path, print)) {
                return Ok((Place::Output, state));
            }
            let existing = self.output.join(path);
            match has_bytes(&existing, bytes) {
                Ok(Some(metadata)) => return Ok((Place::Output, seal::state(path, &metadata))),
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(Failure::new("read", existing, error)),
            }
        }
        if address::parent(path).is_none_or(|folder| self.tree.has_directory(folder)) {
            Ok((Place::Numbered(self.next_number.fetch_add(1, Ordering::Relaxed)), 0))
        } else {
            Ok((Place::Tree, 0))
        }
    }

    /// Makes a folder, trying the usual case first: that its parent is there.
    fn make_directory(&self, folder: &Path) -> Result<(), Failure> {
        match self.disk.create_directory(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => self.disk.create_directories(folder),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            made => made,
        }
        .map_err(|error| Failure::new("make", folder, error))
    }

    /// Writes the file of a path, making its folder if another thread has not got round to it yet.
    fn write(&self, path: &str, target: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let state = seal::state(path, &write_new(&*self.disk, target, bytes)?);
        self.staged.lock().unwrap_or_else(PoisonError::into_inner).stands(path, state);
        Ok(())
    }
}

/// Writes a file, making its folder if it is not there yet.
pub(super) fn write_new(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> Result<Metadata, Failure> {
    let written = match disk.write_new(target, bytes) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(folder) = target.parent() {
                disk.create_directories(folder).map_err(|error| Failure::new("make", folder, error))?;
            }
            disk.write_new(target, bytes)
        }
        written => written,
    };
    written.map_err(|error| Failure::new("write", target, error))
}

impl Sink for Publication {
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        Self::stage(self, path, bytes)
    }

    fn keep(&self, path: &str) -> Result<bool, PublishError> {
        Self::keep(self, path)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next publication.
        let _ = self.disk.remove_tree(&self.home.join(STAGING));
    }
}

/// Where a file waits that is to stand in a folder that exists.
pub(super) fn numbered(home: &Path, number: usize) -> PathBuf {
    home.join(format!("{STAGING}/changed/{number}"))
}

/// Where a file or folder waits whose folder does not exist.
pub(super) fn in_tree(home: &Path, path: &str) -> PathBuf {
    home.join(format!("{STAGING}/new/{path}"))
}

/// Takes something that is gone already for something removed.
pub(super) fn ignore_missing(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// How a file stands, if it holds certain bytes.
fn has_bytes(path: &Path, bytes: &[u8]) -> io::Result<Option<Metadata>> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.len() != bytes.len() as u64 {
        return Ok(None);
    }
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    while !rest.is_empty() {
        let count = file.read(&mut buffer)?;
        match (buffer.get(..count), rest.split_at_checked(count)) {
            (Some(read), Some((expected, after))) if count > 0 && read == expected => rest = after,
            _ => return Ok(None),
        }
    }
    Ok(Some(metadata))
}
