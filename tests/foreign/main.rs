//! Markdown that nobody wrote for pacthub: what other sites and projects have published, as the bodies of a hub's records.
//!
//! `FOREIGN=FOLDER` names a folder of Markdown, such as the content of a Hugo or Zola site; without it the READMEs and books of the crates
//! that this machine has fetched are taken. Such texts are full of what the format refuses (raw HTML, links to nothing), which has to be
//! said; nothing may panic, every page must be well-formed, and every word must be there.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and reads other people's files"
)]

#[path = "../support/mod.rs"]
mod support;

mod words;

use pacthub::diagnostic::Severity;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many of the fetched crates' texts are read unless a folder is named.
const ENOUGH: usize = 400;

/// Returns the texts in a folder without their front matter, each once, with the paths of the first that hold them.
fn texts(folder: &Path, most: usize) -> Vec<(PathBuf, String)> {
    let mut seen = BTreeSet::new();
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let is_markdown = entry.path().extension().is_some_and(|ending| ending == "md" || ending == "markdown");
        if !is_markdown || !entry.file_type().is_file() || texts.len() == most {
            continue;
        }
        // Other encodings are an error of the file, which other tests see to.
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        let body = body(text.strip_prefix('\u{feff}').unwrap_or(&text));
        if !body.trim().is_empty() && seen.insert(body.to_owned()) {
            texts.push((entry.path().to_owned(), body.to_owned()));
        }
    }
    texts
}

/// Takes off front matter as Hugo (`---`, `+++`) and Zola (`+++`) write it.
fn body(text: &str) -> &str {
    for fence in ["---", "+++"] {
        let Some(rest) = text.strip_prefix(fence).and_then(|rest| rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))) else {
            continue;
        };
        let mut offset = 0;
        for line in rest.split_inclusive('\n') {
            offset += line.len();
            if line.trim_end() == fence {
                return &rest[offset..];
            }
        }
    }
    text
}

fn foreign() -> Vec<(PathBuf, String)> {
    if let Some(folder) = std::env::var_os("FOREIGN") {
        let texts = texts(Path::new(&folder), usize::MAX);
        assert!(!texts.is_empty(), "FOREIGN names a folder without Markdown");
        return texts;
    }
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    cargo.map(|cargo| texts(&cargo.join("registry/src"), ENOUGH)).unwrap_or_default()
}

/// Writes a hub whose records are the texts.
fn hub(texts: &[(PathBuf, String)], settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    support::write(root, "content/hub.yaml", format!("title: Hub\nbase_url: https://example.org/\nlanguages: [en]\n{settings}"));
    support::write(root, "content/texts/_collection.yaml", "label: Texts\nfeed: true\nfields:\n  from: {type: text}\n");
    for (index, (path, text)) in texts.iter().enumerate() {
        let from = serde_json::Value::from(path.to_string_lossy());
        support::write(root, &record_path(index), format!("---\ntitle: Text {index}\nsummary: S.\nfrom: {from}\n---\n{text}"));
    }
    folder
}

fn record_path(index: usize) -> String {
    format!("content/texts/t{index}.md")
}

/// Renders a hub in spite of what is wrong with its records, whose places must lie in them.
fn rendered(root: &Path, texts: &[(PathBuf, String)]) -> BTreeMap<String, Vec<u8>> {
    let options = pacthub::load::LoadOptions {
        day: pacthub::load::Day::Given(support::TODAY.parse().expect("a day")),
        drafts: false,
        base_url: None,
    };
    let loaded = pacthub::load::load(root, &options, &mut |_| {});
    let lines: BTreeMap<String, usize> =
        texts.iter().enumerate().map(|(index, (_, text))| (record_path(index), text.split('\n').count() + 5)).collect();
    for diagnostic in &loaded.diagnostics {
        let lines = lines.get(&*diagnostic.place.file).unwrap_or_else(|| panic!("{diagnostic:?} is about no record"));
        assert!((diagnostic.place.line as usize) <= *lines, "{diagnostic:?} lies behind the end");
    }
    let (files, diagnostics) = support::render(&loaded);
    assert_eq!(support::lines(&diagnostics), "");
    files
}

/// Returns what an HTML parser finds wrong with a page.
fn errors(page: &str) -> Vec<String> {
    Html::parse_document(page).errors.into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[test]
fn foreign_texts_become_whole_pages() {
    let texts = foreign();
    let prose = Selector::parse(".prose").expect("a selector");
    for settings in ["", "raw_html: sanitize\n"] {
        let hub = hub(&texts, settings);
        let files = rendered(hub.path(), &texts);
        let mut wrong = Vec::new();
        for (index, (path, text)) in texts.iter().enumerate() {
            let page = &files[&format!("texts/t{index}/index.html")];
            let page = std::str::from_utf8(page).expect("a page is UTF-8");
            wrong.extend(errors(page).into_iter().map(|error| format!("{} with {settings:?}: {error}", path.display())));
            // Sanitizing takes words out together with the scripts that hold them.
            if settings.is_empty() {
                let document = Html::parse_document(page);
                let missing = document.select(&prose).next().map(|shown| words::missing(text, shown)).unwrap_or_default();
                wrong.extend((!missing.is_empty()).then(|| format!("{} lost {missing:?}", path.display())));
            }
        }
        for (path, file) in &files {
            if path.ends_with(".xml") {
                let text = std::str::from_utf8(file).expect("a feed is UTF-8");
                wrong.extend(roxmltree::Document::parse(text).err().map(|error| format!("{path}: {error}")));
            }
        }
        assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
    eprintln!("{} foreign texts were read", texts.len());
}

/// Runs the program in a hub; it may find errors, and must not crash.
fn run(root: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_pacthub"))
        .args(arguments)
        .args(["--root".as_ref(), root.as_os_str()])
        .env("SOURCE_DATE_EPOCH", "1795000000")
        .output()
        .expect("the program runs");
    let code = output.status.code().unwrap_or_else(|| panic!("{arguments:?} was killed: {}", output.status));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!told.contains("panicked"), "{told}");
    (code, String::from_utf8(output.stdout).expect("it prints UTF-8"))
}

#[test]
fn what_foreign_texts_have_wrong_is_reported_and_the_others_are_published() {
    let mut texts = foreign();
    if texts.is_empty() {
        eprintln!("not tried: no crates have been fetched to this machine, and FOREIGN names no folder");
        return;
    }
    let first = hub(&texts, "");
    let (code, printed) = run(first.path(), &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&printed).expect("one document");
    let of_error = |found: &&serde_json::Value| found["severity"] == Severity::Error.as_str();
    let reported = report["diagnostics"].as_array().expect("a list").iter().filter(of_error);
    let bad: BTreeSet<String> = reported.map(|found| found["file"].as_str().expect("a path").to_owned()).collect();
    assert_eq!(code, i32::from(!bad.is_empty()));
    assert_eq!(run(first.path(), &["build", "--quiet"]).0, code, "check and build agree");
    let mut index = 0;
    texts.retain(|_| {
        index += 1;
        !bad.contains(&record_path(index - 1))
    });
    let second = hub(&texts, "");
    let (code, printed) = run(second.path(), &["build", "--quiet"]);
    assert_eq!(code, 0, "{printed}");
    for (index, (path, _)) in texts.iter().enumerate() {
        let page = second.path().join(format!("output/texts/t{index}/index.html"));
        assert!(page.is_file(), "{} is not published", path.display());
    }
    eprintln!("{} foreign texts have errors, {} were published", bad.len(), texts.len());
}
