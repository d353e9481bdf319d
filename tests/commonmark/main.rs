//! The examples of the CommonMark specification and of GFM's, through the product's own parser.
//!
//! The specification's text lies beside this file as it was published. Where the format differs by design, both sides are brought to the
//! same form, each time with the reason ([`html`]); what still differs is listed in [`deviations`], and the lists must stay exact.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and reads its own files"
)]

#[path = "../support/mod.rs"]
mod support;

mod deviations;
mod html;

use pacthub::hub::Hub;
use pacthub::record::{self, ParseOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const COMMONMARK: &str = include_str!("commonmark-0.31.2.txt");
const GFM: &str = include_str!("gfm.txt");

/// An example of a specification.
struct Example {
    /// From 1, as the specification counts.
    number: u32,
    markdown: String,
    html: String,
}

/// Reads the examples of a specification: a fence of 32 ticks, Markdown, a line with a full stop, HTML, a fence.
fn examples(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let text = text.replace("\r\n", "\n");
    let opening = format!("\n{fence} example");
    text.split(opening.as_str())
        .skip(1)
        .enumerate()
        .map(|(index, part)| {
            let (_, part) = part.split_once('\n').expect("an example begins on the next line");
            let (example, _) = part.split_once(&format!("{fence}\n")).expect("an example ends");
            // The Markdown may be empty, so that the full stop stands on the first line.
            let (markdown, html) = example
                .strip_prefix(".\n")
                .map(|html| ("", html))
                .or_else(|| example.split_once("\n.\n"))
                .expect("an example has two parts");
            Example { number: index as u32 + 1, markdown: format!("{markdown}\n").replace('→', "\t"), html: html.replace('→', "\t") }
        })
        .collect()
}

/// An English hub: in Polish texts some spaces do not break, which is not the specification's business.
fn hub() -> Hub {
    let folder = support::empty_hub();
    support::write(folder.path(), "content/hub.yaml", "title: Hub\nbase_url: https://example.org/\nlanguages: [en]\ntheme: plain\n");
    let tree = pacthub::source::read_tree(folder.path());
    let (hub, diagnostics) = pacthub::hub::read(&tree.hub);
    assert_eq!(support::lines(&diagnostics), "");
    hub.expect("a hub")
}

/// What became of a text: its HTML and the ids of what is wrong with it.
fn render(hub: &Hub, markdown: &str) -> (String, BTreeSet<&'static str>) {
    let path: Arc<str> = "content/pages/example.md".into();
    let parsed = record::parse(hub, &path, &format!("---\ntitle: T\n---\n{markdown}"), ParseOptions::default());
    let record = parsed.record.expect("parsing never fails");
    (html::filled(&record.body), parsed.diagnostics.iter().map(|diagnostic| diagnostic.id.as_str()).collect())
}

/// Compares all examples, and what differs with the lists of what differs by design.
fn compare(specification: &str, known: &deviations::Deviations) {
    let hub = hub();
    let mut differ = Vec::new();
    let mut wrong: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut problems = Vec::new();
    for example in examples(specification) {
        let (found, ids) = render(&hub, &example.markdown);
        for id in &ids {
            wrong.entry(id).or_default().push(example.number);
        }
        // Raw HTML is left out and reported, so that there is nothing to compare.
        if ids.contains("raw-html") {
            continue;
        }
        let (found, expected) = (html::normal(&found), html::expected(&example.html));
        if found != expected {
            differ.push(example.number);
            if !known.html.iter().any(|(number, _)| *number == example.number) {
                let number = example.number;
                problems.push(format!("example {number}: {:?}\nexpected {expected}\nfound    {found}\n", example.markdown));
            }
        }
    }
    let expected: Vec<u32> = known.html.iter().map(|(number, _)| *number).collect();
    assert!(problems.is_empty(), "{} examples differ:\n{}", problems.len(), problems.join("\n"));
    assert_eq!(differ, expected, "examples that are said to differ no longer do");
    let expected: BTreeMap<&str, Vec<u32>> = known.diagnostics.iter().map(|(id, numbers)| (*id, numbers.to_vec())).collect();
    assert_eq!(wrong, expected, "other examples than those listed are reported");
}

#[test]
fn what_is_special_is_escaped_wherever_it_stands() {
    let hub = hub();
    for (special, escaped) in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "\"")] {
        for before in 1..40 {
            for after in [0, 1, 14, 15, 16, 17] {
                let (x, y) = ("x".repeat(before), "y".repeat(after));
                let (found, ids) = render(&hub, &format!("{x}{special} {y}\n"));
                assert_eq!(found.trim_end(), format!("<p>{x}{escaped} {y}").trim_end().to_owned() + "</p>");
                assert!(ids.is_empty(), "{ids:?}");
            }
        }
    }
}

/// Headings are shifted wherever a first-level one stands, in lists and quotes too: found by the specification's example 300.
#[test]
fn a_first_heading_in_a_list_shifts_all_headings() {
    for (markdown, expected) in [
        ("- # One\n\n## Two\n", "<h3 id=\"two\">"),
        ("1. One\n   ===\n\n## Two\n", "<h3 id=\"two\">"),
        ("- One\n\n## Two\n", "<h2 id=\"two\">"),
    ] {
        let (found, _) = render(&hub(), markdown);
        assert!(found.contains(expected), "{markdown:?}: {found}");
    }
}

#[test]
fn commonmark() {
    assert_eq!(examples(COMMONMARK).len(), 652);
    compare(COMMONMARK, &deviations::COMMONMARK);
}

#[test]
fn github_flavoured_markdown() {
    assert_eq!(examples(GFM).len(), 14);
    compare(GFM, &deviations::GFM);
}
