//! What the filter of a collection's listings reads in the browser: a map of everything, and parts that are fetched when needed.
//!
//! | file | what it holds | when it is fetched |
//! |---|---|---|
//! | `filter.json` | facets with their terms, sorts, the names of all others | with a listing |
//! | `facet-N-*.bin` | which records carry each term of a facet | when the facet is looked at or chosen from |
//! | `values-N-*.json` | the figures or days of a facet's records | when a limit of the reader's own is set |
//! | `windows-*.bin` | when each record opens and closes | for statuses and sorting by deadline |
//! | `order-N-*.bin` | the records in another order | for that order |
//! | `cards-N-*.json` | the cards of thirty-two records | for results on show |
//!
//! A record's number is its place in the collection's order in that language. Terms list the records that carry them; what a
//! parent includes and what `covers` adds is worked out by the reader, as [`crate::catalogue::FacetIndex`] does it here.

mod facets;
mod orders;
mod values;
mod windows;

use super::Renderer;
use super::value::{Value, object};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, LanguageId, RecordId};
use crate::route::Bundle;
use crate::search::{File, HASH, named};
use rayon::prelude::*;
use serde::Serialize;

/// Cards in one part: few, since results lie scattered over the collection, yet not fewer, since each part is a request.
const CARDS: usize = 32;
/// Changes whenever a reader of an older version would go wrong.
const VERSION: u32 = 3;

/// What the root file holds. The hashes of the cards' parts are one string, each hash taking `hash` characters.
#[derive(Serialize)]
struct Root<'a> {
    version: u32,
    collection: &'a str,
    label: &'a str,
    records: usize,
    /// The number by which the search index knows the first record; the others follow.
    first: usize,
    /// Results shown at a time.
    page: usize,
    timezone: Option<&'a str>,
    soon: (i32, &'static str),
    facets: Vec<facets::Facet>,
    /// The same listing in the hub's other languages.
    elsewhere: Vec<Elsewhere<'a>>,
    windows: String,
    orders: Vec<orders::Order>,
    hash: usize,
    group: usize,
    cards: String,
    feed: bool,
    calendar: bool,
}

/// The listing in another language, to which a choice can be carried: terms have the same ids everywhere, facets have other names.
#[derive(Serialize)]
struct Elsewhere<'a> {
    language: &'a str,
    listing: String,
    /// The names of the facets in addresses, in the order of the facets.
    names: Vec<&'a str>,
}

impl Renderer<'_> {
    /// Makes the files of a collection's filter, the root first.
    pub(super) fn filter_bundle(&self, id: CollectionId, language: LanguageId) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
        let hub = &self.catalogue().hub;
        let collection = hub.collection(id);
        let index = self.catalogue().collection(id);
        let mut files = Vec::new();
        let cards = self.filter_cards(&index.orders[language.index()], language, &mut files)?;
        let root = Root {
            version: VERSION,
            collection: &collection.id,
            label: collection.label.get(language),
            records: index.range.len(),
            first: index.range.start,
            page: hub.page_size,
            timezone: hub.timezone.iana_name(),
            soon: hub.closing_soon.parts(),
            facets: self.filter_facets(id, language, &mut files),
            elsewhere: self.filter_elsewhere(id, language),
            windows: self.filter_windows(id, language, &mut files),
            orders: self.filter_orders(id, language, &mut files),
            hash: HASH,
            group: CARDS,
            cards,
            feed: collection.feed,
            calendar: collection.calendar,
        };
        let bundle = Bundle::Filter(id, language);
        let folder = self.addresses.bundle_folder(bundle);
        // A structure of strings and numbers can always be written as JSON.
        let mut out = vec![(self.addresses.bundle_root(bundle), serde_json::to_vec(&root).unwrap_or_default())];
        out.extend(files.into_iter().map(|(name, bytes)| (format!("{folder}{name}"), bytes)));
        Ok(out)
    }

    fn filter_elsewhere(&self, id: CollectionId, language: LanguageId) -> Vec<Elsewhere<'_>> {
        let hub = &self.catalogue().hub;
        let others = hub.languages.ids().filter(|other| *other != language);
        let elsewhere = others.map(|other| Elsewhere {
            language: hub.languages.code(other),
            listing: self.addresses.link(self.addresses.collection(id, other)),
            names: hub.collection(id).facets.iter().map(|facet| facet.path.get(other)).collect(),
        });
        elsewhere.collect()
    }

    /// Writes the cards in the collection's order; returns the hashes.
    fn filter_cards(&self, order: &[RecordId], language: LanguageId, files: &mut Vec<File>) -> Result<String, Box<Diagnostic>> {
        let part = |(number, records): (usize, &[RecordId])| {
            let cards: Vec<Value> = records.iter().map(|id| self.card(*id, language, false)).collect::<Result<_, _>>()?;
            let texts: Vec<&str> = cards.iter().filter_map(Value::as_str).collect();
            Ok(named("cards", Some(number), "json", serde_json::to_vec(&texts).unwrap_or_default()))
        };
        let parts: Vec<(String, File)> = order.par_chunks(CARDS).enumerate().map(part).collect::<Result<_, Box<Diagnostic>>>()?;
        let (hashes, cards): (Vec<String>, Vec<File>) = parts.into_iter().unzip();
        files.extend(cards);
        Ok(hashes.concat())
    }

    /// Returns where the filter of a collection's listings finds its data, for templates; none where the theme has no filter.
    pub(super) fn filter_value(&self, id: CollectionId, language: LanguageId) -> Value {
        self.fragments.filter(id.index(), language.index()).get_or_init(|| self.make_filter_value(id, language)).clone()
    }

    fn make_filter_value(&self, id: CollectionId, language: LanguageId) -> Value {
        let extras = self.site.theme.extras();
        if !extras.filter {
            return Value::none();
        }
        let bundle = Bundle::Filter(id, language);
        let link = |path: &str| Value::from(self.addresses.link(path));
        let search = Bundle::Search(language);
        let none = || Value::from("");
        object([
            ("root", link(&self.addresses.bundle_root(bundle))),
            ("parts", link(&self.addresses.bundle_folder(bundle))),
            ("href", link(&self.addresses.collection(id, language))),
            ("number", Value::from(id.index() as u64)),
            ("search_root", if extras.search { link(&self.addresses.bundle_root(search)) } else { none() }),
            ("search_parts", if extras.search { link(&self.addresses.bundle_folder(search)) } else { none() }),
        ])
    }
}
