//! `pacthub diff`, on real repositories.

use super::lints::git;
use super::{Run, hub, read, record, run, shown, write};
use serde_json::Value;
use std::fs;
use std::path::Path;

const SCHEMA: &str = "label: {pl: Finansowanie, en: Funding}
path: {pl: finansowanie, en: funding}
window: {opens: opens, closes: deadline}
feed: true
fields:
  opens: {type: date}
  deadline: {type: date, label: {pl: Koniec naboru, en: Deadline}}
  max_amount: {type: money, label: {pl: Kwota maksymalna, en: Maximum amount}}
  scope: {type: terms, vocabulary: scope, facet: true, label: {pl: Zasięg, en: Geographic scope}}
  calls: {type: rounds, label: {pl: Nabory, en: Calls}}
  contact: {type: email, label: {pl: Kontakt, en: Contact}}
  part_of: {type: records, collection: funding, label: {pl: Część, en: Part of}}
  note: {type: markdown, label: {pl: Uwaga, en: Note}}
";

const BON: &str = "title: Bon
deadline: 2026-06-30
max_amount: 50000
calls: [{label: Pierwszy, opens: 2026-01-01, closes: 2026-02-01}]
contact: bon@example.org";

/// Makes a hub whose first state is committed.
fn committed(name: &str) -> std::path::PathBuf {
    let root = hub(
        name,
        &[
            ("content/funding/_collection.yaml", SCHEMA),
            ("content/vocabularies/scope.yaml", "label: Zasięg\nterms: {pl: {pl: Polska, en: Poland}, de: {pl: Niemcy, en: Germany}}\n"),
            ("content/funding/bon.md", &record(BON, "Tekst z [linkiem](kfs.md).")),
            ("content/funding/bon.en.md", "---\ntitle: Voucher\n---\nText.\n"),
            ("content/funding/stary.md", &record("title: Stary", "Tekst.")),
            ("content/funding/dawny.md", &record("title: Dawny", "Tekst.")),
            ("content/pages/about.md", "---\ntitle: O nas\n---\nTekst.\n"),
            ("content/_static/regulamin.txt", "Regulamin\n"),
        ],
    );
    git(&root, "2026-10-01", &["init", "-q", "-b", "main"]);
    git(&root, "2026-10-01", &["add", "."]);
    git(&root, "2026-10-01", &["commit", "-qm", "Start"]);
    root
}

fn diff(root: &Path, arguments: &[&str]) -> Run {
    let mut all = vec!["diff", "--root", shown(root)];
    all.extend(arguments);
    run(&all)
}

/// Changes a bit of everything in the work tree.
fn change(root: &Path) {
    let bon = "title: Bon na szkolenie
deadline: 2026-12-10T15:00
max_amount: {max: 80000.5, currency: PLN}
calls: [{label: Pierwszy, opens: 2026-01-01, closes: 2026-03-01}, {label: Drugi, opens: 2026-11-20, budget: 1000000}]
part_of: [kfs]
note: Uwaga.";
    let front = record(bon, "Inny tekst z [linkiem](kfs.md).").replace("scope: [pl]", "scope: [de]").replace("2026-11-01", "2026-11-20");
    write(root, "content/funding/bon.md", &front);
    write(root, "content/funding/bon.en.md", "---\ntitle: Voucher\nslug: voucher\n---\nText.\n");
    write(root, "content/funding/nowy.md", &record("title: Nowy\naliases: [/finansowanie/dawny/]", "Tekst."));
    for gone in ["content/funding/stary.md", "content/funding/dawny.md", "content/_static/regulamin.txt"] {
        fs::remove_file(root.join(gone)).expect("it is removed");
    }
}

