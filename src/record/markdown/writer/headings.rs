//! Headings: their levels below the page's title, and ids of their own.

use super::Writer;
use crate::lines::lines;
use crate::record::markdown::body::Heading;
use crate::record::slugify;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

/// Tells whether a text uses first-level headings, in which case all are shifted below the page's title.
pub(super) fn has_top(text: &str) -> bool {
    let likely = lines(text).any(|line| {
        // A heading may stand in quotes and lists.
        let marks = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit();
        let line = line.trim_start_matches(marks).trim_end();
        line == "#" || line.starts_with("# ") || line.starts_with("#\t") || (!line.is_empty() && line.bytes().all(|byte| byte == b'='))
    });
    likely && Parser::new(text).any(|event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
}

impl Writer<'_, '_> {
    pub(super) fn heading(&mut self, level: HeadingLevel) {
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
        let name = format!("h{level}");
        ["<", &name, " id=\"", &id, "\">"].into_iter().for_each(|part| self.put(part));
        self.append(frame);
        ["</", &name, ">\n"].into_iter().for_each(|part| self.put(part));
        let text = text.trim().to_owned();
        self.body.headings.push(Heading { level, id: id.into(), text: text.into() });
    }
}

/// Tells whether an id belongs to the frame that every theme puts around a body, or to a footnote.
fn is_reserved(id: &str) -> bool {
    const FRAME: &[&str] = &[
        "main",
        "results",
        "search",
        "seek",
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
