//! `pacthub new`: writes a record that only needs to be filled in.

mod from;

use super::Outcome;
use super::arguments::NewArguments;
use super::report::say;
use crate::diagnostic::did_you_mean;
use crate::hub::{self, CollectionId, Hub, LanguageId};
use crate::record::{self, ParseOptions, slugify};
use crate::schema::skeleton;
use crate::source::{self, Tree};
use jiff::civil::Date;
use std::io::Write;
use std::path::Path;

/// Where a new file goes: a collection, or the free pages.
type Home = Option<CollectionId>;

pub(super) fn run(arguments: &NewArguments) -> Outcome {
    let root = &arguments.root.root;
    let (hub, tree) = match super::hub::read_schema(root) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    if let Some(file) = &arguments.from {
        return from::run(arguments, file, &hub, &tree);
    }
    match write(arguments, &hub, &tree) {
        Ok(()) => Outcome::Done,
        Err(message) => {
            say(&message);
            Outcome::Unusable
        }
    }
}

/// Writes the file. The error says why it was not written.
fn write(arguments: &NewArguments, hub: &Hub, tree: &Tree) -> Result<(), String> {
    let home = home(hub, &arguments.collection)?;
    let language = language(hub, arguments.lang.as_deref())?;
    let given = arguments.title.as_deref().unwrap_or_default();
    let title = given.split_whitespace().collect::<Vec<_>>().join(" ");
    if !title.chars().any(char::is_alphabetic) {
        return Err(format!("'{given}' cannot be a title: it has no letters."));
    }
    if language == LanguageId::DEFAULT {
        write_original(arguments, hub, home, &title)
    } else {
        write_translation(arguments, hub, tree, home, language, &title)
    }
}

fn home(hub: &Hub, name: &str) -> Result<Home, String> {
    if name == "pages" {
        return Ok(None);
    }
    if let Some(collection) = hub.collection_named(name) {
        return Ok(Some(collection));
    }
    let known: Vec<&str> = hub.collections.iter().map(|collection| collection.id.as_str()).chain(["pages"]).collect();
    Err(with_help(format!("There is no collection '{name}'."), did_you_mean(name, known)))
}

fn language(hub: &Hub, code: Option<&str>) -> Result<LanguageId, String> {
    let Some(code) = code else { return Ok(LanguageId::DEFAULT) };
    let known = hub.languages.codes().iter().map(String::as_str);
    hub.languages.named(code).ok_or_else(|| with_help(format!("'{code}' is not a language of this hub."), did_you_mean(code, known)))
}

fn with_help(message: String, help: Option<String>) -> String {
    help.map_or_else(|| message.clone(), |help| format!("{message} {help}"))
}

/// Returns the slug that was asked for, else that of the title.
fn slug(arguments: &NewArguments, title: &str) -> Result<String, String> {
    match &arguments.slug {
        Some(slug) if hub::is_slug(slug) => Ok(slug.clone()),
        Some(slug) => {
            Err(format!("'{slug}' cannot be a slug: it holds only the letters a-z, digits and hyphens. Such as: {}", slugify(slug)))
        }
        None => match slugify(title) {
            slug if slug.is_empty() => Err(format!("No address can be made of the title '{title}'. Name one with --slug.")),
            slug => Ok(slug),
        },
    }
}

fn write_original(arguments: &NewArguments, hub: &Hub, home: Home, title: &str) -> Result<(), String> {
    let slug = slug(arguments, title)?;
    if hub.reserves(home, &slug) {
        return Err(format!(
            "'{slug}' cannot be a record's slug: the collection's listing uses it in its addresses. Name another with --slug."
        ));
    }
    let (root, folder) = (&arguments.root.root, folder(hub, home));
    for path in [format!("content/{folder}/{slug}.md"), format!("content/{folder}/{slug}/index.md")] {
        refuse_existing(root, &path)?;
    }
    let path = format!("content/{folder}/{slug}.md");
    create(root, &path, &skeleton::text(&skeleton::original(hub, home, Some(title)), today(hub)?))?;
    let mut missing: Vec<&str> = home.map(|_| "summary").into_iter().collect();
    missing.extend(home.iter().flat_map(|id| &hub.collection(*id).fields).filter(|field| field.required).map(|field| field.id.as_str()));
    say(&format!("Wrote {path}"));
    if !missing.is_empty() {
        say(&format!("Fill in what is required: {}. Until then, check reports it as missing.", missing.join(", ")));
    }
    Ok(())
}

