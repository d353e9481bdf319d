//! Rendering everything that nobody has asked for, to find what is wrong with it.

use crate::diagnostic::Diagnostic;
use crate::render::{Renderer, Site};
use crate::route::Route;
use std::collections::BTreeMap;

/// How far the sweep has come, and what could not be rendered.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    next: Option<usize>,
    /// Failures by the place and message of the mistake: one mistake in a template fails on many pages.
    failures: BTreeMap<String, Diagnostic>,
    found: BTreeMap<String, Diagnostic>,
}

impl Sweep {
    /// Begins from the start.
    pub(super) fn restart(&mut self) {
        self.next = Some(0);
        self.found.clear();
    }

    /// Tells whether there is something left to do.
    pub(super) fn is_due(&self) -> bool {
        self.next.is_some()
    }

    /// Renders the next route that can fail. Tells whether it was the last.
    pub(super) fn step(&mut self, site: &Site, renderer: &Renderer) -> bool {
        let Some(mut place) = self.next else { return false };
        let routes = &site.table.routes;
        while let Some((_, route)) = routes.get(place) {
            place += 1;
            if can_fail(route) {
                if let Err(diagnostic) = renderer.render(route) {
                    note(&mut self.found, *diagnostic);
                }
                self.next = Some(place);
                return false;
            }
        }
        self.next = None;
        self.failures = std::mem::take(&mut self.found);
        true
    }

    /// Notes a failure that was met on the way.
    pub(super) fn note(&mut self, diagnostic: Diagnostic) {
        note(&mut self.failures, diagnostic);
    }

    /// Forgets the failures, which have been mended or will be met again.
    pub(super) fn forget(&mut self) {
        self.failures.clear();
    }

    /// Returns the failures that are known.
    pub(super) fn failures(&self) -> impl Iterator<Item = &Diagnostic> {
        self.failures.values()
    }
}

fn note(failures: &mut BTreeMap<String, Diagnostic>, diagnostic: Diagnostic) {
    let key = format!("{}:{}:{}:{}", diagnostic.place.file, diagnostic.place.line, diagnostic.place.column, diagnostic.message);
    failures.entry(key).or_insert(diagnostic);
}

/// Feeds, calendars, data and lists of addresses are written without templates.
fn can_fail(route: &Route) -> bool {
    route.is_page() || matches!(route, Route::Redirect(..))
}
