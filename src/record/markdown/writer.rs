//! From Markdown events to HTML.

use super::body::{Alert, Body, Heading, Image, Insert, Insertion, Link};
use super::{link, sanitize};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::{Hub, LanguageId, RawHtml};
use crate::record::{non_breaking, records_block, slugify};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How deep quotes and lists may be nested.
const NESTING_LIMIT: usize = 100;

/// A Markdown text and where it comes from.
pub(crate) struct Source<'s> {
    pub(crate) hub: &'s Hub,
    pub(crate) path: &'s Arc<str>,
    pub(crate) language: LanguageId,
    pub(crate) text: &'s str,
    /// The line of the file on which the text starts, counted from 1.
    pub(crate) first_line: u32,
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
        frame: Frame { out: String::with_capacity(text.len() + text.len() / 4), inserts: Vec::new() },
        frames: Vec::new(),
        alignments: Vec::new(),
        in_head: false,
        column: 0,
        depth: 0,
        shift: u8::from(has_top_heading(text)),
        heading_text: None,
        slugs: HashMap::new(),
        image_depth: 0,
        link_is_external: false,
        code_block: None,
        footnotes: Footnotes::default(),
        html_block: None,
        html_line: 0,
        holes: Vec::new(),
        language: source.hub.languages.code(source.language),
    };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if !writer.event(event, range) {
            return Body::default();
        }
    }
    writer.finish()
}

fn nesting_diagnostic(source: &Source, line: u32) -> Diagnostic {
    let message = format!("Quotes and lists are nested deeper than {NESTING_LIMIT} levels.");
    Diagnostic::error(DiagnosticId::NestedTooDeep, Place::at(Arc::clone(source.path), line, 1), message)
}

/// Returns the offset of a line that opens far more quotes or lists than are allowed, before a parser has to follow it.
fn too_deep(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let markers = line
            .bytes()
            .take_while(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'-' | b'*' | b'+' | b'.' | b')') || byte.is_ascii_digit())
            .fold((0, b' '), |(count, previous), byte| {
                let opens = byte == b'>' || (matches!(previous, b'-' | b'*' | b'+' | b'.' | b')') && matches!(byte, b' ' | b'\t'));
                (count + usize::from(opens), byte)
            })
            .0;
        let rule = line.bytes().all(|byte| matches!(byte, b'-' | b'*' | b' ' | b'\t' | b'\r' | b'\n'));
        if markers > NESTING_LIMIT && !(rule && !line.contains('>')) {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}

/// Tells whether a text uses first-level headings, in which case all are shifted below the page's title.
fn has_top_heading(text: &str) -> bool {
    let likely = text.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("# ")
            || line == "#"
            || line.starts_with("#\t")
            || (!line.is_empty() && line.trim_end().bytes().all(|byte| byte == b'='))
    }) || text.contains("> #");
    likely && Parser::new(text).any(|event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
}

/// Turns offsets into lines and columns; cheap as long as they rise.
struct Lines<'t> {
    text: &'t str,
    first_line: u32,
    offset: usize,
    line: u32,
    start: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, first_line: u32) -> Self {
        Self { text, first_line, offset: 0, line: first_line, start: 0 }
    }

    fn at(&mut self, offset: usize) -> (u32, u32) {
        if offset < self.offset {
            (self.offset, self.line, self.start) = (0, self.first_line, 0);
        }
        for (index, byte) in self.text.as_bytes()[self.offset..offset].iter().enumerate() {
            if *byte == b'\n' {
                self.line += 1;
                self.start = self.offset + index + 1;
            }
        }
        self.offset = offset;
        let column = self.text.get(self.start..offset).map_or(1, |before| before.chars().count() + 1);
        (self.line, column as u32)
    }
}

/// HTML that is being written, with its holes.
#[derive(Default)]
struct Frame {
    out: String,
    inserts: Vec<Insert>,
}

#[derive(Default)]
struct Footnotes {
    /// The labels in the order of the first reference.
    order: Vec<String>,
    /// How often each was referred to, and the line of the first time.
    references: HashMap<String, (usize, u32, u32)>,
    defined: Vec<(String, Frame)>,
    current: Option<String>,
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
    image_depth: usize,
    link_is_external: bool,
    code_block: Option<(String, String, usize)>,
    footnotes: Footnotes,
    /// The HTML block that is being read, and where it starts.
    html_block: Option<(String, usize)>,
    /// The line whose raw HTML was reported last, since one report a line is enough.
    html_line: u32,
    holes: Vec<Insertion>,
    language: &'w str,
}

impl Writer<'_, '_> {
    fn place(&mut self, offset: usize) -> Place {
        let (line, column) = self.lines.at(offset);
        Place::at(Arc::clone(self.source.path), line, column)
    }

    fn error(&mut self, range: &Range<usize>, id: DiagnosticId, message: String, help: &str) {
        let place = self.place(range.start);
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
        // Writing to a string cannot fail.
        let _ = escape_html(&mut self.frame.out, text);
    }

