//! The names of the files that are not documents.

use std::collections::{BTreeMap, BTreeSet};

/// Which files there are beside documents. Their bytes are nobody's business here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// Files beside records, by their path relative to `content/`, with width and height where they are images.
    pub attached: BTreeMap<String, Option<(u32, u32)>>,
    /// The paths on the site of the files of `_static/`, without leading `/`.
    pub static_files: BTreeSet<String>,
}
