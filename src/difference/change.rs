//! One thing that changed, and how it is said.

use std::fmt::{self, Display};

/// What somebody edits and what changed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What it is.
    pub kind: ChangedKind,
    /// Its file, relative to the hub's root.
    pub file: String,
    /// Its title.
    pub title: String,
    /// The site paths of its pages whose bytes changed.
    pub pages: Vec<String>,
    /// What changed, in the order of a record.
    pub changes: Vec<Change>,
}

/// What changed things are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedKind {
    /// A record of a collection.
    Record,
    /// A free page.
    Page,
    /// A vocabulary.
    Vocabulary,
}

impl ChangedKind {
    /// Returns its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Page => "page",
            Self::Vocabulary => "vocabulary",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key in the file; `body`, `status` and `address` where there is none.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The code of the language whose words changed; none for facts.
    pub language: Option<String>,
    /// What happened.
    pub what: What,
}

/// What happened to a value. All values are in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// There was none before.
    Given(String),
    /// There is none any more.
    Removed(String),
    /// It is another one.
    Replaced(String, String),
    /// A day is another one.
    Moved(String, String),
    /// A list has other members.
    Members {
        /// What was not in it.
        added: Vec<String>,
        /// What no longer is in it.
        removed: Vec<String>,
    },
    /// A text that is too long to be shown has other words.
    Rewritten,
}

impl Display for Change {
    /// Says it in a sentence without its full stop, such as `Deadline moved from 30 June 2026 to 31 July 2026`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)?;
        if let Some(language) = &self.language {
            write!(f, " ({language})")?;
        }
        match &self.what {
            What::Given(value) => write!(f, " added: {value}"),
            What::Removed(value) => write!(f, " removed (was {value})"),
            What::Replaced(old, new) => write!(f, ": {old} → {new}"),
            What::Moved(old, new) => write!(f, " moved from {old} to {new}"),
            What::Members { added, removed } if removed.is_empty() => write!(f, ": added {}", added.join(", ")),
            What::Members { added, removed } if added.is_empty() => write!(f, ": removed {}", removed.join(", ")),
            What::Members { added, removed } => write!(f, ": added {}; removed {}", added.join(", "), removed.join(", ")),
            What::Rewritten => f.write_str(" changed"),
        }
    }
}

impl What {
    /// Compares one value, of which there may be none.
    pub(super) fn of_one(before: Option<String>, after: Option<String>) -> Option<Self> {
        match (before, after) {
            (None, Some(new)) => Some(Self::Given(new)),
            (Some(old), None) => Some(Self::Removed(old)),
            (Some(old), Some(new)) if old != new => Some(Self::Replaced(old, new)),
            _ => None,
        }
    }

    /// Says that a day moved where it did.
    pub(super) fn moved(self) -> Self {
        match self {
            Self::Replaced(old, new) => Self::Moved(old, new),
            other => other,
        }
    }

    /// Compares two lists; the order of their members tells readers nothing.
    pub(super) fn of_many(before: &[String], after: &[String]) -> Option<Self> {
        let missing =
            |from: &[String], list: &[String]| -> Vec<String> { list.iter().filter(|member| !from.contains(member)).cloned().collect() };
        let (added, removed) = (missing(before, after), missing(after, before));
        (!added.is_empty() || !removed.is_empty()).then_some(Self::Members { added, removed })
    }
}
