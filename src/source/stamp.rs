//! Telling whether a file is still the one that was read.

use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;
use twox_hash::XxHash3_64;

/// What the file system says about a state of a file. Two states with one stamp are taken for the same without reading them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The length in bytes.
    pub length: u64,
    /// When it was last written.
    pub modified: Option<SystemTime>,
    node: u64,
    changed: (i64, i64),
}

impl Stamp {
    /// Reads a stamp.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let changed = (metadata.ctime(), metadata.ctime_nsec());
        Self { length: metadata.len(), modified: metadata.modified().ok(), node: metadata.ino(), changed }
    }

    /// Reads a stamp.
    #[cfg(not(unix))]
    pub fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), node: 0, changed: (0, 0) }
    }

    /// Returns the stamp of the file at a path, if there is one.
    pub fn at(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().filter(Metadata::is_file).map(|metadata| Self::of(&metadata))
    }
}

/// Writes the length and the time as one word, by which a version may be asked for.
impl std::fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        let written = self.modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        write!(formatter, "{:x}-{:x}", self.length, written.map_or(0, |written| written.as_nanos()))
    }
}

/// A file's content in a number: what has the same one is not parsed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Returns the fingerprint of a text.
    pub fn of(text: &str) -> Self {
        Self(XxHash3_64::oneshot(text.as_bytes()))
    }

    /// Returns the number's bytes, the lowest first.
    pub fn bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }
}
