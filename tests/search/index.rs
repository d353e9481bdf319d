//! Tests the files of an index.

use pacthub::search::{Document, Options, build};
use std::collections::{BTreeMap, BTreeSet};

fn sample() -> Vec<Document<'static>> {
    (0..1100)
        .map(|id| Document {
            id,
            collection: (id % 3) as u16,
            url: "/a/",
            title: if id % 7 == 0 { "Źródła finansowania" } else { "Nabór wniosków" },
            summary: if id % 5 < 3 { "Krótki opis szkolenia dla pracowników" } else { "Przedsiębiorczość, cyberbezpieczeństwo" },
            body: if id % 2 == 0 { "<h2>Usługi</h2><p>Księga usług e-learning.</p>" } else { "<p>Miasto i wieś.</p>" },
            ..Document::default()
        })
        .collect()
}

#[test]
fn the_result_depends_on_neither_threads_nor_order() {
    let build_with = |threads: usize, documents: &[Document<'_>]| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| build(documents, "pl", &BTreeMap::new(), &Options::default()))
    };
    let documents = sample();
    let one = build_with(1, &documents);
    assert_eq!(one, build_with(3, &documents));
    let mut turned = documents;
    turned.reverse();
    assert_eq!(one, build_with(2, &turned));
}

#[test]
fn names_change_with_the_content_and_are_unique() {
    let files = build(&sample(), "pl", &BTreeMap::new(), &Options::default());
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), files.len());
    assert_eq!(files[0].0, "index.json");
    let mut changed = sample();
    changed[0].body = "Zupełnie nowe słowo.";
    let others = build(&changed, "pl", &BTreeMap::new(), &Options::default());
    for (name, bytes) in &files[1..] {
        if let Some((_, other)) = others.iter().find(|(other, _)| other == name) {
            assert_eq!(bytes, other);
        }
    }
    assert_ne!(files, others);
}

#[test]
fn an_empty_index_is_an_index() {
    let files = build(&[], "pl", &BTreeMap::new(), &Options::default());
    let root: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
    assert_eq!(root["documents"], 0);
    let nothing = build(&[Document::default()], "xx", &BTreeMap::new(), &Options::default());
    assert!(!nothing.is_empty());
}
