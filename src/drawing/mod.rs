//! Drawings in SVG as images.
//!
//! In: texts and the theme's fonts, the text of a drawing. Out: texts as outlines of letters, a PNG. Fonts come from the theme alone, never
//! from the system, and a drawing holds all that is painted, so that the same drawing is the same bytes everywhere. Opens no file.

mod fit;
mod fonts;
mod paint;

pub use fit::{Fitted, Fitting, Line, fit};
pub use fonts::Fonts;
pub use paint::{SIZE, paint, word};
