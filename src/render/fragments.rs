//! Pieces of pages that many pages share, rendered once.

use super::social::SocialImage;
use super::value::Value;
use crate::catalogue::Catalogue;
use std::sync::OnceLock;

/// A record's title and summary with their non-breaking spaces.
pub(super) struct Typeset {
    pub(super) title: Box<str>,
    pub(super) summary: Box<str>,
}

/// What a renderer remembers. A place is filled by whoever needs it first, always with the same value.
pub(super) struct Fragments {
    languages: usize,
    records: usize,
    /// Cards by record, language and whether they name their collection.
    cards: Vec<OnceLock<Value>>,
    /// Site headers by language and section: a collection, a free page of the menu, or none.
    headers: Vec<OnceLock<Value>>,
    sections: usize,
    /// Site footers by language.
    footers: Vec<OnceLock<Value>>,
    /// The build day in words, by language.
    days: Vec<OnceLock<Value>>,
    statements: Vec<OnceLock<Value>>,
    /// The way to a page of a collection, or of none, by language.
    breadcrumbs: Vec<OnceLock<Value>>,
    /// The feeds that such a page names, by language.
    feeds: Vec<OnceLock<Value>>,
    /// Collections for templates, by language.
    collections: Vec<OnceLock<Value>>,
    /// Where the filters of their listings find their data, by language.
    filters: Vec<OnceLock<Value>>,
    /// By collection: where its facets start in `groups` and `terms`.
    offsets: Vec<Vec<usize>>,
    /// A facet's terms as a list of links, with one of them marked as chosen or none, by language.
    groups: Vec<OnceLock<Value>>,
    /// A term as an item of a card's facts, by language.
    terms: Vec<OnceLock<Value>>,
    /// A term as HTML among a record's facts, by language.
    term_rows: Vec<OnceLock<Value>>,
    /// A term that nobody chose as HTML in its facet, by language.
    facet_terms: Vec<OnceLock<Value>>,
    /// Titles and summaries of records, by language.
    typeset: Vec<OnceLock<Typeset>>,
    /// Root-relative links to records, by language.
    links: Vec<OnceLock<Box<str>>>,
    /// A record's events in calendars, by language.
    events: Vec<OnceLock<Box<str>>>,
    /// A record's entry in feeds, by language.
    feed_entries: Vec<OnceLock<Box<str>>>,
    /// A record's description as linked data, by language.
    things: Vec<OnceLock<Box<str>>>,
    /// The images that are drawn for records and, behind those, for the hub, by language; no places where the hub asks for none.
    drawings: Vec<OnceLock<SocialImage>>,
    /// The way to a collection's records as linked data, by language.
    trails: Vec<OnceLock<Box<str>>>,
}

