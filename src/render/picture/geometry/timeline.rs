//! Windows along the days: from opening to closing, with a line for the day of the build.

use jiff::ToSpan;
use jiff::civil::Date;

/// How many years before the day the line of days may begin.
const YEARS_BEFORE: i32 = 2;
/// How many years after the day it may end.
const YEARS_AFTER: i32 = 3;
/// How many months apart marks may stand, and how many marks there may be.
const STEPS: [i32; 6] = [1, 2, 3, 6, 12, 24];
const MOST_MARKS: i32 = 4;

/// From when until when something is open; both days are included, and a missing bound lies beyond the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first day.
    pub(crate) opens: Option<Date>,
    /// The last day.
    pub(crate) closes: Option<Date>,
}

/// Where everything stands, in percent of the drawing's width.
#[derive(Debug, PartialEq)]
pub(crate) struct Timeline {
    /// The day of the build.
    pub(crate) today: f64,
    /// The first days of months that are marked.
    pub(crate) marks: Vec<(f64, Date)>,
    /// The bars of each row.
    pub(crate) rows: Vec<Vec<Bar>>,
}

/// A bar from opening to closing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    /// Where it begins.
    pub(crate) start: f64,
    /// How long it is; never nothing, so that a single day can be seen.
    pub(crate) length: f64,
    /// Whether it began before the drawing does.
    pub(crate) from_before: bool,
    /// Whether it ends after the drawing does, or never.
    pub(crate) goes_on: bool,
}

/// The shortest bar, in percent.
const SHORTEST: f64 = 1.0;

/// Lays out rows of windows. The days reach from the first opening to the last closing, as far as the bounds allow, and hold the day.
pub(crate) fn lay_out(rows: &[Vec<Span>], today: Date) -> Timeline {
    let (first, last) = days(rows, today);
    let length = f64::from(between(first, last).max(1));
    let place = |date: Date| f64::from(between(first, date)) / length * 100.0;
    let bar = |span: &Span| {
        let opens = span.opens.filter(|opens| *opens >= first);
        // A closing day is included, so the bar ends where the next day begins.
        let closes = span.closes.map(|closes| closes.tomorrow().unwrap_or(closes)).filter(|closes| *closes <= last);
        let start = opens.map_or(0.0, &place).clamp(0.0, 100.0 - SHORTEST);
        let end = closes.map_or(100.0, &place).max(start + SHORTEST);
        Bar { start, length: end - start, from_before: opens.is_none(), goes_on: closes.is_none() }
    };
    Timeline {
        today: place(today),
        marks: marks(first, last).into_iter().map(|date| (place(date), date)).collect(),
        rows: rows.iter().map(|row| row.iter().filter(|span| shows(span, first, last)).map(bar).collect()).collect(),
    }
}

/// Tells whether any day of a window lies in the drawing.
fn shows(span: &Span, first: Date, last: Date) -> bool {
    span.closes.is_none_or(|closes| closes >= first) && span.opens.is_none_or(|opens| opens < last)
}

/// Returns the first day of the drawing and the day after its last: whole months.
fn days(rows: &[Vec<Span>], today: Date) -> (Date, Date) {
    let earliest = today.saturating_sub(YEARS_BEFORE.years());
    let latest = today.saturating_add(YEARS_AFTER.years());
    // A round that closed long ago is not drawn, so it must not stretch the drawing.
    let drawn = || rows.iter().flatten().filter(|span| span.closes.is_none_or(|closes| closes >= earliest));
    let known = || drawn().flat_map(|span| [span.opens, span.closes]).flatten();
    let first = known().chain([today]).map(|date| date.max(earliest)).min().unwrap_or(today);
    let last = known().chain([today]).map(|date| date.min(latest)).max().unwrap_or(today);
    (first.first_of_month(), last.last_of_month().tomorrow().unwrap_or(last))
}

