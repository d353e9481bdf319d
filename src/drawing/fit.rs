//! Setting a text into a box: lines, and letters as large as they can be.

use super::fonts::{Face, Fonts};

/// The distance between two lines, in sizes of their letters.
const LEADING: f64 = 1.16;

/// Between how many widths the one is sought at which lines are equally long.
const BALANCING: u32 = 8;

/// The box, and how its text may be set.
#[derive(Clone, Debug)]
pub struct Fitting {
    /// The width in pixels.
    pub width: f64,
    /// The height in pixels. One line is always set.
    pub height: f64,
    /// The sizes of letters to try, in pixels, the largest first.
    pub sizes: Vec<f64>,
    /// The weight of the font, such as 400 or 700.
    pub weight: u16,
}

/// A text as it is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The size of the letters in pixels.
    pub size: f64,
    /// The distance between two lines in pixels.
    pub step: f64,
    /// The lines. None is wider than the box.
    pub lines: Vec<Line>,
}

/// A line as it is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Its width in pixels.
    pub width: f64,
    /// The outlines of its letters as data of an SVG path, in pixels; the first letter stands at the origin, on the baseline.
    pub path: String,
}

/// Sets a text in the largest size in which it fits, in lines that are about equally long. Where it does not fit in the smallest either,
/// words that are too long are broken, and what is too much gives way to an ellipsis. Without fonts nothing is set.
pub fn fit(text: &str, fitting: &Fitting, fonts: &Fonts) -> Fitted {
    let Some(face) = fonts.face(fitting.weight) else { return Fitted { size: 0.0, step: 0.0, lines: Vec::new() } };
    let room = |size: f64| ((fitting.height / (size * LEADING)) as usize).max(1);
    for size in fitting.sizes.iter().copied().filter(|size| *size >= 1.0) {
        let limit = fitting.width / size;
        if let Some(lines) = wrap(text, limit, room(size), &face) {
            return set(balanced(text, limit, &face, lines), size, &face);
        }
    }
    let size = fitting.sizes.last().copied().unwrap_or(16.0).max(1.0);
    let limit = fitting.width / size;
    let mut lines = wrap_by_force(text, limit, room(size), &face);
    if lines.len() > room(size) {
        lines.truncate(room(size));
        if let Some(last) = lines.last_mut() {
            shorten(last, limit, &face);
        }
    }
    set(lines, size, &face)
}

fn set(lines: Vec<String>, size: f64, face: &Face) -> Fitted {
    let line = |text: String| {
        let (width, path) = face.outline(&text, size);
        Line { text, width, path }
    };
    Fitted { size, step: size * LEADING, lines: lines.into_iter().map(line).collect() }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty())
}

/// Breaks a text into lines at its blanks; nothing comes back where a word is too long or there are too many lines. Widths are in sizes of
/// the letters.
fn wrap(text: &str, limit: f64, room: usize, face: &Face) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if face.width(&longer) <= limit {
                *line = longer;
                continue;
            }
        }
        if lines.len() == room || face.width(word) > limit {
            return None;
        }
        lines.push(word.to_owned());
    }
    Some(lines)
}

/// Makes lines about equally long: those of the narrowest box that needs no more of them.
fn balanced(text: &str, limit: f64, face: &Face, lines: Vec<String>) -> Vec<String> {
    if lines.len() < 2 {
        return lines;
    }
    let mut narrower = (1..BALANCING).map(|step| limit * (0.5 + 0.5 * f64::from(step) / f64::from(BALANCING)));
    let count = lines.len();
    narrower.find_map(|limit| wrap(text, limit, count, face)).unwrap_or(lines)
}

/// Breaks a text into lines at its blanks, and words that are too long anywhere. Ends soon after there are more lines than there is room for.
fn wrap_by_force(text: &str, limit: f64, room: usize, face: &Face) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        if lines.len() > room {
            break;
        }
        let mut rest = word;
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if face.width(&longer) <= limit {
                *line = longer;
                continue;
            }
        }
        while !rest.is_empty() && lines.len() <= room {
            let ends = rest.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let first = ends.clone().next().unwrap_or(rest.len());
            let end = ends.take_while(|end| face.width(&rest[..*end]) <= limit).last().unwrap_or(first);
            lines.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
    }
    lines
}

/// Ends a line with an ellipsis.
fn shorten(line: &mut String, limit: f64, face: &Face) {
    while !line.is_empty() && face.width(&format!("{line}…")) > limit {
        line.pop();
    }
    let kept = line.trim_end_matches([' ', '\u{a0}', ',', '-', '–']).len();
    line.truncate(kept);
    line.push('…');
}
