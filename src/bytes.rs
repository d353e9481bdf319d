//! Which bytes of a text are of a kind, as the bits of a number: many bytes are looked at together, without a branch for each.

use wide::u8x16;

/// Bytes that are looked at together, one for each bit of a number.
pub(crate) const BLOCK: usize = u64::BITS as usize;

/// Hands as many bytes of a text from `start` as are asked for to a function, with zeros behind the text's end.
#[inline]
pub(crate) fn with_window<const N: usize, T>(text: &[u8], start: usize, take: impl Fn(&[u8; N]) -> T) -> T {
    let following = text.get(start..).unwrap_or_default();
    // They are not copied, if it can be helped.
    if let Some(window) = following.first_chunk::<N>() {
        return take(window);
    }
    let mut window = [0; N];
    window.iter_mut().zip(following).for_each(|(target, byte)| *target = *byte);
    take(&window)
}

/// Bytes that one instruction looks at.
pub(crate) const LANES: usize = 16;

/// Returns a bit for each byte of a block, the lowest for the first. `is` is given where the next [`LANES`] bytes begin, and answers for
/// each with all its bits set or none.
#[inline]
pub(crate) fn bits(is: impl Fn(usize) -> u8x16) -> u64 {
    (0..BLOCK / LANES).rev().fold(0, |bits, part| bits << LANES | u64::from(is(part * LANES).to_bitmask()))
}

/// Tells whether any byte of a text is of a kind that zeros are not. `is` answers for each of the bytes that it is given with all its bits
/// set or none.
#[inline]
pub(crate) fn any(text: &[u8], is: impl Fn(u8x16) -> u8x16) -> bool {
    let (whole, rest) = text.as_chunks::<LANES>();
    let found = whole.iter().fold(u8x16::ZERO, |found, bytes| found | is(u8x16::new(*bytes)));
    // What is left is looked at together with what comes before it.
    let last = if rest.is_empty() {
        u8x16::ZERO
    } else {
        text.last_chunk().map_or_else(|| with_window(text, 0, |bytes| is(u8x16::new(*bytes))), |bytes| is(u8x16::new(*bytes)))
    };
    (found | last).any()
}

/// Returns the places of a number's bits, the lowest first.
#[inline]
pub(crate) fn each_bit(bits: u64) -> impl Iterator<Item = usize> {
    let mut left = bits;
    std::iter::from_fn(move || {
        let others = left & left.checked_sub(1)?;
        let place = left.trailing_zeros() as usize;
        left = others;
        Some(place)
    })
}

/// Returns the bytes from a place on.
#[inline]
pub(crate) fn lanes<const N: usize>(bytes: &[u8; N], start: usize) -> u8x16 {
    bytes[start..].first_chunk::<LANES>().map_or(u8x16::ZERO, |bytes| u8x16::new(*bytes))
}

/// Tells which bytes lie between two, both included.
#[inline]
pub(crate) fn within(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let distance = bytes - u8x16::splat(first);
    distance.simd_eq(distance.min(u8x16::splat(last - first)))
}

/// Tells which bytes are the same as one.
#[inline]
pub(crate) fn equal(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}
