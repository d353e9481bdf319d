//! One cell as a value of front matter.

use super::{Context, Problem, figure, moment};
use crate::diagnostic::{DiagnosticId, did_you_mean, nearest};
use crate::hub::{CollectionId, Field, FieldKind, TermId, VocabularyId, is_slug};
use crate::yaml::scalar;
use std::collections::BTreeSet;

/// Returns a field's value as YAML on one line.
pub(super) fn field(context: &Context, field: &Field, cell: &str) -> Result<String, Problem> {
    let many = |convert: &dyn Fn(&str) -> Result<String, Problem>| if field.many { list(cell, convert) } else { convert(cell) };
    match field.kind {
        FieldKind::Text | FieldKind::Url | FieldKind::Email => many(&|text| Ok(scalar(text))),
        FieldKind::Markdown => Ok(scalar(cell)),
        FieldKind::Date => many(&|text| Ok(moment::moment(text)?.iso())),
        FieldKind::Rounds => list(cell, &moment::round),
        FieldKind::Number => many(&figure::number),
        FieldKind::Money => figure::money(cell),
        FieldKind::Percent => figure::number(cell.trim_end_matches('%').trim_end()),
        FieldKind::Boolean => boolean(cell),
        FieldKind::Term(vocabulary) => term(context, vocabulary, cell),
        FieldKind::Terms(vocabulary) => list(cell, &|text| term(context, vocabulary, text)),
        FieldKind::Record(collection) => record(context, collection, cell),
        FieldKind::Records(collection) => list(cell, &|text| record(context, collection, text)),
        FieldKind::Image => Err(Problem::invalid(
            "An image lies beside its record, which a table cannot bring along.",
            "Leave the cell empty, and add the image to the record's folder afterwards.",
        )),
    }
}

/// Returns the value of a key that every record has, as YAML on one line.
pub(super) fn key(key: &str, cell: &str) -> Result<String, Problem> {
    match key {
        "date" | "updated" | "verified" => Ok(moment::day(cell)?.to_string()),
        "sources" | "aliases" => list(cell, &|text| Ok(scalar(text))),
        "draft" => boolean(cell),
        _ => Ok(scalar(&cell.split_whitespace().collect::<Vec<_>>().join(" "))),
    }
}

/// Takes a list apart at `;`, `|` and line ends; what stands in it twice is written once.
fn list(cell: &str, convert: &dyn Fn(&str) -> Result<String, Problem>) -> Result<String, Problem> {
    let mut items: Vec<String> = Vec::new();
    for text in cell.split([';', '|', '\n']).map(|text| unmarked(text.trim())).filter(|text| !text.is_empty()) {
        let item = convert(text)?;
        if !items.contains(&item) {
            items.push(item);
        }
    }
    Ok(format!("[{}]", items.join(", ")))
}

/// A published table marks what a spreadsheet would take for a formula by an apostrophe.
pub(super) fn unmarked(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

fn boolean(cell: &str) -> Result<String, Problem> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "tak" | "prawda" | "1" | "x" => Ok("true".to_owned()),
        "false" | "no" | "nie" | "fałsz" | "0" | "-" => Ok("false".to_owned()),
        _ => Err(Problem::invalid(format!("'{cell}' is neither yes nor no."), "Write true or false, yes or no, tak or nie.")),
    }
}

/// Finds a term by its id or an alias, else by its label in any language.
fn term(context: &Context, vocabulary: VocabularyId, cell: &str) -> Result<String, Problem> {
    let hub = context.target.hub;
    let vocabulary = hub.vocabulary(vocabulary);
    if let Some((term, _)) = vocabulary.find(cell) {
        return Ok(scalar(&vocabulary.term(term).id));
    }
    let wanted = cell.to_lowercase();
    let labels = |index: usize| hub.languages.ids().map(move |language| vocabulary.term(TermId::new(index)).label.get(language));
    let found: Vec<&str> = (0..vocabulary.terms.len())
        .filter(|index| labels(*index).any(|label| label.to_lowercase() == wanted))
        .map(|index| vocabulary.term(TermId::new(index)).id.as_str())
        .collect();
    match found.as_slice() {
        [one] => Ok(scalar(one)),
        [] => {
            let known: Vec<&str> = vocabulary.ids().chain((0..vocabulary.terms.len()).flat_map(labels)).collect();
            let message = format!("There is no term '{cell}' in the vocabulary '{}'.", vocabulary.id);
            Err(Problem { help: did_you_mean(cell, known), ..Problem::new(DiagnosticId::UnknownTerm, message) })
        }
        several => {
            let message = format!("'{cell}' is the label of several terms.");
            Err(Problem {
                help: Some(format!("Write one of their ids: {}.", several.join(", "))),
                ..Problem::new(DiagnosticId::UnknownTerm, message)
            })
        }
    }
}

/// Finds a record by its title, else takes the cell for its name, which is checked with everything else.
fn record(context: &Context, collection: CollectionId, cell: &str) -> Result<String, Problem> {
    let named: Option<&BTreeSet<String>> = context.titles.get(&(collection, cell.to_lowercase()));
    match named.map(|names| names.iter().map(String::as_str).collect::<Vec<_>>()).as_deref() {
        Some([one]) => Ok(scalar(one)),
        Some(several) if !is_slug(cell) => {
            let message = format!("'{cell}' is the title of several records.");
            Err(Problem {
                help: Some(format!("Write the name of one: {}.", several.join(", "))),
                ..Problem::new(DiagnosticId::UnknownRecord, message)
            })
        }
        _ if is_slug(cell) => Ok(scalar(cell)),
        _ => {
            let message = format!("There is no record with the title '{cell}' in {}.", context.target.hub.collection(collection).id);
            let titles = context.titles.keys().filter(|(known, _)| *known == collection).map(|(_, title)| title.as_str());
            let help = nearest(&cell.to_lowercase(), titles.collect::<Vec<_>>()).map(|near| format!("Did you mean '{near}'?"));
            Err(Problem { help, ..Problem::new(DiagnosticId::UnknownRecord, message) })
        }
    }
}
