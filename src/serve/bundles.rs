//! The bundles that have been asked for. Making one takes longer than a page and gives many files, which are asked for one by one.

use crate::route::Bundle;
use hyper::body::Bytes;
use std::collections::{BTreeMap, HashMap};

/// The files of each bundle by site path, as they were made last.
#[derive(Debug, Default)]
pub(super) struct Bundles {
    made: HashMap<Bundle, Made>,
}

#[derive(Debug)]
struct Made {
    files: BTreeMap<String, Bytes>,
    /// Whether they are made from the hub as it is now.
    current: bool,
}

impl Bundles {
    /// Everything may be different from now on. What was made stays: a reader who has fetched a root still asks for its parts, and a
    /// part's name tells its content.
    pub(super) fn outdate(&mut self) {
        self.made.values_mut().for_each(|made| made.current = false);
    }

    /// Tells whether a bundle has been made from the hub as it is now.
    pub(super) fn is_current(&self, bundle: Bundle) -> bool {
        self.made.get(&bundle).is_some_and(|made| made.current)
    }

    /// Returns a file of a bundle as it was made last.
    pub(super) fn file(&self, bundle: Bundle, site_path: &str) -> Option<Bytes> {
        self.made.get(&bundle)?.files.get(site_path).cloned()
    }

    /// Keeps a bundle made from the hub as it is now, in the place of an older one.
    pub(super) fn keep(&mut self, bundle: Bundle, files: Vec<(String, Vec<u8>)>) {
        let files = files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
        self.made.insert(bundle, Made { files, current: true });
    }
}
