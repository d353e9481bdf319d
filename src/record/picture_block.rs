//! Picture blocks: pictures in a body that stay true.

use crate::diagnostic::{Diagnostic, Severity};
use crate::hub::{Hub, Picture, PictureSchema, syntax_diagnostic};
use crate::yaml::{At, Checker};
use std::sync::Arc;

/// Reads a block's YAML. `line` is the line of its first line of YAML in the file.
pub(super) fn read(hub: &Hub, path: &Arc<str>, text: &str, line: u32, diagnostics: &mut Vec<Diagnostic>) -> Option<Picture> {
    match crate::yaml::parse(text) {
        Ok(node) => {
            let mut checker = Checker::new(text);
            let picture = Picture::read(&node, &At::ROOT, &mut checker, "A picture block", PictureSchema::of(hub));
            let found = checker.finish(path, line);
            let wrong = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
            diagnostics.extend(found);
            picture.filter(|_| !wrong)
        }
        Err(error) => {
            diagnostics.push(syntax_diagnostic(&error, path, line));
            None
        }
    }
}
