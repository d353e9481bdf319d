//! Lengths of time as editors write them: `30 days`, `12 months`.

use jiff::Span;
use jiff::civil::Date;

/// A number of days, weeks, months or years, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    count: i32,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Duration {
    /// Makes a number of days.
    pub const fn days(count: i32) -> Self {
        Self { count, unit: Unit::Days }
    }

    /// Makes a number of months.
    pub const fn months(count: i32) -> Self {
        Self { count, unit: Unit::Months }
    }

    /// Reads `N days|weeks|months|years`, N above 0 and at most 9999; the singular is accepted too.
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(char::is_whitespace)?;
        let count = count.parse::<i32>().ok().filter(|count| (1..=9_999).contains(count))?;
        let unit = match unit.trim() {
            "day" | "days" => Unit::Days,
            "week" | "weeks" => Unit::Weeks,
            "month" | "months" => Unit::Months,
            "year" | "years" => Unit::Years,
            _ => return None,
        };
        if unit == Unit::Years && count > 1_000 {
            return None;
        }
        Some(Self { count, unit })
    }

    /// Returns how many of which unit: `days`, `weeks`, `months` or `years`.
    pub fn parts(self) -> (i32, &'static str) {
        let unit = match self.unit {
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
        };
        (self.count, unit)
    }

    fn span(self) -> Span {
        match self.unit {
            Unit::Days => Span::new().days(self.count),
            Unit::Weeks => Span::new().weeks(self.count),
            Unit::Months => Span::new().months(self.count),
            Unit::Years => Span::new().years(self.count),
        }
    }

    /// Returns the day this long after another; the last day there is when that lies beyond the calendar.
    pub fn after(self, day: Date) -> Date {
        day.checked_add(self.span()).unwrap_or(Date::MAX)
    }

    /// Returns the first day from which a day is at most this long away.
    pub fn first_that_reaches(self, end: Date) -> Date {
        let mut day = end.checked_sub(self.span()).unwrap_or(Date::MIN);
        // Months have no fixed length: a month before 31 March is 28 February, and a month after that 28 March.
        while self.after(day) < end {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        day
    }
}
