//! Any text as a cell of a published table, as a table of new records, and as the rows of one.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::csv::holds(text));
