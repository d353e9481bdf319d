//! From Markdown events to HTML.

mod code;
mod elements;
mod footnotes;
mod headings;
mod lines;
mod links;
mod nesting;
mod raw_html;

use super::body::{Body, Insert, Insertion};
use super::sanitize;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::escape::{is_plain, push_escaped, push_escaped_content};
use crate::hub::{Hub, LanguageId, RawHtml};
use crate::record::{ParseOptions, non_breaking, push_non_breaking};
use foldhash::{HashMap, HashMapExt};
use footnotes::Footnotes;
use lines::Lines;
use nesting::{NESTING_LIMIT, nesting_diagnostic, too_deep};
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag};
use raw_html::RawSpans;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A Markdown text and where it comes from.
pub(crate) struct Source<'s> {
    pub(crate) hub: &'s Hub,
    pub(crate) path: &'s Arc<str>,
    pub(crate) language: LanguageId,
    pub(crate) text: &'s str,
    /// The line of the file on which the text starts, counted from 1.
    pub(crate) first_line: u32,
    pub(crate) options: ParseOptions,
}

/// Returns what the format has beyond CommonMark.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Renders a text. What is wrong is reported and left out.
pub(crate) fn render(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let text = source.text;
    let unmarked = (source.hub.raw_html == RawHtml::Sanitize).then(|| sanitize::without_marks(text)).flatten();
    let text = unmarked.as_deref().unwrap_or(text);
    // A NUL becomes a replacement character (CommonMark 0.31.2, 2.3).
    let visible = memchr::memchr(0, text.as_bytes()).map(|_| text.replace('\0', "\u{fffd}"));
    let text = visible.as_deref().unwrap_or(text);
    if text.trim().is_empty() {
        return Body::default();
    }
    let mut lines = Lines::new(text, source.first_line);
    if let Some(offset) = too_deep(text) {
        let (line, _) = lines.at(offset);
        diagnostics.push(nesting_diagnostic(source, line));
        return Body::default();
    }
    let folder = source.path.strip_prefix("content/").unwrap_or(source.path);
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut writer = Writer {
        source,
        folder,
        lines,
        diagnostics,
        body: Body::default(),
        frame: Frame { out: String::with_capacity(text.len() + text.len() / 8), inserts: Vec::new() },
        frames: Vec::new(),
        alignments: Vec::new(),
        in_head: false,
        column: 0,
        depth: 0,
        shift: u8::from(headings::has_top(text)),
        heading_text: None,
        slugs: HashMap::new(),
        tables: HashMap::new(),
        image_depth: 0,
        link_is_external: false,
        code_block: None,
        footnotes: Footnotes::default(),
        html_block: None,
        html_line: 0,
        holes: Vec::new(),
        raw_spans: RawSpans::default(),
        language: source.hub.languages.code(source.language),
    };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if !writer.event(event, range) {
            return Body::default();
        }
    }
    writer.finish()
}

/// HTML that is being written, with its holes.
#[derive(Default)]
struct Frame {
    out: String,
    inserts: Vec<Insert>,
}

struct Writer<'w, 's> {
    source: &'w Source<'s>,
    folder: &'w str,
    lines: Lines<'w>,
    diagnostics: &'w mut Vec<Diagnostic>,
    body: Body,
    frame: Frame,
    frames: Vec<Frame>,
    alignments: Vec<Alignment>,
    in_head: bool,
    column: usize,
    depth: usize,
    shift: u8,
    heading_text: Option<String>,
    slugs: HashMap<String, usize>,
    /// How many tables stand under headings of the same words.
    tables: HashMap<Box<str>, u32>,
    image_depth: usize,
    link_is_external: bool,
    code_block: Option<(String, String, usize)>,
    footnotes: Footnotes,
    /// The HTML block that is being read, and where it starts.
    html_block: Option<(String, usize)>,
    /// The line whose raw HTML was reported last, since one report a line is enough.
    html_line: u32,
    holes: Vec<Insertion>,
    raw_spans: RawSpans,
    language: &'w str,
}

impl Writer<'_, '_> {
    fn place(&mut self, offset: usize) -> Place {
        let (line, column) = self.lines.at(offset);
        Place::at(Arc::clone(self.source.path), line, column)
    }

