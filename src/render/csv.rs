//! Open data as comma-separated values (RFC 4180).

use super::Renderer;
use crate::hub::{CollectionId, LanguageId};
use serde_json::Value;

impl Renderer<'_> {
    /// Renders `records.csv`: a column for each key of `records.json`, lists joined by `; `, money as an amount and a currency.
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
            let _ = writer.write_record(columns.iter().map(|column| cell(data.get(column))));
        }
        writer.into_inner().unwrap_or_default()
    }
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => harmless(text),
        Some(Value::Array(items)) => harmless(&items.iter().map(|item| cell(Some(item))).collect::<Vec<_>>().join("; ")),
        Some(Value::Object(object)) => harmless(&object.values().map(|value| cell(Some(value))).collect::<Vec<_>>().join(" ")),
        Some(other) => other.to_string(),
    }
}

/// A text that a spreadsheet would take for a formula is marked as text by an apostrophe (OWASP, 'CSV Injection').
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
