//! What a file's path says about its record.

use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::{CollectionId, Hub, LanguageId, is_slug};
use std::sync::Arc;

/// Where a record belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Home {
    /// To a collection.
    Collection(CollectionId),
    /// To the free pages.
    Pages,
}

/// A record's place in the hub, read from its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPath {
    /// Where it belongs.
    pub home: Home,
    /// The folders between `pages/` and a free page, such as `guides`; empty otherwise.
    pub folder: Box<str>,
    /// The file's name: the record's slug and stable id. `index` directly in `pages/` is the home page.
    pub name: Box<str>,
    /// The language that the name ends in, else the default.
    pub language: LanguageId,
    /// The folder of the files that the record brings along, relative to `content/`, where it has one.
    pub files: Option<Box<str>>,
}

impl RecordPath {
    /// Tells whether it is the text of the home page.
    pub fn is_home_page(&self) -> bool {
        self.home == Home::Pages && self.folder.is_empty() && &*self.name == "index"
    }
}

/// Reads a path such as `content/funding/kfs.en.md` or `content/funding/kfs/index.md`.
pub(super) fn read(hub: &Hub, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) -> Option<RecordPath> {
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let parts: Vec<&str> = inside.split('/').collect();
    let place = || Place::file(Arc::clone(path));
    let (file, folders) = parts.split_last()?;
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let (stem, code) = match stem.split_once('.') {
        Some((stem, code)) => (stem, Some(code)),
        None => (stem, None),
    };
    let language = match code {
        None => LanguageId::DEFAULT,
        Some(code) => {
            let Some(language) = hub.languages.named(code) else {
                let message = format!("The file's name ends in '.{code}', which is not a language of this hub.");
                let help = format!("The hub's languages are: {}", hub.languages.codes().join(", "));
                diagnostics.push(Diagnostic::error(DiagnosticId::UnknownLanguage, place(), message).help(help));
                return None;
            };
            if language == LanguageId::DEFAULT {
                let message = format!("'{code}' is the default language, whose files carry no language in their name.");
                let help = format!("Call it '{stem}.md'.");
                diagnostics.push(Diagnostic::error(DiagnosticId::UnknownLanguage, place(), message).help(help));
                return None;
            }
            language
        }
    };
    let Some((first, middle)) = folders.split_first() else {
        let message = "A record lies in the folder of its collection, a free page in pages/.";
        diagnostics.push(Diagnostic::error(DiagnosticId::MisplacedFile, place(), message));
        return None;
    };
    let (home, folder, name, files) = if *first == "pages" {
        let (folder, name, files) = match middle.split_last() {
            Some((last, above)) if stem == "index" => (above.join("/"), *last, Some(folders.join("/"))),
            _ => (middle.join("/"), stem, None),
        };
        (Home::Pages, folder, name, files)
    } else {
        let Some(collection) = hub.collection_named(first) else {
            // The folder as a whole is reported where the tree is read.
            return None;
        };
        match middle {
            [] => (Home::Collection(collection), String::new(), stem, None),
            [folder] if stem == "index" => (Home::Collection(collection), String::new(), *folder, Some(folders.join("/"))),
            _ => {
                let message = format!("A record lies directly in '{first}/', or as '{first}/SLUG/index.md' with its files.");
                diagnostics.push(Diagnostic::error(DiagnosticId::MisplacedFile, place(), message));
                return None;
            }
        }
    };
    let wrong = std::iter::once(name).chain(folder.split('/').filter(|part| !part.is_empty())).find(|part| !is_slug(part));
    if let Some(part) = wrong {
        let message = format!("'{part}' cannot be part of an address.");
        let suggestion = super::slugify(part);
        let help = if suggestion.is_empty() {
            "A name holds only the letters a-z, digits and hyphens.".to_owned()
        } else {
            format!("A name holds only the letters a-z, digits and hyphens: call it '{suggestion}'.")
        };
        diagnostics.push(Diagnostic::error(DiagnosticId::InvalidSlug, place(), message).help(help));
        return None;
    }
    Some(RecordPath { home, folder: folder.into(), name: name.into(), language, files: files.map(Into::into) })
}
