//! Writing scalars that read back as the text that they are.

use super::{Node, parse};

/// Returns a text as a YAML scalar on one line: plain where that reads back the same, else in single quotes, else in double ones.
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    if text.chars().any(char::is_control) {
        // JSON's strings are YAML's double-quoted ones.
        return serde_json::Value::from(text).to_string();
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// Tells whether a text needs no quotes, neither by itself nor in a list in brackets.
fn is_plain(text: &str) -> bool {
    let simple = text.starts_with(|c: char| c.is_alphanumeric())
        && !text.ends_with([' ', ':'])
        && !text.contains([',', '[', ']', '{', '}', '#', '"']);
    let reads = |text: &str| matches!(parse(text), Ok(Node::String(read)) if read == text);
    simple && !text.chars().any(char::is_control) && !text.contains(": ") && reads(text)
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
        ] {
            let written = scalar(text);
            assert_eq!(parse(&written), Ok(Node::String(text.to_owned())), "{text:?} was written as {written}");
            assert_eq!(parse(&format!("[{written}]")), Ok(Node::List(vec![Node::String(text.to_owned())])), "{text:?} in a list");
        }
        assert_eq!(scalar("Pakt na rzecz umiejętności"), "Pakt na rzecz umiejętności");
        assert_eq!(scalar("it's"), "it's");
        assert_eq!(scalar("Szkolenie: AI"), "'Szkolenie: AI'");
    }
}
