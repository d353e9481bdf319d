//! Keeping a catalogue up to date, one file at a time.
//!
//! What a file may change is compared before and after it is put in: its links, its status, its place in orders, facets and pairs.
//! The result equals a catalogue that is built anew, whose cost grows with all records; this grows with what has changed.

use super::facet_index::Membership;
use super::join::inside;
use super::standing::Standing;
use super::{Catalogue, Collators, Entry, OptionLabel, links, status};
use crate::hub::{FacetId, FacetKind, Hub, LanguageId, RecordId};
use crate::record::{Body, Home, Record};
use std::sync::Arc;

/// What has changed with a file beyond its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Other options than before find the record, so that listings may have other pages.
    pub options: bool,
    /// Addresses may be others: the record's own, or those of options that are the values in use.
    pub addresses: bool,
    /// It has another title in some language.
    pub retitled: bool,
    /// It has been the name of an option, and has another title now.
    pub relabelled: bool,
    /// Other places of its page than before can be linked to.
    pub anchors: bool,
    /// The records that it leads to and did not lead to before, or the other way round.
    pub targets: Vec<RecordId>,
    /// The records, of those that have been asked for theirs, that have other related records now.
    pub related: Vec<RecordId>,
}

impl Catalogue {
    /// Puts a new version of a file in the place of the old one. Nothing comes back, and nothing has changed, where that is not
    /// enough: for a new file, or one that becomes a draft or stops being one. Then the catalogue has to be built anew.
    pub fn replace(&mut self, record: Arc<Record>, drafts: bool, collators: &Collators) -> Option<Replaced> {
        let path = inside(&record.path);
        let hidden = record.draft && !drafts;
        if self.drafts.contains(path) && record.place.language == LanguageId::DEFAULT && hidden {
            return Some(Replaced::default());
        }
        let (id, language) = *self.paths.get(path)?;
        let hub = Arc::clone(&self.hub);
        let entry = &mut self.entries[id.index()];
        let old = slot(entry, language)?;
        if old.path != record.path || (language == LanguageId::DEFAULT && hidden) {
            return None;
        }
        let before = standing(&hub, entry, collators);
        let titles = |entry: &Entry| hub.languages.ids().map(|language| entry.title(language).0.to_owned()).collect::<Vec<_>>();
        let old_titles = titles(entry);
        let old = std::mem::replace(slot(entry, language)?, record);
        let retitled = old_titles != titles(entry);
        let new = Arc::clone(slot(entry, language)?);
        let carried = self.carried_by(id);
        let targets = links::resolve_again(self, id);
        let anchors = !same_anchors(&old.body, &new.body);
        if anchors {
            // Links to headings of this page may have broken or mended.
            for other in self.entries[id.index()].back_links.clone() {
                links::resolve_again(self, other);
            }
        }
        match status::assign_one(&hub, &mut self.entries[id.index()], self.today) {
            Some(pending) => self.windows.insert(id, pending),
            None => self.windows.remove(&id),
        };
        let (options, renamed) = self.restand(&hub, id, before.as_ref(), collators);
        let relabelled = retitled && self.show_again(&hub, id, collators);
        let mut doubtful = self.sharing(&hub, id, before.as_ref(), &carried, collators);
        doubtful.extend_from_slice(&targets);
        doubtful.push(id);
        doubtful.sort_unstable();
        doubtful.dedup();
        let related = self.relate_again(&doubtful);
        // An image that is shown has addresses of its own.
        let images = !old.images().eq(new.images());
        let addresses = renamed || images || old.slug != new.slug || old.aliases != new.aliases;
        Some(Replaced { options, addresses, retitled, relabelled, anchors, targets, related })
    }

    /// Returns the terms that a record carries, as its collection numbers them.
    fn carried_by(&self, id: RecordId) -> Vec<u32> {
        match self.entry(id).original.place.home {
            Home::Collection(collection) => {
                let index = self.collection(collection);
                index.carried.of(id.index() - index.range.start).to_vec()
            }
            Home::Pages => Vec::new(),
        }
    }

