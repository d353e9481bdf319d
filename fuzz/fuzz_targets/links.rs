//! Any text as the address of a link and of an image.
#![no_main]

mod hub;

use libfuzzer_sys::fuzz_target;
use pacthub::record::LinkTarget;

fuzz_target!(|text: &str| {
    let address = text.replace(['<', '>', '\n', '\r', '\\'], "");
    let parsed = hub::record(&hub::STRICT, &format!("---\ntitle: T\nsummary: S.\n---\n[x](<{address}>) ![y](<{address}>)\n"));
    let Some(record) = parsed.record else { return };
    for link in &record.body.links {
        if let LinkTarget::File { path, .. } = &link.target {
            assert!(!path.split('/').any(|part| part == ".."), "{path} leaves the hub");
            assert!(!path.starts_with('/'), "{path} begins at the root");
        }
    }
    for image in &record.body.images {
        assert!(!image.path.split('/').any(|part| part == ".."), "{} leaves the hub", image.path);
    }
});
