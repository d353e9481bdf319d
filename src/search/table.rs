//! Reads a language's table of endings.

use super::vocabulary::WordHasher;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

/// The endings of Polish. The file says how it was made.
const POLISH: &str = include_str!("polish.tsv");
/// The endings of English.
const ENGLISH: &str = include_str!("english.tsv");

/// What is known of a language's inflection.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Endings told apart by form alone, and the one that stands for all of them.
    pub(super) same: HashMap<&'static str, &'static str, BuildHasherDefault<WordHasher>>,
    /// Endings and the endings of the stems that they may stand on.
    pub(super) stem: HashMap<&'static str, Vec<&'static str>, BuildHasherDefault<WordHasher>>,
    /// Beginnings of superlatives.
    pub(super) superlative: Vec<&'static str>,
    /// Bytes of the longest ending, over both kinds.
    pub(super) longest: usize,
}

/// Returns the table's text without comments, as it is published; empty for a language without one.
pub(super) fn text(language: &str) -> String {
    let mut text = String::new();
    for line in source(language).lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Returns a language's table, if it has one. It is read once.
pub(super) fn table(language: &str) -> Option<&'static Table> {
    static TABLE_PL: OnceLock<Table> = OnceLock::new();
    static TABLE_EN: OnceLock<Table> = OnceLock::new();
    match primary(language) {
        "pl" => Some(TABLE_PL.get_or_init(|| read(POLISH))),
        "en" => Some(TABLE_EN.get_or_init(|| read(ENGLISH))),
        _ => None,
    }
}

/// Returns the file of a language.
fn source(language: &str) -> &'static str {
    match primary(language) {
        "pl" => POLISH,
        "en" => ENGLISH,
        _ => "",
    }
}

/// Returns the language of a code like `en-GB`.
fn primary(code: &str) -> &str {
    code.split('-').next().unwrap_or_default()
}

/// Reads the sections of a table that stems need. The stop words are the reader's concern.
fn read(text: &'static str) -> Table {
    let mut table = Table::default();
    let mut section = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            continue;
        }
        match (section, line.split_once('\t')) {
            ("same", Some((ending, other))) => {
                table.same.insert(ending, other);
                table.longest = table.longest.max(ending.len());
            }
            ("stem", Some((ending, stems))) => {
                let stems = stems.split(' ').map(|stem| if stem == "-" { "" } else { stem });
                table.stem.insert(ending, stems.collect());
                table.longest = table.longest.max(ending.len());
            }
            ("superlative", None) => table.superlative.extend(line.split_whitespace()),
            _ => {}
        }
    }
    table
}
