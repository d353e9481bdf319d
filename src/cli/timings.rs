//! Where the time went.

use super::report::say;
use std::time::{Duration, Instant};

/// A stopwatch over the stages of a run.
pub(super) struct Timings {
    started: Instant,
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    pub(super) fn start() -> Self {
        let now = Instant::now();
        Self { started: now, last: now, stages: Vec::new() }
    }

    /// Ends a stage.
    pub(super) fn end(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.stages.push((stage, now - self.last));
        self.last = now;
    }

    /// Returns how long it all took.
    pub(super) fn total(&self) -> Duration {
        self.started.elapsed()
    }

    /// Says how long each stage took.
    pub(super) fn say(&self) {
        for (stage, duration) in &self.stages {
            say(&format!("{:>9.1} ms  {stage}", duration.as_secs_f64() * 1000.0));
        }
        say(&format!("{:>9.1} ms  in all", self.total().as_secs_f64() * 1000.0));
    }
}
