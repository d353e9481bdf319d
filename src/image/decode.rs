//! From an image's bytes to pixels, and from those to variants.

use super::probe::{Print, Still, checked, reason};
use super::variant::{Format, Variant};
use super::{ImageError, color, encode};
use ::image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbaImage};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How much memory a decoder may take, in bytes: the largest image with 16 bits a channel fits.
const MEMORY_LIMIT: u64 = 512 * 1024 * 1024;

/// From how many pixels on an image is held in memory alone, so that many processors do not need many times the memory.
const LARGE: u64 = 12_000_000;

/// Held while a large image is in memory.
static ALONE: Mutex<()> = Mutex::new(());

/// An image in memory, turned the way it is shown.
pub struct Decoded {
    pixels: RgbaImage,
    /// Whether every pixel hides what is behind it.
    opaque: bool,
    /// Its colour profile, where it has one.
    profile: Option<Vec<u8>>,
    format: Format,
    _alone: Option<MutexGuard<'static, ()>>,
}

/// Reads the pixels of an image. `still` is what it was when it was probed.
pub fn decode(bytes: &[u8], still: Still) -> Result<Decoded, ImageError> {
    if Print::of(bytes) != still.print {
        return Err(ImageError::Changed);
    }
    if still.format == Format::Jpeg && !is_whole_jpeg(bytes) {
        return Err(ImageError::Unreadable("it ends too early".to_owned()));
    }
    let broken = |error: ::image::ImageError| ImageError::Unreadable(reason(&error));
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| ImageError::Unreadable(reason(&error)))?;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MEMORY_LIMIT);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let (width, height) = checked(u64::from(width), u64::from(height))?;
    let is_large = u64::from(width) * u64::from(height) >= LARGE;
    let alone = is_large.then(|| ALONE.lock().unwrap_or_else(PoisonError::into_inner));
    let orientation = decoder.orientation().map_err(broken)?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    let pixels = image.into_rgba8();
    let opaque = pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX);
    Ok(Decoded { pixels, opaque, profile, format: still.format, _alone: alone })
}

/// Tells whether the end of a JPEG follows its pixels: the decoder would take what is missing for grey (ITU-T T.81, annex B).
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut place = 2;
    while let Some([0xff, marker, high, low]) = bytes.get(place..place + 4) {
        match marker {
            // Bytes that fill up.
            0xff => place += 1,
            // From the pixels on, a marker is no part of anything else.
            0xda => return memchr::memmem::find(&bytes[place..], &[0xff, 0xd9]).is_some(),
            _ => place += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    false
}

impl Decoded {
    /// Makes a variant: smaller, with colours in sRGB, and with nothing but pixels in it. `height` belongs to its width.
    pub fn make(&self, variant: Variant, height: u32) -> Result<Vec<u8>, ImageError> {
        let unreadable = |error: &dyn std::fmt::Display| ImageError::Unreadable(reason(error));
        let (width, whole) = (variant.width, self.pixels.dimensions());
        let mut pixels = if whole == (width, height) {
            self.pixels.as_raw().clone()
        } else {
            let source = ImageRef::new(whole.0, whole.1, self.pixels.as_raw(), PixelType::U8x4).map_err(|error| unreadable(&error))?;
            let mut target = Image::new(width, height, PixelType::U8x4);
            Resizer::new().resize(&source, &mut target, None).map_err(|error| unreadable(&error))?;
            target.into_vec()
        };
        if let Some(profile) = &self.profile {
            color::to_srgb(&mut pixels, profile);
        }
        if self.opaque {
            // The fourth channel says nothing.
            pixels = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        }
        let flat = encode::Flat { pixels: &pixels, width, height, opaque: self.opaque };
        match variant.format {
            Format::Jpeg => encode::jpeg(flat),
            Format::Png => encode::png(flat),
            // Drawings come as PNG: without loss they are both sharper and smaller, unlike photographs.
            Format::WebP => encode::webp(flat, self.format == Format::Png),
        }
        .map_err(ImageError::Unreadable)
    }
}
