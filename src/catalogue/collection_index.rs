//! A collection's records: their orders and facets.

use super::Entry;
use super::facet_index::{self, FacetIndex, Membership};
use super::order::{self, Collators};
use super::standing::Standing;
use crate::hub::{Collection, CollectionId, FacetId, FacetKey, FacetKind, Hub, LanguageId, RecordId, Sort};
use crate::record::{Home, Value};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::OnceLock;

/// Records in an order, made when they are first asked for.
type Ordered = OnceLock<Box<[RecordId]>>;

/// What is known about a collection's records together.
#[derive(Debug)]
pub struct CollectionIndex {
    /// The records in the collection's order, by language.
    pub orders: Vec<Box<[RecordId]>>,
    /// The facets by [`FacetId`].
    pub facets: Vec<FacetIndex>,
    /// The pairs of terms that share a record, by the index of the collection's `pairs`: two option indices and a count.
    pub pairs: Vec<Vec<(u32, u32, u32)>>,
    /// The collection's records; their ids follow each other.
    pub range: Range<usize>,
    /// The terms that each record carries, for telling which are alike.
    pub carried: CarriedTerms,
    /// Each record's place in the collection's order, by language.
    ranks: Vec<Box<[u32]>>,
    newest: OnceLock<Box<[RecordId]>>,
    /// By facet and option, then by language: the option's records in the collection's order, made when they are first asked for.
    ordered: Vec<Vec<Vec<Ordered>>>,
}

/// The terms of vocabularies that records carry themselves, each as a number that is unique in the collection.
#[derive(Debug, Default)]
pub struct CarriedTerms {
    starts: Vec<u32>,
    terms: Vec<u32>,
    /// How many records carry each term.
    counts: Vec<u32>,
    /// The facets whose terms these are, with the number of each one's first term.
    facets: Vec<(FacetId, u32)>,
}

impl CarriedTerms {
    fn new(collection: &Collection, facets: &[FacetIndex], entries: &[Entry]) -> Self {
        let mut carried = Self { starts: vec![0], ..Self::default() };
        let mut fields = Vec::new();
        let mut first = 0;
        for (index, (facet, facet_index)) in collection.facets.iter().zip(facets).enumerate() {
            if let (FacetKind::Vocabulary(_), FacetKey::Field(field)) = (&facet.kind, facet.key) {
                carried.facets.push((FacetId::new(index), first));
                fields.push((field, first));
                first += facet_index.options.len() as u32;
            }
        }
        carried.counts = vec![0; first as usize];
        for entry in entries {
            for (field, first) in &fields {
                for term in entry.original.value(*field).map_or(&[][..], Value::terms) {
                    let number = first + term.index() as u32;
                    carried.counts[number as usize] += 1;
                    carried.terms.push(number);
                }
            }
            carried.starts.push(carried.terms.len() as u32);
        }
        carried
    }

    /// Gives a record, by its place in the collection, the terms that it carries now.
    fn replace(&mut self, place: usize, collection: &Collection, entry: &Entry) {
        let mut terms = Vec::new();
        for (facet, first) in &self.facets {
            if let FacetKey::Field(field) = collection.facet(*facet).key {
                terms.extend(entry.original.value(field).map_or(&[][..], Value::terms).iter().map(|term| first + term.index() as u32));
            }
        }
        let old = self.starts[place] as usize..self.starts[place + 1] as usize;
        if self.terms[old.clone()] == terms[..] {
            return;
        }
        self.terms[old.clone()].iter().for_each(|term| self.counts[*term as usize] -= 1);
        terms.iter().for_each(|term| self.counts[*term as usize] += 1);
        let (before, after) = (old.len() as u32, terms.len() as u32);
        self.terms.splice(old, terms);
        self.starts[place + 1..].iter_mut().for_each(|start| *start = *start - before + after);
    }

    /// Returns the terms of a record, by its place in the collection.
    pub fn of(&self, place: usize) -> &[u32] {
        &self.terms[self.starts[place] as usize..self.starts[place + 1] as usize]
    }

    /// Returns the number of an option of a facet, if it is a term of a vocabulary.
    pub(super) fn number(&self, facet: FacetId, option: u32) -> Option<u32> {
        self.facets.iter().find(|(other, _)| *other == facet).map(|(_, first)| first + option)
    }

    /// Returns how many terms there are.
    pub fn count(&self) -> usize {
        self.counts.len()
    }

    /// Returns how many records carry a term.
    pub fn frequency(&self, term: u32) -> u32 {
        self.counts[term as usize]
    }

