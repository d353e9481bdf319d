//! Which bytes of a text are of a kind, as the bits of a number: many bytes are looked at together, without a branch for each.

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

/// Returns a bit for each number from 0 to 63 for which `is` holds, the lowest for 0.
///
/// `is` has to be so plain that it is compiled to vector instructions: comparisons joined by `&` and `|`, without branches.
#[inline]
pub(crate) fn bits(is: impl Fn(usize) -> bool) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte of a product.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut flags = [0; BLOCK];
    flags.iter_mut().enumerate().for_each(|(index, flag)| *flag = u8::from(is(index)));
    let (groups, _) = flags.as_chunks::<8>();
    groups.iter().rev().fold(0, |bits, group| bits << 8 | u64::from_le_bytes(*group).wrapping_mul(GATHER) >> 56)
}
