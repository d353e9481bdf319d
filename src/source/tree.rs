//! Walking a hub's folder.

use super::{Stamp, read_text};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::{HubSources, TextFile};
use crate::image::{BYTE_LIMIT, ImageError, ImageFile, probe};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// A Markdown file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// Its path relative to the hub's root.
    pub path: Arc<str>,
    /// Where it lies.
    pub disk: PathBuf,
}

/// Any other file that may be published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its path relative to the hub's root.
    pub path: Arc<str>,
    /// Where it lies.
    pub disk: PathBuf,
    /// What it is, if it is an image.
    pub image: Option<ImageFile>,
    /// Its state when the folder was walked.
    pub stamp: Option<Stamp>,
}

/// Something that is not published, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Its path relative to the hub's root.
    pub path: String,
    /// Why, as a short phrase.
    pub reason: &'static str,
}

/// A hub's folder.
#[derive(Debug, Default)]
pub struct Tree {
    /// The schema's texts.
    pub hub: HubSources,
    /// The Markdown files, sorted by path.
    pub documents: Vec<Document>,
    /// Files beside records, by their path relative to `content/`.
    pub attached: BTreeMap<String, AttachedFile>,
    /// The files of `_static/`, by their path on the site without leading `/`.
    pub static_files: BTreeMap<String, AttachedFile>,
    /// What is not published.
    pub left_out: Vec<LeftOut>,
    /// Files that a theme in `themes/` may have; not read here.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks `root/content`. The lists are sorted; what cannot be read is a diagnostic.
pub fn read_tree(root: &Path) -> Tree {
    read_tree_again(root, &Tree::default())
}

/// Walks `root/content` like [`read_tree`]; images that `known` has in the same state are not read again.
pub fn read_tree_again(root: &Path, known: &Tree) -> Tree {
    let content = root.join("content");
    let boundary = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut top: Vec<PathBuf> = match std::fs::read_dir(&content) {
        Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
        Err(error) => {
            let message = format!("The folder content/ cannot be read: {error}.");
            let diagnostic = Diagnostic::error(DiagnosticId::UnreadableFile, Place::file("content"), message);
            return Tree { diagnostics: vec![diagnostic], ..Tree::default() };
        }
    };
    top.sort();
    let mut found: Vec<Found> = top.into_par_iter().flat_map_iter(|path| walk(&content, &path, &boundary)).collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    let mut tree = Tree::default();
    let texts: Vec<(String, Result<TextFile, Diagnostic>)> = found
        .par_iter()
        .filter(|entry| entry.kind == Kind::Schema)
        .map(|entry| {
            let name: Arc<str> = format!("content/{}", entry.path).into();
            let text = read_text(&entry.disk, &name).map(|text| TextFile { path: name, text });
            (entry.path.clone(), text)
        })
        .collect();
    for (path, text) in texts {
        match text {
            Ok(text) => tree.place_schema(&path, text),
            Err(diagnostic) => {
                tree.hub.settings_are_unreadable |= path == "hub.yaml";
                tree.diagnostics.push(diagnostic);
            }
        }
    }
    let stamps: Vec<Option<Stamp>> = found.par_iter().map(stamp).collect();
    let images: Vec<Result<Option<ImageFile>, Diagnostic>> =
        found.par_iter().zip(&stamps).map(|(entry, stamp)| image(entry, *stamp, known)).collect();
    for ((entry, image), stamp) in found.into_iter().zip(images).zip(stamps) {
        let image = image.unwrap_or_else(|diagnostic| {
            tree.diagnostics.push(diagnostic);
            None
        });
        tree.place(entry, image, stamp);
    }
    tree.check_folders();
    tree
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Schema,
    Document,
    Attached,
    Static,
    LeftOut(&'static str),
    Wrong(DiagnosticId, String),
}

/// An entry of the walk; the path is relative to `content/`.
struct Found {
    path: String,
    disk: PathBuf,
    kind: Kind,
}

fn walk(content: &Path, top: &Path, boundary: &Path) -> Vec<Found> {
    let mut found = Vec::new();
    let is_static = top.file_name().is_some_and(|name| name == "_static");
    let mut walker = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walker.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let disk = error.path().unwrap_or(top).to_owned();
                let path = relative(content, &disk).unwrap_or_default();
                let (id, message) = match error.loop_ancestor() {
                    Some(_) => (DiagnosticId::SymlinkOutside, "The symbolic link leads in a circle.".to_owned()),
                    None => {
                        let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                        (DiagnosticId::UnreadableFile, format!("It cannot be read: {reason}."))
                    }
                };
                found.push(Found { path, disk, kind: Kind::Wrong(id, message) });
                continue;
            }
        };
        let disk = entry.path().to_owned();
        let Some(path) = relative(content, &disk) else {
            let path = disk.strip_prefix(content).unwrap_or(&disk).to_string_lossy().into_owned();
            found.push(Found { path, disk, kind: Kind::Wrong(DiagnosticId::InvalidFileName, "The name is not UTF-8.".to_owned()) });
            if entry.file_type().is_dir() {
                walker.skip_current_dir();
            }
            continue;
        };
        if entry.path_is_symlink() && !disk.canonicalize().is_ok_and(|target| target.starts_with(boundary)) {
            let message = "The symbolic link leads out of the hub.".to_owned();
            found.push(Found { path, disk, kind: Kind::Wrong(DiagnosticId::SymlinkOutside, message) });
            if entry.file_type().is_dir() {
                walker.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_dir() {
            let name = entry.file_name().to_string_lossy();
            if !is_static && (name.starts_with('.') || name.starts_with('_')) {
                let reason = if name.starts_with('_') { "its name begins with '_'" } else { "its name begins with '.'" };
                found.push(Found { path, disk, kind: Kind::LeftOut(reason) });
                walker.skip_current_dir();
            }
            continue;
        }
        if !entry.file_type().is_file() {
            // Reading a pipe or a device could wait for ever.
            let message = "It is neither a file nor a folder.".to_owned();
            found.push(Found { path, disk, kind: Kind::Wrong(DiagnosticId::UnreadableFile, message) });
            continue;
        }
        let kind = if is_static { Kind::Static } else { classify(&path) };
        found.push(Found { path, disk, kind });
    }
    found
}

fn relative(content: &Path, disk: &Path) -> Option<String> {
    let path = disk.strip_prefix(content).ok()?.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { path.to_owned() } else { path.replace(std::path::MAIN_SEPARATOR, "/") })
}

