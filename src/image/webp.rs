//! What a WebP says of its own parts (RFC 9649, section 2.3).

use super::ImageError;

/// The parts that hold notes about an image. The decoder makes room for as many bytes as they say they have.
const NOTES: [&[u8]; 3] = [b"ICCP", b"EXIF", b"XMP "];

/// Refuses a WebP with a note that says it is longer than the rest of the file.
pub(super) fn check_notes(bytes: &[u8]) -> Result<(), ImageError> {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((name, after)) = rest.split_first_chunk::<4>()
        && let Some((length, content)) = after.split_first_chunk::<4>()
    {
        let length = u32::from_le_bytes(*length) as usize;
        if length > content.len() && NOTES.contains(&name.as_slice()) {
            return Err(ImageError::Unreadable("a note in it says that it is longer than the file".to_owned()));
        }
        // A part of odd length is followed by a byte that is none of its own.
        rest = content.get(length.saturating_add(length % 2)..).unwrap_or_default();
    }
    Ok(())
}
