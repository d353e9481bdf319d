//! One row becomes one record.

use super::column::Column;
use super::{Context, Problem, cell, in_column, path};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place, Severity};
use crate::hub::{Field, FieldId, is_slug};
use crate::record::{self, ParseOptions, slugify};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The keys that every record has, in the order of `fmt`.
const ORDER: &[&str] = &["title", "summary", "date", "updated", "verified", "sources", "draft", "aliases"];

/// A record that a row became.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// Where its file goes, relative to the hub's root.
    pub path: Arc<str>,
    /// The file's text.
    pub text: String,
    /// For each line of the text from the first, its cell and the name of the column.
    cells: Vec<(Place, String)>,
    row: Place,
}

impl NewRecord {
    /// Leads a diagnostic about the record back to the table.
    pub fn locate(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let line = (diagnostic.place.line as usize).checked_sub(1);
        let mut located = diagnostic.clone();
        located.place = self.row.clone();
        if diagnostic.id == DiagnosticId::MissingValue {
            // What is missing stands in no cell.
            located.help = Some("Every record needs it.".to_owned());
            return located;
        }
        if let Some((place, column)) = line.and_then(|line| self.cells.get(line)).filter(|(_, column)| !column.is_empty()) {
            located.place = place.clone();
            located.message = in_column(column, &diagnostic.message);
        }
        located
    }
}

fn get<'c>(columns: &[Column], cells: &'c [String], wanted: Column) -> Option<(usize, &'c str)> {
    let index = columns.iter().position(|column| *column == wanted)?;
    let cell = cells.get(index).filter(|cell| !cell.is_empty())?;
    let cell = cell::unmarked(cell);
    Some((index, cell))
}

