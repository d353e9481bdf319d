//! Tests search through its public surface: language, files, and the twin's cases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod index;
mod language;
mod lists;
mod records;
mod synonyms;
mod twin;
