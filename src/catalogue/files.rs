//! The names of the files that are not documents.

use crate::image::ImageFile;
use std::collections::{BTreeMap, BTreeSet};

/// Which files there are beside documents. Their bytes are nobody's business here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// Files beside records, by their path relative to `content/`, with what they are where they are images.
    pub attached: BTreeMap<String, Option<ImageFile>>,
    /// The paths on the site of the files of `_static/`, without leading `/`.
    pub static_files: BTreeSet<String>,
}
