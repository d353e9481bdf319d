//! Records that are related to a record.

use super::Catalogue;
use crate::hub::RecordId;
use crate::record::Home;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::sync::OnceLock;

/// How many related records a record has at most.
const LIMIT: usize = 4;

/// How many candidates are gathered for one record. It bounds the work, so that it grows with the number of records alone.
const CANDIDATES: usize = 96;

/// The related records of each record, found when they are first asked for.
#[derive(Debug)]
pub(super) struct Related {
    found: Vec<OnceLock<Box<[RecordId]>>>,
}

impl Related {
    pub(super) fn new(records: usize) -> Self {
        Self { found: std::iter::repeat_with(OnceLock::new).take(records).collect() }
    }
}

impl Catalogue {
    /// Returns the few records that are related to a record, the closest first.
    ///
    /// Records that it names or that name it come first, in order. Then follow records of its collection that share terms, each term
    /// weighing the more the rarer it is (the logarithm of how many records there are to one that has it); ties go by order. Candidates
    /// are gathered from the rarest of its terms on, those near it in the catalogue first.
    pub fn related(&self, id: RecordId) -> &[RecordId] {
        self.related.found[id.index()].get_or_init(|| find(self, id).into())
    }

    /// Returns the records that have a record among their related ones, as far as anybody has asked for those.
    pub fn related_to(&self, id: RecordId) -> impl Iterator<Item = RecordId> + '_ {
        let found = self.related.found.iter().enumerate();
        found.filter(move |(_, found)| found.get().is_some_and(|found| found.contains(&id))).map(|(index, _)| RecordId::new(index))
    }

    /// Finds the related records of some records again where they have been asked for, and returns those that have others now.
    pub(super) fn relate_again(&mut self, records: &[RecordId]) -> Vec<RecordId> {
        let catalogue = &*self;
        let asked = records.par_iter().filter(|id| catalogue.related.found[id.index()].get().is_some());
        let others = asked.filter_map(|id| {
            let found = find(catalogue, *id);
            (found[..] != *catalogue.related(*id)).then_some((*id, found))
        });
        let others: Vec<(RecordId, Vec<RecordId>)> = others.collect();
        others
            .into_iter()
            .map(|(id, found)| {
                self.related.found[id.index()] = OnceLock::from(Box::from(found));
                id
            })
            .collect()
    }
}

fn find(catalogue: &Catalogue, id: RecordId) -> Vec<RecordId> {
    let entry = catalogue.entry(id);
    let mut found: Vec<RecordId> = Vec::new();
    let named = entry.references.iter().flat_map(|(_, records)| records.iter().copied());
    let is_record = |id: &RecordId| matches!(catalogue.entry(*id).original.place.home, Home::Collection(_));
    for record in named.chain(entry.back_links.iter().copied()).filter(is_record) {
        if record != id && !found.contains(&record) {
            found.push(record);
        }
    }
    if found.len() < LIMIT {
        let others = by_terms(catalogue, id, &found, LIMIT - found.len());
        found.extend(others);
    }
    found.truncate(LIMIT);
    found
}

fn by_terms(catalogue: &Catalogue, id: RecordId, skip: &[RecordId], limit: usize) -> Vec<RecordId> {
    let Home::Collection(home) = catalogue.entry(id).original.place.home else { return Vec::new() };
    let index = catalogue.collection(home);
    let (start, total) = (index.range.start, index.range.len() as f64);
    let own = index.carried.of(id.index() - start);
    // Terms that the record does not carry weigh nothing. The sums are of whole numbers, since a processor adds those much faster.
    let mut weights = vec![0_u64; index.carried.count()];
    for term in own {
        let weight = (total / f64::from(index.carried.frequency(*term).max(1))).ln() + 0.01;
        weights[*term as usize] = (weight * f64::from(1 << 24)) as u64;
    }
    // The records that share each of its terms, the rarest term first.
    let mut lists: Vec<&[RecordId]> = own
        .iter()
        .filter_map(|term| index.carried.option(*term))
        .map(|(facet, option)| &*index.facets[facet.index()].options[option as usize].records)
        .collect();
    lists.sort_by_key(|records| records.len());
    let score = |record: RecordId| -> u64 { index.carried.of(record.index() - start).iter().map(|term| weights[*term as usize]).sum() };
    // The few best so far, in order. A record that shares several terms may come several times.
    let mut best: Vec<(Reverse<u64>, RecordId)> = Vec::with_capacity(limit + 1);
    for record in candidates(id, &lists).into_iter().filter(|record| !skip.contains(record)) {
        let scored = (Reverse(score(record)), record);
        if best.len() == limit && best.last().is_none_or(|last| *last <= scored) {
            continue;
        }
        if let Err(place) = best.binary_search(&scored) {
            best.insert(place, scored);
            best.truncate(limit);
        }
    }
    best.into_iter().map(|(_, record)| record).collect()
}

/// Gathers candidates from lists of records: neighbours on both sides in turn, near in the catalogue first. One that is in several lists
/// may come several times.
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
    found
}
