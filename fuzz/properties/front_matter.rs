//! Any file as a record.

use super::hub;
use pacthub::yaml::{Memory, Node, parse, scalar};

/// Fails where it does not hold.
pub(crate) fn holds(text: &str) {
    for text in [text, &format!("---\ntitle: T\nsummary: S.\n{text}\n---\n")] {
        let parsed = hub::record(&hub::STRICT, text);
        if let Some(record) = parsed.record {
            hub::in_catalogue(&hub::STRICT, record, text);
        }
    }
    // What was read before changes nothing.
    let memory = Memory::default();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for part in lines.chunks(2) {
        let _ = memory.parse(&part.concat(), |_| true);
    }
    assert_eq!(format!("{:?}", memory.parse(text, |_| true)), format!("{:?}", parse(text)), "{text}");
    // What is written as a value is read as the same text.
    let written = scalar(text);
    assert_eq!(parse(&written), Ok(Node::String(text.to_owned())), "{written}");
    assert_eq!(parse(&format!("[{written}]")), Ok(Node::List([Node::String(text.to_owned())].into())), "{written} in a list");
}
