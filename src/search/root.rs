//! Writes the map of the index.

use super::dictionary::Dictionary;
use super::document::Document;
use super::file::HASH;
use super::shown;
use serde::Serialize;
use std::collections::BTreeMap;

/// Changes whenever a reader of an older version would go wrong.
const VERSION: u32 = 2;

/// What the root file holds. Lists of hashes are one string, each hash taking `hash` characters.
#[derive(Debug, Serialize)]
pub(super) struct Root<'a> {
    version: u32,
    language: &'a str,
    hash: usize,
    documents: u32,
    /// For each collection: its number, how many documents it has, and their ids as runs: the
    /// distance from the id after the run before, and the run's length. Documents are numbered in this order.
    collections: Vec<(u16, u32, Vec<u32>)>,
    table: &'a str,
    /// For each file of forms: its first entry, its hash, its first file of postings.
    words: Vec<(&'a str, &'a str, usize)>,
    postings: String,
    /// The hash of the file that holds the hashes of all files of pairs, and how many there are: a power of two.
    pairs: (&'a str, usize),
    ends: &'a [(String, String)],
    /// Documents in a file of what is shown.
    group: usize,
    shown: String,
    synonyms: &'a BTreeMap<String, Vec<String>>,
}

/// The parts of an index that the root leads to.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) language: &'a str,
    pub(super) table: &'a str,
    pub(super) dictionary: &'a Dictionary,
    pub(super) pairs: (&'a str, usize),
    pub(super) ends: &'a [(String, String)],
    pub(super) shown: &'a [String],
    pub(super) synonyms: &'a BTreeMap<String, Vec<String>>,
}

/// Returns the root file; documents come in the order in which they are numbered.
pub(super) fn write(documents: &[Document<'_>], parts: &Parts<'_>) -> Vec<u8> {
    let shards = &parts.dictionary.shards;
    let root = Root {
        version: VERSION,
        language: parts.language,
        hash: HASH,
        documents: documents.len() as u32,
        collections: documents.chunk_by(|one, other| one.collection == other.collection).map(collection).collect(),
        table: parts.table,
        words: shards.iter().map(|s| (s.first.as_str(), s.hash.as_str(), s.postings)).collect(),
        postings: parts.dictionary.postings.concat(),
        pairs: parts.pairs,
        ends: parts.ends,
        group: shown::DOCUMENTS,
        shown: parts.shown.concat(),
        synonyms: parts.synonyms,
    };
    // A structure of strings and numbers can always be written as JSON.
    serde_json::to_vec(&root).unwrap_or_default()
}

/// Describes the documents of one collection.
fn collection(documents: &[Document<'_>]) -> (u16, u32, Vec<u32>) {
    let mut runs = Vec::new();
    let mut next = 0;
    for run in documents.chunk_by(|one, other| one.id + 1 == other.id) {
        let first = run.first().map_or(0, |document| document.id);
        runs.extend([first.saturating_sub(next), run.len() as u32]);
        next = first + run.len() as u32;
    }
    (documents.first().map_or(0, |document| document.collection), documents.len() as u32, runs)
}
