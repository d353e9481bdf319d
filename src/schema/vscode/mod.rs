//! What Visual Studio Code is told, as the files of a hub's `.vscode/`: schemas for its YAML extension, and snippets for front matter,
//! which that extension does not read in Markdown files.

mod snippet;
mod snippets;

use super::{Words, one};
use crate::hub::Hub;
use serde_json::{Map, Value, json};

/// The schemas of files in YAML, by the name of the file that holds each.
const SCHEMAS: &[(&str, &str)] = &[
    ("hub", "hub.yaml"),
    ("vocabulary", "vocabulary"),
    ("collection", "_collection.yaml"),
    ("synonyms", "synonyms.yaml"),
    ("theme", "theme.yaml"),
    ("strings", "strings"),
];

/// A file of `.vscode/`.
#[derive(Clone, Debug, PartialEq)]
pub struct EditorFile {
    /// Its path in the hub's folder.
    pub path: String,
    /// What it holds.
    pub content: Value,
    /// Whether it is made anew with every change of the schema; others are the editor's own once they are there.
    pub is_made: bool,
}

/// Returns the files.
pub fn vscode(hub: &Hub) -> Vec<EditorFile> {
    let mut files = vec![made(".vscode/pacthub.code-snippets", snippets::snippets(hub))];
    let mut described = Map::new();
    for (file, name) in SCHEMAS {
        // Each of them is a schema that there is.
        let Ok(schema) = one(hub, name) else { continue };
        let path = format!(".vscode/schemas/{file}.json");
        described.insert(path.clone(), schema["$defs"][*name]["files"].clone());
        files.push(made(&path, schema));
    }
    let settings = json!({
        "yaml.schemas": described,
        // Markdown offers nothing while one types unless it is asked to, and words of the text would hide what fits.
        "[markdown]": {"editor.quickSuggestions": {"other": "on", "strings": "on", "comments": "off"}, "editor.wordBasedSuggestions": "off"},
    });
    files.push(own(".vscode/settings.json", settings));
    files.push(own(".vscode/extensions.json", json!({"recommendations": ["redhat.vscode-yaml"]})));
    files
}

fn made(path: &str, content: Value) -> EditorFile {
    EditorFile { path: path.to_owned(), content, is_made: true }
}

fn own(path: &str, content: Value) -> EditorFile {
    EditorFile { path: path.to_owned(), content, is_made: false }
}

/// The keys of a record that are words, so that a translation has them too.
const WORDS: &[&str] = &["title", "summary", "slug", "aliases"];
