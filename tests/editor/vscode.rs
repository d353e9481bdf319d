//! `pacthub schema --vscode`: what VS Code needs to complete keys and terms. `tests/vscode` reads it with the editor's own parts.

use super::{hub, read, run, shown, write};
use serde_json::{Value, json};
use std::path::Path;

fn snippets(root: &Path) -> Value {
    serde_json::from_str(&read(root, ".vscode/pacthub.code-snippets")).expect("it is JSON")
}

fn body(snippet: &Value) -> String {
    let lines: Vec<&str> = snippet["body"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
    lines.join("\n")
}

#[test]
fn everything_is_written_and_what_editors_own_is_kept() {
    let root = hub("vscode-files", &[]);
    let first = run(&["schema", "--vscode", "--root", shown(&root)]);
    assert_eq!((first.status, first.out.as_str()), (0, ""), "{}", first.err);
    assert_eq!(first.err.lines().filter(|line| line.starts_with("Wrote .vscode/")).count(), 9, "{}", first.err);
    let settings: Value = serde_json::from_str(&read(&root, ".vscode/settings.json")).expect("it is JSON");
    for (schema, files) in settings["yaml.schemas"].as_object().expect("a map") {
        let schema: Value = serde_json::from_str(&read(&root, schema)).expect("it is JSON");
        assert!(jsonschema::draft202012::new(&schema).is_ok());
        assert!(!files.as_array().expect("a list").is_empty());
    }
    let second = run(&["schema", "--vscode", "--root", shown(&root)]);
    assert_eq!((second.status, second.err.as_str()), (0, ""));
    write(&root, ".vscode/settings.json", "{ /* mine */ }\n");
    write(&root, "content/vocabularies/scope.yaml", "terms: {pl: Polska, eu: Unia}\n");
    let third = run(&["schema", "--vscode", "--root", shown(&root)]);
    assert_eq!(third.status, 0);
    assert!(third.err.starts_with("Wrote .vscode/pacthub.code-snippets\n"), "{}", third.err);
    assert!(third.err.contains(".vscode/settings.json exists already; it was not touched."), "{}", third.err);
    assert!(third.err.contains("\"yaml.schemas\""), "{}", third.err);
    assert_eq!(read(&root, ".vscode/settings.json"), "{ /* mine */ }\n");
    assert_eq!(run(&["schema", "--vscode", "funding", "--root", shown(&root)]).status, 2);
    assert_eq!(run(&["schema", "--vscode", "--cms", "--root", shown(&root)]).status, 2);
}

#[test]
fn a_record_a_key_and_a_vocabulary_are_snippets() {
    let root = hub(
        "vscode-snippets",
        &[
            ("content/vocabularies/scope.yaml", "label: Zasięg\nterms: {pl: Polska, eu: 'Unia, {cała} | $1'}\n"),
            (
                "content/all/_collection.yaml",
                "label: Wszystko\nsingular: Jedno\nfields:\n  scope: {type: term, vocabulary: scope, required: true, help: 'Za $5 \\ {a}'}\n  \
                 words: {type: text}\n  online: {type: boolean}\n  calls: {type: rounds}\n  sites: {type: url, many: true}\n",
            ),
        ],
    );
    assert_eq!(run(&["schema", "--vscode", "--root", shown(&root)]).status, 0);
    let snippets = snippets(&root);
    let record = &snippets["all: Jedno"];
    assert_eq!((&record["prefix"], &record["scope"], &record["isFileTemplate"]), (&json!("all"), &json!("markdown,yaml"), &json!(true)));
    assert_eq!((&record["include"], &record["exclude"]), (&json!(["**/content/all/**/*.md"]), &json!(["**/*.en.md"])));
    let text = body(record);
    assert!(text.starts_with("---\ntitle: $1\n"), "{text}");
    assert!(text.contains("\ndate: $CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE\n"), "{text}");
    assert!(text.contains("\nscope: ${3| ,pl,eu|}\n") && text.contains("\nsites: [$"), "{text}");
    assert!(text.contains("Za \\$5 \\\\ {a\\}. Jedno z: pl (Polska), eu (Unia, {cała\\} | \\$1)"), "{text}");
    assert!(text.ends_with("\n---\n$0"), "{text}");
    let translation = &snippets["all.en: Jedno"];
    assert_eq!(translation["include"], json!(["**/content/all/**/*.en.md"]));
    assert!(body(translation).contains("words: $3") && !body(translation).contains("scope"));
    assert_eq!(body(&snippets["all/scope: Zasięg"]), "scope: ${1|pl,eu|}$0");
    assert_eq!(snippets["all/scope: Zasięg"]["exclude"], json!(["**/*.en.md"]));
    assert_eq!(snippets["all/words: words"]["exclude"], json!([]));
    assert_eq!(body(&snippets["all/online: online"]), "online: ${1|true,false|}$0");
    assert_eq!(body(&snippets["all/calls: calls"]), "calls:\n  - {opens: $1, closes: $2, label: $3\\}$0");
    assert_eq!(body(&snippets["sources: Źródła"]), "sources: [$1]$0");
    let terms = &snippets["term-scope: Zasięg"];
    assert_eq!((body(terms).as_str(), &terms["description"]), ("${1|pl,eu|}$0", &json!("pl (Polska), eu (Unia, {cała} | $1)")));
    assert_eq!(terms["include"], json!(["**/content/all/**/*.md", "**/content/funding/**/*.md"]));
    assert!(snippets["pages: Strona"].is_object() && snippets["pages.en: Strona"].is_object());
}
