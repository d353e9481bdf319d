//! `pacthub schema --cms`: forms for editors who do not use git.

use super::lints::git;
use super::{Run, folder, hub, record, run, shown, write};
use serde_json::{Value, json};
use std::path::Path;

fn configuration(run: &Run) -> Value {
    assert_eq!(run.status, 0, "{}", run.err);
    serde_yaml::from_str(&run.out).expect("it is YAML")
}

/// The schema is the one that the system's authors publish.
fn validate(configuration: &Value) {
    let schema: Value = serde_json::from_str(include_str!("schemas/sveltia-cms.json")).expect("the schema is JSON");
    let validator = jsonschema::draft7::new(&schema).expect("the schema is one");
    let errors: Vec<String> = validator.iter_errors(configuration).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    let collections = configuration["collections"].as_array().expect("a list");
    // The schema lets any widget through as somebody's own; so every field is also held against the widgets that there are.
    let mut fields = schema.clone();
    fields["$ref"] = json!("#/definitions/StandardField");
    let validator = jsonschema::draft7::new(&fields).expect("the schema is one");
    for field in collections.iter().flat_map(|collection| collection["fields"].as_array().expect("a list")) {
        assert!(validator.is_valid(field), "{field}");
    }
}

fn form<'c>(configuration: &'c Value, collection: &str, field: &str) -> &'c Value {
    let named = |list: &'c Value, name: &str| list.as_array().expect("a list").iter().find(|one| one["name"] == name).expect(name);
    named(&named(&configuration["collections"], collection)["fields"], field)
}

#[test]
fn the_real_hubs_forms_are_valid() {
    let told = run(&["schema", "--cms", "--root", env!("CARGO_MANIFEST_DIR")]);
    let configuration = configuration(&told);
    validate(&configuration);
    let collections: Vec<&Value> = configuration["collections"].as_array().expect("a list").iter().map(|one| &one["name"]).collect();
    assert!(collections.contains(&&json!("funding")) && collections.contains(&&json!("pages")), "{collections:?}");
}

#[test]
fn every_type_has_its_widget() {
    let root = hub(
        "cms-types",
        &[
            (
                "content/vocabularies/scope.yaml",
                "label: Zasięg\nterms:\n  pl: {label: {pl: Polska, en: Poland}, children: {pl-12: małopolskie}}\n",
            ),
            (
                "content/all/_collection.yaml",
                "label: {pl: Wszystko, en: All}\nfields:\n  text: {type: text, required: true}\n  own: {type: text, translatable: false}\n  \
                 note: {type: markdown}\n  day: {type: date, help: {pl: Kiedy, en: When}}\n  days: {type: date, many: true}\n  calls: {type: rounds}\n  \
                 number: {type: number}\n  numbers: {type: number, many: true, required: true}\n  amount: {type: money}\n  rate: {type: percent}\n  \
                 online: {type: boolean}\n  website: {type: url}\n  sites: {type: url, many: true}\n  contact: {type: email}\n  \
                 term: {type: term, vocabulary: scope}\n  terms: {type: terms, vocabulary: scope, required: true}\n  \
                 run_by: {type: record, collection: funding}\n  tools: {type: records, collection: funding}\n  photo: {type: image}\n",
            ),
            ("content/all/a.md", &record("title: A\namount: 5", "").replace("scope: [pl]\n", "terms: [pl]\ntext: T\nnumbers: 1\n")),
        ],
    );
    let told = run(&["schema", "--cms", "--root", shown(&root)]);
    let configuration = configuration(&told);
    validate(&configuration);
    assert!(told.err.contains("all: 1 record writes 'amount' as a plain number"), "{}", told.err);
    assert_eq!(
        configuration["i18n"],
        json!({"structure": "multiple_files", "locales": ["pl", "en"], "default_locale": "pl", "initial_locales": "default",
            "omit_default_locale_from_file_path": true})
    );
    let all = configuration["collections"].as_array().expect("a list").iter().find(|one| one["name"] == "all").expect("all");
    let names: Vec<&str> = all["fields"].as_array().expect("a list").iter().filter_map(|field| field["name"].as_str()).collect();
    assert_eq!(names[..10], ["title", "slug", "summary", "date", "updated", "verified", "sources", "draft", "aliases", "text"]);
    assert_eq!(names.last(), Some(&"body"));
    let field = |name: &str| form(&configuration, "all", name);
    assert_eq!((&field("title")["i18n"], &field("title")["required"]), (&json!(true), &json!(["pl"])));
    assert_eq!((&field("text")["i18n"], &field("text")["required"]), (&json!(true), &json!(["pl"])));
    for fact in ["own", "day", "terms", "sources", "verified", "draft"] {
        assert_eq!(field(fact)["i18n"], false, "{fact}");
    }
    assert_eq!(field("day")["hint"], "Kiedy. Dzień, np. 2027-03-31, także z godziną: 2027-03-31T15:00.");
    assert_eq!((&field("numbers")["widget"], &field("numbers")["min"]), (&json!("list"), &json!(1)));
    let options = json!([{"label": "Polska", "value": "pl"}, {"label": "Polska › małopolskie", "value": "pl-12"}]);
    assert_eq!((&field("terms")["options"], &field("terms")["multiple"], &field("terms")["min"]), (&options, &json!(true), &json!(1)));
    assert_eq!((&field("tools")["collection"], &field("tools")["value_field"]), (&json!("funding"), &json!("{{slug}}")));
    assert_eq!(form(&configuration, "pages", "summary")["required"], false);
}

#[test]
fn a_hub_in_one_language_has_no_translations() {
    let root = hub("cms-one", &[]);
    write(&root, "content/hub.yaml", "title: Hub\nbase_url: https://example.org/hub/\nlanguages: [en]\n");
    let configuration = configuration(&run(&["schema", "--cms", "--root", shown(&root)]));
    validate(&configuration);
    assert_eq!(configuration.get("i18n"), None);
    assert_eq!(form(&configuration, "funding", "title")["required"], true);
    assert_eq!(form(&configuration, "funding", "title")["label"], "Title");
}

#[test]
fn git_knows_where_the_hub_is_kept() {
    let root = folder("cms-repository");
    super::new::copy(&hub("cms-source", &[]).join("content"), &root.join("sub/hub/content"));
    git(&root, "2026-10-01", &["init", "-q"]);
    let hub = root.join("sub/hub");
    let backend = |address: &str| {
        git(&root, "2026-10-01", &["config", "remote.origin.url", address]);
        let told = run(&["schema", "--cms", "--root", shown(&hub)]);
        let configuration = configuration(&told);
        validate(&configuration);
        assert_eq!(configuration["collections"][0]["folder"], "sub/hub/content/funding");
        (configuration["backend"].clone(), told.err)
    };
    for (address, name, repository) in [
        ("https://github.com/owner/name.git", "github", "owner/name"),
        ("git@github.com:owner/name", "github", "owner/name"),
        ("ssh://git@gitlab.com/group/sub/name.git", "gitlab", "group/sub/name"),
    ] {
        assert_eq!(backend(address), (json!({"name": name, "repo": repository}), String::new()), "{address}");
    }
    for address in
        ["https://git.example.org/owner/name", "https://example.org/github.com/a/b", "https://notgithub.com/a/b", "../github.com/a/b"]
    {
        let (backend, told) = backend(address);
        assert_eq!(backend, json!({"name": "github", "repo": "OWNER/REPOSITORY"}), "{address}");
        assert_eq!(told, "Where the repository lies is not known: name it in 'backend'.\n");
    }
    assert_eq!(run(&["schema", "--cms", "funding", "--root", shown(Path::new("."))]).status, 2);
}
