//! No address twice, and no root-relative link to an address that does not exist.

use super::{Addresses, Route, RouteTable};
use crate::catalogue::{Catalogue, Findings};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place, did_you_mean};
use crate::record::{Home, LinkTarget, Pending, Record};
use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

/// The longest name that common file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// Checks the routes against each other and links against the routes.
pub fn check(catalogue: &Catalogue, table: &RouteTable) -> Findings {
    let mut findings = Findings::default();
    check_slugs(catalogue, &mut findings);
    let mut taken: HashMap<&str, &Route> = HashMap::with_capacity(table.routes.len());
    for (path, route) in &table.routes {
        if let Some(first) = taken.get(path.as_str()) {
            collision(catalogue, path, first, route, &mut findings);
        } else {
            taken.insert(path, route);
        }
    }
    check_indices(catalogue, table, &taken, &mut findings);
    check_names(catalogue, table, &mut findings);
    check_folders(catalogue, table, &mut findings);
    check_links(catalogue, &taken, &mut findings);
    findings
}

/// What stands in an address becomes the names of folders and files, which not every file system takes.
fn check_names(catalogue: &Catalogue, table: &RouteTable, findings: &mut Findings) {
    for (path, route) in &table.routes {
        let problem = if path.split('/').any(|part| part.len() > LONGEST_NAME) {
            format!("A part of the address is longer than {LONGEST_NAME} bytes: {path}")
        } else if path.contains(|c: char| c.is_control() || c == '\\') {
            format!("The name holds a character that addresses cannot: {}", path.escape_debug())
        } else if path.split('/').nth(1).is_some_and(|first| first.eq_ignore_ascii_case(".pacthub")) {
            "The name .pacthub is kept for what pacthub notes about the site.".to_owned()
        } else {
            continue;
        };
        let is_file = matches!(route, Route::Static(_) | Route::Attached(_));
        let id = if is_file { DiagnosticId::InvalidFileName } else { DiagnosticId::InvalidSlug };
        let (place, key) = source(catalogue, route);
        let diagnostic = Diagnostic::error(id, place, problem).help(if is_file { "Rename the file." } else { "Choose another one." });
        match key {
            Some(key) => findings.pending.push(Pending::new(diagnostic, key, alias(catalogue, route, path))),
            None => findings.located.push(diagnostic),
        }
    }
}

/// A folder's page is a file called `index.html` in it.
fn check_indices(catalogue: &Catalogue, table: &RouteTable, taken: &HashMap<&str, &Route>, findings: &mut Findings) {
    for (path, route) in
        table.routes.iter().filter(|(_, route)| matches!(route, Route::Static(_) | Route::Attached(_) | Route::Redirect(..)))
    {
        let folder = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        if let Some(other) = folder.and_then(|folder| taken.get(folder)) {
            collision(catalogue, path, other, route, findings);
        }
    }
}

/// A file cannot have the name of a folder.
fn check_folders(catalogue: &Catalogue, table: &RouteTable, findings: &mut Findings) {
    let files = table.routes.iter().filter(|(path, route)| matches!(route, Route::Static(_) | Route::Redirect(..)) && !path.ends_with('/'));
    for (path, route) in files {
        let below = |other: &str| other.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/'));
        if let Some((_, other)) = table.routes.iter().find(|(other, _)| below(other)) {
            collision(catalogue, path, other, route, findings);
        }
    }
}

fn collision(catalogue: &Catalogue, path: &str, first: &Route, second: &Route, findings: &mut Findings) {
    // Collections with one path share everything below it too.
    if matches!(first, Route::Data(..) | Route::Feed(..) | Route::Calendar(..)) && !is_written(second) {
        return;
    }
    // What an editor wrote is reported, rather than what follows from the schema.
    let (culprit, other) =
        if matches!(second, Route::Record(..) | Route::Page(..) | Route::Redirect(..) | Route::Static(_) | Route::Attached(_))
            || !is_written(first)
        {
            (second, first)
        } else {
            (first, second)
        };
    let message = format!("The address '{path}' is taken already by {}.", describe(catalogue, other));
    let (place, key) = source(catalogue, culprit);
    let item = alias(catalogue, culprit, path);
    let mut diagnostic = Diagnostic::error(DiagnosticId::AddressTaken, place, message);
    let (other_place, _) = source(catalogue, other);
    if other_place != diagnostic.place {
        diagnostic = diagnostic.related(other_place, "It is claimed here too.");
    }
    diagnostic = diagnostic.help(match culprit {
        Route::Static(_) => "Rename the file in _static/.",
        Route::Attached(_) => "Rename the file.",
        Route::Listing(..) | Route::Feed(..) | Route::Calendar(..) | Route::Data(..) => "Give the collection another 'path'.",
        Route::Redirect(..) => "Remove the alias: the address leads somewhere already.",
        _ => "Give one of the two another slug.",
    });
    match key {
        Some(key) => findings.pending.push(Pending::new(diagnostic, key, item)),
        None => findings.located.push(diagnostic),
    }
}

/// Returns which of its page's aliases a redirect is, as it is written.
fn alias<'c>(catalogue: &'c Catalogue, route: &Route, path: &str) -> Option<&'c str> {
    let Route::Redirect(id, language) = route else { return None };
    catalogue.entry(*id).words(*language).aliases.iter().map(|alias| &**alias).find(|alias| Addresses::alias(alias) == path)
}

