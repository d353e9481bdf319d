//! Polish typography: which spaces must not break.

use crate::bytes::{BLOCK, bits, with_window};
use std::borrow::Cow;

const NO_BREAK: char = '\u{a0}';

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
    if language != "pl" {
        return Cow::Borrowed(text);
    }
    let mut out: Option<String> = None;
    let mut copied = 0;
    let bytes = text.as_bytes();
    for_each_candidate(bytes, |index| {
        if is_after_word_of_one_letter(bytes, index) || (may_stick(bytes, index) && sticks(text, index)) {
            let target = out.get_or_insert_with(|| String::with_capacity(text.len() + 16));
            target.push_str(&text[copied..index]);
            target.push(NO_BREAK);
            copied = index + 1;
        }
    });
    match out {
        Some(mut out) => {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    }
}

/// Hands out the places of spaces that are worth a look.
#[inline]
fn for_each_candidate(text: &[u8], mut take: impl FnMut(usize)) {
    for start in (0..text.len()).step_by(BLOCK) {
        let mut found = candidates(text, start);
        while found != 0 {
            take(start + found.trailing_zeros() as usize);
            found &= found - 1;
        }
    }
}

/// Returns a bit for each of the bytes from `start` that is a space worth a look. Hardly any is, and the few bytes around it tell.
fn candidates(text: &[u8], start: usize) -> u64 {
    const BEFORE: usize = 3;
    const AROUND: usize = BEFORE + BLOCK + 1;
    let found = |around: &[u8; AROUND]| {
        bits(|index| is_worth_a_look(around[index], around[index + 1], around[index + 2], around[index + 3], around[index + 4]))
    };
    match start.checked_sub(BEFORE) {
        Some(before) => with_window(text, before, found),
        None => with_window(text, start, |block: &[u8; BLOCK + 1]| {
            let mut around = [0; AROUND];
            around[BEFORE..].copy_from_slice(block);
            found(&around)
        }),
    }
}

/// Tells, without a branch, by the bytes around it whether a byte may be a space that sticks. It may say so of others too.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep it from being compiled to vector instructions")]
#[inline]
fn is_worth_a_look(third: u8, second: u8, before: u8, space: u8, after: u8) -> bool {
    // What may stand before a word of one letter: a space, a quote, a bracket or the end of any character beyond ASCII, save
    // U+00C0 to U+017F, which are letters.
    let after_one_letter = (second <= b'(') | (second == b'[') | ((second >= 0x80) & !matches!(third, 0xc3..=0xc5));
    let number_or_abbreviation = matches!(before, b'.'..=b'9');
    // `mln`, `mld` and `nr` end so.
    let unit = ((second == b'l') | (second == b'n')) & ((before == b'n') | (before == b'd') | (before == b'r'));
    // The first byte of every dash in UTF-8.
    let dash = after == 0xe2;
    (space == b' ') & (after_one_letter | number_or_abbreviation | unit | dash)
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
