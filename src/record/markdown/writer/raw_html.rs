//! Raw HTML, which is refused unless the hub sanitizes it.

use super::Writer;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::RawHtml;
use std::sync::Arc;

impl Writer<'_, '_> {
    pub(super) fn raw(&mut self, html: &str, offset: usize) {
        if self.source.hub.raw_html == RawHtml::Sanitize {
            self.put(html);
            return;
        }
        let text = html.trim();
        let (line, column) = self.lines.at(offset);
        if text.is_empty() || is_comment(text) || self.html_line == line {
            return;
        }
        self.html_line = line;
        let shown: String = text.lines().next().unwrap_or("").chars().take(40).collect();
        let help = "Write Markdown instead; a '<' that is meant as such is written '&lt;'. To allow some HTML, hub.yaml may say 'raw_html: sanitize'.";
        let place = Place::at(Arc::clone(self.source.path), line, column);
        self.diagnostics.push(Diagnostic::error(DiagnosticId::RawHtml, place, format!("Raw HTML is not allowed: {shown}")).help(help));
    }
}

/// Tells whether raw HTML is comments and nothing else.
fn is_comment(text: &str) -> bool {
    let mut rest = text;
    while let Some(after) = rest.strip_prefix("<!--") {
        let Some((_, after)) = after.split_once("-->") else { return false };
        rest = after.trim_start();
    }
    rest.is_empty()
}
