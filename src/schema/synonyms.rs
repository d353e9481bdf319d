//! `search/synonyms.yaml`.

use super::{Words, scalar};
use crate::hub::Hub;
use serde_json::{Map, Value, json};

pub(super) fn schema(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let phrases = json!({
        "type": ["object", "null"],
        "propertyNames": {"pattern": "^\\S+$"},
        "additionalProperties": {"anyOf": [scalar(), {"type": "array", "items": scalar()}]},
        "description": words.say(
            "Słowo, które wpisują czytelnicy, i słowa albo zwroty, których wyszukiwarka szuka wtedy także.",
            "A word that readers type, and the words or phrases that search looks for then too.",
        ),
    });
    let languages: Map<String, Value> = hub.languages.codes().iter().map(|code| (code.clone(), phrases.clone())).collect();
    json!({
        "title": words.say("Synonimy wyszukiwarki", "Synonyms for search"),
        "files": ["content/search/synonyms.yaml"],
        "type": ["object", "null"],
        "properties": languages,
        "additionalProperties": false,
    })
}
