//! Finding the place of something in front matter after the fact.
//!
//! The catalogue finds mistakes long after a file was parsed, and keeps no positions, since good files never need them.

use super::front_matter;
use crate::diagnostic::{Diagnostic, Place};
use crate::yaml::{At, Checker, Target};
use std::sync::Arc;

/// A diagnostic about a key of a file's front matter whose line is not known yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// The diagnostic; its place names the file alone.
    pub diagnostic: Diagnostic,
    /// The key.
    pub key: Box<str>,
    /// Which item of the key's list, from 0.
    pub item: Option<usize>,
}

impl Pending {
    /// Makes a diagnostic about a key.
    pub fn new(diagnostic: Diagnostic, key: &str, item: Option<usize>) -> Self {
        Self { diagnostic, key: key.into(), item }
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
    let listed = pending.item.map(|index| key.index(index));
    checker.error(listed.as_ref().unwrap_or(&key), Target::Value, diagnostic.id, "", None);
    let place = checker.finish(&file, parts.yaml_line).pop().map(|located| located.place);
    diagnostic.place = place.unwrap_or_else(|| Place::file(file));
    diagnostic
}
