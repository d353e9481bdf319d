//! The front matter of records and free pages.

use super::{DAY, SLUG, WEB_ADDRESS, Words, scalar};
use crate::hub::{CollectionId, Field, FieldKind, Hub, LanguageId, TermId, VocabularyId};
use serde_json::{Map, Value, json};

/// Returns the schema of the front matter of a collection, or of free pages, in a language.
pub(super) fn schema(hub: &Hub, home: Option<CollectionId>, language: LanguageId) -> Value {
    let words = Words::of(hub);
    let translation = language != LanguageId::DEFAULT;
    let fields = home.map_or(&[][..], |id| &hub.collection(id).fields);
    let folder = home.map_or("pages", |id| &hub.collection(id).id);
    let mut properties = Map::new();
    for key in crate::hub::BUILT_IN_KEYS {
        if !translation || matches!(*key, "title" | "summary" | "aliases" | "slug") {
            properties.insert((*key).to_owned(), built_in(words, key));
        }
    }
    for field in fields.iter().filter(|field| !translation || field.translatable) {
        properties.insert(field.id.clone(), described(hub, field));
    }
    let mut required = Vec::new();
    if !translation {
        required.push("title");
        required.extend(home.map(|_| "summary"));
        required.extend(fields.iter().filter(|field| field.required).map(|field| field.id.as_str()));
    }
    for key in &required {
        if let Some(property) = properties.get_mut(*key) {
            demand(property);
        }
    }
    let name = home.map_or(words.say("Strona", "Page"), |id| hub.collection(id).singular.get(LanguageId::DEFAULT));
    let (title, files) = if translation {
        let code = hub.languages.code(language);
        (format!("{name} ({code})"), [format!("content/{folder}/**/*.{code}.md"), String::new()])
    } else {
        (name.to_owned(), [format!("content/{folder}/*.md"), format!("content/{folder}/**/index.md")])
    };
    json!({
        "title": title,
        "files": files.iter().filter(|file| !file.is_empty()).collect::<Vec<_>>(),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// Null and an empty list are as if absent, which a required value may not be.
fn demand(property: &mut Value) {
    let schema = std::mem::take(property);
    let absent = json!({"anyOf": [{"type": "null"}, {"type": "array", "maxItems": 0}, {"const": ""}]});
    *property = json!({"allOf": [schema], "not": absent});
    for key in ["title", "description"] {
        if let Some(text) = property["allOf"][0].get(key).cloned() {
            property[key] = text;
        }
    }
}

fn built_in(words: Words, key: &str) -> Value {
    let (title, description) = words.key(key);
    let mut schema = match key {
        "title" | "summary" => scalar(),
        "date" | "updated" | "verified" => json!({"type": ["string", "null"], "pattern": DAY}),
        "sources" => listed(&json!({"type": ["string", "null"], "pattern": WEB_ADDRESS})),
        "draft" => json!({"type": ["boolean", "null"]}),
        "aliases" => listed(&json!({"type": ["string", "null"], "pattern": "^/[^/].*$"})),
        _ => json!({"type": ["string", "null"], "pattern": SLUG}),
    };
    schema["title"] = title.into();
    schema["description"] = description.into();
    schema
}

fn described(hub: &Hub, field: &Field) -> Value {
    let words = Words::of(hub);
    let mut schema = value(hub, field);
    let mut description = words.kind(field).to_owned();
    if let Some(help) = &field.help {
        description = format!("{}. {description}", help.get(LanguageId::DEFAULT).trim_end_matches('.'));
    }
    schema["title"] = field.label.get(LanguageId::DEFAULT).into();
    schema["description"] = description.into();
    schema
}

fn value(hub: &Hub, field: &Field) -> Value {
    let one = match field.kind {
        FieldKind::Text | FieldKind::Markdown => scalar(),
        FieldKind::Date => day(),
        FieldKind::Rounds => return rounds(),
        FieldKind::Number => json!({"type": ["number", "null"]}),
        FieldKind::Money => money(),
        FieldKind::Percent => json!({"type": ["number", "null"], "minimum": 0, "maximum": 100}),
        FieldKind::Boolean => json!({"type": ["boolean", "null"]}),
        FieldKind::Url => json!({"type": ["string", "null"], "pattern": WEB_ADDRESS}),
        FieldKind::Email => json!({"type": ["string", "null"], "pattern": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"}),
        FieldKind::Term(vocabulary) => term(hub, vocabulary),
        FieldKind::Terms(vocabulary) => return listed(&term(hub, vocabulary)),
        FieldKind::Record(_) => json!({"type": ["string", "number", "null"], "pattern": SLUG}),
        FieldKind::Records(_) => return listed(&json!({"type": ["string", "number", "null"], "pattern": SLUG})),
        FieldKind::Image => json!({"type": ["string", "null"], "pattern": "^[^./][^/]*$"}),
    };
    if field.many { listed(&one) } else { one }
}

/// One value, or a list of values.
fn listed(one: &Value) -> Value {
    json!({"anyOf": [one, {"type": "array", "items": one}]})
}

fn day() -> Value {
    json!({"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"})
}

fn money() -> Value {
    let amount = json!({"type": ["number", "null"], "minimum": 0});
    json!({"anyOf": [amount, {
        "type": "object",
        "properties": {
            "amount": amount,
            "min": amount,
            "max": amount,
            "currency": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$", "default": "EUR"},
        },
        "additionalProperties": false,
    }]})
}

fn rounds() -> Value {
    json!({"type": ["array", "null"], "items": {
        "type": "object",
        "properties": {"opens": day(), "closes": day(), "label": scalar(), "budget": money()},
        "additionalProperties": false,
    }})
}

/// A term with its label, so that an editor shows what `pl-12` is; old ids are accepted and marked.
fn term(hub: &Hub, vocabulary: VocabularyId) -> Value {
    let vocabulary = hub.vocabulary(vocabulary);
    let terms = (0..vocabulary.terms.len()).map(|index| {
        let id = TermId::new(index);
        let term = vocabulary.term(id);
        json!({"const": term.id, "title": term.label.get(LanguageId::DEFAULT)})
    });
    let mut options: Vec<Value> = terms.collect();
    let old: Vec<&str> = vocabulary.aliases().map(|(alias, _)| alias).collect();
    if !old.is_empty() {
        options.push(json!({"enum": old, "deprecated": true}));
    }
    options.push(json!({"type": "null"}));
    json!({"anyOf": options})
}
