//! The hub that records are read for, and what must hold of whatever is read for it.

use jiff::civil::{Date, date};
use pacthub::catalogue::{Catalogue, CatalogueSources, Files, Findings, LinkDestination};
use pacthub::diagnostic::Diagnostic;
use pacthub::hub::{Hub, HubSources, TextFile, is_slug};
use pacthub::image::ImageFile;
use pacthub::record::{Body, LinkTarget, ParseOptions, Parsed, Record, Value, locate, parse};
use pacthub::route::{Addresses, Extras, RouteTable};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

const VOCABULARY: &str =
    "label: Kind\ncovers: true\nterms:\n  one: One\n  two: {label: Two, tile: [1, 1], aliases: [old], children: {three: Three}}\n";
const COLLECTION: &str = "label: Calls\nwindow: {rounds: rounds}\npairs: [[status, kind]]\nfeed: true\ncalendar: true\nfields:\n  \
     rounds: {type: rounds}\n  kind: {type: terms, vocabulary: kind, facet: true}\n  \
     words: {type: text, many: true, facet: true}\n  note: {type: markdown}\n  amount: {type: money, facet: {ranges: [10, 20]}}\n  \
     number: {type: number, many: true}\n  rate: {type: percent}\n  yes: {type: boolean}\n  day: {type: date, many: true, facet: {by: year}}\n  \
     site: {type: url, many: true}\n  mail: {type: email, many: true}\n  other: {type: records, collection: calls}\n  picture: {type: image}\n";
/// A second record, which others can name and link to.
const OTHER: &str = "---\ntitle: Two\nsummary: S.\ndate: 2026-01-01\naliases: [/old/]\nrounds: [{opens: 2026-01-01, closes: 2026-12-01}]\n---\n## Part\n\n[one](one/index.md)\n";

/// The path of the record that is read.
pub(crate) const PATH: &str = "content/calls/one/index.md";
/// The day on which statuses hold.
pub(crate) const TODAY: Date = date(2026, 11, 24);

/// A hub with a field of every type; raw HTML is an error in it.
pub(crate) static STRICT: LazyLock<Arc<Hub>> = LazyLock::new(|| hub(""));
/// The same, with raw HTML sanitized.
pub(crate) static SANITIZING: LazyLock<Arc<Hub>> = LazyLock::new(|| hub("raw_html: sanitize\n"));

fn hub(more: &str) -> Arc<Hub> {
    stay_on_one_thread();
    let settings = format!("title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\n{more}");
    let (hub, diagnostics) = pacthub::hub::read(&sources(&settings));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    Arc::new(hub.expect("the hub is good"))
}

/// The good schema around other settings.
pub(crate) fn sources(settings: &str) -> HubSources {
    let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.to_owned() };
    HubSources {
        settings: Some(file("content/hub.yaml", settings)),
        vocabularies: vec![file("content/vocabularies/kind.yaml", VOCABULARY)],
        collections: vec![("calls".to_owned(), file("content/calls/_collection.yaml", COLLECTION))],
        synonyms: None,
        settings_are_unreadable: false,
    }
}

/// What is one record's work goes faster without handing it to another thread, and is the same each time.
pub(crate) fn stay_on_one_thread() {
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}

/// Reads a record. Whatever is wrong with it lies in its file, and what was kept of it is good.
pub(crate) fn record(hub: &Hub, text: &str) -> Parsed {
    let path: Arc<str> = PATH.into();
    let parsed = parse(hub, &path, text, ParseOptions { drafts: true, ..ParseOptions::default() });
    check_places(&parsed.diagnostics, PATH, text);
    let record = parsed.record.as_ref().expect("the path is that of a record");
    check_body(&record.body);
    for value in record.values.iter().flatten() {
        match value {
            Value::Markdown(body) => check_body(body),
            Value::Urls(urls) => urls.iter().for_each(|url| check_web_address(url)),
            Value::Numbers(numbers) => assert!(numbers.iter().all(|number| number.is_finite())),
            Value::Percent(percent) => assert!((0.0..=100.0).contains(percent)),
            Value::Records(names) => assert!(names.iter().all(|name| is_slug(name))),
            Value::Image(name) => assert!(!name.contains('/') && !name.starts_with('.'), "{name:?}"),
            _ => {}
        }
    }
    for line in [&record.title, &record.summary].into_iter().flatten() {
        assert!(!line.trim().is_empty() && !line.contains(char::is_control), "{line:?}");
    }
    assert!(record.slug.as_deref().is_none_or(is_slug), "{:?}", record.slug);
    record.sources.iter().for_each(|url| check_web_address(url));
    for alias in &record.aliases {
        assert!(alias.starts_with('/') && !alias.contains("//") && !alias.contains(['\\', '?', '#', '<', '"']), "{alias:?}");
    }
    parsed
}