impl Fragments {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let languages = catalogue.hub.languages.len();
        let records = catalogue.entries.len();
        let sections = catalogue.hub.menu.len() + 1;
        let mut offsets = Vec::new();
        let mut total = 0;
        for index in &catalogue.collections {
            let mut starts = Vec::new();
            for facet in &index.facets {
                starts.push(total);
                // One more than there are terms, for the list without a chosen one.
                total += facet.options.len() + 1;
            }
            offsets.push(starts);
        }
        let collections = catalogue.hub.collections.len();
        let drawings = if catalogue.hub.social_images { (records + 1) * languages } else { 0 };
        Self {
            languages,
            records,
            cards: places(records * languages * 2),
            headers: places(sections * languages),
            sections,
            footers: places(languages),
            days: places(languages),
            statements: places(languages),
            breadcrumbs: places((collections + 1) * languages),
            feeds: places((collections + 1) * languages),
            collections: places(collections * languages),
            filters: places(collections * languages),
            offsets,
            groups: places(total * languages),
            terms: places(total * languages),
            term_rows: places(total * languages),
            facet_terms: places(total * languages),
            typeset: places(records * languages),
            links: places(records * languages),
            events: places(records * languages),
            feed_entries: places(records * languages),
            things: places(records * languages),
            drawings: places(drawings),
            trails: places(collections * languages),
        }
    }

    pub(super) fn card(&self, record: usize, language: usize, labelled: bool) -> &OnceLock<Value> {
        &self.cards[(usize::from(labelled) * self.languages + language) * self.records + record]
    }

    pub(super) fn header(&self, language: usize, section: usize) -> &OnceLock<Value> {
        &self.headers[language * self.sections + section]
    }

    pub(super) fn footer(&self, language: usize) -> &OnceLock<Value> {
        &self.footers[language]
    }

    pub(super) fn today(&self, language: usize) -> &OnceLock<Value> {
        &self.days[language]
    }

    pub(super) fn statement_link(&self, language: usize) -> &OnceLock<Value> {
        &self.statements[language]
    }

    pub(super) fn breadcrumb(&self, collection: Option<usize>, language: usize) -> &OnceLock<Value> {
        &self.breadcrumbs[collection.map_or(0, |collection| collection + 1) * self.languages + language]
    }

    pub(super) fn feeds(&self, collection: Option<usize>, language: usize) -> &OnceLock<Value> {
        &self.feeds[collection.map_or(0, |collection| collection + 1) * self.languages + language]
    }

    pub(super) fn collection(&self, collection: usize, language: usize) -> &OnceLock<Value> {
        &self.collections[collection * self.languages + language]
    }

    pub(super) fn filter(&self, collection: usize, language: usize) -> &OnceLock<Value> {
        &self.filters[collection * self.languages + language]
    }

    pub(super) fn group(&self, collection: usize, facet: usize, chosen: Option<u32>, language: usize) -> &OnceLock<Value> {
        let place = self.offsets[collection][facet] + chosen.map_or(0, |option| option as usize + 1);
        &self.groups[place * self.languages + language]
    }

    pub(super) fn facet_term(&self, collection: usize, facet: usize, option: u32, language: usize) -> &OnceLock<Value> {
        &self.facet_terms[(self.offsets[collection][facet] + option as usize) * self.languages + language]
    }

    pub(super) fn term_row(&self, collection: usize, facet: usize, option: u32, language: usize) -> &OnceLock<Value> {
        &self.term_rows[(self.offsets[collection][facet] + option as usize) * self.languages + language]
    }

    pub(super) fn typeset(&self, record: usize, language: usize) -> &OnceLock<Typeset> {
        &self.typeset[language * self.records + record]
    }

    pub(super) fn link(&self, record: usize, language: usize) -> &OnceLock<Box<str>> {
        &self.links[language * self.records + record]
    }

    pub(super) fn events(&self, record: usize, language: usize) -> &OnceLock<Box<str>> {
        &self.events[language * self.records + record]
    }

    pub(super) fn feed_entry(&self, record: usize, language: usize) -> &OnceLock<Box<str>> {
        &self.feed_entries[language * self.records + record]
    }

    pub(super) fn thing(&self, record: usize, language: usize) -> &OnceLock<Box<str>> {
        &self.things[language * self.records + record]
    }

    /// Only a hub that asks for drawn images has places for them. Without a record it is the hub's own.
    pub(super) fn drawing(&self, record: Option<usize>, language: usize) -> &OnceLock<SocialImage> {
        &self.drawings[language * (self.records + 1) + record.unwrap_or(self.records)]
    }

    pub(super) fn trail(&self, collection: usize, language: usize) -> &OnceLock<Box<str>> {
        &self.trails[collection * self.languages + language]
    }

    pub(super) fn term(&self, collection: usize, facet: usize, option: u32, language: usize) -> &OnceLock<Value> {
        &self.terms[(self.offsets[collection][facet] + option as usize) * self.languages + language]
    }
}

/// Returns what is remembered, else makes it. A failure is not remembered.
pub(super) fn remember<E>(place: &OnceLock<Value>, make: impl FnOnce() -> Result<Value, E>) -> Result<Value, E> {
    if let Some(value) = place.get() {
        return Ok(value.clone());
    }
    let value = make()?;
    Ok(place.get_or_init(|| value).clone())
}

/// Makes places for pieces that are rendered later.
fn places<T>(count: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}
