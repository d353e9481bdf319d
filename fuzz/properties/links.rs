//! Any text as the address of a link and of an image.

use super::hub;
use pacthub::record::LinkTarget;

/// Fails where it does not hold.
pub(crate) fn holds(text: &str) {
    let address = text.replace(['<', '>', '\n', '\r', '\\'], "");
    let text = format!("---\ntitle: T\nsummary: S.\nnote: 'N'\n---\n[x](<{address}>) ![y](<{address}>) [z]\n\n[z]: <{address}>\n");
    let parsed = hub::record(&hub::STRICT, &text);
    let Some(record) = parsed.record else { return };
    for link in &record.body.links {
        if let LinkTarget::File { path, .. } = &link.target {
            check_inside(path);
        }
    }
    record.body.images.iter().for_each(|image| check_inside(&image.path));
    for (address, _) in &record.body.external {
        assert!(address.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")), "{address} is no web address");
    }
    hub::in_catalogue(&hub::STRICT, record, &text);
}

fn check_inside(path: &str) {
    assert!(!path.split('/').any(|part| part == ".."), "{path} leaves the hub");
    assert!(!path.starts_with('/'), "{path} begins at the root");
}
