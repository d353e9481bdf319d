//! Looking again at what may have changed.

use super::documents::Reread;
use super::hints::Hints;
use super::reach::Before;
use super::{Content, Workspace};
use crate::hub::SchemaChange;
use crate::load::Day;
use crate::route::Route;
use crate::source::{self, AttachedFile, Document, Stir, Tree};
use std::path::PathBuf;
use std::sync::Arc;

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// At the whole hub.
    Everywhere,
    /// At files or folders, given as they lie on disk.
    At(Vec<PathBuf>),
}

impl From<Stir> for Look {
    fn from(stir: Stir) -> Self {
        match stir {
            Stir::Paths(paths) => Self::At(paths),
            Stir::Anything => Self::Everywhere,
        }
    }
}

impl Look {
    /// Joins hints into one.
    pub fn all(looks: impl IntoIterator<Item = Look>) -> Self {
        let mut paths = Vec::new();
        for look in looks {
            match look {
                Self::Everywhere => return Self::Everywhere,
                Self::At(more) => paths.extend(more),
            }
        }
        paths.sort();
        paths.dedup();
        Self::At(paths)
    }
}

/// What came of looking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Whether anything is different now.
    pub changed: bool,
    /// Whether the schema or the theme is different, so that every page may be.
    pub everywhere: bool,
    /// Whether files may have other bytes that are published as they are. Pages do not depend on them.
    pub files: bool,
    /// Files that are gone or empty all of a sudden, which some editors make them while they save. They count as before; they are
    /// believed when they are looked at without patience.
    pub doubtful: Vec<PathBuf>,
}

/// How many documents may change at once before the catalogue is made anew instead.
const FEW: usize = 24;

impl Workspace {
    /// Looks at what may have changed. With `patient`, files that are suddenly gone or empty are left for later.
    pub fn look(&mut self, look: &Look, patient: bool) -> Seen {
        let mut seen = Seen::default();
        let mut hints = Hints { tree: self.hub.is_none() || self.parsed_with.is_none(), ..Hints::default() };
        match look {
            Look::Everywhere => (hints.tree, hints.theme) = (true, true),
            Look::At(paths) => paths.iter().for_each(|path| {
                if patient && self.is_gone(path) {
                    seen.doubtful.push(path.clone());
                } else {
                    self.hint(path, &mut hints);
                }
            }),
        }
        hints.documents.sort();
        hints.documents.dedup();
        let (mut refiled, mut reworded) = (false, false);
        if hints.tree {
            let tree = source::read_tree_again(&self.root, &self.tree);
            refiled = !same_files(&self.tree, &tree);
            seen.files = !hints.files.is_empty() || !same_bytes(&self.tree, &tree);
            self.reach_files(&hints.files, &tree);
            reworded = self.tree.hub != tree.hub;
            seen.changed |= self.tree.diagnostics != tree.diagnostics || self.tree.left_out != tree.left_out;
            self.tree = tree;
        } else if !hints.schema.is_empty() {
            reworded = self.reread_schema(&hints.schema, patient, &mut seen);
        }
        if hints.tree || reworded {
            hints.theme |= self.walk(&hints, refiled, reworded, &mut seen);
        } else if !hints.documents.is_empty() {
            self.reread(&hints.documents, patient, &mut seen);
        }
        if hints.theme && self.read_theme(seen.everywhere) {
            seen.changed = true;
            seen.everywhere = true;
        }
        if seen.changed {
            self.checked = None;
        }
        seen
    }

    /// Reads texts of the schema again. Tells whether one of them is different.
    fn reread_schema(&mut self, paths: &[Arc<str>], patient: bool, seen: &mut Seen) -> bool {
        let mut changed = false;
        for path in paths {
            let disk = self.root.join(&**path);
            let schema = &mut self.tree.hub;
            let mut texts = schema
                .settings
                .iter_mut()
                .chain(&mut schema.synonyms)
                .chain(&mut schema.vocabularies)
                .chain(schema.collections.iter_mut().map(|(_, text)| text));
            let Some(file) = texts.find(|text| text.path == *path) else { continue };
            match source::read_text(&disk, path) {
                Ok(text) if patient && text.is_empty() && !file.text.is_empty() => seen.doubtful.push(disk),
                Ok(text) if text == file.text => {}
                Ok(text) => {
                    file.text = text;
                    changed = true;
                }
                // What cannot be read any more is told by walking the folder, without patience.
                Err(_) => seen.doubtful.push(disk),
            }
        }
        changed
    }

    /// Makes it another day. Tells whether anything is different now.
    pub fn set_day(&mut self, day: Day) -> bool {
        self.options.day = day;
        let Some(hub) = &self.hub else { return false };
        let today = day.date(&hub.timezone);
        if self.catalogue().is_none_or(|catalogue| catalogue.today == today) {
            return false;
        }
        self.assemble();
        self.checked = None;
        true
    }

