//! `pacthub why URL`: tells what made a page.

use super::Outcome;
use super::arguments::WhyArguments;
use super::report::{print, say};
use crate::catalogue::Catalogue;
use crate::diagnostic::nearest;
use crate::hub::{BaseUrl, CollectionId, FacetKind, LanguageId};
use crate::record::Home;
use crate::render::Site;
use crate::route::{Route, view_name};
use crate::source::{ThemeFiles, read_theme};
use percent_encoding::percent_decode_str;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn run(arguments: &WhyArguments) -> Outcome {
    let root = &arguments.load.root.root;
    let site = &match super::hub::load_site(&arguments.load) {
        Ok(site) => site,
        Err(outcome) => return outcome,
    };
    let path = site_path(&arguments.url, &site.catalogue.hub.base_url);
    let Some((path, route)) = find(site, &path) else {
        let mut pages: Vec<&str> = site.table.routes.iter().map(|(path, _)| path.as_str()).collect();
        pages.sort_unstable();
        let help = nearest(&path, pages).map(|near| format!(" Did you mean '{near}'?")).unwrap_or_default();
        say(&format!("The site has no address '{path}'.{help}"));
        return Outcome::Unusable;
    };
    print(&explain(root, site, path, route));
    Outcome::Done
}

/// Returns the site path of an address: absolute, root-relative with the base path, or below the base address.
fn site_path(address: &str, base_url: &BaseUrl) -> String {
    let path = url::Url::parse(address).map_or_else(|_| address.to_owned(), |url| url.path().to_owned());
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let path = if path.starts_with('/') { path } else { format!("/{path}") };
    match path.strip_prefix(base_url.path()) {
        Some(rest) => format!("/{rest}"),
        None => path,
    }
}

fn find<'s>(site: &'s Site, path: &str) -> Option<(&'s str, &'s Route)> {
    let names = [path.to_owned(), format!("{path}/"), path.trim_end_matches("index.html").to_owned()];
    names.iter().find_map(|name| site.table.routes.iter().find(|(known, _)| known == name)).map(|(path, route)| (path.as_str(), route))
}

fn explain(root: &Path, site: &Site, path: &str, route: &Route) -> String {
    let catalogue = &site.catalogue;
    let mut lines = vec![("address", path.to_owned()), ("what", what(catalogue, route))];
    lines.extend(language(route).map(|language| ("language", catalogue.hub.languages.code(language).to_owned())));
    lines.extend(sources(catalogue, route).into_iter().map(|file| ("file", file)));
    if let Some(template) = template(route) {
        let (files, _) = read_theme(root, &catalogue.hub.theme, &catalogue.hub.theme_place);
        for (kind, file) in templates(&files, template, &by_renderer(route)) {
            lines.push((kind, file));
        }
    }
    lines.iter().map(|(name, value)| format!("{name:<10} {value}\n")).collect()
}

fn what(catalogue: &Catalogue, route: &Route) -> String {
    match route {
        Route::Home(_) => "the home page".to_owned(),
        Route::Page(..) => "a free page".to_owned(),
        Route::Record(id, _) => match catalogue.entry(*id).original.place.home {
            Home::Collection(collection) => format!("a record of {}", catalogue.hub.collection(collection).id),
            Home::Pages => "a free page".to_owned(),
        },
        Route::Listing(view, _, page) => format!("page {page} of the listing of {}", view_name(catalogue, *view)),
        Route::SiteFeed(_) => "the feed of the whole site".to_owned(),
        Route::Feed(view, _) => format!("the feed of {}", view_name(catalogue, *view)),
        Route::Calendar(view, _) => format!("the calendar of {}", view_name(catalogue, *view)),
        Route::Data(collection, ..) => format!("the data of {}", catalogue.hub.collection(*collection).id),
        Route::Redirect(id, language) => format!("a redirect to {}, named in its aliases", catalogue.entry(*id).title(*language).0),
        Route::Asset(name) => format!("the theme's file {name}"),
        Route::Attached(_) => "a file beside a record".to_owned(),
        Route::Resized(..) => "an image beside a record, made smaller".to_owned(),
        Route::Static(_) => "a file of _static/, copied as it is".to_owned(),
        _ => "a file that pacthub writes itself".to_owned(),
    }
}

fn language(route: &Route) -> Option<LanguageId> {
    match route {
        Route::Home(language)
        | Route::Page(_, language)
        | Route::Record(_, language)
        | Route::Listing(_, language, _)
        | Route::SiteFeed(language)
        | Route::Feed(_, language)
        | Route::Calendar(_, language)
        | Route::Data(_, language, _)
        | Route::Redirect(_, language) => Some(*language),
        _ => None,
    }
}

