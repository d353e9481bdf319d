//! The files in `vocabularies/`.

use super::{SLUG, WEB_ADDRESS, Words, label, path};
use crate::hub::Hub;
use serde_json::{Value, json};

pub(super) fn schema(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let terms = json!({"type": ["object", "null"], "propertyNames": {"pattern": SLUG}, "additionalProperties": {"$ref": "#/$defs/vocabulary/$defs/term"}});
    let long = json!({
        "type": "object",
        "properties": {
            "label": label(hub, words.say("Nazwa hasła.", "What the term is called.")),
            "same_as": {"type": ["string", "null"], "pattern": WEB_ADDRESS, "description": words.say("To samo hasło gdzie indziej: adres.", "The same thing elsewhere: an address.")},
            "text": label(hub, words.say("Jedno zdanie na stronę hasła.", "A sentence for the term's page.")),
            "tile": {
                "type": ["array", "null"], "items": {"type": "integer", "minimum": 0, "maximum": 99}, "minItems": 2, "maxItems": 2,
                "description": words.say("Kolumna i wiersz na mapie kafelkowej.", "Column and row on the tile map."),
            },
            "aliases": {
                "anyOf": [{"type": ["string", "null"]}, {"type": "array", "items": {"type": "string"}}],
                "description": words.say("Dawne identyfikatory, nadal przyjmowane we wpisach.", "Old ids, still accepted in records."),
            },
            "children": terms,
        },
        "additionalProperties": false,
    });
    json!({
        "title": words.say("Słownik", "Vocabulary"),
        "files": ["content/vocabularies/*.yaml"],
        "type": "object",
        "properties": {
            "label": label(hub, words.say("Nazwa słownika.", "What the vocabulary is called.")),
            "path": path(hub, words.say("Część adresu stron haseł.", "Its part of a term page's address.")),
            "order": {"enum": ["file", "label", null], "description": words.say("Kolejność haseł: jak w pliku albo alfabetycznie.", "The order of terms: as in the file, or by label.")},
            "covers": {"type": ["boolean", "null"], "description": words.say("Czy wpis o haśle nadrzędnym służy też wszystkim poniżej.", "Whether a record of a parent also serves everyone below it.")},
            "terms": terms,
        },
        "additionalProperties": false,
        "$defs": {"term": {"anyOf": [label(hub, words.say("Nazwa hasła.", "What the term is called.")), long]}},
    })
}
