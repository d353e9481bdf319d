//! Writes which words follow each other, for phrases.
//!
//! Where a common word stands takes many bytes to tell: it stands nearly everywhere. Which word it stands before
//! takes few, since a phrase asks for two words that follow each other in few documents. So no positions of words are
//! published, but for each two words in a row the documents that hold them, in files by the hash of the two.

use super::bits::{BitWriter, rice_bits};
use super::chunk::{Chunk, DOCUMENTS};
use super::counting::begin;
use super::file::{File, named};
use super::lists::Block;
use rayon::prelude::*;
use std::ops::Range;

/// Pairs sorted at a time, so that memory doesn't grow with the hub: eight bytes each, half a gigabyte. Every further round goes through
/// all texts again.
const AT_ONCE: usize = 1 << 26;
/// Bits of a place. A phrase of three words or more whose pairs stand this far apart, or a multiple of it, is taken for a phrase.
const PLACE_BITS: u32 = 6;

/// Writes the files and, last, one of all their hashes; returns its hash and the number of files.
///
/// A file begins with two bytes, the low bits of hashes and of numbers. Then for each pair, in bits, all numbers after Rice: the
/// distance from the hash before, the number of its occurrences less one, and for each occurrence the distance from the document
/// before, which is 0 for the same, and the lowest bits of its place. The low bits of documents follow from their number.
pub(super) fn write(blocks: &[Block], chunks: &mut [Chunk], pairs_at_once: usize, files: &mut Vec<File>) -> (String, usize) {
    let hashes = hashes(blocks, chunks);
    let total: usize = chunks.iter().map(|chunk| chunk.words as usize).sum();
    let documents: usize = chunks.iter().map(|chunk| chunk.lengths.len()).sum();
    let width = (total / pairs_at_once.max(1) + 1).next_power_of_two().ilog2();
    let count = 1_usize << width;
    let step = (count * AT_ONCE / (total + 1)).clamp(1, count);
    let mut written = Vec::with_capacity(count);
    for first in (0..count).step_by(step) {
        let range = first as u32..(first + step).min(count) as u32;
        let is_last = range.end as usize == count;
        let parted: Vec<Parted> = chunks
            .par_iter_mut()
            .enumerate()
            .zip(&hashes)
            .map_init(Vec::new, |room, ((number, chunk), hashes)| {
                let parted = part(chunk, number, hashes, &range, width, room);
                if is_last {
                    chunk.forget_text();
                }
                parted
            })
            .collect();
        written.par_extend(range.clone().into_par_iter().map_init(Vec::new, |room, file| {
            let slot = (file - range.start) as usize;
            let parts: Vec<&[u64]> = parted.iter().map(|part| part.file(slot)).collect();
            let pairs = sorted(&parts, u32::BITS - width, room);
            named("pairs", Some(file as usize), "bin", encode(pairs, file, width, documents as u32))
        }));
    }
    let all: String = written.iter().map(|(hash, _)| hash.as_str()).collect();
    files.extend(written.into_iter().map(|(_, file)| file));
    let (hash, file) = named("pairs", None, "txt", all.into_bytes());
    files.push(file);
    (hash, count)
}

/// Returns the hash of each form of each run of documents.
fn hashes(blocks: &[Block], chunks: &[Chunk]) -> Vec<Vec<u32>> {
    let mut hashes: Vec<Vec<u32>> = chunks.iter().map(|chunk| vec![0; chunk.forms.len()]).collect();
    for form in blocks.iter().flat_map(|block| &block.forms) {
        let hash = hash(form.keys.get(form.key).unwrap_or(&form.folded));
        for (number, local) in &form.members {
            if let Some(slot) = hashes.get_mut(*number as usize).and_then(|chunk| chunk.get_mut(*local as usize)) {
                *slot = hash;
            }
        }
    }
    hashes
}

/// The pairs of a run of documents, by the file that they go to: hash, document and place in one number.
struct Parted {
    pairs: Vec<u64>,
    ends: Vec<u32>,
}

impl Parted {
    fn file(&self, slot: usize) -> &[u64] {
        let start = slot.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.ends.get(slot).map_or(0, |end| *end as usize);
        self.pairs.get(start..end).unwrap_or_default()
    }
}

/// Returns so many places, of which nobody cares what stands there. They are made anew only where more are asked for than ever before.
fn places(room: &mut Vec<u64>, count: usize) -> &mut [u64] {
    room.resize(count.max(room.len()), 0);
    &mut room[..count]
}

