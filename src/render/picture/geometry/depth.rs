//! How dark a mark is.

/// The darkest step; 0 is the paper itself.
const STEPS: usize = 5;

/// Returns how dark the mark of a number is, from 0 (nothing) to 5 (the greatest): one hue in equal steps.
pub(super) fn depth(number: usize, greatest: usize) -> usize {
    if greatest == 0 { 0 } else { (number.min(greatest) * STEPS).div_ceil(greatest) }
}

/// Writes a measure without digits that nobody sees.
pub(crate) fn measure(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_is_paper_and_only_the_greatest_step_is_darkest() {
        assert_eq!([0, 1, 20, 21, 99, 100].map(|number| depth(number, 100)), [0, 1, 1, 2, 5, 5]);
        assert_eq!(depth(0, 0), 0);
        assert_eq!([0, 1].map(|number| depth(number, 1)), [0, 5]);
    }

    #[test]
    fn measures_are_short() {
        assert_eq!([0.0, 12.5, 33.333_33, 100.0].map(measure), ["0", "12.5", "33.33", "100"]);
    }
}
