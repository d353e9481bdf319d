//! The page that stands in for one that cannot be shown: everything that is wrong, each with the line where it is.

use super::RESERVED;
use crate::diagnostic::{Diagnostic, Place, human_summary};
use crate::escape::escape;
use std::fmt::Write;

/// How many diagnostics are shown; the terminal has all.
const SHOWN: usize = 200;

/// Makes the page. `read` gives the text of a file relative to the hub's root; `last_good` is the address of the page's last good
/// version, if there is one.
pub(super) fn render(path: &str, diagnostics: &[Diagnostic], last_good: Option<&str>, read: &dyn Fn(&str) -> Option<String>) -> Vec<u8> {
    let mut out = String::with_capacity(4096);
    let summary = escape(&human_summary(diagnostics));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{summary}</title>\n<link rel=\"stylesheet\" href=\"{RESERVED}live.css\">\n</head>\n<body class=\"pacthub-error\">\n<main>\n\
         <h1>{summary}</h1>\n<p>The page <code>{}</code> cannot be shown as it should be. It comes back by itself when this is mended.</p>\n",
        escape(path)
    );
    if let Some(address) = last_good {
        let _ = writeln!(out, "<p><a href=\"{}\">The last good version of this page</a> can still be read.</p>", escape(address));
    }
    out.push_str("<ol>\n");
    for diagnostic in diagnostics.iter().take(SHOWN) {
        item(&mut out, diagnostic, read);
    }
    out.push_str("</ol>\n");
    if diagnostics.len() > SHOWN {
        let _ = writeln!(out, "<p>{} more stand in the terminal.</p>", diagnostics.len() - SHOWN);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out.into_bytes()
}

fn item(out: &mut String, diagnostic: &Diagnostic, read: &dyn Fn(&str) -> Option<String>) {
    let severity = diagnostic.severity.as_str();
    let _ = write!(
        out,
        "<li data-severity=\"{severity}\">\n<h2>{}</h2>\n<p>{severity}[{}] <code>{}</code></p>\n",
        escape(&diagnostic.message),
        diagnostic.id.as_str(),
        escape(&shown(&diagnostic.place))
    );
    excerpt(out, &diagnostic.place, read);
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "<p>{}</p>", escape(help));
    }
    for related in &diagnostic.related {
        let _ = writeln!(out, "<p>{} <code>{}</code></p>", escape(&related.message), escape(&shown(&related.place)));
        excerpt(out, &related.place, read);
    }
    out.push_str("</li>\n");
}

/// Writes a place as editors and terminals understand it: `file:line:column`.
pub(super) fn shown(place: &Place) -> String {
    match (place.line, place.column) {
        (0, _) => place.file.to_string(),
        (line, 0) => format!("{}:{line}", place.file),
        (line, column) => format!("{}:{line}:{column}", place.file),
    }
}

/// Writes the line of a place with the offending text marked.
fn excerpt(out: &mut String, place: &Place, read: &dyn Fn(&str) -> Option<String>) {
    let Some(text) = read(&place.file) else { return };
    let Some(line) = (place.line as usize).checked_sub(1).and_then(|index| text.lines().nth(index)) else { return };
    if line.trim().is_empty() {
        return;
    }
    let start = (place.column as usize).saturating_sub(1);
    let length = if place.column == 0 { 0 } else { place.length as usize };
    let before: String = line.chars().take(start).collect();
    let marked: String = line.chars().skip(start).take(length).collect();
    let after: String = line.chars().skip(start + length).collect();
    let _ = write!(out, "<pre>{} {}", place.line, escape(&before));
    if !marked.is_empty() {
        let _ = write!(out, "<mark>{}</mark>", escape(&marked));
    }
    let _ = writeln!(out, "{}</pre>", escape(&after));
}
