//! Whether the site in the output folder is still the one that certain sources made.
//!
//! `.pacthub/sources` holds a line of two words: one that stands for everything the site was made from, and the seal of the files
//! that were published then. If both still hold, making the site again would change nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use rayon::prelude::*;

use super::manifest::Print;
use super::publication::{Publication, ignore_missing};
use super::staged::{Place, StagedFile};
use super::{Failure, PublishError, Published, commit, seal};

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
        let states: io::Result<Vec<u64>> =
            files.par_iter().map(|(path, _)| Ok(seal::state(path, &fs::symlink_metadata(self.output.join(path))?))).collect();
        let Some(states) = states.ok().filter(|states| seal::word(states.iter().copied()) == seal) else { return Ok(false) };
        let mut staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        for ((path, print), state) in files.into_iter().zip(states) {
            staged.add(path, StagedFile { print, place: Place::Output, state })?;
        }
        Ok(true)
    }

    /// Commits, and notes what the site was made from for [`Publication::keep_if_made_from`].
    ///
    /// # Errors
    /// Those of [`Publication::commit`].
    pub fn commit_made_from(mut self, sources: &str) -> Result<Published, PublishError> {
        let (published, staged) = commit::commit(&mut self)?;
        let path = record(&self.home);
        let line = format!("{sources} {}\n", seal::word(staged.files().map(|(_, file)| file.state)));
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
