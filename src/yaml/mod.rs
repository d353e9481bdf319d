//! The one place that reads YAML.
//!
//! In: a text. Out: a [`Node`] tree, read by `serde_yaml`. It does not tell where a value stood, so when (and only when) a
//! value turns out to be wrong, [`Checker`] reads the text again with a parser that keeps positions. Where many texts say the same, a
//! [`Memory`] spares reading it again.

mod checker;
mod memory;
mod node;
mod positions;
mod write;

pub use checker::{At, Checker, Step, Target};
pub use memory::Memory;
pub use node::{Key, Node};
pub use write::{document, scalar};

use positions::Lines;

/// How many nodes the aliases of one text may expand to.
pub const ALIAS_LIMIT: usize = 1_000;

/// How deep brackets may be nested; the parser's time grows with the square of their depth.
const NESTING_LIMIT: usize = 1_000;

/// Why a text is no YAML, and where, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// The line in the text, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
    /// Whether the aliases expand to too much, rather than the syntax being wrong.
    pub aliases: bool,
}

/// Reads one YAML document. An empty text is [`Node::Null`].
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    let holds = |sign: u8| memchr::memchr(sign, text.as_bytes()).is_some();
    if holds(b'&') && holds(b'*') {
        let nodes = positions::expanded_nodes(text);
        if nodes > ALIAS_LIMIT {
            return Err(SyntaxError {
                message: format!("The aliases expand to more than {ALIAS_LIMIT} nodes."),
                line: 1,
                column: 1,
                aliases: true,
            });
        }
    }
    if let Some(offset) = too_deep(text) {
        let (line, column) = place(text, text[..offset].chars().count());
        let message = format!("Lists and maps are nested deeper than {NESTING_LIMIT} levels.");
        return Err(SyntaxError { message, line, column, aliases: false });
    }
    if holds(b'!')
        && text.contains("!!")
        && let Some(index) = positions::core_tag(text)
    {
        let (line, column) = place(text, index);
        let message = "YAML tags are not part of the format.".to_owned();
        return Err(SyntaxError { message, line, column, aliases: false });
    }
    serde_yaml::from_str::<Node>(text).map_err(|error| {
        let (line, column) = error.location().map_or((1, 1), |location| place(text, location.index()));
        SyntaxError { message: sentence(&error), line, column, aliases: false }
    })
}

/// Returns the line and the column, from 1, of a character.
fn place(text: &str, index: usize) -> (u32, u32) {
    let (line, column) = Lines::of(text).place(index);
    (line as u32, column as u32 + 1)
}

/// Returns the offset of the bracket that opens one level too many. Brackets in texts count too, since that costs no more than a look
/// at each byte, and no text has as many that are not closed.
fn too_deep(text: &str) -> Option<usize> {
    let first = memchr::memchr2(b'[', b'{', text.as_bytes())?;
    let mut depth = 0usize;
    let found = text.bytes().skip(first).position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > NESTING_LIMIT
    });
    found.map(|index| first + index)
}

/// Turns the library's message into a sentence without its own line numbers.
fn sentence(error: &serde_yaml::Error) -> String {
    let text = error.to_string();
    let text = match text.find(" at line ") {
        Some(end) => &text[..end],
        None => &text,
    };
    let mut characters = text.chars();
    let first = characters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", characters.as_str().trim_end_matches('.'))
}
