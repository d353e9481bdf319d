//! All routes of the site.

use super::{Addresses, Bundle, Description, Format, Route, View};
use crate::catalogue::Catalogue;
use crate::hub::{CollectionId, FacetId, LanguageId, RecordId};
use foldhash::{HashSet, HashSetExt};
use rayon::prelude::*;

/// How many addresses one sitemap may hold (sitemaps.org protocol).
pub const SITEMAP_LIMIT: usize = 50_000;

/// Every route with its site path, in a fixed order.
#[derive(Debug)]
pub struct RouteTable {
    /// The site paths and what stands behind them.
    pub routes: Vec<(String, Route)>,
    /// The indices of the routes that a sitemap lists: the pages that readers look for.
    pub listed: Vec<u32>,
}

/// What a theme has beyond the pages that every theme has. A theme without the template or the script has no use for the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// A search page: `search.html` and `search/page.js`.
    pub search: bool,
    /// 'The hub in numbers': `numbers.html`.
    pub numbers: bool,
    /// 'What fits me', where the hub has questions: `finder.html`.
    pub finder: bool,
    /// An overview for language models: the strings of its headings.
    pub overview: bool,
    /// A filter in the browser: `filter/page.js`.
    pub filter: bool,
}

impl RouteTable {
    /// Returns the bundles among the routes, with the site paths of their roots.
    pub fn bundles(&self) -> Vec<(&str, Bundle)> {
        let bundles = self.routes.iter().filter_map(|(path, route)| match route {
            Route::Bundle(bundle) => Some((path.as_str(), *bundle)),
            _ => None,
        });
        bundles.collect()
    }

    /// Lists all routes. `assets` are the theme's files: their names and site paths.
    pub fn new(catalogue: &Catalogue, assets: &[(String, String)], extras: Extras) -> Self {
        let addresses = Addresses::new(catalogue);
        let mut routes: Vec<Route> = Vec::new();
        let languages = &catalogue.hub.languages;
        routes.extend(languages.ids().map(Route::Home));
        if extras.search {
            routes.extend(languages.ids().map(Route::Search));
        }
        if extras.numbers {
            routes.extend(languages.ids().map(Route::Numbers));
        }
        if extras.finder && catalogue.hub.finder.is_some() {
            routes.extend(languages.ids().map(Route::Finder));
        }
        for page in &catalogue.pages {
            routes.extend(catalogue.page_languages(*page).map(|language| Route::Page(*page, language)));
        }
        for index in 0..catalogue.hub.collections.len() {
            let collection = CollectionId::new(index);
            for record in catalogue.collection(collection).range.clone().map(RecordId::new) {
                routes.extend(catalogue.page_languages(record).map(|language| Route::Record(record, language)));
            }
            for language in languages.ids() {
                views(catalogue, collection).for_each(|view| push_view(catalogue, view, language, &mut routes));
            }
        }
        let pages = routes.len();
        let has_feed = catalogue.hub.collections.iter().any(|collection| collection.feed);
        if has_feed {
            routes.extend(languages.ids().map(Route::SiteFeed));
        }
        for index in 0..catalogue.hub.collections.len() {
            let collection = CollectionId::new(index);
            for language in languages.ids() {
                push_data(catalogue, collection, language, &mut routes);
            }
        }
        routes.extend(languages.ids().map(|language| Route::Description(Description::Catalogue(language))));
        routes.push(Route::Description(Description::Datasets));
        if extras.overview {
            routes.push(Route::Description(Description::Overview));
        }
        if extras.search {
            routes.extend(languages.ids().map(|language| Route::Description(Description::SearchEngine(language))));
        }
        let is_wanted = |bundle: &Bundle| match bundle {
            Bundle::Search(_) => extras.search,
            Bundle::Filter(..) => extras.filter,
        };
        routes.extend(Bundle::all(&catalogue.hub).into_iter().filter(is_wanted).map(Route::Bundle));
        routes.extend([Route::Robots, Route::NotFound, Route::Headers, Route::Redirects, Route::NoJekyll]);
        routes.extend(catalogue.files.attached.keys().map(|path| Route::Attached(path.as_str().into())));
        routes.extend(resized(catalogue, addresses));
        routes.extend(catalogue.files.static_files.iter().map(|path| Route::Static(path.as_str().into())));
        let mut table: Vec<(String, Route)> =
            routes.into_par_iter().filter_map(|route| addresses.route(&route).map(|path| (path, route))).collect();
        // Pages never lack a path, so that the first ones are still the pages.
        let listed: Vec<u32> = (0..pages as u32).filter(|index| is_listed(&table[*index as usize].1)).collect();
        table.push(("/sitemap.xml".to_owned(), Route::Sitemap(None)));
        if listed.len() > SITEMAP_LIMIT {
            let parts = listed.len().div_ceil(SITEMAP_LIMIT) as u32;
            table.extend((1..=parts).map(|part| (format!("/sitemap-{part}.xml"), Route::Sitemap(Some(part)))));
        }
        for (index, entry) in catalogue.entries.iter().enumerate() {
            for language in languages.ids().filter(|language| entry.has_page(*language)) {
                for alias in &entry.words(language).aliases {
                    table.push((Addresses::alias(alias), Route::Redirect(RecordId::new(index), language)));
                }
            }
        }
        let mut table = Self { routes: table, listed };
        table.add_assets(assets);
        table
    }

