//! Titles that stand twice and summaries that are too long.

use super::{Linted, records};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::CollectionId;
use crate::record::{Pending, Record};
use foldhash::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// How long a summary may be, in characters; two sentences are shorter.
const SUMMARY: usize = 300;

pub(super) fn lint(catalogue: &Catalogue, linted: &mut Linted) {
    for (_, record) in records(catalogue) {
        let length = record.summary.as_ref().map_or(0, |summary| summary.chars().count());
        if length > SUMMARY {
            let message = format!("The summary has {length} characters, which is too long for a listing.");
            let diagnostic = Diagnostic::hint(DiagnosticId::LongSummary, Place::file(Arc::clone(&record.path)), message)
                .help(format!("Say the most important thing in one or two sentences, {SUMMARY} characters at most."));
            linted.pending.push(Pending::new(diagnostic, "summary", None));
        }
    }
    for index in 0..catalogue.hub.collections.len() {
        collection(catalogue, CollectionId::new(index), linted);
    }
}

/// Compares the titles of a collection, language by language, as they are written.
fn collection(catalogue: &Catalogue, id: CollectionId, linted: &mut Linted) {
    for language in catalogue.hub.languages.ids() {
        let mut seen: HashMap<String, &Record> = HashMap::default();
        for entry in &catalogue.entries[catalogue.collection(id).range.clone()] {
            let words = entry.words(language);
            let Some(title) = words.title.as_ref().filter(|_| words.language() == language) else { continue };
            match seen.entry(title.to_lowercase()) {
                Entry::Occupied(first) => {
                    let message = format!("Another record of this collection is called '{title}' too.");
                    let diagnostic = Diagnostic::warning(DiagnosticId::DuplicateTitle, Place::file(Arc::clone(&words.path)), message)
                        .help("Add what tells them apart, such as a year or a region.")
                        .related(Place::file(Arc::clone(&first.get().path)), "It is this one.");
                    linted.pending.push(Pending::new(diagnostic, "title", None));
                }
                Entry::Vacant(place) => {
                    place.insert(words);
                }
            }
        }
    }
}
