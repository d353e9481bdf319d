//! Writes the forms and their lists into files of a fitting size.

use super::bits::push_number;
use super::document::Options;
use super::file::{File, named};
use super::lists::{Block, Form};
use rayon::prelude::*;

/// One file of forms, for the root.
#[derive(Debug)]
pub(super) struct Shard {
    /// The folded letters of its first entry.
    pub(super) first: String,
    /// The hash in its name.
    pub(super) hash: String,
    /// The number of its first file of postings.
    pub(super) postings: usize,
}

/// All that was written, for the root.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    pub(super) shards: Vec<Shard>,
    /// Hashes of the files of postings, in their order.
    pub(super) postings: Vec<String>,
}

/// A line of the dictionary.
enum Entry<'a> {
    /// A form and its postings.
    Form(&'a Form, &'a [u8]),
    /// A stem that the form's own letters don't lead to, and the form's folded letters.
    See(&'a str, &'a str),
}

impl Entry<'_> {
    /// What it is found by.
    fn sort(&self) -> (&str, &str) {
        match self {
            Entry::Form(form, ..) => (&form.folded, &form.text),
            Entry::See(stem, form) => (stem, form),
        }
    }

    /// What stands in the file.
    fn text(&self) -> &str {
        match self {
            Entry::Form(form, ..) => &form.text,
            Entry::See(stem, _) => stem,
        }
    }
}

/// Writes the files and tells the root about them.
pub(super) fn write(blocks: &[Block], options: &Options, files: &mut Vec<File>) -> Dictionary {
    let mut entries: Vec<Entry<'_>> = blocks.par_iter().flat_map_iter(entries_of).collect();
    entries.sort_by(|one, other| one.sort().cmp(&other.sort()));
    entries.dedup_by(|one, other| matches!((&*one, &*other), (Entry::See(..), Entry::See(..))) && one.sort() == other.sort());
    let mut writer = Writer { options, files, dictionary: Dictionary::default(), postings: Vec::new() };
    let mut rest = entries.as_slice();
    while !rest.is_empty() {
        let taken = writer.shard(rest);
        rest = rest.get(taken..).unwrap_or_default();
    }
    writer.dictionary
}

/// Returns a block's forms, and references for those that another word's letters lead to.
fn entries_of(block: &Block) -> Vec<Entry<'_>> {
    let mut entries = Vec::with_capacity(block.forms.len() * 2);
    let mut postings = block.postings.as_slice();
    for form in &block.forms {
        let (own_postings, others) = postings.split_at_checked(form.postings).unwrap_or_default();
        postings = others;
        for key in &form.keys {
            if !form.folded.starts_with(reach(key)) {
                entries.push(Entry::See(key, &form.folded));
            }
        }
        entries.push(Entry::Form(form, own_postings));
    }
    entries
}

/// Returns the beginning that a key's forms are looked for by: all but the last two letters,
/// three at least. The reader does the same.
fn reach(key: &str) -> &str {
    let letters = key.chars().count();
    let kept = letters.min(letters.saturating_sub(2).max(3));
    key.char_indices().nth(kept).map_or(key, |(end, _)| key.get(..end).unwrap_or(key))
}

/// Writes one file of forms after the other.
struct Writer<'a> {
    options: &'a Options,
    files: &'a mut Vec<File>,
    dictionary: Dictionary,
    postings: Vec<u8>,
}

impl Writer<'_> {
    /// Writes as many entries as a file takes, with their lists, and returns their number.
    ///
    /// For each entry: bytes shared with the one before, bytes that follow and these bytes; then
    /// the number of documents. If it is 0, the form that is meant: length and bytes. Otherwise the
    /// length of the postings, doubled, plus 1 if a new file begins; and which of its keys stands for it in pairs.
    fn shard(&mut self, entries: &[Entry<'_>]) -> usize {
        let mut bytes = Vec::new();
        let mut before = "";
        let mut taken = 0;
        let first = self.dictionary.postings.len();
        let limit = self.options.postings_bytes;
        for entry in entries {
            if bytes.len() >= self.options.dictionary_bytes {
                break;
            }
            let text = entry.text();
            push_text(&mut bytes, text, before);
            before = text;
            taken += 1;
            match entry {
                Entry::See(_, form) => {
                    push_number(&mut bytes, 0);
                    push_number(&mut bytes, form.len() as u32);
                    bytes.extend_from_slice(form.as_bytes());
                }
                Entry::Form(form, postings) => {
                    push_number(&mut bytes, form.documents);
                    let full = is_full(&self.postings, postings.len(), limit);
                    if full {
                        self.close_postings();
                    }
                    push_number(&mut bytes, (postings.len() as u32) << 1 | u32::from(full));
                    self.postings.extend_from_slice(postings);
                    push_number(&mut bytes, form.key as u32);
                }
            }
        }
        self.close_postings();
        let (hash, file) = named("words", Some(self.dictionary.shards.len()), "bin", bytes);
        self.files.push(file);
        let first_entry = entries.first().map(|entry| entry.sort().0.to_owned()).unwrap_or_default();
        self.dictionary.shards.push(Shard { first: first_entry, hash, postings: first });
        taken
    }

    fn close_postings(&mut self) {
        let bytes = std::mem::take(&mut self.postings);
        let (hash, file) = named("postings", Some(self.dictionary.postings.len()), "bin", bytes);
        self.dictionary.postings.push(hash);
        self.files.push(file);
    }
}

/// Tells whether a list begins a new file: it doesn't fit behind those that are there.
fn is_full(file: &[u8], list: usize, limit: usize) -> bool {
    !file.is_empty() && file.len() + list > limit
}

/// Appends a text as the difference to the one before.
pub(super) fn push_text(bytes: &mut Vec<u8>, text: &str, before: &str) {
    let shared = text.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count();
    let rest = text.as_bytes().get(shared..).unwrap_or_default();
    push_number(bytes, shared as u32);
    push_number(bytes, rest.len() as u32);
    bytes.extend_from_slice(rest);
}
