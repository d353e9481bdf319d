//! Footnotes: numbered in the order of their first mention, gathered at the end.

use super::{Frame, Writer};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::record::markdown::body::Insertion;
use foldhash::HashMap;
use std::ops::Range;
use std::sync::Arc;

#[derive(Default)]
pub(super) struct Footnotes {
    /// The labels in the order of the first reference.
    pub(super) order: Vec<String>,
    /// How often each was referred to, and the line of the first time.
    pub(super) references: HashMap<String, (usize, u32, u32)>,
    pub(super) defined: Vec<Definition>,
    /// The label of the definition that is being read, and where it starts.
    pub(super) current: Option<(String, usize)>,
}

/// What a footnote says. Labels are told apart as Markdown tells them apart, whatever the case.
pub(super) struct Definition {
    label: String,
    frame: Frame,
    line: u32,
    column: u32,
}

impl Writer<'_, '_> {
    /// A reference without a definition is no reference for the parser, and would stand in the text as it is written.
    pub(super) fn undefined_footnotes(&mut self, text: &str, range: &Range<usize>) {
        if self.code_block.is_some() || memchr::memchr(b'^', text.as_bytes()).is_none() {
            return;
        }
        let source = self.source.text;
        // The parser may cut the text after the bracket.
        let start = range.start.saturating_sub(1);
        let Some(part) = source.get(start..range.end) else { return };
        for (index, _) in part.match_indices("[^") {
            let at = start + index;
            let label = source[at + 2..].split_once(']').map_or("", |(label, _)| label);
            let is_label = !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || matches!(c, '[' | '^'));
            if is_label && !source[..at].ends_with('\\') {
                let help = format!("Add a line that begins with '[^{label}]: '.");
                self.error(at, DiagnosticId::UnknownFootnote, format!("The footnote '{label}' is not defined."), &help);
            }
        }
    }

    pub(super) fn footnote_definition(&mut self) {
        let frame = self.pop_frame();
        let Some((label, offset)) = self.footnotes.current.take() else { return };
        let (line, column) = self.lines.at(offset);
        let definition = Definition { label: label.to_lowercase(), frame, line, column };
        if self.footnotes.defined.iter().any(|known| known.label == definition.label) {
            self.unused_footnote(&definition, "is defined twice, and readers see what stands first", "Give it another label.");
        } else {
            self.footnotes.defined.push(definition);
        }
    }

    fn unused_footnote(&mut self, definition: &Definition, problem: &str, help: &str) {
        let place = Place::at(Arc::clone(self.source.path), definition.line, definition.column);
        let message = format!("The footnote '{}' {problem}.", definition.label);
        self.diagnostics.push(Diagnostic::warning(DiagnosticId::UnusedFootnote, place, message).help(help));
    }

    pub(super) fn footnote_reference(&mut self, label: &str, range: &Range<usize>) {
        let label = &*label.to_lowercase();
        let (line, column) = self.lines.at(range.start);
        let entry = self.footnotes.references.entry(label.to_owned()).or_insert((0, line, column));
        entry.0 += 1;
        let count = entry.0;
        let number = match self.footnotes.order.iter().position(|known| known == label) {
            Some(index) => index + 1,
            None => {
                self.footnotes.order.push(label.to_owned());
                self.footnotes.order.len()
            }
        };
        let id = reference_id(number, count);
        self.put(&format!("<sup class=\"footnote\"><a href=\"#fn-{number}\" id=\"{id}\">{number}</a></sup>"));
    }

    pub(super) fn write_footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        for definition in footnotes.defined.iter().filter(|definition| !footnotes.references.contains_key(&definition.label)) {
            let help = format!("Write '[^{}]' where it belongs, or take it out.", definition.label);
            self.unused_footnote(definition, "is never referred to, so that nobody reads it", &help);
        }
        if footnotes.order.is_empty() {
            return;
        }
        let mut defined: HashMap<String, Frame> =
            footnotes.defined.into_iter().map(|definition| (definition.label, definition.frame)).collect();
        self.newline();
        self.put("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.hole(Insertion::FootnotesLabel);
        self.put("\">\n<ol>\n");
        for (index, label) in footnotes.order.iter().enumerate() {
            let number = index + 1;
            let (count, line, column) = footnotes.references.get(label).copied().unwrap_or((1, 0, 0));
            let Some(mut frame) = defined.remove(label) else {
                let place = Place::at(Arc::clone(self.source.path), line, column);
                let help = format!("Add a line that begins with '[^{label}]: '.");
                let message = format!("The footnote '{label}' is not defined.");
                self.diagnostics.push(Diagnostic::error(DiagnosticId::UnknownFootnote, place, message).help(help));
                continue;
            };
            self.put(&format!("<li id=\"fn-{number}\">"));
            let in_paragraph = frame.out.ends_with("</p>\n");
            if in_paragraph {
                frame.out.truncate(frame.out.len() - "</p>\n".len());
            }
            self.append(frame);
            for repetition in 1..=count {
                self.put(&format!(" <a class=\"footnote__back\" href=\"#{}\" aria-label=\"", reference_id(number, repetition)));
                self.hole(Insertion::FootnoteBack(number as u32));
                self.put("\">↩</a>");
                self.body.anchors.push(reference_id(number, repetition).into());
            }
            self.put(if in_paragraph { "</p></li>\n" } else { "</li>\n" });
            self.body.anchors.push(format!("fn-{number}").into());
        }
        self.put("</ol>\n</section>\n");
    }
}

fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}
