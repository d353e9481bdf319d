//! Days and rounds as spreadsheets and people write them.

use super::Problem;
use crate::record::Moment;
use crate::yaml::scalar;
use jiff::civil::Date;

const HELP: &str = "Write it as 2027-03-31 or 31.03.2027, with an hour as 2027-03-31T15:00.";

/// Returns a day, maybe with an hour, as the format writes it.
pub(super) fn moment(text: &str) -> Result<Moment, Problem> {
    let wrong = || Problem::invalid(format!("'{text}' is not a day."), HELP);
    let (day, time) = text.split_once(['T', ' ']).map_or((text, None), |(day, time)| (day, Some(time.trim())));
    let day = if day.contains('.') { european(day).ok_or_else(wrong)? } else { day.to_owned() };
    let time = time.map(|time| {
        let time = if time.matches(':').count() == 2 { time.strip_suffix(":00").unwrap_or(time) } else { time };
        if time.find(':') == Some(1) { format!("T0{time}") } else { format!("T{time}") }
    });
    // Midnight is what a spreadsheet adds to a day without an hour.
    let time = time.filter(|time| time != "T00:00").unwrap_or_default();
    Moment::parse(&format!("{day}{time}")).ok_or_else(wrong)
}

/// Reads `31.3.2027`.
fn european(text: &str) -> Option<String> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |text: &str, length: usize| !text.is_empty() && text.len() <= length && text.bytes().all(|byte| byte.is_ascii_digit());
    let right = parts.next().is_none() && is_number(day, 2) && is_number(month, 2) && year.len() == 4 && is_number(year, 4);
    right.then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// Returns a day without an hour.
pub(super) fn day(text: &str) -> Result<Date, Problem> {
    let moment = moment(text)?;
    if moment.time.is_some() {
        return Err(Problem::invalid(format!("'{text}' has an hour, where only a day may stand."), "Write it as 2027-03-31."));
    }
    Ok(moment.date)
}

/// Returns a round as the format writes it: `First: 2027-01-01 – 2027-03-31 (5000 PLN)`.
pub(super) fn round(text: &str) -> Result<String, Problem> {
    let help = "Write 2027-01-01 – 2027-03-31, with a label as 'First round: 2027-01-01 – 2027-03-31'.";
    let (text, budget) = match text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        Some((text, budget)) => (text.trim(), Some(super::figure::money(budget)?)),
        None => (text, None),
    };
    let (label, days) = match text.split_once(": ") {
        Some((label, days)) => (Some(label.trim()), days.trim()),
        None => (None, text),
    };
    let (opens, closes) = days
        .split_once(['–', '—', '/'])
        .or_else(|| days.split_once(" - "))
        .ok_or_else(|| Problem::invalid(format!("'{text}' is not a round."), help))?;
    let mut parts = Vec::new();
    for (key, text) in [("opens", opens.trim()), ("closes", closes.trim())] {
        if !text.is_empty() {
            parts.push(format!("{key}: {}", moment(text)?.iso()));
        }
    }
    parts.extend(label.map(|label| format!("label: {}", scalar(label))));
    parts.extend(budget.map(|budget| format!("budget: {budget}")));
    Ok(format!("{{{}}}", parts.join(", ")))
}
