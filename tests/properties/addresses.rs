//! Slugs and addresses.

use crate::support::{Options, build, copy, empty_hub, lines, shared, write};
use pacthub::hub::BaseUrl;
use pacthub::load::{Day, LoadOptions, load};
use pacthub::record::slugify;
use pacthub::render::Renderer;
use pacthub::route::SITEMAP_LIMIT;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_slug_is_plain_and_stays_itself(text in ".{0,60}") {
        let slug = slugify(&text);
        prop_assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{slug}");
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"), "{slug}");
        prop_assert_eq!(slugify(&slug), slug);
    }

    #[test]
    fn a_slug_does_not_depend_on_case_or_composition(text in "[a-zA-ZąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüß0-9 .,-]{0,40}") {
        use unicode_normalization::UnicodeNormalization;
        prop_assert_eq!(slugify(&text.to_lowercase()), slugify(&text));
        prop_assert_eq!(slugify(&text.nfd().collect::<String>()), slugify(&text));
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        // ß becomes two letters; every other letter one.
        prop_assert!(letters(&slugify(&text)) >= letters(&text), "{}", slugify(&text));
    }

    #[test]
    fn a_base_address_is_read_or_refused(text in r"(https?://)?[a-z0-9.:/@?#\[\] %-]{0,40}") {
        if let Ok(base) = BaseUrl::parse(&text) {
            let path = base.path();
            prop_assert!(path.starts_with('/') && path.ends_with('/'), "{text}: {path}");
            let absolute = base.absolute("/a/b/");
            let again = url::Url::parse(&absolute).expect("an absolute address");
            prop_assert!(matches!(again.scheme(), "http" | "https") && again.host().is_some());
            prop_assert_eq!(again.query(), None);
            prop_assert_eq!(again.fragment(), None);
            prop_assert_eq!(again.path(), format!("{path}a/b/"));
            prop_assert_eq!(base.link("/a/b/"), format!("{path}a/b/"));
        }
    }
}

#[test]
fn letters_become_plain_ones() {
    for (text, slug) in [
        ("ąćęłńóśźż", "acelnoszz"),
        ("ĄĆĘŁŃÓŚŹŻ", "acelnoszz"),
        ("Łódź, ß", "lodz-ss"),
        ("ł ß ø đ ð æ œ þ ı", "l-ss-o-d-d-ae-oe-th-i"),
        ("Ø Đ Æ Œ Þ İ", "o-d-ae-oe-th-i"),
        ("É e\u{301} ǖ Ångström", "e-e-u-angstrom"),
        ("  a--b  c! ", "a-b-c"),
        ("A1z9", "a1z9"),
        ("日本", ""),
        ("a日b", "a-b"),
    ] {
        assert_eq!(slugify(text), slug, "{text}");
    }
}

#[test]
fn a_base_address_names_a_host_and_a_folder_and_nothing_else() {
    for (text, problem) in [
        ("example.org", "is not an address"),
        ("ftp://example.org/", "must begin with http"),
        ("mailto:a@example.org", "must begin with http"),
        ("https://example.org/?a", "no query"),
        ("https://example.org/#a", "no fragment"),
        ("https://me@example.org/", "user name"),
        ("https://:secret@example.org/", "password"),
        ("https://example.org/a//b/", "two slashes"),
    ] {
        let error = BaseUrl::parse(text).expect_err(text);
        assert!(error.contains(problem), "{text}: {error}");
    }
    for (text, origin, path) in [
        ("https://example.org", "https://example.org", "/"),
        ("http://example.org:80/a", "http://example.org", "/a/"),
        ("https://example.org:8443/a/b/", "https://example.org:8443", "/a/b/"),
        ("https://żółw.pl/", "https://xn--w-uga1v8h.pl", "/"),
        ("http://[::1]:81/", "http://[::1]:81", "/"),
    ] {
        let base = BaseUrl::parse(text).expect(text);
        assert_eq!((base.origin(), base.path()), (origin, path), "{text}");
        assert_eq!(base.as_str(), format!("{origin}{path}"));
        assert_eq!(base.absolute("/x/"), format!("{origin}{path}x/"));
        assert_eq!(base.link("/x/"), format!("{path}x/"));
    }
}

/// What is one address must be one file, and every link must lead to a file.
#[derive(Clone, Debug)]
struct Records(Vec<(String, Option<String>, bool)>);