    /// Looks at a few known documents.
    fn reread(&mut self, names: &[Arc<str>], patient: bool, seen: &mut Seen) {
        let Some(hub) = self.hub.clone() else { return };
        let options = self.parse_options();
        let mut changed = Vec::new();
        for name in names {
            let document = Document { path: Arc::clone(name), disk: self.root.join(&**name) };
            match self.documents.look(&hub, &document, options, patient) {
                Reread::Same => {}
                Reread::Changed => changed.push(Arc::clone(name)),
                Reread::Doubtful => seen.doubtful.push(document.disk),
            }
        }
        if !changed.is_empty() {
            seen.changed = true;
            self.take_in(&changed, false);
        }
    }

    /// Brings the catalogue up to date with documents that have changed.
    fn take_in(&mut self, changed: &[Arc<str>], anew: bool) {
        if anew || changed.len() > FEW || !self.replace(changed) {
            self.assemble();
        }
    }

    /// Notes which files may have other bytes than before that are published as they are.
    fn reach_files(&mut self, hinted: &[Route], tree: &Tree) {
        let Some(reach) = &mut self.reach else { return };
        reach.add(hinted.iter().cloned());
        let differs = |old: Option<&AttachedFile>, new: &AttachedFile| old.is_none_or(|old| old.stamp != new.stamp);
        let attached = tree.attached.iter().filter(|(path, file)| differs(self.tree.attached.get(*path), file));
        reach.add(attached.map(|(path, _)| Route::Attached(path.as_str().into())));
        let static_files = tree.static_files.iter().filter(|(path, file)| differs(self.tree.static_files.get(*path), file));
        reach.add(static_files.map(|(path, _)| Route::Static(path.as_str().into())));
    }

    /// Puts changed documents into the catalogue one by one. Where that is not enough, it says so.
    fn replace(&mut self, changed: &[Arc<str>]) -> bool {
        let Some(collators) = self.collators() else { return false };
        let drafts = self.options.drafts;
        let (mut options, mut addresses) = (false, false);
        for name in changed {
            let Some(record) = self.documents.get(name).and_then(|held| held.record.clone()) else { return false };
            let before = self.reach.as_ref().and_then(|_| Before::of(self.catalogue()?, &record));
            let Some(replaced) = self.catalogue_mut().and_then(|catalogue| catalogue.replace(record, drafts, &collators)) else {
                return false;
            };
            if let (Some(reach), Content::Site(site), Some(before)) = (&mut self.reach, &self.content, before) {
                before.reached(site, &replaced, reach);
            }
            options |= replaced.options;
            addresses |= replaced.addresses;
        }
        if options || addresses {
            self.follow_routes(addresses);
        }
        true
    }

    /// Takes in what is different with the folder as a whole. Tells whether the theme has to be read again.
    fn walk(&mut self, hints: &Hints, refiled: bool, reworded: bool, seen: &mut Seen) -> bool {
        let change = if reworded || self.hub.is_none() { self.read_hub() } else { SchemaChange::Nothing };
        seen.changed |= reworded || refiled;
        seen.everywhere |= change > SchemaChange::Nothing;
        let Some(hub) = self.hub.clone() else {
            self.content = Content::Nothing;
            return true;
        };
        let reparse = match &self.parsed_with {
            None => true,
            Some(before) => before.change_to(&hub) == SchemaChange::Records,
        };
        let (mut changed, mut moved) = (Vec::new(), false);
        if hints.tree || reparse {
            (changed, moved) = self.documents.hold(&hub, &self.tree.documents, self.parse_options(), reparse, &hints.documents);
        } else if !hints.documents.is_empty() {
            self.reread(&hints.documents, false, seen);
        }
        self.parsed_with = Some(Arc::clone(&hub));
        seen.changed |= moved || !changed.is_empty();
        let anew = moved || refiled || reparse || change >= SchemaChange::Catalogue || self.catalogue().is_none();
        if !anew && reworded {
            self.reword();
        }
        if anew || !changed.is_empty() {
            self.take_in(&changed, anew);
        }
        change > SchemaChange::Nothing
    }

    /// Puts a schema into the catalogue that differs from the old one in words alone.
    fn reword(&mut self) {
        let (Some(hub), Some(collators)) = (self.hub.clone(), self.collators()) else { return };
        if let Some(catalogue) = self.catalogue_mut() {
            catalogue.relabel(hub, &collators);
        }
    }
}

/// Tells whether two trees have the same files beside documents, as far as pages can tell.
fn same_files(a: &Tree, b: &Tree) -> bool {
    a.attached.len() == b.attached.len()
        && a.static_files.len() == b.static_files.len()
        && a.attached.iter().zip(&b.attached).all(|((a, file), (b, other))| a == b && file.image == other.image)
        && a.static_files.keys().eq(b.static_files.keys())
}

/// Tells whether the files beside documents are the same as far as the file system can tell.
fn same_bytes(a: &Tree, b: &Tree) -> bool {
    let stamps = |tree: &Tree| tree.attached.values().chain(tree.static_files.values()).map(|file| file.stamp).collect::<Vec<_>>();
    stamps(a) == stamps(b)
}
