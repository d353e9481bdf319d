//! `pacthub facts` and `pacthub why`.

use super::{hub, record, run, shown};
use serde_json::Value;

fn with_facts(name: &str) -> std::path::PathBuf {
    let plain = "---\ntitle: Bez źródeł\nsummary: Zdanie.\nscope: [pl]\n---\n";
    hub(
        name,
        &[
            ("content/funding/pozny.md", &record("title: Późny\ndeadline: 2026-12-10", "Tekst.")),
            ("content/funding/wczesny.md", &record("title: Wczesny\ndeadline: 2026-11-30T12:00", "Tekst.")),
            ("content/funding/stary.md", &record("title: Stary", "Tekst.").replace("2026-11-01", "2024-01-01")),
            ("content/funding/bez.md", plain),
            ("content/funding/kfs.en.md", "---\ntitle: The fund\nslug: the-fund\n---\nText.\n"),
        ],
    )
}

#[test]
fn facts_are_listed_by_what_they_need() {
    let root = with_facts("facts");
    let text = run(&["facts", "--root", shown(&root)]);
    assert_eq!(text.status, 0, "{}", text.err);
    let expected = "Closing soon: 2 records\n  Wczesny (closes 2026-11-30T12:00)  content/funding/wczesny.md\n  Późny (closes 2026-12-10)  content/funding/pozny.md\nNot verified for too long: 1 record\n  Stary (verified 2024-01-01)  content/funding/stary.md\n";
    assert!(text.out.starts_with(expected), "{}", text.out);
    assert!(text.out.contains("Without translation: 4 records\n"), "{}", text.out);
    assert!(text.out.ends_with("Without sources: 1 record\n  Bez źródeł  content/funding/bez.md\n"), "{}", text.out);
    let json: Value = serde_json::from_str(&run(&["facts", "--format", "json", "--root", shown(&root)]).out).expect("it is JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(8));
    assert_eq!(json[0]["kind"], "closing-soon");
    let csv = run(&["facts", "--format", "csv", "--root", shown(&root)]).out;
    assert!(csv.starts_with("kind,file,title,detail\nclosing-soon,content/funding/wczesny.md,Wczesny,closes 2026-11-30T12:00\n"), "{csv}");
}

#[test]
fn a_title_that_a_spreadsheet_would_calculate_is_marked_as_text() {
    let root = hub("facts-formula", &[("content/funding/zly.md", &record("title: \"=HYPERLINK(1)\"\ndeadline: 2026-12-10", "Tekst."))]);
    let csv = run(&["facts", "--format", "csv", "--root", shown(&root)]).out;
    assert!(csv.contains(",'=HYPERLINK(1),"), "{csv}");
}

#[test]
fn why_names_what_made_a_page() {
    let root = with_facts("why");
    for (address, parts) in [
        (
            "https://example.org/hub/en/funding/the-fund/",
            &[
                "a record of funding",
                "en\n",
                "content/funding/kfs.en.md",
                "content/funding/kfs.md",
                "content/funding/_collection.yaml",
                "themes/pact/templates/record.html",
                "themes/pact/templates/base.html",
                "components/",
            ][..],
        ),
        (
            "/hub/finansowanie/scope/pl/",
            &[
                "page 1 of the listing of funding where scope = pl",
                "content/vocabularies/scope.yaml",
                "listing.html",
                "components/card.html",
            ],
        ),
        ("/finansowanie/status/closing-soon", &["status = closing-soon"]),
        ("/", &["the home page", "home.html"]),
        ("sitemap.xml", &["pacthub writes itself"]),
    ] {
        let told = run(&["why", address, "--root", shown(&root)]);
        assert_eq!(told.status, 0, "{address}: {}", told.err);
        for part in parts {
            assert!(told.out.contains(part), "{address}: {part} is missing in\n{}", told.out);
        }
    }
    let none = run(&["why", "/en/funding/the-fnd/", "--root", shown(&root)]);
    assert_eq!((none.status, none.out.as_str()), (2, ""));
    assert!(none.err.contains("Did you mean '/en/funding/the-fund/'?"), "{}", none.err);
}