fn write_translation(
    arguments: &NewArguments, hub: &Hub, tree: &Tree, home: Home, language: LanguageId, title: &str,
) -> Result<(), String> {
    let folder = folder(hub, home);
    let original = original(arguments, hub, tree, folder, title)?;
    let code = hub.languages.code(language);
    let stem = original.strip_suffix(".md").unwrap_or(&original);
    let path = format!("{stem}.{code}.md");
    let root = &arguments.root.root;
    refuse_existing(root, &path)?;
    let name = stem.strip_suffix("/index").unwrap_or(stem).rsplit('/').next().unwrap_or(stem);
    let slug = slugify(title);
    let slug = (slug != name && !slug.is_empty() && !hub.reserves(home, &slug)).then_some(slug);
    create(root, &path, &skeleton::text(&skeleton::translation(hub, home, Some(title), slug.as_deref()), today(hub)?))?;
    say(&format!("Wrote {path}"));
    say(&format!("Translate the words of {original} there; what stays empty is shown in the original's language."));
    Ok(())
}

/// Finds the file that a translation belongs to: by slug, else by the title or the slug made of it.
fn original(arguments: &NewArguments, hub: &Hub, tree: &Tree, folder: &str, title: &str) -> Result<String, String> {
    let wanted = slug(arguments, title)?;
    let prefix = format!("content/{folder}/");
    let originals = || {
        tree.documents.iter().filter_map(|document| {
            let inside = document.path.strip_prefix(&prefix)?.strip_suffix(".md")?;
            let name = inside.strip_suffix("/index").unwrap_or(inside);
            (!name.contains(['.', '/'])).then_some((name, document))
        })
    };
    if let Some((_, document)) = originals().find(|(name, _)| *name == wanted) {
        return Ok(document.path.to_string());
    }
    if arguments.slug.is_none() {
        for (_, document) in originals() {
            let Ok(text) = source::read_text(&document.disk, &document.path) else { continue };
            let parsed = record::parse(hub, &document.path, &text, ParseOptions::default());
            if parsed.record.is_some_and(|record| record.title.as_deref() == Some(title) || record.slug.as_deref() == Some(&wanted)) {
                return Ok(document.path.to_string());
            }
        }
    }
    let names: Vec<&str> = originals().map(|(name, _)| name).collect();
    let message =
        format!("There is no record '{wanted}' in {folder} to translate. Name the original's file with --slug, or write it first.");
    Err(with_help(message, crate::diagnostic::nearest(&wanted, names).map(|near| format!("Did you mean --slug {near}?"))))
}

fn today(hub: &Hub) -> Result<Date, String> {
    Ok(super::day::today(None)?.date(&hub.timezone))
}

fn folder(hub: &Hub, home: Home) -> &str {
    home.map_or("pages", |id| &hub.collection(id).id)
}

fn refuse_existing(root: &Path, path: &str) -> Result<(), String> {
    if root.join(path).symlink_metadata().is_ok() {
        return Err(format!("{path} exists already; it was not touched."));
    }
    Ok(())
}

fn create(root: &Path, path: &str, text: &str) -> Result<(), String> {
    let disk = root.join(path);
    let write = || {
        if let Some(folder) = disk.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::File::create_new(&disk)?.write_all(text.as_bytes())
    };
    write().map_err(|error: std::io::Error| format!("{path} cannot be written: {error}."))
}
