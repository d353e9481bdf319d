//! Where one record stands among the others: what orders, facets and pairs make of it.

use super::Entry;
use super::facet_index::{self, Membership};
use super::order::{self, Collators, Key};
use crate::hub::{CollectionId, FacetId, Hub};
use jiff::civil::Date;

/// All that a collection's index knows of one record.
#[derive(Debug)]
pub(super) struct Standing {
    /// The titles by language.
    pub(super) titles: Vec<Box<str>>,
    /// The values by which it is sorted, by language.
    pub(super) keys: Vec<Key>,
    /// What each facet makes of it.
    pub(super) members: Vec<Membership>,
    /// The day of publication.
    pub(super) date: Option<Date>,
}

impl Standing {
    pub(super) fn of(hub: &Hub, collection: CollectionId, entry: &Entry, collators: &Collators) -> Self {
        let collection = hub.collection(collection);
        let languages = || hub.languages.ids();
        Self {
            titles: languages().map(|language| entry.title(language).0.into()).collect(),
            keys: languages().map(|language| order::key(entry, collection.sort, language, collators)).collect(),
            members: collection.facets.iter().map(|facet| facet_index::membership(hub, facet, entry)).collect(),
            date: entry.original.date,
        }
    }

    /// Returns the pairs of options of two facets that find it, where the options do not depend on the records.
    pub(super) fn pair(&self, first: FacetId, second: FacetId) -> Option<Vec<(u32, u32)>> {
        let (Membership::Fixed(first), Membership::Fixed(second)) = (&self.members[first.index()], &self.members[second.index()]) else {
            return None;
        };
        Some(first.iter().flat_map(|a| second.iter().map(|b| (*a, *b))).collect())
    }
}
