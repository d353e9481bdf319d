//! Finds the stems that a word may be a form of.

use super::fold::fold;
use super::table::{Table, table};

/// The shortest word that has an ending, in letters.
const SHORTEST_WORD: usize = 3;
/// The shortest stem.
const SHORTEST_STEM: usize = 2;
/// A superlative is at least this long.
const SHORTEST_SUPERLATIVE: usize = 7;

/// Returns a word's keys, most likely first, without repetition, never empty.
///
/// A key is a folded stem. Two words are forms of each other when they share one. A word has
/// several where its ending alone doesn't tell: `szkoleń` may belong to `szkolenie` and to `szkolić`.
/// In a language without a table the folded word is its only key.
pub fn keys(word: &str, language: &str) -> Vec<String> {
    keys_of_folded(&fold(word), table(language))
}

/// Does the same for a folded word and a table that is at hand.
pub(super) fn keys_of_folded(folded: &str, table: Option<&'static Table>) -> Vec<String> {
    let Some(table) = table.filter(|_| has_endings(folded)) else {
        return vec![folded.to_owned()];
    };
    let mut keys = Vec::with_capacity(4);
    add_keys(folded, table, &mut keys);
    for beginning in &table.superlative {
        if let Some(rest) = folded.strip_prefix(beginning)
            && folded.len() >= SHORTEST_SUPERLATIVE
        {
            add_keys(rest, table, &mut keys);
        }
    }
    keys
}

/// Tells whether the word is long enough and made of plain letters.
fn has_endings(folded: &str) -> bool {
    folded.len() >= SHORTEST_WORD && folded.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Adds the stems of one word.
fn add_keys(folded: &str, table: &Table, keys: &mut Vec<String>) {
    let plain = same(folded, table);
    let bounded = format!("^{plain}");
    let before = keys.len();
    for length in (1..=table.longest.min(bounded.len())).rev() {
        let (beginning, ending) = bounded.split_at(bounded.len() - length);
        let Some(stems) = table.stem.get(ending) else {
            continue;
        };
        for stem in stems {
            let key = format!("{beginning}{stem}");
            let key = key.strip_prefix('^').unwrap_or(&key);
            if key.len() >= SHORTEST_STEM && !keys.iter().any(|known| known == key) {
                keys.push(key.to_owned());
            }
        }
        break;
    }
    if keys.len() == before && !keys.contains(&plain) {
        keys.push(plain);
    }
}

/// Replaces the longest ending that stands for the same as another one.
fn same(folded: &str, table: &Table) -> String {
    for length in (1..=table.longest.min(folded.len().saturating_sub(SHORTEST_STEM))).rev() {
        let (beginning, ending) = folded.split_at(folded.len() - length);
        if let Some(other) = table.same.get(ending) {
            return format!("{beginning}{other}");
        }
    }
    folded.to_owned()
}
