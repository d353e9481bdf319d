//! Folds letters to the plain ones that people type.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the text in lower case and without diacritics: `Źródło` and `zrodlo` give `zrodlo`.
///
/// Letters without a decomposition, of which ł is the common one, are mapped by hand. Everything
/// that is no letter stays as it is.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        push_folded(character, &mut folded);
    }
    folded
}

/// Returns a word in the spelling under which it is counted: composed, in lower case, without
/// hyphens, soft hyphens and what follows an apostrophe (`Google’a` is `google`).
pub fn form(word: &str) -> String {
    let stem = word.split(is_apostrophe).next().unwrap_or_default();
    if stem.is_ascii() && !stem.contains('-') {
        return stem.to_ascii_lowercase();
    }
    // No two of these characters are composed to one.
    if stem.chars().all(|letter| letter < FIRST_MARK) {
        let mut lower = String::with_capacity(stem.len());
        lower.extend(stem.chars().filter(|&c| c != '-' && c != '\u{ad}').flat_map(char::to_lowercase));
        return lower;
    }
    stem.chars().filter(|&c| c != '-' && c != '\u{ad}').nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// The first combining mark.
const FIRST_MARK: char = '\u{300}';

/// Tells whether the character separates a foreign word from its ending.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}')
}

/// Appends what stands for one character.
fn push_folded(character: char, folded: &mut String) {
    if character.is_ascii() {
        folded.push(character.to_ascii_lowercase());
        return;
    }
    for lower in character.to_lowercase() {
        if let Some(letters) = without_decomposition(lower) {
            folded.push_str(letters);
            continue;
        }
        for part in std::iter::once(lower).nfd().filter(|&part| !is_combining_mark(part)) {
            folded.push(part);
        }
    }
}

/// Maps the letters that Unicode doesn't decompose.
fn without_decomposition(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}
