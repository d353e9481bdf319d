//! From routes to bytes.
//!
//! In: the catalogue, the theme, a route. Out: the bytes of one file. A pure function: opens no file, asks no clock, writes nothing.

mod assets;
mod body;
mod calendar;
mod card;
mod context;
mod csv;
mod data;
mod description;
mod facet;
mod facts;
mod feed;
mod filter;
mod finder;
mod fragments;
mod headers;
mod image;
mod listing;
mod locale;
mod numbers;
mod pages;
mod picture;
mod record_page;
mod residual;
mod script;
mod search;
mod sitemap;
mod social;
mod statement;
mod strings;
mod structured_data;
mod template;
mod theme;
mod value;

pub use self::csv::harmless_cell;
pub use assets::{Asset, Assets};
pub use headers::CONTENT_SECURITY_POLICY;
pub use locale::Locale;
pub use social::SocialImage;
pub use strings::Strings;
pub use theme::Theme;

use crate::catalogue::{Catalogue, Collators};
use crate::diagnostic::Diagnostic;
use crate::route::{Addresses, Bundle, Format, Route, RouteTable};
use fragments::Fragments;
use residual::Residuals;

/// Everything that a page is made from.
#[derive(Debug)]
pub struct Site {
    /// What is known about the content.
    pub catalogue: Catalogue,
    /// How it looks.
    pub theme: Theme,
    /// Which addresses there are.
    pub table: RouteTable,
}

/// Renders routes of one site. It remembers fragments that many pages share; what it remembers never changes what it answers.
pub struct Renderer<'s> {
    site: &'s Site,
    addresses: Addresses<'s>,
    fragments: Fragments,
    residuals: Residuals<'s>,
    collators: Collators,
}

impl<'s> Renderer<'s> {
    /// Makes a renderer.
    pub fn new(site: &'s Site) -> Self {
        Self {
            site,
            addresses: Addresses::new(&site.catalogue),
            fragments: Fragments::new(&site.catalogue),
            residuals: Residuals::new(site.theme.uses(), site.catalogue.hub.languages.len()),
            collators: Collators::new(&site.catalogue.hub.languages),
        }
    }

    fn catalogue(&self) -> &'s Catalogue {
        &self.site.catalogue
    }

    /// Renders what stands behind a route. Files that are published as they are (`Attached`, `Static`) and images in other sizes (`Resized`) are
    /// nobody's to render: nothing comes back for them.
    pub fn render(&self, route: &Route) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        let bytes = match route {
            Route::Home(language) => self.home(*language)?,
            Route::Page(id, language) => self.free_page(*id, *language)?,
            Route::Record(id, language) => self.record_page(*id, *language)?,
            Route::Listing(view, language, page) => self.listing(*view, *language, *page)?,
            Route::Search(language) => self.search_page(*language)?,
            Route::Numbers(language) => self.numbers_page(*language)?,
            Route::Finder(language) => self.finder_page(*language)?,
            Route::Bundle(bundle) => match self.bundle(*bundle)?.into_iter().next() {
                Some((_, bytes)) => bytes,
                None => return Ok(None),
            },
            Route::SiteFeed(language) => self.site_feed(*language),
            Route::Feed(view, language) => self.feed(*view, *language),
            Route::Calendar(view, language) => self.calendar(*view, *language),
            Route::Data(collection, language, Format::Json) => self.json(*collection, *language),
            Route::Data(collection, language, Format::Csv) => self.csv(*collection, *language),
            Route::Description(description) => self.description(*description),
            Route::Sitemap(part) => self.sitemap(*part),
            Route::Robots => self.robots(),
            Route::NotFound => self.not_found()?,
            Route::Headers => self.headers(),
            Route::Redirects => self.redirects(),
            Route::NoJekyll => Vec::new(),
            Route::Redirect(id, language) => self.redirect(*id, *language)?,
            Route::Asset(name) => match self.site.theme.assets.get(name) {
                Some(asset) => asset.bytes.clone(),
                None => return Ok(None),
            },
            Route::Attached(_) | Route::Resized(..) | Route::Static(_) => return Ok(None),
        };
        Ok(Some(bytes))
    }
    /// Makes the files of a bundle, each with its site path, the root first. Works in parallel inside.
    pub fn bundle(&self, bundle: Bundle) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
        match bundle {
            Bundle::Search(language) => Ok(self.search_index(language)),
            Bundle::Filter(collection, language) => self.filter_bundle(collection, language),
        }
    }
}
