//! The hub that the targets read records for.

use pacthub::hub::{Hub, HubSources, TextFile};
use pacthub::record::{Parsed, ParseOptions, parse};
use std::sync::{Arc, LazyLock};

const VOCABULARY: &str = "label: Kind\nterms:\n  one: One\n  two: {label: Two, aliases: [old]}\n";
const COLLECTION: &str = "label: Calls\nwindow: {rounds: rounds}\nfields:\n  rounds: {type: rounds}\n  kind: {type: terms, vocabulary: kind, facet: true}\n  \
     words: {type: text, many: true}\n  note: {type: markdown}\n  amount: {type: money}\n  number: {type: number, many: true}\n  \
     rate: {type: percent}\n  yes: {type: boolean}\n  day: {type: date, many: true}\n  site: {type: url, many: true}\n  \
     mail: {type: email, many: true}\n  other: {type: records, collection: calls}\n  picture: {type: image}\n";

/// A hub with a field of every type; raw HTML is an error in it.
pub static STRICT: LazyLock<Hub> = LazyLock::new(|| hub("error"));
/// The same, with raw HTML sanitized.
#[allow(dead_code, reason = "each target uses its own part")]
pub static SANITIZING: LazyLock<Hub> = LazyLock::new(|| hub("sanitize"));

fn hub(raw_html: &str) -> Hub {
    let file = |path: &str, text: String| TextFile { path: path.into(), text };
    let settings = if raw_html == "error" { String::new() } else { format!("raw_html: {raw_html}\n") };
    let sources = HubSources {
        settings: Some(file("content/hub.yaml", format!("title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\n{settings}"))),
        vocabularies: vec![file("content/vocabularies/kind.yaml", VOCABULARY.to_owned())],
        collections: vec![("calls".to_owned(), file("content/calls/_collection.yaml", COLLECTION.to_owned()))],
        synonyms: None,
    };
    let (hub, diagnostics) = pacthub::hub::read(&sources);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    hub.expect("the hub is good")
}

/// Reads a record. Whatever is wrong with it lies in its file.
pub fn record(hub: &Hub, text: &str) -> Parsed {
    let path: Arc<str> = "content/calls/one.md".into();
    let parsed = parse(hub, &path, text, ParseOptions { drafts: true });
    let lines = text.split('\n').count() as u32;
    for diagnostic in &parsed.diagnostics {
        assert_eq!(diagnostic.place.file, path);
        assert!(diagnostic.place.line <= lines + 1, "{diagnostic:?} lies behind the end");
        assert!(!diagnostic.message.is_empty());
    }
    if let Some(record) = &parsed.record {
        let html = &record.body.html;
        for insert in &record.body.inserts {
            assert!(html.is_char_boundary(insert.at as usize), "a hole lies in a character");
        }
        assert!(record.body.inserts.is_sorted_by_key(|insert| insert.at), "holes are out of order");
    }
    parsed
}
