//! Finding the place of something in front matter after the fact.
//!
//! The catalogue finds mistakes long after a file was parsed, and keeps no positions, since good files never need them.

use super::front_matter;
use crate::diagnostic::{Diagnostic, Place};
use crate::yaml::{self, At, Checker, Key, Node, Target};
use std::sync::Arc;

/// A diagnostic about a key of a file's front matter whose line is not known yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// The diagnostic; its place names the file alone.
    pub diagnostic: Diagnostic,
    /// The key.
    pub key: Box<str>,
    /// Which item of the key's list, as it is written there: what is wrong in the list was left out of the record, so that numbers differ.
    pub item: Option<Box<str>>,
}

impl Pending {
    /// Makes a diagnostic about a key.
    pub fn new(diagnostic: Diagnostic, key: &str, item: Option<&str>) -> Self {
        Self { diagnostic, key: key.into(), item: item.map(Into::into) }
    }
}

/// Locates a diagnostic in its file's text. A key that is not there leaves it at the file's beginning.
pub fn locate(pending: Pending, text: &str) -> Diagnostic {
    let mut diagnostic = pending.diagnostic;
    let file: Arc<str> = Arc::clone(&diagnostic.place.file);
    let mut ignored = Vec::new();
    let parts = front_matter::split(&file, text, &mut ignored);
    let mut checker = Checker::new(parts.yaml);
    let root = At::ROOT;
    let key = root.key(&pending.key);
    let index = pending.item.and_then(|item| index_of(&item, parts.yaml, &pending.key, &mut checker, &key));
    let listed = index.map(|index| key.index(index));
    checker.error(listed.as_ref().unwrap_or(&key), Target::Value, diagnostic.id, "", None);
    let place = checker.finish(&file, parts.yaml_line).pop().map(|located| located.place);
    diagnostic.place = place.unwrap_or_else(|| Place::file(file));
    diagnostic
}

/// Returns which item of a key's list is written so; nothing where the key has no list.
fn index_of(item: &str, yaml: &str, key: &str, checker: &mut Checker, at: &At) -> Option<usize> {
    let Node::Map(entries) = yaml::parse(yaml).ok()? else { return None };
    let (_, value) = entries.into_iter().find(|(name, _)| matches!(name, Key::Text(name) if name == key))?;
    let Node::List(items) = value else { return None };
    items.iter().enumerate().position(|(index, node)| match node {
        Node::String(text) => text == item,
        Node::Integer(_) | Node::Float(_) | Node::Boolean(_) => checker.written(&at.index(index)) == item,
        _ => false,
    })
}
