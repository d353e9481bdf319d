//! Addresses of the web and of e-mail.

use crate::diagnostic::DiagnosticId;
use crate::yaml::{At, Checker, Node, Target};

/// Reads an address of the web; anything else is an error.
pub(super) fn read_url(node: &Node, at: &At, checker: &mut Checker, what: &str) -> Option<String> {
    let text = checker.text(node, at, what)?;
    if is_web_address(&text) {
        return Some(text);
    }
    let message = format!("{what} must be an http or https address, not '{text}'.");
    checker.error(at, Target::Value, DiagnosticId::InvalidValue, message, None);
    None
}

/// Reads an e-mail address; anything else is an error.
pub(super) fn read_email(node: &Node, at: &At, checker: &mut Checker, what: &str) -> Option<String> {
    let text = checker.text(node, at, what)?;
    if is_email(&text) {
        return Some(text);
    }
    let message = format!("{what} cannot be '{text}'.");
    let help = Some("Write it as name@example.org.".to_owned());
    checker.error(at, Target::Value, DiagnosticId::InvalidValue, message, help);
    None
}

/// Tells whether a text is an http or https address with a host and without spaces.
pub(crate) fn is_web_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '<' || c == '>' || c == '"')
        && !rest.starts_with(['/', '\\'])
        && url::Url::parse(text).is_ok_and(|url| url.host_str().is_some_and(|host| !host.is_empty()))
}

/// Tells whether a text is an e-mail address that a link can hold as it is.
pub(crate) fn is_email(text: &str) -> bool {
    let is_strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | ',' | ';' | ':' | '?' | '&' | '/');
    let mut parts = text.split('@');
    let (Some(user), Some(host), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    !user.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !text.contains(is_strange)
}
