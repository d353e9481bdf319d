//! Structured data use types and properties that schema.org has.

use super::Site;
use serde_json::Value;
use std::collections::BTreeSet;

/// The types that hubs use, each with those of its properties that do: a curated part of the vocabulary, compared with the type
/// definitions `schema-dts` 2.0 (Apache-2.0), which are generated from schema.org's own file. Properties of `Thing` are listed apart.
const TYPES: &[(&str, &[&str])] = &[
    ("Article", &["author", "datePublished", "dateModified", "inLanguage", "publisher"]),
    ("BreadcrumbList", &["itemListElement"]),
    ("CollectionPage", &["inLanguage", "mainEntity"]),
    ("Course", &["datePublished", "dateModified", "inLanguage", "provider"]),
    ("DataCatalog", &["inLanguage", "license", "publisher"]),
    ("Event", &["startDate", "endDate", "location", "organizer"]),
    ("ItemList", &["numberOfItems", "itemListElement"]),
    ("ListItem", &["position", "item"]),
    ("LocalBusiness", &["foundingDate", "email", "telephone"]),
    ("MonetaryAmount", &["value", "currency"]),
    ("MonetaryGrant", &["amount", "funder", "sponsor"]),
    ("Organization", &["foundingDate", "email", "telephone"]),
    ("Place", &["address"]),
    ("Project", &["foundingDate", "email", "telephone"]),
    ("SearchAction", &["target", "query-input"]),
    ("WebPage", &["datePublished", "dateModified", "inLanguage"]),
    ("WebSite", &["datePublished", "dateModified", "inLanguage", "publisher"]),
];

/// The properties that everything has (`Thing`).
const OF_EVERYTHING: &[&str] =
    &["name", "description", "url", "sameAs", "image", "mainEntityOfPage", "subjectOf", "alternateName", "identifier"];

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let mut found = BTreeSet::new();
    let mut look = |file: &str, text: &str| match serde_json::from_str::<Value>(text) {
        Ok(value) => {
            if value["@context"] != "https://schema.org" {
                problems.push(format!("{file}: structured data in other words than schema.org's"));
            }
            let mut wrong = Vec::new();
            walk(&value, &mut wrong);
            found.extend(wrong.into_iter().map(|wrong| format!("{file}: {wrong}")));
        }
        Err(error) => problems.push(format!("{file}: {error}")),
    };
    for (file, page) in &site.pages {
        page.structured_data.iter().for_each(|text| look(file, text));
    }
    site.texts("catalogue.jsonld").for_each(|(file, text)| look(file, text));
    problems.extend(found);
}

fn walk(value: &Value, wrong: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, wrong)),
        Value::Object(object) => {
            match object.get("@type").and_then(Value::as_str).map(|name| (name, TYPES.iter().find(|(known, _)| *known == name))) {
                Some((_, Some((name, properties)))) => {
                    for key in object.keys().filter(|key| !key.starts_with('@')) {
                        if !properties.contains(&key.as_str()) && !OF_EVERYTHING.contains(&key.as_str()) {
                            wrong.push(format!("a {name} has no '{key}'"));
                        }
                    }
                }
                Some((name, None)) => wrong.push(format!("'{name}' is no type that this test knows")),
                None if object.contains_key("@graph") || object.contains_key("@id") => {}
                None => wrong.push(format!("a thing without a type: {value}")),
            }
            object.values().for_each(|value| walk(value, wrong));
        }
        _ => {}
    }
}
