//! Reading the published files with other people's parsers.

use crate::support::Built;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

/// A text without what layout and typography may change: kinds and numbers of spaces, line ends.
pub fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The published files with one of some endings that are not assets.
pub fn files<'b>(built: &'b Built, endings: &'b [&str]) -> impl Iterator<Item = (&'b str, &'b str)> {
    built
        .files
        .iter()
        .filter(|(path, _)| !path.starts_with("assets/") && endings.iter().any(|ending| path.ends_with(ending)))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))))
}

/// The elements of a page with the names of their attributes, in document order: what a text must not change.
pub fn shape(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut shape = Vec::new();
    for element in page.root_element().descendants().filter_map(ElementRef::wrap) {
        let mut names: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        shape.push(format!("{} {}", element.value().name(), names.join(" ")));
    }
    shape
}

/// The words of the first element that a selector finds.
pub fn words(html: &str, selector: &str) -> String {
    let page = Html::parse_document(html);
    let selector = Selector::parse(selector).expect("a selector");
    let found = page.select(&selector).next().unwrap_or_else(|| panic!("the page has no such element"));
    plain(&found.text().collect::<String>())
}

/// An attribute of the elements that a selector finds.
pub fn attributes(html: &str, selector: &str, name: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
}

/// The elements of an XML file, with the names of their attributes.
pub fn xml_shape(path: &str, xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{path} is no XML: {error}\n{xml:?}"));
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    elements
        .map(|element| {
            let names: Vec<&str> = element.attributes().map(|attribute| attribute.name()).collect();
            format!("{} {}", element.tag_name().name(), names.join(" "))
        })
        .collect()
}

/// The content lines of an iCalendar file, unfolded (RFC 5545, 3.1): names, with parameters, and values, with escapes resolved.
pub fn calendar_lines(path: &str, text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"), "{path} does not end its last line");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{path} has a line of {} bytes: {line:?}", line.len());
        assert!(!line.contains(['\r', '\n']), "{path} breaks a line otherwise than RFC 5545 says: {line:?}");
    }
    let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
    unfolded
        .split_terminator("\r\n")
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{path} has a line without a name: {line:?}"));
            let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ';' | '='));
            assert!(is_name, "{path} has a line without a name: {line:?}");
            (name.to_owned(), unescaped(value))
        })
        .collect()
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            other => out.push(other),
        }
    }
    out
}

/// The rows of a CSV file, as a column's name and value.
pub fn csv_rows(path: &str, text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap_or_else(|error| panic!("{path}: {error}")).clone();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap_or_else(|error| panic!("{path}: {error}"));
            heads.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
        })
        .collect()
}

/// Tells whether a spreadsheet takes a cell, or a part of it after what some of them part cells at, for a formula.
pub fn is_formula(cell: &str) -> bool {
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    cell.split([';', '\t', '\n', '\r'])
        .any(|part| part.trim_start_matches([' ', '"']).starts_with(['=', '+', '-', '@']) && !is_number(part))
}
