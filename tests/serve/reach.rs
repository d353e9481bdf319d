//! What an edit is said to reach holds every route behind which something else stands.

use crate::support::{TODAY, write};
use pacthub::load::{Day, LoadOptions};
use pacthub::render::Renderer;
use pacthub::route::{Addresses, Route};
use pacthub::workspace::{Look, Reach, Workspace};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tempfile::TempDir;

/// How many sequences of edits are tried unless PROPTEST_CASES says otherwise.
const CASES: u32 = 3;

const HUB: &str = "title: {pl: Hub, en: The hub}
base_url: https://example.org/hub/
languages: [pl, en]
page_size: 2
feed_items: 3
menu: [calls, notes, people, pages/about]
accessibility: {page: pages/accessibility}
finder: {collection: calls, questions: [{facet: scope}, {facet: status}]}
theme: mine
social_images: true
";

/// A drawing with the same words as the theme's, but without the work of setting them.
const DRAWING: &str = "<svg>{{ social.title }} {{ social.summary }} {{ social.kind }}{% for fact in social.facts %} {{ fact.label }} {{ fact.text }}{% endfor %}</svg>";

const CALLS: &str = "label: {pl: Nabory, en: Calls}
path: {pl: nabory, en: calls}
sort: deadline
window: {opens: opens, closes: deadline}
pairs: [[status, scope]]
feed: true
calendar: true
fields:
  opens: {type: date}
  deadline: {type: date}
  scope: {type: terms, vocabulary: scope, facet: true}
  amount: {type: money, facet: {ranges: [100, 1000]}}
  run_by: {type: records, collection: people, card: true}
  remark: {type: markdown, card: true}
  website: {type: url, property: url}
";

const NOTES: &str = "label: {pl: Notatki, en: Notes}
path: {pl: notatki, en: notes}
sort: -date
feed: true
fields:
  scope: {type: terms, vocabulary: scope, facet: true}
  place: {type: text, facet: true}
  about: {type: record, collection: calls}
";

const PEOPLE: &str = "label: {pl: Osoby, en: People}
path: {pl: osoby, en: people}
fields:
  role: {type: text, card: true}
  note: {type: record, collection: notes, facet: true}
";

const SCOPE: &str = "label: {pl: Zasięg, en: Scope}
path: {pl: zasieg, en: scope}
covers: true
terms:
  eu:
    label: Unia
    children:
      pl: {label: Polska, tile: [1, 1], children: {pl-12: {label: Małopolska, tile: [1, 2]}, pl-14: {label: Mazowsze, tile: [2, 2]}}}
      de: Niemcy
";