fn records() -> impl Strategy<Value = Records> {
    let slug = "[a-z0-9]{1,3}(-[a-z0-9]{1,2})?";
    proptest::collection::btree_map(slug, (proptest::option::of(slug), any::<bool>()), 1..10)
        .prop_map(|records| Records(records.into_iter().map(|(name, (slug, translated))| (name, slug, translated)).collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(24), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn addresses_are_distinct_or_an_error(records in records(), base in prop_oneof![Just("https://example.org/"), Just("http://h.pl:81/a/b/")]) {
        let hub = crate::support::empty_hub();
        write(hub.path(), "content/calls/_collection.yaml", "path: {pl: nabory, en: calls}\nfields: {}\n");
        for (name, slug, translated) in &records.0 {
            let slug_line = slug.as_ref().map_or(String::new(), |slug| format!("slug: \"{slug}\"\n"));
            write(hub.path(), &format!("content/calls/{name}.md"), format!("---\ntitle: \"{name}\"\nsummary: S.\n{slug_line}---\n"));
            if *translated {
                write(hub.path(), &format!("content/calls/{name}.en.md"), "---\ntitle: T\nsummary: S.\n---\n");
            }
        }
        let options = Options { base_url: Some(base.to_owned()), ..Options::default() };
        let built = build(hub.path(), &options);
        let addresses: Vec<&str> = records.0.iter().map(|(name, slug, _)| slug.as_deref().unwrap_or(name)).collect();
        let reserved = addresses.iter().any(|address| matches!(*address, "page" | "status"));
        let distinct = addresses.iter().collect::<BTreeSet<_>>().len() == addresses.len();
        let english: Vec<&str> = records.0.iter().filter(|record| record.2).map(|(name, ..)| name.as_str()).collect();
        prop_assert_eq!(built.failed(), !distinct || reserved, "{}", lines(&built.diagnostics));
        if !built.failed() {
            for address in addresses {
                let page = built.text(&format!("nabory/{address}/index.html"));
                prop_assert!(page.contains(&format!("{base}nabory/{address}/")), "its own address is not on the page");
            }
            for name in english {
                let page = format!("en/calls/{name}/index.html");
                prop_assert!(built.files.contains_key(&page), "{} is missing", page);
            }
        }
    }
}

#[test]
fn more_addresses_than_a_sitemap_may_hold_stand_in_several() {
    // Each term that a record carries has a page in both languages.
    const RECORDS: usize = 10;
    const TERMS: usize = SITEMAP_LIMIT / 2 / RECORDS;
    let hub = empty_hub();
    copy(&shared("_layers/notes"), hub.path());
    write(hub.path(), "content/notes/_collection.yaml", "path: notatki\nfields:\n  v: {type: terms, vocabulary: v, facet: true}\n");
    let terms: String = (0..RECORDS * TERMS).map(|number| format!("  t{number}: T\n")).collect();
    write(hub.path(), "content/vocabularies/v.yaml", format!("terms:\n{terms}"));
    for record in 0..RECORDS {
        let terms: Vec<String> = (record * TERMS..(record + 1) * TERMS).map(|number| format!("t{number}")).collect();
        let front = format!("---\ntitle: R{record}\nsummary: S.\nv: [{}]\n---\n", terms.join(", "));
        write(hub.path(), &format!("content/notes/r{record}.md"), front);
    }
    let options = LoadOptions { day: Day::Given(jiff::civil::date(2026, 11, 24)), drafts: false, base_url: None };
    let loaded = load(hub.path(), &options, &mut |_| {});
    assert_eq!(lines(&loaded.diagnostics), "");
    let site = loaded.site.expect("the hub is whole");
    let renderer = Renderer::new(&site);
    let published = |path: &str| {
        let (_, route) = site.table.routes.iter().find(|(known, _)| known == path)?;
        Some(String::from_utf8(renderer.render(route).expect("it is rendered")?).expect("it is UTF-8"))
    };
    let locations = |text: &str| -> Vec<String> {
        let tree = roxmltree::Document::parse(text).expect("it is XML");
        let found = tree.descendants().filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")));
        found.filter_map(|node| node.text().map(str::to_owned)).collect()
    };
    let index = published("/sitemap.xml").expect("there is a sitemap");
    assert!(index.contains("<sitemapindex"), "{index}");
    assert_eq!(locations(&index), ["https://example.org/hub/sitemap-1.xml", "https://example.org/hub/sitemap-2.xml"]);
    let parts = ["/sitemap-1.xml", "/sitemap-2.xml"].map(|path| locations(&published(path).expect("there is a part")));
    assert_eq!(parts[0].len(), SITEMAP_LIMIT);
    let all: HashSet<&String> = parts.iter().flatten().collect();
    assert_eq!(all.len(), parts[0].len() + parts[1].len(), "an address stands twice");
    assert_eq!(all.len(), site.table.listed.len());
    assert_eq!(published("/sitemap-3.xml"), None);
    assert!(published("/robots.txt").expect("there is one").ends_with("Sitemap: https://example.org/hub/sitemap.xml\n"));
}
