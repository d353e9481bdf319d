//! Any text as a cell of a table: it is read back as it was but for its marks, and no part of it is a formula.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pacthub::render::harmless_cell;

fuzz_target!(|text: &str| {
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
});
