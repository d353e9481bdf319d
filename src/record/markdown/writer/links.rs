//! Links and images.

use super::Writer;
use crate::diagnostic::DiagnosticId;
use crate::record::markdown::body::{Image, Insertion, Link};
use crate::record::markdown::link;
use pulldown_cmark::LinkType;
use pulldown_cmark_escape::escape_href;
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
        if self.image_depth > 0 {
            return;
        }
        self.put("<a");
        if kind == LinkType::Email {
            self.put(" href=\"mailto:");
            let _ = escape_href(&mut self.frame.out, address);
            self.put("\"");
        } else {
            match link::read(address, self.folder) {
                link::Address::External => {
                    self.put(" href=\"");
                    let _ = escape_href(&mut self.frame.out, address);
                    self.put("\"");
                    if address.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")) {
                        self.link_is_external = true;
                        self.put(" rel=\"external noopener\"");
                        let (line, _) = self.lines.at(range.start);
                        self.body.external.push((address.into(), line));
                    }
                }
                link::Address::Internal(target) => {
                    let (line, column) = self.lines.at(range.start);
                    let index = self.body.links.len() as u32;
                    self.body.links.push(Link { target, line, column });
                    self.hole(Insertion::Link(index));
                }
                link::Address::Scheme(scheme) => {
                    let message = format!("Links may not use the scheme '{scheme}:'.");
                    self.error(range.start, DiagnosticId::LinkScheme, message, "The schemes are: http, https, mailto, tel");
                }
                link::Address::ProtocolRelative => {
                    let message = format!("The link '{address}' leaves out its scheme.");
                    self.error(range.start, DiagnosticId::LinkScheme, message, "Begin it with https://.");
                }
                link::Address::Outside => self.leads_outside(address, range.start),
            }
        }
        if !title.is_empty() {
            self.put(" title=\"");
            self.escaped(title);
            self.put("\"");
        }
        self.put(">");
    }

    pub(super) fn image(&mut self, address: &str, title: &str, range: &Range<usize>) {
        self.put("<img");
        match link::read(address, self.folder) {
            link::Address::Internal(link::LinkTarget::File { path, .. }) => {
                let (line, column) = self.lines.at(range.start);
                let index = self.body.images.len() as u32;
                self.body.images.push(Image { path, line, column });
                self.hole(Insertion::Image(index));
            }
            _ => self.is_foreign(address, range.start),
        }
        if !title.is_empty() {
            self.put(" title=\"");
            self.escaped(title);
            self.put("\"");
        }
        self.put(" alt=\"");
    }

    pub(super) fn leads_outside(&mut self, address: &str, offset: usize) {
        let message = format!("The link '{address}' leads out of content/.");
        self.error(offset, DiagnosticId::BrokenLink, message, "Link to a file in content/, such as ../funding/kfs.md.");
    }

    pub(super) fn is_foreign(&mut self, address: &str, offset: usize) {
        let message = format!("The image '{address}' is not a file of the hub.");
        let help = "Put the file beside the record (SLUG/index.md) and name it: images from elsewhere would tell third parties who reads the page.";
        self.error(offset, DiagnosticId::MissingImage, message, help);
    }
}
