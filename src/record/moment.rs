//! Days, with an hour where there is one.

use jiff::civil::{Date, Time};

/// A day in the hub's time zone, maybe with an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The hour.
    pub time: Option<Time>,
}

impl Moment {
    /// Reads `2027-03-31` or `2027-03-31T15:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = match text.split_once('T') {
            Some((day, time)) => (day, Some(parse_time(time)?)),
            None => (text, None),
        };
        Some(Self { date: parse_date(day)?, time })
    }

    /// Returns it as it is written: `2027-03-31` or `2027-03-31T15:00`.
    pub fn iso(self) -> String {
        match self.time {
            Some(time) => format!("{}T{:02}:{:02}", self.date, time.hour(), time.minute()),
            None => self.date.to_string(),
        }
    }
}

/// Reads a day, `2027-03-31`, and nothing else.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| if matches!(index, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
    if !shaped {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()
}

fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    if hour.len() != 2 || minute.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// One round of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The first day; without one it has always been open.
    pub opens: Option<Moment>,
    /// The last day; without one it stays open.
    pub closes: Option<Moment>,
    /// What it is called.
    pub label: Option<Box<str>>,
    /// What can be spent in it.
    pub budget: Option<super::Money>,
}
