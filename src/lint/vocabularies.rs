//! Terms that nobody uses and records that no filter reaches.

use super::Linted;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::{CollectionId, Facet, FacetKey, FieldKind, RecordId, TermId, Vocabulary, VocabularyId};
use crate::record::Value;
use std::sync::Arc;

/// How many names one message lists.
const NAMES: usize = 12;

pub(super) fn lint(catalogue: &Catalogue, linted: &mut Linted) {
    for index in 0..catalogue.hub.vocabularies.len() {
        vocabulary(catalogue, VocabularyId::new(index), linted);
    }
    for index in 0..catalogue.hub.collections.len() {
        unfiltered(catalogue, CollectionId::new(index), linted);
    }
}

/// One hint a vocabulary, since a list of countries has many that nobody uses yet.
fn vocabulary(catalogue: &Catalogue, id: VocabularyId, linted: &mut Linted) {
    let vocabulary = catalogue.hub.vocabulary(id);
    let used = used_terms(catalogue, id, vocabulary);
    // A parent of a used term leads readers to it.
    let unused: Vec<&str> = (0..vocabulary.terms.len())
        .filter(|index| !vocabulary.subtree(TermId::new(*index)).any(|below| used[below]))
        .map(|index| vocabulary.terms[index].id.as_str())
        .collect();
    if unused.is_empty() {
        return;
    }
    let more = if unused.len() > NAMES { format!(" and {} more", unused.len() - NAMES) } else { String::new() };
    let names = unused[..unused.len().min(NAMES)].join(", ");
    let message = match unused.len() {
        1 => format!("No record has the term {names}."),
        count => format!("No record has these {count} terms: {names}{more}."),
    };
    let place = Place::file(format!("content/vocabularies/{}.yaml", vocabulary.id));
    linted.located.push(
        Diagnostic::hint(DiagnosticId::UnusedTerm, place, message).help("Give them to records, or remove those that nobody will need."),
    );
}

fn used_terms(catalogue: &Catalogue, id: VocabularyId, vocabulary: &Vocabulary) -> Vec<bool> {
    let mut used = vec![false; vocabulary.terms.len()];
    for (index, collection) in catalogue.hub.collections.iter().enumerate() {
        for (field_index, field) in collection.fields.iter().enumerate() {
            if !matches!(field.kind, FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary) if vocabulary == id) {
                continue;
            }
            for entry in &catalogue.entries[catalogue.collection(CollectionId::new(index)).range.clone()] {
                let terms = entry.original.values.get(field_index).and_then(Option::as_ref).map_or(&[][..], Value::terms);
                terms.iter().for_each(|term| used[term.index()] = true);
            }
        }
    }
    used
}

fn unfiltered(catalogue: &Catalogue, id: CollectionId, linted: &mut Linted) {
    let index = catalogue.collection(id);
    let collection = catalogue.hub.collection(id);
    // Where a facet's field is required, a record without it is an error already.
    let required = |facet: &Facet| matches!(facet.key, FacetKey::Field(field) if collection.field(field).required);
    if index.facets.is_empty() || collection.facets.iter().any(required) {
        return;
    }
    let mut found = vec![false; index.range.len()];
    let options = index.facets.iter().flat_map(|facet| &facet.options);
    for record in options.flat_map(|option| option.records.iter()) {
        found[record.index() - index.range.start] = true;
    }
    for record in index.range.clone().map(RecordId::new).filter(|record| !found[record.index() - index.range.start]) {
        let names: Vec<&str> = collection.facets.iter().map(|facet| facet.id.as_str()).collect();
        let place = Place::file(Arc::clone(&catalogue.entry(record).original.path));
        let message = "No filter of its collection finds this record.";
        let help = format!("Give it a value of at least one of: {}", names.join(", "));
        linted.located.push(Diagnostic::hint(DiagnosticId::UnfilteredRecord, place, message).help(help));
    }
}
