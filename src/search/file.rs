//! Names files by their content.

/// The name and the bytes of a file to publish.
pub(crate) type File = (String, Vec<u8>);

/// Characters of a hash.
pub(crate) const HASH: usize = 8;

/// Returns a file whose name changes with its content, and the hash in its name.
pub(crate) fn named(kind: &str, number: Option<usize>, ending: &str, bytes: Vec<u8>) -> (String, File) {
    let hash = hash(&bytes);
    let name = match number {
        Some(number) => format!("{kind}-{number}-{hash}.{ending}"),
        None => format!("{kind}-{hash}.{ending}"),
    };
    (hash, (name, bytes))
}

/// Hashes bytes to 40 bits, written in letters that differ on file systems without case too.
///
/// Two contents of one file's name need to differ, no more, so a fast hash will do.
fn hash(bytes: &[u8]) -> String {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    const LETTERS: &[u8; 32] = b"0123456789abcdefghijkmnpqrstuvwx";
    let mix = |state: u64, value: u64| {
        let mixed = (state ^ value).wrapping_mul(FACTOR);
        mixed ^ (mixed >> 32)
    };
    let (whole, rest) = bytes.as_chunks::<8>();
    let mut state = bytes.len() as u64;
    for chunk in whole {
        state = mix(state, u64::from_le_bytes(*chunk));
    }
    for byte in rest {
        state = mix(state, u64::from(*byte));
    }
    state = mix(state, FACTOR);
    (0..HASH)
        .map(|place| (state >> (place * 5 + 20)) as usize & 31)
        .filter_map(|digit| LETTERS.get(digit).map(|&letter| char::from(letter)))
        .collect()
}
