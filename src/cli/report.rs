//! Saying things on the terminal.

use crate::diagnostic::{self, Diagnostic};
use crate::source::Excerpts;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Writes a line to standard error. A closed stream is nobody's fault.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Writes data to standard output.
pub(super) fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Tells whether colours are wanted on standard error (no-color.org).
pub(super) fn wants_color() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Writes diagnostics to standard error, each with its line.
pub(super) fn show(root: &Path, diagnostics: &[Diagnostic]) {
    if diagnostics.is_empty() {
        return;
    }
    let excerpts = Excerpts::of(root);
    let text = diagnostic::human(diagnostics, wants_color(), &|file| excerpts.read(file));
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Returns a number and a noun: `1 page`, `2 pages`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
