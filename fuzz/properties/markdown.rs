//! Any text as a body: what comes of it is markup of the kinds that the format has, and no script.

use super::hub;
use scraper::{ElementRef, Html};

/// What may carry out something, show something foreign, or send something away.
const FORBIDDEN: &[&str] = &[
    "applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe", "link", "math", "meta", "noscript", "object",
    "portal", "script", "select", "source", "style", "svg", "template", "textarea", "title", "video", "xmp",
];

/// Fails where it does not hold.
pub(crate) fn holds(text: &str) {
    for (hub, is_strict) in [(&*hub::STRICT, true), (&*hub::SANITIZING, false)] {
        let text = format!("---\ntitle: T\nsummary: S.\n---\n{text}");
        let parsed = hub::record(hub, &text);
        let Some(record) = parsed.record else { continue };
        let html = &record.body.html;
        let read = Html::parse_fragment(html);
        if is_strict {
            // Whatever was left open, closed twice or put into the wrong place would be an error of the parser.
            assert!(read.errors.is_empty(), "{:?} in {html}", read.errors);
        }
        for element in read.tree.root().descendants().filter_map(ElementRef::wrap) {
            let element = element.value();
            assert!(!FORBIDDEN.contains(&element.name()), "<{}> in {html}", element.name());
            assert!(!is_strict || element.name() != "h1", "a page has one title: {html}");
            for (name, value) in element.attrs() {
                assert!(
                    !name.starts_with("on") && !matches!(name, "style" | "srcdoc" | "srcset" | "action" | "formaction"),
                    "{name} in {html}"
                );
                if matches!(name, "href" | "src" | "cite") {
                    assert!(name != "src", "a picture is put into its hole afterwards: {html}");
                    check_address(value, html);
                }
            }
        }
        let _ = pacthub::record::plain_text(html);
        hub::in_catalogue(hub, record, &text);
    }
}

/// An address is one of the page, or has a scheme that the format allows.
fn check_address(address: &str, html: &str) {
    let base = url::Url::parse("https://example.org/hub/").expect("an address");
    let Ok(url) = base.join(address) else { return };
    assert!(matches!(url.scheme(), "http" | "https" | "mailto" | "tel"), "{address} in {html}");
    let says_scheme = address.trim_start().get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    assert!(says_scheme || url.host_str().is_none_or(|host| host == "example.org"), "{address} leaves out its scheme: {html}");
}
