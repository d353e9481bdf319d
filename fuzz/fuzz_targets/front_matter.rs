//! Any file as a record.
#![no_main]

mod hub;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    hub::record(&hub::STRICT, text);
    hub::record(&hub::STRICT, &format!("---\n{text}\n---\n"));
});
