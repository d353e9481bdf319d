//! When the records of a filter open and close.

use super::super::Renderer;
use crate::hub::{CollectionId, LanguageId};
use crate::record::Moment;
use crate::search::{File, named, push_number};
use jiff::civil::Date;

impl Renderer<'_> {
    /// Writes the windows of all records; returns the file's name, or nothing where the collection has none.
    ///
    /// First the earliest day, counted from 1970; then for each record how many windows it has, and for each of them when it opens and
    /// when it closes: 0 for never, else twice the days since the earliest and one, and one more where minutes of the day follow.
    pub(super) fn filter_windows(&self, id: CollectionId, language: LanguageId, files: &mut Vec<File>) -> String {
        if self.catalogue().hub.collection(id).window.is_none() {
            return String::new();
        }
        let index = self.catalogue().collection(id);
        let order = &index.orders[language.index()];
        let windows = || order.iter().map(|record| &self.catalogue().entry(*record).windows);
        let days = windows().flat_map(|windows| windows.iter().flat_map(|window| [window.opens, window.closes]));
        let first = days.flatten().map(|moment| day(moment.date)).min().unwrap_or(0);
        let mut bytes = Vec::with_capacity(order.len() * 5);
        push_number(&mut bytes, first);
        for windows in windows() {
            push_number(&mut bytes, windows.len() as u32);
            for window in windows {
                push_moment(&mut bytes, window.opens, first);
                push_moment(&mut bytes, window.closes, first);
            }
        }
        let (_, (name, bytes)) = named("windows", None, "bin", bytes);
        files.push((name.clone(), bytes));
        name
    }
}

fn push_moment(bytes: &mut Vec<u8>, moment: Option<Moment>, first: u32) {
    let Some(moment) = moment else {
        bytes.push(0);
        return;
    };
    push_number(bytes, 2 * (day(moment.date) - first) + 1 + u32::from(moment.time.is_some()));
    if let Some(time) = moment.time {
        push_number(bytes, (i32::from(time.hour()) * 60 + i32::from(time.minute())).unsigned_abs());
    }
}

/// Returns the days from 1970 on; earlier ones count as its first.
fn day(date: Date) -> u32 {
    const FIRST: Date = Date::constant(1970, 1, 1);
    u32::try_from(date.duration_since(FIRST).as_hours() / 24).unwrap_or(0)
}
