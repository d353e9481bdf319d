//! `pacthub schema`: the schemas accept what pacthub accepts, and refuse what it refuses.

use super::{run, shown};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document() -> Value {
    let run = run(&["schema", "--root", shown(here())]);
    assert_eq!(run.status, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("the schemas are JSON")
}

fn validator(document: &Value, name: &str) -> Validator {
    let schema = json!({"$schema": document["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": document["$defs"]});
    jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn errors(validator: &Validator, text: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(text).expect("it is YAML");
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("it is listed") {
        let path = entry.expect("it is listed").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn every_file_of_the_hub_is_valid() {
    let document = document();
    assert!(jsonschema::draft202012::meta::is_valid(&document));
    let mut found = Vec::new();
    files(&here().join("content"), &mut found);
    files(&here().join("themes"), &mut found);
    found.sort();
    let (mut count, mut uncovered) = (0, Vec::new());
    for path in found {
        let inside = path.strip_prefix(here()).expect("it lies there").to_str().expect("UTF-8");
        let inside = inside.strip_prefix("content/").unwrap_or(inside).to_owned();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let (name, yaml) = if inside == "hub.yaml" {
            ("hub.yaml".to_owned(), text)
        } else if inside.starts_with("vocabularies/") {
            ("vocabulary".to_owned(), text)
        } else if inside.ends_with("_collection.yaml") {
            ("_collection.yaml".to_owned(), text)
        } else if inside == "search/synonyms.yaml" {
            ("synonyms.yaml".to_owned(), text)
        } else if inside.ends_with("/theme.yaml") {
            ("theme.yaml".to_owned(), text)
        } else if inside.starts_with("themes/") && inside.contains("/i18n/") {
            ("strings".to_owned(), text)
        } else if inside.starts_with("themes/") || inside.starts_with("_static/") {
            continue;
        } else if let Some(stem) = inside.strip_suffix(".md") {
            let folder = inside.split('/').next().expect("a folder");
            let name = stem.rsplit_once('.').map_or(folder.to_owned(), |(_, code)| format!("{folder}.{code}"));
            (name, pacthub::record::halves(&text).yaml.to_owned())
        } else {
            if inside.ends_with(".yaml") || inside.ends_with(".yml") {
                uncovered.push(inside);
            }
            continue;
        };
        assert_eq!(errors(&validator(&document, &name), &yaml), Vec::<String>::new(), "{inside}");
        count += 1;
    }
    // Nothing that an editor writes in YAML is without a schema.
    assert_eq!(uncovered, Vec::<String>::new());
    assert!(count > 300, "only {count} files were found");
}

#[test]
fn mistakes_are_refused() {
    let document = document();
    let funding = validator(&document, "funding");
    let good = "title: A\nsummary: B\nprogramme: [kfs]\nbeneficiary: [smes]\nscope: pl\n";
    assert_eq!(errors(&funding, good), Vec::<String>::new());
    for bad in [
        "rate: 80%",
        "rate: 180",
        "scop: [pl]",
        "level: [expret]",
        "deadline: 31.03.2027",
        "opens: 2027",
        "max_amount: -1",
        "max_amount: {amunt: 1}",
        "website: www.example.org",
        "contact: somebody",
        "part_of: [Some Record]",
        "draft: perhaps",
        "date: tomorrow",
        "sources: [ftp://example.org]",
        "aliases: [old]",
    ] {
        assert!(!errors(&funding, &format!("{good}{bad}\n")).is_empty(), "{bad}");
    }
    for key in ["title: A\n", "summary: B\n", "programme: [kfs]\n"] {
        assert!(!errors(&funding, &good.replace(key, "")).is_empty(), "without {key}");
        let name = key.split(':').next().expect("a key");
        assert!(!errors(&funding, &good.replace(key, &format!("{name}:\n"))).is_empty(), "with an empty {name}");
    }
    for accepted in
        ["rate:", "max_amount: {min: 1, max: 2, currency: PLN}", "operator: 12", "deadline: 2027-03-31T15:00", "part_of: []", "verified:"]
    {
        assert_eq!(errors(&funding, &format!("{good}{accepted}\n")), Vec::<String>::new(), "{accepted}");
    }
    assert!(!errors(&validator(&document, "funding.en"), "title: A\nrate: 80\n").is_empty(), "a fact in a translation");
    assert!(!errors(&validator(&document, "hub.yaml"), "title: A\nbase_url: https://example.org\nmenus: []\n").is_empty());
    for (name, text) in [
        ("synonyms.yaml", "de: {a: b}\n"),
        ("synonyms.yaml", "pl: {dwa słowa: b}\n"),
        ("synonyms.yaml", "pl: {a: {b: c}}\n"),
        ("theme.yaml", "extend: pact\n"),
        ("strings", "count: {pages: {one: strona, viele: Seiten, other: stron}}\n"),
        ("strings", "alert: [a]\n"),
    ] {
        assert!(!errors(&validator(&document, name), text).is_empty(), "{text}");
    }
    assert!(!errors(&validator(&document, "vocabulary"), "terms: {Pl: Polska}\n").is_empty());
    assert!(!errors(&validator(&document, "_collection.yaml"), "fields: {a: {type: txt}}\n").is_empty());
}

#[test]
fn labels_and_terms_are_told_in_the_editors_language() {
    let document = document();
    let rate = &document["$defs"]["funding"]["properties"]["rate"];
    assert_eq!(rate["title"], "Dofinansowanie");
    assert_eq!(rate["description"], "Najwyższy udział dofinansowania w kosztach. Liczba od 0 do 100, bez znaku %.");
    assert!(document.to_string().contains(r#"{"const":"pl","title":"Polska"}"#));
}

#[test]
fn one_schema_stands_by_itself() {
    let one = run(&["schema", "vocabulary", "--root", shown(here())]);
    assert_eq!(one.status, 0, "{}", one.err);
    let schema: Value = serde_json::from_str(&one.out).expect("it is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("it is a schema");
    assert_eq!(errors(&validator, "terms: {pl: {children: {pl-02: Dolnośląskie}}}\n"), Vec::<String>::new());
    let none = run(&["schema", "fundin", "--root", shown(here())]);
    assert_eq!((none.status, none.out.as_str()), (2, ""));
    assert!(none.err.contains("Did you mean 'funding'?"), "{}", none.err);
}
