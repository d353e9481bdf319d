//! `_collection.yaml`.

use super::{Words, label, path};
use crate::hub::{BUILT_IN_KEYS, DATA_KEYS, Hub};
use serde_json::{Value, json};

/// The types of fields, with what each holds in Polish and English.
const KINDS: &[(&str, &str, &str)] = &[
    ("text", "wiersz tekstu", "a line of text"),
    ("markdown", "akapit w Markdownie", "a paragraph of Markdown"),
    ("date", "dzień", "a day"),
    ("rounds", "rundy naboru", "rounds of a call"),
    ("number", "liczba", "a number"),
    ("money", "kwota", "money"),
    ("percent", "procent od 0 do 100", "0 to 100"),
    ("boolean", "tak albo nie", "yes or no"),
    ("url", "adres strony", "a web address"),
    ("email", "adres e-mail", "an e-mail address"),
    ("term", "jedno hasło słownika", "one term of a vocabulary"),
    ("terms", "hasła słownika", "terms of a vocabulary"),
    ("record", "jeden wpis kolekcji", "one record of a collection"),
    ("records", "wpisy kolekcji", "records of a collection"),
    ("image", "plik obok wpisu", "a file beside the record"),
];

pub(super) fn schema(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let switch = |polish, english| json!({"type": ["boolean", "null"], "description": words.say(polish, english)});
    let text = |polish, english| json!({"type": ["string", "null"], "description": words.say(polish, english)});
    json!({
        "title": words.say("Kolekcja", "Collection"),
        "files": ["content/*/_collection.yaml"],
        "type": "object",
        "properties": {
            "label": label(hub, words.say("Nazwa kolekcji.", "What its records are called together.")),
            "singular": label(hub, words.say("Nazwa jednego wpisu.", "What one record is called.")),
            "path": path(hub, words.say("Pierwsza część adresów.", "The first part of its addresses.")),
            "sort": text(
                "Kolejność listy: pole, title, date, updated albo verified; minus na początku odwraca.",
                "The order of the listing: a field, title, date, updated or verified; a leading minus reverses it.",
            ),
            "window": {
                "type": ["object", "null"],
                "properties": {
                    "opens": text("Pole z dniem otwarcia.", "The field of the opening day."),
                    "closes": text("Pole z dniem zamknięcia.", "The field of the closing day."),
                    "rounds": text("Pole z rundami.", "The field of rounds."),
                },
                "additionalProperties": false,
                "description": words.say("Pola, z których wynika stan: otwarte, wkrótce, zamknięte.", "The fields that give a status: open, upcoming, closed."),
            },
            "pairs": {
                "type": ["array", "null"],
                "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
                "description": words.say("Pary filtrów, które mają wspólne strony.", "Facets that get a page for every two of their terms."),
            },
            "feed": switch("Czy kolekcja ma kanał Atom.", "Whether it has a feed."),
            "calendar": switch("Czy kolekcja ma kalendarz.", "Whether it has a calendar."),
            "type": {"type": ["string", "null"], "pattern": "^[A-Z][A-Za-z0-9]*$", "description": words.say("Typ schema.org.", "The schema.org type.")},
            "fields": {
                "type": ["object", "null"],
                "propertyNames": {"not": {"enum": ([BUILT_IN_KEYS, DATA_KEYS].concat())}},
                "additionalProperties": field(hub),
                "description": words.say("Pola wpisów w kolejności.", "The records' fields in order."),
            },
        },
        "additionalProperties": false,
    })
}

fn field(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let switch = |polish, english| json!({"type": ["boolean", "null"], "description": words.say(polish, english)});
    let kinds: Vec<Value> =
        KINDS.iter().map(|(kind, polish, english)| json!({"const": kind, "title": words.say(polish, english)})).collect();
    let vocabularies: Vec<&str> = hub.vocabularies.iter().map(|vocabulary| vocabulary.id.as_str()).collect();
    let collections: Vec<&str> = hub.collections.iter().map(|collection| collection.id.as_str()).collect();
    json!({
        "type": "object",
        "properties": {
            "type": {"anyOf": kinds, "description": words.say("Typ wartości.", "The type of its values.")},
            "vocabulary": {"enum": vocabularies, "description": words.say("Słownik haseł.", "The vocabulary of the terms.")},
            "collection": {"enum": collections, "description": words.say("Kolekcja wpisów.", "The collection of the records.")},
            "label": label(hub, words.say("Nazwa pola.", "What the field is called.")),
            "help": label(hub, words.say("Wskazówka dla redaktorów.", "A help for editors.")),
            "many": switch("Czy pole przyjmuje listę.", "Whether it takes a list."),
            "required": switch("Czy każdy wpis musi je mieć.", "Whether every record must have it."),
            "card": switch("Czy stoi na listach.", "Whether it is shown in listings."),
            "translatable": switch("Czy tłumaczenie może mieć własne słowa.", "Whether translations may have their own words."),
            "property": {"type": ["string", "null"], "description": words.say("Właściwość schema.org.", "The schema.org property.")},
            "facet": {
                "anyOf": [
                    {"type": ["boolean", "null"]},
                    {
                        "type": "object",
                        "properties": {"ranges": {"type": "array", "items": {"type": "number"}, "minItems": 1}, "by": {"const": "year"}},
                        "additionalProperties": false,
                    },
                ],
                "description": words.say("Czy można po nim filtrować.", "Whether records can be filtered by it."),
            },
        },
        "required": ["type"],
        "additionalProperties": false,
    })
}
