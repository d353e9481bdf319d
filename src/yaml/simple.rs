//! Reads the YAML that front matter is made of nearly always, without a parser's state: a map of keys, each with one value on its line or a
//! list of values below it. It knows when a text is more than that and leaves it alone.

use super::{Key, Node};

/// The longest key that is read here, in bytes; YAML's own limit lies above it.
const LONGEST_KEY: usize = 128;

/// Reads a text that is a map of scalars and lists of scalars, each on a line of its own; nothing comes back for any other.
///
/// What comes back is what `serde_yaml` makes of the same text, which a test compares.
pub(super) fn read(text: &str) -> Option<Node> {
    let mut entries: Vec<(Key, Node)> = Vec::new();
    // Whether the last key has no value on its line, and how far the items below it stand in.
    let mut open = false;
    let mut indent: Option<usize> = None;
    for line in text.lines() {
        let inner = line.trim_start_matches(' ');
        if inner.is_empty() || (inner.starts_with('#') && inner.chars().all(is_plain)) {
            continue;
        }
        let depth = line.len() - inner.len();
        if let Some(item) = inner.strip_prefix("- ") {
            if !open || indent.is_some_and(|indent| indent != depth) {
                return None;
            }
            indent = Some(depth);
            let item = scalar(item.trim_matches(' '))?;
            match entries.last_mut() {
                Some((_, Node::List(items))) => items.push(item),
                Some((_, value)) => *value = Node::List(vec![item]),
                None => return None,
            }
            continue;
        }
        if depth > 0 {
            return None;
        }
        let (key, value) = line.split_once(':')?;
        if !is_key(key) || !(value.is_empty() || value.starts_with(' ')) {
            return None;
        }
        let value = value.trim_matches(' ');
        open = value.is_empty();
        indent = None;
        entries.push((Key::Text(key.to_owned()), if open { Node::Null } else { list(value).or_else(|| scalar(value))? }));
    }
    (!entries.is_empty()).then_some(Node::Map(entries))
}

/// Tells whether a key is a plain word.
fn is_key(key: &str) -> bool {
    let plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    plain && key.len() <= LONGEST_KEY && key.starts_with(|first: char| first.is_ascii_alphabetic()) && !is_word_of_yaml(key)
}

/// Reads a list in brackets whose items are plain words, numbers or addresses.
fn list(text: &str) -> Option<Node> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'-' | b'_' | b'.' | b'/' | b':');
    if !inner.bytes().all(plain) {
        return None;
    }
    inner.split(',').map(|item| scalar(item.trim_matches(' '))).collect::<Option<Vec<Node>>>().map(Node::List)
}

/// Reads a value that cannot mean anything but itself.
fn scalar(text: &str) -> Option<Node> {
    if !text.chars().all(is_plain) {
        return None;
    }
    if let Some(quoted) = text.strip_prefix('"') {
        let inner = quoted.strip_suffix('"')?;
        return (memchr::memchr2(b'"', b'\\', inner.as_bytes()).is_none()).then(|| Node::String(inner.to_owned()));
    }
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        return number(text);
    }
    let is_text = (first.is_ascii_alphabetic() || !first.is_ascii()) && !is_word_of_yaml(text);
    // These begin a comment or a value in the middle of a line.
    let is_whole = !text.ends_with(':') && !text.contains(": ") && !text.contains(" #");
    (is_text && is_whole).then(|| Node::String(text.to_owned()))
}

/// Reads a day, which is a text, or a whole number.
fn number(text: &str) -> Option<Node> {
    let bytes = text.as_bytes();
    let is_day = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| if matches!(index, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
    if is_day {
        return Some(Node::String(text.to_owned()));
    }
    let is_decimal = bytes.iter().all(u8::is_ascii_digit) && (bytes.len() == 1 || !text.starts_with('0'));
    if is_decimal { text.parse().ok().map(Node::Integer) } else { None }
}

/// Tells whether a character is printed and no line break, as YAML sees it.
fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}')
}

/// Tells whether a word stands for a value that is no text.
fn is_word_of_yaml(word: &str) -> bool {
    ["true", "false", "null"].iter().any(|own| word.eq_ignore_ascii_case(own))
}