    /// Returns the facet and the option that a term is.
    pub fn option(&self, term: u32) -> Option<(FacetId, u32)> {
        let place = self.facets.partition_point(|(_, first)| *first <= term).checked_sub(1)?;
        let (facet, first) = self.facets.get(place)?;
        Some((*facet, term - first))
    }
}

pub(super) fn build(hub: &Hub, entries: &[Entry], collators: &Collators) -> Vec<CollectionIndex> {
    let homes: Vec<usize> = entries
        .iter()
        .map(|entry| match entry.original.place.home {
            Home::Collection(collection) => collection.index(),
            Home::Pages => usize::MAX,
        })
        .collect();
    (0..hub.collections.len())
        .into_par_iter()
        .map(|index| {
            let start = homes.partition_point(|home| *home < index);
            let end = homes.partition_point(|home| *home <= index);
            build_one(hub, CollectionId::new(index), entries, start..end, collators)
        })
        .collect()
}

fn build_one(hub: &Hub, id: CollectionId, entries: &[Entry], range: Range<usize>, collators: &Collators) -> CollectionIndex {
    let collection = hub.collection(id);
    let mut index = CollectionIndex {
        orders: Vec::new(),
        facets: Vec::new(),
        pairs: Vec::new(),
        range: range.clone(),
        carried: CarriedTerms::default(),
        ranks: Vec::new(),
        newest: OnceLock::new(),
        ordered: Vec::new(),
    };
    for language in hub.languages.ids() {
        let order = index.sorted(range.clone().map(RecordId::new).collect(), entries, collection.sort, language, collators);
        let mut ranks = vec![0; range.len()];
        for (rank, record) in order.iter().enumerate() {
            ranks[record.index() - range.start] = rank as u32;
        }
        index.orders.push(order.into());
        index.ranks.push(ranks.into());
    }
    index.facets =
        collection.facets.par_iter().map(|facet| facet_index::build(hub, collection, facet, entries, range.clone(), collators)).collect();
    index.carried = CarriedTerms::new(collection, &index.facets, &entries[range.clone()]);
    index.forget_ordered(hub.languages.len());
    index.pairs = collection.pairs.iter().map(|[first, second]| index.count_pairs(*first, *second)).collect();
    index
}

impl CollectionIndex {
    fn forget_ordered(&mut self, languages: usize) {
        let places = || (0..languages).map(|_| OnceLock::new()).collect();
        self.ordered = self.facets.iter().map(|facet| facet.options.iter().map(|_| places()).collect()).collect();
    }

    /// Puts a record into its new places, after it has changed. Tells whether other options than before find it, and whether there may
    /// be other options than before.
    pub(super) fn restand(
        &mut self, hub: &Hub, id: CollectionId, record: RecordId, entries: &[Entry], before: &Standing, after: &Standing,
        collators: &Collators,
    ) -> (bool, bool) {
        let collection = hub.collection(id);
        self.carried.replace(record.index() - self.range.start, collection, &entries[record.index()]);
        if before.date != after.date {
            self.newest = OnceLock::new();
        }
        let mut moved = false;
        for language in hub.languages.ids() {
            let place = language.index();
            if before.titles[place] != after.titles[place] || before.keys[place] != after.keys[place] {
                self.reposition(record, entries, collection.sort, language, collators);
                moved = true;
            }
        }
        let (mut changed, mut renamed) = (Vec::new(), false);
        for (place, facet) in collection.facets.iter().enumerate() {
            match (&before.members[place], &after.members[place]) {
                (old, new) if old == new => continue,
                (Membership::Fixed(from), Membership::Fixed(to)) => self.facets[place].move_record(record, from, to),
                _ => {
                    self.facets[place] = facet_index::build(hub, collection, facet, entries, self.range.clone(), collators);
                    renamed = true;
                }
            }
            changed.push(place);
        }
        for (place, [first, second]) in collection.pairs.iter().enumerate() {
            if !changed.contains(&first.index()) && !changed.contains(&second.index()) {
                continue;
            }
            match (before.pair(*first, *second), after.pair(*first, *second)) {
                (Some(from), Some(to)) => recount(&mut self.pairs[place], &from, &to),
                _ => self.pairs[place] = self.count_pairs(*first, *second),
            }
        }
        if moved || !changed.is_empty() {
            self.forget_ordered(hub.languages.len());
        }
        (!changed.is_empty(), renamed)
    }

