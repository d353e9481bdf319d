//! The day on which the site changes by itself.

use super::{hub, run, shown, write};
use pacthub::load::{Day, LoadOptions, load};
use pacthub::record::Moment;

const CALLS: &str = "label: Nabory\nwindow: {rounds: calls}\nfields:\n  calls: {type: rounds}\n";

/// What it is about, records given as collection and front matter, the day, and what is said.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c str, &'c str);

const CASES: &[Case] = &[
    ("nothing", &[], "2027-01-01", ""),
    ("no-window", &[("funding", "")], "2027-01-01", ""),
    ("opens", &[("funding", "opens: 2027-01-15")], "2027-01-01", "2027-01-15 (a call opens)"),
    ("opens-today", &[("funding", "opens: 2027-01-15")], "2027-01-15", ""),
    ("opens-with-an-hour", &[("funding", "opens: 2027-01-15T23:59")], "2027-01-01", "2027-01-15 (a call opens)"),
    ("soon", &[("funding", "deadline: 2027-03-31")], "2027-01-01", "2027-03-01 (a call begins to close soon)"),
    ("closing-day-is-included", &[("funding", "deadline: 2027-03-31")], "2027-03-30", "2027-04-01 (a call has closed)"),
    ("an-hour-closes-no-day", &[("funding", "deadline: 2027-03-31T12:00")], "2027-03-31", "2027-04-01 (a call has closed)"),
    ("closed", &[("funding", "deadline: 2027-03-31")], "2027-04-01", ""),
    ("short", &[("funding", "opens: 2027-02-01\ndeadline: 2027-02-10")], "2027-01-01", "2027-02-01 (a call opens)"),
    ("short-closes", &[("funding", "opens: 2027-02-01\ndeadline: 2027-02-10")], "2027-02-01", "2027-02-11 (a call has closed)"),
    (
        "the-first-counts",
        &[("funding", "opens: 2027-05-01"), ("funding", "opens: 2027-02-01"), ("funding", "opens: 2027-03-01")],
        "2027-01-01",
        "2027-02-01 (a call opens)",
    ),
    (
        "several-on-one-day",
        &[("funding", "opens: 2027-02-01"), ("funding", "deadline: 2027-01-31"), ("calls", "calls: [{opens: 2027-02-01}]")],
        "2027-01-05",
        "2027-02-01 (2 calls open, a call has closed)",
    ),
    (
        "second-round",
        &[("calls", "calls: [{opens: 2027-01-01, closes: 2027-01-10}, {opens: 2027-06-01, closes: 2027-06-10}]")],
        "2027-01-11",
        "2027-06-01 (a call opens)",
    ),
    (
        // The record stays open, but its page says of each round what it is.
        "a-round-within-another",
        &[("calls", "calls: [{opens: 2027-01-01}, {opens: 2027-02-01, closes: 2027-02-10}]")],
        "2027-02-01",
        "2027-02-11 (a call has closed)",
    ),
    ("stale", &[("funding", "verified: 2026-02-28")], "2027-01-01", "2027-03-01 (the facts of a record become stale)"),
    ("stale-long-ago", &[("funding", "verified: 2020-02-28")], "2027-01-01", ""),
    (
        "stale-pages",
        &[("pages", "verified: 2026-02-28"), ("funding", "verified: 2026-02-28")],
        "2027-01-01",
        "2027-03-01 (the facts of 2 records become stale)",
    ),
    ("draft", &[("funding", "opens: 2027-01-15\ndraft: true")], "2027-01-01", ""),
];

#[test]
fn the_next_change_is_the_first_turn_of_anything() {
    for (name, records, day, expected) in CASES {
        let root = hub(&format!("next-change-{name}"), &[("content/calls/_collection.yaml", CALLS)]);
        std::fs::remove_file(root.join("content/funding/kfs.md")).expect("it is removed");
        for (index, (collection, front)) in records.iter().enumerate() {
            let scope = if *collection == "funding" { "scope: [pl]" } else { "" };
            write(&root, &format!("content/{collection}/r{index}.md"), &format!("---\ntitle: R\nsummary: S.\n{scope}\n{front}\n---\n"));
        }
        let day = Moment::parse(day).expect("a day").date;
        let loaded = load(&root, &LoadOptions { day: Day::Given(day), drafts: false, base_url: None }, &mut |_| {});
        assert!(!loaded.has_errors(), "{name}: {:?}", loaded.diagnostics);
        let next = loaded.site.expect("a site").catalogue.next_change(day);
        assert_eq!(next.map(|next| next.to_string()).unwrap_or_default(), *expected, "{name}");
    }
}

#[test]
fn soon_in_months_begins_on_the_first_day_that_is_near_enough() {
    let root = hub("next-change-months", &[("content/funding/a.md", &super::record("title: A\ndeadline: 2027-03-31", "Tekst."))]);
    let settings = super::read(&root, "content/hub.yaml");
    write(&root, "content/hub.yaml", &format!("{settings}closing_soon: 1 month\n"));
    // A month after 28 February is 28 March, a month after 1 March is 1 April.
    let built = run(&["build", "--root", shown(&root), "--today", "2027-02-20"]);
    assert!(built.err.ends_with(" s. The site changes by itself next on 2027-03-01 (a call begins to close soon).\n"), "{}", built.err);
    for (day, status) in [("2027-02-28", "open"), ("2027-03-01", "closing-soon")] {
        assert_eq!(run(&["build", "-q", "--root", shown(&root), "--today", day]).status, 0);
        assert!(super::read(&root, "output/finansowanie/records.json").contains(&format!("\"status\":\"{status}\"")), "{day}");
    }
}
