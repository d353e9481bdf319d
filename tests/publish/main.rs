//! Publishing into a folder: what is written, kept, refused, and put right.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and makes its own files"
)]

#[path = "../support/mod.rs"]
mod support;

mod binary;
mod changes;
mod compressed;
mod crashes;
mod few;
mod memory;
mod refusals;
mod settled;
mod together;
mod trust;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pacthub::publish::{Publication, PublishError, Published};

/// A site by path.
type Files<'a> = &'a [(&'a str, &'a str)];

/// Publishes a site.
fn publish(output: &Path, files: Files) -> Result<Published, PublishError> {
    let publication = Publication::open(output, &[]).expect("the folder may be published into");
    for (path, text) in files {
        publication.stage(path, text.as_bytes())?;
    }
    publication.commit()
}

/// Publishes a site that must succeed.
fn publish_well(output: &Path, files: Files) -> Published {
    publish(output, files).expect("the site is published")
}

/// Writes a file, making its folders.
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder is made");
    fs::write(path, text).expect("the file is written");
}

/// Reads a folder without `.pacthub`: files with their text, and folders that are empty, with `/` at their end.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    read_into(folder, "", &mut found);
    found
}

fn read_into(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    let mut is_empty = true;
    for entry in fs::read_dir(folder).expect("the folder is listed") {
        let entry = entry.expect("the folder is listed");
        is_empty = false;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path == ".pacthub" {
            continue;
        }
        if entry.file_type().expect("the type is known").is_dir() {
            read_into(&entry.path(), &format!("{path}/"), found);
        } else {
            found.insert(path, fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
    if is_empty && !prefix.is_empty() {
        found.insert(prefix.to_owned(), String::new());
    }
}

/// What [`read`] gives for a site.
fn expected(files: Files) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Checks that nothing is left in the staging folder.
fn assert_nothing_staged(output: &Path) {
    assert!(!output.join(".pacthub/staging").exists(), "staged files are left");
}
