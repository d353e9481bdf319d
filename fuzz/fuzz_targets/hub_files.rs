//! Any text as each of the files that make a hub's schema, and a site of what comes of it.
#![no_main]

#[path = "../properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::hub_files::holds(text));
