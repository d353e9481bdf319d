//! Opening files that are published as they are.

use super::Stamp;
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::path::Path;

/// An open file of the hub.
#[derive(Debug)]
pub struct PublishedFile {
    file: File,
    /// Which state of the file was opened.
    pub stamp: Stamp,
}

/// Opens a file that lies in the hub at `root`, wherever symbolic links lead.
pub fn open_published(root: &Path, disk: &Path) -> Result<PublishedFile> {
    let target = disk.canonicalize()?;
    if !target.starts_with(root.canonicalize()?) || !target.metadata()?.is_file() {
        return Err(Error::from(ErrorKind::PermissionDenied));
    }
    let file = File::open(target)?;
    let stamp = Stamp::of(&file.metadata()?);
    Ok(PublishedFile { file, stamp })
}

/// Reads a file that lies in the hub at `root` like [`open_published`].
pub fn read_published(root: &Path, disk: &Path) -> Result<Vec<u8>> {
    let mut file = open_published(root, disk)?;
    let length = file.stamp.length as usize;
    file.read(0, length)
}

impl PublishedFile {
    /// Reads up to `length` bytes from an offset on.
    pub fn read(&mut self, offset: u64, length: usize) -> Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::with_capacity(length);
        (&mut self.file).take(length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
