//! Splits text into words.

use super::fold::is_apostrophe;
use std::ops::ControlFlow;

/// The longest ending after an apostrophe, in letters: `Google’owi`.
const LONGEST_APOSTROPHE_ENDING: usize = 3;

/// A word of a text, as it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// One word. It takes up a place.
    Plain(&'a str),
    /// The whole of words joined by hyphens, after its parts; it shares the place of the last.
    Joined(&'a str),
}

/// Returns the words of a text in their order, each compound with a hyphen after its parts.
///
/// Where the text is `html`, its tags and entities are left out.
pub fn words(text: &str, html: bool) -> Vec<&str> {
    let mut found = Vec::new();
    split(text, html, |word| {
        let (Word::Plain(slice) | Word::Joined(slice)) = word;
        found.push(slice);
    });
    found
}

/// Hands out the words of a text; where it is HTML, tags and entities are left out.
pub(super) fn split<'a>(text: &'a str, html: bool, mut take: impl FnMut(Word<'a>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // A tag that never ends is none, and no later one is looked for: that would take forever.
    let mut tags = html;
    // Where the present chain of words joined by hyphens began; nothing where a word stands by itself.
    let mut chain: Option<usize> = None;
    while let Some(&byte) = bytes.get(at) {
        // Most of what is no word is a space, known by its byte.
        let end = if byte < 0x80 && !IN_WORD[usize::from(byte)] { at } else { word_end(text, at) };
        if end == at {
            at = match byte {
                b'<' if tags => tag_end(bytes, at).unwrap_or_else(|| {
                    tags = false;
                    at + 1
                }),
                b'&' if html => entity_end(bytes, at),
                _ => at + width(byte),
            };
            continue;
        }
        take(Word::Plain(text.get(at..end).unwrap_or_default()));
        if bytes.get(end) == Some(&b'-') && word_end(text, end + 1) > end + 1 {
            chain.get_or_insert(at);
            at = end + 1;
            continue;
        }
        if let Some(start) = chain.take() {
            let whole = text.get(start..end).unwrap_or_default();
            if whole.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'-') {
                take(Word::Joined(whole));
            }
        }
        at = end;
    }
}

/// Tells whether a word ends at a place whatever its letters are: at the end of the text, at an ASCII character that joins nothing
/// to it, or at a no-break space, which stands behind every word of one letter.
#[inline]
fn ends_plainly(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        None => true,
        Some(0xC2) => bytes.get(at + 1) == Some(&0xA0),
        Some(byte) => *byte < 0x80 && !matches!(byte, b'-' | b'\'' | b'+' | b'#'),
    }
}

/// Returns where a run of bytes that belong to a word ends.
#[inline]
fn letters_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while bytes.get(at).is_some_and(|byte| IN_WORD[usize::from(*byte)]) {
        at += 1;
    }
    at
}

/// Returns where the word that begins at a place ends; the place itself if there is none.
#[inline]
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    // What stands behind most words tells that they end there.
    let letters = letters_end(bytes, start);
    if letters > start && ends_plainly(bytes, letters) { letters } else { word_end_by_letters(text, start) }
}

/// Returns the same for any word.
fn word_end_by_letters(text: &str, start: usize) -> usize {
    let letters = run_end(text, start);
    let bytes = text.as_bytes();
    match letters - start {
        0 => start,
        1 => letters + sign_after_letter(bytes, letters),
        _ => apostrophe_ending(text, letters).unwrap_or(letters),
    }
}

/// Which bytes belong to a word whatever stands before them: ASCII's letters and digits, the first byte of U+00C0 to U+027F, and
/// what follows a first byte. The signs of multiplication and division, U+00D7 and U+00F7, are no letters, so that their second
/// bytes are looked at.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xC9)
            || matches!(byte as u8, 0x80..=0xBF) && !matches!(byte as u8, 0x97 | 0xB7);
        byte += 1;
    }
    table
};

/// Returns where a run of letters, digits and marks ends.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at = letters_end(bytes, at);
        match bytes.get(at) {
            None | Some(0..0x80) => return at,
            Some(0x97 | 0xB7) => match at.checked_sub(1).filter(|before| bytes.get(*before) == Some(&0xC3)) {
                Some(sign) => return sign,
                None => at += 1,
            },
            _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(letter) if letter.is_alphanumeric() => at += letter.len_utf8(),
                Some(mark) if at > start && continues(mark) => at += mark.len_utf8(),
                _ => return at,
            },
        }
    }
}

/// Tells whether a character that is no letter belongs to the word before it.
fn continues(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// Returns the length of the sign in names like C++ and C#.
fn sign_after_letter(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'+'), Some(b'+')) => 2,
        (Some(b'#'), _) => 1,
        _ => 0,
    }
}

/// Returns where the ending after an apostrophe ends, if there is one.
fn apostrophe_ending(text: &str, at: usize) -> Option<usize> {
    // The first bytes of both signs; behind most words stands another.
    if !matches!(text.as_bytes().get(at), Some(b'\'' | 0xE2)) {
        return None;
    }
    let sign = text.get(at..)?.chars().next().filter(|&sign| is_apostrophe(sign))?;
    let start = at + sign.len_utf8();
    let end = run_end(text, start);
    let letters = text.get(start..end)?.chars().count();
    (1..=LONGEST_APOSTROPHE_ENDING).contains(&letters).then_some(end)
}

/// Returns where a tag ends, if it does; a `<` that begins none is a single character.
fn tag_end(bytes: &[u8], at: usize) -> Option<usize> {
    if !matches!(bytes.get(at + 1), Some(b'/' | b'!' | b'a'..=b'z' | b'A'..=b'Z')) {
        return Some(at + 1);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let mut quote = None;
    let end = rest.iter().enumerate().try_for_each(|(offset, &byte)| {
        match (quote, byte) {
            (None, b'>') => return ControlFlow::Break(offset),
            (None, b'"') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        ControlFlow::Continue(())
    });
    end.break_value().map(|offset| at + offset + 1)
}

/// Returns where an entity ends; a `&` that begins none is a single character.
fn entity_end(bytes: &[u8], at: usize) -> usize {
    const LONGEST: usize = 10;
    let rest = bytes.get(at + 1..).unwrap_or_default();
    let name = rest.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    if name > 0 && rest.get(name) == Some(&b';') { at + name + 2 } else { at + 1 }
}

/// Returns the bytes of the character that begins with this one.
#[inline]
fn width(byte: u8) -> usize {
    match byte {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
        _ => 1,
    }
}
