//! `pacthub check --format sarif`.

use super::{hub, record, run, shown, write};
use serde_json::Value;
use std::path::Path;

fn log(root: &Path) -> Value {
    let told = run(&["check", "--format", "sarif", "--root", shown(root)]);
    assert_eq!(told.err, "");
    serde_json::from_str(&told.out).expect("it is JSON")
}

/// The schema is that of the standard (OASIS, SARIF 2.1.0).
fn validate(log: &Value) {
    let schema: Value = serde_json::from_str(include_str!("schemas/sarif-2.1.0.json")).expect("the schema is JSON");
    let validator = jsonschema::draft4::options().should_validate_formats(true).build(&schema).expect("the schema is one");
    let errors: Vec<String> = validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new(), "{log:#}");
}

#[test]
fn a_log_without_results_is_valid() {
    let log = log(&hub("sarif-nothing", &[]));
    validate(&log);
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn a_log_of_everything_is_valid() {
    let root = hub(
        "sarif",
        &[
            ("content/funding/ładny plik.md", &record("title: Nazwa", "Tekst.")),
            ("content/funding/a.md", &record("title: A\naliases: [/x/]\nsope: [pl]", "Tekst \"prosty\" [x](nic.md).")),
            ("content/funding/b.md", &record("title: B\naliases: [/x/]", "# B\n\n<b>").replace("[pl]", "[plx]")),
            ("content/funding/c.md", "bez metryczki\n"),
            ("content/vocabularies/double.yaml", "label: D\nterms: {a: A, b: {label: B, aliases: [a]}}\n"),
        ],
    );
    let log = log(&root);
    validate(&log);
    let results = log["runs"][0]["results"].as_array().expect("a list");
    let levels = |level: &str| results.iter().filter(|result| result["level"] == level).count();
    assert!(levels("error") > 3 && levels("note") > 0, "{log:#}");
    assert!(results.iter().any(|result| result["relatedLocations"].as_array().is_some_and(|list| !list.is_empty())), "{log:#}");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("a list");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("a small one");
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

#[test]
fn a_broken_hub_has_a_valid_log_too() {
    let root = hub("sarif-broken", &[]);
    write(&root, "content/hub.yaml", "title: [\n");
    validate(&log(&root));
}
