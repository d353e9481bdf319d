//! Any text as each of the files that make a hub's schema.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pacthub::hub::{HubSources, TextFile, read};

fuzz_target!(|text: &str| {
    let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.to_owned() };
    let good = HubSources {
        settings: Some(file("content/hub.yaml", "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\n")),
        vocabularies: vec![file("content/vocabularies/kind.yaml", "terms:\n  one: One\n")],
        collections: vec![("calls".to_owned(), file("content/calls/_collection.yaml", "fields:\n  kind: {type: terms, vocabulary: kind}\n"))],
        synonyms: None,
    };
    let mut sources = [good.clone(), good.clone(), good.clone(), good];
    sources[0].settings = Some(file("content/hub.yaml", text));
    sources[1].vocabularies[0].text = text.to_owned();
    sources[2].collections[0].1.text = text.to_owned();
    sources[3].synonyms = Some(file("content/search/synonyms.yaml", text));
    for sources in &sources {
        let (hub, diagnostics) = read(sources);
        assert!(hub.is_some() || !diagnostics.is_empty(), "there is no hub, and nobody says why");
    }
});
