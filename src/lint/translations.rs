//! Translations that are older than their originals.

use super::Linted;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use jiff::civil::Date;
use std::sync::Arc;

/// A translation whose original changed after it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// The translation's file, relative to the hub's root.
    pub path: Arc<str>,
    /// The original's file.
    pub original: Arc<str>,
    /// The day of the translation's last change.
    pub translated: Date,
}

pub(super) fn lint(outdated: &[Outdated], linted: &mut Linted) {
    for one in outdated {
        let message = format!("The original's words changed after {}, when this translation last did.", one.translated);
        let diagnostic = Diagnostic::hint(DiagnosticId::OutdatedTranslation, Place::file(Arc::clone(&one.path)), message)
            .help("Compare the two and change the translation.")
            .related(Place::file(Arc::clone(&one.original)), "The original is here.");
        linted.located.push(diagnostic);
    }
}
