//! Following changes: the preview over HTTP, `build --watch`, and the hub kept up to date that both rest on.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a test may fail loudly and makes its own files"
)]
#![cfg(unix)]

mod build_watch;
mod client;
mod edits;
mod errors;
mod http;
mod hub;
mod process;
mod reach;
mod reload;
mod same_bytes;
mod saving;
mod starting;
#[path = "../support/mod.rs"]
mod support;