/// Returns the files that say what stands at an address, relative to the hub's root.
fn sources(catalogue: &Catalogue, route: &Route) -> Vec<String> {
    let collection_file = |id: CollectionId| format!("content/{}/_collection.yaml", catalogue.hub.collection(id).id);
    let entry_files = |id, language| {
        let entry = catalogue.entry(id);
        let mut files = vec![entry.original.path.to_string()];
        let words = &entry.words(language).path;
        if **words != *entry.original.path {
            files.insert(0, words.to_string());
        }
        files.extend(match entry.original.place.home {
            Home::Collection(collection) => Some(collection_file(collection)),
            Home::Pages => None,
        });
        files
    };
    match route {
        Route::Home(language) => catalogue.home.map_or_else(|| vec!["content/hub.yaml".to_owned()], |id| entry_files(id, *language)),
        Route::Page(id, language) | Route::Record(id, language) | Route::Redirect(id, language) => entry_files(*id, *language),
        Route::Listing(view, ..) | Route::Feed(view, _) | Route::Calendar(view, _) => {
            let collection = catalogue.hub.collection(view.collection());
            let vocabularies = view.terms().filter_map(|(facet, _)| match collection.facet(facet).kind {
                FacetKind::Vocabulary(id) => Some(format!("content/vocabularies/{}.yaml", catalogue.hub.vocabulary(id).id)),
                _ => None,
            });
            std::iter::once(collection_file(view.collection())).chain(vocabularies).collect()
        }
        Route::Data(collection, ..) => vec![collection_file(*collection)],
        Route::Attached(path) | Route::Resized(path, _) => vec![format!("content/{path}")],
        Route::Static(path) => vec![format!("content/_static/{path}")],
        _ => Vec::new(),
    }
}

fn template(route: &Route) -> Option<&'static str> {
    Some(match route {
        Route::Home(_) => "home.html",
        Route::Page(..) => "page.html",
        Route::Record(..) => "record.html",
        Route::Listing(..) => "listing.html",
        Route::Numbers(_) => "numbers.html",
        Route::Finder(_) => "finder.html",
        Route::NotFound => "not_found.html",
        Route::Redirect(..) => "redirect.html",
        _ => return None,
    })
}

/// What draws the pictures of a page.
const PICTURES: [&str; 4] = ["picture_tile_map", "picture_timeline", "picture_bars", "picture_cross_table"];

/// Returns the components that a page's template does not name, since they come to it rendered.
fn by_renderer(route: &Route) -> Vec<&'static str> {
    let mut components = vec!["site_header", "site_footer"];
    components.extend_from_slice(match route {
        Route::Listing(..) => &["card", "facet", "fact_item"],
        Route::Record(..) => &["card", "fact_item", "records_block"],
        Route::Home(_) | Route::Page(..) => &["card", "records_block"],
        _ => &[],
    });
    if matches!(route, Route::Home(_) | Route::Page(..) | Route::Record(..) | Route::Numbers(_)) {
        components.extend(PICTURES);
    }
    components
}

/// Returns the template, those that it extends, and the components that any of them uses, with their files.
fn templates(files: &ThemeFiles, first: &str, rendered: &[&str]) -> Vec<(&'static str, String)> {
    let shown = |path: &str| files.files.get(path).map_or_else(|| path.to_owned(), |(shown, _)| shown.to_string());
    let all: Vec<(&str, &str)> =
        files.files.keys().filter(|path| path.ends_with(".html")).filter_map(|path| Some((path.as_str(), files.text(path)?))).collect();
    let mut found: Vec<(&'static str, String)> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    let mut next = Some(first.to_owned());
    while let Some(name) = next.take() {
        let path = format!("templates/{name}");
        let Some(text) = files.text(&path) else { break };
        found.push(("template", shown(&path)));
        texts.push(text);
        next = text
            .split_once("{% extends \"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(name, _)| name.to_owned())
            .filter(|_| found.len() < 20);
    }
    let mut components: BTreeSet<&str> = BTreeSet::new();
    for (path, definition) in &all {
        if names(definition).any(|name| rendered.contains(&name)) {
            components.insert(path);
            texts.push(definition);
        }
    }
    while let Some(text) = texts.pop() {
        for (path, definition) in all.iter().filter(|(_, text)| text.contains("{% component ")) {
            if !components.contains(path) && names(definition).any(|name| mentions(text, name)) {
                components.insert(path);
                texts.push(definition);
            }
        }
    }
    found.extend(components.into_iter().map(|path| ("component", shown(path))));
    found
}

/// Returns the names of the components that a file defines.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("{% component ").skip(1).filter_map(|rest| rest.split(['(', ' ']).next())
}

/// Tells whether a template uses a component, written `<name`.
fn mentions(text: &str, name: &str) -> bool {
    let call = format!("<{name}");
    text.match_indices(&call).any(|(index, _)| {
        text[index + call.len()..].starts_with([' ', '\n', '/', '>']) && text[..index].trim_end().ends_with(['{', '%', '=', '('])
    })
}
