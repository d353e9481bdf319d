//! What comes back for an address, before HTTP makes a response of it.

use hyper::body::Bytes;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// Bytes that take long to make. They are made away from the desk, and only if the client does not have them yet.
    Made(Work),
}

/// How bytes are made; the error is a sentence.
#[derive(Clone)]
pub(super) struct Work(Arc<dyn Fn() -> Result<Vec<u8>, String> + Send + Sync>);

impl Work {
    pub(super) fn new(work: impl Fn() -> Result<Vec<u8>, String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(work))
    }

    pub(super) fn run(&self) -> Result<Vec<u8>, String> {
        (self.0)()
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("Work")
    }
}

impl PartialEq for Work {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Work {}

impl Answer {
    /// Makes an answer of bytes.
    pub(super) fn new(status: u16, content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self { status, content_type, body: Body::Bytes(bytes.into()), tag: None, location: None }
    }

    /// Makes an answer of bytes that are made when they are sent. `tag` names them.
    pub(super) fn made(content_type: &'static str, tag: String, work: Work) -> Self {
        Self { body: Body::Made(work), tag: Some(tag), ..Self::new(200, content_type, Bytes::new()) }
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
