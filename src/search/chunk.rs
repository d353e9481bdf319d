//! Counts the words of a run of documents.

use super::bits::{BitWriter, rice_bits};
use super::document::Document;
use super::vocabulary::Vocabulary;
use super::words::{Word, split};

/// Documents counted together. The number doesn't depend on the threads, so the result doesn't either.
pub(super) const DOCUMENTS: usize = 256;
/// The parts of a document that are counted apart.
pub(super) const FIELDS: usize = 5;
/// Where the title stands among the parts.
pub(super) const TITLE: usize = 0;
/// Where the body stands: the only part that may be HTML.
const BODY: usize = 3;
/// Where headings stand: last, since their places are not published; the body holds them too.
const HEADINGS: usize = 4;
/// Places left free between two parts, so that no phrase reaches across.
const GAP: u32 = 4;

/// How often a form occurs in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    /// The document's number within the run.
    pub(super) document: u16,
    /// Occurrences in each part, at most 255.
    pub(super) counts: [u8; FIELDS],
}

/// What is known of a run of documents.
#[derive(Debug)]
pub(super) struct Chunk {
    /// The forms that occur.
    pub(super) forms: Vec<Box<str>>,
    tallies: Vec<Tally>,
    places: Vec<u8>,
    /// Where each form's tallies and places begin; one more than there are forms.
    starts: Vec<(u32, u32)>,
    /// Words of each document's parts.
    pub(super) lengths: Vec<[u32; FIELDS]>,
}

/// The document's number within the run, and behind it, in [`PLACE_BITS`], the place: counted from
/// 1 through all parts of the document.
type Occurrence = u32;
/// Bits of a place. Words further on are counted at the last place.
const PLACE_BITS: u32 = 24;
/// The last place.
const LAST_PLACE: u32 = (1 << PLACE_BITS) - 1;

/// Where the parts of a document end, in places; and how many words they have.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    ends: [u32; FIELDS],
    lengths: [u32; FIELDS],
}

impl Chunk {
    /// Counts the documents' words.
    pub(super) fn count(documents: &[Document<'_>]) -> Self {
        /// Bytes of a word with the space behind it, rather too few.
        const WORD: usize = 6;
        let bytes: usize = documents.iter().map(|document| document.body.len() + document.summary.len()).sum();
        let mut vocabulary = Vocabulary::default();
        let mut found = Vec::with_capacity(bytes / WORD);
        let mut extents = Vec::with_capacity(documents.len());
        for (number, document) in documents.iter().enumerate() {
            extents.push(read((number as u32) << PLACE_BITS, document, &mut vocabulary, &mut found));
        }
        Self::sorted(vocabulary.into_forms(), &found, &extents)
    }

    /// Returns the tallies of a form, in the documents' order.
    pub(super) fn tallies(&self, form: u32) -> &[Tally] {
        let (start, end) = self.bounds(form);
        self.tallies.get(start.0 as usize..end.0 as usize).unwrap_or_default()
    }

    /// Returns the places of a form, as they are published: a byte says how many low bits a distance
    /// has; then for each document, in bits, the distances from place to place after Rice, each with
    /// one bit more that says whether it is the document's last. A distance of 0 is no place.
    pub(super) fn places(&self, form: u32) -> &[u8] {
        let (start, end) = self.bounds(form);
        self.places.get(start.1 as usize..end.1 as usize).unwrap_or_default()
    }

    fn bounds(&self, form: u32) -> ((u32, u32), (u32, u32)) {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or_default();
        (at(form as usize), at(form as usize + 1))
    }

    /// Gathers the occurrences form by form.
    fn sorted(forms: Vec<Box<str>>, found: &[(u32, Occurrence)], extents: &[Extent]) -> Self {
        let mut ends = vec![0_u32; forms.len()];
        for (form, _) in found {
            if let Some(end) = ends.get_mut(*form as usize) {
                *end += 1;
            }
        }
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let mut sorted = vec![0; found.len()];
        for (form, occurrence) in found {
            if let Some(end) = ends.get_mut(*form as usize) {
                if let Some(target) = sorted.get_mut(*end as usize) {
                    *target = *occurrence;
                }
                *end += 1;
            }
        }
        let lengths = extents.iter().map(|extent| extent.lengths).collect();
        let mut chunk = Self { forms, tallies: Vec::new(), places: Vec::new(), starts: vec![(0, 0)], lengths };
        let mut start = 0;
        let mut distances = Vec::new();
        for end in ends {
            let occurrences = sorted.get(start..end as usize).unwrap_or_default();
            chunk.push_form(occurrences, extents, &mut distances);
            start = end as usize;
        }
        chunk.tallies.shrink_to_fit();
        chunk.places.shrink_to_fit();
        chunk
    }

    /// Adds what is known of the next form.
    fn push_form(&mut self, occurrences: &[Occurrence], extents: &[Extent], distances: &mut Vec<(u32, bool)>) {
        for run in occurrences.chunk_by(|one, other| one >> PLACE_BITS == other >> PLACE_BITS) {
            let document = run.first().map_or(0, |first| first >> PLACE_BITS);
            let ends = extents.get(document as usize).copied().unwrap_or_default().ends;
            let mut counts = [0_u8; FIELDS];
            let first = distances.len();
            let mut before = 0;
            for place in run.iter().map(|occurrence| occurrence & LAST_PLACE) {
                let field = ends.iter().take(HEADINGS).take_while(|end| **end < place).count();
                if let Some(count) = counts.get_mut(field) {
                    *count = count.saturating_add(1);
                }
                if place > before && field < HEADINGS {
                    distances.push((place - before, false));
                    before = place;
                }
            }
            if distances.len() == first {
                distances.push((0, false));
            }
            if let Some((_, is_last)) = distances.last_mut() {
                *is_last = true;
            }
            self.tallies.push(Tally { document: document as u16, counts });
        }
        self.push_distances(distances);
        distances.clear();
        self.starts.push((self.tallies.len() as u32, self.places.len() as u32));
    }

    /// Writes the places of one form.
    fn push_distances(&mut self, distances: &[(u32, bool)]) {
        let sum = distances.iter().map(|(distance, _)| u64::from(*distance)).sum();
        let low_bits = rice_bits(sum, distances.len() as u64);
        self.places.push(low_bits as u8);
        let mut bits = BitWriter::new(&mut self.places);
        for (distance, is_last) in distances {
            bits.push_rice(*distance, low_bits, u64::from(*is_last), 1);
        }
        bits.finish();
    }
}

/// Reads one document and returns where its parts end.
fn read(document_bits: u32, document: &Document<'_>, vocabulary: &mut Vocabulary, found: &mut Vec<(u32, Occurrence)>) -> Extent {
    let parts = [document.title, document.terms, document.summary, document.body, document.headings];
    let mut extent = Extent::default();
    let mut place = 0;
    let parts = parts.into_iter().zip(&mut extent.ends).zip(&mut extent.lengths);
    for (field, ((text, end), length)) in parts.enumerate() {
        let before = place;
        split(text, field == BODY, |word| {
            let slice = match word {
                Word::Plain(slice) => {
                    place += 1;
                    slice
                }
                Word::Joined(slice) => slice,
            };
            found.push((vocabulary.number(slice), document_bits | place.min(LAST_PLACE)));
        });
        *length = place - before;
        *end = place;
        place += GAP;
    }
    extent
}
