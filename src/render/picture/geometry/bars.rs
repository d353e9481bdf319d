//! Bars from one line, the number behind each.

use super::depth::depth;

/// How long the longest bar is, in percent: the rest is for its number.
const LONGEST: f64 = 84.0;

/// A bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    /// Its length in percent of the drawing.
    pub(crate) length: f64,
    /// How dark it is.
    pub(crate) depth: usize,
}

/// Lays out a bar for each number, in proportion to the greatest.
pub(crate) fn lay_out(numbers: &[usize]) -> Vec<Bar> {
    let greatest = numbers.iter().copied().max().unwrap_or(0);
    let length = |number: usize| if greatest == 0 { 0.0 } else { number as f64 / greatest as f64 * LONGEST };
    numbers.iter().map(|number| Bar { length: length(*number), depth: depth(*number, greatest) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_proportion() {
        let bars = lay_out(&[10, 5, 0]);
        assert_eq!(bars.iter().map(|bar| bar.length).collect::<Vec<_>>(), [84.0, 42.0, 0.0]);
        assert_eq!(bars.iter().map(|bar| bar.depth).collect::<Vec<_>>(), [5, 3, 0]);
    }

    #[test]
    fn no_bar_and_bars_of_nothing() {
        assert!(lay_out(&[]).is_empty());
        assert_eq!(lay_out(&[0, 0]), [Bar { length: 0.0, depth: 0 }; 2]);
        assert_eq!(lay_out(&[1]), [Bar { length: 84.0, depth: 5 }]);
    }
}
