//! Every diagnostic has an example that shows it and whose mended form does not, and the documentation is made from them.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and makes its own files"
)]

use pacthub::diagnostic::{BASE, Diagnostic, DiagnosticId, NOTHING, Shown, documentation};
use pacthub::lint::{Texts, lint};
use pacthub::load::{Day, LoadOptions, load_witnessed};
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diagnostics").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder is made");
    path
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("the folder is made");
    fs::write(file, bytes).expect("the file is written");
}

/// Checks a hub on 24 November 2026, as `pacthub check` does.
fn check(root: &Path) -> Vec<Diagnostic> {
    let options = LoadOptions { day: Day::Given(jiff::civil::date(2026, 11, 24)), drafts: false, base_url: None };
    let texts = Texts::default();
    let mut loaded = load_witnessed(root, &options, &|hub, record, text| texts.look(hub, record, text));
    if let Some(site) = &loaded.site {
        let linted = lint(&site.catalogue, &[], texts);
        loaded.add(root, linted.located, linted.pending);
    }
    loaded.diagnostics
}

fn base(name: &str) -> PathBuf {
    let root = folder(name);
    for (path, text) in BASE {
        write(&root, path, text.as_bytes());
    }
    root
}

#[test]
fn the_base_hub_has_nothing_to_complain_about() {
    assert_eq!(check(&base("base")), []);
}

#[test]
fn every_example_shows_its_diagnostic_and_its_mended_form_does_not() {
    for id in DiagnosticId::ALL {
        let example = id.example();
        let Shown::File { file, bad, mended, also } = example.shown else { continue };
        for (text, expected) in [(bad, true), (mended, false)] {
            let root = base(id.as_str());
            for (path, text) in also {
                write(&root, path, text.as_bytes());
            }
            if text == NOTHING {
                let _ = fs::remove_file(root.join(file));
            } else {
                write(&root, file, text.as_bytes());
            }
            let found = check(&root);
            let shown = found.iter().find(|diagnostic| diagnostic.id == *id);
            assert_eq!(shown.is_some(), expected, "{}: {text:?} gives {found:#?}", id.as_str());
            if let Some(shown) = shown {
                assert_eq!(shown.severity, example.severity, "{}", id.as_str());
                assert!(shown.place.line >= 1, "{shown:?}");
            }
            if !expected {
                assert!(
                    found.iter().all(|diagnostic| diagnostic.severity != pacthub::diagnostic::Severity::Error),
                    "{}: mended, it gives {found:#?}",
                    id.as_str()
                );
            }
        }
    }
}

/// What a text cannot show is made by hand here, or tested where the comment says.
#[test]
fn what_is_shown_in_words_has_a_case_too() {
    let record = "---\ntitle: A\nsummary: B\n---\n";
    for id in DiagnosticId::ALL {
        if !matches!(id.example().shown, Shown::Words { .. }) {
            continue;
        }
        let root = base(&format!("words-{}", id.as_str()));
        match id {
            DiagnosticId::UnreadableFile => {
                // A folder in the place of a file can be read by nobody, not even by an administrator.
                fs::remove_file(root.join("content/vocabularies/scope.yaml")).expect("it is removed");
                std::os::unix::fs::symlink("nowhere.yaml", root.join("content/vocabularies/scope.yaml")).expect("the link is made");
            }
            DiagnosticId::InvalidUtf8 => write(&root, "content/funding/kfs.md", b"---\ntitle: \xb3\n---\n"),
            DiagnosticId::InvalidFileName => {
                use std::os::unix::ffi::OsStrExt;
                let name = std::ffi::OsStr::from_bytes(b"\xb3.md");
                fs::write(root.join("content/funding").join(name), record).expect("it is written");
            }
            DiagnosticId::FileTooLarge => write(&root, "content/funding/kfs.md", format!("{record}{}", "x".repeat(17 << 20)).as_bytes()),
            DiagnosticId::SymlinkOutside => {
                std::os::unix::fs::symlink("/etc/hosts", root.join("content/funding/hosts.md")).expect("the link is made");
            }
            DiagnosticId::TooManyAliases => {
                let text = "---\ntitle: A\nsummary: B\nsources: &a [x, x, x, x, x, x, x, x, x, x]\naliases: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nscope: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n---\n";
                write(&root, "content/funding/kfs.md", text.as_bytes());
            }
            DiagnosticId::FrontMatterTooLarge => {
                write(&root, "content/funding/kfs.md", format!("---\ntitle: A\nsummary: {}\n---\n", "x".repeat(300_000)).as_bytes());
            }
            DiagnosticId::InvalidImage => {
                write(&root, "content/pages/office/index.md", b"---\ntitle: Office\n---\n");
                write(&root, "content/pages/office/office.png", b"a text");
            }
            DiagnosticId::NestedTooDeep => {
                write(&root, "content/pages/deep.md", format!("---\ntitle: Deep\n---\n{}x\n", "> ".repeat(150)).as_bytes());
            }
            DiagnosticId::UnusedString => {
                write(
                    &root,
                    "content/hub.yaml",
                    b"title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\ntheme: own\nmenu: [pages/about]\n",
                );
                write(&root, "themes/own/theme.yaml", b"extends: pact\n");
                for language in ["pl", "en"] {
                    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("themes/pact/i18n/{language}.yaml"));
                    let text = fs::read_to_string(source).expect("it is read") + "\ngreeting: {unused: Hello}\n";
                    write(&root, &format!("themes/own/i18n/{language}.yaml"), text.as_bytes());
                }
            }
            // tests/editor: lints, against and external.
            DiagnosticId::OutdatedTranslation
            | DiagnosticId::GoneAddress
            | DiagnosticId::DeadLink
            | DiagnosticId::MovedLink
            | DiagnosticId::UncheckedLink => continue,
            other => panic!("{} has no case", other.as_str()),
        }
        let found = check(&root);
        assert!(found.iter().any(|diagnostic| diagnostic.id == *id), "{} gives {found:#?}", id.as_str());
    }
}

#[test]
fn the_documentation_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let page = documentation();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("the folder is made");
        fs::write(&file, &page).expect("it is written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == page, "docs/diagnostics.md is old; UPDATE=1 cargo test --test diagnostics writes it anew");
}

#[test]
fn ids_are_readable_and_unique() {
    let mut names: Vec<&str> = DiagnosticId::ALL.iter().map(|id| id.as_str()).collect();
    assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')));
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// What is said is a sentence, or ends with what it names after a colon.
fn is_finished(text: &str) -> bool {
    let last = text.rsplit(". ").next().unwrap_or(text);
    text.ends_with(['.', '?', ':', '…']) || last.contains(": ")
}

#[test]
fn what_is_said_ends_like_a_sentence() {
    assert!(is_finished("Write it so.") && is_finished("Two things. Known are: a, b"));
    assert!(!is_finished("No end") && !is_finished("Known: one. No end"));
    let mut unfinished = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the cases are listed") {
            let path = entry.expect("the cases are listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name == "expected.txt") {
                let text = fs::read_to_string(&path).expect("it is read");
                // A line that begins like neither a diagnostic nor a help goes on with the one before, as a value with a line break does.
                let begins = |line: &str| line.starts_with("content/") || line.starts_with("themes/") || line.starts_with("  ");
                let mut said: Vec<String> = Vec::new();
                for line in text.lines() {
                    match said.last_mut() {
                        Some(last) if !begins(line) => last.push_str(line),
                        _ => said.push(line.to_owned()),
                    }
                }
                unfinished.extend(said.into_iter().filter(|line| !is_finished(line)));
            }
        }
    }
    assert_eq!(unfinished, Vec::<String>::new());
}
