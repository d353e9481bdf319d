//! Writing scalars that read back as the text that they are.

use super::{Node, parse};

/// Returns a text as a YAML scalar on one line: plain where that reads back the same, else in single quotes, else in double ones.
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    if text.chars().any(is_special) {
        return in_double_quotes(text);
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// Tells whether a character is one that YAML refuses, or takes for the end of a line, where it is not written as an escape (YAML 1.2, 5.1).
fn is_special(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// JSON's strings are YAML's double-quoted ones, but JSON escapes fewer characters.
fn in_double_quotes(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_special(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Tells whether a text needs no quotes, neither by itself nor in a list in brackets.
fn is_plain(text: &str) -> bool {
    let simple = text.starts_with(|c: char| c.is_alphanumeric())
        && !text.ends_with([' ', ':'])
        && !text.contains([',', '[', ']', '{', '}', '#', '"']);
    let reads = |text: &str| matches!(parse(text), Ok(Node::String(read)) if read == text);
    simple && !text.chars().any(is_special) && !text.contains(": ") && reads(text)
}

/// Returns data as a YAML document.
pub fn document(value: &serde_json::Value) -> String {
    // Data without floats that are no numbers and with texts as keys is always written.
    serde_yaml::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_read_back() {
        for text in [
            "KFS",
            "Szkolenie: AI",
            "it's",
            "yes",
            "true",
            "12",
            "1e3",
            "null",
            "~",
            "- a",
            "a #b",
            "a, b",
            "x:",
            " x",
            "",
            "a\nb",
            "„Ala”",
            "2027-01-01",
            "a\u{7f}b",
            "a\u{85}b",
            "a \u{2028} b",
            "a\u{2029}",
            "\u{feff}a",
            "a\u{fffe}\u{ffff}",
        ] {
            let written = scalar(text);
            assert_eq!(parse(&written), Ok(Node::String(text.to_owned())), "{text:?} was written as {written}");
            assert_eq!(parse(&format!("[{written}]")), Ok(Node::List([Node::String(text.to_owned())].into())), "{text:?} in a list");
        }
        assert_eq!(scalar("Pakt na rzecz umiejętności"), "Pakt na rzecz umiejętności");
        assert_eq!(scalar("it's"), "it's");
        assert_eq!(scalar("Szkolenie: AI"), "'Szkolenie: AI'");
    }
}
