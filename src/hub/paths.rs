//! The addresses of the pages that every hub has beside its content.

use super::{Label, Languages};
use crate::yaml::{At, Checker, Node};

/// Where the pages stand that the generator makes by itself, each by its part of the address below a language's home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The search page.
    pub search: Label,
    /// The hub in numbers.
    pub numbers: Label,
    /// 'What fits me'.
    pub finder: Label,
}

/// The addresses in languages that the generator knows words of; other languages take the English ones.
const KNOWN: [(&str, &str, &str); 3] =
    [("search", "szukaj", "search"), ("numbers", "liczby", "numbers"), ("finder", "co-dla-mnie", "what-fits-me")];

impl Paths {
    /// Reads `paths`; what it leaves out keeps its usual address.
    pub(super) fn read(node: &Node, at: &At, checker: &mut Checker, languages: &Languages) -> Self {
        let entries = checker.map(node, at, "'paths'", &KNOWN.map(|(key, ..)| key));
        let mut path = |(key, polish, english): (&str, &str, &str)| {
            let usual = || {
                let is_polish = |code: &String| code == "pl" || code.starts_with("pl-");
                Label::each(languages.codes().iter().map(|code| if is_polish(code) { polish } else { english }.to_owned()))
            };
            let value = entries.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
            value.and_then(|value| Label::read_path(value, &at.key(key), checker, languages)).unwrap_or_else(usual)
        };
        let [search, numbers, finder] = KNOWN;
        Self { search: path(search), numbers: path(numbers), finder: path(finder) }
    }
}
