//! The lines of a text.

/// Hands out the lines of a text, each with its end, as `split_inclusive` does; lines are long enough for vector instructions.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let last = (!text.is_empty() && !text.ends_with('\n')).then_some(text.len());
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1).chain(last).map(move |end| {
        let line = &text[start..end];
        start = end;
        line
    })
}
