//! A map of equal tiles: every place as large as any other, so that small ones can be read and hit.

use super::depth::depth;

/// How wide a map of several columns is, in units that are pixels on the smallest screen.
const WIDTH: u32 = 328;
/// The largest side of a tile.
const LARGEST: u32 = 109;
/// The space between tiles.
const GAP: u32 = 3;
/// A tile has room for a name from this side on, else for a code.
const NAMED: u32 = 60;
/// Letters of a name for each hundred units of a line.
const LETTERS: u32 = 15;

/// What stands on a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place<'p> {
    /// The column and the row, as the vocabulary gives them.
    pub(crate) tile: (u32, u32),
    /// The term's id.
    pub(crate) id: &'p str,
    /// The term's name.
    pub(crate) name: &'p str,
    /// The number on it.
    pub(crate) number: usize,
}

/// Where everything stands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TileMap {
    /// The width of the drawing.
    pub(crate) width: u32,
    /// Its height.
    pub(crate) height: u32,
    /// The side of a tile.
    pub(crate) side: u32,
    /// Whether tiles carry names rather than codes.
    pub(crate) named: bool,
    /// The tiles in the order of the places.
    pub(crate) tiles: Vec<Tile>,
}

/// A tile in the drawing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tile {
    /// The left edge.
    pub(crate) x: u32,
    /// The upper edge.
    pub(crate) y: u32,
    /// How dark it is.
    pub(crate) depth: usize,
    /// The lines of its name.
    pub(crate) lines: Vec<String>,
}

/// Lays out a map. Empty columns and rows before the first tile are left out.
pub(crate) fn lay_out(places: &[Place]) -> TileMap {
    let left = places.iter().map(|place| place.tile.0).min().unwrap_or(0);
    let top = places.iter().map(|place| place.tile.1).min().unwrap_or(0);
    let columns = places.iter().map(|place| place.tile.0 - left + 1).max().unwrap_or(0);
    let rows = places.iter().map(|place| place.tile.1 - top + 1).max().unwrap_or(0);
    let step = WIDTH.checked_div(columns).map_or(LARGEST, |step| step.min(LARGEST)).max(GAP + 1);
    let side = step - GAP;
    let named = side >= NAMED;
    let greatest = places.iter().map(|place| place.number).max().unwrap_or(0);
    let tiles = places.iter().map(|place| Tile {
        x: (place.tile.0 - left) * step,
        y: (place.tile.1 - top) * step,
        depth: depth(place.number, greatest),
        lines: if named { lines(place.name, (side * LETTERS / 100) as usize) } else { vec![code(place)] },
    });
    let tiles = tiles.collect();
    TileMap { width: (columns * step).saturating_sub(GAP), height: (rows * step).saturating_sub(GAP), side, named, tiles }
}

/// Returns the last part of the id where it is short, such as `DE`; else the name's first letters.
fn code(place: &Place) -> String {
    let last = place.id.rsplit('-').next().unwrap_or(place.id);
    if last.len() <= 3 { last.to_uppercase() } else { place.name.chars().take(2).collect() }
}

/// Breaks a name into lines of at most so many letters: between words, at hyphens, and inside what is still too long.
fn lines(name: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open = String::new();
    for word in pieces(name, most) {
        let length = open.trim_end().chars().count() + usize::from(open.ends_with(' ')) + word.trim_end().chars().count();
        if !open.is_empty() && length > most {
            lines.push(open.trim_end().to_owned());
            open.clear();
        }
        open.push_str(&word);
    }
    lines.push(open.trim_end().to_owned());
    lines
}

/// Returns the pieces of a name between which a line may end; each keeps the space or the hyphen behind it.
fn pieces(name: &str, most: usize) -> Vec<String> {
    let words = name.split_inclusive([' ', '-', '–', '\u{a0}']);
    words.flat_map(|word| if word.trim_end().chars().count() > most { halves(word) } else { vec![word.to_owned()] }).collect()
}

