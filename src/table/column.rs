//! What a table's columns hold.

use super::Target;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place, did_you_mean};
use crate::hub::{BUILT_IN_KEYS, Field, FieldId};
use crate::schema::Words;

/// What `records.csv` of a published collection has beside facts.
const PUBLISHED: &[&str] = &["url", "language", "status"];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// A key that every record has. `slug` is the file's name.
    Key(&'static str),
    /// A field.
    Field(FieldId),
    /// The Markdown text.
    Body,
    /// Nothing that is written.
    Ignored,
}

/// Reads a header: keys, or labels in any language, whatever the case.
pub(super) fn read(header: &[String], target: &Target, at: &dyn Fn(usize) -> Place, diagnostics: &mut Vec<Diagnostic>) -> Vec<Column> {
    let fields: &[Field] = target.home.map_or(&[], |id| &target.hub.collection(id).fields);
    let mut columns = Vec::with_capacity(header.len());
    for (index, name) in header.iter().enumerate() {
        let column = match find(&normal(name), fields, target) {
            Found::One(column) => column,
            Found::Several(names) => {
                let message = format!("The column '{name}' could be several fields: {}.", names.join(", "));
                diagnostics.push(Diagnostic::error(DiagnosticId::UnknownField, at(index), message).help("Call it by the field's key."));
                Column::Ignored
            }
            Found::None => {
                let message = format!("The column '{name}' is no field here.");
                let labels = fields.iter().flat_map(|field| target.hub.languages.ids().map(|language| field.label.get(language)));
                let known = BUILT_IN_KEYS.iter().copied().chain(["body"]).chain(fields.iter().map(|field| field.id.as_str())).chain(labels);
                let help = did_you_mean(name, known.collect::<Vec<_>>());
                diagnostics.push(Diagnostic::error(DiagnosticId::UnknownField, at(index), message).maybe_help(help));
                Column::Ignored
            }
        };
        if column != Column::Ignored && columns.contains(&column) {
            let message = format!("The column '{name}' holds what another column holds already.");
            diagnostics.push(Diagnostic::error(DiagnosticId::DuplicateKey, at(index), message));
        }
        columns.push(column);
    }
    if diagnostics.is_empty() && !columns.contains(&Column::Key("title")) {
        let help = "The first row names the columns: keys such as title, summary and sources, or labels of fields.";
        diagnostics.push(Diagnostic::error(DiagnosticId::MissingValue, at(0), "The table has no column 'title'.").help(help));
    }
    columns
}

enum Found<'f> {
    One(Column),
    Several(Vec<&'f str>),
    None,
}

fn find<'f>(name: &str, fields: &'f [Field], target: &Target) -> Found<'f> {
    if name.is_empty() {
        return Found::One(Column::Ignored);
    }
    if let Some(index) = fields.iter().position(|field| normal(&field.id) == name) {
        return Found::One(Column::Field(FieldId::new(index)));
    }
    if let Some(key) = BUILT_IN_KEYS.iter().find(|key| **key == name) {
        return Found::One(Column::Key(key));
    }
    let has_label = |field: &Field| target.hub.languages.ids().any(|language| normal(field.label.get(language)) == name);
    let labelled: Vec<usize> = (0..fields.len()).filter(|index| has_label(&fields[*index])).collect();
    match labelled.as_slice() {
        [] => {}
        [one] => return Found::One(Column::Field(FieldId::new(*one))),
        several => return Found::Several(several.iter().map(|index| fields[*index].id.as_str()).collect()),
    }
    let has_name = |key: &str| [Words::Polish, Words::English].iter().any(|words| normal(words.key(key).0) == name);
    if let Some(key) = BUILT_IN_KEYS.iter().find(|key| has_name(key)) {
        return Found::One(Column::Key(key));
    }
    match name {
        "body" | "text" | "treść" | "tekst" => Found::One(Column::Body),
        "id" => Found::One(Column::Key("slug")),
        _ if PUBLISHED.contains(&name) => Found::One(Column::Ignored),
        _ => Found::None,
    }
}

fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
