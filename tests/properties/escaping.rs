//! Text stays text, in every format that is published.

use crate::hostile_hub::{HOSTILE, hub_with, title};
use crate::outputs::{attributes, calendar_lines, csv_rows, files, is_formula, plain, shape, words, xml_shape};
use crate::support::{Built, Options, build, copy, empty_hub, lines, shared, write};
use pacthub::record::slugify;
use proptest::prelude::*;
use std::sync::LazyLock;

/// The same hub with harmless words. One text has what makes typography and languages do the same as others.
static HARMLESS: LazyLock<Built> = LazyLock::new(|| hub_with("Word"));

const RECORD: &str = "calls/one/index.html";

#[test]
fn hostile_text_stays_text() {
    for text in HOSTILE {
        check(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(8), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_text(text in r#"[<>&"'`/=;:,|\\\[\](){}%#!*_~@+\-\n\r\t a-zżŁ\u{2028}\u{202e}\u{a0}0-9]{1,24}"#) {
        check(&text);
    }
}

#[test]
fn characters_that_no_page_can_show_are_errors() {
    for character in ['\u{1}', '\u{b}', '\u{1b}', '\u{7f}', '\u{80}', '\u{85}', '\u{9f}', '\u{fdd0}', '\u{fffe}', '\u{ffff}', '\u{10ffff}']
    {
        let hub = empty_hub();
        copy(&shared("_layers/notes"), hub.path());
        let text = format!("---\ntitle: One\nsummary: \"a\\U{:08x}b\"\n---\n", u32::from(character));
        write(hub.path(), "content/notes/one.md", text);
        let found = lines(&build(hub.path(), &Options::default()).diagnostics);
        assert!(found.starts_with("content/notes/one.md:3:10 error invalid-value"), "{character:?}: {found}");
    }
}

/// Where raw HTML is sanitized, links and lists are put into the clean HTML afterwards, at marks that no text may hold.
#[test]
fn marks_of_the_sanitizer_cannot_be_forged() {
    let spellings =
        ["\u{e000}0\u{e001}", "&#xE000;0&#xe001;", "&#57344;0&#57345;", "&#X000e000;0&#x0E001;", "&#0057344;0&#57345", "&#xe0000&#xe001;"];
    for spelling in spellings {
        let hub = empty_hub();
        copy(&shared("_layers/notes"), hub.path());
        write(
            hub.path(),
            "content/hub.yaml",
            "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\nraw_html: sanitize\ntheme: plain\n",
        );
        write(hub.path(), "content/notes/two.md", "---\ntitle: x\" onmouseover=alert(1) y=\"\nsummary: S.\n---\n");
        let body = format!(
            "```records\ncollection: notes\n```\n\nA [link](two.md) {spelling} <b title=\"{spelling}\">b</b> `{spelling}`\n\n\
             <p class=\"{spelling}\">{spelling}</p>\n\n[x](two.md \"{spelling}\")\n"
        );
        write(hub.path(), "content/notes/one.md", format!("---\ntitle: One\nsummary: S.\n---\n{body}"));
        let built = build(hub.path(), &Options::default());
        assert_eq!(lines(&built.diagnostics), "");
        let page = built.text("notatki/one/index.html");
        let harmless = page.contains("<b title=") && !page.contains(['\u{e000}', '\u{e001}']);
        assert!(harmless && attributes(page, "b", "onmouseover").is_empty(), "{spelling}: {page}");
        let lists = shape(page).iter().filter(|element| element.starts_with("b ")).count();
        assert_eq!(lists, 1, "{spelling}: {page}");
        let before = shape(page);
        write(hub.path(), "content/notes/one.md", format!("---\ntitle: One\nsummary: S.\n---\n{}", body.replace(spelling, "Z")));
        assert_same(&before, &shape(build(hub.path(), &Options::default()).text("notatki/one/index.html")), "one", spelling);
    }
}

/// The path in the harmless hub of what a path stands for. Texts are a part of some addresses, as slugs.
fn counterpart(path: &str, text: &str) -> String {
    path.replace(&format!("/words/{}/", slugify(&title(text))), "/words/word-t/")
}

/// Checks everything that is published of the hub with a text.
fn check(text: &str) {
    let built = hub_with(text);
    let paths = |built: &Built| -> Vec<String> { built.files.keys().filter(|path| !path.starts_with("assets/")).cloned().collect() };
    let mut found: Vec<String> = paths(&built).iter().map(|path| counterpart(path, text)).collect();
    found.sort();
    assert_eq!(found, paths(&HARMLESS), "with {text:?}");
    let wanted = plain(&title(text));
    check_pages(&built, text, &wanted);
    check_feeds(&built, text, &wanted);
    check_calendars(&built, text, &wanted);
    check_tables(&built, text, &wanted);
    check_data(&built, text, &wanted);
    for path in ["_headers", "_redirects", "robots.txt"] {
        assert_eq!(built.text(path), HARMLESS.text(path), "{path} with {text:?}");
    }
}

/// Compares what two files are made of, and shows where they part.
fn assert_same(found: &[String], harmless: &[String], path: &str, text: &str) {
    let at = found.iter().zip(harmless).take_while(|(one, other)| one == other).count();
    let around = |shape: &[String]| shape.iter().skip(at.saturating_sub(3)).take(8).cloned().collect::<Vec<_>>();
    assert!(found == harmless, "{path} with {text:?}: {:?}, with a harmless text {:?}", around(found), around(harmless));
}

fn check_pages(built: &Built, text: &str, wanted: &str) {
    for (path, page) in files(built, &[".html"]) {
        assert_same(&shape(page), &shape(HARMLESS.text(&counterpart(path, text))), path, text);
        for name in ["href", "src", "action"] {
            for address in attributes(page, &format!("[{name}]"), name) {
                let is_known = ["/hub/", "https://example.org", "#", "mailto:"].iter().any(|start| address.starts_with(start));
                let is_outside = address.starts_with("http://") || address.starts_with("https://");
                assert!(is_known || is_outside, "{path} with {text:?} leads to {address}");
            }
        }
        for script in attributes(page, "script:not([src])", "type") {
            // Data, which no browser runs.
            assert!(matches!(&*script, "application/ld+json" | "application/json"), "{path} with {text:?}: {script}");
        }
    }
    let page = built.text(RECORD);
    assert_eq!(words(page, "h1"), wanted, "with {text:?}");
    assert!(words(page, "title").starts_with(wanted), "with {text:?}: {}", words(page, "title"));
    let titles = attributes(page, "meta[property=\"og:title\"]", "content");
    assert_eq!(titles.iter().map(|title| plain(title)).collect::<Vec<_>>(), [wanted], "with {text:?}");
    let alts: Vec<String> = attributes(page, "main img[src*=\"/images/p-64.\"]", "alt").iter().map(|alt| plain(alt)).collect();
    assert!(alts.iter().any(|alt| alt == wanted), "with {text:?}: {alts:?}");
    // Bodies are Markdown, in which a byte order mark or a NUL may be changed; everything else means itself.
    let headings = words(page, ".prose h2");
    assert!(headings.contains(wanted), "with {text:?}: {headings:?}");
    assert!(words(page, ".prose td").contains(wanted), "with {text:?}");
    assert!(words(page, ".prose li[id^=\"fn-\"]").contains(wanted), "with {text:?}");
}

fn check_feeds(built: &Built, text: &str, wanted: &str) {
    for (path, xml) in files(built, &[".xml"]) {
        assert_same(&xml_shape(path, xml), &xml_shape(path, HARMLESS.text(&counterpart(path, text))), path, text);
        if !path.ends_with("feed.xml") {
            continue;
        }
        let document = roxmltree::Document::parse(xml).expect("it was read before");
        let titles = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry")));
        for entry in titles {
            let title = entry.children().find(|node| node.tag_name().name() == "title").and_then(|node| node.text().map(str::to_owned));
            assert_eq!(plain(&title.unwrap_or_default()), wanted, "{path} with {text:?}");
        }
    }
}

fn check_calendars(built: &Built, text: &str, wanted: &str) {
    for (path, calendar) in files(built, &[".ics"]) {
        let found = calendar_lines(path, calendar);
        let harmless = calendar_lines(path, HARMLESS.text(&counterpart(path, text)));
        let names = |lines: &[(String, String)]| lines.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&found), names(&harmless), "{path} with {text:?}");
        for (name, value) in &found {
            if name == "SUMMARY" {
                assert!(plain(value).contains(wanted), "{path} with {text:?}: {value:?}");
            }
        }
        let parsed: icalendar::Calendar = calendar.parse().unwrap_or_else(|error| panic!("{path} with {text:?}: {error}"));
        let events = parsed.components.iter().filter_map(icalendar::CalendarComponent::as_event).count();
        assert_eq!(events, harmless.iter().filter(|line| line.1 == "VEVENT").count() / 2, "{path} with {text:?}");
    }
}

