//! A site in memory, for tests.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::manifest::Print;
use super::staged::{Place, Staged, StagedFile};
use super::{PublishError, Sink, address};

/// Keeps the files it is given, under the same rules as a publication.
#[derive(Debug, Default)]
pub struct Memory {
    kept: Mutex<(Staged, BTreeMap<String, Vec<u8>>)>,
}

impl Memory {
    /// Gives the files by path, sorted.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.kept.into_inner().unwrap_or_else(PoisonError::into_inner).1
    }
}

impl Sink for Memory {
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        address::check(path)?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.0.add(path, StagedFile { print: Print::of(bytes), place: Place::Tree, state: 0 })?;
        kept.1.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn keep(&self, path: &str) -> Result<bool, PublishError> {
        address::check(path)?;
        Ok(false)
    }
}