/// Returns the days that are marked: first days of months, as many as can be read side by side.
fn marks(first: Date, last: Date) -> Vec<Date> {
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let (from, to) = (months(first), months(last));
    let step = STEPS.into_iter().find(|step| (to - from + step - 1) / step <= MOST_MARKS).unwrap_or(24);
    // Marks stand on January and its like, where a reader looks for them.
    let start = from + (step - from.rem_euclid(step)) % step;
    let day = |month: i32| Date::new((month.div_euclid(12)) as i16, (month.rem_euclid(12) + 1) as i8, 1).ok();
    (start..to).step_by(step as usize).filter_map(day).collect()
}

fn between(from: Date, to: Date) -> i32 {
    from.duration_until(to).as_hours() as i32 / 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn span(opens: Option<Date>, closes: Option<Date>) -> Span {
        Span { opens, closes }
    }

    #[test]
    fn whole_months_from_the_first_opening_to_the_last_closing() {
        let rows = [vec![span(Some(date(2026, 11, 1)), Some(date(2026, 12, 31)))]];
        let drawn = lay_out(&rows, date(2026, 12, 1));
        assert_eq!(drawn.rows, [vec![Bar { start: 0.0, length: 100.0, from_before: false, goes_on: false }]]);
        assert_eq!(drawn.marks.iter().map(|(_, date)| *date).collect::<Vec<_>>(), [date(2026, 11, 1), date(2026, 12, 1)]);
        assert!((drawn.today - 30.0 / 61.0 * 100.0).abs() < 1e-9);
    }

    #[test]
    fn a_single_day_can_be_seen_and_stays_inside() {
        let day = date(2026, 11, 30);
        let drawn = lay_out(&[vec![span(Some(day), Some(day))], vec![span(Some(date(2024, 12, 1)), Some(day))]], day);
        let bar = drawn.rows[0][0];
        assert!(bar.length >= SHORTEST && bar.start + bar.length <= 100.0 + 1e-9, "{bar:?}");
    }

    #[test]
    fn no_row_still_has_a_day() {
        let drawn = lay_out(&[], date(2026, 2, 14));
        assert!(drawn.rows.is_empty() && drawn.today > 0.0 && drawn.today < 100.0);
        assert_eq!(drawn.marks, [(0.0, date(2026, 2, 1))]);
    }

    #[test]
    fn missing_and_far_bounds_lie_beyond_the_drawing() {
        let today = date(2026, 11, 24);
        let drawn =
            lay_out(&[vec![span(None, Some(date(2026, 12, 31)))], vec![span(Some(date(2000, 1, 1)), Some(date(2099, 1, 1)))]], today);
        assert_eq!((drawn.rows[0][0].start, drawn.rows[0][0].from_before, drawn.rows[0][0].goes_on), (0.0, true, false));
        assert_eq!(drawn.rows[1][0], Bar { start: 0.0, length: 100.0, from_before: true, goes_on: true });
        let endless = lay_out(&[vec![span(Some(today), None)]], today);
        assert!(endless.rows[0][0].goes_on);
    }

    #[test]
    fn rounds_outside_the_drawing_are_left_out() {
        let today = date(2026, 11, 24);
        let row = vec![span(Some(date(2020, 1, 1)), Some(date(2020, 2, 1))), span(Some(date(2026, 1, 1)), Some(date(2026, 12, 1)))];
        assert_eq!(lay_out(&[row], today).rows[0].len(), 1);
    }

    #[test]
    fn marks_are_few_and_begin_years() {
        let drawn = lay_out(&[vec![span(Some(date(2024, 12, 5)), Some(date(2028, 11, 1)))]], date(2026, 11, 24));
        let marks: Vec<Date> = drawn.marks.iter().map(|(_, date)| *date).collect();
        assert_eq!(marks, [date(2025, 1, 1), date(2026, 1, 1), date(2027, 1, 1), date(2028, 1, 1)]);
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        for day in [Date::MIN, Date::MAX] {
            let drawn = lay_out(&[vec![span(Some(day), Some(day))]], day);
            assert!(drawn.rows[0].iter().all(|bar| bar.start.is_finite() && bar.length.is_finite()));
        }
    }
}
