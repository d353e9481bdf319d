//! Numbers the forms of a part of the documents.

use super::fold::form;
use crate::bytes::with_window;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Range;

/// The forms met so far, numbered from 0 as they come.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    forms: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
    /// From words as they stand in the text to their forms, so that a word is put into lower case
    /// once. Most words are short enough to be compared as numbers.
    short: HashMap<Short, u32, BuildHasherDefault<WordHasher>>,
    /// Words that were met last, by their hashes: most words of a text come again and again.
    recent: Recent,
    long: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
}

/// Bytes of the longest word that is compared as numbers.
const LONGEST_SHORT: usize = 16;

/// The bits that belong to a word, by its length in bytes.
const KEPT: [(u64, u64); LONGEST_SHORT + 1] = {
    let mut kept = [(0, 0); LONGEST_SHORT + 1];
    let mut length = 1;
    while length <= LONGEST_SHORT {
        let all = u128::MAX >> (u128::BITS - length as u32 * u8::BITS);
        kept[length] = (all as u64, (all >> u64::BITS) as u64);
        length += 1;
    }
    kept
};

/// A word of up to sixteen bytes: the first eight and the others, with zeros behind its end. No word has a zero in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Short(u64, u64);

impl Short {
    /// Returns nothing for longer words. Where more text follows, no branch depends on the word's length.
    #[inline]
    fn new(text: &[u8], word: &Range<usize>) -> Option<Self> {
        let (first, others) = *KEPT.get(word.len())?;
        with_window(text, word.start, |bytes: &[u8; LONGEST_SHORT]| {
            let all = u128::from_le_bytes(*bytes);
            Some(Self(all as u64 & first, (all >> u64::BITS) as u64 & others))
        })
    }

    /// Returns what tells most words apart.
    #[inline]
    fn mixed(self) -> u64 {
        self.0 ^ self.1.wrapping_mul(FACTOR)
    }
}

impl Hash for Short {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.mixed());
    }
}

/// Words that are remembered apart: as many as fit into memory that is near.
const RECENT_BITS: u32 = 12;

/// One word for each end of a hash.
#[derive(Debug)]
struct Recent(Box<[(Short, u32); 1 << RECENT_BITS]>);

impl Default for Recent {
    fn default() -> Self {
        // No word is empty.
        Self(Box::new([(Short(0, 0), 0); 1 << RECENT_BITS]))
    }
}

impl Recent {
    fn clear(&mut self) {
        self.0.fill((Short(0, 0), 0));
    }

    #[inline]
    fn place(&mut self, word: Short) -> &mut (Short, u32) {
        &mut self.0[(word.mixed().wrapping_mul(FACTOR) >> (u64::BITS - RECENT_BITS)) as usize]
    }
}

impl Vocabulary {
    /// Returns the number of the form of the word that stands somewhere in a text.
    #[inline]
    pub(super) fn number(&mut self, text: &str, range: Range<usize>) -> u32 {
        let short = Short::new(text.as_bytes(), &range);
        let word = || text.get(range).unwrap_or_default();
        let Some(key) = short else {
            let word = word();
            return self.long.get(word).copied().unwrap_or_else(|| self.add(word, None));
        };
        let (recent, number) = *self.recent.place(key);
        if recent == key {
            return number;
        }
        let number = self.short.get(&key).copied().unwrap_or_else(|| self.add(word(), short));
        *self.recent.place(key) = (key, number);
        number
    }

    /// Takes in a word that was not met before in this spelling.
    #[cold]
    fn add(&mut self, word: &str, short: Option<Short>) -> u32 {
        let form: Box<str> = form(word).into();
        let next = self.forms.len() as u32;
        let number = *self.numbers.entry(form.clone()).or_insert(next);
        if number == next {
            self.forms.push(form);
        }
        match short {
            Some(short) => self.short.insert(short, number),
            None => self.long.insert(word.into(), number),
        };
        number
    }

    /// Hands over the forms and forgets everything.
    pub(super) fn take_forms(&mut self) -> Vec<Box<str>> {
        self.numbers.clear();
        self.short.clear();
        self.recent.clear();
        self.long.clear();
        std::mem::take(&mut self.forms)
    }
}

/// An odd number whose bits are well spread: two to the 64 by the golden ratio.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hashes short words fast: it takes eight bytes at a time and mixes with one multiplication.
/// Texts come from the site's own editors, so nobody has to be kept from choosing collisions.
#[derive(Debug, Default)]
pub(super) struct WordHasher(u64);

impl WordHasher {
    #[inline]
    fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(FACTOR);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        for chunk in whole {
            self.mix(u64::from_le_bytes(*chunk));
        }
        let mut last = [0; 8];
        for (target, byte) in last.iter_mut().zip(rest) {
            *target = *byte;
        }
        self.mix(u64::from_le_bytes(last) ^ ((bytes.len() as u64) << 56));
    }

    #[inline]
    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }

    fn write_u8(&mut self, _: u8) {
        // The length is hashed already; a string's closing byte adds nothing.
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}