fn classify(path: &str) -> Kind {
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    match parts.as_slice() {
        ["hub.yaml"] | ["search", "synonyms.yaml"] => return Kind::Schema,
        ["vocabularies", name] if name.ends_with(".yaml") && !name.starts_with(['_', '.']) => return Kind::Schema,
        [collection, "_collection.yaml"] if !matches!(*collection, "vocabularies" | "pages") => return Kind::Schema,
        _ => {}
    }
    if name.starts_with('_') {
        return Kind::LeftOut("its name begins with '_'");
    }
    if name.starts_with('.') {
        return Kind::LeftOut("its name begins with '.'");
    }
    if name.ends_with('~') || (name.starts_with('#') && name.ends_with('#')) {
        return Kind::LeftOut("it is an editor's backup");
    }
    match parts.as_slice() {
        [_] => Kind::Wrong(DiagnosticId::MisplacedFile, "Only hub.yaml and folders lie directly in content/.".to_owned()),
        ["vocabularies", ..] => Kind::Wrong(DiagnosticId::MisplacedFile, "vocabularies/ holds only files that end in .yaml.".to_owned()),
        _ if name.ends_with(".md") => Kind::Document,
        _ => Kind::Attached,
    }
}

/// Says what an image is. One that is still as it was when it was read before is not read again.
fn image(entry: &Found, stamp: Option<Stamp>, known: &Tree) -> Result<Option<ImageFile>, Diagnostic> {
    let is_image = matches!(entry.kind, Kind::Attached)
        && [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"].iter().any(|ending| entry.path.to_ascii_lowercase().ends_with(ending));
    if !is_image {
        return Ok(None);
    }
    if let Some(before) =
        known.attached.get(&entry.path).filter(|before| stamp.is_some() && before.stamp == stamp && before.image.is_some())
    {
        return Ok(before.image);
    }
    let file = if stamp.is_some_and(|stamp| stamp.length > BYTE_LIMIT) {
        Err(ImageError::TooLong)
    } else {
        std::fs::read(&entry.disk).map_err(|error| ImageError::Unreadable(error.to_string())).and_then(|bytes| probe(&bytes))
    };
    file.map(Some).map_err(|error| error.diagnostic(&entry.path))
}

/// Documents are stamped when they are read.
fn stamp(entry: &Found) -> Option<Stamp> {
    matches!(entry.kind, Kind::Attached | Kind::Static).then(|| Stamp::at(&entry.disk)).flatten()
}

impl Tree {
    fn place_schema(&mut self, path: &str, text: TextFile) {
        match path.split_once('/') {
            None => self.hub.settings = Some(text),
            Some(("search", "synonyms.yaml")) => self.hub.synonyms = Some(text),
            Some(("vocabularies", _)) => self.hub.vocabularies.push(text),
            Some((collection, _)) => self.hub.collections.push((collection.to_owned(), text)),
        }
    }

    fn place(&mut self, entry: Found, image: Option<ImageFile>, stamp: Option<Stamp>) {
        let name = || Arc::<str>::from(format!("content/{}", entry.path));
        match entry.kind {
            Kind::Schema => {}
            Kind::Document => self.documents.push(Document { path: name(), disk: entry.disk }),
            Kind::Attached => {
                let file = AttachedFile { path: name(), disk: entry.disk, image, stamp };
                self.attached.insert(entry.path, file);
            }
            Kind::Static => {
                let site_path = entry.path.strip_prefix("_static/").unwrap_or(&entry.path).to_owned();
                self.static_files.insert(site_path, AttachedFile { path: name(), disk: entry.disk, image, stamp });
            }
            Kind::LeftOut(reason) => {
                if entry.path != "_static" {
                    self.left_out.push(LeftOut { path: name().to_string(), reason });
                }
            }
            Kind::Wrong(id, message) => self.diagnostics.push(Diagnostic::error(id, Place::file(name()), message)),
        }
    }

    /// A folder of documents without `_collection.yaml` is reported once, not once a file.
    fn check_folders(&mut self) {
        let is_known = |folder: &str| folder == "pages" || self.hub.collections.iter().any(|(name, _)| name == folder);
        let mut unknown: Vec<String> = Vec::new();
        for document in &self.documents {
            let folder = document.path.split('/').nth(1).unwrap_or_default();
            if !is_known(folder) && unknown.last().is_none_or(|last| last != folder) {
                unknown.push(folder.to_owned());
            }
        }
        unknown.dedup();
        for folder in unknown {
            let help = "Add a _collection.yaml with its label and fields; free pages belong in pages/.";
            let message = format!("The folder '{folder}' has no _collection.yaml, so its records belong nowhere.");
            let place = Place::file(format!("content/{folder}/_collection.yaml"));
            self.diagnostics.push(Diagnostic::error(DiagnosticId::MissingCollectionFile, place, message).help(help));
        }
    }
}
