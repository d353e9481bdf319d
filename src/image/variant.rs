//! Which sizes and formats of an image pages offer.

use super::probe::ImageFile;

/// The widths that an image is offered in, in pixels: a phone, a column of text or a dense phone, a column on a dense screen.
const WIDTHS: [u32; 3] = [480, 960, 1440];

/// The width of the variant for browsers that know nothing of WebP or of a choice of widths.
const FALLBACK_WIDTH: u32 = 960;

/// The longest side that WebP can hold, in pixels (its specification, 2.4).
const WEBP_SIDE: u32 = 16_383;

/// How an image is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
}

impl Format {
    /// Returns the ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

/// An image in a size and format. Its height follows from the image's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Variant {
    /// The width in pixels.
    pub width: u32,
    /// How it is stored.
    pub format: Format,
}

impl ImageFile {
    /// Returns the variants of the image, the narrowest first, its fallback last; none where it is shown as it is.
    ///
    /// None is wider than the image. A width that is close to the image's own gives way to that.
    pub fn variants(&self) -> Vec<Variant> {
        let Some(still) = &self.still else { return Vec::new() };
        let widest = WIDTHS.last().map_or(self.width, |last| self.width.min(*last));
        let narrower = WIDTHS.into_iter().filter(|width| *width * 5 <= widest * 4);
        let mut variants: Vec<Variant> = narrower.chain([widest]).map(|width| Variant { width, format: Format::WebP }).collect();
        if variants.iter().any(|variant| self.height_at(variant.width) > WEBP_SIDE) {
            return Vec::new();
        }
        let fallback = Variant { width: self.width.min(FALLBACK_WIDTH), format: still.format };
        if still.format != Format::WebP {
            variants.push(fallback);
        }
        variants
    }

    /// Returns the variant for whoever cannot choose: in the image's own format, not wider than a column of text needs.
    pub fn fallback(&self) -> Option<Variant> {
        let variants = self.variants();
        let is_other = |variant: &&Variant| variant.format != Format::WebP;
        let other = variants.iter().find(is_other).copied();
        other.or_else(|| variants.into_iter().rfind(|variant| variant.width <= FALLBACK_WIDTH))
    }

    /// Returns the height that belongs to a width, in pixels.
    pub fn height_at(&self, width: u32) -> u32 {
        let (width, whole) = (u64::from(width), u64::from(self.width.max(1)));
        ((u64::from(self.height) * width + whole / 2) / whole).max(1) as u32
    }
}