    /// Returns the records that carry a term whose records, or whose weight, have changed with a record.
    fn sharing(&self, hub: &Hub, id: RecordId, before: Option<&Standing>, carried: &[u32], collators: &Collators) -> Vec<RecordId> {
        let entry = self.entry(id);
        let (Home::Collection(home), Some(before)) = (entry.original.place.home, before) else { return Vec::new() };
        let index = self.collection(home);
        let mut touched = vec![false; index.carried.count()];
        let now = index.carried.of(id.index() - index.range.start);
        if carried != now {
            carried
                .iter()
                .chain(now)
                .filter(|term| carried.contains(term) != now.contains(term))
                .for_each(|term| touched[*term as usize] = true);
        }
        let after = Standing::of(hub, home, entry, collators);
        for (facet, members) in before.members.iter().zip(&after.members).enumerate() {
            let (Membership::Fixed(old), Membership::Fixed(new)) = members else { continue };
            for option in old.iter().chain(new).filter(|option| old.contains(option) != new.contains(option)) {
                if let Some(term) = index.carried.number(FacetId::new(facet), *option) {
                    touched[term as usize] = true;
                }
            }
        }
        if !touched.contains(&true) {
            return Vec::new();
        }
        let shares = |place: &usize| index.carried.of(*place).iter().any(|term| touched[*term as usize]);
        (0..index.range.len()).filter(shares).map(|place| RecordId::new(index.range.start + place)).collect()
    }

    /// Puts a schema in the place of another that differs from it in words alone.
    pub fn relabel(&mut self, hub: Arc<Hub>, collators: &Collators) {
        for (collection, index) in hub.collections.iter().zip(&mut self.collections) {
            for (facet, facet_index) in collection.facets.iter().zip(&mut index.facets) {
                if matches!(facet.kind, FacetKind::Vocabulary(_)) {
                    facet_index.show(&hub, facet, &self.entries, collators);
                }
            }
        }
        self.hub = hub;
    }

    fn restand(&mut self, hub: &Hub, id: RecordId, before: Option<&Standing>, collators: &Collators) -> (bool, bool) {
        let entry = &self.entries[id.index()];
        let (Home::Collection(collection), Some(before)) = (entry.original.place.home, before) else { return (false, false) };
        let after = Standing::of(hub, collection, entry, collators);
        self.collections[collection.index()].restand(hub, collection, id, &self.entries, before, &after, collators)
    }

    /// A record's title may be the name of an option, and options may be shown by name. Tells whether it is.
    fn show_again(&mut self, hub: &Hub, id: RecordId, collators: &Collators) -> bool {
        let mut found = false;
        for (collection, index) in hub.collections.iter().zip(&mut self.collections) {
            for (facet, facet_index) in collection.facets.iter().zip(&mut index.facets) {
                let names_it = || facet_index.options.iter().any(|option| option.label == OptionLabel::Record(id));
                if facet.kind == FacetKind::Records && names_it() {
                    facet_index.show(hub, facet, &self.entries, collators);
                    found = true;
                }
            }
        }
        found
    }
}

fn standing(hub: &Hub, entry: &Entry, collators: &Collators) -> Option<Standing> {
    match entry.original.place.home {
        Home::Collection(collection) => Some(Standing::of(hub, collection, entry, collators)),
        Home::Pages => None,
    }
}

/// Returns the place of a language's file in an entry.
fn slot(entry: &mut Entry, language: LanguageId) -> Option<&mut Arc<Record>> {
    if language == LanguageId::DEFAULT { Some(&mut entry.original) } else { entry.translations.get_mut(language.index())?.as_mut() }
}

fn same_anchors(old: &Body, new: &Body) -> bool {
    old.headings == new.headings && old.anchors == new.anchors && old.is_empty() == new.is_empty()
}
