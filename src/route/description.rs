//! Files that tell programs what the site holds.

use crate::hub::LanguageId;

/// A description of the whole site for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Description {
    /// All records as linked data.
    Catalogue(LanguageId),
    /// What data there is, for portals of open data.
    Datasets,
    /// What a language model should read first.
    Overview,
    /// How a browser can search the site.
    SearchEngine(LanguageId),
}