/// Finds the pairs of a run of documents that go to a range of files.
fn part(chunk: &Chunk, number: usize, hashes: &[u32], range: &Range<u32>, width: u32, room: &mut Vec<u64>) -> Parted {
    let found = places(room, chunk.pairs_at_most());
    let mut free = found.iter_mut();
    let mut ends = vec![0_u32; range.len()];
    let file_of = |hash: u32| (u64::from(hash) << width >> u32::BITS) as u32;
    let slot_of = |hash: u32| file_of(hash).wrapping_sub(range.start) as usize;
    let hash_of = |form: u32| hashes.get(form as usize).copied().unwrap_or_default();
    chunk.follow(hash_of, |document, place, one, other| {
        let hash = pair(one, other);
        // The others go to files of another range.
        if let Some(end) = ends.get_mut(slot_of(hash))
            && let Some(slot) = free.next()
        {
            *end += 1;
            let document = (number * DOCUMENTS) as u32 + document;
            *slot = u64::from(hash) << 32 | u64::from(document << PLACE_BITS | place & ((1 << PLACE_BITS) - 1));
        }
    });
    let left = free.len();
    let found = &found[..found.len() - left];
    begin(&mut ends);
    let mut pairs = vec![0; found.len()];
    for entry in found {
        if let Some(end) = ends.get_mut(slot_of((entry >> 32) as u32)) {
            if let Some(target) = pairs.get_mut(*end as usize) {
                *target = *entry;
            }
            *end += 1;
        }
    }
    Parted { pairs, ends }
}

/// Joins the pairs of all runs of documents, sorted by so many bits of their hash, and leaves documents in their order.
///
/// They are counted into groups by the highest of these bits; then hardly any group is not in order yet.
fn sorted<'r>(parts: &[&[u64]], bits: u32, room: &'r mut Vec<u64>) -> &'r [u64] {
    const DIGIT: u32 = 11;
    let shift = u32::BITS + bits.saturating_sub(DIGIT);
    let group = |pair: u64| (pair >> shift) as usize & ((1 << DIGIT) - 1);
    let mut ends = [0_u32; 1 << DIGIT];
    for part in parts {
        part.iter().for_each(|pair| ends[group(*pair)] += 1);
    }
    begin(&mut ends);
    let sorted = places(room, parts.iter().map(|part| part.len()).sum());
    for part in parts {
        for pair in *part {
            let end = &mut ends[group(*pair)];
            sorted[*end as usize] = *pair;
            *end += 1;
        }
    }
    let by_hash = |pair: &u64| pair >> u32::BITS;
    let mut start = 0;
    for end in ends {
        let pairs = &mut sorted[start..end as usize];
        if !pairs.is_sorted_by_key(by_hash) {
            pairs.sort_by_key(by_hash);
        }
        start = end as usize;
    }
    sorted
}

/// Writes the pairs of one file.
fn encode(pairs: &[u64], file: u32, width: u32, documents: u32) -> Vec<u8> {
    let ends = ends(pairs);
    let count = ends.len() as u64;
    let hash_bits = rice_bits(1 << (u32::BITS - width), count);
    let number_bits = rice_bits(pairs.len() as u64 - count, count);
    let mut bytes = Vec::with_capacity(pairs.len() * 2 + 16);
    bytes.extend([hash_bits as u8, number_bits as u8]);
    let mut bits = BitWriter::new(&mut bytes);
    let mut before = file.checked_shl(u32::BITS - width).unwrap_or(0);
    let mut start = 0;
    for end in ends {
        let list = &pairs[start..end];
        start = end;
        let hash = list.first().map_or(0, |first| (first >> 32) as u32);
        bits.push_rice(hash - before, hash_bits, 0, 0);
        bits.push_rice(list.len() as u32 - 1, number_bits, 0, 0);
        before = hash;
        let low_bits = rice_bits(u64::from(documents), list.len() as u64);
        let mut last = 0;
        for entry in list {
            let document = *entry as u32 >> PLACE_BITS;
            bits.push_rice(document - last, low_bits, entry & ((1 << PLACE_BITS) - 1), PLACE_BITS);
            last = document;
        }
    }
    bits.finish();
    bytes
}

/// Returns where the occurrences of each pair end.
fn ends(pairs: &[u64]) -> Vec<usize> {
    let mut ends = Vec::new();
    for (index, (one, other)) in pairs.iter().zip(pairs.iter().skip(1)).enumerate() {
        if one >> u32::BITS != other >> u32::BITS {
            ends.push(index + 1);
        }
    }
    ends.extend((!pairs.is_empty()).then_some(pairs.len()));
    ends
}

/// Hashes a key, as FNV-1a does.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Hashes two words in a row. The steps that spread the bits are those of MurmurHash3.
fn pair(one: u32, other: u32) -> u32 {
    let mixed = one.wrapping_mul(0x9E37_79B1).wrapping_add(other);
    let mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85EB_CA6B);
    let mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xC2B2_AE35);
    mixed ^ (mixed >> 16)
}
