//! Files that are used nowhere and pages that nothing leads to.

use super::{Linted, records};
use crate::catalogue::{Catalogue, LinkDestination};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::MenuTarget;
use crate::route::Addresses;
use std::collections::HashSet;
use std::sync::Arc;

pub(super) fn lint(catalogue: &Catalogue, linted: &mut Linted) {
    unused_files(catalogue, linted);
    orphan_pages(catalogue, linted);
}

fn unused_files(catalogue: &Catalogue, linted: &mut Linted) {
    if catalogue.files.attached.is_empty() {
        return;
    }
    let mut used: HashSet<String> = HashSet::new();
    for (_, record) in records(catalogue) {
        used.extend(record.images());
    }
    for link in catalogue.entries.iter().flat_map(|entry| entry.links.iter()).flat_map(|links| links.iter()) {
        if let LinkDestination::File(path) = link {
            used.insert(path.to_string());
        }
    }
    let addresses = Addresses::new(catalogue);
    for path in catalogue.files.attached.keys().filter(|path| !used.contains(*path) && addresses.attached(path).is_some()) {
        let message = "Nothing uses this file, yet it is published.";
        let diagnostic = Diagnostic::hint(DiagnosticId::UnusedFile, Place::file(format!("content/{path}")), message)
            .help("Show it or link to it in the record's text, or remove it.");
        linted.located.push(diagnostic);
    }
}

/// Records always stand in their listing; a free page needs a link.
fn orphan_pages(catalogue: &Catalogue, linted: &mut Linted) {
    let addresses = Addresses::new(catalogue);
    let in_menu: HashSet<_> = catalogue
        .hub
        .menu
        .iter()
        .filter_map(|item| match &item.target {
            MenuTarget::Page(path) => catalogue.page_named(path),
            MenuTarget::Collection(_) => None,
        })
        // Every page's footer leads to the accessibility statement.
        .chain(catalogue.hub.accessibility.as_ref().and_then(|statement| catalogue.page_named(&statement.page)))
        .collect();
    let linked: HashSet<&str> = catalogue
        .entries
        .iter()
        .flat_map(|entry| entry.links.iter())
        .flat_map(|links| links.iter())
        .filter_map(|link| match link {
            LinkDestination::Address(path) => Some(path.trim_matches('/')),
            _ => None,
        })
        .collect();
    for page in &catalogue.pages {
        let entry = catalogue.entry(*page);
        let by_address =
            || catalogue.page_languages(*page).any(|language| linked.contains(addresses.entry(entry, language).trim_matches('/')));
        if in_menu.contains(page) || !entry.back_links.is_empty() || by_address() {
            continue;
        }
        let diagnostic =
            Diagnostic::hint(DiagnosticId::OrphanPage, Place::file(Arc::clone(&entry.original.path)), "Nothing leads to this page.")
                .help("Link to it from another page, or add it to 'menu' in hub.yaml.");
        linted.located.push(diagnostic);
    }
}
