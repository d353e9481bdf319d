//! What must hold for any text and any hub: text never becomes markup, every record is found, every count is right.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and makes its own files"
)]

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod blocks;
mod escaping;
mod hostile_hub;
mod listings;
mod outputs;
mod shapes;
mod yaml_memory;

/// How many examples a property is tried with: few in everyday runs, as many as `PROPTEST_CASES` says when somebody searches.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}
