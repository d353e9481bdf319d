//! The list of what to upload: every file with what a store has to be told of it, in an order that is safe.
//!
//! MD5 is there because stores that speak S3 list it as the ETag of a file uploaded in one piece, so that what they hold need not be
//! asked for; SHA-256 because every system can check it and these stores do so on the way in. Neither keeps anybody out here.

use super::report::print;
use crate::publish::{ENDINGS, PublishError, Rank, Sink, rank};
use crate::serve::content_type;
use md5::Md5;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What is named by its content never changes; everything else is asked for again.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
const ASKED_AGAIN: &str = "no-cache";

/// One file, as the list tells it.
#[derive(Serialize)]
struct File {
    /// When it may be uploaded.
    #[serde(skip)]
    rank: Rank,
    path: String,
    /// In bytes.
    size: usize,
    md5: String,
    sha256: String,
    /// Its `Content-Type`; of a compressed file, that of what it holds.
    #[serde(rename = "type")]
    content_type: &'static str,
    /// Its `Cache-Control`.
    cache: &'static str,
    /// Its `Content-Encoding`.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
}

impl File {
    fn new(path: &str, bytes: &[u8], original: Option<&str>) -> Self {
        let encoding = original.and_then(|_| path.rsplit_once('.')).map(|(_, ending)| match ending {
            "gz" => "gzip",
            "zst" => "zstd",
            _ => "br",
        });
        let rank = rank(original.unwrap_or(path));
        Self {
            rank,
            path: path.to_owned(),
            size: bytes.len(),
            md5: hexadecimal(&Md5::digest(bytes)),
            sha256: hexadecimal(&Sha256::digest(bytes)),
            content_type: content_type(original.unwrap_or(path)),
            cache: if rank == Rank::Asset { FOR_GOOD } else { ASKED_AGAIN },
            encoding,
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Hands files on to a sink and lists them.
pub(super) struct Upload<'s, F> {
    sink: &'s dyn Sink,
    /// Tells whether the site has a file of its own at a path.
    own: F,
    files: Mutex<Vec<File>>,
}

impl<'s, F: Fn(&str) -> bool + Sync> Upload<'s, F> {
    pub(super) fn new(sink: &'s dyn Sink, own: F) -> Self {
        Self { sink, own, files: Mutex::default() }
    }

    /// Returns the list as JSON, a file a line: assets, data, pages, then feeds and sitemaps.
    pub(super) fn into_json(self) -> String {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_unstable_by(|one, other| (one.rank, &one.path).cmp(&(other.rank, &other.path)));
        // A structure of strings and numbers can always be written as JSON.
        let lines = files.iter().map(|file| serde_json::to_string(file).unwrap_or_default());
        format!("{{\"version\":1,\"files\":[\n{}\n]}}\n", lines.collect::<Vec<_>>().join(",\n"))
    }

    /// Returns the path of the file that a path is a compressed twin of.
    fn original<'p>(&self, path: &'p str) -> Option<&'p str> {
        let (original, ending) = path.rsplit_once('.')?;
        (ENDINGS.contains(&ending) && !(self.own)(path)).then_some(original)
    }
}

impl<F: Fn(&str) -> bool + Sync> Sink for Upload<'_, F> {
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.sink.stage(path, bytes)?;
        let file = File::new(path, bytes, self.original(path));
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
        Ok(())
    }

    fn keep(&self, _: &str) -> Result<bool, PublishError> {
        // The list holds digests of the bytes, so they have to be at hand.
        Ok(false)
    }
}

/// Writes a list to a file, or to standard output where it is called `-`.
pub(super) fn write(list: &str, to: &Path) -> Result<(), String> {
    if to == Path::new("-") {
        print(list);
        return Ok(());
    }
    std::fs::write(to, list).map_err(|error| format!("The list of files cannot be written to {}: {error}.", to.display()))
}
