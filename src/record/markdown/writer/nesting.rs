//! How deep quotes and lists may be nested.

use super::Source;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::lines::lines;
use std::sync::Arc;

/// How deep quotes and lists may be nested.
pub(super) const NESTING_LIMIT: usize = 100;

pub(super) fn nesting_diagnostic(source: &Source, line: u32) -> Diagnostic {
    let message = format!("Quotes and lists are nested deeper than {NESTING_LIMIT} levels.");
    Diagnostic::error(DiagnosticId::NestedTooDeep, Place::at(Arc::clone(source.path), line, 1), message)
}

/// Returns the offset of a line that opens far more quotes or lists than are allowed, before a parser has to follow it.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in lines(text) {
        let markers = line
            .bytes()
            .take_while(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'-' | b'*' | b'+' | b'.' | b')') || byte.is_ascii_digit())
            .fold((0, b' '), |(count, previous), byte| {
                let opens = byte == b'>' || (matches!(previous, b'-' | b'*' | b'+' | b'.' | b')') && matches!(byte, b' ' | b'\t'));
                (count + usize::from(opens), byte)
            })
            .0;
        let rule = line.bytes().all(|byte| matches!(byte, b'-' | b'*' | b' ' | b'\t' | b'\r' | b'\n'));
        if markers > NESTING_LIMIT && (!rule || line.contains('>')) {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}
