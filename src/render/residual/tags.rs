//! Cuts a template into its tags, and a tag into its tokens.

/// A tag of a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tag {
    /// `{{ … }}`.
    Written(Vec<Token>),
    /// `{% … %}`.
    Statement(Vec<Token>),
}

/// The smallest pieces of a tag.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A name, a number or a word of the language.
    Word(String),
    /// A text in quotes.
    Text(String),
    /// Any other sign.
    Sign(char),
}

impl Token {
    /// Tells whether it is a word or sign.
    pub(super) fn is(&self, text: &str) -> bool {
        match self {
            Self::Word(word) => word == text,
            Self::Sign(sign) => text.len() == sign.len_utf8() && text.starts_with(*sign),
            Self::Text(_) => false,
        }
    }

    /// Returns the name that it is.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Word(word) if !word.starts_with(|letter: char| letter.is_ascii_digit()) => Some(word),
            _ => None,
        }
    }
}

/// Returns a template's tags in their order; nothing where one does not end, or a text in it is not written as it is.
pub(super) fn tags(template: &str) -> Option<Vec<Tag>> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let inside = &rest[start + 1..];
        rest = match inside.as_bytes().first() {
            Some(b'#') => &inside[inside.find("#}")? + 2..],
            Some(b'{') => {
                let (tokens, behind) = tokens(&inside[1..], '}')?;
                found.push(Tag::Written(tokens));
                behind
            }
            Some(b'%') => {
                let (tokens, behind) = tokens(&inside[1..], '%')?;
                found.push(Tag::Statement(tokens));
                behind
            }
            _ => inside,
        };
    }
    Some(found)
}

/// Reads tokens up to the end of the tag, which is the sign `end` and a brace, and returns them with what comes after it.
fn tokens(text: &str, end: char) -> Option<(Vec<Token>, &str)> {
    let mut found = Vec::new();
    let mut depth = 0_u32;
    let mut rest = text.strip_prefix('-').unwrap_or(text);
    loop {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        if depth == 0 {
            let unsigned = rest.strip_prefix('-').unwrap_or(rest);
            if let Some(behind) = unsigned.strip_prefix(end).and_then(|after| after.strip_prefix('}')) {
                return Some((found, behind));
            }
        }
        let length = match first {
            '"' | '\'' | '`' => {
                let length = rest[1..].find(first)?;
                if rest[1..=length].contains('\\') {
                    return None;
                }
                found.push(Token::Text(rest[1..=length].to_owned()));
                length + 2
            }
            letter if letter.is_alphanumeric() || letter == '_' => {
                let length = rest.find(|other: char| !(other.is_alphanumeric() || other == '_')).unwrap_or(rest.len());
                found.push(Token::Word(rest[..length].to_owned()));
                length
            }
            sign => {
                match sign {
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                found.push(Token::Sign(sign));
                sign.len_utf8()
            }
        };
        rest = &rest[length..];
    }
}
