//! Raw HTML, which is refused unless the hub sanitizes it.

use super::Writer;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::RawHtml;
use crate::record::markdown::body::{Image, Insert, Insertion, Link};
use crate::record::markdown::sanitize::{self, RawAddress};
use std::ops::Range;
use std::sync::Arc;

/// Where raw HTML stands in the text, and which addresses in it were found there.
#[derive(Default)]
pub(super) struct RawSpans {
    spans: Vec<Range<usize>>,
    found: Vec<usize>,
}

impl RawSpans {
    /// Returns where an address stands. A sanitizer does not say; the first one of these letters that was not asked for yet will do.
    fn offset(&mut self, text: &str, address: &str) -> usize {
        let written = [address.to_owned(), address.replace('&', "&amp;")];
        let inside = |span: &Range<usize>| {
            let part = text.get(span.start..span.end.min(text.len())).unwrap_or_default();
            let found = written.iter().flat_map(move |address| part.match_indices(&**address));
            found.map(|(at, _)| span.start + at).collect::<Vec<_>>()
        };
        let offsets: Vec<usize> = self.spans.iter().flat_map(inside).collect();
        let offset = offsets.iter().find(|offset| !self.found.contains(offset)).or(offsets.first()).copied();
        self.found.extend(offset);
        offset.or(self.spans.first().map(|span| span.start)).unwrap_or_default()
    }
}

impl Writer<'_, '_> {
    pub(super) fn raw(&mut self, html: &str, offset: usize) {
        if self.source.hub.raw_html == RawHtml::Sanitize {
            self.raw_spans.spans.push(offset..offset + html.len());
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

impl Writer<'_, '_> {
    /// Sanitizes what was written. Links and images in raw HTML are resolved like those of Markdown.
    pub(super) fn sanitized(&mut self, html: &str) -> (String, Vec<Insert>) {
        let (html, addresses) = sanitize::scrub(html, self.holes.len(), self.folder);
        for address in addresses {
            self.raw_address(address);
        }
        sanitize::restore(&html, &self.holes)
    }

    fn raw_address(&mut self, raw: RawAddress) {
        let (RawAddress::Link(address, _)
        | RawAddress::Image(address, _)
        | RawAddress::External(address)
        | RawAddress::Outside(address)
        | RawAddress::ForeignImage(address)) = &raw;
        if matches!(raw, RawAddress::External(_)) && self.body.external.iter().any(|(known, _)| **known == **address) {
            // Links of Markdown are told apart no more here, and were noted when they were written.
            return;
        }
        let offset = self.raw_spans.offset(self.lines.text(), address);
        let (line, column) = self.lines.at(offset);
        match raw {
            RawAddress::Link(_, target) => {
                self.holes.push(Insertion::Link(self.body.links.len() as u32));
                self.body.links.push(Link { target, line, column });
            }
            RawAddress::Image(_, path) => {
                self.holes.push(Insertion::Image(self.body.images.len() as u32));
                self.body.images.push(Image { path, line, column });
            }
            RawAddress::External(address) => {
                if address.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")) {
                    self.body.external.push((address.into(), line));
                }
            }
            RawAddress::Outside(address) => self.leads_outside(&address, offset),
            RawAddress::ForeignImage(address) => self.is_foreign(&address, offset),
        }
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
