//! Writes what is shown of a result.

use super::document::Document;
use super::file::{File, named};
use rayon::prelude::*;

/// Documents in one file. The root says so to the reader.
pub(super) const DOCUMENTS: usize = 16;

/// Writes title, address, summary and, where it is another, language of all documents; returns the hashes.
pub(super) fn write(documents: &[Document<'_>], files: &mut Vec<File>) -> Vec<String> {
    let written: Vec<(String, File)> = documents
        .par_chunks(DOCUMENTS)
        .enumerate()
        .map(|(number, part)| {
            let rows: Vec<Vec<&str>> = part.iter().map(row).collect();
            // Strings can always be written as JSON.
            let bytes = serde_json::to_vec(&rows).unwrap_or_default();
            named("shown", Some(number), "json", bytes)
        })
        .collect();
    let (hashes, shown): (Vec<String>, Vec<File>) = written.into_iter().unzip();
    files.extend(shown);
    hashes
}

/// Returns what is shown of one document.
fn row<'a>(document: &Document<'a>) -> Vec<&'a str> {
    let mut row = vec![document.title, document.url, document.summary];
    if !document.language.is_empty() {
        row.push(document.language);
    }
    row
}
