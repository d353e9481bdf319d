//! Carries out what was planned.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use super::plan::{self, Move, Plan};
use super::publication::{Publication, ignore_missing, in_tree, numbered};
use super::staged::{Place, Staged};
use super::{Disk, Failure, PublishError, Published, manifest};

/// Publishes what was staged, and returns it.
pub(super) fn commit(publication: &mut Publication) -> Result<(Published, Staged), PublishError> {
    if publication.incomplete.load(Ordering::Relaxed) {
        return Err(PublishError::Incomplete);
    }
    let staged = std::mem::take(publication.staged.get_mut().unwrap_or_else(PoisonError::into_inner));
    let plan = plan::make(&publication.output, &publication.tree, &publication.manifest, &staged)?;
    carry_out(publication, &plan, &staged)?;

    let mut published =
        Published { removed: plan.cleared_files.len() + plan.removals.len(), foreign: plan.foreign, ..Published::default() };
    for (_, file) in staged.files() {
        published.bytes += file.print.length;
        match file.place {
            Place::Output => published.unchanged += 1,
            Place::Numbered(_) | Place::Tree => published.written += 1,
        }
    }
    Ok((published, staged))
}

fn carry_out(publication: &mut Publication, plan: &Plan, staged: &Staged) -> Result<(), Failure> {
    let new = manifest::text(staged.prints());
    if !plan.is_empty() {
        // From here on a file of either site may be found, and the next publication has to know it for its own.
        let both = if publication.manifest.is_empty() { new.clone() } else { publication.manifest.text_with(staged.prints()) };
        publication.manifest.write(both, &publication.home, &*publication.disk)?;
        Hand { output: &publication.output, home: &publication.home, disk: &*publication.disk }.change(plan)?;
    }
    publication.manifest.write(new, &publication.home, &*publication.disk)
}

/// What moves and deletes files in an output folder.
pub(super) struct Hand<'p> {
    pub(super) output: &'p Path,
    pub(super) home: &'p Path,
    pub(super) disk: &'p dyn Disk,
}

impl Hand<'_> {
    /// Makes the planned changes in their order.
    pub(super) fn change(&self, plan: &Plan) -> Result<(), Failure> {
        plan.cleared_files.iter().try_for_each(|path| self.remove_file(path))?;
        plan.cleared_directories.iter().try_for_each(|path| self.remove_directory(path))?;
        plan.moves.iter().try_for_each(|step| self.move_into_place(step))?;
        plan.removals.iter().try_for_each(|path| self.remove_file(path))?;
        plan.emptied.iter().try_for_each(|path| self.remove_if_empty(path))
    }

    fn move_into_place(&self, step: &Move) -> Result<(), Failure> {
        let target = self.output.join(&step.path);
        let source = match step.number {
            Some(number) => numbered(self.home, number),
            None => in_tree(self.home, &step.path),
        };
        self.disk.rename(&source, &target).map_err(|error| Failure::new("replace", target, error))
    }

    fn remove_file(&self, path: &str) -> Result<(), Failure> {
        let target = self.output.join(path);
        ignore_missing(self.disk.remove_file(&target)).map_err(|error| Failure::new("delete", target, error))
    }

    fn remove_directory(&self, path: &str) -> Result<(), Failure> {
        let target = self.output.join(path);
        ignore_missing(self.disk.remove_directory(&target)).map_err(|error| Failure::new("delete", target, error))
    }

    /// Removes a folder unless somebody put something into it.
    fn remove_if_empty(&self, path: &str) -> Result<(), Failure> {
        match self.remove_directory(path) {
            Err(failure) if failure.error.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
            removed => removed,
        }
    }
}
