//! What a publication has to do, worked out before anything is done.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Manifest, Print};
use super::staged::{Place, Staged};
use super::tree::{Kind, Tree};
use super::{Failure, PublishError, address};

/// One rename.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Move {
    rank: Rank,
    /// Where the file or folder is to stand.
    pub(super) path: String,
    /// The number that a file waits under; a folder waits under its path.
    pub(super) number: Option<usize>,
}

/// The order in which files take their places: what is linked to stands before what links to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A file that is named by its content.
    Asset,
    /// A folder that was not there, so that no page of the old site leads into it.
    NewFolder,
    /// A file that pages or programs read.
    Data,
    /// A page.
    Page,
    /// What names pages: a feed, a calendar, a sitemap.
    Feed,
}

/// Everything to do, in the order of the fields; all paths are sorted so that a run can be repeated.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Old files that stand in the way of a new file or folder.
    pub(super) cleared_files: Vec<String>,
    /// Folders that stand in the way of a new file, the innermost first.
    pub(super) cleared_directories: Vec<String>,
    /// What is moved into place.
    pub(super) moves: Vec<Move>,
    /// Old files that the new site lacks.
    pub(super) removals: Vec<String>,
    /// Folders that may be empty then, the innermost first.
    pub(super) emptied: Vec<String>,
    /// What somebody else put into the folder.
    pub(super) foreign: Vec<String>,
}

impl Plan {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        let files = self.cleared_files.is_empty() && self.moves.is_empty() && self.removals.is_empty();
        files && self.cleared_directories.is_empty() && self.emptied.is_empty()
    }
}

/// Works out the plan; an error if a foreign file would have to go.
pub(super) fn make(output: &Path, tree: &Tree, old: &Manifest, new: &Staged) -> Result<Plan, PublishError> {
    let mut gone: Vec<&str> = old.paths().filter(|path| new.file(path).is_none()).collect();
    gone.sort_unstable();
    let (removable, edited) = sort_out(output, tree, old, &gone)?;
    let foreign = foreign_files(tree, old, new, edited);
    check_no_foreign_in_the_way(output, &foreign, new)?;

    let (cleared_files, removals) = removable.into_iter().partition(|path| new.has_directory(path) || new.has_file_above(path));
    let cleared_directories = tree
        .entries()
        .filter(|(path, kind)| *kind == Kind::Directory && (new.file(path).is_some() || new.has_file_above(path)))
        .map(|(path, _)| path.to_owned())
        .collect::<BTreeSet<_>>();
    let emptied = gone
        .iter()
        .flat_map(|path| address::ancestors(path))
        .filter(|folder| tree.has_directory(folder) && !new.has_directory(folder))
        .map(str::to_owned)
        .filter(|folder| !cleared_directories.contains(folder))
        .collect::<BTreeSet<_>>();
    Ok(Plan {
        cleared_files,
        cleared_directories: cleared_directories.into_iter().rev().collect(),
        moves: moves(tree, new),
        removals,
        emptied: emptied.into_iter().rev().collect(),
        foreign: by_folder(&foreign, new),
    })
}

/// Parts the old files that are still there into those that may be deleted and those that somebody wrote anew.
fn sort_out(output: &Path, tree: &Tree, old: &Manifest, gone: &[&str]) -> Result<(Vec<String>, Vec<String>), Failure> {
    let present: Vec<&str> = gone.iter().copied().filter(|path| tree.kind(path) == Some(Kind::File)).collect();
    let ours: Vec<Result<bool, Failure>> = present.par_iter().map(|path| is_as_published(&output.join(path), old.prints(path))).collect();
    let mut removable = Vec::new();
    let mut edited = Vec::new();
    for (path, ours) in present.into_iter().zip(ours) {
        if ours? {
            removable.push(path.to_owned());
        } else {
            edited.push(path.to_owned());
        }
    }
    Ok((removable, edited))
}

/// Whether a file's bytes are those that were published.
///
/// An empty file counts as well: pages are not forced onto the disk one by one, so a power cut may leave some empty,
/// and nobody loses anything with them.
pub(super) fn is_as_published(path: &Path, prints: &[Print]) -> Result<bool, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(bytes.is_empty() || prints.contains(&Print::of(&bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failure::new("read", path, error)),
    }
}

fn foreign_files(tree: &Tree, old: &Manifest, new: &Staged, edited: Vec<String>) -> BTreeSet<String> {
    let mut foreign: BTreeSet<String> = edited.into_iter().collect();
    for (path, kind) in tree.entries() {
        let is_foreign = match kind {
            Kind::Directory => false,
            Kind::Other => true,
            // A file that has the very bytes of the new one is as good as published.
            Kind::File => !old.lists(path) && new.file(path).is_none_or(|file| file.place != Place::Output),
        };
        if is_foreign {
            foreign.insert(path.to_owned());
        }
    }
    foreign
}

fn check_no_foreign_in_the_way(output: &Path, foreign: &BTreeSet<String>, new: &Staged) -> Result<(), PublishError> {
    let paths: Vec<String> =
        foreign.iter().filter(|path| new.file(path).is_some() || new.has_directory(path) || new.has_file_above(path)).cloned().collect();
    if paths.is_empty() { Ok(()) } else { Err(PublishError::Foreign { output: output.to_owned(), paths }) }
}

/// Names a folder that has no file of the site once, instead of every file in it.
fn by_folder(foreign: &BTreeSet<String>, new: &Staged) -> Vec<String> {
    let named: BTreeSet<String> = foreign
        .iter()
        .map(|path| {
            let outermost = address::ancestors(path).filter(|folder| !new.has_directory(folder)).last();
            outermost.map_or_else(|| path.clone(), |folder| format!("{folder}/"))
        })
        .collect();
    named.into_iter().collect()
}

/// Returns the renames that put the staged files into their places, in order.
pub(super) fn moves(tree: &Tree, new: &Staged) -> Vec<Move> {
    let moves: BTreeSet<Move> = new
        .files()
        .filter_map(|(path, file)| match file.place {
            Place::Output => None,
            Place::Numbered(number) => Some(Move { rank: rank(path), path: path.to_owned(), number: Some(number) }),
            Place::Tree => {
                let folder = address::ancestors(path).filter(|folder| !tree.has_directory(folder)).last()?;
                Some(Move { rank: folder_rank(folder), path: folder.to_owned(), number: None })
            }
        })
        .collect();
    moves.into_iter().collect()
}

fn is_asset(path: &str) -> bool {
    path.split('/').next() == Some("assets")
}

fn folder_rank(path: &str) -> Rank {
    if is_asset(path) { Rank::Asset } else { Rank::NewFolder }
}

/// Returns when a file may take its place.
pub fn rank(path: &str) -> Rank {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        _ if path.contains('/') && is_asset(path) => Rank::Asset,
        Some("html") => Rank::Page,
        Some("xml" | "ics") => Rank::Feed,
        _ => Rank::Data,
    }
}