    fn escaped_body(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.frame.out, text);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code, _)) = &mut self.code_block {
            code.push_str(text);
            return;
        }
        if let Some(heading) = &mut self.heading_text {
            heading.push_str(text);
        }
        let text = non_breaking(text, self.language);
        if self.image_depth == 0 { self.escaped_body(&text) } else { self.escaped(&text) }
    }

    /// A reference without a definition is no reference for the parser, and would stand in the text as it is written.
    fn undefined_footnotes(&mut self, text: &str, range: &Range<usize>) {
        if self.code_block.is_some() || !text.contains('^') {
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
                self.error(&(at..at + 1), DiagnosticId::UnknownFootnote, format!("The footnote '{label}' is not defined."), &help);
            }
        }
    }

    fn raw(&mut self, html: &str, offset: usize) {
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

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
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
                self.footnotes.current = Some(label.into_string());
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
                self.hole(Insertion::TableLabel);
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

    fn inline(&mut self, tag: &str) {
        if self.image_depth == 0 {
            self.put(tag);
        }
    }

    fn end(&mut self, tag: TagEnd) {
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
            TagEnd::FootnoteDefinition => {
                let frame = self.pop_frame();
                if let Some(label) = self.footnotes.current.take()
                    && !self.footnotes.defined.iter().any(|(known, _)| *known == label)
                {
                    self.footnotes.defined.push((label, frame));
                }
            }
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
            TagEnd::Link => {
                if self.image_depth == 0 {
                    if std::mem::take(&mut self.link_is_external) {
                        self.hole(Insertion::ExternalNote);
                    }
                    self.put("</a>");
                }
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

    fn heading(&mut self, level: HeadingLevel) {
        let frame = self.pop_frame();
        let text = self.heading_text.take().unwrap_or_default();
        let level = (level as u8 + self.shift).clamp(2, 6);
        let base = slugify(&text);
        let base = if base.is_empty() { "section".to_owned() } else { base };
        // An id that the page or a footnote has already would make the heading unreachable.
        let base = if is_reserved(&base) { format!("section-{base}") } else { base };
        let mut id = base.clone();
        // A heading called 'A 2' may already have the id that the second 'A' would get.
        while let Some(count) = self.slugs.get_mut(&id) {
            *count += 1;
            id = format!("{base}-{count}");
        }
        self.slugs.insert(id.clone(), 1);
        self.newline();
        self.put(&format!("<h{level} id=\"{id}\">"));
        self.append(frame);
        self.put(&format!("</h{level}>\n"));
        let text = text.trim().to_owned();
        self.body.headings.push(Heading { level, id: id.into(), text: text.into() });
    }

    fn code(&mut self) {
        let Some((info, code, offset)) = self.code_block.take() else { return };
        self.newline();
        let language = info.split_whitespace().next().unwrap_or("");
        if language == "records" {
            let (line, _) = self.lines.at(offset);
            let block = records_block::read(self.source.hub, self.source.path, &code, line + 1, self.diagnostics);
            if let Some(block) = block {
                let index = self.body.blocks.len() as u32;
                self.body.blocks.push(block);
                self.hole(Insertion::Records(index));
            }
            return;
        }
        self.put("<pre><code");
        if !language.is_empty() {
            self.put(" class=\"language-");
            self.escaped(language);
            self.put("\"");
        }
        self.put(">");
        self.escaped_body(&code);
        self.put("</code></pre>\n");
    }

    fn link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
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
                    self.error(range, DiagnosticId::LinkScheme, message, "The schemes are: http, https, mailto, tel");
                }
                link::Address::ProtocolRelative => {
                    let message = format!("The link '{address}' leaves out its scheme.");
                    self.error(range, DiagnosticId::LinkScheme, message, "Begin it with https://.");
                }
                link::Address::Outside => {
                    let message = format!("The link '{address}' leads out of content/.");
                    self.error(range, DiagnosticId::BrokenLink, message, "Link to a file in content/, such as ../funding/kfs.md.");
                }
            }
        }
        if !title.is_empty() {
            self.put(" title=\"");
            self.escaped(title);
            self.put("\"");
        }
        self.put(">");
    }

    fn image(&mut self, address: &str, title: &str, range: &Range<usize>) {
        self.put("<img");
        match link::read(address, self.folder) {
            link::Address::Internal(link::LinkTarget::File { path, .. }) => {
                let (line, column) = self.lines.at(range.start);
                let index = self.body.images.len() as u32;
                self.body.images.push(Image { path, line, column });
                self.hole(Insertion::Image(index));
            }
            _ => {
                let message = format!("The image '{address}' is not a file of the hub.");
                let help = "Put the file beside the record (SLUG/index.md) and name it: images from elsewhere would tell third parties who reads the page.";
                self.error(range, DiagnosticId::MissingImage, message, help);
            }
        }
        if !title.is_empty() {
            self.put(" title=\"");
            self.escaped(title);
            self.put("\"");
        }
        self.put(" loading=\"lazy\" alt=\"");
    }

    fn footnote_reference(&mut self, label: &str, range: &Range<usize>) {
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

    fn finish(mut self) -> Body {
        self.write_footnotes();
        let Frame { out, inserts } = self.frame;
        if self.source.hub.raw_html == RawHtml::Sanitize {
            (self.body.html, self.body.inserts) = sanitize::clean(&out, &self.holes);
        } else {
            (self.body.html, self.body.inserts) = (out, inserts);
        }
        self.body.html.shrink_to_fit();
        self.body
    }

    fn write_footnotes(&mut self) {
        if self.footnotes.order.is_empty() {
            return;
        }
        let footnotes = std::mem::take(&mut self.footnotes);
        let mut defined: HashMap<String, Frame> = footnotes.defined.into_iter().collect();
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

/// Tells whether an id belongs to the frame that every theme puts around a body, or to a footnote.
fn is_reserved(id: &str) -> bool {
    const FRAME: &[&str] = &[
        "main",
        "results",
        "search",
        "facts-heading",
        "outline-heading",
        "related-heading",
        "back-links-heading",
        "data-heading",
        "filter-heading",
        "results-heading",
    ];
    let of_footnote = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    FRAME.contains(&id) || id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-")).is_some_and(of_footnote)
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

fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
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
