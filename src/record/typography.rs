//! Polish typography: which spaces must not break.

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
    for_each_space(bytes, |index| {
        if is_worth_a_look(bytes, index) && (is_after_word_of_one_letter(bytes, index) || (may_stick(bytes, index) && sticks(text, index)))
        {
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

/// Hands out the places of spaces. Words are short, so that it pays to look at eight bytes together, in one number.
#[inline]
fn for_each_space(text: &[u8], mut take: impl FnMut(usize)) {
    const SPACES: u64 = u64::from_ne_bytes([b' '; 8]);
    const LOW_BITS: u64 = u64::from_ne_bytes([0x7f; 8]);
    let (groups, rest) = text.as_chunks::<8>();
    // The rest makes a group too, so that there is one place that hands out, without a call.
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for (number, group) in groups.iter().chain([&last]).enumerate() {
        let difference = u64::from_le_bytes(*group) ^ SPACES;
        // The highest bit of each byte that differs in no bit.
        let mut found = !(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
        while found != 0 {
            take(number * 8 + (found.trailing_zeros() / u8::BITS) as usize);
            found &= found - 1;
        }
    }
}

/// What the byte before a space may begin to mean; it does if the byte before that has the same bit in [`TWO_BEFORE`].
const BEFORE_SPACE: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' | b'.' => ANYWHERE,
            b'n' | b'd' => AFTER_L,
            b'r' => AFTER_N,
            letter if is_word(letter) => ALONE,
            _ => 0,
        };
        byte += 1;
    }
    table
};
/// What the second byte before a space allows.
const TWO_BEFORE: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let alone = if (byte as u8).is_ascii_alphanumeric() { 0 } else { ALONE };
        let unit = match byte as u8 {
            b'l' => AFTER_L,
            b'n' => AFTER_N,
            _ => 0,
        };
        table[byte] = ANYWHERE | alone | unit;
        byte += 1;
    }
    table
};
/// A digit or a full stop.
const ANYWHERE: u8 = 1;
/// A letter that is a word, if it stands by itself.
const ALONE: u8 = 2;
/// The end of `mln` or `mld`.
const AFTER_L: u8 = 4;
/// The end of `nr`.
const AFTER_N: u8 = 8;

/// Tells by a few bytes, and without a branch, that most spaces may break: half of all words end in a letter that may be one.
/// Near the ends of a text any space is worth it.
#[inline]
fn is_worth_a_look(text: &[u8], space: usize) -> bool {
    let around = text.get(space.wrapping_sub(3)..).and_then(|rest| rest.first_chunk::<5>());
    let Some(&[third, second, before, _, after]) = around else { return true };
    // U+00C0 to U+017F are letters, so that what follows them does not stand alone.
    let follows_letter = (second >= 0x80) & (0xc3..=0xc5).contains(&third);
    let means = BEFORE_SPACE[usize::from(before)] & TWO_BEFORE[usize::from(second)];
    // The first byte of every dash in UTF-8.
    let dash = after == 0xe2;
    (means & !(u8::from(follows_letter) * ALONE) != 0) | dash
}

/// Letters that are words.
const fn is_word(byte: u8) -> bool {
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