fn check_web_address(address: &str) {
    let url = url::Url::parse(address).expect("an address");
    assert!(matches!(url.scheme(), "http" | "https"), "{address}");
}

/// What is wrong lies in the file.
pub(crate) fn check_places(diagnostics: &[Diagnostic], path: &str, text: &str) {
    let lines = text.split('\n').count() as u32;
    for diagnostic in diagnostics {
        assert_eq!(&*diagnostic.place.file, path);
        assert!(diagnostic.place.line <= lines + 1, "{diagnostic:?} lies behind the end");
        assert!(!diagnostic.message.is_empty());
    }
}

fn check_body(body: &Body) {
    for insert in &body.inserts {
        assert!(body.html.is_char_boundary(insert.at as usize), "a hole lies in a character");
    }
    assert!(body.inserts.is_sorted_by_key(|insert| insert.at), "holes are out of order");
}

/// Puts a record into a catalogue with another record and files, and checks where its links lead. `text` is the record's.
pub(crate) fn in_catalogue(hub: &Arc<Hub>, record: Record, text: &str) {
    let path: Arc<str> = "content/calls/two.md".into();
    let other = parse(hub, &path, OTHER, ParseOptions::default());
    let records = vec![Arc::new(record), Arc::new(other.record.expect("a record"))];
    let (catalogue, findings) = catalogue(hub, records);
    for pending in findings.pending.into_iter().filter(|pending| &*pending.diagnostic.place.file == PATH) {
        check_places(&[locate(pending, text)], PATH, text);
    }
    let addresses = Addresses::new(&catalogue);
    let base = url::Url::parse(hub.base_url.as_str()).expect("an address");
    for entry in &catalogue.entries {
        let fields = entry.original.values.iter().filter_map(|value| match value {
            Some(Value::Markdown(body)) => Some(&**body),
            _ => None,
        });
        let links = std::iter::once(&entry.original.body).chain(fields).flat_map(|body| &body.links);
        for (destination, link) in entry.links[0].iter().zip(links) {
            for language in hub.languages.ids() {
                check_link(&addresses, &base, destination, &link.target, language);
            }
        }
    }
    check_routes(&catalogue);
}

fn check_link(
    addresses: &Addresses, base: &url::Url, destination: &LinkDestination, target: &LinkTarget, language: pacthub::hub::LanguageId,
) {
    let Some(href) = addresses.destination(destination, target, language) else { return };
    assert!(href.starts_with('#') || href.starts_with('?') || href.starts_with(base.path()), "{href:?} leads elsewhere");
    assert!(!href.contains(|c: char| c.is_ascii_control() || matches!(c, ' ' | '"' | '<')), "{href:?} is not encoded");
    let url = base.join(&href).expect("an address");
    assert_eq!(url.origin(), base.origin(), "{href:?} leads to another site");
}

/// Makes the catalogue of a hub.
pub(crate) fn catalogue(hub: &Arc<Hub>, records: Vec<Arc<Record>>) -> (Catalogue, Findings) {
    let image = ImageFile { width: 4, height: 3, still: None };
    let files =
        Files { attached: BTreeMap::from([("calls/one/p.png".to_owned(), Some(image))]), static_files: ["s.pdf".to_owned()].into() };
    pacthub::catalogue::build(CatalogueSources { hub: Arc::clone(hub), records, files, today: TODAY, drafts: true })
}

/// Every address of a catalogue's site is a plain path below the base address.
pub(crate) fn check_routes(catalogue: &Catalogue) {
    let extras = Extras { search: true, numbers: true, finder: true, overview: true, filter: true };
    let table = RouteTable::new(catalogue, &[("theme.css".to_owned(), "/assets/theme.0.css".to_owned())], extras);
    for (path, _) in &table.routes {
        assert!(path.starts_with('/') && !path.contains("//") && !path.contains('\\'), "{path:?}");
        assert!(!path.split('/').any(|part| matches!(part, "." | "..")), "{path:?} leaves the site");
    }
    let _ = pacthub::route::check(catalogue, &table);
}
