//! The terms of one facet against those of another: how dark each cell is, and how many are empty.

use super::depth::depth;

/// What the cells of a table look like.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CrossTable {
    /// How dark each cell is, row by row.
    pub(crate) depths: Vec<Vec<usize>>,
    /// How many cells hold nothing.
    pub(crate) gaps: usize,
    /// How many cells there are.
    pub(crate) cells: usize,
}

/// Shades a table of numbers, row by row.
pub(crate) fn lay_out(rows: &[Vec<usize>]) -> CrossTable {
    let greatest = rows.iter().flatten().copied().max().unwrap_or(0);
    CrossTable {
        depths: rows.iter().map(|row| row.iter().map(|number| depth(*number, greatest)).collect()).collect(),
        gaps: rows.iter().flatten().filter(|number| **number == 0).count(),
        cells: rows.iter().map(Vec::len).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_are_counted() {
        let table = lay_out(&[vec![4, 0], vec![1, 2]]);
        assert_eq!(table, CrossTable { depths: vec![vec![5, 0], vec![2, 3]], gaps: 1, cells: 4 });
    }

    #[test]
    fn no_row_and_rows_of_nothing() {
        assert_eq!(lay_out(&[]), CrossTable { depths: Vec::new(), gaps: 0, cells: 0 });
        assert_eq!(lay_out(&[vec![0]]), CrossTable { depths: vec![vec![0]], gaps: 1, cells: 1 });
    }
}