#[test]
fn changes_are_said_in_words() {
    let root = committed("diff-words");
    assert_eq!(diff(&root, &["main"]).out, "Readers see no difference.\n");
    change(&root);
    let told = diff(&root, &["main"]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert_eq!(told.err, "");
    let expected = "Gone without a redirect: 3
  /en/funding/bon/  record Voucher
  /finansowanie/stary/  record Stary
  /regulamin.txt  file regulamin.txt
Gone, with a redirect: 1
  /finansowanie/dawny/ → /finansowanie/nowy/
Added: 8
  /en/funding/voucher/  record Voucher
  /finansowanie/nowy/  record Nowy
  /en/funding/scope/de/  listing funding where scope = de
  /en/funding/status/closing-soon/  listing funding where status = closing-soon
  /en/funding/status/open/  listing funding where status = open
  /finansowanie/scope/de/  listing funding where scope = de
  /finansowanie/status/closing-soon/  listing funding where status = closing-soon
  /finansowanie/status/open/  listing funding where status = open
Changed: 1
  Bon na szkolenie  content/funding/bon.md
    Title: “Bon” → “Bon na szkolenie”
    Status: closed → closing-soon
    Deadline moved from 30 June 2026 to 10 December 2026, 15:00
    Maximum amount: 50,000 EUR → up to 80,000.50 PLN
    Geographic scope: added Germany; removed Poland
    Calls: Pierwszy, 1 January 2026 to 1 February 2026 → Pierwszy, 1 January 2026 to 1 March 2026
    Calls: added Drugi, from 20 November 2026 (1,000,000 EUR)
    Contact removed (was bon@example.org)
    Part of: added Krajowy Fundusz Szkoleniowy
    Note added: Uwaga.
    Verified moved from 1 November 2026 to 20 November 2026
    Text changed
    Address (en): /en/funding/bon/ → /en/funding/voucher/
";
    // A closed call's own page and listing are gone as well, since none is closed any more.
    let own: String = told.out.lines().filter(|line| !line.contains("status = closed")).map(|line| format!("{line}\n")).collect();
    let own = own.replace("redirect: 5", "redirect: 3");
    assert!(own.starts_with(expected), "{}", told.out);
    assert!(told.out.lines().last().expect("a line").starts_with("Changed only in what they share with others: "), "{}", told.out);
}

#[test]
fn what_changed_only_with_others_is_counted() {
    let root = committed("diff-shared");
    let terms = "label: Zasięg\nterms: {pl: {pl: Polska, en: Poland}, de: {pl: Republika Federalna, en: Germany}, fr: Francja}\n";
    write(&root, "content/vocabularies/scope.yaml", terms);
    write(&root, "content/hub.yaml", "title: Inny hub\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\n");
    let told = diff(&root, &["HEAD"]);
    let lines: Vec<&str> = told.out.lines().collect();
    let [heading, vocabulary, terms, renamed, shared] = lines.as_slice() else { panic!("{}", told.out) };
    assert_eq!([*heading, vocabulary], ["Changed: 1", "  Zasięg  content/vocabularies/scope.yaml"]);
    assert_eq!([*terms, renamed], ["    Terms: added Francja (fr)", "    Term de (pl): Niemcy → Republika Federalna"]);
    assert!(shared.starts_with("Changed only in what they share with others: 5 record pages, "), "{shared}");
    assert!(shared.ends_with("(also edited: content/hub.yaml, content/vocabularies/scope.yaml)"), "{shared}");
}

#[test]
fn markdown_keeps_what_editors_wrote_from_being_markup() {
    let root = committed("diff-markdown");
    assert_eq!(diff(&root, &["main", "--format", "markdown"]).out, "## What this changes for readers\n\nNothing.\n");
    write(&root, "content/funding/bon.md", &record("title: 'Bon <b> *x* @all'", "Tekst."));
    (0..11).for_each(|number| write(&root, &format!("content/pages/p{number}.md"), "---\ntitle: Strona\n---\nTekst.\n"));
    let told = diff(&root, &["main", "--format", "markdown"]).out;
    assert!(
        told.contains("\n### Changed: 1\n\n- **Bon &lt;b> \\*x\\* &#64;all** `content/funding/bon.md`\n  - Title: “Bon” → “Bon &lt;b> "),
        "{told}"
    );
    assert!(told.contains("\n<details><summary><b>Added: 11</b></summary>\n\n- `/p0/` page Strona\n"), "{told}");
}

#[test]
fn data_says_the_same() {
    let root = committed("diff-json");
    change(&root);
    let told: Value = serde_json::from_str(&diff(&root, &["main", "--format", "json"]).out).expect("it is JSON");
    assert_eq!(told["day"], "2026-11-24");
    let gone = told["gone"].as_array().expect("a list");
    assert!(gone.contains(&serde_json::json!(
        {"path": "/finansowanie/dawny/", "kind": "record", "title": "Dawny", "language": "pl", "redirect": "/finansowanie/nowy/"}
    )));
    let changed = &told["changed"][0];
    assert_eq!((&changed["kind"], &changed["pages"][0]), (&"record".into(), &"/finansowanie/bon/".into()));
    let deadline = changed["changes"].as_array().expect("a list").iter().find(|change| change["key"] == "deadline");
    assert_eq!(
        deadline.expect("the deadline changed"),
        &serde_json::json!({
            "key": "deadline", "label": "Deadline", "language": null, "before": "30 June 2026", "after": "10 December 2026, 15:00",
            "added": [], "removed": [], "text": "Deadline moved from 30 June 2026 to 10 December 2026, 15:00"
        })
    );
    assert!(told["elsewhere"]["listings"].as_u64().expect("a number") > 0);
}

#[test]
fn the_common_commit_leaves_out_what_others_did() {
    let root = committed("diff-merge-base");
    git(&root, "2026-10-02", &["checkout", "-qb", "work"]);
    write(&root, "content/pages/mine.md", "---\ntitle: Moja\n---\nTekst.\n");
    git(&root, "2026-10-02", &["add", "."]);
    git(&root, "2026-10-02", &["commit", "-qm", "Mine"]);
    git(&root, "2026-10-03", &["checkout", "-q", "main"]);
    write(&root, "content/pages/theirs.md", "---\ntitle: Ich\n---\nTekst.\n");
    git(&root, "2026-10-03", &["add", "."]);
    git(&root, "2026-10-03", &["commit", "-qm", "Theirs"]);
    git(&root, "2026-10-04", &["checkout", "-q", "work"]);
    assert!(diff(&root, &["main"]).out.contains("/theirs/"));
    let told = diff(&root, &["main", "--merge-base"]).out;
    assert!(told.contains("/mine/") && !told.contains("/theirs/"), "{told}");
}

#[test]
fn a_hub_in_a_folder_of_the_repository_is_compared_with_itself() {
    let root = committed("diff-nested");
    let nested = root.join("sub/hub");
    super::new::copy(&root.join("content"), &nested.join("content"));
    #[cfg(unix)]
    std::os::unix::fs::symlink("about.md", nested.join("content/pages/link.md")).expect("a link is made");
    write(&nested, "themes/plain/theme.yaml", "name: plain\nextends: pact\n");
    git(&root, "2026-10-02", &["add", "."]);
    git(&root, "2026-10-02", &["commit", "-qm", "Nest"]);
    assert_eq!(diff(&nested, &["HEAD"]).out, "Readers see no difference.\n");
    write(&nested, "content/pages/new.md", "---\ntitle: Nowa\n---\nTekst.\n");
    assert!(diff(&nested, &["HEAD"]).out.starts_with("Added: 1\n  /new/  page Nowa\n"));
    let before = diff(&nested, &["HEAD~1"]);
    assert_eq!(before.status, 2);
    assert!(before.err.contains("There is no hub at HEAD~1"), "{}", before.err);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let root = committed("diff-refused");
    for name in ["nope", "--upload-pack=x", "main:content"] {
        let told = diff(&root, &["--", name]);
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{name}");
        assert!(told.err.contains(&format!("There is no commit '{name}'")), "{}", told.err);
    }
    let outside = tempfile::tempdir().expect("a folder");
    super::new::copy(&root.join("content"), &outside.path().join("content"));
    let told = diff(outside.path(), &["main"]);
    assert_eq!(told.status, 2);
    assert!(told.err.contains("lies in no git repository"), "{}", told.err);
    write(&root, "content/funding/bon.md", "---\ntitle: Bon\nsummary: S.\nscope: [plx]\n---\n");
    let told = diff(&root, &["main"]);
    assert_eq!((told.status, told.out.as_str()), (1, ""));
    assert!(told.err.starts_with("The hub has errors") && told.err.contains("unknown-term"), "{}", told.err);
    git(&root, "2026-10-02", &["commit", "-qam", "Break it"]);
    git(&root, "2026-10-03", &["revert", "--no-commit", "HEAD"]);
    write(&root, "content/hub.yaml", "titel: Hub\n");
    let told = diff(&root, &["HEAD"]);
    assert_eq!((told.status, told.out.as_str()), (1, ""));
    assert!(told.err.starts_with("The hub has errors"), "{}", told.err);
    git(&root, "2026-10-03", &["commit", "-qam", "Break it more"]);
    git(&root, "2026-10-04", &["checkout", "-q", "main~1", "content/hub.yaml"]);
    git(&root, "2026-10-04", &["checkout", "-q", "main~2", "--", "content/funding"]);
    let told = diff(&root, &["HEAD"]);
    assert_eq!((told.status, told.out.as_str()), (1, ""));
    assert!(told.err.contains("The settings of the hub at HEAD cannot be used"), "{}", told.err);
}

#[test]
fn a_base_with_errors_is_compared_as_far_as_it_can_be() {
    let root = committed("diff-wrong-base");
    write(&root, "content/funding/bon.md", &record("title: Bon\ndeadline: 2026-06-30\ncontact: nobody", "Tekst."));
    git(&root, "2026-10-02", &["commit", "-qam", "Break it"]);
    write(&root, "content/funding/bon.md", &record("title: Bon\ndeadline: 2026-07-31", "Tekst."));
    write(&root, "content/funding/nowe.md", &record("title: Nowe", "Tekst."));
    let told = diff(&root, &["HEAD"]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(told.err.starts_with("The hub at HEAD has errors; what they are about may be missing"), "{}", told.err);
    assert!(told.err.contains("'nobody' is not an e-mail address."), "{}", told.err);
    assert!(told.out.contains("/finansowanie/nowe/  record Nowe\n"), "{}", told.out);
    assert!(told.out.contains("Deadline moved from 30 June 2026 to 31 July 2026"), "{}", told.out);
}

#[test]
fn a_base_whose_theme_cannot_be_used_is_compared_in_facts_and_addresses() {
    let root = committed("diff-wrong-theme");
    let settings = read(&root, "content/hub.yaml");
    for (message, path, text, said) in [
        ("The theme is gone", "content/hub.yaml", format!("{settings}theme: lost\n"), "The theme of the hub at HEAD cannot be used"),
        (
            "A page fails",
            "themes/own/templates/page.html",
            "{{ nothing.at.all }}".to_owned(),
            "The pages of the hub at HEAD cannot be rendered",
        ),
    ] {
        if path.starts_with("themes") {
            write(&root, "themes/own/theme.yaml", "name: own\nextends: pact\n");
            write(&root, "content/hub.yaml", &format!("{settings}theme: own\n"));
        }
        write(&root, path, &text);
        write(&root, "content/funding/bon.md", &record("title: Bon\ndeadline: 2026-06-30", "Tekst."));
        git(&root, "2026-10-02", &["add", "."]);
        git(&root, "2026-10-02", &["commit", "-qm", message]);
        write(&root, "content/hub.yaml", &settings);
        write(&root, "content/funding/bon.md", &record("title: Bon\ndeadline: 2026-07-31", "Tekst."));
        write(&root, "content/pages/nowa.md", "---\ntitle: Nowa\n---\nTekst.\n");
        let told = diff(&root, &["HEAD"]);
        assert_eq!(told.status, 0, "{}", told.err);
        assert!(told.err.contains(said), "{}", told.err);
        assert!(told.out.contains("/nowa/  page Nowa\n"), "{}", told.out);
        assert!(told.out.contains("Deadline moved from 30 June 2026 to 31 July 2026"), "{}", told.out);
        assert!(!told.out.contains("elsewhere") && !told.out.contains("Gone"), "{}", told.out);
        fs::remove_file(root.join("content/pages/nowa.md")).expect("it is there");
    }
}
