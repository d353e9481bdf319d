//! Which requests are answered at all.

use hyper::header::{HOST, HeaderMap};
use percent_encoding::percent_decode_str;
use std::net::IpAddr;

/// Tells whether a request means this server by one of its names.
///
/// A page of another site can have its own name resolved to this computer and then read what is served here (DNS rebinding). Its
/// requests carry its name; so names that are not this computer's are refused. An address in numbers cannot be another's name.
pub(super) fn is_for_us(headers: &HeaderMap, authority: Option<&str>, host: &str) -> bool {
    let mut named = headers.get_all(HOST).iter();
    let header = match (named.next(), named.next()) {
        (Some(header), None) => header.to_str().ok(),
        _ => None,
    };
    let Some(header) = header else { return false };
    std::iter::once(header).chain(authority).all(|name| is_our_name(name, host))
}

fn is_our_name(authority: &str, host: &str) -> bool {
    let name = without_port(authority).trim_end_matches('.').to_ascii_lowercase();
    // Only both brackets together make an address of version 6 (RFC 3986, 3.2.2).
    let bare = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&name);
    name == "localhost" || name.ends_with(".localhost") || name == host.to_ascii_lowercase() || bare.parse::<IpAddr>().is_ok()
}

fn without_port(authority: &str) -> &str {
    if authority.starts_with('[') {
        return authority.find(']').map_or(authority, |end| &authority[..=end]);
    }
    authority.rsplit_once(':').map_or(authority, |(name, _)| name)
}

/// Decodes a request's path. What is no text, or holds control characters, names nothing.
pub(super) fn decode(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    (path.starts_with('/') && !path.chars().any(char::is_control)).then(|| path.into_owned())
}

/// Returns a part of a query, decoded.
pub(super) fn query<'q>(query: &'q str, name: &str) -> Option<String> {
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(key, _): &(std::borrow::Cow<'q, str>, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    #[test]
    fn only_names_of_this_computer_are_answered() {
        let ours = [
            "localhost",
            "localhost:4000",
            "LOCALHOST:1",
            "localhost.",
            "hub.localhost:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "192.168.1.7",
            "mein-rechner:4000",
        ];
        let foreign = ["example.org", "example.org:4000", "localhost.example.org", "127.0.0.1.nip.io:4000", "", "[::1", "xlocalhost"];
        for (names, expected) in [(&ours[..], true), (&foreign[..], false)] {
            for name in names {
                let mut headers = HeaderMap::new();
                headers.insert(HOST, HeaderValue::from_str(name).expect("a header"));
                assert_eq!(is_for_us(&headers, None, "mein-rechner"), expected, "{name}");
            }
        }
        assert!(!is_for_us(&HeaderMap::new(), None, "localhost"), "a request without a name");
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("localhost"));
        assert!(!is_for_us(&headers, Some("example.org"), "localhost"), "a foreign name in the request line");
        headers.append(HOST, HeaderValue::from_static("example.org"));
        assert!(!is_for_us(&headers, None, "localhost"), "two names");
    }

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(decode("/a%20b/%C5%82/").as_deref(), Some("/a b/ł/"));
        assert_eq!(decode("/%252e%252e/").as_deref(), Some("/%2e%2e/"));
        assert_eq!(decode("/%00"), None);
        assert_eq!(decode("/%ff"), None);
        assert_eq!(decode("*"), None);
    }
}
