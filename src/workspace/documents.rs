//! The parsed documents, each with the state of its file.

use crate::diagnostic::{Diagnostic, Severity};
use crate::hub::Hub;
use crate::load::AT_ONCE;
use crate::record::{self, ParseOptions, Record};
use crate::source::{self, Document, Fingerprint, Stamp};
use crate::yaml::Memory;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The documents by path relative to the hub's root.
#[derive(Debug, Default)]
pub(super) struct Documents {
    held: BTreeMap<Arc<str>, Held>,
}

/// One document: what its file was like when it was read, and what was made of it.
#[derive(Debug)]
pub(super) struct Held {
    /// Nothing where the file could not be read.
    stamp: Option<Stamp>,
    print: Option<Fingerprint>,
    pub(super) record: Option<Arc<Record>>,
    diagnostics: Vec<Diagnostic>,
}

/// What became of a document that was looked at.
#[derive(Debug)]
pub(super) enum Reread {
    /// Its bytes are the same.
    Same,
    /// It has been parsed again.
    Changed,
    /// Its file is empty, which it was not before: maybe its editor is just writing it.
    Doubtful,
}

impl Documents {
    pub(super) fn len(&self) -> usize {
        self.held.len()
    }

    pub(super) fn get(&self, path: &str) -> Option<&Held> {
        self.held.get(path)
    }

    /// Returns the records in the order of their paths.
    pub(super) fn records(&self) -> Vec<Arc<Record>> {
        self.held.values().filter_map(|held| held.record.clone()).collect()
    }

    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.held.values().flat_map(|held| &held.diagnostics)
    }

    /// Tells whether a document could not be made a record of.
    pub(super) fn lack_records(&self) -> bool {
        self.held.values().any(|held| held.record.is_none())
    }

    /// Tells whether something is wrong with a document by itself.
    pub(super) fn has_errors(&self, path: &str) -> bool {
        self.held.get(path).is_some_and(|held| held.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error))
    }

    /// Holds these documents and no others. With `all`, every one is parsed; else those that are new or look different, and those
    /// that `named` names. Returns the documents that changed, and whether some came or went.
    pub(super) fn hold(
        &mut self, hub: &Hub, documents: &[Document], options: ParseOptions, all: bool, named: &[Arc<str>],
    ) -> (Vec<Arc<str>>, bool) {
        let memory = Memory::default();
        let read: Vec<Option<Held>> = documents
            .par_iter()
            .with_max_len(AT_ONCE)
            .map(|document| {
                let old = self.held.get(&document.path).filter(|_| !all);
                let unchanged =
                    old.is_some_and(|old| old.stamp.is_some() && old.stamp == Stamp::at(&document.disk) && !named.contains(&document.path));
                if unchanged { None } else { read(hub, &memory, document, options, old) }
            })
            .collect();
        let mut old = std::mem::take(&mut self.held);
        let mut changed = Vec::new();
        let mut moved = false;
        for (document, read) in documents.iter().zip(read) {
            let before = old.remove(&document.path);
            moved |= before.is_none();
            let held = match (read, before) {
                (Some(held), _) => {
                    changed.push(Arc::clone(&document.path));
                    held
                }
                (None, Some(before)) => before,
                (None, None) => continue,
            };
            self.held.insert(Arc::clone(&document.path), held);
        }
        moved |= !old.is_empty();
        (changed, moved)
    }

    /// Looks at one document again. With `patient`, an empty file is not believed yet.
    pub(super) fn look(&mut self, hub: &Hub, document: &Document, options: ParseOptions, patient: bool) -> Reread {
        let old = self.held.get(&document.path);
        let was_empty = old.and_then(|old| old.stamp).is_some_and(|stamp| stamp.length == 0);
        if patient && !was_empty && Stamp::at(&document.disk).is_some_and(|stamp| stamp.length == 0) {
            return Reread::Doubtful;
        }
        match read(hub, &Memory::default(), document, options, old) {
            None => Reread::Same,
            Some(held) => {
                self.held.insert(Arc::clone(&document.path), held);
                Reread::Changed
            }
        }
    }
}

/// Reads and parses a document. Nothing comes back where its bytes are the same as before.
fn read(hub: &Hub, memory: &Memory, document: &Document, options: ParseOptions, old: Option<&Held>) -> Option<Held> {
    match source::read_stamped(&document.disk, &document.path) {
        Ok((text, stamp)) => {
            let print = Fingerprint::of(&text);
            if old.is_some_and(|old| old.print == Some(print)) {
                return None;
            }
            let parsed = record::parse_among(hub, memory, &document.path, &text, options);
            Some(Held { stamp: Some(stamp), print: Some(print), record: parsed.record.map(Arc::new), diagnostics: parsed.diagnostics })
        }
        Err(diagnostic) => Some(Held { stamp: None, print: None, record: None, diagnostics: vec![diagnostic] }),
    }
}
