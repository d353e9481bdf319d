//! Asking for a part of a file (RFC 9110, 14).

use std::ops::Range;

/// What a `Range` header asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Everything: there is no such header, or it may be ignored.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Nothing that exists.
    Unsatisfiable,
}

/// Reads a `Range` header for a body of a length. Several ranges at once are answered with everything, as they may be.
pub(super) fn read(header: Option<&str>, length: u64) -> Part {
    let Some(spec) = header.and_then(|header| header.trim().strip_prefix("bytes=")) else { return Part::Whole };
    let Some((first, last)) = spec.trim().split_once('-').filter(|_| !spec.contains(',')) else { return Part::Whole };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.trim().is_empty() => first..length,
        (None, Some(count)) if first.trim().is_empty() => length.saturating_sub(count)..length,
        _ => return Part::Whole,
    };
    if range.start < range.end { Part::Bytes(range) } else { Part::Unsatisfiable }
}

#[cfg(test)]
mod tests {
    use super::{Part, read};

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let cases = [
            (None, Part::Whole),
            (Some("bytes=0-4"), Part::Bytes(0..5)),
            (Some("bytes=5-"), Part::Bytes(5..10)),
            (Some("bytes=-3"), Part::Bytes(7..10)),
            (Some("bytes=-30"), Part::Bytes(0..10)),
            (Some("bytes=4-400"), Part::Bytes(4..10)),
            (Some("bytes=10-"), Part::Unsatisfiable),
            (Some("bytes=-0"), Part::Unsatisfiable),
            (Some("bytes=5-4"), Part::Whole),
            (Some("bytes=0-1,3-4"), Part::Whole),
            (Some("lines=0-1"), Part::Whole),
            (Some("bytes=a-b"), Part::Whole),
            (Some("bytes=0-99999999999999999999"), Part::Whole),
        ];
        for (header, expected) in cases {
            assert_eq!(read(header, 10), expected, "{header:?}");
        }
    }
}
