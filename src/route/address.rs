//! From routes to addresses. Every link on the site is made here.

use super::{Description, Format, Route, View};
use crate::catalogue::{Catalogue, Entry, LinkDestination};
use crate::hub::{CollectionId, LanguageId, RecordId};
use crate::image::Variant;
use crate::record::{Home, LinkTarget};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;

/// What may not stand in a path as it is (RFC 3986, 3.3).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'#')
    .add(b'?')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');
/// What may not stand in a query as it is (URL Standard, 'query percent-encode set').
const QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');
/// What may not stand in a fragment as it is.
const FRAGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%');

/// Room for most paths, in bytes.
const USUAL: usize = 80;

/// How much of an image's name stands in the names of its variants, in bytes.
const LONGEST_STEM: usize = 100;

/// Makes addresses. A *site path* begins with `/` and leaves out the base address; a *link* is root-relative and holds its path.
#[derive(Clone, Copy)]
pub struct Addresses<'c> {
    catalogue: &'c Catalogue,
}

impl<'c> Addresses<'c> {
    /// Makes addresses for a catalogue.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        Self { catalogue }
    }

    /// Returns the root-relative link to a site path, percent-encoded.
    pub fn link<'p>(&self, site_path: impl Into<Cow<'p, str>>) -> String {
        let base_url = &self.catalogue.hub.base_url;
        match site_path.into() {
            // Nearly all sites stand at the root of their host, where a path is a link.
            Cow::Owned(path) if base_url.path() == "/" && is_plain(&path) && path.starts_with('/') && !path.starts_with("//") => path,
            path => base_url.link(&encode(&path)),
        }
    }

    /// Returns the absolute address of a site path, percent-encoded.
    pub fn absolute(&self, site_path: &str) -> String {
        self.catalogue.hub.base_url.absolute(&encode(site_path))
    }

    /// Returns `/` for the default language, `/en/` for another.
    pub fn home(&self, language: LanguageId) -> String {
        let mut path = String::with_capacity(USUAL);
        path.push('/');
        if language != LanguageId::DEFAULT {
            path.push_str(self.catalogue.hub.languages.code(language));
            path.push('/');
        }
        path
    }

    /// Returns the site path of the search page.
    pub fn search(&self, language: LanguageId) -> String {
        format!("{}{}/", self.home(language), self.catalogue.hub.paths.search.get(language))
    }

    /// Returns the site path of 'the hub in numbers'.
    pub fn numbers(&self, language: LanguageId) -> String {
        format!("{}{}/", self.home(language), self.catalogue.hub.paths.numbers.get(language))
    }

    /// Returns the site path of 'what fits me'.
    pub fn finder(&self, language: LanguageId) -> String {
        format!("{}{}/", self.home(language), self.catalogue.hub.paths.finder.get(language))
    }

    pub(super) fn hub(&self) -> &'c crate::hub::Hub {
        &self.catalogue.hub
    }

    pub(super) fn record_of(&self, id: RecordId) -> &'c Entry {
        self.catalogue.entry(id)
    }

    /// Returns the site path of a collection's listing.
    pub fn collection(&self, collection: CollectionId, language: LanguageId) -> String {
        let mut path = self.home(language);
        path.push_str(self.catalogue.hub.collection(collection).path.get(language));
        path.push('/');
        path
    }

    /// Returns the site path of a listing's first page.
    pub fn view(&self, view: View, language: LanguageId) -> String {
        let collection = self.catalogue.hub.collection(view.collection());
        let index = self.catalogue.collection(view.collection());
        let mut path = self.collection(view.collection(), language);
        for (facet, option) in view.terms() {
            path.push_str(collection.facet(facet).path.get(language));
            path.push('/');
            path.push_str(&index.facets[facet.index()].options[option as usize].id);
            path.push('/');
        }
        path
    }

    /// Returns the site path of a page of a listing; the first page has no number.
    pub fn listing(&self, view: View, language: LanguageId, page: u32) -> String {
        let path = self.view(view, language);
        if page <= 1 { path } else { Self::page_of(&path, page) }
    }

    /// Returns the path or link of a further page of a listing, from that of its first.
    pub fn page_of(first: &str, page: u32) -> String {
        [first, "page/", &page.to_string(), "/"].concat()
    }

    /// Returns the site path of a record's or free page's page in a language, whether there is one or not.
    pub fn entry(&self, entry: &Entry, language: LanguageId) -> String {
        let mut path = match entry.original.place.home {
            Home::Collection(collection) => self.collection(collection, language),
            Home::Pages if entry.original.place.is_home_page() => return self.home(language),
            Home::Pages => {
                let mut path = self.home(language);
                let folder = &entry.original.place.folder;
                if !folder.is_empty() {
                    path.push_str(folder);
                    path.push('/');
                }
                path
            }
        };
        path.push_str(entry.slug(language));
        path.push('/');
        path
    }

    /// Returns the site path of the page that readers of a language are led to.
    pub fn record(&self, id: RecordId, language: LanguageId) -> String {
        let entry = self.catalogue.entry(id);
        self.entry(entry, entry.page_language(language))
    }

    /// Returns the site path of a file beside a record, by its path relative to `content/`.
    pub fn attached(&self, path: &str) -> Option<String> {
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            if let Some(entry) = self.owner(above) {
                let rest = &path[above.len() + 1..];
                return Some(format!("{}{rest}", self.entry(entry, LanguageId::DEFAULT)));
            }
            folder = above;
        }
        None
    }

    /// Returns the site path of an image beside a record in another size and format. It names the bytes that it leads to.
    pub fn resized(&self, path: &str, variant: Variant) -> Option<String> {
        let still = self.catalogue.files.attached.get(path)?.as_ref()?.still?;
        self.attached(path)?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = &stem[..stem.floor_char_boundary(LONGEST_STEM)];
        Some(format!("/assets/images/{stem}-{}.{}.{}", variant.width, still.print.variant(variant), variant.format.ending()))
    }

    /// Finds the record whose files lie in a folder.
    fn owner(&self, folder: &str) -> Option<&'c Entry> {
        let entry = self.catalogue.entry(self.named(folder)?);
        Some(entry).filter(|entry| entry.original.place.files.as_deref() == Some(folder))
    }

    /// Finds a record by its collection and name, a free page by its path below `content/`.
    pub(super) fn named(&self, path: &str) -> Option<RecordId> {
        let (home, name) = path.split_once('/')?;
        match home {
            "pages" => self.catalogue.page_named(path),
            _ => self.catalogue.record_named(self.catalogue.hub.collection_named(home)?, name),
        }
    }

    /// Returns where a link in a body leads, for a reader of a language, with its query and fragment.
    pub fn destination(&self, destination: &LinkDestination, target: &LinkTarget, language: LanguageId) -> Option<String> {
        let path = match destination {
            LinkDestination::Record(id, None) => {
                let entry = self.catalogue.entry(*id);
                self.entry(entry, self.language_with_anchor(entry, target, language))
            }
            LinkDestination::Record(id, Some(language)) => self.record(*id, *language),
            LinkDestination::Listing(collection) => self.collection(*collection, language),
            LinkDestination::Home => self.home(language),
            LinkDestination::File(path) => self.attached(path)?,
            LinkDestination::Address(path) => path.to_string(),
            LinkDestination::Here => String::new(),
            LinkDestination::Broken => return None,
        };
        let (query, fragment): (&str, &str) = match target {
            LinkTarget::File { query, fragment, .. } | LinkTarget::Address { query, fragment, .. } => (query, fragment),
            LinkTarget::Anchor(fragment) => ("", fragment),
        };
        let mut link = if path.is_empty() { String::new() } else { self.link(&path) };
        if !query.is_empty() {
            link.push('?');
            link.extend(utf8_percent_encode(query, QUERY));
        }
        if !fragment.is_empty() || path.is_empty() {
            link.push('#');
            link.extend(utf8_percent_encode(fragment, FRAGMENT));
        }
        Some(link)
    }

    /// A link with an anchor leads to the language whose page has it, since headings differ from language to language.
    fn language_with_anchor(&self, entry: &Entry, target: &LinkTarget, language: LanguageId) -> LanguageId {
        let language = entry.page_language(language);
        let LinkTarget::File { fragment, .. } = target else { return language };
        if fragment.is_empty() || entry.body(language).0.has_anchor(fragment) {
            return language;
        }
        let mut others = self.catalogue.hub.languages.ids().filter(|other| entry.has_page(*other));
        others.find(|other| entry.body(*other).0.has_anchor(fragment)).unwrap_or(language)
    }

    /// Returns the site path of a route. Redirects have several, assets one that only the theme knows: nothing comes back.
    pub fn route(&self, route: &Route) -> Option<String> {
        Some(match route {
            Route::Home(language) => self.home(*language),
            Route::Page(id, language) | Route::Record(id, language) => self.entry(self.catalogue.entry(*id), *language),
            Route::Listing(view, language, page) => self.listing(*view, *language, *page),
            Route::Search(language) => self.search(*language),
            Route::Numbers(language) => self.numbers(*language),
            Route::Finder(language) => self.finder(*language),
            Route::Bundle(bundle) => self.bundle_root(*bundle),
            Route::SiteFeed(language) => format!("{}feed.xml", self.home(*language)),
            Route::Feed(view, language) => format!("{}feed.xml", self.view(*view, *language)),
            Route::Calendar(view, language) => format!("{}calendar.ics", self.view(*view, *language)),
            Route::Data(collection, language, format) => self.data(*collection, *language, *format),
            Route::Description(description) => self.description(*description),
            Route::Sitemap(None) => "/sitemap.xml".to_owned(),
            Route::Sitemap(Some(part)) => format!("/sitemap-{part}.xml"),
            Route::Robots => "/robots.txt".to_owned(),
            Route::NotFound => "/404.html".to_owned(),
            Route::Headers => "/_headers".to_owned(),
            Route::Redirects => "/_redirects".to_owned(),
            Route::NoJekyll => "/.nojekyll".to_owned(),
            Route::Attached(path) => self.attached(path)?,
            Route::Resized(path, variant) => self.resized(path, *variant)?,
            Route::Static(path) => format!("/{path}"),
            Route::Redirect(..) | Route::Asset(_) => return None,
        })
    }

    /// Returns the site path of a description for programs.
    pub fn description(&self, description: Description) -> String {
        match description {
            Description::Catalogue(language) => format!("{}catalogue.jsonld", self.home(language)),
            Description::Datasets => "/dcat.jsonld".to_owned(),
            Description::Overview => "/llms.txt".to_owned(),
            Description::SearchEngine(language) => format!("{}opensearch.xml", self.home(language)),
        }
    }

    /// Returns the site path of a collection's data.
    pub fn data(&self, collection: CollectionId, language: LanguageId, format: Format) -> String {
        let name = match format {
            Format::Json => "records.json",
            Format::Csv => "records.csv",
        };
        format!("{}{name}", self.collection(collection, language))
    }

    /// Returns the site path of an alias: a path without an ending is a folder.
    pub fn alias(alias: &str) -> String {
        let last = alias.rsplit('/').next().unwrap_or_default();
        if last.is_empty() || last.contains('.') { alias.to_owned() } else { format!("{alias}/") }
    }
}

/// Percent-encodes what a path may not hold.
fn encode(path: &str) -> Cow<'_, str> {
    // Nearly all paths are of these characters, which is told without a branch for each.
    if is_plain(path) { Cow::Borrowed(path) } else { utf8_percent_encode(path, PATH).into() }
}

/// Tells whether a path holds nothing but characters that most paths are made of.
fn is_plain(path: &str) -> bool {
    path.bytes().fold(true, |plain, byte| plain & (byte.is_ascii_alphanumeric() | matches!(byte, b'-'..=b'/' | b'_')))
}
