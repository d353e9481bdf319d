//! Mending typography in files.

use crate::cli::report::{count, say};
use crate::lint::{Mend, apply};
use std::path::Path;
use std::sync::Arc;

/// Makes the changes and says how many. Line ends, byte order marks and everything else stay as they are.
pub(super) fn apply_all(root: &Path, mends: &[Mend]) -> Result<(), String> {
    let mut files = 0;
    for group in mends.chunk_by(|a, b| a.file == b.file) {
        let Some(file) = group.first().map(|mend| Arc::clone(&mend.file)) else { continue };
        let disk = root.join(&*file);
        let failed = |error: std::io::Error| format!("{file} cannot be mended: {error}.");
        let text = String::from_utf8(std::fs::read(&disk).map_err(failed)?).map_err(|_| format!("{file} is not UTF-8."))?;
        let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text.as_str()), |text| ("\u{feff}", text));
        std::fs::write(&disk, format!("{mark}{}", apply(text, group))).map_err(failed)?;
        files += 1;
    }
    say(&format!("Mended {} in {}.", count(mends.len(), "place"), count(files, "file")));
    Ok(())
}
