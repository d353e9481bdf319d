//! Whether the site in the output folder is still the one that certain sources made.
//!
//! `.pacthub/sources` holds a line of two words: one that stands for everything the site was made from, and the seal of the files
//! that were published then. If both still hold, making the site again would change nothing.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;
use twox_hash::XxHash3_64;

use super::manifest::Print;
use super::publication::{Publication, ignore_missing};
use super::staged::{Place, StagedFile};
use super::{Failure, PublishError, Published, commit};

/// The paths, lengths, times and numbers of files in one number, whatever their order. It tells an edited file from the published
/// one without reading it; nobody is kept out by it.
#[derive(Debug, Default)]
pub(super) struct Seal(AtomicU64);

impl Seal {
    /// Adds a file.
    pub(super) fn add(&self, path: &str, metadata: &Metadata) {
        self.add_print(print(path, metadata));
    }

    fn add_print(&self, print: u64) {
        self.0.fetch_add(print, Ordering::Relaxed);
    }

    pub(super) fn word(&self) -> String {
        format!("{:016x}", self.0.load(Ordering::Relaxed))
    }
}

fn print(path: &str, metadata: &Metadata) -> u64 {
    let written = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
    let parts = format!("{path}\n{} {} {}", metadata.len(), written.as_nanos(), number(metadata));
    XxHash3_64::oneshot(parts.as_bytes())
}

/// The number of a file in its file system: a file that took another's place has one of its own.
#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

impl Publication {
    /// Takes the published site for the new one if it was made from these sources and nobody has touched it since; says whether it
    /// was. `sources` is a word without spaces. Nothing may be staged before or after.
    ///
    /// # Errors
    /// What [`Publication::stage`] fails with.
    pub fn keep_if_made_from(&self, sources: &str) -> Result<bool, PublishError> {
        let Ok(record) = fs::read_to_string(record(&self.home)) else { return Ok(false) };
        let Some(seal) = record.strip_prefix(sources).and_then(|rest| rest.strip_prefix(' ')).and_then(|rest| rest.strip_suffix('\n'))
        else {
            return Ok(false);
        };
        let files: Option<Vec<(&str, Print)>> = self
            .manifest
            .paths()
            .map(|path| match self.manifest.prints(path) {
                [print] => Some((path, *print)),
                _ => None,
            })
            .collect();
        let Some(files) = files else { return Ok(false) };
        let found = Seal::default();
        let all_there = files.par_iter().try_for_each(|(path, _)| -> io::Result<()> {
            found.add(path, &fs::symlink_metadata(self.output.join(path))?);
            Ok(())
        });
        if all_there.is_err() || found.word() != seal {
            return Ok(false);
        }
        let mut staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        for (path, print) in files {
            staged.add(path, StagedFile { print, place: Place::Output })?;
        }
        self.seal.add_print(u64::from_str_radix(seal, 16).unwrap_or_default());
        Ok(true)
    }

    /// Commits, and notes what the site was made from for [`Publication::keep_if_made_from`].
    ///
    /// # Errors
    /// Those of [`Publication::commit`].
    pub fn commit_made_from(mut self, sources: &str) -> Result<Published, PublishError> {
        let published = commit::commit(&mut self)?;
        let path = record(&self.home);
        let line = format!("{sources} {}\n", self.seal.word());
        if fs::read_to_string(&path).is_ok_and(|known| known == line) {
            return Ok(published);
        }
        let failed = |error| PublishError::Failed(Failure::new("write", &path, error));
        ignore_missing(self.disk.remove_file(&path)).map_err(failed)?;
        self.disk.write_new(&path, line.as_bytes()).map_err(failed)?;
        Ok(published)
    }
}

fn record(home: &Path) -> PathBuf {
    home.join("sources")
}
