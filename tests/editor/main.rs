//! What editors use: writing records, schemas, a first hub, and what `check` tells them.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and makes its own files"
)]

mod against;
mod cms;
mod diff;
mod external;
mod facts;
mod fix;
mod format;
mod from;
mod init;
mod lints;
mod new;
mod next_change;
mod sarif;
mod schema;
mod speed;
mod vscode;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run said.
struct Run {
    status: i32,
    out: String,
    err: String,
}

/// Runs the program on a fixed day.
fn run(arguments: &[&str]) -> Run {
    // 24 November 2026, noon UTC.
    run_with(arguments, &[("SOURCE_DATE_EPOCH", "1795521600")])
}

fn run_with(arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pacthub"));
    command.args(arguments).env_remove("SOURCE_DATE_EPOCH").envs(variables.iter().copied());
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    Run { status: status.code().expect("it ends by itself"), out: text(stdout), err: text(stderr) }
}

/// Returns an empty folder of that name.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder is made");
    path
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

/// Writes a file, making its folders.
fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("the folder is made");
    fs::write(file, text).expect("the file is written");
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).expect("the file is read")
}

/// Makes a small hub, with further files.
fn hub(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = folder(name);
    write(&root, "content/hub.yaml", "title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\n");
    write(&root, "content/vocabularies/scope.yaml", "label: Zasięg\nterms: {pl: Polska}\n");
    write(
        &root,
        "content/funding/_collection.yaml",
        "label: Finansowanie\npath: {pl: finansowanie, en: funding}\nwindow: {opens: opens, closes: deadline}\nfields:\n  \
         opens: {type: date}\n  deadline: {type: date}\n  scope: {type: terms, vocabulary: scope, facet: true, required: true}\n  \
         contact: {type: email, help: Adres operatora}\n",
    );
    write(&root, "content/funding/kfs.md", &record("title: Krajowy Fundusz Szkoleniowy", "Tekst."));
    for (path, text) in files {
        write(&root, path, text);
    }
    root
}

/// Returns a record that has nothing to complain about, with further front matter and a body.
fn record(front: &str, body: &str) -> String {
    format!("---\n{front}\nsummary: Jedno zdanie.\nsources: [https://example.org/]\nverified: 2026-11-01\nscope: [pl]\n---\n{body}\n")
}

/// Checks a hub and returns what was found, as severity, id, file, line.
fn check(root: &Path, arguments: &[&str]) -> Vec<(String, String, String, u64)> {
    let mut all = vec!["check", "--root", shown(root), "--format", "json"];
    all.extend(arguments);
    let Run { out, err, .. } = run(&all);
    let document: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}"));
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let found = document["diagnostics"].as_array().expect("a list").iter();
    found.map(|one| (text(&one["severity"]), text(&one["id"]), text(&one["file"]), one["line"].as_u64().expect("a line"))).collect()
}

/// Returns only the ids, with their severities.
fn ids(root: &Path, arguments: &[&str]) -> Vec<String> {
    check(root, arguments).into_iter().map(|(severity, id, ..)| format!("{severity} {id}")).collect()
}
