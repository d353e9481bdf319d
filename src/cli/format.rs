//! `pacthub fmt`: puts front matter in one order and style, and leaves everything else alone.

mod layout;

use super::Outcome;
use super::arguments::FormatArguments;
use super::report::{count, say};
use crate::hub::Hub;
use std::path::Path;

pub(super) fn run(arguments: &FormatArguments) -> Outcome {
    let root = &arguments.root.root;
    let (hub, tree) = match super::hub::read_schema(root) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let mut changed = Vec::new();
    for document in &tree.documents {
        match format(&hub, &document.path, &document.disk, arguments.check) {
            Ok(true) => changed.push(&document.path),
            Ok(false) => {}
            Err(message) => {
                say(&message);
                return Outcome::Unusable;
            }
        }
    }
    for path in &changed {
        say(&format!("{} {path}", if arguments.check { "Would change" } else { "Changed" }));
    }
    say(&format!("{} of {} {}.", changed.len(), count(tree.documents.len(), "file"), if arguments.check { "need fmt" } else { "changed" }));
    if arguments.check && !changed.is_empty() { Outcome::ContentErrors } else { Outcome::Done }
}

/// Tells whether a file's front matter changes, and writes it unless it is only checked.
fn format(hub: &Hub, path: &str, disk: &Path, check: bool) -> Result<bool, String> {
    let failed = |error: std::io::Error| format!("{path} cannot be formatted: {error}.");
    // What is no UTF-8, or larger than pacthub reads, is told by check.
    let Ok(text) = String::from_utf8(std::fs::read(disk).map_err(failed)?) else { return Ok(false) };
    let folder = path.split('/').nth(1).unwrap_or_default();
    let Some(formatted) = formatted(hub, folder, &text).filter(|formatted| *formatted != text) else { return Ok(false) };
    if !check {
        std::fs::write(disk, formatted).map_err(failed)?;
    }
    Ok(true)
}

/// Returns a file of a folder of `content/` with its front matter in order; nothing where it has none, or a value would change.
pub(super) fn formatted(hub: &Hub, folder: &str, text: &str) -> Option<String> {
    let collection = hub.collection_named(folder).map(|id| hub.collection(id));
    let fields: Vec<&str> = collection.iter().flat_map(|collection| &collection.fields).map(|field| field.id.as_str()).collect();
    layout::format(text, &fields)
}
