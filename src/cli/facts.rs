//! `pacthub facts`: lists what needs somebody's eyes.

use super::Outcome;
use super::arguments::{FactsArguments, FactsFormat};
use super::report::{count, print, say};
use crate::catalogue::{Catalogue, Status, current_window};
use crate::hub::LanguageId;
use crate::record::Home;
use crate::render::harmless_cell;
use serde_json::{Value, json};

/// One thing to look at.
struct Row {
    kind: &'static str,
    file: String,
    title: String,
    detail: String,
}

pub(super) fn run(arguments: &FactsArguments) -> Outcome {
    let site = &match super::hub::load_site(&arguments.load) {
        Ok(site) => site,
        Err(outcome) => return outcome,
    };
    let rows = rows(&site.catalogue);
    match arguments.format {
        FactsFormat::Text => print(&text(&rows)),
        FactsFormat::Json => {
            let list: Vec<Value> =
                rows.iter().map(|row| json!({"kind": row.kind, "file": row.file, "title": row.title, "detail": row.detail})).collect();
            print(&format!("{:#}\n", Value::Array(list)));
        }
        FactsFormat::Csv => match csv(&rows) {
            Ok(text) => print(&text),
            Err(error) => {
                say(&error.to_string());
                return Outcome::Unusable;
            }
        },
    }
    Outcome::Done
}

/// Lists by kind: calls that close soon first, the next before the later ones; then by file.
fn rows(catalogue: &Catalogue) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut closing = Vec::new();
    for entry in &catalogue.entries {
        let original = &entry.original;
        let row = |kind, detail: String| Row {
            kind,
            file: original.path.to_string(),
            title: entry.title(LanguageId::DEFAULT).0.to_owned(),
            detail,
        };
        if entry.status == Some(Status::ClosingSoon)
            && let Some(closes) = current_window(&entry.windows, catalogue.today).and_then(|window| window.closes)
        {
            closing.push((closes, row("closing-soon", format!("closes {}", closes.iso()))));
        }
        if let Some(verified) = original.verified
            && catalogue.hub.stale_after.after(verified) < catalogue.today
        {
            rows.push(row("stale", format!("verified {verified}")));
        }
        for language in catalogue.hub.languages.ids().filter(|language| !entry.has_page(*language)) {
            rows.push(row("untranslated", format!("no {}", catalogue.hub.languages.code(language))));
        }
        if original.sources.is_empty() && original.place.home != Home::Pages {
            rows.push(row("no-sources", String::new()));
        }
    }
    closing.sort_by(|(a, row_a), (b, row_b)| (a, &row_a.file).cmp(&(b, &row_b.file)));
    let order = ["stale", "untranslated", "no-sources"];
    rows.sort_by_key(|row| order.iter().position(|kind| *kind == row.kind));
    closing.into_iter().map(|(_, row)| row).chain(rows).collect()
}

fn text(rows: &[Row]) -> String {
    let mut out = String::new();
    for group in rows.chunk_by(|a, b| a.kind == b.kind) {
        let Some(first) = group.first() else { continue };
        let heading = match first.kind {
            "closing-soon" => "Closing soon",
            "stale" => "Not verified for too long",
            "untranslated" => "Without translation",
            _ => "Without sources",
        };
        out.push_str(&format!("{heading}: {}\n", count(group.len(), "record")));
        for row in group {
            let detail = if row.detail.is_empty() { String::new() } else { format!(" ({})", row.detail) };
            out.push_str(&format!("  {}{detail}  {}\n", row.title, row.file));
        }
    }
    if out.is_empty() {
        out.push_str("Nothing needs attention.\n");
    }
    out
}

fn csv(rows: &[Row]) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["kind", "file", "title", "detail"])?;
    for row in rows {
        writer.write_record([row.kind, &row.file, &harmless_cell(&row.title), &row.detail])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
