//! Reads the lists of inflected forms.

use std::collections::BTreeMap;

/// Lists of inflected forms, `form<TAB>lemma`, made with Morfeusz 2 / SGJP (BSD-2-Clause).
pub(crate) const LISTS: [&str; 3] = ["polish_inflection.tsv", "polish_inflection_second.tsv", "polish_inflection_third.tsv"];

pub(crate) fn families(file: &str) -> BTreeMap<String, Vec<String>> {
    let path = format!("{}/tests/search/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the list is there");
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (form, lemma) in text.lines().filter_map(|line| line.split_once('\t')) {
        families.entry(lemma.to_owned()).or_default().push(form.to_owned());
    }
    families
}
