//! Edits of a hub's folder.

use super::Way;
use super::texts::{DOCUMENTS, FILES, FOLDERS};
use crate::support::{copy, write};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// One edit. Files, texts and folders are numbers into the lists of [`super::texts`].
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    /// A document gets another text.
    Document(usize, usize),
    /// A document goes.
    Delete(usize),
    /// A document takes the place of another.
    Rename(usize, usize),
    /// A file that is no document gets another text, or goes where that is none.
    File(usize, usize),
    /// A folder moves to where there is none.
    Move(usize, usize),
    /// A folder goes.
    Remove(usize),
    /// A file is written again as it is.
    Touch(usize),
}

impl Edit {
    /// The paths that are touched, relative to the hub's folder.
    pub fn paths(self) -> Vec<&'static str> {
        match self {
            Self::Document(document, _) | Self::Delete(document) | Self::Touch(document) => vec![DOCUMENTS[document].0],
            Self::Rename(from, to) => vec![DOCUMENTS[from].0, DOCUMENTS[to].0],
            Self::File(file, _) => vec![FILES[file].0],
            Self::Move(from, to) => vec![FOLDERS[from], FOLDERS[to]],
            Self::Remove(folder) => vec![FOLDERS[folder]],
        }
    }

    /// Makes the edit, where it is possible, and returns what was touched.
    pub fn make(self, root: &Path) -> Vec<PathBuf> {
        let paths: Vec<PathBuf> = self.paths().into_iter().map(|path| root.join(path)).collect();
        match self {
            Self::Document(document, text) => {
                let (path, texts) = DOCUMENTS[document];
                write(root, path, texts[text % texts.len()]);
            }
            Self::Delete(_) => {
                let _ = fs::remove_file(&paths[0]);
            }
            Self::Rename(..) => {
                if let Some(folder) = paths[1].parent() {
                    fs::create_dir_all(folder).expect("the folder is made");
                }
                let _ = fs::rename(&paths[0], &paths[1]);
            }
            Self::File(file, text) => {
                let (path, texts) = FILES[file];
                match texts[text % texts.len()] {
                    Some(text) => write(root, path, text),
                    None => {
                        let _ = fs::remove_file(&paths[0]);
                    }
                }
            }
            Self::Move(..) => {
                if !paths[1].exists() {
                    let _ = fs::rename(&paths[0], &paths[1]);
                }
            }
            Self::Remove(_) => {
                let _ = fs::remove_dir_all(&paths[0]);
            }
            Self::Touch(_) => {
                if let Ok(bytes) = fs::read(&paths[0]) {
                    fs::write(&paths[0], bytes).expect("the file is written");
                }
            }
        }
        paths
    }
}

/// Puts a file or folder back as it is in another hub, or takes it away where it is not there.
pub fn restore(good: &Path, root: &Path, path: &str) {
    let (from, to) = (good.join(path), root.join(path));
    let _ = fs::remove_dir_all(&to);
    let _ = fs::remove_file(&to);
    if from.is_dir() {
        copy(&from, &to);
    } else if from.is_file() {
        write(root, path, fs::read(from).expect("the file is read"));
    }
}

/// Every edit by itself.
pub fn each() -> Vec<Edit> {
    let mut all = Vec::new();
    for (document, (_, texts)) in DOCUMENTS.iter().enumerate() {
        all.extend((0..texts.len()).map(|text| Edit::Document(document, text)));
        all.extend([Edit::Delete(document), Edit::Touch(document), Edit::Rename(document, (document + 1) % DOCUMENTS.len())]);
    }
    for (file, (_, texts)) in FILES.iter().enumerate() {
        all.extend((0..texts.len()).map(|text| Edit::File(file, text)));
    }
    for folder in 0..FOLDERS.len() {
        all.extend([Edit::Remove(folder), Edit::Move(folder, (folder + 1) % FOLDERS.len())]);
    }
    all
}

fn edit() -> impl Strategy<Value = Edit> {
    let document = || 0..DOCUMENTS.len();
    prop_oneof![
        8 => (document(), 0..8_usize).prop_map(|(document, text)| Edit::Document(document, text)),
        2 => document().prop_map(Edit::Delete),
        2 => (document(), document()).prop_map(|(from, to)| Edit::Rename(from, to)),
        5 => (0..FILES.len(), 0..8_usize).prop_map(|(file, text)| Edit::File(file, text)),
        1 => (0..FOLDERS.len(), 0..FOLDERS.len()).prop_map(|(from, to)| Edit::Move(from, to)),
        1 => (0..FOLDERS.len()).prop_map(Edit::Remove),
        1 => document().prop_map(Edit::Touch),
    ]
}

/// Sequences of edits, some of them made at once, and how the hub is told of each.
pub fn batches() -> impl Strategy<Value = Vec<(Vec<Edit>, Way)>> {
    let way = prop_oneof![6 => Just(Way::Paths), 2 => Just(Way::Patiently), 1 => Just(Way::Folders), 1 => Just(Way::Everywhere)];
    proptest::collection::vec((proptest::collection::vec(edit(), 1..4), way), 1..7)
}