    fn error(&mut self, offset: usize, id: DiagnosticId, message: String, help: &str) {
        let place = self.place(offset);
        self.diagnostics.push(Diagnostic::error(id, place, message).help(help));
    }

    fn put(&mut self, html: &str) {
        self.frame.out.push_str(html);
    }

    fn newline(&mut self) {
        if !self.frame.out.is_empty() && !self.frame.out.ends_with('\n') {
            self.frame.out.push('\n');
        }
    }

    fn hole(&mut self, what: Insertion) {
        if self.source.hub.raw_html == RawHtml::Sanitize {
            let mark = sanitize::mark(self.holes.len(), what);
            self.holes.push(what);
            self.frame.out.push_str(&mark);
        } else {
            self.frame.inserts.push(Insert { at: self.frame.out.len() as u32, what });
        }
    }

    fn push_frame(&mut self) {
        self.frames.push(std::mem::take(&mut self.frame));
    }

    fn pop_frame(&mut self) -> Frame {
        let outer = self.frames.pop().unwrap_or_default();
        std::mem::replace(&mut self.frame, outer)
    }

    fn append(&mut self, inner: Frame) {
        let shift = self.frame.out.len() as u32;
        self.frame.out.push_str(&inner.out);
        self.frame.inserts.extend(inner.inserts.into_iter().map(|insert| Insert { at: insert.at + shift, ..insert }));
    }

    /// Handles one event; false means that the text cannot be rendered at all.
    fn event(&mut self, event: Event, range: Range<usize>) -> bool {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) if self.depth == NESTING_LIMIT => {
                let (line, _) = self.lines.at(range.start);
                self.diagnostics.push(nesting_diagnostic(self.source, line));
                return false;
            }
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.undefined_footnotes(&text, &range);
                self.text(&text);
            }
            Event::Code(text) => {
                if let Some(heading) = &mut self.heading_text {
                    heading.push_str(&text);
                }
                if self.image_depth == 0 {
                    self.put("<code>");
                    self.escaped_body(&text);
                    self.put("</code>");
                } else {
                    self.escaped(&text);
                }
            }
            Event::Html(html) => match &mut self.html_block {
                Some((block, _)) => block.push_str(&html),
                None => self.raw(&html, range.start),
            },
            Event::InlineHtml(html) => self.raw(&html, range.start),
            Event::SoftBreak => {
                if let Some(heading) = &mut self.heading_text {
                    heading.push(' ');
                }
                self.put(if self.image_depth == 0 { "\n" } else { " " });
            }
            Event::HardBreak => self.put(if self.image_depth == 0 { "<br>\n" } else { " " }),
            Event::Rule => {
                self.newline();
                self.put("<hr>\n");
            }
            Event::TaskListMarker(done) => {
                self.put("<input type=\"checkbox\" disabled");
                if done {
                    self.put(" checked");
                }
                self.put(" aria-label=\"");
                self.hole(Insertion::Task(done));
                self.put("\"> ");
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label, &range),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        true
    }

    fn escaped(&mut self, text: &str) {
        push_escaped(&mut self.frame.out, text);
    }

    fn escaped_body(&mut self, text: &str) {
        push_escaped_content(&mut self.frame.out, text);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code, _)) = &mut self.code_block {
            code.push_str(text);
            return;
        }
        if let Some(heading) = &mut self.heading_text {
            heading.push_str(text);
        }
        let (is_content, plain_spaces) = (self.image_depth == 0, self.source.options.plain_spaces);
        // Nearly all texts are such that nothing has to be put together first.
        if is_content && !plain_spaces && is_plain(text) {
            push_non_breaking(&mut self.frame.out, text, self.language);
            return;
        }
        let text = if plain_spaces { Cow::Borrowed(text) } else { non_breaking(text, self.language) };
        if is_content { self.escaped_body(&text) } else { self.escaped(&text) }
    }

    fn inline(&mut self, tag: &str) {
        if self.image_depth == 0 {
            self.put(tag);
        }
    }

    fn finish(mut self) -> Body {
        self.write_footnotes();
        let Frame { out, inserts } = std::mem::take(&mut self.frame);
        let (html, inserts) = if self.source.hub.raw_html == RawHtml::Sanitize { self.sanitized(&out) } else { (out, inserts) };
        self.body.html = Arc::new(html);
        self.body.inserts = inserts;
        self.body
    }
}
