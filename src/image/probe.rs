//! What an image is, from its head.

use super::variant::{Format, Variant};
use super::{BYTE_LIMIT, ImageError, PIXEL_LIMIT, png, webp};
use ::image::codecs::jpeg::JpegDecoder;
use ::image::codecs::png::PngDecoder;
use ::image::codecs::webp::WebPDecoder;
use ::image::metadata::Orientation;
use ::image::{ImageDecoder, ImageFormat, guess_format};
use std::io::Cursor;

/// Names how variants are made. It must be another one whenever the same image would give other bytes, so that nothing that was
/// made before is taken for the new variant.
const MAKING: &[u8] = b"1";

/// An image beside a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageFile {
    /// The width in pixels, as it is shown: a camera's note about how it was held is followed.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// What variants are made from; nothing for an animation or a format that is shown as it is.
    pub still: Option<Still>,
}

/// An image that variants are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Still {
    /// How it is stored.
    pub format: Format,
    /// Stands for its bytes.
    pub print: Print,
}

/// Stands for an image's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print([u8; 32]);

impl Print {
    /// Returns the print of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Returns a word that stands for the bytes of a variant of these bytes.
    pub fn variant(&self, variant: Variant) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0).update(MAKING).update(&variant.width.to_le_bytes()).update(variant.format.ending().as_bytes());
        hasher.finalize().to_hex().as_str()[..16].to_owned()
    }
}

/// Says what an image is. Its pixels are not looked at, so that they may be broken.
pub fn probe(bytes: &[u8]) -> Result<ImageFile, ImageError> {
    if bytes.len() as u64 > BYTE_LIMIT {
        return Err(ImageError::TooLong);
    }
    let size = imagesize::blob_size(bytes).map_err(|error| ImageError::Unreadable(reason(&error)))?;
    let (width, height) = checked(size.width as u64, size.height as u64)?;
    let as_it_is = ImageFile { width, height, still: None };
    let Some((format, orientation)) = still(bytes)? else { return Ok(as_it_is) };
    let is_turned =
        matches!(orientation, Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH);
    let (width, height) = if is_turned { (height, width) } else { (width, height) };
    Ok(ImageFile { width, height, still: Some(Still { format, print: Print::of(bytes) }) })
}

/// Checks a size in pixels.
pub(super) fn checked(width: u64, height: u64) -> Result<(u32, u32), ImageError> {
    if width.saturating_mul(height) > PIXEL_LIMIT {
        return Err(ImageError::TooLarge);
    }
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width @ 1..), Ok(height @ 1..)) => Ok((width, height)),
        _ => Err(ImageError::Unreadable("it has no pixels".to_owned())),
    }
}

/// Returns the format of an image that can be made smaller, and how it was held; the bytes decide, not the file's name.
fn still(bytes: &[u8]) -> Result<Option<(Format, Orientation)>, ImageError> {
    let broken = |error: ::image::ImageError| ImageError::Unreadable(reason(&error));
    Ok(match guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Some((Format::Jpeg, held(&mut JpegDecoder::new(Cursor::new(bytes)).map_err(broken)?)?)),
        Ok(ImageFormat::Png) => {
            png::check_palette(bytes)?;
            let mut decoder = PngDecoder::new(Cursor::new(bytes)).map_err(broken)?;
            let orientation = held(&mut decoder)?;
            (!decoder.is_apng().map_err(broken)?).then_some((Format::Png, orientation))
        }
        Ok(ImageFormat::WebP) => {
            webp::check_notes(bytes)?;
            let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
            let orientation = held(&mut decoder)?;
            (!decoder.has_animation()).then_some((Format::WebP, orientation))
        }
        _ => None,
    })
}

fn held(decoder: &mut dyn ImageDecoder) -> Result<Orientation, ImageError> {
    decoder.orientation().map_err(|error| ImageError::Unreadable(reason(&error)))
}

/// Returns a library's message without its full stop.
pub(super) fn reason(error: &dyn std::fmt::Display) -> String {
    error.to_string().trim_end_matches('.').to_owned()
}
