//! Any file as a record.

use super::hub;
use pacthub::yaml::{Node, parse, scalar};

/// Fails where it does not hold.
pub(crate) fn holds(text: &str) {
    for text in [text, &format!("---\ntitle: T\nsummary: S.\n{text}\n---\n")] {
        let parsed = hub::record(&hub::STRICT, text);
        if let Some(record) = parsed.record {
            hub::in_catalogue(&hub::STRICT, record, text);
        }
    }
    // What is written as a value is read as the same text.
    let written = scalar(text);
    assert_eq!(parse(&written), Ok(Node::String(text.to_owned())), "{written}");
    assert_eq!(parse(&format!("[{written}]")), Ok(Node::List(vec![Node::String(text.to_owned())])), "{written} in a list");
}
