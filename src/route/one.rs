//! One thing that the site publishes.

use super::{Bundle, Description};
use crate::hub::{CollectionId, FacetId, LanguageId, RecordId};
use crate::image::Variant;

/// Something with an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The home page of a language.
    Home(LanguageId),
    /// A free page.
    Page(RecordId, LanguageId),
    /// A record's page.
    Record(RecordId, LanguageId),
    /// A page of a listing; the first has number 1.
    Listing(View, LanguageId, u32),
    /// The search page of a language.
    Search(LanguageId),
    /// The page 'the hub in numbers' of a language.
    Numbers(LanguageId),
    /// The page 'what fits me' of a language.
    Finder(LanguageId),
    /// The root of files that scripts fetch.
    Bundle(Bundle),
    /// The feed of the whole site.
    SiteFeed(LanguageId),
    /// The feed of a listing.
    Feed(View, LanguageId),
    /// The calendar of a listing.
    Calendar(View, LanguageId),
    /// All records of a collection as data.
    Data(CollectionId, LanguageId, Format),
    /// What tells programs about the site.
    Description(Description),
    /// The sitemap; with a number, the part of an index.
    Sitemap(Option<u32>),
    /// `robots.txt`.
    Robots,
    /// The page for addresses that do not exist.
    NotFound,
    /// `_headers`, for hosts that read it.
    Headers,
    /// `_redirects`, for hosts that read it.
    Redirects,
    /// `.nojekyll`, so that GitHub Pages publishes everything.
    NoJekyll,
    /// A page that leads on to a record's page.
    Redirect(RecordId, LanguageId),
    /// A file of the theme, by its name.
    Asset(Box<str>),
    /// A file beside a record, by its path relative to `content/`.
    Attached(Box<str>),
    /// An image beside a record in another size and format, by the image's path relative to `content/`.
    Resized(Box<str>, Variant),
    /// A file of `_static/`, by its path on the site.
    Static(Box<str>),
}

impl Route {
    /// Tells whether readers see it as a page in their language or as the one for addresses that do not exist.
    pub fn is_page(&self) -> bool {
        let is_made_of_records = matches!(self, Self::Home(_) | Self::Page(..) | Self::Record(..) | Self::Listing(..));
        is_made_of_records || matches!(self, Self::Search(_) | Self::Numbers(_) | Self::Finder(_) | Self::NotFound)
    }
}

/// What a listing lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// A whole collection.
    Collection(CollectionId),
    /// The records of a facet's term, by the option's index.
    Term(CollectionId, FacetId, u32),
    /// The records that have both of two terms.
    Pair(CollectionId, (FacetId, u32), (FacetId, u32)),
}

impl View {
    /// Returns the collection that is listed.
    pub fn collection(self) -> CollectionId {
        match self {
            Self::Collection(collection) | Self::Term(collection, ..) | Self::Pair(collection, ..) => collection,
        }
    }

    /// Returns the chosen terms.
    pub fn terms(self) -> impl Iterator<Item = (FacetId, u32)> {
        let (first, second) = match self {
            Self::Collection(_) => (None, None),
            Self::Term(_, facet, option) => (Some((facet, option)), None),
            Self::Pair(_, first, second) => (Some(first), Some(second)),
        };
        first.into_iter().chain(second)
    }
}

/// A format of open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON.
    Json,
    /// Comma-separated values.
    Csv,
}
