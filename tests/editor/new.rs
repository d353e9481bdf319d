//! `pacthub new`.

use super::{check, hub, ids, read, record, run, shown, write};
use pacthub::hub::{Field, FieldKind, TermId};
use std::path::Path;

#[test]
fn a_record_is_written_with_its_fields_in_order() {
    let root = hub("new-order", &[]);
    let made = run(&["new", "funding", "Źródło: bon „Łódź” 2027", "--root", shown(&root)]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert_eq!(made.out, "");
    assert!(made.err.contains("Fill in what is required: summary, scope."), "{}", made.err);
    let text = read(&root, "content/funding/zrodlo-bon-lodz-2027.md");
    let keys: Vec<&str> =
        text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect();
    assert_eq!(keys, ["title", "summary", "date", "scope", "verified", "sources", "opens", "deadline", "contact"]);
    assert!(text.contains("title: 'Źródło: bon „Łódź” 2027'\n"), "{text}");
    assert!(text.contains("date: 2026-11-24\n"), "{text}");
    assert!(text.contains("Dowolne z: pl (Polska)"), "{text}");
    assert!(text.contains("Adres operatora."), "{text}");
    let wrong: Vec<_> = check(&root, &[]).into_iter().filter(|(severity, ..)| severity == "error").collect();
    let file = "content/funding/zrodlo-bon-lodz-2027.md";
    let missing = |line| ("error".to_owned(), "missing-value".to_owned(), file.to_owned(), line);
    assert_eq!(wrong, [missing(4), missing(7)]);
    write(&root, file, &text.replace("summary:\n", "summary: Zdanie.\n").replace("scope: []", "scope: [pl]"));
    assert_eq!(ids(&root, &[]), ["hint missing-sources"]);
}

#[test]
fn a_translation_goes_beside_its_original() {
    let folder_record = record("title: Z plikami", "Tekst.");
    let root = hub(
        "new-translation",
        &[("content/funding/z-plikami/index.md", &folder_record), ("content/pages/about.md", "---\ntitle: O nas\n---\nTekst.\n")],
    );
    let root_name = shown(&root);
    for (arguments, path) in [
        (vec!["funding", "Krajowy Fundusz Szkoleniowy", "--lang", "en"], "content/funding/kfs.en.md"),
        (vec!["funding", "With files", "--lang", "en", "--slug", "z-plikami"], "content/funding/z-plikami/index.en.md"),
        (vec!["pages", "About", "--lang", "en", "--slug", "about"], "content/pages/about.en.md"),
    ] {
        let mut all = vec!["new", "--root", root_name];
        all.extend(&arguments);
        let made = run(&all);
        assert_eq!(made.status, 0, "{arguments:?}: {}", made.err);
        assert!(read(&root, path).starts_with("---\ntitle: "), "{path}");
        assert_eq!(run(&all).status, 2, "a second time");
    }
    assert!(read(&root, "content/funding/z-plikami/index.en.md").contains("slug: with-files\n"));
    assert_eq!(ids(&root, &[]), ["hint orphan-page"]);
}

#[test]
fn what_cannot_be_written_is_refused() {
    let root = hub("new-refused", &[("content/funding/bon/index.md", &record("title: Bon", "Tekst."))]);
    for (arguments, told) in [
        (vec!["fundng", "Bon"], "There is no collection 'fundng'. Did you mean 'funding'?"),
        (vec!["funding", "Nowy", "--lang", "en-GB"], "'en-GB' is not a language of this hub."),
        (vec!["funding", "Nowy", "--lang", "em"], "Did you mean 'en'?"),
        (vec!["funding", "2027 !?"], "it has no letters"),
        (vec!["funding", ""], "it has no letters"),
        (vec!["funding", "Фонд"], "Name one with --slug."),
        (vec!["funding", "KFS"], "content/funding/kfs.md exists already; it was not touched."),
        (vec!["funding", "Bon"], "content/funding/bon/index.md exists already; it was not touched."),
        (vec!["funding", "Status"], "cannot be a record's slug"),
        (vec!["funding", "Nowy", "--slug", "Nowy Bon"], "nowy-bon"),
        (vec!["funding", "Kfss", "--lang", "en"], "Did you mean --slug kfs?"),
    ] {
        let mut all = vec!["new", "--root", shown(&root)];
        all.extend(&arguments);
        let made = run(&all);
        assert_eq!((made.status, made.out.as_str()), (2, ""), "{arguments:?}");
        assert!(made.err.contains(told), "{arguments:?}: {}", made.err);
    }
    assert_eq!(run(&["new", "funding", "Bon", "--root", shown(&root.join("content"))]).status, 2);
    let mut names: Vec<_> = std::fs::read_dir(root.join("content/funding"))
        .expect("it is listed")
        .map(|entry| entry.expect("it is listed").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["_collection.yaml", "bon", "kfs.md"]);
}

/// Every collection of the real hub: what is written passes once the required values are filled in.
#[test]
fn filled_in_records_of_every_collection_pass() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (schema, _) = pacthub::hub::read(&pacthub::source::read_tree(here).hub);
    let schema = schema.expect("the hub has a schema");
    let root = super::folder("new-filled");
    for path in ["hub.yaml", "vocabularies", "pages", "funding", "initiatives", "tools", "members", "good-practices", "events"] {
        copy(&here.join("content").join(path), &root.join("content").join(path));
    }
    for collection in &schema.collections {
        let made = run(&["new", &collection.id, "Nowy wpis na próbę", "--root", shown(&root)]);
        assert_eq!(made.status, 0, "{}", made.err);
        let path = format!("content/{}/nowy-wpis-na-probe.md", collection.id);
        let mut text = read(&root, &path).replace("summary:\n", "summary: Zdanie.\n");
        for field in collection.fields.iter().filter(|field| field.required) {
            let value = value(&schema, field);
            text = text.replace(&format!("\n{}: []\n", field.id), &format!("\n{}: {value}\n", field.id));
            text = text.replace(&format!("\n{}:\n", field.id), &format!("\n{}: {value}\n", field.id));
        }
        write(&root, &path, &text);
        let wrong: Vec<_> = check(&root, &[]).into_iter().filter(|(severity, _, file, _)| severity != "hint" && *file == path).collect();
        assert_eq!(wrong, [], "{text}");
        let english = run(&["new", &collection.id, "A new record", "--lang", "en", "--slug", "nowy-wpis-na-probe", "--root", shown(&root)]);
        assert_eq!(english.status, 0, "{}", english.err);
        let path = format!("content/{}/nowy-wpis-na-probe.en.md", collection.id);
        let wrong: Vec<_> = check(&root, &[]).into_iter().filter(|(severity, _, file, _)| severity != "hint" && *file == path).collect();
        assert_eq!(wrong, []);
    }
}

fn value(hub: &pacthub::hub::Hub, field: &Field) -> String {
    match field.kind {
        FieldKind::Term(vocabulary) => hub.vocabulary(vocabulary).term(TermId::new(0)).id.clone(),
        FieldKind::Terms(vocabulary) => format!("[{}]", hub.vocabulary(vocabulary).term(TermId::new(0)).id),
        FieldKind::Date => "2027-01-01".to_owned(),
        FieldKind::Text => "Ktoś".to_owned(),
        kind => panic!("no value is known for {kind:?}"),
    }
}

pub(super) fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        std::fs::create_dir_all(to).expect("the folder is made");
        for entry in std::fs::read_dir(from).expect("it is listed") {
            let entry = entry.expect("it is listed");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        std::fs::create_dir_all(to.parent().expect("a file lies in a folder")).expect("the folder is made");
        std::fs::copy(from, to).expect("the file is copied");
    }
}
