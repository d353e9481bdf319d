//! What is published is sound: links lead somewhere, pages are well formed, structured data use words that exist. Once for the real hub, and
//! once for a hub of another domain in other languages with a theme of its own, which shows that nothing is hard-wired.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and reads its own files"
)]

#[path = "../support/mod.rs"]
mod support;

mod broken;
mod checks;
mod other_hub;
mod real_hub;
