//! Raster images in the sizes and formats that pages need.
//!
//! In: the bytes of an image. Out: what it is ([`probe`]), which [`Variant`]s of it pages offer, and the bytes of each
//! ([`Decoded::make`]). Opens no file and knows no page. A variant's name holds a hash of the original and of how it is made, so
//! that its bytes need not be made to name it, and a file of that name need not be made again.

mod color;
mod decode;
mod encode;
mod png;
mod probe;
mod variant;
mod webp;

pub use decode::{Decoded, decode};
pub use probe::{ImageFile, Print, Still, probe};
pub use variant::{Format, Variant};

use crate::diagnostic::{Diagnostic, DiagnosticId, Place};

/// How many pixels an image may have.
pub const PIXEL_LIMIT: u64 = 50_000_000;

/// How many bytes an image's file may have.
pub const BYTE_LIMIT: u64 = 256 * 1024 * 1024;

/// Why an image cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageError {
    /// It has too many pixels.
    TooLarge,
    /// Its file has too many bytes.
    TooLong,
    /// It is broken, or of a kind that cannot be read; a reason without a full stop.
    Unreadable(String),
    /// It is not the file any more that was there when the hub was read.
    Changed,
}

impl ImageError {
    /// Says it about a file, given by its path relative to `content/`.
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        let (message, help) = match self {
            Self::TooLarge => {
                (format!("The image has more than {} megapixels.", PIXEL_LIMIT / 1_000_000), Some("Make it smaller before it is added."))
            }
            Self::TooLong => {
                (format!("The image is larger than {} MB.", BYTE_LIMIT / 1024 / 1024), Some("Make it smaller before it is added."))
            }
            Self::Unreadable(reason) => (format!("The image cannot be read: {reason}."), None),
            Self::Changed => ("The image was changed while the hub was read.".to_owned(), Some("Build again.")),
        };
        let diagnostic = Diagnostic::error(DiagnosticId::InvalidImage, Place::file(format!("content/{path}")), message);
        diagnostic.maybe_help(help.map(str::to_owned))
    }
}
