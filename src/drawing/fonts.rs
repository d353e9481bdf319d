//! The fonts that drawings are lettered with.

use std::fmt::Write;
use std::sync::Arc;
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::opentype_layout::LayoutTable;
use ttf_parser::{GlyphId, OutlineBuilder, Tag};
use unicode_normalization::UnicodeNormalization;

/// A theme's fonts: TrueType or OpenType files. A file that is no font is as good as absent.
#[derive(Clone, Debug)]
pub struct Fonts {
    files: Arc<[Vec<u8>]>,
}

impl Fonts {
    /// Takes the bytes of font files, in a fixed order.
    pub fn new<'f>(files: impl Iterator<Item = &'f [u8]>) -> Self {
        Self { files: files.map(<[u8]>::to_vec).collect() }
    }

    /// Returns the font whose weight is nearest to one such as 400 or 700.
    pub(super) fn face(&self, weight: u16) -> Option<Face<'_>> {
        let faces = self.files.iter().filter_map(|bytes| ttf_parser::Face::parse(bytes, 0).ok());
        faces.min_by_key(|face| face.weight().to_number().abs_diff(weight)).map(Face::new)
    }
}

/// Rules of kerning, of which the first holds that knows a pair.
type Lookup<'f> = Vec<PairAdjustment<'f>>;

/// A font that sets texts from left to right, a letter beside the other, with kerning but without ligatures: what scripts such as Latin,
/// Greek and Cyrillic need.
pub(super) struct Face<'f> {
    letters: ttf_parser::Face<'f>,
    kerning: Vec<Lookup<'f>>,
    /// The size of the letters in the font's units.
    em: f64,
}

impl<'f> Face<'f> {
    fn new(face: ttf_parser::Face<'f>) -> Self {
        let kerning = face.tables().gpos.map(|table| kerning(&table)).unwrap_or_default();
        let em = f64::from(face.units_per_em().max(1));
        Self { letters: face, kerning, em }
    }

    /// Returns the width of a text in sizes of its letters.
    pub(super) fn width(&self, text: &str) -> f64 {
        self.place(text).1 / self.em
    }

    /// Returns the width of a text set in a size, in pixels, and its outlines as data of an SVG path.
    pub(super) fn outline(&self, text: &str, size: f64) -> (f64, String) {
        let scale = size / self.em;
        let (glyphs, width) = self.place(text);
        let mut pen = Pen { path: String::new(), scale, from: 0.0 };
        for (glyph, from) in glyphs {
            pen.from = from;
            self.letters.outline_glyph(glyph, &mut pen);
        }
        (width * scale, pen.path)
    }

    /// Returns the glyphs of a text with their places, and its width, in the font's units.
    fn place(&self, text: &str) -> (Vec<(GlyphId, f64)>, f64) {
        let mut placed = Vec::with_capacity(text.len());
        let mut at = 0.0;
        let mut before = None;
        for letter in text.nfc().filter(|letter| !is_invisible(*letter)) {
            let blank = if letter.is_whitespace() { ' ' } else { letter };
            // A letter that the font lacks is the font's box.
            let glyph = self.letters.glyph_index(letter).or_else(|| self.letters.glyph_index(blank)).unwrap_or(GlyphId(0));
            at += before.map_or(0.0, |before| self.kerning(before, glyph));
            placed.push((glyph, at));
            at += f64::from(self.letters.glyph_hor_advance(glyph).unwrap_or_default());
            before = Some(glyph);
        }
        (placed, at)
    }

    /// Returns how much nearer or farther a glyph stands after another, in the font's units.
    fn kerning(&self, before: GlyphId, after: GlyphId) -> f64 {
        let rule = |pair: &PairAdjustment| {
            let index = pair.coverage().get(before)?;
            let (first, _) = match pair {
                PairAdjustment::Format1 { sets, .. } => sets.get(index)?.get(after)?,
                PairAdjustment::Format2 { classes, matrix, .. } => matrix.get((classes.0.get(before), classes.1.get(after)))?,
            };
            Some(f64::from(first.x_advance))
        };
        self.kerning.iter().filter_map(|lookup| lookup.iter().find_map(rule)).sum()
    }
}

/// Returns a font's rules of kerning for the Latin script, else for all that have none of their own (OpenType, 'GPOS', type 2).
fn kerning<'f>(table: &LayoutTable<'f>) -> Vec<Lookup<'f>> {
    let script = [b"latn", b"DFLT"].into_iter().find_map(|tag| table.scripts.find(Tag::from_bytes(tag)));
    let Some(language) = script.and_then(|script| script.default_language) else { return Vec::new() };
    let features = language.feature_indices.into_iter().filter_map(|index| table.features.get(index));
    let lookups = features.filter(|feature| feature.tag == Tag::from_bytes(b"kern")).flat_map(|feature| feature.lookup_indices);
    let lookups = lookups.filter_map(|index| table.lookups.get(index));
    let pairs = lookups.map(|lookup| {
        let subtables = lookup.subtables.into_iter::<PositioningSubtable>();
        subtables.filter_map(|subtable| if let PositioningSubtable::Pair(pair) = subtable { Some(pair) } else { None }).collect()
    });
    pairs.collect()
}

/// Tells whether a character is a sign to programs that shows nothing and takes no room.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Writes outlines as data of an SVG path, in which larger numbers stand lower.
struct Pen {
    path: String,
    /// Pixels in one unit of the font.
    scale: f64,
    /// Where the glyph stands, in the font's units.
    from: f64,
}

impl Pen {
    fn write<const N: usize>(&mut self, command: char, points: [(f32, f32); N]) {
        self.path.push(command);
        for (x, y) in points {
            let (x, y) = ((self.from + f64::from(x)) * self.scale, -f64::from(y) * self.scale);
            // Writing into a string cannot fail.
            let _ = write!(self.path, "{x:.2} {y:.2} ");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', [(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', [(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.write('Q', [(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write('C', [(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
