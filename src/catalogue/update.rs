//! Keeping a catalogue up to date, one file at a time.
//!
//! What a file may change is compared before and after it is put in: its links, its status, its place in orders, facets and pairs.
//! The result equals a catalogue that is built anew, whose cost grows with all records; this grows with what has changed.

use super::join::inside;
use super::standing::Standing;
use super::{Catalogue, Collators, Entry, OptionLabel, links, status};
use crate::hub::{FacetKind, Hub, LanguageId, RecordId};
use crate::record::{Body, Home, Record};
use std::sync::Arc;

/// What has changed with a file beyond its own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Other options than before find the record, so that listings may have other pages.
    pub options: bool,
    /// Addresses may be others: the record's own, or those of options that are the values in use.
    pub addresses: bool,
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
        let old_title = entry.title(language).0.to_owned();
        let old = std::mem::replace(slot(entry, language)?, record);
        let retitled = old_title != entry.title(language).0;
        let new = Arc::clone(slot(entry, language)?);
        links::resolve_again(self, id);
        if !same_anchors(&old.body, &new.body) {
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
        if retitled {
            self.show_again(&hub, id, collators);
        }
        // An image that is shown has addresses of its own.
        let images = !old.images().eq(new.images());
        Some(Replaced { options, addresses: renamed || images || old.slug != new.slug || old.aliases != new.aliases })
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

    /// A record's title may be the name of an option, and options may be shown by name.
    fn show_again(&mut self, hub: &Hub, id: RecordId, collators: &Collators) {
        for (collection, index) in hub.collections.iter().zip(&mut self.collections) {
            for (facet, facet_index) in collection.facets.iter().zip(&mut index.facets) {
                let names_it = || facet_index.options.iter().any(|option| option.label == OptionLabel::Record(id));
                if facet.kind == FacetKind::Records && names_it() {
                    facet_index.show(hub, facet, &self.entries, collators);
                }
            }
        }
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
