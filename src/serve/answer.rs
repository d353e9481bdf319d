//! What comes back for an address, before HTTP makes a response of it.

use hyper::body::Bytes;
use std::path::PathBuf;

/// An answer of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The HTTP status.
    pub(super) status: u16,
    /// The content type.
    pub(super) content_type: &'static str,
    /// What is in it.
    pub(super) body: Body,
    /// Names the version of the body, where it may be asked for on a condition.
    pub(super) tag: Option<String>,
    /// Where the answer leads, for a redirection.
    pub(super) location: Option<String>,
}

/// The content of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Bytes at hand.
    Bytes(Bytes),
    /// A file that is published as it is.
    File(PathBuf),
}

impl Answer {
    /// Makes an answer of bytes.
    pub(super) fn new(status: u16, content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self { status, content_type, body: Body::Bytes(bytes.into()), tag: None, location: None }
    }

    /// Makes an answer of one line of text.
    pub(super) fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n"))
    }

    /// Makes a redirection that nobody remembers.
    pub(super) fn redirect(location: String) -> Self {
        Self { location: Some(location), ..Self::text(302, "Found.") }
    }
}
