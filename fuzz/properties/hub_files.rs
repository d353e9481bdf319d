//! Any text as each of the files that make a hub's schema, and a site of what comes of it.

use super::hub;
use pacthub::diagnostic::Severity;
use pacthub::hub::{HubSources, TextFile, read};
use pacthub::record::{ParseOptions, parse};
use std::sync::Arc;

const SETTINGS: &str = "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\n";
const RECORD: &str = "---\ntitle: One\nsummary: S.\ndate: 2026-01-01\nkind: [one]\nwords: [a, b]\n---\nText.\n";

/// Fails where it does not hold.
pub(crate) fn holds(text: &str) {
    hub::stay_on_one_thread();
    let file = |path: &str| TextFile { path: path.into(), text: text.to_owned() };
    let good = hub::sources(SETTINGS);
    let changed = [
        HubSources { settings: Some(file("content/hub.yaml")), ..good.clone() },
        HubSources { vocabularies: vec![file("content/vocabularies/kind.yaml")], ..good.clone() },
        HubSources { collections: vec![("calls".to_owned(), file("content/calls/_collection.yaml"))], ..good.clone() },
        HubSources { synonyms: Some(file("content/search/synonyms.yaml")), ..good },
    ];
    for sources in changed {
        let (hub, diagnostics) = read(&sources);
        let is_good = !diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        assert!(hub.is_some() || !is_good, "there is no hub, and nobody says why");
        let lines = text.split('\n').count() as u32;
        assert!(diagnostics.iter().all(|diagnostic| diagnostic.place.line <= lines.max(40) + 1), "{diagnostics:?}");
        let Some(hub) = hub.filter(|_| is_good).map(Arc::new) else { continue };
        // A schema without errors makes a site.
        let _ = pacthub::schema::document(&hub);
        let path: Arc<str> = "content/calls/one.md".into();
        let record = parse(&hub, &path, RECORD, ParseOptions::default()).record;
        let (catalogue, _) = hub::catalogue(&hub, record.into_iter().map(Arc::new).collect());
        hub::check_routes(&catalogue);
    }
}
