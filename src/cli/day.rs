//! What day it is.

use super::arguments::LoadArguments;
use crate::load::Day;
use jiff::Timestamp;
use jiff::civil::Date;

/// Returns the day that was asked for, else that of SOURCE_DATE_EPOCH, else today
/// (reproducible-builds.org, 'SOURCE_DATE_EPOCH'). The error says what is wrong with the variable.
pub(super) fn day(arguments: &LoadArguments) -> Result<Day, String> {
    today(arguments.today)
}

/// Returns a day that was given, else that of SOURCE_DATE_EPOCH, else today.
pub(super) fn today(given: Option<Date>) -> Result<Day, String> {
    if let Some(date) = given {
        return Ok(Day::Given(date));
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.trim().is_empty() => text
            .trim()
            .parse::<i64>()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .map(Day::Of)
            .ok_or_else(|| format!("SOURCE_DATE_EPOCH is '{text}', which is not a number of seconds since 1970.")),
        _ => Ok(Day::Of(Timestamp::now())),
    }
}
