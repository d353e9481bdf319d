//! Colours of other spaces in the one that every screen knows.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts pixels of four channels from the space of an ICC profile to sRGB. A profile that cannot be read, or that is not for red,
/// green and blue, leaves them as they are.
pub(super) fn to_srgb(pixels: &mut Vec<u8>, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgba, options) else { return };
    let mut converted = vec![0; pixels.len()];
    if transform.transform(pixels, &mut converted).is_ok() {
        *pixels = converted;
    }
}
