//! What makes a page follow changes: one script, put in by the server and never part of what is published.

use super::RESERVED;
use twox_hash::XxHash3_64;

/// The script that listens.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// How the notice and the error page look.
pub(super) const STYLE: &str = include_str!("live.css");

/// Returns a name for bytes that changes when they do.
pub(super) fn tag(bytes: &[u8]) -> String {
    format!("{:016x}", XxHash3_64::oneshot(bytes))
}

/// Returns a name for a page that stays the same when only the versions of its style sheets change.
pub(super) fn frame(bytes: &[u8], styles: &[String]) -> String {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((at, style)) = styles.iter().filter_map(|style| memchr::memmem::find(rest, style.as_bytes()).map(|at| (at, style))).min()
    {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(versionless(style).as_bytes());
        rest = &rest[at + style.len()..];
    }
    out.extend_from_slice(rest);
    tag(&out)
}

/// Returns a sheet's address without its version: `/assets/site.0123456789abcdef.css` → `/assets/site.css`.
fn versionless(style: &str) -> String {
    let parts: Vec<&str> = style.rsplitn(3, '.').collect();
    match parts.as_slice() {
        [ending, _, stem] => format!("{stem}.{ending}"),
        _ => style.to_owned(),
    }
}

/// What the script is told about its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The page is as it should be.
    Good,
    /// It is an older version, shown on request.
    LastGood,
    /// It says what is wrong.
    Error,
}

/// Puts the script into a page, at the end of its head.
pub(super) fn with_script(page: &[u8], path: &str, kind: Kind) -> Vec<u8> {
    let kind = match kind {
        Kind::Good => "good",
        Kind::LastGood => "last-good",
        Kind::Error => "error",
    };
    let path = crate::escape::escape(path);
    let script =
        format!("<script src=\"{RESERVED}live.js\" defer data-page=\"{path}\" data-tag=\"{}\" data-kind=\"{kind}\"></script>", tag(page));
    let at = memchr::memmem::find(page, b"</head>").unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + script.len());
    out.extend_from_slice(&page[..at]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&page[at..]);
    out
}
