//! How far a long run has come.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What takes no longer needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on a terminal that shows itself when a second has passed; silent where standard error is no terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    patience: Duration,
    /// Where the bar will be shown, until it is.
    target: Mutex<Option<ProgressDrawTarget>>,
}

impl Progress {
    /// Starts counting up to a length.
    pub(super) fn new(length: u64, quiet: bool) -> Self {
        Self::on((!quiet).then(|| ProgressDrawTarget::stderr_with_hz(10)), length, PATIENCE)
    }

    fn on(target: Option<ProgressDrawTarget>, length: u64, patience: Duration) -> Self {
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} files") {
            bar.set_style(style);
        }
        Self { bar, patience, target: Mutex::new(target) }
    }

    /// Counts one; any thread may.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && self.bar.elapsed() >= self.patience {
            let target = self.target.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(target) = target {
                self.bar.set_draw_target(target);
            }
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use indicatif::TermLike;
    use std::io;
    use std::sync::Arc;

    /// A terminal that remembers what was written to it.
    #[derive(Clone, Debug, Default)]
    struct Terminal {
        written: Arc<Mutex<String>>,
    }

    impl Terminal {
        fn target(&self) -> ProgressDrawTarget {
            ProgressDrawTarget::term_like(Box::new(self.clone()))
        }

        fn written(&self) -> String {
            self.written.lock().expect("nobody panicked").clone()
        }

        fn note(&self, text: &str) {
            self.written.lock().expect("nobody panicked").push_str(text);
        }
    }

    impl TermLike for Terminal {
        fn width(&self) -> u16 {
            60
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.note(text);
            Ok(())
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.note(text);
            Ok(())
        }
        fn clear_line(&self) -> io::Result<()> {
            self.note("<cleared>");
            Ok(())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn it_shows_itself_when_patience_is_over_and_goes_away() {
        let terminal = Terminal::default();
        let progress = Progress::on(Some(terminal.target()), 3, Duration::ZERO);
        assert_eq!(terminal.written(), "");
        progress.step();
        progress.step();
        assert!(terminal.written().contains(" 2/3 files"), "{}", terminal.written());
        progress.end();
        assert!(terminal.written().ends_with("<cleared>"), "{}", terminal.written());
    }

    #[test]
    fn it_stays_away_until_then_and_where_nobody_wants_it() {
        let terminal = Terminal::default();
        let progress = Progress::on(Some(terminal.target()), 3, Duration::MAX);
        (0..3).for_each(|_| progress.step());
        progress.end();
        assert_eq!(terminal.written(), "");
        let quiet = Progress::new(3, true);
        quiet.step();
        assert!(quiet.target.lock().expect("nobody panicked").is_none() && quiet.bar.is_hidden());
    }
}