fn is_written(route: &Route) -> bool {
    matches!(route, Route::Record(..) | Route::Page(..) | Route::Redirect(..) | Route::Static(_) | Route::Attached(_))
}

fn describe(catalogue: &Catalogue, route: &Route) -> String {
    match route {
        Route::Home(_) => "the home page".to_owned(),
        Route::Search(_) => "the search page".to_owned(),
        Route::Numbers(_) => "the hub in numbers".to_owned(),
        Route::Finder(_) => "the finder".to_owned(),
        Route::Page(id, language) | Route::Record(id, language) => catalogue.entry(*id).words(*language).path.to_string(),
        Route::Redirect(id, language) => format!("an alias of {}", catalogue.entry(*id).words(*language).path),
        Route::Listing(view, ..) => format!("a listing of the collection '{}'", catalogue.hub.collection(view.collection()).id),
        Route::Static(path) => format!("content/_static/{path}"),
        Route::Attached(path) => format!("content/{path}"),
        Route::Asset(name) => format!("the theme's file {name}"),
        _ => "a file that pacthub writes itself".to_owned(),
    }
}

fn source(catalogue: &Catalogue, route: &Route) -> (Place, Option<&'static str>) {
    match route {
        Route::Page(id, language) | Route::Record(id, language) => {
            let words = catalogue.entry(*id).words(*language);
            (Place::file(Arc::clone(&words.path)), words.slug.is_some().then_some("slug"))
        }
        Route::Redirect(id, language) => (Place::file(Arc::clone(&catalogue.entry(*id).words(*language).path)), Some("aliases")),
        Route::Listing(view, ..) | Route::Feed(view, _) | Route::Calendar(view, _) => {
            (catalogue.hub.collection(view.collection()).place.clone(), None)
        }
        Route::Data(collection, ..) => (catalogue.hub.collection(*collection).place.clone(), None),
        Route::Static(path) => (Place::file(format!("content/_static/{path}")), None),
        Route::Attached(path) => (Place::file(format!("content/{path}")), None),
        _ => (Place::file("content/hub.yaml"), None),
    }
}

/// `page`, `status` and the paths of facets would be mistaken for parts of a listing's address.
fn check_slugs(catalogue: &Catalogue, findings: &mut Findings) {
    for entry in &catalogue.entries {
        let Home::Collection(collection) = entry.original.place.home else { continue };
        let facets = &catalogue.hub.collection(collection).facets;
        for language in catalogue.hub.languages.ids().filter(|language| entry.has_page(*language)) {
            let slug = entry.slug(language);
            let reserved = matches!(slug, "page" | "status") || facets.iter().any(|facet| facet.path.get(language) == slug);
            if !reserved {
                continue;
            }
            let words = entry.words(language);
            let message = format!("'{slug}' cannot be a record's slug: the collection's listing uses it in its addresses.");
            let diagnostic = Diagnostic::error(DiagnosticId::ReservedName, Place::file(Arc::clone(&words.path)), message)
                .help("Give the record another slug with 'slug: …'.");
            match words.slug {
                Some(_) => findings.pending.push(Pending::new(diagnostic, "slug", None)),
                None => findings.located.push(diagnostic),
            }
        }
    }
}

fn check_links(catalogue: &Catalogue, taken: &HashMap<&str, &Route>, findings: &mut Findings) {
    for entry in &catalogue.entries {
        for record in entry.files() {
            check_record(catalogue, record, taken, findings);
        }
    }
}

fn check_record(catalogue: &Catalogue, record: &Record, taken: &HashMap<&str, &Route>, findings: &mut Findings) {
    for link in &record.body.links {
        let LinkTarget::Address { path, fragment, .. } = &link.target else { continue };
        let place = || Place::at(Arc::clone(&record.path), link.line, link.column);
        let with_slash = format!("{path}/");
        match taken.get(&**path) {
            None if taken.contains_key(with_slash.as_str()) => {
                let message = format!("The address '{path}' does not exist on this site.");
                findings.located.push(Diagnostic::error(DiagnosticId::BrokenLink, place(), message).help(format!("Write '{with_slash}'.")));
            }
            None => {
                let mut known: Vec<&str> = taken.iter().filter(|(_, route)| is_page(route)).map(|(known, _)| *known).collect();
                known.sort_unstable();
                let help = did_you_mean(
                    path,
                    known.into_iter().filter(|known| known.len().abs_diff(path.len()) < 4).take(2_000).collect::<Vec<_>>(),
                );
                let message = format!("The address '{path}' does not exist on this site.");
                findings.located.push(Diagnostic::error(DiagnosticId::BrokenLink, place(), message).maybe_help(help));
            }
            Some(Route::Page(id, language) | Route::Record(id, language)) if !fragment.is_empty() => {
                if !catalogue.entry(*id).body(*language).0.has_anchor(fragment) {
                    let message = format!("There is no heading '#{fragment}' at '{path}'.");
                    findings.located.push(Diagnostic::error(DiagnosticId::BrokenAnchor, place(), message));
                }
            }
            Some(_) => {}
        }
    }
}

fn is_page(route: &Route) -> bool {
    matches!(
        route,
        Route::Home(_)
            | Route::Search(_)
            | Route::Numbers(_)
            | Route::Finder(_)
            | Route::Page(..)
            | Route::Record(..)
            | Route::Listing(_, _, 1)
    )
}
