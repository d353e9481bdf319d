//! Any bytes as an image: what it is, and all sizes and formats of it that a build makes.

use pacthub::image::{PIXEL_LIMIT, decode, probe};

/// How many pixels an image may have to be decoded here. The largest that a hub may hold takes seconds, each in the same way.
const PIXELS: u64 = 200_000;

/// Fails where it does not hold.
pub(crate) fn holds(bytes: &[u8]) {
    let Ok(file) = probe(bytes) else { return };
    let pixels = u64::from(file.width) * u64::from(file.height);
    assert!((1..=PIXEL_LIMIT).contains(&pixels), "{} × {} pixels are taken", file.width, file.height);
    let Some(still) = file.still.filter(|_| pixels <= PIXELS) else { return };
    let Ok(image) = decode(bytes, still) else { return };
    for variant in file.variants() {
        let height = file.height_at(variant.width);
        let made = image.make(variant, height).expect("of what can be decoded, every variant can be made");
        let again = probe(&made).expect("what is made can be read");
        assert_eq!((again.width, again.height), (variant.width, height), "{variant:?} has another size");
        assert_eq!(again.still.map(|still| still.format), Some(variant.format), "{variant:?} has another format");
    }
}
