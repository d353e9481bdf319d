//! Atom feeds (RFC 4287).

use super::Renderer;
use crate::hub::{CollectionId, LanguageId, RecordId};
use crate::route::View;
use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};
use jiff::civil::{Date, date};

/// The last tag of a feed.
const END: &str = "</feed>";
/// The day that stands for an unknown one, since Atom wants one.
const UNKNOWN: Date = date(1970, 1, 1);

impl Renderer<'_> {
    /// Renders the feed of the whole site: the newest records of all collections that have feeds.
    pub(super) fn site_feed(&self, language: LanguageId) -> Vec<u8> {
        let catalogue = self.catalogue();
        let limit = catalogue.hub.feed_items;
        let mut records: Vec<RecordId> = Vec::new();
        for index in (0..catalogue.hub.collections.len()).map(CollectionId::new).filter(|id| catalogue.hub.collection(*id).feed) {
            records.extend(catalogue.collection(index).newest(&catalogue.entries).iter().take(limit));
        }
        records.sort_by_key(|id| {
            let date = catalogue.entry(*id).original.date;
            (date.is_none(), std::cmp::Reverse(date), *id)
        });
        records.truncate(limit);
        let title = catalogue.hub.title.get(language);
        let home = self.addresses.home(language);
        self.atom(title, &home, &records, language)
    }

    /// Renders the feed of a listing.
    pub(super) fn feed(&self, view: View, language: LanguageId) -> Vec<u8> {
        let catalogue = self.catalogue();
        let index = catalogue.collection(view.collection());
        let newest = index.newest(&catalogue.entries).iter().copied();
        let limit = catalogue.hub.feed_items;
        let records: Vec<RecordId> = match view {
            View::Collection(_) => newest.take(limit).collect(),
            View::Term(_, facet, option) => {
                let members = &index.facets[facet.index()].options[option as usize].records;
                newest.filter(|id| members.binary_search(id).is_ok()).take(limit).collect()
            }
            View::Pair(_, first, second) => {
                let members = index.intersection(first, second);
                newest.filter(|id| members.binary_search(id).is_ok()).take(limit).collect()
            }
        };
        let path = self.addresses.view(view, language);
        self.atom(&self.view_title(view, language), &path, &records, language)
    }

    fn atom(&self, title: &str, path: &str, records: &[RecordId], language: LanguageId) -> Vec<u8> {
        let hub = &self.catalogue().hub;
        let address = self.addresses.absolute(path);
        let changed = records.iter().map(|id| self.catalogue().entry(*id).changed().unwrap_or(UNKNOWN));
        let updated = instant(changed.max());
        let author = hub.publisher.as_ref().map_or_else(|| hub.title.get(language), |publisher| publisher.name.get(language));
        let feed = Feed {
            title: Text::plain(self.site.theme.strings(language).fill("feed.title", &[("title", title)])),
            id: address.clone(),
            updated,
            authors: vec![Person { name: author.to_owned(), ..Person::default() }],
            links: vec![
                link(&address, "alternate", Some("text/html")),
                link(&format!("{address}feed.xml"), "self", Some("application/atom+xml")),
            ],
            lang: Some(hub.languages.code(language).to_owned()),
            ..Feed::default()
        };
        let frame = feed.to_string();
        // An entry reads the same in every feed, so it is written once and put into each frame.
        let end = frame.rfind(END).unwrap_or(frame.len());
        let entries = records.iter().map(|id| {
            let place = self.fragments.feed_entry(id.index(), language.index());
            &**place.get_or_init(|| self.written_feed_entry(*id, language).into())
        });
        let mut out = String::from(&frame[..end]);
        out.extend(entries);
        out.push_str(END);
        out.push('\n');
        out.into_bytes()
    }

    /// Returns an entry as XML.
    fn written_feed_entry(&self, id: RecordId, language: LanguageId) -> String {
        // The library gives an entry namespaces of its own unless it stands in a feed.
        let feed = Feed { entries: vec![self.feed_entry(id, language)], ..Feed::default() }.to_string();
        let start = feed.find("<entry>").unwrap_or(0);
        let end = feed.rfind(END).unwrap_or(feed.len());
        feed.get(start..end).unwrap_or_default().to_owned()
    }

    fn feed_entry(&self, id: RecordId, language: LanguageId) -> Entry {
        let entry = self.catalogue().entry(id);
        let (title, source) = entry.title(language);
        let (summary, summary_source) = entry.summary(language);
        let code = |of_text: LanguageId| (of_text != language).then(|| self.catalogue().hub.languages.code(of_text).to_owned());
        let address = self.record_address(id, language);
        Entry {
            title: Text { value: title.to_owned(), lang: code(source), ..Text::default() },
            // The page's address in its own language is what stays, whatever happens to the title.
            id: address.clone(),
            updated: instant(entry.changed()),
            published: entry.original.date.map(|date| instant(Some(date))),
            links: vec![link(&address, "alternate", Some("text/html"))],
            summary: (!summary.is_empty()).then(|| Text { value: summary.to_owned(), lang: code(summary_source), ..Text::default() }),
            ..Entry::default()
        }
    }
}

fn link(href: &str, relation: &str, kind: Option<&str>) -> Link {
    Link { href: href.to_owned(), rel: relation.to_owned(), mime_type: kind.map(str::to_owned), ..Link::default() }
}

/// Returns a day's first instant.
fn instant(date: Option<Date>) -> FixedDateTime {
    format!("{}T00:00:00+00:00", date.unwrap_or(UNKNOWN)).parse().unwrap_or_default()
}
