//! What must hold whatever the input is, tried with what the searches in `fuzz/` begin with: the texts and images of the hub and of the tests.
#![allow(clippy::disallowed_methods, reason = "tests read files")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../fuzz/properties/mod.rs"]
mod properties;

use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The searches go no further, in bytes.
const LONGEST: u64 = 16 * 1024;

/// The files with certain endings, in their order.
fn files(folders: &[&str], endings: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = folders.iter().flat_map(|folder| WalkDir::new(root.join(folder)).sort_by_file_name()).filter_map(Result::ok);
    let is_small = |entry: &walkdir::DirEntry| entry.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() <= LONGEST);
    let has_ending = |path: &Path| path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted));
    entries.filter(is_small).map(walkdir::DirEntry::into_path).filter(|path| has_ending(path)).collect()
}

/// Reads the texts; some files of the tests are none on purpose.
fn texts(endings: &[&str]) -> Vec<String> {
    let texts: Vec<String> =
        files(&["content", "tests"], endings).into_iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    assert!(texts.len() > 5, "only {} texts were found", texts.len());
    texts
}

#[test]
fn any_file_as_a_record() {
    texts(&["md"]).iter().for_each(|text| properties::front_matter::holds(text));
}

#[test]
fn any_text_as_a_body() {
    texts(&["md"]).iter().for_each(|text| properties::markdown::holds(pacthub::record::halves(text).body));
}

#[test]
fn any_text_as_an_address() {
    let mut addresses: Vec<String> = Vec::new();
    for text in texts(&["md"]) {
        let found = text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ', '\n']).next());
        addresses.extend(found.map(str::to_owned));
    }
    addresses.sort_unstable();
    addresses.dedup();
    assert!(addresses.len() > 300, "only {} addresses were found", addresses.len());
    addresses.iter().for_each(|address| properties::links::holds(address));
}

#[test]
fn any_text_as_a_file_of_the_hub() {
    texts(&["yaml"]).iter().for_each(|text| properties::hub_files::holds(text));
}

#[test]
fn any_text_as_a_table() {
    texts(&["csv"]).iter().for_each(|text| properties::csv::holds(text));
}

#[test]
fn any_bytes_as_an_image() {
    let images = files(&["fuzz/images", "tests"], &["png", "jpg", "gif", "webp", "avif"]);
    assert!(images.len() > 5, "only {} images were found", images.len());
    for path in images {
        properties::images::holds(&std::fs::read(path).expect("it was there a moment ago"));
    }
}
