//! Files that are gone or empty all of a sudden, as some editors make them while they save.

use super::Look;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long a file may be gone or empty before it is believed.
const PATIENCE: Duration = Duration::from_millis(40);

/// What [`Seen::doubtful`](super::Seen::doubtful) named, until it is time to look at it without patience.
#[derive(Debug, Default)]
pub struct Doubts {
    paths: Vec<PathBuf>,
    since: Option<Instant>,
}

impl Doubts {
    /// Adds paths that were doubtful at a time. They are believed when the first of all has been so for long enough.
    pub fn add(&mut self, paths: Vec<PathBuf>, now: Instant) {
        if !paths.is_empty() {
            self.since.get_or_insert(now);
            self.paths.extend(paths);
        }
    }

    /// Returns where to look without patience, once it is time.
    pub fn due(&mut self, now: Instant) -> Option<Look> {
        if self.since? + PATIENCE > now {
            return None;
        }
        self.since = None;
        Some(Look::At(std::mem::take(&mut self.paths)))
    }

    /// Returns how long it is until then, if there are any doubts.
    pub fn wait(&self, now: Instant) -> Option<Duration> {
        self.since.map(|since| (since + PATIENCE).saturating_duration_since(now))
    }
}
