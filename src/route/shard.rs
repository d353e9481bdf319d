//! A part of a site's files, so that several machines can build it together.

use std::fmt;
use std::str::FromStr;
use twox_hash::XxHash3_64;

/// One of several parts of a site. Every file belongs to exactly one; which one depends on its path and the number of parts alone,
/// so that a file stays where it is when others come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1 to `count`.
    number: u64,
    count: u64,
}

impl Shard {
    /// Tells whether a file belongs to the part. `path` is its site path; a bundle's is that of its root.
    pub fn holds(self, path: &str) -> bool {
        XxHash3_64::oneshot(path.as_bytes()) % self.count == self.number - 1
    }
}

/// Reads `K/N`, K from 1 to N.
impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(number, count)| Some((number.parse().ok()?, count.parse().ok()?)));
        match parts {
            Some((number, count)) if number >= 1 && number <= count => Ok(Self { number, count }),
            _ => Err("expected K/N with K from 1 to N, such as 2/8".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}/{}", self.number, self.count)
    }
}
