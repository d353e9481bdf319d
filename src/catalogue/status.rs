//! Whether something is open on a day. One function decides; the browser has its twin.

use super::Entry;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::{Duration, Hub, RecordId, WindowFields};
use crate::record::{Home, Moment, Pending, Value, closes_first};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// From when until when something is open. Both days are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day; without one it has always been open.
    pub opens: Option<Moment>,
    /// The last day; without one it stays open.
    pub closes: Option<Moment>,
}

/// A record's status on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It opens later.
    Upcoming,
    /// It is open, and not about to close.
    Open,
    /// It is open and closes soon.
    ClosingSoon,
    /// It has closed for good.
    Closed,
}

impl Status {
    /// Returns its name as in addresses and interface strings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Open => "open",
            Self::ClosingSoon => "closing-soon",
            Self::Closed => "closed",
        }
    }

    /// Returns the terms of the status facet under which it is found: what closes soon is also open.
    pub fn terms(self) -> &'static [&'static str] {
        match self {
            Self::Upcoming => &["upcoming"],
            Self::Open => &["open"],
            Self::ClosingSoon => &["open", "closing-soon"],
            Self::Closed => &["closed"],
        }
    }
}

/// Returns the status on a day of something with these windows; nothing where there is none.
///
/// A closing day is open all day, with or without an hour: a build knows days only, the browser applies the hour. Between two
/// rounds it is upcoming, after the last closed; of several open rounds the one that closes last decides about closing soon.
pub fn status(windows: &[Window], today: Date, closing_soon: Duration) -> Option<Status> {
    if windows.is_empty() {
        return None;
    }
    let is_open =
        |window: &&Window| window.opens.is_none_or(|opens| opens.date <= today) && window.closes.is_none_or(|closes| today <= closes.date);
    let mut open = windows.iter().filter(is_open).peekable();
    if open.peek().is_some() {
        let horizon = closing_soon.after(today);
        let soon = open.all(|window| window.closes.is_some_and(|closes| closes.date <= horizon));
        return Some(if soon { Status::ClosingSoon } else { Status::Open });
    }
    let upcoming = windows.iter().any(|window| window.opens.is_some_and(|opens| today < opens.date));
    Some(if upcoming { Status::Upcoming } else { Status::Closed })
}

/// Returns the window that matters on a day: of the open ones the one that closes last, else the next, else the last that closed.
pub fn current_window(windows: &[Window], today: Date) -> Option<Window> {
    let closes = |window: &&Window| window.closes.map_or((1, Date::MAX), |closes| (0, closes.date));
    let opened = |window: &Window| window.opens.is_none_or(|opens| opens.date <= today);
    let closed = |window: &Window| window.closes.is_some_and(|closes| closes.date < today);
    windows
        .iter()
        .filter(|window| opened(window) && !closed(window))
        .max_by_key(closes)
        .or_else(|| windows.iter().filter(|window| !opened(window)).min_by_key(|window| window.opens.map(|opens| opens.date)))
        .or_else(|| windows.iter().max_by_key(closes))
        .copied()
}

/// Reads the windows of all entries and their status; what is wrong comes back by entry.
pub(super) fn assign(hub: &Hub, entries: &mut [Entry], today: Date) -> BTreeMap<RecordId, Pending> {
    let found: Vec<(RecordId, Pending)> = entries
        .par_iter_mut()
        .enumerate()
        .filter_map(|(index, entry)| assign_one(hub, entry, today).map(|pending| (RecordId::new(index), pending)))
        .collect();
    found.into_iter().collect()
}

/// Reads the windows of an entry and its status.
pub(super) fn assign_one(hub: &Hub, entry: &mut Entry, today: Date) -> Option<Pending> {
    let Home::Collection(collection) = entry.original.place.home else { return None };
    let fields = hub.collection(collection).window?;
    entry.windows = windows(entry, fields).into();
    entry.status = status(&entry.windows, today, hub.closing_soon);
    entry.closing_day = current_window(&entry.windows, today).and_then(|window| window.closes).map(|closes| closes.date);
    let WindowFields::Dates { closes: Some(closes), .. } = fields else { return None };
    let [Window { opens: Some(opens), closes: Some(end) }] = *entry.windows else { return None };
    closes_first(opens, end).then(|| {
        let message = format!("The window closes ({}) before it opens ({}).", end.iso(), opens.iso());
        let place = Place::file(Arc::clone(&entry.original.path));
        let diagnostic = Diagnostic::error(DiagnosticId::WindowClosesFirst, place, message);
        Pending::new(diagnostic, &hub.collection(collection).field(closes).id, None)
    })
}

fn windows(entry: &Entry, fields: WindowFields) -> Vec<Window> {
    match fields {
        WindowFields::Dates { opens, closes } => {
            let date = |field: Option<_>| field.and_then(|field| entry.original.value(field)).and_then(Value::date);
            let (opens, closes) = (date(opens), date(closes));
            if opens.is_none() && closes.is_none() { Vec::new() } else { vec![Window { opens, closes }] }
        }
        WindowFields::Rounds(field) => match entry.original.value(field) {
            Some(Value::Rounds(rounds)) => rounds.iter().map(|round| Window { opens: round.opens, closes: round.closes }).collect(),
            _ => Vec::new(),
        },
    }
}
