//! Writes numbers compactly.

/// Appends a number in groups of seven bits, lowest first; the high bit says that more follow.
pub(crate) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number as u8 & 0x7F) | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends bits to bytes, the lowest bit of a byte first.
#[derive(Debug)]
pub(crate) struct BitWriter<'a> {
    bytes: &'a mut Vec<u8>,
    pending: u64,
    count: u32,
}

impl<'a> BitWriter<'a> {
    /// Begins at a new byte.
    pub(crate) fn new(bytes: &'a mut Vec<u8>) -> Self {
        Self { bytes, pending: 0, count: 0 }
    }

    /// Writes a value of so many bits, at most 63, the others being zero.
    #[inline]
    pub(crate) fn push(&mut self, value: u64, width: u32) {
        self.pending |= value << self.count;
        self.count += width;
        if self.count >= u64::BITS {
            self.bytes.extend_from_slice(&self.pending.to_le_bytes());
            self.count -= u64::BITS;
            // What no longer had room.
            self.pending = value.checked_shr(width - self.count).unwrap_or(0);
        }
    }

    /// Writes a number after Rice, its high part as that many ones and a zero, then its low bits,
    /// and behind it a value of so many bits, at most 8.
    #[inline]
    pub(crate) fn push_rice(&mut self, number: u32, low_bits: u32, value: u64, width: u32) {
        let mut high = number >> low_bits;
        while high >= 16 {
            self.push(0xFFFF, 16);
            high -= 16;
        }
        let low = u64::from(number & ((1 << low_bits) - 1));
        let ones = (1_u64 << high) - 1;
        self.push(ones | ((low | value << low_bits) << (high + 1)), high + 1 + low_bits + width);
    }

    /// Fills the last byte up with zeros.
    pub(crate) fn finish(self) {
        self.bytes.extend(self.pending.to_le_bytes().iter().take(self.count.div_ceil(u8::BITS) as usize));
    }
}

/// Returns the low bits that suit numbers of this mean: about the logarithm of 0.69 times it.
pub(crate) fn rice_bits(sum: u64, count: u64) -> u32 {
    let suited = sum * 69 / (count.max(1) * 100);
    (suited + 1).ilog2().min(24)
}
