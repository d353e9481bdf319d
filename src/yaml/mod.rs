//! The one place that reads YAML.
//!
//! In: a text. Out: a [`Node`] tree, read by `serde_yaml`. It does not tell where a value stood, so when (and only when) a
//! value turns out to be wrong, [`Checker`] reads the text again with a parser that keeps positions.

mod checker;
mod node;
mod positions;
mod write;

pub use checker::{At, Checker, Step, Target};
pub use node::{Key, Node};
pub use write::scalar;

/// How many nodes the aliases of one text may expand to.
pub const ALIAS_LIMIT: usize = 1_000;

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
    if text.contains('&') && text.contains('*') {
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
    serde_yaml::from_str::<Node>(text).map_err(|error| {
        let (line, column) = error.location().map_or((1, 1), |location| (location.line(), location.column()));
        SyntaxError { message: sentence(&error), line: line as u32, column: column as u32, aliases: false }
    })
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
