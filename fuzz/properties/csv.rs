//! Any text as a cell of a published table, as a table of new records, and as the rows of one.

use super::hub;
use pacthub::diagnostic::Severity;
use pacthub::record::{ParseOptions, parse};
use pacthub::render::harmless_cell;
use pacthub::table::{Target, read};
use std::collections::{BTreeMap, BTreeSet};

const HEADER: &str = "title,summary,kind,rounds,words,note,amount,number,rate,yes,day,site,mail,other,draft,aliases,body\n";

/// Fails where it does not hold.
pub(crate) fn holds(text: &str) {
    cell(text);
    table(text);
    table(&format!("{HEADER}{text}"));
}

/// A cell is read back as it was but for its marks, and no part of it is a formula.
fn cell(text: &str) {
    let cell = harmless_cell(text);
    assert_eq!(cell.replace('\'', ""), text.replace('\'', ""), "only apostrophes are added");
    for part in cell.split([';', '\t', '\n', '\r']) {
        assert!(!part.trim_start_matches([' ', '"', '\u{a0}']).starts_with(['=', '+', '-', '@']), "{part:?} is a formula");
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["x", &cell, "y"]).expect("writing to memory");
    let bytes = writer.into_inner().expect("writing to memory");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    let row = reader.records().next().expect("a row").expect("a good row");
    assert_eq!(row.iter().collect::<Vec<_>>(), ["x", &*cell, "y"]);
}

/// A row becomes a good record with its words, or a diagnostic that lies in the table.
fn table(text: &str) {
    let hub = &*hub::STRICT;
    let target = Target {
        hub,
        home: hub.collection_named("calls"),
        titles: BTreeMap::new(),
        taken: BTreeSet::from(["two".to_owned()]),
        today: hub::TODAY,
    };
    let table = read(text, "table.csv", &target);
    hub::check_places(&table.diagnostics, "table.csv", text);
    assert!(table.failed == 0 || !table.diagnostics.is_empty(), "rows failed, and nobody says why");
    let mut paths = BTreeSet::new();
    for record in &table.records {
        assert!(paths.insert(&record.path), "{} is made twice", record.path);
        let parsed = parse(hub, &record.path, &record.text, ParseOptions { drafts: true, ..ParseOptions::default() });
        assert!(parsed.diagnostics.iter().all(|found| found.severity != Severity::Error), "{:?} in {}", parsed.diagnostics, record.text);
        let title = parsed.record.and_then(|record| record.title).expect("a record has a title");
        let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        assert!(words(text).contains(&words(&title)), "the title {title:?} stands nowhere in the table");
    }
}
