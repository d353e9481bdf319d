//! Reading one text file.

use super::Stamp;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// How long a text file may be, in bytes.
pub const FILE_LIMIT: u64 = 16 * 1024 * 1024;

/// Reads a text file: UTF-8, a byte order mark is dropped. `name` is its path relative to the hub's root.
pub fn read_text(disk: &Path, name: &Arc<str>) -> Result<String, Diagnostic> {
    read_stamped(disk, name).map(|(text, _)| text)
}

/// Reads a text file like [`read_text`], and says which state of the file was read.
pub fn read_stamped(disk: &Path, name: &Arc<str>) -> Result<(String, Stamp), Diagnostic> {
    with_text(disk, name, |text, stamp| (text.to_owned(), stamp))
}

/// Reads a text file like [`read_stamped`], for somebody who need not keep the text.
pub fn with_text<T>(disk: &Path, name: &Arc<str>, take: impl FnOnce(&str, Stamp) -> T) -> Result<T, Diagnostic> {
    let place = || Place::file(Arc::clone(name));
    let unreadable =
        |error: std::io::Error| Diagnostic::error(DiagnosticId::UnreadableFile, place(), format!("The file cannot be read: {error}."));
    let mut file = std::fs::File::open(disk).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if metadata.len() > FILE_LIMIT {
        let message = format!("The file is larger than {} MB.", FILE_LIMIT / 1024 / 1024);
        return Err(Diagnostic::error(DiagnosticId::FileTooLarge, place(), message).help("Split it, or leave the data out of the text."));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    std::io::Read::read_to_end(&mut std::io::Read::take(&mut file, FILE_LIMIT + 1), &mut bytes).map_err(unreadable)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |index| index + 1);
        let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
        let place = Place::at(Arc::clone(name), line as u32, column as u32);
        Diagnostic::error(DiagnosticId::InvalidUtf8, place, "The file is not UTF-8.").help("Save it with the encoding UTF-8.")
    })?;
    Ok(take(text, Stamp::of(&metadata)))
}

/// The texts of a hub's files, to show a line beside a diagnostic.
#[derive(Debug)]
pub struct Excerpts {
    /// The root without symbolic links; none where there is no such folder.
    root: Option<PathBuf>,
    /// Folders that were looked at, and whether they lie in the root: many diagnostics name files of few folders.
    folders: Mutex<HashMap<PathBuf, bool>>,
}

impl Excerpts {
    /// Returns those of a hub.
    pub fn of(root: &Path) -> Self {
        Self { root: std::fs::canonicalize(root).ok(), folders: Mutex::default() }
    }

    /// Reads a file by its path relative to the root.
    ///
    /// Nothing comes back for what is no file of the hub: a diagnostic about a link out of it must not show what lies there, and a
    /// pipe or a device would never end.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let root = self.root.as_ref()?;
        let mut disk = root.join(name);
        let mut metadata = std::fs::symlink_metadata(&disk).ok()?;
        if metadata.is_symlink() {
            disk = std::fs::canonicalize(&disk).ok()?;
            metadata = std::fs::metadata(&disk).ok()?;
        }
        if !metadata.is_file() || !self.holds(root, disk.parent()?) {
            return None;
        }
        let mut bytes = Vec::with_capacity(metadata.len().min(FILE_LIMIT) as usize + 1);
        std::io::Read::read_to_end(&mut std::io::Read::take(std::fs::File::open(disk).ok()?, FILE_LIMIT), &mut bytes).ok()?;
        Some(bytes)
    }

    /// Tells whether a folder lies in the root, wherever links lead.
    fn holds(&self, root: &Path, folder: &Path) -> bool {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = folders.get(folder) {
            return *known;
        }
        let lies_within = std::fs::canonicalize(folder).is_ok_and(|folder| folder.starts_with(root));
        folders.insert(folder.to_owned(), lies_within);
        lies_within
    }
}

/// Reads a file that is published as it is. `name` is its path, for a diagnostic.
pub fn read_bytes(disk: &Path, name: &str) -> Result<Vec<u8>, Diagnostic> {
    std::fs::read(disk).map_err(|error| {
        let message = format!("The file cannot be read: {error}.");
        Diagnostic::error(DiagnosticId::UnreadableFile, Place::file(format!("content/{name}")), message)
    })
}
