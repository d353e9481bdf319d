//! Telling at a glance that a text has nothing to report, so that hardly any is parsed a second time.

use super::body::is_vague;
use crate::record::{Body, Heading};

/// Tells whether a body may hold what [`super::body`] reports. In doubt it may.
///
/// `text` is the body as it is written, `body` what became of it, `title` the record's.
pub(super) fn may_report(text: &str, body: &Body, title: Option<&str>) -> bool {
    body.is_empty()
        || may_skip_level(&body.headings)
        || may_repeat(&body.headings, title)
        || may_have_vague_link(text)
        || may_lack_header(text)
}

/// The headings of a body stand a level lower where one of them is of the first; the lowest level cannot tell how low it was meant.
fn may_skip_level(headings: &[Heading]) -> bool {
    let mut previous = 1;
    headings.iter().any(|heading| {
        let above = std::mem::replace(&mut previous, heading.level);
        heading.level > above + 1 || heading.level >= 6
    })
}

fn may_repeat(headings: &[Heading], title: Option<&str>) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase)
    }
    headings.first().zip(title).is_some_and(|(heading, title)| letters(&heading.text).eq(letters(title)))
}

/// Looks at what stands in brackets, where a link's or an image's words stand. Markup in there could part a word.
fn may_have_vague_link(text: &str) -> bool {
    memchr::memchr_iter(b'[', text.as_bytes()).any(|start| {
        let inner = &text[start + 1..];
        let words = &inner[..memchr::memchr(b']', inner.as_bytes()).unwrap_or(inner.len())];
        words.contains(['&', '<', '\\', '`', '*', '_', '~']) || !words.contains(char::is_alphanumeric) || is_vague(words)
    })
}

/// Looks at what stands above the line below a table's header.
fn may_lack_header(text: &str) -> bool {
    let mut above = "";
    memchr::memchr(b'|', text.as_bytes()).is_some()
        && text.lines().any(|line| {
            let header = std::mem::replace(&mut above, line);
            let is_ruler = line.contains('-') && !line.contains(char::is_alphanumeric);
            is_ruler && (header.contains(['&', '<']) || !header.contains(char::is_alphanumeric))
        })
}
