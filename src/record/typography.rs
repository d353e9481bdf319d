//! Polish typography: which spaces must not break.

use crate::bytes::{BLOCK, bits, each_bit, equal, lanes, with_window, within};
use std::borrow::Cow;
use wide::u8x16;

/// A space at which no line ends.
pub(crate) const NO_BREAK: char = '\u{a0}';

/// Months in the genitive, as they stand after a day.
const MONTHS: &[&str] = &[
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
];
/// What stays with the number before it.
const UNITS: &[&str] =
    &["zł", "€", "EUR", "PLN", "mln", "mld", "tys", "proc", "r", "km", "m", "cm", "kg", "godz", "min", "Mb", "GB", "MB", "pkt"];
/// What stays with the number or name after it.
const BEFORE: &[&str] = &["art", "ust", "pkt", "nr", "poz", "ul", "al", "s", "str", "tel", "Dz.U", "dr", "prof"];

/// Replaces the spaces that must not break by non-breaking ones, for Polish text; other languages keep theirs.
///
/// One-letter words stay with the next word, numbers with their unit, days with their month, `–` with the word before it.
/// Applying it twice changes nothing.
pub fn non_breaking<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    let mut out: Option<String> = None;
    let copied = for_each_sticking(text, language, |before| {
        let target = out.get_or_insert_with(|| String::with_capacity(text.len() + 16));
        target.push_str(before);
        target.push(NO_BREAK);
    });
    match out {
        Some(mut out) => {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    }
}

/// Appends a text with the spaces replaced that must not break.
pub(crate) fn push_non_breaking(out: &mut String, text: &str, language: &str) {
    let copied = for_each_sticking(text, language, |before| {
        out.push_str(before);
        out.push(NO_BREAK);
    });
    out.push_str(&text[copied..]);
}

/// Hands out what stands before each space that must not break, after the one before, and returns where what is left begins.
#[inline]
fn for_each_sticking(text: &str, language: &str, mut take: impl FnMut(&str)) -> usize {
    let mut copied = 0;
    if language == "pl" {
        let bytes = text.as_bytes();
        for_each_candidate(bytes, |index| {
            if is_after_word_of_one_letter(bytes, index) || (may_stick(bytes, index) && sticks(text, index)) {
                take(&text[copied..index]);
                copied = index + 1;
            }
        });
    }
    copied
}

/// Bytes that are looked at before and behind those of a block.
const BEFORE_BLOCK: usize = 3;
const AROUND_BLOCK: usize = BEFORE_BLOCK + BLOCK + 1;

/// Hands out, in their order, the places of spaces that are worth a look. Hardly any is, and the few bytes around it tell.
#[inline]
fn for_each_candidate(text: &[u8], mut take: impl FnMut(usize)) {
    let mut start = 0;
    while start < text.len() {
        let (found, length) = candidates(text, start);
        each_bit(found).for_each(|index| take(start + index));
        start += length;
    }
}

/// Returns a bit for each byte from `start` that may be a space that sticks, and how many bytes these are.
#[inline]
fn candidates(text: &[u8], start: usize) -> (u64, usize) {
    let Some(before) = start.checked_sub(BEFORE_BLOCK) else {
        let first = text.iter().take(BEFORE_BLOCK).rev();
        return (first.fold(0, |bits, byte| bits << 1 | u64::from(*byte == b' ')), BEFORE_BLOCK);
    };
    if let Some(around) = text[before..].first_chunk() {
        return (candidates_in(around), BLOCK);
    }
    let Some(around) = text.last_chunk::<AROUND_BLOCK>() else {
        return (with_window(text, before, candidates_in), BLOCK);
    };
    // What is left is looked at together with what comes before it, rather than copied to where nothing follows it.
    let seen = before + AROUND_BLOCK - text.len();
    let last = u64::from(text.ends_with(b" ")) << (text.len() - 1 - start);
    (candidates_in(around).unbounded_shr(seen as u32) | last, BLOCK)
}

/// Returns a bit for each byte of a block that may be a space that sticks.
fn candidates_in(around: &[u8; AROUND_BLOCK]) -> u64 {
    bits(|at| {
        let [third, second, before, space, after] = [0, 1, 2, 3, 4].map(|offset| lanes(around, at + offset));
        are_worth_a_look(third, second, before, space, after)
    })
}

