//! Open data as comma-separated values (RFC 4180).

use super::Renderer;
use super::data::{Fact, ids};
use crate::hub::{CollectionId, LanguageId};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Room for most lists, in bytes.
const USUAL_LIST: usize = 64;

impl Renderer<'_> {
    /// Renders `records.csv`: a column for each key of `records.json`, lists joined by `; `.
    ///
    /// Money is `5000 PLN`, `min 5000 PLN`, `max 5000 PLN` or `1000–5000 PLN`; a round is `LABEL: OPENS – CLOSES (BUDGET)`, as tables
    /// of records are written.
    pub(super) fn csv(&self, collection: CollectionId, language: LanguageId) -> Vec<u8> {
        let settings = self.catalogue().hub.collection(collection);
        let mut columns: Vec<&str> = vec!["id", "url", "language", "title", "summary", "date", "updated", "verified"];
        if settings.window.is_some() {
            columns.push("status");
        }
        columns.extend(settings.fields.iter().map(|field| field.id.as_str()));
        columns.push("sources");
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = writer.write_record(&columns);
        for id in &self.catalogue().collection(collection).orders[language.index()] {
            let data = self.data_of(*id, collection, language);
            for column in &columns {
                let _ = writer.write_field(&*data.get(column).map_or(Cow::Borrowed(""), fact));
            }
            // Nothing more: the line ends.
            let _ = writer.write_record(None::<&[u8]>);
        }
        writer.into_inner().unwrap_or_default()
    }
}

fn fact<'f>(fact: &'f Fact) -> Cow<'f, str> {
    match fact {
        Fact::Text(text) => harmless_cell(text),
        // Each text in it is harmless by itself; a number stays a number.
        Fact::List(facts) => joined(facts.iter().map(self::fact)),
        Fact::Terms(terms, vocabulary) => joined(ids(terms, vocabulary).map(harmless_cell)),
        Fact::Other(value) => cell(Some(value)),
    }
}

/// Returns the cells of a list as one.
fn joined<'l>(mut cells: impl Iterator<Item = Cow<'l, str>>) -> Cow<'l, str> {
    let Some(first) = cells.next() else { return Cow::Borrowed("") };
    let Some(second) = cells.next() else { return first };
    let mut all = String::with_capacity(USUAL_LIST);
    all.push_str(&first);
    for cell in std::iter::once(second).chain(cells) {
        all.push_str("; ");
        all.push_str(&cell);
    }
    Cow::Owned(all)
}

fn cell(value: Option<&Value>) -> Cow<'_, str> {
    match value {
        None | Some(Value::Null) => Cow::Borrowed(""),
        Some(Value::String(text)) => harmless_cell(text),
        Some(Value::Array(items)) => joined(items.iter().map(|item| cell(Some(item)))),
        Some(Value::Object(object)) if object.contains_key("currency") => money(object).into(),
        Some(Value::Object(object)) => harmless_cell(&round(object)).into_owned().into(),
        Some(other) => other.to_string().into(),
    }
}

fn money(money: &Map<String, Value>) -> String {
    let part = |key: &str| cell(money.get(key));
    let currency = part("currency");
    match (money.get("min"), money.get("max")) {
        (None, None) => format!("{} {currency}", part("amount")),
        (Some(_), None) => format!("min {} {currency}", part("min")),
        (None, Some(_)) => format!("max {} {currency}", part("max")),
        (Some(_), Some(_)) => format!("{}–{} {currency}", part("min"), part("max")),
    }
}

/// A round without a bound keeps the dash, so that an opening is never taken for a closing.
fn round(round: &Map<String, Value>) -> String {
    let text = |key: &str| round.get(key).and_then(Value::as_str).unwrap_or_default();
    let label = if text("label").is_empty() { String::new() } else { format!("{}: ", text("label")) };
    let days = format!("{} – {}", text("opens"), text("closes"));
    let budget = round.get("budget").and_then(Value::as_object).map(|budget| format!(" ({})", money(budget))).unwrap_or_default();
    format!("{label}{}{budget}", days.trim())
}

/// Marks as text, by an apostrophe, what a spreadsheet would take for a formula (OWASP, 'CSV Injection').
///
/// A spreadsheet that is set to a country with decimal commas parts cells at semicolons as well, whatever the quotes say, so that what
/// follows one is marked too.
pub fn harmless_cell(text: &str) -> Cow<'_, str> {
    // Most cells are harmless by how they begin, since nothing in them begins anew.
    let begins_plainly = text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric());
    if begins_plainly && !text.bytes().any(|byte| matches!(byte, b';' | b'\t' | b'\r' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 2);
    let mut begins = true;
    for character in text.chars() {
        if begins && matches!(character, '=' | '+' | '-' | '@') {
            out.push('\'');
        }
        out.push(character);
        begins = matches!(character, ';' | '\t' | '\r' | '\n') || (begins && matches!(character, ' ' | '"' | '\u{a0}'));
    }
    Cow::Owned(out)
}
