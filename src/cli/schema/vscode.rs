//! Writing what Visual Studio Code is told into a hub's folder.

use crate::cli::Outcome;
use crate::cli::report::say;
use crate::schema::EditorFile;
use std::io;
use std::path::Path;

/// Writes the files. Of those that editors change themselves, one that is there stays as it is, and what it should say is told.
pub(super) fn write(root: &Path, files: &[EditorFile]) -> Outcome {
    for file in files {
        let text = format!("{:#}\n", file.content);
        match put(&root.join(&file.path), &text, file.is_made) {
            Ok(Put::Written) => say(&format!("Wrote {}", file.path)),
            Ok(Put::Same) => {}
            Ok(Put::Other) => say(&format!("{} exists already; it was not touched. It should hold:\n{text}", file.path)),
            Err(error) => {
                say(&format!("{} cannot be written: {error}.", file.path));
                return Outcome::Unusable;
            }
        }
    }
    Outcome::Done
}

enum Put {
    Written,
    Same,
    Other,
}

fn put(path: &Path, text: &str, overwrite: bool) -> io::Result<Put> {
    match std::fs::read_to_string(path) {
        Ok(known) if known == text => return Ok(Put::Same),
        Ok(_) if !overwrite => return Ok(Put::Other),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)?;
    Ok(Put::Written)
}
