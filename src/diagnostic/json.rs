//! Diagnostics as one JSON document, the machine-readable form of `check`.

use super::{Counts, Diagnostic, Place};
use serde_json::{Map, Value, json};

/// Renders all diagnostics as the document that `format.md` describes, with a final newline.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let counts = Counts::of(diagnostics);
    let document = json!({
        "diagnostics": diagnostics.iter().map(one).collect::<Vec<_>>(),
        "errors": counts.errors,
        "warnings": counts.warnings,
        "hints": counts.hints,
    });
    format!("{document:#}\n")
}

fn one(diagnostic: &Diagnostic) -> Value {
    let mut object = Map::new();
    object.insert("severity".into(), diagnostic.severity.as_str().into());
    object.insert("id".into(), diagnostic.id.as_str().into());
    place(&mut object, &diagnostic.place);
    object.insert("message".into(), diagnostic.message.clone().into());
    object.insert("help".into(), diagnostic.help.clone().into());
    let related = diagnostic.related.iter().map(|related| {
        let mut object = Map::new();
        place(&mut object, &related.place);
        object.insert("message".into(), related.message.clone().into());
        Value::Object(object)
    });
    object.insert("related".into(), related.collect());
    Value::Object(object)
}

fn place(object: &mut Map<String, Value>, place: &Place) {
    object.insert("file".into(), place.file.as_ref().into());
    object.insert("line".into(), place.line.into());
    object.insert("column".into(), place.column.into());
}
