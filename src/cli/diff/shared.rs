//! The files that many pages share: the schema and the theme.

use crate::hub::Hub;
use crate::source::{self, ThemeFiles};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Returns the files of the schema and the theme that differ, relative to the hub's root, sorted.
pub(super) fn changed(old_root: &Path, old: &Hub, new_root: &Path, new: &Hub) -> Vec<String> {
    let (before, after) = (files(old_root, old), files(new_root, new));
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

fn files(root: &Path, hub: &Hub) -> BTreeMap<String, Vec<u8>> {
    let sources = source::read_tree(root).hub;
    let texts = sources.settings.into_iter().chain(sources.vocabularies).chain(sources.synonyms);
    let texts = texts.chain(sources.collections.into_iter().map(|(_, text)| text));
    let (theme, _): (ThemeFiles, _) = source::read_theme(root, &hub.theme, &hub.theme_place);
    let strings = theme.strings.into_values().flatten().map(|strings| (strings.path.to_string(), strings.text.into_bytes()));
    let theme = theme.files.into_values().map(|(path, bytes)| (path.to_string(), bytes)).chain(strings);
    texts.map(|text| (text.path.to_string(), text.text.into_bytes())).chain(theme).collect()
}
