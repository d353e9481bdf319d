//! Lists the stems by their last letters, for words mistyped at the beginning.

use super::dictionary::push_text;
use super::file::{File, named};
use super::lists::Block;
use rayon::prelude::*;

/// Keys of a form that are listed; its further ones are seldom right.
const KEYS: usize = 2;
/// The shortest stem that a mistyped word may have, in letters.
const SHORTEST: usize = 4;
/// Bytes of a file, about.
const FILE: usize = 8_000;

/// Writes the files and returns, for each, its first entry and its hash.
///
/// Entries are stems written backwards: bytes shared with the one before, bytes that follow, these bytes.
pub(super) fn write(blocks: &[Block], files: &mut Vec<File>) -> Vec<(String, String)> {
    let mut stems: Vec<String> = blocks.par_iter().flat_map_iter(stems).collect();
    stems.par_sort_unstable();
    stems.dedup();
    let mut root = Vec::new();
    let mut bytes = Vec::new();
    let mut first = "";
    let mut before = "";
    for stem in &stems {
        if bytes.len() >= FILE {
            close(first, std::mem::take(&mut bytes), &mut root, files);
        }
        if bytes.is_empty() {
            first = stem;
            before = "";
        }
        push_text(&mut bytes, stem, before);
        before = stem;
    }
    if !bytes.is_empty() {
        close(first, bytes, &mut root, files);
    }
    root
}

/// Returns the stems of a block's forms, backwards.
fn stems(block: &Block) -> Vec<String> {
    let mut stems = Vec::new();
    for form in &block.forms {
        if form.folded.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        for key in form.keys.iter().take(KEYS) {
            if key.chars().count() >= SHORTEST {
                stems.push(key.chars().rev().collect());
            }
        }
    }
    stems
}

/// Adds a file.
fn close(first: &str, bytes: Vec<u8>, root: &mut Vec<(String, String)>, files: &mut Vec<File>) {
    let (hash, file) = named("ends", Some(root.len()), "bin", bytes);
    root.push((first.to_owned(), hash));
    files.push(file);
}
