//! What is wrong with a hub, as values.
//!
//! In: places and words. Out: [`Diagnostic`]s, sorted and rendered by one file a format. Never prints.

mod docs;
mod examples;
mod human;
mod id;
mod json;
mod nearest;
mod platform;
mod sarif;

pub use docs::documentation;
pub use examples::{BASE, Example, NOTHING, Shown};
pub use human::{human, human_summary};
pub use id::DiagnosticId;
pub use json::json;
pub use nearest::{did_you_mean, nearest};
pub use platform::github;
pub use sarif::sarif;

use std::sync::Arc;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The hub cannot be published with it.
    Error,
    /// Readers will probably suffer from it; `--strict` makes it an error.
    Warning,
    /// A suggestion.
    Hint,
}

impl Severity {
    /// Returns the word that stands for it in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// Where something stands: a file of the hub and a position in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the hub's root, with `/`.
    pub file: Arc<str>,
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1 in characters; 0 where the whole line is meant.
    pub column: u32,
    /// How many characters it is long; 0 when that is not known.
    pub length: u32,
    /// Whether the file as a whole is meant; the position is its first then.
    pub is_whole_file: bool,
}

impl Place {
    /// Returns the place of a whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { is_whole_file: true, ..Self::at(file, 1, 1) }
    }

    /// Returns a place in a file.
    pub fn at(file: impl Into<Arc<str>>, line: u32, column: u32) -> Self {
        Self { file: file.into(), line, column, length: 0, is_whole_file: false }
    }

    /// Returns the same place, `length` characters long.
    #[must_use]
    pub fn long(mut self, length: usize) -> Self {
        self.length = u32::try_from(length).unwrap_or(u32::MAX);
        self
    }
}

/// A second place that explains the first, such as 'first defined here'.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// Where it stands.
    pub place: Place,
    /// What it has to do with the diagnostic.
    pub message: String,
}

/// One thing that is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Its stable, readable name.
    pub id: DiagnosticId,
    /// Where it is.
    pub place: Place,
    /// What is wrong, as one sentence.
    pub message: String,
    /// How to mend it, when there is more to say than the message does.
    pub help: Option<String>,
    /// Further places.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// Makes a diagnostic of any severity.
    pub fn new(severity: Severity, id: DiagnosticId, place: Place, message: impl Into<String>) -> Self {
        Self { severity, id, place, message: message.into(), help: None, related: Vec::new() }
    }

    /// Makes an error.
    pub fn error(id: DiagnosticId, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, id, place, message)
    }

    /// Makes a warning.
    pub fn warning(id: DiagnosticId, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, id, place, message)
    }

    /// Makes a hint.
    pub fn hint(id: DiagnosticId, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, id, place, message)
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds how to mend it, where that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related { place, message: message.into() });
        self
    }
}

/// Sorts by file, line, column and id and drops repetitions, so that output never depends on threads.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (&a.place, a.severity, a.id.as_str(), &a.message).cmp(&(&b.place, b.severity, b.id.as_str(), &b.message)));
    diagnostics.dedup();
}

/// Makes warnings errors.
pub fn be_strict(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.severity == Severity::Warning) {
        diagnostic.severity = Severity::Error;
    }
}

/// How many diagnostics of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
}

impl Counts {
    /// Counts a list.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
        }
        counts
    }
}
