//! Any text as a body: no script may come of it.
#![no_main]

mod hub;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for hub in [&*hub::STRICT, &*hub::SANITIZING] {
        let parsed = hub::record(hub, &format!("---\ntitle: T\nsummary: S.\n---\n{text}"));
        let Some(record) = parsed.record else { continue };
        let html = record.body.html.to_ascii_lowercase();
        for forbidden in ["<script", "<iframe", "<style", "<object", "<embed", "<form", "<svg", "href=\"javascript:", "src=\"http"] {
            assert!(!html.contains(forbidden), "{forbidden} in {html}");
        }
        let _ = pacthub::record::plain_text(&record.body.html);
    }
});
