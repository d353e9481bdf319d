//! Publishing again and again into one folder, without reading what was published before.

use super::manifest::Manifest;
use super::publication::Publication;
use super::settled::Seal;
use super::{PublishError, Published, commit};
use rayon::prelude::*;
use std::fs;
use std::path::Path;

/// The state in which a publication left its files: while it holds, nobody has touched any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left(String);

impl Publication {
    /// Believes files to have the bytes that the manifest says, if they are still as another publication left them. They need not
    /// be read then.
    pub fn trust(&mut self, left: &Left) {
        self.trusting = seal(&self.output, &self.manifest).as_ref() == Some(left);
    }

    /// Commits like [`Publication::commit`], and says how the files were left, where they can be known again.
    ///
    /// # Errors
    /// Those of [`Publication::commit`].
    pub fn commit_for_another(mut self) -> Result<(Published, Option<Left>), PublishError> {
        let published = commit::commit(&mut self)?;
        let manifest = Manifest::read(&self.output, &self.home).ok();
        let left = manifest.and_then(|manifest| seal(&self.output, &manifest));
        Ok((published, left))
    }
}

fn seal(output: &Path, manifest: &Manifest) -> Option<Left> {
    let paths: Vec<&str> = manifest.paths().collect();
    let found = Seal::default();
    let all_there = paths.par_iter().try_for_each(|path| {
        found.add(path, &fs::symlink_metadata(output.join(path))?);
        std::io::Result::Ok(())
    });
    all_there.is_ok().then(|| Left(found.word()))
}