/// Returns a row's title on one line.
pub(super) fn title(columns: &[Column], cells: &[String]) -> Option<String> {
    get(columns, cells, Column::Key("title")).map(|(_, title)| title.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns the name of a row's file: its `slug`, else what its title makes.
pub(super) fn name(columns: &[Column], cells: &[String]) -> Option<String> {
    match get(columns, cells, Column::Key("slug")) {
        Some((_, slug)) => Some(slug.to_owned()),
        None => title(columns, cells).map(|title| slugify(&title)).filter(|slug| !slug.is_empty()),
    }
}

/// Reads a row. `taken` holds the names of the rows before it.
pub(super) fn read(
    context: &Context, cells: &[String], at: &dyn Fn(usize) -> Place, row: Place, taken: &mut BTreeMap<String, Place>,
) -> Result<NewRecord, Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    if let Some(index) = (context.columns.len()..cells.len()).find(|index| !cells[*index].is_empty()) {
        let message = "The row has more cells than the header.";
        let help = "A cell that holds the separator needs quotes around it.";
        wrong.push(Diagnostic::error(DiagnosticId::InvalidValue, at(index), message).help(help));
    }
    for (index, cell) in cells.iter().enumerate() {
        if !cell.is_empty() && context.header.get(index).is_some_and(String::is_empty) {
            let message = "The cell stands in a column without a name.";
            wrong.push(Diagnostic::error(DiagnosticId::UnknownField, at(index), message));
        }
    }
    let name = match checked_name(context, cells, at, &row, taken) {
        Ok(name) => name,
        Err(diagnostic) => {
            wrong.push(*diagnostic);
            "row".to_owned()
        }
    };
    let mut lines: Vec<(Option<usize>, String)> = vec![(None, "---".to_owned())];
    let mut add = |column: Column, key: &str, convert: &dyn Fn(&str) -> Result<String, Problem>| {
        let Some((index, cell)) = get(context.columns, cells, column) else { return false };
        match convert(cell) {
            Ok(value) => lines.push((Some(index), format!("{key}: {value}"))),
            Err(problem) => wrong.push(problem.at(at(index), &context.header[index])),
        }
        true
    };
    let mut dated = true;
    for key in ORDER {
        let given = add(Column::Key(key), key, &|text| cell::key(key, text));
        if *key == "date" && !given {
            dated = false;
        }
    }
    let target = context.target;
    let fields: &[Field] = target.home.map_or(&[], |id| &target.hub.collection(id).fields);
    for (index, field) in fields.iter().enumerate() {
        add(Column::Field(FieldId::new(index)), &field.id, &|text| cell::field(context, field, text));
    }
    if !dated {
        let place =
            lines.iter().take_while(|(_, line)| line == "---" || line.starts_with("title:") || line.starts_with("summary:")).count();
        lines.insert(place, (None, format!("date: {}", target.today)));
    }
    lines.push((None, "---".to_owned()));
    if let Some((index, body)) = get(context.columns, cells, Column::Body) {
        lines.push((None, String::new()));
        lines.extend(body.lines().map(|line| (Some(index), line.trim_end().to_owned())));
    }
    let text = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
    let column =
        |index: Option<usize>| index.map_or_else(|| (row.clone(), String::new()), |index| (at(index), context.header[index].clone()));
    let cells = lines.iter().map(|(index, _)| column(*index)).collect();
    let record = NewRecord { path: path(target.hub, target.home, &name), text, cells, row };
    // What is missing may only be missing because its cell is wrong.
    let is_told = |found: &Diagnostic| found.id == DiagnosticId::MissingValue && !wrong.is_empty();
    let parsed = record::parse(target.hub, &record.path, &record.text, ParseOptions { drafts: true, ..ParseOptions::default() });
    let errors = parsed.diagnostics.iter().filter(|found| found.severity == Severity::Error && !is_told(found));
    let errors: Vec<Diagnostic> = errors.map(|found| record.locate(found)).collect();
    wrong.extend(errors);
    if wrong.is_empty() { Ok(record) } else { Err(wrong) }
}

/// Returns a row's name unless it cannot be one, or is another's already.
fn checked_name(
    context: &Context, cells: &[String], at: &dyn Fn(usize) -> Place, row: &Place, taken: &mut BTreeMap<String, Place>,
) -> Result<String, Box<Diagnostic>> {
    let (columns, target) = (context.columns, context.target);
    let given = get(columns, cells, Column::Key("slug")).map(|(index, _)| index);
    let error = |id, message: String, help: &str| {
        let (place, message) = match given {
            Some(index) => (at(index), in_column(&context.header[index], &message)),
            None => (row.clone(), message),
        };
        Box::new(Diagnostic::error(id, place, message).help(help))
    };
    let Some(title) = title(columns, cells) else {
        return Err(error(DiagnosticId::MissingValue, "The row has no title.".to_owned(), "Every record has one."));
    };
    let another = "Give it another in a column 'slug'.";
    let Some(name) = name(columns, cells) else {
        return Err(error(DiagnosticId::InvalidSlug, format!("No file name can be made of the title '{title}'."), another));
    };
    if !is_slug(&name) {
        let help = format!("It holds only the letters a-z, digits and hyphens: {}", slugify(&name));
        return Err(error(DiagnosticId::InvalidSlug, format!("'{name}' cannot be a file's name."), &help));
    }
    if target.hub.reserves(target.home, &name) {
        return Err(error(
            DiagnosticId::ReservedName,
            format!("'{name}' cannot be a file's name: listings use it in their addresses."),
            another,
        ));
    }
    if target.taken.contains(&name) {
        let message = format!("The record '{name}' exists already: {}", path(target.hub, target.home, &name));
        return Err(error(DiagnosticId::AddressTaken, message, "Take the row out, or give it another name in a column 'slug'."));
    }
    if let Some(first) = taken.get(&name) {
        let message = format!("Another row is called '{name}' already.");
        let diagnostic = error(DiagnosticId::AddressTaken, message, another).related(first.clone(), "The first row with that name");
        return Err(Box::new(diagnostic));
    }
    taken.insert(name.clone(), row.clone());
    Ok(name)
}
