//! Which routes a change reaches, so that the others need not be rendered again.
//!
//! Where a page gets what from is written down here once more, from the side of the record that changes. Whatever is in doubt reaches
//! everything; a test renders all routes after random edits and finds what was forgotten.

use crate::catalogue::{Catalogue, Replaced};
use crate::hub::{CollectionId, FieldKind, LanguageId, MenuTarget, RecordId};
use crate::record::{Home, Record};
use crate::render::Site;
use crate::route::{Bundle, Description, Format, Place, Route, extent, places};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The routes behind which something else may stand than before. A route that the site no longer has may be among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// These.
    Routes(HashSet<Route>),
    /// All, and there may be others than before.
    Everything,
}

impl Default for Reach {
    fn default() -> Self {
        Self::Routes(HashSet::new())
    }
}

impl Reach {
    /// Adds routes.
    pub fn add(&mut self, routes: impl IntoIterator<Item = Route>) {
        if let Self::Routes(known) = self {
            known.extend(routes);
        }
    }

    /// Adds what another change has reached.
    pub fn join(&mut self, other: Self) {
        match other {
            Self::Routes(routes) => self.add(routes),
            Self::Everything => *self = Self::Everything,
        }
    }
}

/// What is known of a record before a file of it is replaced.
pub(super) struct Before {
    id: RecordId,
    /// Its places in listings; nothing where the file differs from its successor in its body alone.
    head: Option<Vec<Place>>,
    changed: Option<jiff::civil::Date>,
}

impl Before {
    /// Looks at what the new version of a file replaces. Nothing comes back for a file that is not published.
    pub(super) fn of(catalogue: &Catalogue, new: &Record) -> Option<Self> {
        let id = catalogue.record_at(&new.path)?;
        let entry = catalogue.entry(id);
        let old: &Arc<Record> = entry.files().find(|file| file.path == new.path)?;
        let head = (!old.differs_in_body_alone(new)).then(|| places(catalogue, id));
        Some(Self { id, head, changed: entry.changed() })
    }

    /// Adds what is reached by the change, now that it has been made.
    pub(super) fn reached(self, site: &Site, replaced: &Replaced, reach: &mut Reach) {
        if replaced.addresses || replaced.relabelled {
            *reach = Reach::Everything;
            return;
        }
        let reaching = Reaching { site, catalogue: &site.catalogue, id: self.id, reach };
        reaching.run(&self, replaced);
    }
}

struct Reaching<'r> {
    site: &'r Site,
    catalogue: &'r Catalogue,
    /// The record that changed.
    id: RecordId,
    reach: &'r mut Reach,
}