/// The documents that are edited, each with what its front matter and its body may be; the first of both is what the hub begins with.
const DOCUMENTS: &[(&str, &[&str], &[&str])] = &[
    (
        "calls/a.md",
        &[
            "title: Call A\nsummary: S.\ndeadline: 2026-12-01\nscope: [pl]\nrun_by: [ada]\n",
            "title: Call A again\nsummary: S.\ndeadline: 2026-12-01\nscope: [pl]\nrun_by: [ada]\n",
            "title: Call A\nsummary: Another.\ndeadline: 2027-12-01\nscope: [pl-12, de]\nrun_by: [bo]\namount: 50\n",
            "title: Call A\nsummary: S.\nopens: 2027-01-01\nscope: [eu]\nupdated: 2026-11-01\nremark: '[Bo](../people/bo.md#way)'\n",
            "title: Call A\nsummary: S.\ndeadline: 2026-01-01\namount: 5000\nslug: other\n",
        ],
        &[
            "Text.\n",
            "## Part\n\nSee [b](b.md).\n",
            "## Way\n\n[One](../notes/one.md#part)\n",
            "```records\ncollection: notes\nlimit: 2\n```\n",
        ],
    ),
    (
        "calls/a.en.md",
        &["title: The call\n", "title: Another call\nsummary: In English.\n", "slug: the-call\n"],
        &["", "English.\n", "## Part\n\nEnglish, [b](b.md).\n"],
    ),
    (
        "calls/b.md",
        &[
            "title: Call B\nsummary: S.\ndeadline: 2026-12-02\nscope: [de]\nremark: 'By [Ada](../people/ada.md#part).'\n",
            "title: Aaa\nsummary: S.\ndeadline: 2026-12-02\nscope: [de]\nrun_by: [ada, bo]\n",
            "title: Call B\nsummary: S.\ndeadline: 2026-12-02\nscope: [de, pl-14]\n",
        ],
        &["Text.\n", "[A](a.md)\n"],
    ),
    (
        "notes/one.md",
        &[
            "title: One\nsummary: S.\ndate: 2026-05-04\nscope: [pl-12]\nabout: a\n",
            "title: One and more\nsummary: S.\ndate: 2026-05-04\nscope: [pl-12]\nabout: a\n",
            "title: One\nsummary: S.\ndate: 2020-05-04\nscope: [pl, pl-14]\nplace: Kraków\n",
            "title: One\nsummary: S.\ndate: 2026-05-04\nabout: b\nsources: [https://example.org/]\n",
        ],
        &["## Part\n\nWords.\n", "## Part\n\nOther words with [Ada](../people/ada.md).\n", "## Part\n\n## Way\n"],
    ),
    (
        "notes/two.md",
        &[
            "title: Two\nsummary: S.\ndate: 2026-05-05\nscope: [pl-12]\n",
            "title: Two\nsummary: T.\ndate: 2026-05-03\nscope: [de]\naliases: [/old/]\n",
        ],
        &["[One](one.md#part)\n", "```picture\ncollection: calls\ntimeline: true\n```\n", "Text.\n"],
    ),
    (
        "people/ada.md",
        &[
            "title: Ada\nsummary: S.\nrole: R\n",
            "title: Ada L.\nsummary: S.\nrole: R\nnote: one\n",
            "title: Ada\nsummary: T.\nrole: Q\nverified: 2024-01-01\n",
        ],
        &["## Part\n", "## Part\n\n## Other\n", "## Part\n\n[Call](../calls/a.md)\n"],
    ),
    ("people/ada.en.md", &["title: Ada in English\n", "role: R in English\n"], &["", "## Part\n", "## Another\n"]),
    ("people/bo.md", &["title: Bo\nsummary: S.\n", "title: Bob\nsummary: S.\n"], &["## Way\n", "## Way\n\nText.\n"]),
    (
        "pages/index.md",
        &["title: Home\n"],
        &["Hello.\n", "[A](../calls/a.md)\n\n```records\ncollection: calls\nwhere: {scope: [pl]}\n```\n"],
    ),
    ("pages/about.md", &["title: About\n", "title: About us\n", "title: About\nsummary: S.\n"], &["Text.\n", "[A](../calls/a.md)\n"]),
    (
        "pages/free.md",
        &["title: Free\n", "title: Freely\nupdated: 2026-01-01\n"],
        &["Text.\n", "[Note](../notes/one.md)\n\n```picture\ncollection: calls\ntile-map: scope\n```\n"],
    ),
    ("pages/accessibility.md", &["title: Statement\n", "title: The statement\n"], &["", "### Part\n"]),
];

fn text(document: usize, head: usize, body: usize) -> String {
    let (_, heads, bodies) = DOCUMENTS[document];
    format!("---\n{}---\n{}", heads[head % heads.len()], bodies[body % bodies.len()])
}

fn hub() -> TempDir {
    let hub = tempfile::tempdir().expect("a temporary folder");
    let root = hub.path();
    write(root, "content/hub.yaml", HUB);
    write(root, "themes/mine/theme.yaml", "extends: pact\n");
    write(root, "themes/mine/templates/social.svg", DRAWING);
    write(root, "content/vocabularies/scope.yaml", SCOPE);
    for (collection, schema) in [("calls", CALLS), ("notes", NOTES), ("people", PEOPLE)] {
        write(root, &format!("content/{collection}/_collection.yaml"), schema);
    }
    for (document, (path, ..)) in DOCUMENTS.iter().enumerate() {
        write(root, &format!("content/{path}"), text(document, 0, 0));
    }
    for (number, scope) in ["pl", "eu", "pl-14", "de, pl-12"].iter().enumerate() {
        let head = format!("title: Call {number}\nsummary: S.\ndeadline: 2026-1{}-20\nscope: [{scope}]", number % 3);
        write(root, &format!("content/calls/call-{number}.md"), format!("---\n{head}\n---\nText.\n"));
        write(
            root,
            &format!("content/notes/note-{number}.md"),
            format!("---\ntitle: N{number}\nsummary: S.\nscope: [{scope}]\n---\nText.\n"),
        );
    }
    hub
}

