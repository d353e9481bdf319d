//! What the desk does while nobody asks.

use super::desk::{Desk, Event, Turn, View};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long nothing must happen before the whole is checked, which takes time that the next question may need.
const CHECK_AFTER: Duration = Duration::from_millis(60);

/// How long nothing must happen before everything is rendered for its diagnostics.
const SWEEP_AFTER: Duration = Duration::from_millis(1_200);

/// How often the day is looked up.
const DAY_INTERVAL: Duration = Duration::from_secs(20);

impl Desk {
    /// Does what can be done while nobody asks, and waits for the next event.
    pub(super) fn use_leisure(&mut self, view: &View, incoming: &Receiver<Event>) -> Option<Turn> {
        if !self.told {
            return self.tell_visitors(view);
        }
        let now = Instant::now();
        if let Some(look) = self.doubts.due(now) {
            return Some(Turn::Look(look, false));
        }
        let quiet = now.saturating_duration_since(self.stirred);
        if !view.workspace.is_checked() && quiet >= CHECK_AFTER {
            return Some(Turn::Check);
        }
        if now >= self.day_checked + DAY_INTERVAL {
            return Some(Turn::Day);
        }
        let mut pause = (self.day_checked + DAY_INTERVAL).saturating_duration_since(now);
        if let Some(wait) = self.doubts.wait(now) {
            pause = pause.min(wait);
        }
        if !view.workspace.is_checked() {
            pause = pause.min(CHECK_AFTER.saturating_sub(quiet));
        } else if self.sweep.is_due() {
            pause = pause.min(SWEEP_AFTER.saturating_sub(quiet));
            if pause.is_zero() {
                pause = self.sweep_on(view);
            }
        }
        match incoming.recv_timeout(pause) {
            Ok(event) => self.backlog.push_back(event),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Some(Turn::Stop),
        }
        None
    }

    /// Renders one more page that nobody has asked for, and returns how long to rest after it: others need the processor too.
    fn sweep_on(&mut self, view: &View) -> Duration {
        let (Some(site), Some(renderer)) = (view.workspace.site(), &view.renderer) else { return DAY_INTERVAL };
        let started = Instant::now();
        if self.sweep.step(site, renderer) {
            self.report(view.workspace);
        }
        started.elapsed()
    }
}
