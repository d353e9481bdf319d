//! From the text of a drawing to the bytes of a PNG.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use std::collections::HashMap;

/// Width and height of a painted drawing in pixels: the shape that services cut their previews to, 1.91 to 1.
pub const SIZE: (u32, u32) = (1200, 630);

/// Names how drawings are painted. It must be another one whenever the same drawing would give other bytes.
const MAKING: &[u8] = b"1";

/// How many colours a palette holds.
const PALETTE: usize = 256;

/// Returns a word that stands for the bytes that painting a drawing gives.
pub fn word(svg: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(MAKING).update(svg.as_bytes());
    hasher.finalize().to_hex().as_str()[..16].to_owned()
}

/// Paints a drawing on white. It can show what is in it, but no other file. The error is a sentence without a full stop.
pub fn paint(svg: &str) -> Result<Vec<u8>, String> {
    let nothing = ImageHrefResolver { resolve_string: Box::new(|_, _| None), resolve_data: Box::new(|_, _, _| None) };
    let options = Options { image_href_resolver: nothing, ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let mut pixels = Pixmap::new(SIZE.0, SIZE.1).ok_or("there is no memory for it")?;
    pixels.fill(Color::WHITE);
    let scale = (SIZE.0 as f32 / tree.size().width()).min(SIZE.1 as f32 / tree.size().height());
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    encode(pixels.data()).map_err(|error| error.to_string())
}

/// Encodes opaque pixels. Drawings have few colours: a palette makes the file half as long. Where there are a few too many between the
/// edges of letters and what is behind them, they are rounded until they fit.
fn encode(pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    let data = if let Some((palette, places)) = (2..=4).find_map(|bits| indexed(pixels, bits)) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette);
        // A filter would guess at numbers that stand for colours.
        encoder.set_filter(Filter::NoFilter);
        places
    } else {
        encoder.set_color(ColorType::Rgb);
        pixels.as_chunks::<4>().0.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect()
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// Returns a palette and each pixel's place in it; nothing where there are too many colours. Colours that differ in the last `bits` of a
/// channel alone share a place, and the one with the longest run of pixels stands for all: areas keep their colour, edges give way.
fn indexed(pixels: &[u8], bits: u32) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut colors: Vec<([u8; 3], usize)> = Vec::new();
    let mut known: HashMap<[u8; 3], usize> = HashMap::new();
    let mut places = Vec::with_capacity(pixels.len() / 4);
    for run in pixels.as_chunks::<4>().0.chunk_by(PartialEq::eq) {
        let [red, green, blue, _] = run[0];
        let next = colors.len();
        let place = *known.entry([red >> bits, green >> bits, blue >> bits]).or_insert(next);
        if place == next {
            if next == PALETTE {
                return None;
            }
            colors.push(([red, green, blue], 0));
        }
        let (color, longest) = &mut colors[place];
        if run.len() > *longest {
            (*color, *longest) = ([red, green, blue], run.len());
        }
        places.resize(places.len() + run.len(), place as u8);
    }
    Some((colors.into_iter().flat_map(|(color, _)| color).collect(), places))
}
