//! Diagnostics as SARIF, which code hosts and editors read (OASIS, 'Static Analysis Results Interchange Format 2.1.0').

use super::{Diagnostic, DiagnosticId, Place, Severity};
use serde_json::{Value, json};

/// Renders all diagnostics as one log, with a final newline.
pub fn sarif(diagnostics: &[Diagnostic]) -> String {
    let mut ids: Vec<DiagnosticId> = diagnostics.iter().map(|diagnostic| diagnostic.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let rules: Vec<Value> = ids
        .iter()
        .map(|id| {
            let text = id.explanation().trim();
            json!({"id": id.as_str(), "shortDescription": {"text": text}})
        })
        .collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, &ids)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "pacthub", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"HUB": {"description": {"text": "The hub's root."}}},
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(diagnostic: &Diagnostic, ids: &[DiagnosticId]) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    };
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| {
            let mut location = location(&related.place);
            location["message"] = json!({"text": related.message});
            location
        })
        .collect();
    json!({
        "ruleId": diagnostic.id.as_str(),
        "ruleIndex": ids.binary_search(&diagnostic.id).unwrap_or(0),
        "level": level,
        "message": {"text": text},
        "locations": [location(&diagnostic.place)],
        "relatedLocations": related,
    })
}

/// Lines and columns of SARIF begin at 1; the end of a region is the column after its last character.
fn location(place: &Place) -> Value {
    let mut region = json!({"startLine": place.line.max(1), "startColumn": place.column.max(1)});
    if place.length > 0 {
        region["endColumn"] = json!(place.column.max(1) + place.length);
    }
    let uri = url_path(&place.file);
    json!({"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": "HUB"}, "region": region}})
}

fn url_path(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC)
        .to_string()
        .replace("%2F", "/")
        .replace("%2E", ".")
        .replace("%2D", "-")
        .replace("%5F", "_")
}
