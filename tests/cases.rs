//! Cases: a folder of content and what must come of it.
//!
//! A *case* is a folder below `tests/cases/` that holds `content/`, `themes/` or a `case.yaml`. It is built on top of `tests/cases/_base` (a hub
//! without content and a bare theme) and of the layers that its `case.yaml` names; its own files take the place of theirs. The keys
//! of `case.yaml`, all optional:
//!
//! - `layers`: folders in `tests/cases/_layers/`, copied in this order;
//! - `today`, `drafts`, `strict`, `base_url`: as on the command line; the day is 2026-11-24 unless given;
//! - `whole`: compare whole HTML files, not the part inside `<main>`;
//! - `human`: also compare the rendering for people, in `expected.human`.
//!
//! What must come of it:
//!
//! - `expected.txt`: the diagnostics, a line each. Without the file there must be none.
//! - `expected/`: published files. Each must be published with these bytes; of HTML files only what stands inside `<main>` counts.
//!   `expected/FILES` lists everything that is published, and what is left out, with the reason.
//!
//! A case has one of the two at least. A file in `expected/` that is not published fails. `UPDATE=1 cargo test --test cases` rewrites
//! all of them (a new case gets `expected.txt`, or else `expected/FILES`; for more, put an empty file into `expected/`): read what it
//! wrote before you keep it.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and makes its own files"
)]

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use pacthub::yaml::{self, Key, Node};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::{Built, Options, build, copy, lines};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders = Vec::new();
    find(&root, &mut folders);
    folders.sort();
    let update = std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty() && value != "0");
    let trials = folders
        .into_iter()
        .map(|folder| {
            let name = folder.strip_prefix(&root).expect("a case lies below the root").display().to_string();
            let root = root.clone();
            Trial::test(name, move || run(&root, &folder, update))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Tells whether a folder is a case.
fn is_case(folder: &Path) -> bool {
    ["content", "themes", "case.yaml"].iter().any(|name| folder.join(name).exists())
}

/// Finds the cases. A folder that leads to none is a mistake, which a test of its own reports.
fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    if is_case(folder) {
        found.push(folder.to_owned());
        return;
    }
    let mut inside: Vec<PathBuf> = std::fs::read_dir(folder).expect("the cases are listed").map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    let folders: Vec<PathBuf> = inside.into_iter().filter(|path| path.is_dir()).collect();
    if folders.is_empty() {
        found.push(folder.to_owned());
    }
    for path in folders {
        if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('_')) {
            find(&path, found);
        }
    }
}

#[derive(Default)]
struct Case {
    layers: Vec<String>,
    options: Options,
    whole: bool,
    human: bool,
}

impl Case {
    fn read(folder: &Path) -> Result<Self, Failed> {
        let mut case = Self::default();
        let Ok(text) = std::fs::read_to_string(folder.join("case.yaml")) else { return Ok(case) };
        let node = yaml::parse(&text).map_err(|error| format!("case.yaml: {}", error.message))?;
        let Node::Map(entries) = node else { return Err("case.yaml is no map".into()) };
        for (key, value) in entries {
            match (key, value) {
                (Key::Text(key), Node::List(items)) if key == "layers" => {
                    case.layers =
                        items.iter().filter_map(|item| if let Node::String(text) = item { Some(text.clone()) } else { None }).collect();
                }
                (Key::Text(key), Node::String(text)) if key == "layers" => case.layers = vec![text],
                (Key::Text(key), Node::String(text)) if key == "today" => case.options.today = Some(text),
                (Key::Text(key), Node::String(text)) if key == "base_url" => case.options.base_url = Some(text),
                (Key::Text(key), Node::Boolean(value)) if key == "drafts" => case.options.drafts = value,
                (Key::Text(key), Node::Boolean(value)) if key == "strict" => case.options.strict = value,
                (Key::Text(key), Node::Boolean(value)) if key == "whole" => case.whole = value,
                (Key::Text(key), Node::Boolean(value)) if key == "human" => case.human = value,
                (key, _) => return Err(format!("case.yaml: {key:?} is not known, or its value is wrong").into()),
            }
        }
        Ok(case)
    }
}

