//! Paths below the output folder.

use std::path::{Component, Path};

use super::PublishError;

/// The folder in the output folder that holds the manifest, the lock and what is staged.
pub(super) const HOME: &str = ".pacthub";

/// The folder in [`HOME`] that holds what is not published yet.
pub(super) const STAGING: &str = "staging";

/// The longest name that common file systems take, in bytes.
const LONGEST_SEGMENT: usize = 255;

/// Checks that a path names a file below the output folder and nothing else.
///
/// The manifest has a path a line, which is why control characters are refused. A backslash separates folders on
/// some systems, and addresses with one cannot be typed reliably.
pub(super) fn check(path: &str) -> Result<(), PublishError> {
    match fault(path) {
        Some(reason) => Err(PublishError::Path { path: path.to_owned(), reason }),
        None => Ok(()),
    }
}

fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.bytes().any(|byte| byte == b'\\') {
        return Some("it has a backslash");
    }
    if path.chars().any(char::is_control) {
        return Some("it has a control character");
    }
    for segment in path.split('/') {
        match segment {
            "" => return Some("it begins or ends with a slash, or has two in a row"),
            "." | ".." => return Some("it has a segment `.` or `..`"),
            _ if segment.len() > LONGEST_SEGMENT => {
                return Some("it has a name of more than 255 bytes; shorten it");
            }
            _ => {}
        }
    }
    if path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(HOME)) {
        return Some("`.pacthub` is kept for the publication's own files");
    }
    if !Path::new(path).components().all(|component| matches!(component, Component::Normal(_))) {
        return Some("it is not relative");
    }
    None
}

/// Gives the folder that a path lies in, or nothing at the top.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent)
}

/// Gives the folders that a path lies in, the innermost first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder))
}
