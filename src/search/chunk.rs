//! Counts the words of a run of documents.

use super::counting::begin;
use super::document::Document;
use super::vocabulary::Vocabulary;
use super::words::{Word, Words};

/// Documents counted together. The number doesn't depend on the threads, so the result doesn't either.
pub(super) const DOCUMENTS: usize = 256;
/// The parts of a document that are counted apart.
pub(super) const FIELDS: usize = 5;
/// Where the title stands among the parts.
pub(super) const TITLE: usize = 0;
/// Where the body stands: the only part that may be HTML.
const BODY: usize = 3;
/// Where headings stand: last, since no phrase is looked for in them; the body holds them too.
const HEADINGS: usize = 4;

/// How often a form occurs in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    /// The document's number within the run.
    pub(super) document: u16,
    /// Occurrences in each part, at most 255.
    pub(super) counts: [u8; FIELDS],
}

impl Tally {
    /// Before a form has occurred.
    const NONE: Self = Self { document: u16::MAX, counts: [0; FIELDS] };
}

/// What is known of a run of documents.
#[derive(Debug)]
pub(super) struct Chunk {
    /// The forms that occur.
    pub(super) forms: Vec<Box<str>>,
    /// Words of all texts in which phrases are looked for.
    pub(super) words: u32,
    tallies: Vec<Tally>,
    /// Where each form's tallies begin; one more than there are forms.
    starts: Vec<u32>,
    /// Words of each document's parts.
    pub(super) lengths: Vec<[u32; FIELDS]>,
    /// All words in their order: 0 where a part of a document ends; else the form's number and 1, doubled, and 1 more where the
    /// form is the whole of a compound, behind its parts.
    text: Vec<u32>,
}

impl Chunk {
    /// Returns the tallies of a form, in the documents' order.
    pub(super) fn tallies(&self, form: u32) -> &[Tally] {
        let at = |index: usize| self.starts.get(index).map_or(0, |start| *start as usize);
        self.tallies.get(at(form as usize)..at(form as usize + 1)).unwrap_or_default()
    }

    /// Gives back the memory of the tallies.
    pub(super) fn forget_tallies(&mut self) {
        self.tallies = Vec::new();
        self.starts = Vec::new();
    }

    /// Gives back the memory of the words in their order.
    pub(super) fn forget_text(&mut self) {
        self.text = Vec::new();
    }

    /// Returns how many two words in a row there may be.
    pub(super) fn pairs_at_most(&self) -> usize {
        self.text.len()
    }

    /// Hands out each two words in a row: the document's number within the run, the place of the first, and what their forms stand for.
    ///
    /// A compound with a hyphen goes before what follows it, whole and with its last part.
    pub(super) fn follow(&self, of_form: impl Fn(u32) -> u32, mut take: impl FnMut(u32, u32, u32, u32)) {
        let (mut part, mut place) = (0, 0);
        let (mut before, mut whole) = (None, None);
        for number in &self.text {
            let Some(number) = number.checked_sub(2) else {
                part += 1;
                (before, whole) = (None, None);
                continue;
            };
            let value = of_form(number >> 1);
            if number & 1 == 1 {
                whole = Some(value);
                continue;
            }
            let document = part / HEADINGS as u32;
            if let Some(one) = before.replace(value) {
                take(document, place, one, value);
                if let Some(one) = whole.take() {
                    take(document, place, one, value);
                }
            }
            place += 1;
        }
    }
}

/// Reads one run of documents after the other.
#[derive(Debug, Default)]
pub(super) struct Reader {
    vocabulary: Vocabulary,
    /// How often forms occur in documents before the latest that has them, with the form's number; in the documents' order for each form.
    found: Vec<(u32, Tally)>,
    /// How often each form occurs in the latest document that has it.
    latest: Vec<Tally>,
    text: Vec<u32>,
    words: u32,
}

impl Reader {
    /// Counts the words of a run of documents. What is counted depends on them alone: of those before, nothing but room is left.
    pub(super) fn count(&mut self, documents: &[Document<'_>]) -> Chunk {
        self.found.clear();
        self.latest.clear();
        self.text.clear();
        self.words = 0;
        let lengths = documents.iter().enumerate().map(|(number, document)| self.read(number as u16, document)).collect();
        self.chunk(lengths)
    }

    /// Reads one document and returns the words of its parts.
    fn read(&mut self, number: u16, document: &Document<'_>) -> [u32; FIELDS] {
        let parts = [document.title, document.terms, document.summary, document.body, document.headings];
        let mut lengths = [0; FIELDS];
        for ((field, text), length) in parts.into_iter().enumerate().zip(&mut lengths) {
            for (word, range) in Words::of(text, field == BODY) {
                let joined = match word {
                    Word::Plain => {
                        *length += 1;
                        0
                    }
                    Word::Joined => 1,
                };
                let form = self.vocabulary.number(text, range);
                self.tally(form, number, field);
                if field < HEADINGS {
                    self.text.push(((form + 1) << 1) | joined);
                }
            }
            if field < HEADINGS {
                self.words += *length;
                self.text.push(0);
            }
        }
        lengths
    }

    /// Counts one occurrence of a form.
    #[inline]
    fn tally(&mut self, form: u32, document: u16, field: usize) {
        let tally = match self.latest.get_mut(form as usize) {
            Some(tally) if tally.document == document => tally,
            _ => self.begin(form, document),
        };
        if let Some(count) = tally.counts.get_mut(field) {
            *count = count.saturating_add(1);
        }
    }

    /// Begins to count a form in a document.
    fn begin(&mut self, form: u32, document: u16) -> &mut Tally {
        let form = form as usize;
        if form >= self.latest.len() {
            self.latest.resize(form + 1, Tally::NONE);
        }
        let tally = &mut self.latest[form];
        if tally.document != Tally::NONE.document {
            self.found.push((form as u32, *tally));
        }
        *tally = Tally { document, counts: [0; FIELDS] };
        tally
    }

    /// Gathers the tallies form by form.
    fn chunk(&mut self, lengths: Vec<[u32; FIELDS]>) -> Chunk {
        self.found.extend(self.latest.iter().enumerate().map(|(form, tally)| (form as u32, *tally)));
        let forms = self.vocabulary.take_forms();
        let mut ends = vec![0_u32; forms.len()];
        for (form, _) in &self.found {
            if let Some(end) = ends.get_mut(*form as usize) {
                *end += 1;
            }
        }
        begin(&mut ends);
        let mut tallies = vec![Tally { document: 0, counts: [0; FIELDS] }; self.found.len()];
        for (form, tally) in &self.found {
            if let Some(end) = ends.get_mut(*form as usize) {
                if let Some(target) = tallies.get_mut(*end as usize) {
                    *target = *tally;
                }
                *end += 1;
            }
        }
        // Each form's tallies end where the next one's begin.
        let starts = std::iter::once(0).chain(ends).collect();
        Chunk { forms, words: self.words, tallies, starts, lengths, text: self.text.clone() }
    }
}
