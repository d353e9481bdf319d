//! Builds an index.

use super::chunk::{self, Chunk, Reader};
use super::document::{Document, Options};
use super::file::named;
use super::root::{self, Parts};
use super::{dictionary, ends, lists, pairs, shown, table};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The only file whose name doesn't change with its content.
const ROOT: &str = "index.json";

/// Returns the files of a language's index, each a name and its content; the root comes first.
///
/// Documents may come in any order; their ids are unique. `language` is a BCP 47 code; without a
/// table for it, words are found by their folded letters and by their beginnings. `synonyms`
/// leads from a folded word to words or phrases that are looked for too, ranked lower. The result
/// depends on the arguments alone, not on the number of threads.
pub fn build(
    documents: &[Document<'_>], language: &str, synonyms: &BTreeMap<String, Vec<String>>, options: &Options,
) -> Vec<(String, Vec<u8>)> {
    // Documents of a collection are numbered in a row, so that restricting a search to it is
    // comparing two numbers.
    let mut documents = documents.to_vec();
    documents.sort_by_key(|document| (document.collection, document.id));
    let mut chunks: Vec<Chunk> = documents.par_chunks(chunk::DOCUMENTS).map_init(Reader::default, Reader::count).collect();
    let blocks = lists::blocks(&chunks, table::table(language), &options.weights);
    // What was counted is in the lists now.
    chunks.iter_mut().for_each(Chunk::forget_tallies);
    let mut files = vec![(ROOT.to_owned(), Vec::new())];
    let (table_hash, table_file) = named("table", None, "txt", table::text(language).into_bytes());
    files.push(table_file);
    let dictionary = dictionary::write(&blocks, options, &mut files);
    let (pairs, pair_files) = pairs::write(&blocks, &mut chunks, options.pairs, &mut files);
    let ends = ends::write(&blocks, &mut files);
    let shown = shown::write(&documents, &mut files);
    let parts =
        Parts { language, table: &table_hash, dictionary: &dictionary, pairs: (&pairs, pair_files), ends: &ends, shown: &shown, synonyms };
    if let Some((_, bytes)) = files.first_mut() {
        *bytes = root::write(&documents, &parts);
    }
    files
}