fn run(root: &Path, folder: &Path, update: bool) -> Result<(), Failed> {
    if !is_case(folder) {
        return Err("the folder holds no content/, no themes/ and no case.yaml".into());
    }
    let case = Case::read(folder)?;
    let place = tempfile::tempdir()?;
    copy(&root.join("_base"), place.path());
    for layer in &case.layers {
        copy(&root.join("_layers").join(layer), place.path());
    }
    for part in ["content", "themes"] {
        if folder.join(part).is_dir() {
            copy(&folder.join(part), &place.path().join(part));
        }
    }
    let built = build(place.path(), &case.options);
    let mut problems = Vec::new();
    let diagnostics = lines(&built.diagnostics);
    compare(&folder.join("expected.txt"), &diagnostics, update, &mut problems);
    if case.human {
        let read = |file: &str| std::fs::read(place.path().join(file)).ok();
        compare(&folder.join("expected.human"), &pacthub::diagnostic::human(&built.diagnostics, false, &read), update, &mut problems);
    }
    let expected = folder.join("expected");
    if expected.is_dir() && built.failed() {
        if update {
            std::fs::remove_dir_all(&expected)?;
        } else {
            problems.push("there is expected/, yet nothing is published".to_owned());
        }
    } else if expected.is_dir() {
        compare_files(&expected, &expected, &built, &case, update, &mut problems);
    } else if diagnostics.is_empty() {
        if update {
            std::fs::create_dir_all(&expected)?;
            std::fs::write(expected.join("FILES"), list(&built))?;
        } else {
            problems.push("the case expects nothing: it needs expected.txt or expected/".to_owned());
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n").into()) }
}

/// Compares a text with a file; an empty text with there being none.
fn compare(file: &Path, actual: &str, update: bool, problems: &mut Vec<String>) {
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if expected == actual && (!actual.is_empty() || !file.exists()) {
        return;
    }
    if !update {
        problems.push(difference(file, &expected, actual));
    } else if actual.is_empty() {
        let _ = std::fs::remove_file(file);
    } else {
        std::fs::write(file, actual).expect("the expectation is written");
    }
}

fn compare_files(expected: &Path, folder: &Path, built: &Built, case: &Case, update: bool, problems: &mut Vec<String>) {
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the expectations are listed").map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    for path in inside {
        if path.is_dir() {
            compare_files(expected, &path, built, case, update, problems);
            continue;
        }
        let name = path.strip_prefix(expected).expect("it lies in expected/").to_string_lossy().into_owned();
        if name == "FILES" {
            compare(&path, &list(built), update, problems);
            continue;
        }
        let Some(bytes) = built.files.get(&name) else {
            if update {
                std::fs::remove_file(&path).expect("the expectation is removed");
            } else {
                problems.push(format!("{name} is expected, but not published"));
            }
            continue;
        };
        let actual = if name.ends_with(".html") && !case.whole { main_part(bytes) } else { bytes.clone() };
        if std::fs::read(&path).is_ok_and(|expected| expected == actual) {
            continue;
        }
        if update {
            std::fs::write(&path, actual).expect("the expectation is written");
        } else {
            let expected = std::fs::read(&path).unwrap_or_default();
            problems.push(difference(&path, &String::from_utf8_lossy(&expected), &String::from_utf8_lossy(&actual)));
        }
    }
}

/// Returns what stands inside `<main>`, without the space around it; the whole of a page without one.
fn main_part(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let inside = text.split_once("<main").and_then(|(_, rest)| rest.split_once('>')).and_then(|(_, rest)| rest.rsplit_once("</main>"));
    format!("{}\n", inside.map_or(&*text, |(inside, _)| inside).trim()).into_bytes()
}

/// Lists what is published, and what is left out.
fn list(built: &Built) -> String {
    let published = built.files.keys().map(|path| format!("{path}\n"));
    let left_out = built.left_out.iter().map(|(path, reason)| format!("not published: {path} ({reason})\n"));
    published.chain(left_out).collect()
}

fn difference(file: &Path, expected: &str, actual: &str) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let diff = similar::TextDiff::from_lines(expected, actual);
    format!("{}", diff.unified_diff().context_radius(2).header(&format!("{name}, expected"), &format!("{name}, actual")))
}
