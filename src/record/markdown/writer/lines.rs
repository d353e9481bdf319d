//! From offsets in a text to lines and columns of its file.

/// Turns offsets into lines and columns; cheap as long as they rise.
pub(super) struct Lines<'t> {
    text: &'t str,
    first_line: u32,
    offset: usize,
    line: u32,
    start: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, first_line: u32) -> Self {
        Self { text, first_line, offset: 0, line: first_line, start: 0 }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn at(&mut self, offset: usize) -> (u32, u32) {
        if offset < self.offset {
            (self.offset, self.line, self.start) = (0, self.first_line, 0);
        }
        for index in memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.offset..offset]) {
            self.line += 1;
            self.start = self.offset + index + 1;
        }
        self.offset = offset;
        let column = self.text.get(self.start..offset).map_or(1, |before| before.chars().count() + 1);
        (self.line, column as u32)
    }
}