/// What is published: what cannot be rendered is its message.
fn published(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let site = workspace.site().expect("a site");
    let renderer = Renderer::new(site);
    let mut files = BTreeMap::new();
    for (path, route) in &site.table.routes {
        match route {
            Route::Bundle(bundle) => files.extend(renderer.bundle(*bundle).expect("a bundle is made")),
            _ => {
                let bytes = renderer.render(route).map_or_else(|error| error.message.clone().into_bytes(), Option::unwrap_or_default);
                files.entry(path.clone()).or_insert(bytes);
            }
        }
    }
    files
}

/// Returns the paths that have other bytes than before and are not reached.
fn forgotten(before: &BTreeMap<String, Vec<u8>>, workspace: &Workspace, routes: impl Iterator<Item = Route>) -> Vec<String> {
    let after = published(workspace);
    let addresses = Addresses::new(&workspace.site().expect("a site").catalogue);
    let mut reached = BTreeSet::new();
    let mut folders = Vec::new();
    for route in routes {
        reached.extend(addresses.route(&route));
        if let Route::Bundle(bundle) = route {
            folders.push(addresses.bundle_folder(bundle));
        }
    }
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let different = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
    different.filter(|path| !reached.contains(*path) && !folders.iter().any(|folder| path.starts_with(folder))).cloned().collect()
}

/// Makes edits, several before it is asked what they have reached where that is so, and says what was forgotten after which.
fn difference(root: &Path, edits: &[(usize, usize, usize, bool)]) -> (Option<String>, usize) {
    let day = Day::Given(TODAY.parse().expect("a day"));
    let mut workspace = Workspace::open(root, LoadOptions { day, drafts: false, base_url: None });
    workspace.take_reach();
    let mut before = published(&workspace);
    let mut few = 0;
    for (number, (document, head, body, asked)) in edits.iter().enumerate() {
        let path = format!("content/{}", DOCUMENTS[*document].0);
        write(root, &path, text(*document, *head, *body));
        workspace.look(&Look::At(vec![root.join(&path)]), false);
        if !asked {
            continue;
        }
        if let Reach::Routes(routes) = workspace.take_reach() {
            few += 1;
            let forgotten = forgotten(&before, &workspace, routes.into_iter());
            if !forgotten.is_empty() {
                return (Some(format!("after edit {number}, of {path}: {forgotten:?}")), few);
            }
        }
        before = published(&workspace);
    }
    (None, few)
}

#[test]
fn every_edit_after_every_other() {
    let mut edits = Vec::new();
    for (document, (_, heads, bodies)) in DOCUMENTS.iter().enumerate() {
        edits.extend((0..heads.len()).map(|head| (document, head, 0, true)));
        edits.extend((0..bodies.len()).map(|body| (document, heads.len() - 1, body, true)));
        edits.push((document, 0, 0, true));
    }
    let hub = hub();
    let (forgotten, few) = difference(hub.path(), &edits);
    assert_eq!(forgotten, None);
    // What reaches everything is right as well, and of no use.
    assert!(few * 3 > edits.len() * 2, "{few} of {} edits reach less than everything", edits.len());
}

#[test]
fn any_edits() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let config = ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 100, ..ProptestConfig::default() };
    let edit = (0..DOCUMENTS.len(), 0..5_usize, 0..4_usize, proptest::bool::weighted(0.7));
    let edits = proptest::collection::vec(edit, 1..12);
    let result = TestRunner::new(config).run(&edits, |edits| {
        let hub = hub();
        match difference(hub.path(), &edits).0 {
            None => Ok(()),
            Some(forgotten) => Err(TestCaseError::fail(forgotten)),
        }
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
