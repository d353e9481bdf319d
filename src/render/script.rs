//! Scripts as they are published: without comments, which are for those who work on them and a third of what readers would fetch.

/// Words after which a slash begins a regular expression.
const BEFORE_EXPRESSION: [&str; 13] =
    ["return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "instanceof", "throw", "yield", "await"];

/// Returns a script without its comments. Those of licences (`/*!`, `@license`) and for tools (`//#`) stay.
pub(super) fn without_comments(text: &str) -> String {
    let mut scanner = Scanner { text, at: 0, copied: 0, out: String::with_capacity(text.len()), open: Vec::new(), before: "" };
    scanner.scan();
    scanner.out.push_str(&text[scanner.copied..]);
    scanner.out
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Up to where the text was copied.
    copied: usize,
    out: String,
    /// The braces that are open: `true` for those of a template's expression.
    open: Vec<bool>,
    /// The word or the sign before.
    before: &'t str,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            let start = self.at;
            let rest = &self.text[start..];
            match byte {
                b'/' if rest.starts_with("//") || rest.starts_with("/*") => {
                    self.comment(rest);
                    continue;
                }
                b'/' if self.is_expression_next() => self.at += regular_expression(rest).unwrap_or(1),
                b'"' | b'\'' => self.at += quoted(rest, byte),
                b'`' => self.template(1),
                b'{' => {
                    self.open.push(false);
                    self.at += 1;
                }
                b'}' if self.open.pop() == Some(true) => self.template(1),
                _ if is_of_word(byte) => self.at += rest.bytes().position(|byte| !is_of_word(byte)).unwrap_or(rest.len()),
                _ => self.at += 1,
            }
            if !byte.is_ascii_whitespace() {
                self.before = &self.text[start..self.at];
            }
        }
    }

    fn comment(&mut self, rest: &str) {
        let is_block = rest.starts_with("/*");
        let length =
            if is_block { rest.find("*/").map_or(rest.len(), |end| end + 2) } else { rest.find(['\n', '\r']).unwrap_or(rest.len()) };
        let comment = &rest[..length];
        let start = self.at;
        self.at += length;
        if comment.starts_with("/*!") || comment.starts_with("//#") || comment.contains("@license") {
            return;
        }
        self.out.push_str(&self.text[self.copied..start]);
        let line = self.out.rfind('\n').map_or(0, |end| end + 1);
        let stands_first = self.out[line..].trim().is_empty();
        let after = &self.text[self.at..];
        let end = after.find(|sign: char| sign != ' ' && sign != '\t').unwrap_or(after.len());
        if stands_first && after[end..].starts_with('\n') {
            // Its lines go with it.
            self.out.truncate(line);
            self.at += end + 1;
        } else if is_block {
            // Where it kept two words or two lines apart, they stay apart.
            self.out.push(if comment.contains('\n') { '\n' } else { ' ' });
            self.at += end;
        }
        self.copied = self.at;
    }

    /// Passes over a template's text up to its end or its next expression.
    fn template(&mut self, skip: usize) {
        self.at += skip;
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            self.at += match byte {
                b'\\' => 1 + self.text[self.at + 1..].chars().next().map_or(0, char::len_utf8),
                b'`' => return self.at += 1,
                b'$' if bytes.get(self.at + 1) == Some(&b'{') => {
                    self.open.push(true);
                    return self.at += 2;
                }
                _ => 1,
            };
        }
    }

    /// Tells whether a slash begins a regular expression instead of dividing.
    fn is_expression_next(&self) -> bool {
        match self.before.bytes().next_back() {
            None => true,
            Some(byte) if is_of_word(byte) => BEFORE_EXPRESSION.contains(&self.before),
            Some(byte) => !matches!(byte, b')' | b']' | b'"' | b'\'' | b'`' | b'/'),
        }
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 128
}

/// Returns the length of a regular expression up to its closing slash; none where the line ends before.
fn regular_expression(text: &str) -> Option<usize> {
    let mut is_in_class = false;
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\n' => return None,
            b'\\' => drop(bytes.next()),
            b'[' => is_in_class = true,
            b']' => is_in_class = false,
            b'/' if !is_in_class => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Returns the length of a quoted text with its quotes, or up to the end of the line where it isn't closed.
fn quoted(text: &str, quote: u8) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'\n' => return at,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
