//! Joins what was counted in each run of documents.

use super::chunk::{Chunk, DOCUMENTS, FIELDS};
use super::document::Weights;
use super::fold::fold;
use super::postings::{Norm, PostingList};
use super::stem::keys_of_folded;
use super::table::Table;
use super::vocabulary::WordHasher;
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Forms written by one task.
const FORMS_AT_ONCE: usize = 64;

/// A form and where its lists lie in the bytes of its block.
#[derive(Debug)]
pub(super) struct Form {
    /// Lower case, with diacritics.
    pub(super) text: Box<str>,
    /// The same without.
    pub(super) folded: String,
    /// Its keys.
    pub(super) keys: Vec<String>,
    /// Which of them most forms share.
    pub(super) key: usize,
    /// Documents that hold it.
    pub(super) documents: u32,
    /// Bytes of its postings.
    pub(super) postings: usize,
    /// Where it was counted.
    pub(super) members: Vec<Member>,
}

/// Some forms in their order, with their postings one after the other.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) forms: Vec<Form>,
    pub(super) postings: Vec<u8>,
}

/// Which run of documents holds a form, and its number there.
pub(super) type Member = (u32, u32);

/// Returns all forms in the order of their folded letters, then of their own, with their lists.
pub(super) fn blocks(chunks: &[Chunk], table: Option<&'static Table>, weights: &Weights) -> Vec<Block> {
    let norms = norms(chunks, weights);
    let mut forms = joined(chunks);
    forms.par_iter_mut().for_each(|form| form.folded = fold(&form.text));
    forms.par_sort_unstable_by(|one, other| (&one.folded, &one.text).cmp(&(&other.folded, &other.text)));
    let mut blocks: Vec<Block> = forms.par_chunks(FORMS_AT_ONCE).map(|part| write(part, chunks, table, &norms)).collect();
    choose_keys(&mut blocks);
    blocks
}

/// Chooses for each form the key that most forms share, so that the forms of a word nearly always have the same.
fn choose_keys(blocks: &mut [Block]) {
    let mut shared: HashMap<u64, u32, BuildHasherDefault<WordHasher>> = HashMap::default();
    let number = |key: &String| {
        let mut hasher = WordHasher::default();
        hasher.write(key.as_bytes());
        hasher.finish()
    };
    for form in blocks.iter().flat_map(|block| &block.forms) {
        for key in &form.keys {
            *shared.entry(number(key)).or_default() += 1;
        }
    }
    blocks.par_iter_mut().flat_map_iter(|block| &mut block.forms).for_each(|form| {
        let best = form.keys.iter().enumerate().rev().max_by_key(|(_, key)| shared.get(&number(key)).copied());
        form.key = best.map_or(0, |(index, _)| index);
    });
}

/// A form with its places in the runs, before its lists are written.
struct Joined {
    text: Box<str>,
    folded: String,
    members: Vec<Member>,
}

/// Finds the same forms in different runs. Their folded letters are left for later.
fn joined(chunks: &[Chunk]) -> Vec<Joined> {
    let mut numbers: HashMap<&str, usize, BuildHasherDefault<WordHasher>> = HashMap::default();
    let mut forms: Vec<Joined> = Vec::new();
    for (chunk, part) in chunks.iter().enumerate() {
        for (local, text) in part.forms.iter().enumerate() {
            if text.is_empty() {
                continue;
            }
            let member = (chunk as u32, local as u32);
            let number = *numbers.entry(text).or_insert(forms.len());
            match forms.get_mut(number) {
                Some(form) => form.members.push(member),
                None => forms.push(Joined { text: text.clone(), folded: String::new(), members: vec![member] }),
            }
        }
    }
    forms
}

/// Works out the factors of all documents.
fn norms(chunks: &[Chunk], weights: &Weights) -> Vec<Norm> {
    let mut sums = [0_u64; FIELDS];
    let lengths = || chunks.iter().flat_map(|chunk| &chunk.lengths);
    for document in lengths() {
        for (sum, length) in sums.iter_mut().zip(document) {
            *sum += u64::from(*length);
        }
    }
    let documents = lengths().count().max(1);
    let averages = sums.map(|sum| sum as f32 / documents as f32);
    lengths().map(|document| Norm::new(document, &averages, weights)).collect()
}

/// Writes the lists of some forms.
fn write(joined: &[Joined], chunks: &[Chunk], table: Option<&'static Table>, norms: &[Norm]) -> Block {
    let mut block = Block { forms: Vec::with_capacity(joined.len()), postings: Vec::new() };
    let mut list = PostingList::default();
    for Joined { text, folded, members } in joined {
        let before = block.postings.len();
        for &(number, local) in members {
            let Some(chunk) = chunks.get(number as usize) else {
                continue;
            };
            let first = number as usize * DOCUMENTS;
            for &tally in chunk.tallies(local) {
                let document = first + usize::from(tally.document);
                if let Some(norm) = norms.get(document) {
                    list.push(document as u32, tally, norm);
                }
            }
        }
        let documents = list.write(&mut block.postings);
        let postings = block.postings.len() - before;
        block.forms.push(Form {
            text: text.clone(),
            folded: folded.clone(),
            keys: keys_of_folded(folded, table),
            key: 0,
            documents,
            postings,
            members: members.clone(),
        });
    }
    block
}
