//! What begins and ends: blocks, lists, tables, inline marks.

use super::Writer;
use crate::record::markdown::body::{Alert, Insertion, TableName};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Tag, TagEnd};
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.newline();
                self.put("<p>");
            }
            Tag::Heading { .. } => {
                self.heading_text = Some(String::new());
                self.push_frame();
            }
            Tag::BlockQuote(kind) => {
                self.depth += 1;
                self.newline();
                match kind.map(alert) {
                    Some(alert) => {
                        let name = alert.as_str();
                        self.put(&format!("<aside class=\"alert alert--{name}\" role=\"note\">\n<p class=\"alert__title\">"));
                        self.hole(Insertion::AlertTitle(alert));
                        self.put("</p>\n");
                    }
                    None => self.put("<blockquote>\n"),
                }
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code_block = Some((info, String::new(), range.start));
            }
            Tag::HtmlBlock => self.html_block = Some((String::new(), range.start)),
            Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {}
            Tag::List(start) => {
                self.depth += 1;
                self.newline();
                match start {
                    None => self.put("<ul>\n"),
                    Some(1) => self.put("<ol>\n"),
                    Some(start) => self.put(&format!("<ol start=\"{start}\">\n")),
                }
            }
            Tag::Item => {
                self.newline();
                self.put("<li>");
            }
            Tag::FootnoteDefinition(label) => {
                self.footnotes.current = Some((label.into_string(), range.start));
                self.push_frame();
            }
            Tag::DefinitionList => {
                self.newline();
                self.put("<dl>\n");
            }
            Tag::DefinitionListTitle => {
                self.newline();
                self.put("<dt>");
            }
            Tag::DefinitionListDefinition => {
                self.newline();
                self.put("<dd>");
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.newline();
                self.put("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
                let name = self.table_name();
                self.hole(Insertion::TableLabel(name));
                self.put("\"><table>");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.put("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.put("<tr>");
            }
            Tag::TableCell => {
                let alignment = match self.alignments.get(self.column) {
                    Some(Alignment::Left) => " class=\"align-start\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-end\"",
                    _ => "",
                };
                self.put(if self.in_head { "<th scope=\"col\"" } else { "<td" });
                self.put(alignment);
                self.put(">");
            }
            Tag::Emphasis => self.inline("<em>"),
            Tag::Strong => self.inline("<strong>"),
            Tag::Strikethrough => self.inline("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => {
                self.image_depth += 1;
                if self.image_depth == 1 {
                    self.image(&dest_url, &title, range);
                }
            }
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.put("</p>\n"),
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::BlockQuote(kind) => {
                self.depth = self.depth.saturating_sub(1);
                self.newline();
                self.put(if kind.is_some() { "</aside>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.code(),
            TagEnd::List(ordered) => {
                self.depth = self.depth.saturating_sub(1);
                self.newline();
                self.put(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.put("</li>\n"),
            TagEnd::FootnoteDefinition => self.footnote_definition(),
            TagEnd::DefinitionList => self.put("</dl>\n"),
            TagEnd::DefinitionListTitle => self.put("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.put("</dd>\n"),
            TagEnd::Table => self.put("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.put("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.put("</tr>\n"),
            TagEnd::TableCell => {
                self.column += 1;
                self.put(if self.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.inline("</em>"),
            TagEnd::Strong => self.inline("</strong>"),
            TagEnd::Strikethrough => self.inline("</del>"),
            TagEnd::Link if self.image_depth == 0 => {
                if std::mem::take(&mut self.link_is_external) {
                    self.hole(Insertion::ExternalNote);
                }
                self.put("</a>");
            }
            TagEnd::Image => {
                self.image_depth = self.image_depth.saturating_sub(1);
                if self.image_depth == 0 {
                    self.put("\">");
                }
            }
            TagEnd::HtmlBlock => {
                if let Some((block, offset)) = self.html_block.take() {
                    self.raw(&block, offset);
                }
            }
            _ => {}
        }
    }
}

impl Writer<'_, '_> {
    fn table_name(&mut self) -> TableName {
        let headings = &self.body.headings;
        let words = headings.last().map_or("", |heading| &heading.text);
        let number = self.tables.entry(words.into()).or_insert(0);
        *number += 1;
        TableName { heading: headings.len().checked_sub(1).map(|index| index as u32), number: *number }
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
