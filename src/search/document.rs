//! What is searched: documents and the weight of their parts.

/// One document, as far as search knows it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'a> {
    /// The caller's number for it, which a search returns. Unique.
    pub id: u32,
    /// The caller's number for its collection; a search can be restricted to one.
    pub collection: u16,
    /// Its address, as the browser is to follow it.
    pub url: &'a str,
    /// The language of its words where that isn't the index's, for the `lang` attribute; else empty.
    pub language: &'a str,
    /// Plain text.
    pub title: &'a str,
    /// The labels of its terms and other short facts, plain text, separated by anything but letters.
    pub terms: &'a str,
    /// Plain text.
    pub summary: &'a str,
    /// The body's headings, plain text; they weigh more than the body, which holds them too.
    pub headings: &'a str,
    /// Plain text or HTML, whose tags and entities are left out.
    pub body: &'a str,
}

/// How much one occurrence counts in each part of a document.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// In the title, beside the bonus that puts titles first.
    pub title: f32,
    /// In the labels of terms.
    pub terms: f32,
    /// In the summary.
    pub summary: f32,
    /// In headings.
    pub headings: f32,
    /// In the body.
    pub body: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { title: 5.0, terms: 4.0, summary: 2.5, headings: 2.0, body: 1.0 }
    }
}

/// What a caller may choose.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The weight of each part of a document.
    pub weights: Weights,
    /// Bytes of a file of forms, about.
    pub dictionary_bytes: usize,
    /// Bytes of a file of postings, about; a single long list may exceed it.
    pub postings_bytes: usize,
    /// Pairs of words in a row in a file, half of it or more.
    pub pairs: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { weights: Weights::default(), dictionary_bytes: 12_000, postings_bytes: 16_000, pairs: 6_000 }
    }
}
