//! Polish typography: quotes, dashes, spaces before marks.

use super::{Linted, Mend, Source};
use crate::bytes::{BLOCK, bits, each_bit, equal, lanes, with_window};
use crate::diagnostic::{Diagnostic, DiagnosticId};
use crate::lines::lines;
use crate::record::markdown_options;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

pub(super) fn lint(source: &Source, linted: &mut Linted) {
    if is_suspicious(source.parts.yaml.as_bytes()) {
        front_matter(source, linted);
    }
    if is_suspicious(source.parts.body.as_bytes()) {
        body(source, linted);
    }
}

/// Tells whether there may be anything to report. Hardly any text is gone through in full for nothing.
fn is_suspicious(text: &[u8]) -> bool {
    let is_pair = |at: usize| [" - ", " -- ", " ,", " .", " ;"].iter().any(|pair| text[at..].starts_with(pair.as_bytes()));
    memchr::memchr(b'"', text).is_some()
        || (0..text.len()).step_by(BLOCK).any(|start| {
            let found = with_window(text, start, |around: &[u8; BLOCK + 1]| {
                bits(|at| {
                    let next = lanes(around, at + 1);
                    let mark = equal(next, b'-') | equal(next, b',') | equal(next, b'.') | equal(next, b';');
                    equal(lanes(around, at), b' ') & mark
                })
            });
            each_bit(found).any(|index| is_pair(start + index))
        })
}

/// Goes through a body block by block, since quotes pair within one.
fn body(source: &Source, linted: &mut Linted) {
    let (text, start) = (source.parts.body, source.body_start());
    let mut quotes: Vec<usize> = Vec::new();
    let mut in_code = 0;
    for (event, range) in Parser::new_ext(text, markdown_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code += 1,
            Event::End(TagEnd::CodeBlock) => in_code -= 1,
            // Only what stands in the text as it is read may be changed: entities and escapes are somebody's intention.
            Event::Text(words) if in_code == 0 && text.get(range.clone()) == Some(&*words) => {
                marks(source, start + range.start..start + range.end, linted);
                quotes.extend(words.match_indices('"').map(|(index, _)| start + range.start + index));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::DefinitionListDefinition) => {
                pair(source, &std::mem::take(&mut quotes), linted);
            }
            _ => {}
        }
    }
    pair(source, &quotes, linted);
}

/// Goes through the values of front matter that stand on their key's line as they are read.
fn front_matter(source: &Source, linted: &mut Linted) {
    let mut offset = source.text.find('\n').map_or(0, |end| end + 1);
    let end = offset + source.parts.yaml.len();
    for line in lines(source.text.get(offset..end).unwrap_or("")) {
        offset += line.len();
        let Some(value) = line.strip_prefix("title: ").or_else(|| line.strip_prefix("summary: ")) else { continue };
        let from = offset - value.len();
        let value = value.trim_end();
        let inner = match value.as_bytes().first() {
            Some(b'\'') if value.len() > 1 && value.ends_with('\'') && !value[1..value.len() - 1].contains('\'') => {
                from + 1..from + value.len() - 1
            }
            Some(b'"') if value.len() > 1 && value.ends_with('"') && !value.contains('\\') => from + 1..from + value.len() - 1,
            Some(byte) if !b"'\"[{&*!|>%@`#".contains(byte) => from..from + value.len(),
            _ => continue,
        };
        let words = &source.text[inner.clone()];
        let quotes: Vec<usize> = words.match_indices('"').map(|(index, _)| inner.start + index).collect();
        marks(source, inner, linted);
        pair(source, &quotes, linted);
    }
}

/// Finds hyphens between spaces and spaces before marks.
fn marks(source: &Source, range: Range<usize>, linted: &mut Linted) {
    let text = source.text;
    let Some(words) = text.get(range.clone()) else { return };
    for index in memchr::memchr_iter(b' ', words.as_bytes()) {
        let at = range.start + index;
        let rest = &text[at + 1..range.end];
        // Hardly any space stands before what could be wrong.
        if !matches!(rest.as_bytes().first(), Some(b'-' | b' ' | b',' | b';' | b'.' | b'?' | b'!' | b':')) {
            continue;
        }
        let before = text[..at].chars().next_back();
        if before.is_none_or(char::is_whitespace) {
            continue;
        }
        for hyphen in ["-", "--"] {
            if rest.strip_prefix(hyphen).is_some_and(|rest| rest.starts_with(' ')) {
                let message = "A hyphen stands where a dash belongs.";
                hint(source, DiagnosticId::HyphenAsDash, message, "Write '–' instead.", at + 1..at + 1 + hyphen.len(), "–", linted);
            }
        }
        let spaces = 1 + rest.len() - rest.trim_start_matches(' ').len();
        let mark = rest.trim_start_matches(' ').chars().next();
        let after = text[at + spaces..].chars().nth(1);
        let apart = after.is_none_or(char::is_whitespace);
        if matches!(mark, Some(',' | ';')) || (apart && matches!(mark, Some('.' | '?' | '!' | ':'))) {
            let message = format!("A space stands before '{}'.", mark.unwrap_or(','));
            hint(source, DiagnosticId::SpaceBeforeMark, &message, "Remove the space.", at..at + spaces, "", linted);
        }
    }
}

/// Turns straight quotes that open and close in turn into Polish ones; anything else, such as inches, is left alone.
fn pair(source: &Source, quotes: &[usize], linted: &mut Linted) {
    if quotes.is_empty() || !quotes.len().is_multiple_of(2) {
        return;
    }
    let text = source.text;
    let opens = |at: usize| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—' | '*' | '_' | '\'' | '\\' | '|'))
            && text[at + 1..].chars().next().is_some_and(|c| !c.is_whitespace())
    };
    let closes = |at: usize| text[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
    let right = quotes.chunks_exact(2).all(|pair| matches!(pair, [first, last] if opens(*first) && closes(*last)));
    if !right {
        return;
    }
    for pair in quotes.chunks_exact(2) {
        let [first, last] = pair else { continue };
        let message = "Straight quotes stand where Polish ones belong.";
        hint(source, DiagnosticId::StraightQuotes, message, "Write „ and ” instead.", escaped(text, *first), "„", linted);
        linted.mends.push(Mend { file: Arc::clone(source.path), range: escaped(text, *last), replacement: "”" });
    }
}

/// Returns the range of a quote with the backslash before it, which would be shown before any other character.
fn escaped(text: &str, at: usize) -> Range<usize> {
    if text[..at].ends_with('\\') { at - 1..at + 1 } else { at..at + 1 }
}

fn hint(source: &Source, id: DiagnosticId, message: &str, help: &str, range: Range<usize>, replacement: &'static str, linted: &mut Linted) {
    let length = source.text.get(range.clone()).map_or(1, |text| text.chars().count());
    linted.located.push(Diagnostic::hint(id, source.place(range.start, length), message).help(format!("{help} check --fix does it.")));
    linted.mends.push(Mend { file: Arc::clone(source.path), range, replacement });
}
