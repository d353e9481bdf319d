//! Any bytes as an image whose size is looked up, in the way in which the tree of a hub is read.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(size) = imagesize::reader_size(std::io::Cursor::new(bytes)) {
        let _ = (size.width as u64).saturating_mul(size.height as u64);
    }
});
