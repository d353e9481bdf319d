//! Every change that is made to the disk.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;

/// Makes changes to the disk, each whole or not at all unless said otherwise.
///
/// Tests stand in for it to stop a publication between any two changes. Reading does not go through it.
pub trait Disk: Send + Sync {
    /// Makes one folder in a folder that exists.
    fn create_directory(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those it lies in, as far as they are missing. May stop half-way.
    fn create_directories(&self, path: &Path) -> io::Result<()>;
    /// Writes a file that does not exist and says how it stands then. May stop half-way.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Metadata>;
    /// Writes or overwrites a file and waits until it is on the disk. May stop half-way.
    fn write_lasting(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes at the end of a file that exists and waits until it is on the disk. May stop half-way.
    fn append_lasting(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Moves a file over a file, or a folder to a place where there is none.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Waits until a folder's names are on the disk.
    fn sync_directory(&self, path: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder that is empty.
    fn remove_directory(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder and all in it, following no link. May stop half-way.
    fn remove_tree(&self, path: &Path) -> io::Result<()>;
}

/// The disk as the system has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_directories(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Metadata> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.metadata()
    }

    fn write_lasting(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn append_lasting(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::options().append(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened like a file, and names last without it.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_directory(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }
}
