//! Splits text into words.

use super::fold::is_apostrophe;
use crate::bytes::{BLOCK, bits, equal, lanes, with_window, within};
use std::ops::{ControlFlow, Range};
use wide::u8x16;

/// The longest ending after an apostrophe, in letters: `Google’owi`.
const LONGEST_APOSTROPHE_ENDING: usize = 3;

/// What stands at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// One word. It takes up a place.
    Plain,
    /// The whole of words joined by hyphens, after its parts; it shares the place of the last.
    Joined,
}

/// Returns the words of a text in their order, each compound with a hyphen after its parts.
///
/// Where the text is `html`, its tags and entities are left out.
pub fn words(text: &str, html: bool) -> Vec<&str> {
    Words::of(text, html).filter_map(|(_, range)| text.get(range)).collect()
}

/// The words of a text in their order, with their bytes.
pub(super) struct Words<'t> {
    text: &'t str,
    letters: Letters<'t>,
    at: usize,
    html: bool,
    /// Whether tags are looked for. One that never ends is none, and no later one is looked for: that would take forever.
    tags: bool,
    /// Where the present chain of words joined by hyphens began; nothing where a word stands by itself.
    chain: Option<usize>,
    /// A chain that has ended.
    whole: Option<Range<usize>>,
}

impl<'t> Words<'t> {
    /// Begins with the first word. Where the text is `html`, tags and entities are left out.
    pub(super) fn of(text: &'t str, html: bool) -> Self {
        Self { text, letters: Letters::of(text.as_bytes()), at: 0, html, tags: html, chain: None, whole: None }
    }
}

impl Iterator for Words<'_> {
    type Item = (Word, Range<usize>);

    #[expect(clippy::inline_always, reason = "its state stays in registers while millions of words are counted")]
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if let Some(whole) = self.whole.take() {
            return Some((Word::Joined, whole));
        }
        let bytes = self.text.as_bytes();
        loop {
            let (start, run) = self.letters.next_run(self.at)?;
            let end = word_end(self.text, start, run);
            if end == start {
                self.at = match bytes.get(start) {
                    Some(b'<') if self.tags => tag_end(bytes, start).unwrap_or_else(|| {
                        self.tags = false;
                        start + 1
                    }),
                    Some(b'&') if self.html => entity_end(bytes, start),
                    byte => start + byte.map_or(1, |byte| width(*byte)),
                };
                continue;
            }
            if bytes.get(end) == Some(&b'-') && word_end(self.text, end + 1, self.letters.run_end(end + 1)) > end + 1 {
                self.chain.get_or_insert(start);
                self.at = end + 1;
            } else {
                self.at = end;
                if let Some(start) = self.chain.take()
                    && !is_number(bytes.get(start..end).unwrap_or_default())
                {
                    self.whole = Some(start..end);
                }
            }
            return Some((Word::Plain, start..end));
        }
    }
}

/// Tells whether words joined by hyphens are mere numbers.
fn is_number(joined: &[u8]) -> bool {
    joined.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-')
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

/// Which bytes of a text belong to a word whatever stands before them, and which are more than a plain separator, found for many
/// bytes together.
struct Letters<'t> {
    text: &'t [u8],
    /// Where the bytes begin that are known.
    start: usize,
    in_words: u64,
    stops: u64,
}

impl<'t> Letters<'t> {
    fn of(text: &'t [u8]) -> Self {
        let (in_words, stops) = marked(text, 0);
        Self { text, start: 0, in_words, stops }
    }

    /// Gets to know the bytes around a place, and returns how far it is from the first of them.
    #[inline]
    fn look(&mut self, at: usize) -> usize {
        let offset = at % BLOCK;
        if at - offset != self.start {
            self.start = at - offset;
            (self.in_words, self.stops) = marked(self.text, self.start);
        }
        offset
    }

    /// Returns the first place from `at` that may begin a word, a tag or an entity, or a character that has to be looked at, and where
    /// the run of letters ends that begins there; the same place where none does.
    #[inline]
    fn next_run(&mut self, mut at: usize) -> Option<(usize, usize)> {
        while at < self.text.len() {
            let offset = self.look(at);
            let rest = self.stops >> offset;
            if rest == 0 {
                at += BLOCK - offset;
                continue;
            }
            let skipped = rest.trailing_zeros() as usize;
            let start = at + skipped;
            let offset = offset + skipped;
            // What is shifted in counts as no letter, and is where the next number has to be asked.
            let length = (!(self.in_words >> offset)).trailing_zeros() as usize;
            let end = start + length;
            return Some((start, if offset + length < BLOCK { end } else { self.run_end(end) }));
        }
        None
    }

    /// Returns where the run of letters ends that a place is in; the place itself if it is in none.
    #[inline]
    fn run_end(&mut self, mut at: usize) -> usize {
        loop {
            let offset = self.look(at);
            let length = (!(self.in_words >> offset)).trailing_zeros() as usize;
            at += length;
            if offset + length < BLOCK {
                return at;
            }
        }
    }
}

/// Returns where the word that begins at a place ends, the place itself if there is none. `end` is where its run of letters ends.
#[inline]
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    // What stands behind most words tells that they end there.
    let is_plain = if end == start { bytes.get(start).is_none_or(u8::is_ascii) } else { ends_plainly(bytes, end) };
    if is_plain { end } else { word_end_by_letters(text, start) }
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

/// Returns bits for the bytes of a block: those that are in a word, and those that are more than a plain separator.
fn marked(text: &[u8], start: usize) -> (u64, u64) {
    with_window(text, start, |block: &[u8; BLOCK]| {
        let in_words = bits(|at| are_in_words(lanes(block, at)));
        (in_words, in_words | bits(|at| are_stops(lanes(block, at))))
    })
}

/// Tells which bytes, if they are in no word, are more than a plain separator: they may begin a tag or an entity, or are beyond ASCII.
#[inline]
fn are_stops(bytes: u8x16) -> u8x16 {
    within(bytes, 0x80, 0xFF) | equal(bytes, b'<') | equal(bytes, b'&')
}

/// Tells of several bytes together what [`is_in_word`] tells of one.
#[inline]
fn are_in_words(bytes: u8x16) -> u8x16 {
    let lower_case = bytes | u8x16::splat(0x20);
    let ascii = within(bytes, b'0', b'9') | within(lower_case, b'a', b'z');
    // 0x97 and 0xB7 are one bit apart.
    let signs = equal(bytes & u8x16::splat(!0x20), 0x97);
    ascii | within(bytes, 0xC3, 0xC9) | (within(bytes, 0x80, 0xBF) & !signs)
}

/// Tells whether a byte belongs to a word whatever stands before it: ASCII's letters and digits, the first byte of U+00C0 to U+027F,
/// and what follows a first byte. The signs of multiplication and division, U+00D7 and U+00F7, are no letters, so that their second
/// bytes are looked at.
fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, 0xC3..=0xC9) || matches!(byte, 0x80..=0xBF) && !matches!(byte, 0x97 | 0xB7)
}

/// Returns where a run of letters, digits and marks ends.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at += bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is_in_word(**byte)).count();
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
