//! What a PNG says of its colours (PNG specification, third edition, section 11.2.2).

use super::ImageError;

/// Bytes of the name at the beginning of a file.
const SIGNATURE: usize = 8;
/// Bytes of a colour in a palette.
const COLOR: usize = 3;

/// Refuses a PNG with a palette that ends within a colour, at which the decoder would stop.
pub(super) fn check_palette(bytes: &[u8]) -> Result<(), ImageError> {
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>()
        && let Some((name, content)) = after.split_first_chunk::<4>()
    {
        let length = u32::from_be_bytes(*length) as usize;
        if name == b"PLTE" && !length.is_multiple_of(COLOR) {
            return Err(ImageError::Unreadable("its palette ends within a colour".to_owned()));
        }
        // A check sum of four bytes follows.
        rest = content.get(length.saturating_add(4)..).unwrap_or_default();
    }
    Ok(())
}
