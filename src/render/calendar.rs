//! iCalendar files (RFC 5545) of opening and closing days.

use super::Renderer;
use crate::hub::{LanguageId, RecordId};
use crate::record::{Home, Moment};
use crate::route::View;
use icalendar::{Calendar, Component, Event, Property, ValueType};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::borrow::Cow;

/// The last line of a calendar.
const END: &str = "END:VCALENDAR";

impl Renderer<'_> {
    /// Renders the calendar of a listing: an event on the opening and one on the closing day of each of its records' windows.
    pub(super) fn calendar(&self, view: View, language: LanguageId) -> Vec<u8> {
        let mut calendar = Calendar::empty();
        calendar.append_property(("VERSION", "2.0"));
        calendar.append_property(("PRODID", "-//pacthub//EN"));
        calendar.append_property(("CALSCALE", "GREGORIAN"));
        calendar.name(&one_line(&self.view_title(view, language)));
        let frame = calendar.to_string();
        // A record's events read the same in every calendar, so they are written once and put into each frame.
        let end = frame.rfind(END).unwrap_or(frame.len());
        let records = self.records_of(view, language, 0, usize::MAX);
        let events = || {
            let of = |id: &RecordId| self.fragments.events(id.index(), language.index()).get_or_init(|| self.events(*id, language).into());
            records.iter().map(of)
        };
        // A calendar of many records is large, and would be copied each time it outgrew its memory.
        let mut text = String::with_capacity(frame.len() + events().map(|events| events.len()).sum::<usize>());
        text.push_str(&frame[..end]);
        events().for_each(|events| text.push_str(events));
        text.push_str(END);
        text.push_str("\r\n");
        text.into_bytes()
    }

    /// Returns a record's events as lines of a calendar.
    fn events(&self, id: RecordId, language: LanguageId) -> String {
        let entry = self.catalogue().entry(id);
        let address = self.record_address(id, language);
        let (title, _) = entry.title(language);
        let strings = self.site.theme.strings(language);
        let host = self.catalogue().hub.base_url.origin().split_once("://").map_or("", |(_, host)| host);
        let collection = match entry.original.place.home {
            Home::Collection(collection) => self.catalogue().hub.collection(collection).id.as_str(),
            Home::Pages => "pages",
        };
        let mut lines = String::new();
        for (number, window) in entry.windows.iter().enumerate() {
            let days = [("opens", "calendar.opens", window.opens), ("closes", "calendar.closes", window.closes)];
            for (word, key, moment) in days {
                let Some(moment) = moment else { continue };
                // An identifier must not change when the day does or a round is added, or subscribers would see the event twice.
                let round = if number > 0 { format!("-{}", number + 1) } else { String::new() };
                let mut event = Event::new();
                event
                    .uid(&format!("{collection}-{}-{word}{round}@{host}", entry.name()))
                    .summary(&one_line(&strings.fill(key, &[("title", title)])))
                    .description(&one_line(entry.summary(language).0))
                    .add_property("URL", &address)
                    .add_property("DTSTAMP", stamp(entry.changed().unwrap_or(moment.date)));
                self.place(&mut event, moment);
                // Writing to memory cannot fail.
                let _ = event.done().fmt_write(&mut lines);
            }
        }
        lines
    }

    /// A day without an hour is an all-day event, one with an hour an instant in universal time.
    fn place(&self, event: &mut Event, moment: Moment) {
        let zoned =
            moment.time.and_then(|time| moment.date.to_datetime(time).to_zoned_datetime(self.catalogue().hub.timezone.clone()).ok());
        match zoned {
            Some(zoned) => {
                event.add_property("DTSTART", universal(zoned.timestamp()));
            }
            None => {
                event.append_property(Property::new("DTSTART", compact(moment.date)).append_parameter(ValueType::Date).done());
                let next = moment.date.tomorrow().unwrap_or(moment.date);
                event.append_property(Property::new("DTEND", compact(next)).append_parameter(ValueType::Date).done());
                event.add_property("TRANSP", "TRANSPARENT");
            }
        }
    }
}

/// The library escapes line feeds and no other line ends, and what followed one would be a line of the calendar.
fn one_line(text: &str) -> Cow<'_, str> {
    // Control characters are of ASCII or begin with 0xC2 in UTF-8.
    let may_hold_any = text.bytes().any(|byte| byte.is_ascii_control() || byte == 0xC2);
    if may_hold_any && text.contains(char::is_control) {
        Cow::Owned(text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn stamp(date: Date) -> String {
    format!("{}T000000Z", compact(date))
}

fn universal(timestamp: Timestamp) -> String {
    let utc = timestamp.to_zoned_datetime(TimeZone::UTC);
    format!("{}T{:02}{:02}{:02}Z", compact(utc.date()), utc.hour(), utc.minute(), utc.second())
}