/// Tells by the bytes around them which bytes may be spaces that stick. It may say so of others too.
#[inline]
fn are_worth_a_look(third: u8x16, second: u8x16, before: u8x16, space: u8x16, after: u8x16) -> u8x16 {
    // What may stand before a word of one letter: a space, a quote, a bracket or the end of any character beyond ASCII, save
    // U+00C0 to U+017F, which are letters.
    let beyond_letters = within(second, 0x80, 0xFF) & !within(third, 0xc3, 0xc5);
    let after_one_letter = within(second, 0, b'(') | equal(second, b'[') | beyond_letters;
    let number_or_abbreviation = within(before, b'.', b'9');
    // `mln`, `mld` and `nr` end so; the letters l and n are one bit apart.
    let unit = equal(second | u8x16::splat(b'l' ^ b'n'), b'n') & (equal(before, b'n') | equal(before, b'd') | equal(before, b'r'));
    // The first byte of every dash in UTF-8.
    let dash = equal(after, 0xe2);
    equal(space, b' ') & (after_one_letter | number_or_abbreviation | unit | dash)
}

/// Letters that are words.
fn is_word(byte: u8) -> bool {
    matches!(byte, b'a' | b'i' | b'o' | b'u' | b'w' | b'z' | b'A' | b'I' | b'O' | b'U' | b'W' | b'Z')
}

/// Recognises the commonest case by the two bytes before the space.
fn is_after_word_of_one_letter(text: &[u8], space: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| text.get(index)).copied();
    at(space.checked_sub(1)).is_some_and(is_word) && matches!(at(space.checked_sub(2)), None | Some(b' ' | b'(' | b'\n'))
}

/// Looks at the neighbouring bytes alone, which is enough to tell that most spaces may break.
fn may_stick(text: &[u8], space: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| text.get(index)).copied();
    let (before, second) = (at(space.checked_sub(1)), at(space.checked_sub(2)));
    // The first byte of every dash in UTF-8.
    let dash = at(Some(space + 1)) == Some(0xe2);
    let letter = second.is_some_and(|byte| !byte.is_ascii_alphanumeric()) && before.is_some_and(is_word);
    let number = matches!(before, Some(b'0'..=b'9'));
    // Most full stops end a sentence; only short words before one are abbreviations.
    let short = || text[space.saturating_sub(6)..space].iter().rev().skip(1).any(|byte| matches!(byte, b' ' | b'(' | b'\n')) || space < 6;
    let abbreviation = before == Some(b'.') && short();
    // `mln`, `mld` and `nr` end so.
    let unit = matches!((second, before), (Some(b'l'), Some(b'n' | b'd')) | (Some(b'n'), Some(b'r')));
    dash || letter || number || abbreviation || unit
}

fn sticks(text: &str, space: usize) -> bool {
    let (before, after) = (&text[..space], &text[space + 1..]);
    let boundary = |c: char| c.is_whitespace() || matches!(c, '(' | '„' | '"' | '–' | '—' | '[');
    let previous = before.rsplit(boundary).next().unwrap_or("");
    let next_is_dash = after.starts_with("– ") || after.starts_with("— ");
    if next_is_dash && !before.is_empty() {
        return true;
    }
    let mut letters = previous.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && matches!(letter, 'a' | 'i' | 'o' | 'u' | 'w' | 'z' | 'A' | 'I' | 'O' | 'U' | 'W' | 'Z')
    {
        return true;
    }
    let is_number = |word: &str| word.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
    if previous.strip_suffix('.').is_some_and(|word| BEFORE.contains(&word)) || BEFORE.contains(&previous) && previous == "nr" {
        return after.starts_with(|c: char| c.is_alphanumeric());
    }
    let next = after.split(|c: char| !c.is_alphanumeric() && c != '€').next().unwrap_or("");
    if is_number(previous) {
        let grouped = next.len() == 3 && next.bytes().all(|byte| byte.is_ascii_digit()) && previous.len() <= 3;
        return grouped || UNITS.contains(&next) || MONTHS.contains(&next);
    }
    matches!(previous, "mln" | "mld" | "tys.") && UNITS.contains(&next)
}
