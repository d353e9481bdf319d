//! Records that are related to a record.

use super::Catalogue;
use crate::hub::RecordId;
use crate::record::Home;
use std::collections::HashSet;

/// How many candidates are gathered for one record. It bounds the work, so that it grows with the number of records alone.
const CANDIDATES: usize = 96;

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
    let Home::Collection(home) = catalogue.entry(id).original.place.home else { return Vec::new() };
    let index = catalogue.collection(home);
    let (start, total) = (index.range.start, index.range.len() as f64);
    let own = index.carried.of(id.index() - start);
    // Terms that the record does not carry weigh nothing.
    let mut weights = vec![0.0; index.carried.count()];
    for term in own {
        weights[*term as usize] = (total / f64::from(index.carried.frequency(*term).max(1))).ln() + 0.01;
    }
    // The records that share each of its terms, the rarest term first.
    let mut lists: Vec<&[RecordId]> = own
        .iter()
        .filter_map(|term| index.carried.option(*term))
        .map(|(facet, option)| &*index.facets[facet.index()].options[option as usize].records)
        .collect();
    lists.sort_by_key(|records| records.len());
    let score = |record: RecordId| -> f64 { index.carried.of(record.index() - start).iter().map(|term| weights[*term as usize]).sum() };
    let mut scored: Vec<(f64, RecordId)> =
        candidates(id, &lists).into_iter().filter(|record| !skip.contains(record)).map(|record| (score(record), record)).collect();
    scored.sort_unstable_by(|(score_a, a), (score_b, b)| score_b.total_cmp(score_a).then(a.cmp(b)));
    scored.into_iter().take(limit).map(|(_, record)| record).collect()
}

/// Gathers candidates from lists of records: neighbours on both sides in turn, near in the catalogue first.
fn candidates(id: RecordId, lists: &[&[RecordId]]) -> Vec<RecordId> {
    let mut found: Vec<RecordId> = Vec::with_capacity(CANDIDATES);
    'gather: for records in lists {
        let middle = records.partition_point(|record| *record < id);
        let (before, after) = records.split_at(middle);
        let (mut before, mut after) = (before.iter().rev(), after.iter());
        loop {
            let pair = (before.next(), after.next());
            if pair == (None, None) {
                break;
            }
            for record in [pair.0, pair.1].into_iter().flatten().filter(|record| **record != id) {
                found.push(*record);
                if found.len() == CANDIDATES {
                    break 'gather;
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
