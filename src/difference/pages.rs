//! Pages that are new or gone, and how many changed only with others.

use super::Side;
use crate::hub::{LanguageId, RecordId};
use crate::route::{Addresses, Route, view_name};
use std::collections::{HashMap, HashSet};

/// A page or file with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its site path.
    pub path: String,
    /// What it is.
    pub kind: PageKind,
    /// Its title; for a listing, what it lists.
    pub title: String,
    /// The code of its language; none for files.
    pub language: Option<String>,
}

/// An address that no longer has its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The page that was there.
    pub page: Page,
    /// The site path that a redirect leads on to.
    pub redirect: Option<String>,
}

/// What a page or file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// A record's page.
    Record,
    /// A free page, the home page or the search page.
    Page,
    /// The first page of a listing.
    Listing,
    /// A feed or calendar.
    Feed,
    /// A file beside a record or of `_static/`.
    File,
    /// An old address that leads on.
    Redirect,
}

impl PageKind {
    /// Returns its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Page => "page",
            Self::Listing => "listing",
            Self::Feed => "feed",
            Self::File => "file",
            Self::Redirect => "redirect",
        }
    }
}

/// How many pages and files have other bytes although nobody edited what is theirs alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Pages of records.
    pub records: usize,
    /// Free pages, the home pages and all other pages.
    pub pages: usize,
    /// Pages of listings, further ones included.
    pub listings: usize,
    /// Feeds and calendars.
    pub feeds: usize,
    /// Files of data.
    pub data: usize,
}

impl Elsewhere {
    /// Tells whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns each kind's name for one of it, with how many there are, in a fixed order.
    pub fn counts(&self) -> [(&'static str, usize); 5] {
        [
            ("record page", self.records),
            ("other page", self.pages),
            ("listing page", self.listings),
            ("feed", self.feeds),
            ("data file", self.data),
        ]
    }
}

type Routes<'s> = HashMap<&'s str, &'s Route>;

/// Describes what stands behind a route, if somebody may have kept its address.
fn page(side: Side, path: &str, route: &Route) -> Option<Page> {
    let catalogue = side.catalogue;
    let title = |id: RecordId, language| catalogue.entry(id).title(language).0.to_owned();
    let (kind, title, language): (PageKind, String, Option<LanguageId>) = match route {
        Route::Home(language) => (PageKind::Page, catalogue.hub.title.get(*language).to_owned(), Some(*language)),
        Route::Search(language) => (PageKind::Page, "search".to_owned(), Some(*language)),
        Route::Page(id, language) => (PageKind::Page, title(*id, *language), Some(*language)),
        Route::Record(id, language) => (PageKind::Record, title(*id, *language), Some(*language)),
        Route::Listing(view, language, 1) => (PageKind::Listing, view_name(catalogue, *view), Some(*language)),
        Route::SiteFeed(language) => (PageKind::Feed, "the whole site".to_owned(), Some(*language)),
        Route::Feed(view, language) | Route::Calendar(view, language) => (PageKind::Feed, view_name(catalogue, *view), Some(*language)),
        Route::Redirect(id, language) => (PageKind::Redirect, title(*id, *language), Some(*language)),
        Route::Attached(name) => (PageKind::File, name.to_string(), None),
        Route::Static(name) => (PageKind::File, name.to_string(), None),
        _ => return None,
    };
    let language = language.map(|language| catalogue.hub.languages.code(language).to_owned());
    Some(Page { path: path.to_owned(), kind, title, language })
}

/// Lists pages and files that have no page at their address before. Feeds and redirects come with what they belong to.
pub(super) fn added(before: &Routes, after: Side) -> Vec<Page> {
    let new = after.table.routes.iter().filter(|(path, _)| !before.contains_key(path.as_str()));
    let mut pages: Vec<Page> = new.filter_map(|(path, route)| page(after, path, route)).collect();
    pages.retain(|page| !matches!(page.kind, PageKind::Feed | PageKind::Redirect));
    sort(&mut pages, |page| page);
    pages
}

/// Lists pages and files whose address has none any more. A feed whose listing is gone too goes without saying.
pub(super) fn gone(before: Side, new: &Routes, after: Side) -> Vec<Gone> {
    let addresses = Addresses::new(after.catalogue);
    let is_gone = |path: &str| new.get(path).is_none_or(|route| matches!(route, Route::Redirect(..)));
    let mut gone = Vec::new();
    for (path, route) in &before.table.routes {
        let Some(page) = page(before, path, route).filter(|_| is_gone(path)) else { continue };
        let listing = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
        if page.kind == PageKind::Feed && listing.is_some_and(|listing| is_gone(&listing)) {
            continue;
        }
        let redirect = match new.get(path.as_str()) {
            Some(Route::Redirect(id, language)) => Some(addresses.entry(after.catalogue.entry(*id), *language)),
            _ => None,
        };
        if page.kind == PageKind::Redirect && redirect.is_some() {
            continue;
        }
        gone.push(Gone { page, redirect });
    }
    sort(&mut gone, |gone| &gone.page);
    gone
}

fn sort<T>(list: &mut [T], page: impl Fn(&T) -> &Page) {
    list.sort_by(|a, b| (page(a).kind as u8, &page(a).path).cmp(&(page(b).kind as u8, &page(b).path)));
}

/// Counts what has other bytes but is no page of a touched record; nothing is known of it where one side has no pages.
pub(super) fn elsewhere(before: Side, old: &Routes, after: Side, touched: &HashSet<RecordId>) -> Elsewhere {
    let mut counts = Elsewhere::default();
    if before.prints.is_none() || after.prints.is_none() {
        return counts;
    }
    for (path, route) in &after.table.routes {
        let count = match route {
            Route::Record(id, _) | Route::Page(id, _) if touched.contains(id) => continue,
            Route::Home(_) if after.catalogue.home.is_some_and(|home| touched.contains(&home)) => continue,
            Route::Record(..) => &mut counts.records,
            Route::Listing(..) => &mut counts.listings,
            Route::Home(_) | Route::Page(..) | Route::Search(_) | Route::NotFound => &mut counts.pages,
            Route::SiteFeed(_) | Route::Feed(..) | Route::Calendar(..) => &mut counts.feeds,
            Route::Data(..) => &mut counts.data,
            _ => continue,
        };
        if old.contains_key(path.as_str()) && before.print(path) != after.print(path) {
            *count += 1;
        }
    }
    counts
}
