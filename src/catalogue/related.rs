//! Records that are related to a record.

use super::{Catalogue, Entry};
use crate::hub::{FacetKind, RecordId, TermId, VocabularyId};
use crate::record::{Home, Value};
use std::collections::{HashMap, HashSet};

/// How many candidates are weighed for one record. It bounds the work, so that it grows with the number of records alone.
const CANDIDATES: usize = 256;

/// Returns up to `limit` records that are related to a record, the closest first.
///
/// Records that it names or that name it come first, in order. Then follow records of its collection that share terms, each term
/// weighing the more the rarer it is (the logarithm of how many records there are to one that has it); ties go by order. Candidates
/// are gathered from the rarest of its terms on, those near it in the catalogue first.
pub fn related(catalogue: &Catalogue, id: RecordId, limit: usize) -> Vec<RecordId> {
    let entry = catalogue.entry(id);
    let mut found: Vec<RecordId> = Vec::new();
    let named = entry.references.iter().flat_map(|(_, records)| records.iter().copied());
    let is_record = |id: &RecordId| matches!(catalogue.entry(*id).original.place.home, Home::Collection(_));
    for record in named.chain(entry.back_links.iter().copied()).filter(is_record) {
        if record != id && !found.contains(&record) {
            found.push(record);
        }
    }
    if found.len() < limit {
        let explicit: HashSet<RecordId> = found.iter().copied().collect();
        found.extend(by_terms(catalogue, id, &explicit, limit - found.len()));
    }
    found.truncate(limit);
    found
}

fn by_terms(catalogue: &Catalogue, id: RecordId, skip: &HashSet<RecordId>, limit: usize) -> Vec<RecordId> {
    let entry = catalogue.entry(id);
    let Home::Collection(home) = entry.original.place.home else { return Vec::new() };
    let collection = catalogue.hub.collection(home);
    let index = catalogue.collection(home);
    let total = index.range.len() as f64;
    // The record's own terms with the records that share them, the rarest first.
    let mut shared: Vec<(&[RecordId], VocabularyId, TermId)> = Vec::new();
    for (facet, facet_index) in collection.facets.iter().zip(&index.facets) {
        let (FacetKind::Vocabulary(vocabulary), crate::hub::FacetKey::Field(field)) = (&facet.kind, facet.key) else { continue };
        for term in entry.original.value(field).map_or(&[][..], Value::terms) {
            shared.push((&facet_index.options[term.index()].records, *vocabulary, *term));
        }
    }
    shared.sort_by_key(|(records, vocabulary, term)| (records.len(), *vocabulary, *term));
    let mut candidates: Vec<RecordId> = Vec::with_capacity(CANDIDATES);
    let mut seen: HashSet<RecordId> = HashSet::with_capacity(CANDIDATES * 2);
    seen.insert(id);
    'gather: for (records, ..) in &shared {
        // Neighbours on both sides in turn: near in the catalogue first, and never more than are needed.
        let middle = records.partition_point(|record| *record < id);
        let (before, after) = records.split_at(middle);
        let (mut before, mut after) = (before.iter().rev(), after.iter());
        loop {
            let pair = (before.next(), after.next());
            if pair == (None, None) {
                break;
            }
            for record in [pair.0, pair.1].into_iter().flatten() {
                if seen.insert(*record) && !skip.contains(record) {
                    candidates.push(*record);
                    if candidates.len() == CANDIDATES {
                        break 'gather;
                    }
                }
            }
        }
    }
    let weights: HashMap<(VocabularyId, TermId), f64> = shared
        .iter()
        .map(|(records, vocabulary, term)| ((*vocabulary, *term), (total / records.len().max(1) as f64).ln() + 0.01))
        .collect();
    let mut scored: Vec<(f64, RecordId)> =
        candidates.into_iter().map(|record| (score(collection, catalogue.entry(record), &weights), record)).collect();
    scored.sort_unstable_by(|(score_a, a), (score_b, b)| score_b.total_cmp(score_a).then(a.cmp(b)));
    scored.into_iter().take(limit).map(|(_, record)| record).collect()
}

fn score(collection: &crate::hub::Collection, entry: &Entry, weights: &HashMap<(VocabularyId, TermId), f64>) -> f64 {
    let mut sum = 0.0;
    for facet in &collection.facets {
        if let (FacetKind::Vocabulary(vocabulary), crate::hub::FacetKey::Field(field)) = (&facet.kind, facet.key) {
            for term in entry.original.value(field).map_or(&[][..], Value::terms) {
                sum += weights.get(&(*vocabulary, *term)).copied().unwrap_or(0.0);
            }
        }
    }
    sum
}
