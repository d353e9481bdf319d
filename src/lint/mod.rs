//! What could be better: checks that need no error in the format.
//!
//! In: the texts of files while they are read, then the catalogue and what git knows of them. Out: [`Linted`]: warnings and hints, and
//! how to mend the ones that a machine may mend. Opens no file and writes none. A build does without all this, so that it stays fast.

mod against;
mod body;
mod facts;
mod files;
mod glance;
mod mend;
mod titles;
mod translations;
mod typography;
mod vocabularies;

pub use against::{gone, sitemap_addresses};
pub use mend::{Mend, apply};
pub use translations::Outdated;

use crate::catalogue::{Catalogue, Entry};
use crate::diagnostic::{Diagnostic, Place};
use crate::hub::Hub;
use crate::record::{Pending, Record, halves};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What was found.
#[derive(Debug, Default)]
pub struct Linted {
    /// Diagnostics with their places.
    pub located: Vec<Diagnostic>,
    /// Diagnostics about keys of front matter.
    pub pending: Vec<Pending>,
    /// Changes that mend some of them, sorted by file and position.
    pub mends: Vec<Mend>,
}

impl Linted {
    fn merge(mut self, other: Self) -> Self {
        self.located.extend(other.located);
        self.pending.extend(other.pending);
        self.mends.extend(other.mends);
        self
    }
}

/// What the texts of files tell, gathered while they are at hand, so that none is read twice.
#[derive(Debug, Default)]
pub struct Texts(Mutex<HashMap<Arc<str>, TextFindings>>);

/// What the text of a file tells.
#[derive(Debug, Default)]
struct TextFindings {
    linted: Linted,
    /// Where it says that something is open, which is wrong only of a call that closed.
    says_open: Option<Place>,
}

impl Texts {
    /// Checks what only a file's text tells.
    pub fn look(&self, hub: &Hub, record: &Record, text: &str) {
        let mut linted = Linted::default();
        let source = Source { path: &record.path, text, parts: halves(text) };
        body::lint(&source, record, &mut linted);
        if hub.languages.code(record.place.language).split('-').next() == Some("pl") {
            typography::lint(&source, &mut linted);
        }
        let says_open = facts::says_open(hub, record, &source);
        // Hardly any text has something to tell.
        if says_open.is_some() || !linted.located.is_empty() || !linted.mends.is_empty() {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(Arc::clone(&record.path), TextFindings { linted, says_open });
        }
    }
}

/// Checks everything. `outdated` names the translations whose originals changed after them, as far as git knows.
pub fn lint(catalogue: &Catalogue, outdated: &[Outdated], texts: Texts) -> Linted {
    let mut texts = texts.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut linted = Linted::default();
    // What became of no record has errors, which come first.
    for (entry, record) in records(catalogue) {
        let Some(found) = texts.remove(&record.path) else { continue };
        linted = linted.merge(found.linted);
        facts::closed_call(catalogue, entry, found.says_open, &mut linted);
    }
    facts::lint(catalogue, &mut linted);
    titles::lint(catalogue, &mut linted);
    translations::lint(outdated, &mut linted);
    vocabularies::lint(catalogue, &mut linted);
    files::lint(catalogue, &mut linted);
    linted.mends.sort_by(|a, b| (&a.file, a.range.start).cmp(&(&b.file, b.range.start)));
    linted
}

/// Returns all files of all entries, originals and translations.
fn records(catalogue: &Catalogue) -> impl Iterator<Item = (&Entry, &Arc<Record>)> {
    catalogue.entries.iter().flat_map(|entry| entry.files().map(move |record| (entry, record)))
}

/// A file's text and its halves.
struct Source<'s> {
    path: &'s Arc<str>,
    text: &'s str,
    parts: crate::record::Parts<'s>,
}

impl Source<'_> {
    /// Returns the offset of the body in the text.
    fn body_start(&self) -> usize {
        self.text.len() - self.parts.body.len()
    }

    /// Returns the place of `length` characters at an offset of the text, in bytes.
    fn place(&self, offset: usize, length: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |index| index + 1);
        let column = before[start..].chars().count() + 1;
        Place::at(Arc::clone(self.path), line as u32, column as u32).long(length)
    }
}
