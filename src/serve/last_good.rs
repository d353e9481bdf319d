//! The last good version of what was shown, for while something is broken.

use hyper::body::Bytes;
use std::collections::{HashMap, VecDeque};

/// How many bytes are kept.
const LIMIT: usize = 32 * 1024 * 1024;

/// Answers by path, the oldest going first when there are too many.
#[derive(Debug, Default)]
pub(super) struct LastGood {
    kept: HashMap<String, (&'static str, Bytes)>,
    order: VecDeque<String>,
    size: usize,
}

impl LastGood {
    /// Keeps a good answer.
    pub(super) fn keep(&mut self, path: &str, content_type: &'static str, bytes: &Bytes) {
        if bytes.len() > LIMIT / 8 {
            return;
        }
        self.size += bytes.len();
        match self.kept.insert(path.to_owned(), (content_type, bytes.clone())) {
            Some((_, old)) => self.size -= old.len(),
            None => self.order.push_back(path.to_owned()),
        }
        while self.size > LIMIT {
            let Some(oldest) = self.order.pop_front() else { return };
            if let Some((_, old)) = self.kept.remove(&oldest) {
                self.size -= old.len();
            }
        }
    }

    /// Returns the last good answer for a path.
    pub(super) fn get(&self, path: &str) -> Option<(&'static str, Bytes)> {
        self.kept.get(path).cloned()
    }

    /// Tells whether there is one.
    pub(super) fn has(&self, path: &str) -> bool {
        self.kept.contains_key(path)
    }
}
