//! Any text as a body: what comes of it is markup of the kinds that the format has, and no script.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::markdown::holds(text));
