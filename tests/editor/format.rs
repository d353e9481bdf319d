//! `pacthub fmt`.

use super::{hub, read, run, shown};
use pacthub::record::halves;
use std::path::Path;

const BEFORE: &str = "\u{feff}---\r\nscope: [pl,  'eu']\r\n# Ile\r\nrate:   80 # procent\r\n\r\nsummary: \"Jedno zdanie.\"\r\nsources:\r\n  - https://example.org/a\r\n\r\n  # druga\r\n  - https://example.org/b\r\ntitle: 'Tytuł: jeden'\r\nverified: 2026-11-01\r\nopens: 2027-01-01\r\n# koniec\r\n---\r\nTekst   z  odstępami .\r\n";
const AFTER: &str = "\u{feff}---\r\ntitle: 'Tytuł: jeden'\r\nsummary: Jedno zdanie.\r\nverified: 2026-11-01\r\nsources:\r\n  - https://example.org/a\r\n\r\n  # druga\r\n  - https://example.org/b\r\nopens: 2027-01-01\r\nscope: [pl, eu]\r\n# Ile\r\nrate: 80 # procent\r\n# koniec\r\n---\r\nTekst   z  odstępami .\r\n";

#[test]
fn front_matter_gets_one_order_and_style() {
    let root = hub("format", &[("content/funding/jeden.md", BEFORE)]);
    let checked = run(&["fmt", "--check", "--root", shown(&root)]);
    assert_eq!(checked.status, 1, "{}", checked.err);
    assert!(checked.err.contains("Would change content/funding/jeden.md"), "{}", checked.err);
    assert_eq!(read(&root, "content/funding/jeden.md"), BEFORE);
    assert_eq!(run(&["fmt", "--root", shown(&root)]).status, 0);
    assert_eq!(read(&root, "content/funding/jeden.md"), AFTER);
    let again = run(&["fmt", "--check", "--root", shown(&root)]);
    assert_eq!(again.status, 0, "{}", again.err);
}

#[test]
fn what_cannot_be_put_in_order_is_left_alone() {
    let odd = [
        "---\nsummary: &a Jedno\ntitle: *a\n---\n",
        "---\n{summary: Jedno, title: Dwa}\n---\n",
        "---\n\"summary\": Jedno\ntitle: Dwa\n---\n",
        "---\nsummary: [\ntitle: Dwa\n---\n",
        "title: bez metryczki\n",
    ];
    for text in odd {
        let root = hub("format-odd", &[("content/funding/jeden.md", text)]);
        assert_eq!(run(&["fmt", "--root", shown(&root)]).status, 0);
        assert_eq!(read(&root, "content/funding/jeden.md"), text);
    }
    let block = "---\nsummary: >\n  Jedno\n\n  dwa\ntitle: A\n---\n";
    let root = hub("format-block", &[("content/funding/jeden.md", block)]);
    run(&["fmt", "--root", shown(&root)]);
    assert_eq!(read(&root, "content/funding/jeden.md"), "---\ntitle: A\nsummary: >\n  Jedno\n\n  dwa\n---\n");
}

/// The real hub, written the other way round and formatted, says the same, and formatting it again changes nothing.
#[test]
fn the_real_hub_keeps_its_meaning() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = super::folder("format-real");
    super::new::copy(&here.join("content"), &root.join("content"));
    let documents = pacthub::source::read_tree(here).documents;
    assert!(documents.len() > 300, "only {} documents were found", documents.len());
    let mapping = |yaml: &str| serde_yaml::from_str::<serde_yaml::Mapping>(yaml).expect("it is a map in YAML");
    for document in &documents {
        let text = read(here, &document.path);
        let parts = halves(&text);
        let mut entries: Vec<_> = mapping(parts.yaml).into_iter().collect();
        entries.reverse();
        let turned: serde_yaml::Mapping = entries.into_iter().collect();
        let turned = serde_yaml::to_string(&turned).expect("it can be written");
        std::fs::write(root.join(&*document.path), format!("---\n{turned}---\n{}", parts.body)).expect("it is written");
    }
    assert_eq!(run(&["fmt", "--check", "--root", shown(&root)]).status, 1);
    assert_eq!(run(&["fmt", "--root", shown(&root)]).status, 0);
    for document in &documents {
        let (before, after) = (read(here, &document.path), read(&root, &document.path));
        let (before, after) = (halves(&before), halves(&after));
        assert_eq!(mapping(after.yaml), mapping(before.yaml), "{}", document.path);
        let keys = |yaml: &str| mapping(yaml).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys(after.yaml), keys(before.yaml), "{}", document.path);
        assert_eq!(after.body, before.body, "{}", document.path);
    }
    let again = run(&["fmt", "--check", "--root", shown(&root)]);
    assert_eq!(again.status, 0, "{}", again.err);
}

/// So that whoever runs `fmt` after an edit changes nothing but the edit.
#[test]
fn the_real_hub_is_in_the_style_of_fmt() {
    let checked = run(&["fmt", "--check", "--root", env!("CARGO_MANIFEST_DIR")]);
    assert_eq!(checked.status, 0, "{}", checked.err);
}
