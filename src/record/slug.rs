//! Words as parts of addresses.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes a slug of any text: lower case, without diacritics, everything else a hyphen. May be empty.
///
/// Letters without a decomposition (ł, ß, ø …) are mapped by hand, or 'źródło' would become 'zrodło'.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |character: char, slug: &mut String| {
        if character.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(character);
        } else if !is_combining_mark(character) {
            gap = true;
        }
    };
    // Most texts need no tables: they hold nothing but ASCII and Polish letters.
    if text.chars().all(|character| character.is_ascii() || polish(character).is_some()) {
        for character in text.chars() {
            push(polish(character).unwrap_or(character.to_ascii_lowercase()), &mut slug);
        }
        return slug;
    }
    for character in text.nfc().flat_map(char::to_lowercase).collect::<String>().nfd() {
        match replacement(character) {
            Some(letters) => letters.chars().for_each(|letter| push(letter, &mut slug)),
            None => push(character, &mut slug),
        }
    }
    slug
}

/// Returns the plain letter of a Polish one.
fn polish(character: char) -> Option<char> {
    Some(match character {
        'ą' | 'Ą' => 'a',
        'ć' | 'Ć' => 'c',
        'ę' | 'Ę' => 'e',
        'ł' | 'Ł' => 'l',
        'ń' | 'Ń' => 'n',
        'ó' | 'Ó' => 'o',
        'ś' | 'Ś' => 's',
        'ź' | 'Ź' | 'ż' | 'Ż' => 'z',
        _ => return None,
    })
}

fn replacement(character: char) -> Option<&'static str> {
    Some(match character {
        'ł' => "l",
        'ß' => "ss",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}
