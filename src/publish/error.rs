//! What can go wrong, and what to do about it.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Says that the system would not do something.
#[derive(Debug)]
pub struct Failure {
    /// What was to be done, as an infinitive: "write", "list".
    pub action: &'static str,
    /// What it was to be done to.
    pub path: PathBuf,
    /// The system's answer.
    pub error: io::Error,
}

impl Failure {
    pub(super) fn new(action: &'static str, path: impl Into<PathBuf>, error: io::Error) -> Self {
        Self { action, path: path.into(), error }
    }

    fn advice(&self) -> &'static str {
        match self.error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on that disk and build again",
            ErrorKind::ReadOnlyFilesystem => "that disk is read-only; give another folder with --output",
            ErrorKind::PermissionDenied => "see who owns it, or give another folder with --output",
            ErrorKind::InvalidFilename => "shorten the path, by a `slug` for instance",
            _ => "see to it and build again",
        }
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {} {}: {}; {}", self.action, self.path.display(), self.error, self.advice())
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}

/// Says why an output folder was not opened. Nothing in it was touched.
#[derive(Debug)]
pub enum Refusal {
    /// The output, or a folder it would lie in, is no folder.
    NotAFolder(PathBuf),
    /// The output, or its folder `.pacthub`, is a symbolic link.
    Link(PathBuf),
    /// The output is, contains or lies inside a folder that must be kept.
    Overlap {
        /// The output folder.
        output: PathBuf,
        /// "is", "contains" or "lies inside".
        relation: &'static str,
        /// What is to be kept, as given: "the content folder".
        what: String,
        /// Where that is.
        path: PathBuf,
    },
    /// The output holds files and no manifest, so that somebody else wrote them.
    Occupied {
        /// The output folder.
        output: PathBuf,
        /// The first name in it.
        example: String,
    },
    /// The manifest cannot be understood.
    Manifest {
        /// The output folder.
        output: PathBuf,
        /// The line at fault, from 1.
        line: usize,
    },
    /// Another publication has the output for too long.
    Busy {
        /// The output folder.
        output: PathBuf,
        /// How long this one waited.
        waited: Duration,
    },
    /// The system would not let the output be opened.
    Failed(Failure),
}

impl Display for Refusal {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let instead = "give another folder with --output";
        match self {
            Self::NotAFolder(path) => {
                write!(formatter, "cannot publish into {}: it is not a folder; {instead}", path.display())
            }
            Self::Link(path) => write!(
                formatter,
                "cannot publish into {}: it is a symbolic link; name the folder that it leads to with --output",
                path.display()
            ),
            Self::Overlap { output, relation, what, path } => {
                write!(formatter, "cannot publish into {}: it {relation} {what} ({}); {instead}", output.display(), path.display())
            }
            Self::Occupied { output, example } => write!(
                formatter,
                "cannot publish into {}: it holds files that pacthub did not write, such as {example}; {instead}, or \
                 empty it yourself",
                output.display()
            ),
            Self::Manifest { output, line } => write!(
                formatter,
                "cannot publish into {}: line {line} of its .pacthub/manifest is not one that this pacthub writes; \
                 save what is yours, delete the folder and build again",
                output.display()
            ),
            Self::Busy { output, waited } => write!(
                formatter,
                "cannot publish into {}: another build has been using it for {} seconds; stop that one or wait",
                output.display(),
                waited.as_secs()
            ),
            Self::Failed(failure) => failure.fmt(formatter),
        }
    }
}

impl Error for Refusal {}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Says why a file was not staged or the site not published.
#[derive(Debug)]
pub enum PublishError {
    /// The path cannot be published.
    Path {
        /// The path as given.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The path was given twice.
    Twice(String),
    /// The path would have to be a file and a folder.
    FileAndFolder(String),
    /// Files that somebody else wrote stand where the site needs the place; sorted, below the output folder.
    Foreign {
        /// The output folder.
        output: PathBuf,
        /// The files.
        paths: Vec<String>,
    },
    /// A file could not be staged, so that the site is not whole.
    Incomplete,
    /// The system would not do something.
    Failed(Failure),
}

impl Display for PublishError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, reason } => write!(formatter, "cannot publish {path:?}: {reason}"),
            Self::Twice(path) => write!(formatter, "cannot publish {path} twice; two sources claim it"),
            Self::FileAndFolder(path) => {
                write!(formatter, "cannot publish {path} as a file and as a folder; rename one of the two sources")
            }
            Self::Foreign { output, paths } => foreign(formatter, output, paths),
            Self::Incomplete => write!(formatter, "nothing was published, since a file could not be staged"),
            Self::Failed(failure) => failure.fmt(formatter),
        }
    }
}

fn foreign(formatter: &mut Formatter<'_>, output: &Path, paths: &[String]) -> fmt::Result {
    const SHOWN: usize = 10;
    write!(formatter, "nothing was published: the site needs the place of files in {} that ", output.display())?;
    write!(formatter, "pacthub did not write; move them away: ")?;
    for (position, path) in paths.iter().take(SHOWN).enumerate() {
        write!(formatter, "{}{path}", if position == 0 { "" } else { ", " })?;
    }
    match paths.len().checked_sub(SHOWN) {
        None | Some(0) => Ok(()),
        Some(more) => write!(formatter, " and {more} more"),
    }
}

impl Error for PublishError {}

impl From<Failure> for PublishError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
