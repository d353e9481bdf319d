//! Timelines: from when until when the records of a collection are open.

use super::geometry::measure;
use super::geometry::timeline::{self, Bar, Span};
use super::{Renderer, count};
use crate::catalogue::{Entry, Status, Window, current_window};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, FacetKind, LanguageId, RecordId};
use crate::record::Moment;
use crate::render::value::{Value, object, optional};
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;

/// How many rows a timeline has at most.
const MOST: usize = 40;
/// For how many years what has closed is still drawn.
const YEARS: i32 = 2;
/// Where, in percent, the last month may be written so that it stays inside the drawing.
const LAST_TEXT: f64 = 80.0;

impl Renderer<'_> {
    /// Draws what is open, upcoming or closed within the last two years: what closes soonest on top, what has closed below, the last first.
    pub(super) fn timeline(&self, collection: CollectionId, language: LanguageId) -> Result<String, Box<Diagnostic>> {
        let today = self.catalogue().today;
        let records = self.catalogue().collection(collection).range.clone().map(RecordId::new);
        let (mut drawn, mut standing, mut older) = (Vec::new(), 0, 0);
        for id in records {
            let entry = self.catalogue().entry(id);
            match entry.status {
                None => standing += 1,
                Some(_) if self.is_on_timeline(entry) => drawn.push(id),
                Some(_) => older += 1,
            }
        }
        drawn.sort_by_key(|id| order(self.catalogue().entry(*id)));
        let left_out = drawn.len().saturating_sub(MOST);
        let title = self.timeline_title(&drawn, language);
        drawn.truncate(MOST);
        let spans: Vec<Vec<Span>> = drawn.iter().map(|id| self.catalogue().entry(*id).windows.iter().map(span).collect()).collect();
        let drawing = timeline::lay_out(&spans, today);
        let rows: Vec<Value> = drawn.iter().zip(&drawing.rows).map(|(id, bars)| self.timeline_row(*id, bars, language)).collect();
        let locale = self.site.theme.locale(language);
        let marks = drawing.marks.iter().map(|(place, date)| {
            let text = if *place < LAST_TEXT { locale.month(*date) } else { String::new() };
            object([("x", Value::from(measure(*place))), ("text", Value::from(text))])
        });
        let values = [
            ("rows", Value::from(rows)),
            ("marks", Value::from(marks.collect::<Vec<Value>>())),
            ("today", Value::from(measure(drawing.today))),
            ("today_at", Value::from(if drawing.today < 50.0 { "behind" } else { "before" })),
            ("standing", count(standing)),
            ("older", count(older)),
            ("older_href", Value::from(self.closed_link(collection, language))),
            ("left_out", count(left_out)),
        ];
        self.drawn("picture_timeline", collection, title, values, language)
    }

    /// Tells whether a record's window is drawn: not when it closed long ago.
    pub(in crate::render) fn is_on_timeline(&self, entry: &Entry) -> bool {
        let since = self.catalogue().today.saturating_sub(YEARS.years());
        match entry.status {
            None => false,
            Some(Status::Closed) => entry.closing_day.is_some_and(|day| day >= since),
            Some(_) => true,
        }
    }

    fn timeline_row(&self, id: RecordId, bars: &[Bar], language: LanguageId) -> Value {
        let entry = self.catalogue().entry(id);
        let (_, title_language) = entry.title(language);
        let window = current_window(&entry.windows, self.catalogue().today);
        let day = |moment: Option<Moment>| Value::from(moment.map_or_else(String::new, |moment| self.moment(moment, language)));
        let values = bars.iter().map(|bar| {
            object([
                ("x", Value::from(measure(bar.start))),
                ("length", Value::from(measure(bar.length))),
                ("from_before", Value::from(bar.from_before)),
                ("goes_on", Value::from(bar.goes_on)),
            ])
        });
        let mark = bars.last().map(mark);
        object([
            ("title", Value::from(&*self.typeset_record(id, language).title)),
            ("title_lang", Value::from(self.other_language(title_language, language))),
            ("href", Value::from(self.record_link(id, language))),
            ("status", optional(self.status(entry, language))),
            ("opens", day(window.and_then(|window| window.opens))),
            ("closes", day(window.and_then(|window| window.closes))),
            ("bars", Value::from(values.collect::<Vec<Value>>())),
            ("mark_x", Value::from(mark.map_or_else(String::new, |(x, _)| measure(x)))),
            ("mark_at", Value::from(mark.map_or("", |(_, at)| at))),
        ])
    }

    fn timeline_title(&self, drawn: &[RecordId], language: LanguageId) -> String {
        let strings = self.site.theme.strings(language);
        let locale = self.site.theme.locale(language);
        let entries = || drawn.iter().map(|id| self.catalogue().entry(*id));
        let is_open = |entry: &&Entry| matches!(entry.status, Some(Status::Open | Status::ClosingSoon));
        let open = entries().filter(is_open).count();
        let number = locale.number(open as f64);
        let opening =
            |entry: &Entry| current_window(&entry.windows, self.catalogue().today).and_then(|window| window.opens).map(|opens| opens.date);
        let (key, day): (_, Option<Date>) = if open > 0 {
            ("timeline_open", entries().filter(is_open).filter_map(|entry| entry.closing_day).min())
        } else if entries().any(|entry| entry.status == Some(Status::Upcoming)) {
            ("timeline_upcoming", entries().filter(|entry| entry.status == Some(Status::Upcoming)).filter_map(opening).min())
        } else {
            ("timeline_closed", entries().filter_map(|entry| entry.closing_day).max())
        };
        match day {
            Some(day) => strings.fill(&format!("picture.{key}"), &[("number", &number), ("date", &locale.date(day))]),
            None if open > 0 => strings.fill("picture.timeline_endless", &[("number", &number)]),
            None => strings.get("picture.timeline_empty").to_owned(),
        }
    }

    /// Returns the link to what has closed.
    fn closed_link(&self, collection: CollectionId, language: LanguageId) -> String {
        let facets = &self.catalogue().hub.collection(collection).facets;
        let facet = facets.iter().position(|facet| facet.kind == FacetKind::Status).map(crate::hub::FacetId::new);
        let option = facet.and_then(|facet| {
            let option = self.catalogue().collection(collection).facets[facet.index()].option_named(Status::Closed.as_str())?;
            Some((facet, option))
        });
        option.map_or_else(String::new, |(facet, option)| self.option_link(collection, facet, option, language))
    }
}

fn span(window: &Window) -> Span {
    Span { opens: window.opens.map(|opens| opens.date), closes: window.closes.map(|closes| closes.date) }
}

/// What is open or upcoming stands first, by its closing day; then what has closed, the last first.
fn order(entry: &Entry) -> (bool, Option<Reverse<Date>>, Date) {
    let day = entry.closing_day.unwrap_or(Date::MAX);
    if entry.status == Some(Status::Closed) { (true, Some(Reverse(day)), day) } else { (false, None, day) }
}

/// Returns where the day is written: behind the bar, before it, or in it where there is room nowhere else.
fn mark(bar: &Bar) -> (f64, &'static str) {
    let end = bar.start + bar.length;
    if end <= 55.0 {
        (end, "behind")
    } else if bar.start >= 45.0 {
        (bar.start, "before")
    } else {
        (end, "inside")
    }
}
