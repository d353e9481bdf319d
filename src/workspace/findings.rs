//! What is wrong with the hub as it is now.

use super::{Content, Workspace};
use crate::catalogue::Findings;
use crate::diagnostic::{self, Counts, Diagnostic};
use crate::record;
use crate::route::{self, Route};
use crate::source;
use std::sync::Arc;

impl Workspace {
    /// Looks for what is wrong with all records and routes together, unless nothing has changed since the last time. It costs the
    /// more the more records there are, and pages can be shown without it.
    pub fn check(&mut self) {
        if self.checked.is_some() {
            return;
        }
        let mut found = Vec::new();
        if let Some(catalogue) = self.catalogue() {
            found.extend(self.located(catalogue.findings()));
        }
        if let Content::Site(site) = &self.content {
            found.extend(self.located(route::check(&site.catalogue, &site.table)));
        }
        self.checked = Some(found);
    }

    /// Tells whether all that is wrong is known.
    pub fn is_checked(&self) -> bool {
        self.checked.is_some()
    }

    /// Returns everything that is wrong, sorted; what [`Self::check`] finds is part of it after that has been called.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.tree.diagnostics.clone();
        diagnostics.extend_from_slice(&self.hub_diagnostics);
        if self.hub.is_some() {
            diagnostics.extend_from_slice(&self.theme_diagnostics);
            diagnostics.extend(self.documents.diagnostics().cloned());
            diagnostics.extend(self.checked.iter().flatten().cloned());
        }
        diagnostic::sort(&mut diagnostics);
        diagnostics
    }

    /// Tells whether the schema or the theme has errors, so that no page is what it should be.
    pub fn is_broken(&self) -> bool {
        self.site().is_none() || Counts::of(&self.hub_diagnostics).errors > 0 || Counts::of(&self.theme_diagnostics).errors > 0
    }

    /// Tells whether there are documents that no record could be made of, so that addresses are missing.
    pub fn lacks_records(&self) -> bool {
        self.documents.lack_records()
    }

    /// Tells whether one of the files that a route's page is made from has errors.
    pub fn is_faulty(&self, route: &Route) -> bool {
        let (Some(site), Some(id)) = (self.site(), self.record_of(route)) else { return false };
        let entry = site.catalogue.entry(id);
        site.catalogue.has_findings(id) || entry.files().any(|record| self.documents.has_errors(&record.path))
    }

    fn record_of(&self, route: &Route) -> Option<crate::hub::RecordId> {
        match route {
            Route::Home(_) => self.site()?.catalogue.home,
            Route::Page(id, _) | Route::Record(id, _) => Some(*id),
            _ => None,
        }
    }

    /// Returns what is not published, with the reason, sorted by path; hidden files and backups as they were when the folder was
    /// last walked, which they are no reason for.
    pub fn left_out(&self) -> Vec<(String, &'static str)> {
        let mut left_out: Vec<(String, &'static str)> =
            self.tree.left_out.iter().map(|left_out| (left_out.path.clone(), left_out.reason)).collect();
        if let Some(catalogue) = self.catalogue() {
            left_out.extend(catalogue.left_out.iter().map(|(path, reason)| (path.to_string(), *reason)));
            left_out.extend(catalogue.unpublished_files());
        }
        left_out.sort();
        left_out
    }

    /// What was found in front matter is located by reading the file once more.
    fn located(&self, findings: Findings) -> Vec<Diagnostic> {
        let mut diagnostics = findings.located;
        diagnostics.extend(findings.pending.into_iter().map(|pending| {
            let file = Arc::clone(&pending.diagnostic.place.file);
            match source::read_text(&self.root.join(&*file), &file) {
                Ok(text) => record::locate(pending, &text),
                Err(_) => pending.diagnostic,
            }
        }));
        diagnostics
    }
}
