//! What became of an address.

/// What a server said, or why nothing was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It leads somewhere.
    Alive,
    /// It has moved for good, to this address.
    Moved(String),
    /// It leads to nothing; why.
    Dead(String),
    /// That could not be found out; why.
    Unclear(String),
}
