//! What a change of the content does to readers.
//!
//! In: two sites of one day with the prints of their pages, before and after. Out: a [`Difference`]: pages added and gone, facts
//! changed in words. Opens no file; who reads the site before the change, and from where, is not known here.

mod change;
mod json;
mod markdown;
mod pages;
mod records;
mod text;
mod values;
mod vocabularies;

pub use change::{Change, Changed, ChangedKind, What};
pub use pages::{Elsewhere, Gone, Page, PageKind};

use crate::catalogue::Catalogue;
use crate::route::{Route, RouteTable};
use jiff::civil::Date;
use std::collections::HashMap;

/// A print of the bytes of each file that was rendered, by its path in the output, such as `en/index.html`.
pub type Prints = HashMap<String, [u8; 32]>;

/// One of the two sites.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// Its records.
    pub catalogue: &'s Catalogue,
    /// Its addresses.
    pub table: &'s RouteTable,
    /// Its pages; nothing where they could not be rendered, so that only facts and addresses are compared.
    pub prints: Option<&'s Prints>,
}

impl<'s> Side<'s> {
    fn print(&self, site_path: &str) -> Option<&'s [u8; 32]> {
        self.prints?.get(&crate::route::output_file(site_path))
    }

    /// Returns what stands behind each address, without the theme's files, whose addresses nobody keeps.
    fn routes(&self) -> HashMap<&'s str, &'s Route> {
        let routes = self.table.routes.iter().filter(|(_, route)| !matches!(route, Route::Asset(_)));
        routes.map(|(path, route)| (path.as_str(), route)).collect()
    }
}

/// What a change does to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The day on which both sites were looked at.
    pub day: Date,
    /// Pages and files that are new, by their addresses.
    pub added: Vec<Page>,
    /// Pages and files whose addresses no longer have any, by their addresses.
    pub gone: Vec<Gone>,
    /// The vocabularies and records whose own words or facts changed: the former first, each by file.
    pub changed: Vec<Changed>,
    /// How much changed only because something it shares with others did, such as a count or the menu.
    pub elsewhere: Elsewhere,
    /// The files that many pages share and that changed, relative to the hub's root, sorted.
    pub shared: Vec<String>,
}

impl Difference {
    /// Compares two sites. `shared` names the files of the schema and the theme that changed.
    pub fn between(before: Side, after: Side, shared: Vec<String>) -> Self {
        let (mut records, touched) = records::compare(before, after);
        let mut changed = vocabularies::compare(&before.catalogue.hub, &after.catalogue.hub);
        changed.append(&mut records);
        let (old, new) = (before.routes(), after.routes());
        Self {
            day: after.catalogue.today,
            added: pages::added(&old, after),
            gone: pages::gone(before, &new, after),
            changed,
            elsewhere: pages::elsewhere(before, &old, after, &touched),
            shared,
        }
    }

    /// Tells whether readers see no difference at all.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty() && self.elsewhere.is_empty()
    }
}
