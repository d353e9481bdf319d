//! How far a long run has come.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Once;
use std::time::Duration;

/// What takes no longer needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on a terminal that shows itself when a second has passed; silent where standard error is no terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    shown: Once,
    quiet: bool,
}

impl Progress {
    /// Starts counting up to a length.
    pub(super) fn new(length: u64, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} files") {
            bar.set_style(style);
        }
        Self { bar, shown: Once::new(), quiet }
    }

    /// Counts one; any thread may.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if !self.quiet && !self.shown.is_completed() && self.bar.elapsed() > PATIENCE {
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10)));
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