    /// Puts other assets in the place of the theme's, which come last.
    pub fn replace_assets(&mut self, assets: &[(String, String)]) {
        let kept = self.routes.iter().rposition(|(_, route)| !matches!(route, Route::Asset(_))).map_or(0, |last| last + 1);
        self.routes.truncate(kept);
        self.add_assets(assets);
    }

    fn add_assets(&mut self, assets: &[(String, String)]) {
        self.routes.extend(assets.iter().map(|(name, path)| (path.clone(), Route::Asset(name.as_str().into()))));
    }
}

/// Returns the sizes and formats of all images that pages show. Two files of one name and content have theirs in common.
fn resized(catalogue: &Catalogue, addresses: Addresses) -> Vec<Route> {
    let mut named = HashSet::new();
    let mut routes = Vec::new();
    for (path, file) in catalogue.shown_images() {
        for variant in file.variants() {
            if addresses.resized(path, variant).is_some_and(|address| named.insert(address)) {
                routes.push(Route::Resized(path.into(), variant));
            }
        }
    }
    routes
}

/// Further pages of a listing say nothing new to a search engine.
fn is_listed(route: &Route) -> bool {
    matches!(route, Route::Home(_) | Route::Numbers(_) | Route::Finder(_) | Route::Page(..) | Route::Record(..) | Route::Listing(_, _, 1))
}

/// Returns the listings of a collection: itself, its terms and its pairs, where there are records.
fn views(catalogue: &Catalogue, collection: CollectionId) -> impl Iterator<Item = View> + '_ {
    let index = catalogue.collection(collection);
    let terms = index.facets.iter().enumerate().flat_map(move |(facet, facet_index)| {
        let with_records = facet_index.options.iter().enumerate().filter(|(_, option)| !option.records.is_empty());
        with_records.map(move |(option, _)| View::Term(collection, FacetId::new(facet), option as u32))
    });
    let pairs =
        catalogue.hub.collection(collection).pairs.iter().zip(&index.pairs).flat_map(move |([first, second], counts)| {
            counts.iter().map(move |(a, b, _)| View::Pair(collection, (*first, *a), (*second, *b)))
        });
    std::iter::once(View::Collection(collection)).chain(terms).chain(pairs)
}

/// Returns all listings with how many pages each has: while they stay as they are, so do their addresses.
pub fn extent(catalogue: &Catalogue) -> Vec<(View, u32)> {
    let collections = (0..catalogue.hub.collections.len()).map(CollectionId::new);
    collections.flat_map(|collection| views(catalogue, collection)).map(|view| (view, pages(catalogue, view))).collect()
}

fn pages(catalogue: &Catalogue, view: View) -> u32 {
    view_size(catalogue, view).div_ceil(catalogue.hub.page_size).max(1) as u32
}

/// Returns how many records a view has.
pub(crate) fn view_size(catalogue: &Catalogue, view: View) -> usize {
    let index = catalogue.collection(view.collection());
    match view {
        View::Collection(_) => index.range.len(),
        View::Term(_, facet, option) => index.facets[facet.index()].options[option as usize].records.len(),
        View::Pair(collection, first, second) => {
            let pair = catalogue.hub.collection(collection).pairs.iter().position(|pair| *pair == [first.0, second.0]);
            let counts = pair.map_or(&[][..], |pair| &index.pairs[pair]);
            let found = counts.binary_search_by_key(&(first.1, second.1), |(a, b, _)| (*a, *b));
            found.ok().and_then(|found| counts.get(found)).map_or(0, |(_, _, count)| *count as usize)
        }
    }
}

fn push_view(catalogue: &Catalogue, view: View, language: LanguageId, routes: &mut Vec<Route>) {
    routes.extend((1..=pages(catalogue, view)).map(|page| Route::Listing(view, language, page)));
}

fn push_data(catalogue: &Catalogue, collection: CollectionId, language: LanguageId, routes: &mut Vec<Route>) {
    let settings = catalogue.hub.collection(collection);
    for view in views(catalogue, collection) {
        if settings.feed {
            routes.push(Route::Feed(view, language));
        }
        if settings.calendar {
            routes.push(Route::Calendar(view, language));
        }
    }
    routes.push(Route::Data(collection, language, Format::Json));
    routes.push(Route::Data(collection, language, Format::Csv));
}

/// Returns the same page in each language that has it, the page's own included, as site paths.
pub fn alternates(catalogue: &Catalogue, route: &Route) -> Vec<(LanguageId, String)> {
    let addresses = Addresses::new(catalogue);
    let languages = catalogue.hub.languages.ids();
    match route {
        Route::Home(_) => languages.map(|language| (language, addresses.home(language))).collect(),
        Route::Search(_) => languages.map(|language| (language, addresses.search(language))).collect(),
        Route::Numbers(_) => languages.map(|language| (language, addresses.numbers(language))).collect(),
        Route::Finder(_) => languages.map(|language| (language, addresses.finder(language))).collect(),
        Route::Page(id, _) | Route::Record(id, _) => {
            let entry = catalogue.entry(*id);
            catalogue.page_languages(*id).map(|language| (language, addresses.entry(entry, language))).collect()
        }
        Route::Listing(view, _, page) => languages.map(|language| (language, addresses.listing(*view, language, *page))).collect(),
        _ => Vec::new(),
    }
}
