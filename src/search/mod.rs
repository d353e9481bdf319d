//! Builds the search index of one language, to be read in small parts by a browser.
//!
//! A word is found through its *form*, as it stands in a text, in lower case and with its
//! diacritics. Forms are stored in the order of their folded letters, so that the beginning of a
//! word finds all forms that begin so. Which forms belong to one word is told by [`keys`]: two
//! forms that share a key are inflections of each other.
//!
//! [`build`] gives these files, all but the first with a hash of their content in the name:
//!
//! | file | what it holds | when it is fetched |
//! |---|---|---|
//! | `index.json` | the map of all others | once |
//! | `table-*.txt` | the language: endings, stems, stop words | once |
//! | `words-N-*.bin` | forms, and where their postings lie | a range of forms at a time |
//! | `postings-N-*.bin` | which documents hold a form, and how prominently | for forms that match |
//! | `pairs-*.txt` | the hashes in the names of the next | for phrases alone |
//! | `pairs-N-*.bin` | which documents hold two words in a row | for phrases alone |
//! | `ends-N-*.bin` | stems in the order of their last letters | for words mistyped at the beginning |
//! | `shown-N-*.json` | title, address and summary of sixteen documents | for results on show |
//!
//! The reader is the theme's search module, in JavaScript. It brings no rules of its own for
//! a language: it interprets the table that the index was built with, so the two can't differ.

mod bits;
mod chunk;
mod counting;
mod dictionary;
mod document;
mod ends;
mod file;
mod fold;
mod index;
mod lists;
mod pairs;
mod postings;
mod root;
mod shown;
mod stem;
mod table;
mod vocabulary;
mod words;

pub(crate) use bits::{BitWriter, push_number, rice_bits};
pub use document::{Document, Options, Weights};
pub(crate) use file::{File, HASH, named};
pub use fold::{fold, form};
pub use index::build;
pub use stem::keys;
pub use words::words;
