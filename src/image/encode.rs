//! From pixels to the bytes of a file. The same pixels always give the same bytes.

use ::image::codecs::jpeg::JpegEncoder;
use ::image::codecs::png::{CompressionType, FilterType, PngEncoder};
use ::image::{ExtendedColorType, ImageEncoder};
use webp::{Encoder, WebPConfig};

/// The quality of JPEG and of WebP with loss: the eye sees no difference at the size at which pages show images.
const QUALITY: u8 = 82;

/// Pixels of three channels, or of four where they are not opaque.
#[derive(Clone, Copy)]
pub(super) struct Flat<'p> {
    pub(super) pixels: &'p [u8],
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) opaque: bool,
}

impl Flat<'_> {
    fn color(self) -> ExtendedColorType {
        if self.opaque { ExtendedColorType::Rgb8 } else { ExtendedColorType::Rgba8 }
    }
}

pub(super) fn jpeg(flat: Flat) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    encoder.write_image(flat.pixels, flat.width, flat.height, flat.color()).map_err(|error| error.to_string())?;
    Ok(bytes)
}

pub(super) fn png(flat: Flat) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    encoder.write_image(flat.pixels, flat.width, flat.height, flat.color()).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// Encodes with loss; with `try_lossless` also without, and the smaller of the two is the one.
pub(super) fn webp(flat: Flat, try_lossless: bool) -> Result<Vec<u8>, String> {
    let encode = |lossless: bool| {
        let mut config = WebPConfig::new().map_err(|()| "WebP cannot be set up".to_owned())?;
        config.lossless = i32::from(lossless);
        config.quality = f32::from(QUALITY);
        let encoder = if flat.opaque {
            Encoder::from_rgb(flat.pixels, flat.width, flat.height)
        } else {
            Encoder::from_rgba(flat.pixels, flat.width, flat.height)
        };
        encoder.encode_advanced(&config).map(|bytes| bytes.to_vec()).map_err(|error| format!("WebP cannot hold it ({error:?})"))
    };
    let lossy = encode(false)?;
    if try_lossless {
        let lossless = encode(true)?;
        return Ok(if lossless.len() <= lossy.len() { lossless } else { lossy });
    }
    Ok(lossy)
}
