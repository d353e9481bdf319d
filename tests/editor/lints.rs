//! What `check` finds beside errors in the format, by the history of files and on the real hub.

use super::{check, hub, ids, record, run, shown, write};
use std::path::Path;
use std::process::Command;

/// Runs git in a folder, on a day.
pub(super) fn git(root: &Path, day: &str, arguments: &[&str]) {
    let date = format!("{day}T12:00:00Z");
    let identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(identity).args(arguments).env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date);
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_translation_is_outdated_when_words_changed_after_it() {
    let root = hub("history", &[("content/funding/kfs.en.md", "---\ntitle: National Training Fund\n---\nText.\n")]);
    git(&root, "2026-10-01", &["init", "-q"]);
    git(&root, "2026-10-01", &["add", "."]);
    git(&root, "2026-10-01", &["commit", "-qm", "Start"]);
    assert_eq!(check(&root, &[]), []);
    write(&root, "content/funding/kfs.md", &record("title: Krajowy Fundusz Szkoleniowy\ndeadline: 2027-01-01", "Tekst."));
    git(&root, "2026-10-02", &["commit", "-qam", "Change a fact"]);
    assert_eq!(check(&root, &[]), [], "facts are not translated");
    write(&root, "content/funding/kfs.md", &record("title: Krajowy Fundusz Szkoleniowy", "Inny tekst."));
    git(&root, "2026-10-03", &["commit", "-qam", "Change words"]);
    assert_eq!(ids(&root, &[]), ["hint outdated-translation"]);
    let told = run(&["check", "--root", shown(&root)]).err;
    assert!(told.contains("changed after 2026-10-01"), "{told}");
    write(&root, "content/funding/kfs.en.md", "---\ntitle: National Training Fund\n---\nOther text.\n");
    git(&root, "2026-10-04", &["commit", "-qam", "Translate"]);
    assert_eq!(check(&root, &[]), []);
}

#[test]
fn a_space_at_which_no_line_ends_is_no_other_word() {
    let original = |body: &str| record("title: Krajowy Fundusz Szkoleniowy", body);
    let translation = "---\ntitle: National Training Fund\n---\nCourses in Poland.\n";
    let root = hub("spaces", &[("content/funding/kfs.md", &original("Kursy w Polsce.")), ("content/funding/kfs.en.md", translation)]);
    git(&root, "2026-10-01", &["init", "-q"]);
    git(&root, "2026-10-01", &["add", "."]);
    git(&root, "2026-10-01", &["commit", "-qm", "Start"]);
    write(&root, "content/funding/kfs.md", &original("Kursy w\u{a0}Polsce."));
    git(&root, "2026-10-02", &["commit", "-qam", "Keep a word with the next"]);
    assert_eq!(check(&root, &[]), []);
    write(&root, "content/funding/kfs.md", &original("Kursy w\u{a0}Europie."));
    git(&root, "2026-10-03", &["commit", "-qam", "Change words"]);
    assert_eq!(ids(&root, &[]), ["hint outdated-translation"]);
}

#[test]
fn a_space_before_a_mark_is_found_wherever_it_stands() {
    let root = hub("marks", &[]);
    for letters in (1..3).chain(61..67).chain(126..130) {
        for (found, rest) in [("space-before-mark", " , y."), ("space-before-mark", " ;"), ("hyphen-as-dash", " - y.")] {
            write(
                &root,
                "content/funding/kfs.md",
                &record("title: Krajowy Fundusz Szkoleniowy", &format!("{}{rest}", "x".repeat(letters))),
            );
            assert_eq!(ids(&root, &[]), [format!("hint {found}")], "{letters} letters before {rest:?}");
        }
    }
}

#[test]
fn a_closed_call_that_says_it_is_open_is_told_only_while_it_says_so() {
    let closed = |body: &str| record("title: Bon\ndeadline: 2026-10-31", body);
    let root = hub("closed", &[("content/funding/bon.md", &closed("Nabór trwa do końca miesiąca."))]);
    assert_eq!(check(&root, &[]), [("warning".into(), "closed-call".into(), "content/funding/bon.md".into(), 9)]);
    for open in [
        "Trwa nabór.",
        "NABÓR JEST OTWARTY.",
        "Nabór jest wciąż otwarty.",
        "Nabór jest nadal otwarty.",
        "Nabór potrwa tydzień.",
        "Wnioski można jeszcze składać.",
        "Można jeszcze złożyć wniosek.",
        "Zapisy trwają.",
        "Trwają zapisy.",
        "Rekrutacja trwa.",
        "Trwa rekrutacja.",
        "The call is open.",
        "This CALL is still open!",
        "The call is currently open.",
        "Applications are open.",
        "It is open for applications.",
        "Registration is open.",
        "You can still apply.",
        "Apply now!",
    ] {
        write(&root, "content/funding/bon.md", &closed(open));
        assert_eq!(ids(&root, &[]), ["warning closed-call"], "{open}");
    }
    for fine in ["Sprawdź, czy nabór trwa.", "Nabór trwał do końca miesiąca.", "Złóż wniosek, gdy trwa nabór."] {
        write(&root, "content/funding/bon.md", &closed(fine));
        assert_eq!(check(&root, &[]), [], "{fine}");
    }
    write(&root, "content/funding/bon.md", &record("title: Bon\ndeadline: 2026-12-31", "Nabór trwa."));
    assert_eq!(check(&root, &[]), [], "it is open");
}

#[test]
fn build_says_nothing_of_lints() {
    let root = hub("build-quiet", &[("content/funding/bon.md", &record("title: Bon", "[tutaj](https://example.org/) \"x\" - y"))]);
    let built = run(&["build", "--strict", "--root", shown(&root)]);
    assert_eq!(built.status, 0, "{}", built.err);
    assert!(!built.err.contains("vague-link"), "{}", built.err);
    assert!(run(&["check", "--strict", "--root", shown(&root)]).status == 1, "a warning is an error when asked for");
}

#[test]
fn the_real_hub_has_no_errors_and_no_warnings() {
    let found = check(Path::new(env!("CARGO_MANIFEST_DIR")), &[]);
    let grave: Vec<_> = found.into_iter().filter(|(severity, ..)| severity != "hint").collect();
    assert_eq!(grave, []);
}

#[test]
fn markup_hides_nothing_from_a_glance() {
    let texts = [
        ("vague-link", "[tu*taj*](https://example.org/)"),
        ("vague-link", "[ku\\ tu\n\n[t&#117;](https://example.org/)"),
        ("vague-link", "> [kliknij\n> tutaj][a]\n\n[a]: https://example.org/"),
        ("vague-link", "[**wi\u{119}cej**]\n\n[**wi\u{119}cej**]: https://example.org/"),
        ("vague-link", "[&nbsp;](https://example.org/)"),
        ("vague-link", "[](https://example.org/)"),
        ("skipped-heading", "# A\n\n### B"),
        ("skipped-heading", "#### A"),
        ("skipped-heading", "# A\n\n## B\n\n### C\n\n#### D\n\n###### E"),
        ("repeated-title", "Bon na\n`szkolenia`\n==="),
        ("table-without-header", "> | &nbsp; | |\n> |---|---|\n> | a | b |"),
        ("table-without-header", "- a\n\n  | | |\n  | :-: | - |\n  | a | b |"),
    ];
    for (id, text) in texts {
        let root = hub("glance", &[("content/funding/bon.md", &record("title: Bon na szkolenia", text))]);
        let found = check(&root, &[]);
        assert!(found.iter().any(|(_, found, ..)| found == id), "{id} {text:?}: {found:?}");
    }
}
