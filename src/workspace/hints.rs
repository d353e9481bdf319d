//! Where paths belong that may have changed.

use super::Workspace;
use crate::hub::TextFile;
use crate::route::Route;
use crate::source;
use std::path::Path;
use std::sync::Arc;

/// Where paths that may have changed belong.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// To known documents.
    pub(super) documents: Vec<Arc<str>>,
    /// To known texts of the schema.
    pub(super) schema: Vec<Arc<str>>,
    /// To the theme.
    pub(super) theme: bool,
    /// To files that are published as they are.
    pub(super) files: Vec<Route>,
    /// It cannot be told without walking the folder.
    pub(super) tree: bool,
}

impl Workspace {
    /// Finds out where a path belongs that may have changed.
    pub(super) fn hint(&self, path: &Path, hints: &mut Hints) {
        let Some(name) = path.strip_prefix(&self.root).ok().and_then(Path::to_str).map(|name| name.replace('\\', "/")) else {
            hints.tree = true;
            return;
        };
        if name.starts_with("themes/") || name == "themes" {
            hints.theme = true;
            return;
        }
        let is_file = path.is_file();
        if is_file && self.documents.get(&name).is_some() {
            hints.documents.push(name.into());
        } else if is_file && self.schema_texts().any(|text| *text.path == *name) && source::read_text(path, &Arc::from("")).is_ok() {
            hints.schema.push(name.into());
        } else if !is_aside(&name) && (path.exists() || self.knows(&name)) {
            hints.tree = true;
            hints.files.extend(self.published(&name));
        }
        // What has come and gone, or lies aside, was never part of the hub.
    }

    /// Tells whether a known file or a folder of known files is not there.
    pub(super) fn is_gone(&self, path: &Path) -> bool {
        let name = path.strip_prefix(&self.root).ok().and_then(Path::to_str).map(|name| name.replace('\\', "/"));
        !path.exists() && name.is_some_and(|name| self.knows(&name))
    }

    /// Tells whether a path is that of a known file or a folder of known files.
    fn knows(&self, name: &str) -> bool {
        let Some(inside) = name.strip_prefix("content/") else {
            let theme = name.strip_prefix("themes/").unwrap_or_default();
            return name == "content" || self.theme_files.files.values().any(|(shown, _)| is_at(shown, &format!("themes/{theme}")));
        };
        let tree = &self.tree;
        self.documents.get(name).is_some()
            || tree.documents.iter().any(|document| is_at(&document.path, name))
            || tree.attached.keys().any(|known| is_at(known, inside))
            || tree.static_files.values().any(|file| is_at(&file.path, name))
            || tree.left_out.iter().any(|left_out| is_at(&left_out.path, name))
            || tree.diagnostics.iter().any(|diagnostic| is_at(&diagnostic.place.file, name))
            || self.schema_texts().any(|text| is_at(&text.path, name))
    }

    /// Returns what a file is that is published as it is.
    fn published(&self, name: &str) -> Option<Route> {
        let inside = name.strip_prefix("content/")?;
        if self.tree.attached.contains_key(inside) {
            return Some(Route::Attached(inside.into()));
        }
        inside.strip_prefix("_static/").filter(|path| self.tree.static_files.contains_key(*path)).map(|path| Route::Static(path.into()))
    }

    fn schema_texts(&self) -> impl Iterator<Item = &TextFile> {
        let schema = &self.tree.hub;
        schema.settings.iter().chain(&schema.synonyms).chain(&schema.vocabularies).chain(schema.collections.iter().map(|(_, text)| text))
    }
}

/// Tells whether a path is another, or lies in it.
fn is_at(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Tells whether a path can hold nothing that is published: it is hidden, or an editor's backup.
fn is_aside(name: &str) -> bool {
    let hidden = || name.split('/').any(|part| part.starts_with('.'));
    !name.starts_with("content/_static/") && (name.ends_with('~') || hidden())
}
