//! What a link's address means.

use percent_encoding::percent_decode_str;

/// Where a link into the hub leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a file or folder of the hub: its path relative to `content/`, a query and a fragment.
    File {
        /// The path without leading or final `/`; empty for `content/` itself.
        path: Box<str>,
        /// What follows `?`, as written, without the `?`.
        query: Box<str>,
        /// What follows `#`, decoded; empty where there is none.
        fragment: Box<str>,
    },
    /// To an address of the site, beginning with `/`, with its query, and a fragment.
    Address {
        /// The path below the base address, decoded.
        path: Box<str>,
        /// What follows `?`, as written, without the `?`.
        query: Box<str>,
        /// What follows `#`, decoded.
        fragment: Box<str>,
    },
    /// To a heading of the same page.
    Anchor(Box<str>),
}

/// A link's address, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Out of the hub: http, https, mailto or tel.
    External,
    /// Into the hub.
    Internal(LinkTarget),
    /// A scheme that is not allowed.
    Scheme(String),
    /// `//host/…`.
    ProtocolRelative,
    /// A path that leaves the hub, or is no UTF-8.
    Outside,
}

/// Reads an address in a file in `folder` (relative to `content/`, without final `/`).
pub(super) fn read(address: &str, folder: &str) -> Address {
    if let Some(scheme) = scheme(address) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => Address::External,
            other => Address::Scheme(other.to_owned()),
        };
    }
    if address.starts_with("//") || address.starts_with("/\\") || address.starts_with('\\') {
        return Address::ProtocolRelative;
    }
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (Some(path), Some(fragment)) = (decode(path), decode(fragment)) else { return Address::Outside };
    if path.is_empty() && query.is_empty() {
        return Address::Internal(LinkTarget::Anchor(fragment.into()));
    }
    if path.starts_with('/') {
        return Address::Internal(LinkTarget::Address { path: path.into(), query: query.into(), fragment: fragment.into() });
    }
    match resolve(folder, &path) {
        Some(path) => Address::Internal(LinkTarget::File { path: path.into(), query: query.into(), fragment: fragment.into() }),
        None => Address::Outside,
    }
}

/// Returns the scheme of an address, if it has one (RFC 3986, 3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    named.then_some(scheme)
}

fn decode(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned).filter(|text| !text.contains('\0'))
}

/// Joins a relative path to a folder; nothing where it leads above the topmost one.
pub(crate) fn resolve(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
