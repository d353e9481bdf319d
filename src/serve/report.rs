//! What a preview tells the one who started it.

use crate::diagnostic::Diagnostic;
use crate::source::Watching;
use std::path::Path;
use std::time::Duration;

/// Something that happened.
#[derive(Debug)]
pub enum Report<'r> {
    /// A hub's folder is being watched.
    Watching(&'r Path, &'r Watching),
    /// The hub was read: how many documents, and how long it took.
    Opened(usize, Duration),
    /// Files changed, and the hub was brought up to date in this time.
    Changed(Duration),
    /// What is wrong now, different from the last time; sorted, and empty where everything has been mended.
    Diagnostics(&'r [Diagnostic]),
}

/// Hears reports.
pub type Reporter = Box<dyn Fn(&Report) + Send>;