impl Reaching<'_> {
    fn run(mut self, before: &Before, replaced: &Replaced) {
        let catalogue = self.catalogue;
        let back_links = &catalogue.entry(self.id).back_links;
        self.pages([self.id]);
        self.pages(replaced.targets.iter().chain(&replaced.related).copied());
        self.languages(|language| Route::Bundle(Bundle::Search(language)));
        // Whose cards show something else: its own, and those that show its title or lead to a place on its page.
        let mut cards = Vec::new();
        if replaced.anchors {
            self.pages(back_links.iter().copied());
            cards.extend(back_links.iter().copied().filter(|id| self.shows(*id, |kind| kind == FieldKind::Markdown)));
        }
        if replaced.retitled {
            self.pages(back_links.iter().copied().chain(catalogue.targets(self.id)));
            let names = |kind| matches!(kind, FieldKind::Record(_) | FieldKind::Records(_));
            cards.extend(back_links.iter().copied().filter(|id| self.shows(*id, names)));
        }
        cards.sort_unstable();
        cards.dedup();
        for card in &cards {
            for place in places(catalogue, *card) {
                self.listed(place, place);
            }
        }
        if let Some(old) = &before.head {
            cards.push(self.id);
            self.head(old, before.changed, replaced);
        }
        for card in &cards {
            self.pages(catalogue.related_to(*card));
        }
        let collections: BTreeSet<CollectionId> = cards.iter().filter_map(|id| self.home(*id)).collect();
        self.embedded(&collections);
        for collection in collections {
            self.languages(|language| Route::Bundle(Bundle::Filter(collection, language)));
        }
    }

    /// What shows more of the record than its body.
    fn head(&mut self, old: &[Place], changed: Option<jiff::civil::Date>, replaced: &Replaced) {
        let catalogue = self.catalogue;
        self.reach.add([Route::Description(Description::Datasets), Route::Description(Description::Overview)]);
        let Some(collection) = self.home(self.id) else {
            if self.is_named() {
                *self.reach = Reach::Everything;
            }
            self.reach.add(sitemaps(self.site));
            return;
        };
        let new = places(catalogue, self.id);
        let find = |places: &[Place], like: &Place| {
            places.iter().find(|place| (place.view, place.language) == (like.view, like.language)).copied()
        };
        for place in old {
            match find(&new, place) {
                Some(other) => self.listed(*place, other),
                None => self.relisted(*place),
            }
        }
        let joined: Vec<&Place> = new.iter().filter(|place| find(old, place).is_none()).collect();
        joined.iter().for_each(|place| self.relisted(**place));
        let moved = !joined.is_empty() || old.len() != new.len();
        if replaced.options {
            // The first page of every listing says how many records there are of each term.
            let views = extent(catalogue).into_iter().map(|(view, _)| view).filter(|view| view.collection() == collection);
            for view in views {
                self.languages(|language| Route::Listing(view, language, 1));
            }
            self.languages(Route::Finder);
        }
        for place in old.iter().chain(&new) {
            self.reach.add([Route::Feed(place.view, place.language), Route::Calendar(place.view, place.language)]);
        }
        self.languages(Route::SiteFeed);
        self.languages(Route::Numbers);
        self.languages(|language| Route::Data(collection, language, Format::Json));
        self.languages(|language| Route::Data(collection, language, Format::Csv));
        self.languages(|language| Route::Description(Description::Catalogue(language)));
        if moved || changed != catalogue.entry(self.id).changed() {
            self.reach.add(sitemaps(self.site));
        }
    }

    /// The pages of a listing between a record's old and new place.
    fn listed(&mut self, old: Place, new: Place) {
        if old.size != new.size {
            self.relisted(old);
            self.relisted(new);
            return;
        }
        let page = |place: Place| (place.position / self.catalogue.hub.page_size) as u32 + 1;
        let (first, last) = (page(old).min(page(new)), page(old).max(page(new)));
        self.reach.add((first..=last).map(|page| Route::Listing(new.view, new.language, page)));
    }

    /// All pages of a listing that has gained or lost the record.
    fn relisted(&mut self, place: Place) {
        // It may have been longer by one.
        let pages = (place.size + 1).div_ceil(self.catalogue.hub.page_size) as u32;
        self.reach.add((1..=pages).map(|page| Route::Listing(place.view, place.language, page)));
    }

    /// The pages whose texts hold lists or pictures of certain collections.
    fn embedded(&mut self, collections: &BTreeSet<CollectionId>) {
        if collections.is_empty() {
            return;
        }
        let holds = |record: &Record| {
            record.bodies().any(|body| {
                let mut shown =
                    body.blocks.iter().map(|block| block.collection).chain(body.pictures.iter().map(|picture| picture.collection));
                shown.any(|collection| collections.contains(&collection))
            })
        };
        let entries = self.catalogue.entries.iter().enumerate();
        let found = entries.filter(|(_, entry)| entry.files().any(|record| holds(record)));
        let found: Vec<RecordId> = found.map(|(index, _)| RecordId::new(index)).collect();
        self.pages(found);
    }

    /// The pages of records themselves.
    fn pages(&mut self, records: impl IntoIterator<Item = RecordId>) {
        for id in records {
            if self.catalogue.home == Some(id) {
                self.languages(Route::Home);
            }
            let is_record = self.home(id).is_some();
            let page = |language| if is_record { Route::Record(id, language) } else { Route::Page(id, language) };
            self.reach.add(self.catalogue.page_languages(id).map(page));
        }
    }

    fn languages(&mut self, route: impl Fn(LanguageId) -> Route) {
        self.reach.add(self.catalogue.hub.languages.ids().map(route));
    }

    fn home(&self, id: RecordId) -> Option<CollectionId> {
        match self.catalogue.entry(id).original.place.home {
            Home::Collection(collection) => Some(collection),
            Home::Pages => None,
        }
    }

    /// Tells whether a record's card shows a field of a kind.
    fn shows(&self, id: RecordId, kind: impl Fn(FieldKind) -> bool) -> bool {
        let fields = self.home(id).map(|collection| &self.catalogue.hub.collection(collection).fields);
        fields.is_some_and(|fields| fields.iter().any(|field| field.card && kind(field.kind)))
    }

    /// Tells whether every page names this one: in its menu or as the accessibility statement.
    fn is_named(&self) -> bool {
        let hub = &self.catalogue.hub;
        let is_it = |path: &str| self.catalogue.page_named(path) == Some(self.id);
        let in_menu = hub.menu.iter().any(|item| matches!(&item.target, MenuTarget::Page(path) if is_it(path)));
        in_menu || hub.accessibility.as_ref().is_some_and(|statement| is_it(&statement.page))
    }
}

/// All sitemaps, and those that there may have been.
fn sitemaps(site: &Site) -> Vec<Route> {
    let parts = site.table.listed.len().div_ceil(crate::route::SITEMAP_LIMIT) as u32 + 1;
    std::iter::once(Route::Sitemap(None)).chain((1..=parts).map(|part| Route::Sitemap(Some(part)))).collect()
}
