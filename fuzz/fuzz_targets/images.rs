//! Any bytes as an image: what it is, and all sizes and formats of it that a build makes.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::images::holds(bytes));
