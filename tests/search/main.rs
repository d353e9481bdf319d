//! Tests search through its public surface: language, files, and the twin's cases.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and makes its own files"
)]

mod index;
mod language;
mod lists;
mod records;
mod synonyms;
mod twin;
