//! The list of the files that pacthub published.
//!
//! A first line with the version, then a line a file, sorted by path: the XXH3 hash of its bytes in hexadecimal (it tells
//! an edited file from the published one; nobody is kept out by it), its length in bytes, its path. While a publication moves files into place, a file that
//! changes has two lines, since either may be on the disk. While a few files are published again and again, their new lines are
//! appended, and a file that has gone keeps its line: the list is put in order by the next publication of the whole site.

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use twox_hash::XxHash3_64;

use super::address::{self, STAGING};
use super::{Disk, Failure, Refusal};

const FIRST_LINE: &str = "pacthub output 1";

/// What a file's bytes are known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print {
    hash: u64,
    /// How many bytes there are.
    pub(super) length: u64,
}

impl Print {
    /// Takes the print of bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: XxHash3_64::oneshot(bytes), length: bytes.len() as u64 }
    }
}

/// The files that were published before, each with the prints its bytes may have.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    files: HashMap<String, Vec<Print>>,
    text: String,
}

/// Gives the manifest's place in `.pacthub`.
pub(super) fn path(home: &Path) -> PathBuf {
    home.join("manifest")
}

impl Manifest {
    /// Reads the manifest of an output folder; one that is missing lists nothing.
    pub(super) fn read(output: &Path, home: &Path) -> Result<Self, Refusal> {
        let path = path(home);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Failure::new("read", path, error).into()),
        };
        parse(bytes).map_err(|line| Refusal::Manifest { output: output.to_owned(), line })
    }

    /// Whether no file was published.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether a path was published.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The prints that a file was published with; empty if it was not.
    pub(super) fn prints(&self, path: &str) -> &[Print] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }

    /// The paths, in no order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Gives the text that lists this manifest's files and others.
    pub(super) fn text_with<'a>(&'a self, others: impl Iterator<Item = (&'a str, Print)>) -> String {
        let own = self.files.iter().flat_map(|(path, prints)| prints.iter().map(|print| (path.as_str(), *print)));
        text(own.chain(others))
    }

    /// Writes a text so that the old or the new one is found whatever happens; does nothing if they are the same.
    pub(super) fn write(&mut self, text: String, home: &Path, disk: &dyn Disk) -> Result<(), Failure> {
        if text == self.text {
            return Ok(());
        }
        let path = path(home);
        // Half a manifest is removed with everything else that was staged.
        let staging = home.join(STAGING);
        let fresh = staging.join("manifest");
        disk.create_directories(&staging).map_err(|error| Failure::new("make", &staging, error))?;
        disk.write_lasting(&fresh, text.as_bytes()).map_err(|error| Failure::new("write", &fresh, error))?;
        disk.rename(&fresh, &path).map_err(|error| Failure::new("replace", &path, error))?;
        disk.sync_directory(home).map_err(|error| Failure::new("write", home, error))?;
        self.text = text;
        Ok(())
    }
}

/// Gives the text of a manifest.
pub(super) fn text<'a>(files: impl Iterator<Item = (&'a str, Print)>) -> String {
    let mut files: Vec<_> = files.collect();
    files.par_sort_unstable();
    files.dedup();
    let mut text = String::with_capacity(files.iter().map(|(path, _)| path.len() + 24).sum());
    text.push_str(FIRST_LINE);
    text.push('\n');
    files.into_iter().for_each(|(path, print)| push_line(&mut text, path, print));
    text
}

/// Gives the lines that are appended for files before they take their places.
pub(super) fn lines<'a>(files: impl Iterator<Item = (&'a str, Print)>) -> String {
    let mut text = String::new();
    files.for_each(|(path, print)| push_line(&mut text, path, print));
    text
}

fn push_line(text: &mut String, path: &str, print: Print) {
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{:016x} {} {path}", print.hash, print.length);
}

/// Reads a text, or gives the number of the line at fault.
///
/// An unfinished line at the end is left out: a process that stopped while it appended it has changed nothing yet.
fn parse(mut bytes: Vec<u8>) -> Result<Manifest, usize> {
    bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1));
    let text = String::from_utf8(bytes).map_err(|_| 1_usize)?;
    let mut lines = text.lines().zip(1_usize..);
    if lines.next().is_none_or(|(line, _)| line != FIRST_LINE) {
        return Err(1);
    }
    let mut files: HashMap<String, Vec<Print>> = HashMap::new();
    for (line, number) in lines {
        let (path, print) = parse_line(line).ok_or(number)?;
        files.entry(path.to_owned()).or_default().push(print);
    }
    Ok(Manifest { files, text })
}

fn parse_line(line: &str) -> Option<(&str, Print)> {
    let (hash, rest) = line.split_once(' ')?;
    let (length, path) = rest.split_once(' ')?;
    // A manifest decides what is deleted, so its paths are checked like any other.
    address::check(path).ok()?;
    let hash = u64::from_str_radix(hash, 16).ok()?;
    Some((path, Print { hash, length: length.parse().ok()? }))
}
