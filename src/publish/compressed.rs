//! Files compressed beforehand, for servers that hand them out ready-made.

use std::io::{self, Write};

use super::{Failure, PublishError, Sink};

/// Endings of files that are text, or as compressible as text. Pictures, fonts and archives are compressed by themselves.
const TEXT: [&str; 13] = ["html", "css", "js", "mjs", "json", "jsonld", "svg", "xml", "txt", "csv", "ics", "webmanifest", "map"];
/// What is appended to a file's name for its compressed twins.
pub const ENDINGS: [&str; 3] = ["br", "zst", "gz"];
/// Files smaller than this, in bytes, fit into one network packet as they are.
const SMALLEST: usize = 1024;
/// Levels that a build of thousands of pages can afford; the highest cost ten times as much for a few per cent.
const BROTLI_QUALITY: i32 = 9;
const ZSTANDARD_LEVEL: i32 = 15;
const GZIP_LEVEL: u32 = 9;
/// The window of Brotli as a power of two: its largest, since browsers take it.
const BROTLI_WINDOW: i32 = 22;

/// A sink that also stages `PATH.br`, `PATH.zst` and `PATH.gz` beside every file that gets smaller by it.
///
/// The same bytes always give the same compressed bytes; a file that would not get smaller has no compressed twin, and neither has
/// one whose twin's place is `taken`.
pub struct Compressed<'s, F> {
    sink: &'s dyn Sink,
    taken: F,
}

impl<'s, F: Fn(&str) -> bool + Sync> Compressed<'s, F> {
    /// Compresses what goes into a sink; `taken` tells whether the site has a file of its own at a path.
    pub fn new(sink: &'s dyn Sink, taken: F) -> Self {
        Self { sink, taken }
    }

    fn stage_twin(&self, path: &str, ending: &str, bytes: &[u8], compressed: io::Result<Vec<u8>>) -> Result<(), PublishError> {
        let twin = format!("{path}.{ending}");
        let compressed = compressed.map_err(|error| PublishError::Failed(Failure::new("compress", path, error)))?;
        if compressed.len() >= bytes.len() || (self.taken)(&twin) {
            return Ok(());
        }
        self.sink.stage(&twin, &compressed)
    }
}

impl<F: Fn(&str) -> bool + Sync> Sink for Compressed<'_, F> {
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.sink.stage(path, bytes)?;
        if bytes.len() < SMALLEST || !is_text(path) {
            return Ok(());
        }
        self.stage_twin(path, "br", bytes, brotli(bytes))?;
        self.stage_twin(path, "zst", bytes, zstd::bulk::compress(bytes, ZSTANDARD_LEVEL))?;
        self.stage_twin(path, "gz", bytes, gzip(bytes))
    }

    fn keep(&self, path: &str) -> Result<bool, PublishError> {
        // A text would need its twins too.
        if is_text(path) { Ok(false) } else { self.sink.keep(path) }
    }
}

/// Tells whether a site path names a file that can be compressed.
fn is_text(path: &str) -> bool {
    // Hosts read files such as `_headers` themselves; nobody asks for them.
    path.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending))
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: BROTLI_QUALITY, lgwin: BROTLI_WINDOW, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::with_capacity(bytes.len() / 4);
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Compresses without a name or a time in the header, so that the bytes depend on nothing else (RFC 1952, 2.3.1).
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::GzBuilder::new().write(Vec::with_capacity(bytes.len() / 4), flate2::Compression::new(GZIP_LEVEL));
    encoder.write_all(bytes)?;
    encoder.finish()
}
