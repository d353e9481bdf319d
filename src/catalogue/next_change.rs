//! When the site changes although nobody edits it.

use super::{Catalogue, Status, Window, status};
use crate::hub::Duration;
use jiff::civil::Date;
use std::fmt::{self, Display};

/// A day on which a build makes another site of the same content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextChange {
    /// The day.
    pub day: Date,
    /// How many calls, or rounds of one, are open from that day.
    pub opening: usize,
    /// How many close soon from that day.
    pub closing_soon: usize,
    /// How many are closed from that day, the closing day being the one before.
    pub closed: usize,
    /// The facts of how many records are stale from that day.
    pub stale: usize,
}

impl Display for NextChange {
    /// Says the day and why, such as `2027-01-15 (a call opens)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calls = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("a call {one}")),
            count => Some(format!("{count} calls {many}")),
        };
        let stale = match self.stale {
            0 => None,
            1 => Some("the facts of a record become stale".to_owned()),
            count => Some(format!("the facts of {count} records become stale")),
        };
        let parts = [
            calls(self.opening, "opens", "open"),
            calls(self.closing_soon, "begins to close soon", "begin to close soon"),
            calls(self.closed, "has closed", "have closed"),
            stale,
        ];
        write!(f, "{} ({})", self.day, parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// What happens to one window or record on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    Opens,
    ClosesSoon,
    Closed,
    Stale,
}

impl Catalogue {
    /// Returns the first day after a day on which something opens, closes soon or has closed, or facts become stale; nothing where
    /// all stays as it is. An hour changes nothing about the day: a build knows days only.
    pub fn next_change(&self, after: Date) -> Option<NextChange> {
        let mut next: Option<NextChange> = None;
        let mut add = |(day, event): (Date, Event)| {
            if day <= after || next.is_some_and(|next| next.day < day) {
                return;
            }
            let none = NextChange { day, opening: 0, closing_soon: 0, closed: 0, stale: 0 };
            let next = next.insert(next.filter(|next| next.day == day).unwrap_or(none));
            match event {
                Event::Opens => next.opening += 1,
                Event::ClosesSoon => next.closing_soon += 1,
                Event::Closed => next.closed += 1,
                Event::Stale => next.stale += 1,
            }
        };
        for entry in &self.entries {
            for window in &entry.windows {
                turns(*window, self.hub.closing_soon).for_each(&mut add);
            }
            let verified = entry.original.verified.map(|verified| self.hub.stale_after.after(verified));
            if let Some(day) = verified.and_then(|last| last.tomorrow().ok()) {
                add((day, Event::Stale));
            }
        }
        next
    }
}

/// Returns the days on which a window's status is another than the day before.
fn turns(window: Window, closing_soon: Duration) -> impl Iterator<Item = (Date, Event)> {
    let opens = window.opens.map(|opens| opens.date);
    let closes = window.closes.map(|closes| closes.date);
    let days = [opens, closes.map(|closes| closing_soon.first_that_reaches(closes)), closes.and_then(|closes| closes.tomorrow().ok())];
    let on = move |day| status(&[window], day, closing_soon);
    let turn = move |(index, day): (usize, Option<Date>)| {
        let day = day?;
        let (before, now) = (on(day.yesterday().ok()?), on(day));
        // A window that is shorter than what counts as soon opens and closes soon on one day.
        let seen_already = days[..index].contains(&Some(day));
        let event = match (before, now?) {
            (before, now) if before == Some(now) || seen_already => return None,
            (_, Status::Closed) => Event::Closed,
            (Some(Status::Open), Status::ClosingSoon) => Event::ClosesSoon,
            _ => Event::Opens,
        };
        Some((day, event))
    };
    days.into_iter().enumerate().filter_map(turn)
}
