//! Writes which documents hold a form, and how prominently.

use super::bits::{BitWriter, rice_bits};
use super::chunk::{FIELDS, TITLE, Tally};
use super::document::Weights;

/// How much a part's length counts, as in BM25F: 0 not at all, 1 in full. In the parts' order.
const LENGTH_COUNTS: [f32; FIELDS] = [0.3, 0.3, 0.4, 0.6, 0.5];
/// The highest level.
const HIGHEST_LEVEL: i32 = 15;
/// The level of one occurrence in a body of average length.
const LEVEL_OF_ONE: i32 = 4;

/// What an occurrence counts in one document, and how long its title is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Norm {
    factors: [f32; FIELDS],
    title_class: u8,
}

impl Norm {
    /// Works out the factors of a document from the lengths of its parts and the averages.
    pub(super) fn new(lengths: &[u32; FIELDS], averages: &[f32; FIELDS], weights: &Weights) -> Self {
        let weights = [weights.title, weights.terms, weights.summary, weights.body, weights.headings];
        let mut factors = [0.0; FIELDS];
        let parts = factors.iter_mut().zip(lengths).zip(averages).zip(weights).zip(LENGTH_COUNTS);
        for ((((factor, length), average), weight), counts) in parts {
            let relative = if *average > 0.0 { *length as f32 / average } else { 1.0 };
            *factor = weight / (1.0 - counts + counts * relative);
        }
        // A word in a short title says more of the document than one in a long title.
        let title_class = match lengths.get(TITLE) {
            Some(0..=3) => 3,
            Some(4..=8) => 2,
            _ => 1,
        };
        Self { factors, title_class }
    }

    /// Returns the weighted frequency, as a step on a scale on which two steps double.
    fn level(&self, tally: Tally) -> u8 {
        let frequency: f32 = self.factors.iter().zip(tally.counts).map(|(factor, count)| factor * f32::from(count)).sum();
        // A float's exponent and first fraction bit are a logarithm with two steps to the double,
        // the same on every machine.
        let steps = (frequency.to_bits() >> 22).cast_signed() - (127 << 1);
        (steps + LEVEL_OF_ONE).clamp(0, HIGHEST_LEVEL) as u8
    }
}

/// One document of a list.
#[derive(Debug, Clone, Copy)]
struct Posting {
    gap: u32,
    level: u8,
    title: u8,
}

/// A list of postings in the making; it can be used again and again.
#[derive(Debug, Default)]
pub(super) struct PostingList {
    postings: Vec<Posting>,
    next: u32,
}

impl PostingList {
    /// Adds a document; they come in ascending order.
    pub(super) fn push(&mut self, document: u32, tally: Tally, norm: &Norm) {
        let titled = tally.counts.get(TITLE).is_some_and(|&count| count > 0);
        self.postings.push(Posting {
            gap: document - self.next,
            level: norm.level(tally),
            title: if titled { norm.title_class } else { 0 },
        });
        self.next = document + 1;
    }

    /// Appends the list to the bytes, empties it and returns the number of its documents.
    ///
    /// Three bytes say how many low bits a gap has, the lowest level, and in the third how many bits
    /// a level has, plus 16 if titles are told. Then for each document, in bits: the gap after Rice,
    /// the level above the lowest and, if told, one bit for the title and two for its class.
    pub(super) fn write(&mut self, bytes: &mut Vec<u8>) -> u32 {
        let count = self.postings.len() as u32;
        let low_bits = rice_bits(u64::from(self.next - count.min(self.next)), u64::from(count));
        let lowest = self.postings.iter().map(|posting| posting.level).min().unwrap_or(0);
        let highest = self.postings.iter().map(|posting| posting.level).max().unwrap_or(0);
        let width = u8::BITS - (highest - lowest).leading_zeros();
        let titles = self.postings.iter().any(|posting| posting.title > 0);
        bytes.extend([low_bits as u8, lowest, width as u8 | if titles { 16 } else { 0 }]);
        let mut bits = BitWriter::new(bytes);
        for posting in self.postings.drain(..) {
            let level = u64::from(posting.level - lowest);
            let title = u64::from(posting.title);
            let (value, bits_of_value) = match (titles, title) {
                (false, _) => (level, width),
                (true, 0) => (level, width + 1),
                (true, class) => (level | ((1 | (class << 1)) << width), width + 3),
            };
            bits.push_rice(posting.gap, low_bits, value, bits_of_value);
        }
        bits.finish();
        self.next = 0;
        count
    }
}
