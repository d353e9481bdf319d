//! From addresses to routes.

use super::{Route, RouteTable};
use std::collections::HashMap;

/// Finds what stands behind a site path. Of two routes with one address it is the first, as in the reported collision.
#[derive(Debug, Default)]
pub struct RouteFinder {
    places: HashMap<Box<str>, u32>,
}

impl RouteFinder {
    /// Indexes a table.
    pub fn new(table: &RouteTable) -> Self {
        let mut places = HashMap::with_capacity(table.routes.len());
        for (place, (path, _)) in table.routes.iter().enumerate() {
            places.entry(path.as_str().into()).or_insert(place as u32);
        }
        Self { places }
    }

    /// Finds a route of the table that was indexed.
    pub fn find<'t>(&self, table: &'t RouteTable, path: &str) -> Option<&'t Route> {
        let place = *self.places.get(path)?;
        table.routes.get(place as usize).map(|(_, route)| route)
    }

    /// Follows a change of the table's assets, which come last.
    pub fn replace_assets(&mut self, table: &RouteTable) {
        let first = table.routes.iter().rposition(|(_, route)| !matches!(route, Route::Asset(_))).map_or(0, |last| last + 1);
        self.places.retain(|_, place| (*place as usize) < first);
        for (place, (path, _)) in table.routes.iter().enumerate().skip(first) {
            self.places.entry(path.as_str().into()).or_insert(place as u32);
        }
    }
}
