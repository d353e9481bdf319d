//! Telling an edited file from the published one without reading it. Nobody is kept out by it.

use std::fs::Metadata;
use std::time::SystemTime;

use twox_hash::XxHash3_64;

/// The path, length, time and number of a file in one number.
pub(super) fn state(path: &str, metadata: &Metadata) -> u64 {
    let written = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
    let parts = [metadata.len(), written.as_secs(), u64::from(written.subsec_nanos()), number(metadata)];
    XxHash3_64::oneshot_with_seed(XxHash3_64::oneshot(path.as_bytes()), parts.map(u64::to_le_bytes).as_flattened())
}

/// The states of files in one word, whatever their order.
pub(super) fn word(states: impl Iterator<Item = u64>) -> String {
    format!("{:016x}", states.fold(0, u64::wrapping_add))
}

/// The number of a file in its file system: a file that took another's place has one of its own.
#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}
