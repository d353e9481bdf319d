//! Escaping text for HTML. Hardly any text has to be escaped, which is told for many bytes together.

use crate::bytes::{any, equal};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use wide::u8x16;

/// Escapes text for an attribute or for element content.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Appends a text, escaped like that, which is as Tera does it.
#[inline]
pub(crate) fn push_escaped(html: &mut String, text: &str) {
    let is_special = |bytes: u8x16| are_special(bytes) | equal(bytes, b'"') | equal(bytes, b'\'');
    if any(text.as_bytes(), is_special) {
        // Writing to a string cannot fail.
        let _ = escape_html(html, text);
    } else {
        html.push_str(text);
    }
}

/// Appends a text, escaped for element content.
pub(crate) fn push_escaped_content(html: &mut String, text: &str) {
    if is_plain(text) {
        html.push_str(text);
    } else {
        let _ = escape_html_body_text(html, text);
    }
}

/// Tells whether a text can be element content as it is.
#[inline]
pub(crate) fn is_plain(text: &str) -> bool {
    !any(text.as_bytes(), are_special)
}

/// Tells which bytes are special in element content.
#[inline]
fn are_special(bytes: u8x16) -> u8x16 {
    equal(bytes, b'&') | equal(bytes, b'<') | equal(bytes, b'>')
}
