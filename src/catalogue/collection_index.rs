//! A collection's records: their orders and facets.

use super::Entry;
use super::facet_index::{self, FacetIndex};
use super::order::{self, Collators};
use crate::hub::{CollectionId, FacetId, Hub, LanguageId, RecordId, Sort};
use crate::record::Home;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::OnceLock;

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
    /// Each record's place in the collection's order, by language.
    ranks: Vec<Box<[u32]>>,
    /// Title keys, by language.
    titles: Vec<Box<[Vec<u8>]>>,
    newest: OnceLock<Box<[RecordId]>>,
    /// By facet and option, then by language: the option's records in the collection's order, made when they are first asked for.
    ordered: Vec<Vec<Vec<OnceLock<Box<[RecordId]>>>>>,
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
    let titles: Vec<Box<[Vec<u8>]>> = hub
        .languages
        .ids()
        .map(|language| {
            entries[range.clone()].par_iter().map(|entry| collators.key(language, entry.title(language).0)).collect::<Vec<_>>().into()
        })
        .collect();
    let mut index = CollectionIndex {
        orders: Vec::new(),
        facets: Vec::new(),
        pairs: Vec::new(),
        range: range.clone(),
        ranks: Vec::new(),
        titles,
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
    let places = || hub.languages.ids().map(|_| OnceLock::new()).collect();
    index.ordered = index.facets.iter().map(|facet| facet.options.iter().map(|_| places()).collect()).collect();
    index.pairs = collection.pairs.iter().map(|[first, second]| index.count_pairs(*first, *second)).collect();
    index
}

impl CollectionIndex {
    /// Sorts records of the collection.
    pub fn sorted(
        &self, mut records: Vec<RecordId>, entries: &[Entry], sort: Sort, language: LanguageId, collators: &Collators,
    ) -> Vec<RecordId> {
        let titles = &self.titles[language.index()];
        let start = self.range.start;
        order::sort(&mut records, entries, sort, language, collators, |id| titles[id.index() - start].as_slice());
        records
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