/// Divides a word between syllables, as near to its middle as can be.
fn halves(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let may_break = |at: &usize| begins_syllable(&letters, *at);
    let middle = letters.len() / 2;
    let Some(at) = (3..letters.len().saturating_sub(2)).filter(may_break).min_by_key(|at| at.abs_diff(middle)) else {
        return vec![word.to_owned()];
    };
    vec![letters[..at].iter().chain(&['-']).collect(), letters[at..].iter().collect()]
}

/// Tells whether a syllable begins at a letter: at a consonant before a vowel, which takes along the consonant before it only where
/// the two are said together, as in `śl` or `kr`.
fn begins_syllable(letters: &[char], at: usize) -> bool {
    let letter = |at: usize| letters.get(at).copied().filter(|letter| letter.is_alphabetic());
    let is_vowel = |at: usize| letter(at).is_some_and(|letter| "aąeęioóuyäöüéèáí".contains(letter.to_ascii_lowercase()));
    let is_consonant = |at: usize| letter(at).is_some() && !is_vowel(at);
    let is_liquid = |at: usize| letter(at).is_some_and(|letter| "lłr".contains(letter));
    if !is_consonant(at) || at < 2 {
        return false;
    }
    if is_vowel(at - 1) {
        return !is_consonant(at + 1) || is_liquid(at + 1) || !is_vowel(at + 2);
    }
    is_vowel(at - 2) && is_vowel(at + 1) && !is_liquid(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(tile: (u32, u32), name: &str, number: usize) -> Place<'_> {
        Place { tile, id: "pl-12", name, number }
    }

    #[test]
    fn tiles_stand_by_column_and_row_without_the_space_before_the_first() {
        let map = lay_out(&[place((1, 2), "a", 4), place((4, 3), "b", 1), place((2, 2), "c", 0)]);
        assert_eq!((map.width, map.height, map.side), (325, 161, 79));
        assert_eq!(map.tiles.iter().map(|tile| (tile.x, tile.y, tile.depth)).collect::<Vec<_>>(), [(0, 0, 5), (246, 82, 2), (82, 0, 0)]);
    }

    #[test]
    fn no_place_one_place_and_places_without_records() {
        assert_eq!(lay_out(&[]), TileMap { width: 0, height: 0, side: 106, named: true, tiles: Vec::new() });
        let one = lay_out(&[place((7, 9), "a", 1)]);
        assert_eq!((one.width, one.height, one.tiles[0].x, one.tiles[0].y, one.tiles[0].depth), (106, 106, 0, 0, 5));
        assert!(lay_out(&[place((0, 0), "a", 0), place((1, 0), "b", 0)]).tiles.iter().all(|tile| tile.depth == 0));
    }

    #[test]
    fn a_hundred_columns_still_have_a_side() {
        let map = lay_out(&[place((0, 0), "a", 1), place((99, 99), "b", 1)]);
        assert!(map.side > 0 && !map.named);
    }

    #[test]
    fn names_are_broken_where_they_can_be_read() {
        assert_eq!(lines("małopolskie", 12), ["małopolskie"]);
        assert_eq!(lines("warmińsko-mazurskie", 12), ["warmińsko-", "mazurskie"]);
        assert_eq!(lines("zachodniopomorskie", 12), ["zachodnio-", "pomorskie"]);
        assert_eq!(lines("świętokrzyskie", 12), ["święto-", "krzyskie"]);
        assert_eq!(lines("Holy Cross (Świętokrzyskie)", 12), ["Holy Cross", "(Święto-", "krzyskie)"]);
        assert_eq!(lines("podkarpackie", 11), ["podkar-", "packie"]);
        assert_eq!(lines("dolnośląskie", 11), ["dolno-", "śląskie"]);
        assert_eq!(lines("Subcarpathia", 11), ["Subcar-", "pathia"]);
        assert_eq!(lines("", 12), [""]);
        assert_eq!(lines("bcdfghjklmnpqrst", 12), ["bcdfghjklmnpqrst"]);
    }

    #[test]
    fn small_tiles_carry_codes() {
        let place = |id, name| Place { tile: (0, 0), id, name, number: 0 };
        assert_eq!(code(&place("pl-12", "małopolskie")), "12");
        assert_eq!(code(&place("de", "Niemcy")), "DE");
        assert_eq!(code(&place("germany", "Niemcy")), "Ni");
    }
}