fn check_tables(built: &Built, text: &str, wanted: &str) {
    for (path, table) in files(built, &[".csv"]) {
        let rows = csv_rows(path, table);
        assert_eq!(rows.len(), 2, "{path} with {text:?}");
        for row in &rows {
            for (column, cell) in row {
                assert!(!is_formula(cell), "{path} with {text:?}: {column} is {cell:?}");
            }
            // What was marked is the text again without the marks.
            assert_eq!(plain(&row["title"]).replace('\'', ""), wanted.replace('\'', ""), "{path} with {text:?}");
        }
    }
}

fn check_data(built: &Built, text: &str, wanted: &str) {
    for (path, json) in files(built, &[".json"]) {
        let data: serde_json::Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{path} with {text:?}: {error}"));
        if path.ends_with("records.json") {
            for record in data["records"].as_array().expect("a list of records") {
                assert_eq!(plain(record["title"].as_str().expect("a title")), wanted, "{path} with {text:?}");
            }
        }
    }
    for (path, page) in files(built, &[".html"]) {
        let document = scraper::Html::parse_document(page);
        let selector = scraper::Selector::parse("script[type$=\"json\"]").expect("a selector");
        for script in document.select(&selector) {
            let json: String = script.text().collect();
            let data: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{path} with {text:?}: {error}"));
            if path == RECORD {
                let names: Vec<&str> = data["@graph"].as_array().into_iter().flatten().filter_map(|thing| thing["name"].as_str()).collect();
                assert!(names.iter().any(|name| plain(name) == wanted), "{path} with {text:?}: {names:?}");
            }
        }
    }
}
