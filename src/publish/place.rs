//! Where the output folder may be.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::address::HOME;
use super::{Failure, Refusal, manifest};

/// A folder that the output must not touch.
#[derive(Clone, Debug)]
pub struct Protected {
    path: PathBuf,
    what: String,
    may_hold_output: bool,
}

impl Protected {
    /// Protects a folder that the output may not be, contain or lie inside, such as the content folder.
    ///
    /// `what` completes the sentence "the output lies inside …". The folder need not exist.
    pub fn apart(path: impl Into<PathBuf>, what: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into(), may_hold_output: false }
    }

    /// Protects a folder that the output may lie inside, but not be or contain, such as the hub's root.
    pub fn around(path: impl Into<PathBuf>, what: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into(), may_hold_output: true }
    }
}

/// Checks that a folder may be published into, without touching it, and gives its canonical path.
pub(super) fn check(output: &Path, protected: &[Protected]) -> Result<PathBuf, Refusal> {
    // A slash at the end would make the system look through a link.
    let trimmed: PathBuf = output.components().collect();
    if look(&trimmed)?.is_some_and(|metadata| metadata.is_symlink()) {
        return Err(Refusal::Link(trimmed));
    }
    let (existing, output) = resolve(&trimmed).map_err(|error| Failure::new("find", output, error))?;
    for kept in protected {
        let (_, path) = resolve(&kept.path).map_err(|error| Failure::new("find", &kept.path, error))?;
        if let Some(relation) = overlap(&output, &path, kept.may_hold_output) {
            return Err(Refusal::Overlap { output, relation, what: kept.what.clone(), path });
        }
    }
    if !look(&existing)?.is_some_and(|metadata| metadata.is_dir()) {
        return Err(Refusal::NotAFolder(existing));
    }
    if existing == output {
        check_contents(&output)?;
    }
    Ok(output)
}

fn overlap(output: &Path, path: &Path, may_hold_output: bool) -> Option<&'static str> {
    if output == path {
        Some("is")
    } else if path.starts_with(output) {
        Some("contains")
    } else if output.starts_with(path) && !may_hold_output {
        Some("lies inside")
    } else {
        None
    }
}

/// Refuses a folder with files in it that no manifest claims.
///
/// A folder with nothing but `.pacthub` is as good as empty: a build that fails leaves that behind. The names are
/// read before the manifest is looked for, since a first build in another process writes them the other way round.
fn check_contents(output: &Path) -> Result<(), Refusal> {
    let failed = |error| Failure::new("list", output, error);
    let mut first: Option<std::ffi::OsString> = None;
    for entry in fs::read_dir(output).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        if name != OsStr::new(HOME) && first.as_ref().is_none_or(|known| name < *known) {
            first = Some(name);
        }
    }
    let home = output.join(HOME);
    match look(&home)? {
        Some(metadata) if metadata.is_symlink() => return Err(Refusal::Link(home)),
        Some(metadata) if !metadata.is_dir() => return Err(Refusal::NotAFolder(home)),
        _ => {}
    }
    match first {
        Some(name) if !look(&manifest::path(&home))?.is_some_and(|metadata| metadata.is_file()) => {
            Err(Refusal::Occupied { output: output.to_owned(), example: name.to_string_lossy().into_owned() })
        }
        _ => Ok(()),
    }
}

/// Looks at a name without following a link.
fn look(path: &Path) -> Result<Option<Metadata>, Refusal> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(Failure::new("look at", path, error).into()),
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Gives the part of a path that exists, with all links followed, and the whole path on top of it.
fn resolve(path: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let absolute = std::path::absolute(path)?;
    for ancestor in absolute.ancestors() {
        match fs::symlink_metadata(ancestor) {
            Ok(_) => {
                let existing = fs::canonicalize(ancestor)?;
                let rest = absolute.strip_prefix(ancestor).map_err(io::Error::other)?;
                // `..` after a folder that does not exist leads nowhere.
                if rest.components().any(|component| component == Component::ParentDir) {
                    return Err(ErrorKind::NotFound.into());
                }
                let whole = existing.join(rest).components().collect();
                return Ok((existing, whole));
            }
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::NotFound.into())
}
