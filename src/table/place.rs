//! Where rows and cells stand in the text of a table.

use crate::diagnostic::Place;
use std::sync::Arc;

/// Finds places in one table.
pub(super) struct Places<'t> {
    text: &'t str,
    file: Arc<str>,
    delimiter: u8,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str, file: &str, delimiter: u8) -> Self {
        Self { text, file: file.into(), delimiter }
    }

    /// Returns the place of the row that begins at or after an offset in bytes.
    pub(super) fn row(&self, offset: usize) -> Place {
        self.cell(offset, 0)
    }

    /// Returns the place of a row's cell; where the row has none, that of its end.
    pub(super) fn cell(&self, offset: usize, index: usize) -> Place {
        let rest = self.text.get(offset..).unwrap_or_default();
        // Empty lines before a row belong to no row.
        let start = offset + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let (mut quoted, mut left) = (false, index);
        let end = self.text.as_bytes().iter().enumerate().skip(start).find_map(|(at, byte)| {
            if left == 0 {
                return Some(at);
            }
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => return Some(at),
                byte if *byte == self.delimiter && !quoted => left -= 1,
                _ => {}
            }
            None
        });
        let before = self.text.get(..end.unwrap_or(self.text.len())).unwrap_or_default();
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
        Place::at(Arc::clone(&self.file), line, column)
    }
}
