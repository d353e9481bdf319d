//! A table becomes records.
//!
//! In: the text of comma-separated values (RFC 4180) and the hub's schema. Out: the texts of new records, and what is wrong with
//! the rows that are none, each with its place in the table. Opens no file and writes none.

mod cell;
mod column;
mod figure;
mod moment;
mod place;
mod row;

pub use row::NewRecord;

use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::{CollectionId, Hub};
use column::Column;
use jiff::civil::Date;
use place::Places;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a table's records are made for.
#[derive(Debug)]
pub struct Target<'h> {
    /// The schema.
    pub hub: &'h Hub,
    /// The collection; free pages where there is none.
    pub home: Option<CollectionId>,
    /// The names of the records that are there already, by collection and lower-case title.
    pub titles: BTreeMap<(CollectionId, String), BTreeSet<String>>,
    /// The names that the home's records have already.
    pub taken: BTreeSet<String>,
    /// The day of publication of records that give none.
    pub today: Date,
}

/// What became of a table.
#[derive(Debug, Default)]
pub struct Table {
    /// The records, in the order of their rows.
    pub records: Vec<NewRecord>,
    /// What is wrong with the header and the other rows.
    pub diagnostics: Vec<Diagnostic>,
    /// How many rows became no record.
    pub failed: usize,
}

/// Reads a table; `file` is what it is called in diagnostics. With a header that is wrong there are no records.
pub fn read(text: &str, file: &str, target: &Target) -> Table {
    let mut table = Table::default();
    let delimiter = delimiter(text);
    let places = Places::new(text, file, delimiter);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let offset = record.position().map_or(0, |position| position.byte() as usize);
                let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
                rows.push((offset, cells));
            }
            Err(error) => {
                let place = error.position().map_or_else(|| Place::file(file), |position| places.row(position.byte() as usize));
                let message = format!("The table cannot be read: {error}.");
                table.diagnostics.push(Diagnostic::error(DiagnosticId::InvalidValue, place, message));
                return table;
            }
        }
    }
    let mut rows = rows.into_iter();
    let Some((offset, header)) = rows.next() else {
        table.diagnostics.push(Diagnostic::error(DiagnosticId::MissingValue, Place::file(file), "The table is empty."));
        return table;
    };
    let columns = column::read(&header, target, &|index| places.cell(offset, index), &mut table.diagnostics);
    if !table.diagnostics.is_empty() {
        return table;
    }
    let rows: Vec<(usize, Vec<String>)> = rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect();
    let context = Context { target, columns: &columns, header: &header, titles: titles(target, &columns, &rows) };
    let mut taken: BTreeMap<String, Place> = BTreeMap::new();
    for (offset, cells) in &rows {
        let at = |index: usize| places.cell(*offset, index);
        match row::read(&context, cells, &at, places.row(*offset), &mut taken) {
            Ok(record) => table.records.push(record),
            Err(mut found) => {
                table.failed += 1;
                table.diagnostics.append(&mut found);
            }
        }
    }
    table
}

/// What every row is read with.
struct Context<'t> {
    target: &'t Target<'t>,
    columns: &'t [Column],
    header: &'t [String],
    /// Those of the hub's records, and of the table's.
    titles: BTreeMap<(CollectionId, String), BTreeSet<String>>,
}

/// A row may name a record of another row by its title.
fn titles(target: &Target, columns: &[Column], rows: &[(usize, Vec<String>)]) -> BTreeMap<(CollectionId, String), BTreeSet<String>> {
    let mut titles = target.titles.clone();
    let Some(home) = target.home else { return titles };
    for (_, cells) in rows {
        if let (Some(title), Some(name)) = (row::title(columns, cells), row::name(columns, cells)) {
            titles.entry((home, title.to_lowercase())).or_default().insert(name);
        }
    }
    titles
}

/// Spreadsheets separate by commas, semicolons or tabs, by the habits of the country: the header tells.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(delimiter, _)| *delimiter == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // Of equals the first wins, which `max_by_key` would not do.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

/// What is wrong with one cell.
struct Problem {
    id: DiagnosticId,
    message: String,
    help: Option<String>,
}

impl Problem {
    fn new(id: DiagnosticId, message: impl Into<String>) -> Self {
        Self { id, message: message.into(), help: None }
    }

    fn invalid(message: impl Into<String>, help: &str) -> Self {
        Self { id: DiagnosticId::InvalidValue, message: message.into(), help: Some(help.to_owned()) }
    }

    /// Makes a diagnostic of it that names the column.
    fn at(self, place: Place, column: &str) -> Diagnostic {
        Diagnostic::error(self.id, place, in_column(column, &self.message)).maybe_help(self.help)
    }
}

fn in_column(column: &str, message: &str) -> String {
    format!("Column '{column}': {message}")
}

/// Returns where the file of a record lies.
fn path(hub: &Hub, home: Option<CollectionId>, name: &str) -> Arc<str> {
    let folder = home.map_or("pages", |id| hub.collection(id).id.as_str());
    format!("content/{folder}/{name}.md").into()
}
