//! JSON Schemas of what editors write, so that their editors complete and check keys and terms (json-schema.org, draft 2020-12).
//!
//! In: the hub's schema. Out: JSON. One document holds all: its `$defs` are keyed `hub.yaml`, `vocabulary`, `_collection.yaml`,
//! `synonyms.yaml`, `theme.yaml` and `strings` (a theme's interface strings), then by collection (`funding`) and `pages` for the front matter of originals, and with the language (`funding.en`, `pages.en`) for that
//! of translations, just as the files end. `files` names the files that each describes.

mod cms;
mod collection_file;
mod records;
mod settings;
pub mod skeleton;
mod synonyms;
mod theme;
mod vocabulary;
mod vscode;
mod words;

pub use cms::{Repository, cms};
pub use vscode::{EditorFile, vscode};
pub use words::Words;

use crate::hub::{CollectionId, Hub, LanguageId};
use serde_json::{Map, Value, json};

/// The dialect of all schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Returns all schemas as one document.
pub fn document(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let definitions: Map<String, Value> = all(hub).into_iter().collect();
    json!({
        "$schema": DIALECT,
        "title": hub.title.get(LanguageId::DEFAULT),
        "description": words.say(
            "Schematy plików tego hubu: ustawień, słowników, kolekcji i metryczek wpisów; po jednym w $defs.",
            "The schemas of this hub's files: settings, vocabularies, collections and front matter; one each in $defs.",
        ),
        "$defs": definitions,
    })
}

/// Returns one schema as a document of its own, or the names that there are.
pub fn one(hub: &Hub, name: &str) -> Result<Value, Vec<String>> {
    let all = all(hub);
    match all.iter().find(|(known, _)| known == name) {
        Some((_, schema)) => {
            let mut definitions = Map::new();
            definitions.insert(name.to_owned(), schema.clone());
            Ok(json!({"$schema": DIALECT, "$ref": format!("#/$defs/{name}"), "$defs": definitions}))
        }
        None => Err(all.into_iter().map(|(name, _)| name).collect()),
    }
}

fn all(hub: &Hub) -> Vec<(String, Value)> {
    let mut all = vec![
        ("hub.yaml".to_owned(), settings::schema(hub)),
        ("vocabulary".to_owned(), vocabulary::schema(hub)),
        ("_collection.yaml".to_owned(), collection_file::schema(hub)),
        ("synonyms.yaml".to_owned(), synonyms::schema(hub)),
        ("theme.yaml".to_owned(), theme::settings(hub)),
        ("strings".to_owned(), theme::strings(hub)),
    ];
    let homes = (0..hub.collections.len()).map(|index| Some(CollectionId::new(index))).chain([None]);
    for home in homes {
        let name = home.map_or("pages", |id| &hub.collection(id).id);
        for language in hub.languages.ids() {
            let key = if language == LanguageId::DEFAULT { name.to_owned() } else { format!("{name}.{}", hub.languages.code(language)) };
            all.push((key, records::schema(hub, home, language)));
        }
    }
    all
}

/// Returns the schema of a label: a text, or a map from language to text.
fn label(hub: &Hub, description: &str) -> Value {
    let languages: Map<String, Value> = hub.languages.codes().iter().map(|code| (code.clone(), scalar())).collect();
    json!({
        "description": description,
        "anyOf": [scalar(), {"type": "object", "properties": languages, "additionalProperties": scalar()}],
    })
}

/// Returns the schema of a label whose texts are parts of addresses.
fn path(hub: &Hub, description: &str) -> Value {
    let slug = json!({"type": ["string", "null"], "pattern": SLUG});
    let languages: Map<String, Value> = hub.languages.codes().iter().map(|code| (code.clone(), slug.clone())).collect();
    json!({
        "description": description,
        "anyOf": [slug, {"type": "object", "properties": languages, "additionalProperties": slug}],
    })
}

/// What a slug looks like.
const SLUG: &str = "^[a-z0-9-]+$";
/// What a web address looks like.
const WEB_ADDRESS: &str = "^https?://[^\\s<>\"]+$";
/// What a day looks like.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// A text takes any scalar, as it is written.
fn scalar() -> Value {
    json!({"type": ["string", "number", "boolean", "null"]})
}