    /// Moves a record to where it belongs in the collection's order. All other records are in order.
    fn reposition(&mut self, record: RecordId, entries: &[Entry], sort: Sort, language: LanguageId, collators: &Collators) {
        let start = self.range.start;
        let compared = order::Order { entries, sort, language, collators };
        let ranks = &mut self.ranks[language.index()];
        let mut order = std::mem::take(&mut self.orders[language.index()]).into_vec();
        let from = ranks[record.index() - start] as usize;
        order.remove(from);
        let key = order::key(&entries[record.index()], sort, language, collators);
        let to = order.partition_point(|other| {
            let other_key = order::key(&entries[other.index()], sort, language, collators);
            compared.compare((&other_key, *other), (&key, record)).is_lt()
        });
        order.insert(to, record);
        for (rank, id) in order.iter().enumerate().take(from.max(to) + 1).skip(from.min(to)) {
            ranks[id.index() - start] = rank as u32;
        }
        self.orders[language.index()] = order.into();
    }

    /// Sorts records of the collection.
    pub fn sorted(
        &self, mut records: Vec<RecordId>, entries: &[Entry], sort: Sort, language: LanguageId, collators: &Collators,
    ) -> Vec<RecordId> {
        order::sort(&mut records, entries, sort, language, collators);
        records
    }

    /// Returns a record's place in the collection's order, from 0.
    pub fn rank(&self, record: RecordId, language: LanguageId) -> u32 {
        self.ranks[language.index()][record.index() - self.range.start]
    }

    /// Returns records of the collection in the collection's order.
    pub fn in_order(&self, records: &[RecordId], language: LanguageId) -> Vec<RecordId> {
        let ranks = &self.ranks[language.index()];
        let order = &self.orders[language.index()];
        let mut positions: Vec<u32> = records.iter().map(|record| ranks[record.index() - self.range.start]).collect();
        positions.sort_unstable();
        positions.into_iter().map(|position| order[position as usize]).collect()
    }

    /// Returns the records of an option in the collection's order.
    pub fn ordered_option(&self, facet: FacetId, option: u32, language: LanguageId) -> &[RecordId] {
        let place = &self.ordered[facet.index()][option as usize][language.index()];
        place.get_or_init(|| self.in_order(&self.facets[facet.index()].options[option as usize].records, language).into())
    }

    /// Returns the records, newest first: by day of publication, records without one last, then by name.
    pub fn newest(&self, entries: &[Entry]) -> &[RecordId] {
        self.newest.get_or_init(|| {
            let mut records: Vec<RecordId> = self.range.clone().map(RecordId::new).collect();
            records.sort_by_key(|id| {
                let date = entries[id.index()].original.date;
                (date.is_none(), std::cmp::Reverse(date), *id)
            });
            records.into()
        })
    }

    /// Returns the records of an option of one facet that are also of an option of another, sorted by id.
    pub fn intersection(&self, first: (FacetId, u32), second: (FacetId, u32)) -> Vec<RecordId> {
        let records = |(facet, option): (FacetId, u32)| &self.facets[facet.index()].options[option as usize].records;
        let other = records(second);
        records(first).iter().copied().filter(|record| other.binary_search(record).is_ok()).collect()
    }

    fn count_pairs(&self, first: FacetId, second: FacetId) -> Vec<(u32, u32, u32)> {
        let mut pairs = Vec::new();
        let mut marked = vec![false; self.range.len()];
        for (index, option) in self.facets[first.index()].options.iter().enumerate() {
            option.records.iter().for_each(|record| marked[record.index() - self.range.start] = true);
            for (other_index, other) in self.facets[second.index()].options.iter().enumerate() {
                let count = other.records.iter().filter(|record| marked[record.index() - self.range.start]).count();
                if count > 0 {
                    pairs.push((index as u32, other_index as u32, count as u32));
                }
            }
            option.records.iter().for_each(|record| marked[record.index() - self.range.start] = false);
        }
        pairs
    }
}

/// Takes a record out of some pairs and puts it into others.
fn recount(pairs: &mut Vec<(u32, u32, u32)>, from: &[(u32, u32)], to: &[(u32, u32)]) {
    for pair in from {
        if let Ok(found) = pairs.binary_search_by_key(pair, |(a, b, _)| (*a, *b)) {
            pairs[found].2 -= 1;
        }
    }
    for pair in to {
        match pairs.binary_search_by_key(pair, |(a, b, _)| (*a, *b)) {
            Ok(found) => pairs[found].2 += 1,
            Err(place) => pairs.insert(place, (pair.0, pair.1, 1)),
        }
    }
    pairs.retain(|(_, _, count)| *count > 0);
}
