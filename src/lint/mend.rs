//! Changes that a machine may make.

use std::ops::Range;
use std::sync::Arc;

/// A piece of a file and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The file, relative to the hub's root.
    pub file: Arc<str>,
    /// The piece, in bytes of the text without a byte order mark.
    pub range: Range<usize>,
    /// What takes its place.
    pub replacement: &'static str,
}

/// Returns the text with the changes made. Those that overlap an earlier one are left out; nothing else is touched.
pub fn apply<'m>(text: &str, mends: impl IntoIterator<Item = &'m Mend>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    for mend in mends {
        let Some(before) = text.get(copied..mend.range.start) else { continue };
        out.push_str(before);
        out.push_str(mend.replacement);
        copied = mend.range.end;
    }
    out.push_str(text.get(copied..).unwrap_or(""));
    out
}
