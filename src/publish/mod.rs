//! Writes the built site to disk, all or nothing; the only code that does.
//!
//! A [`Publication`] is opened on the output folder, files are staged from any number of threads, and
//! [`Publication::commit`] moves those that changed into place. What keeps it safe:
//!
//! - **Ownership.** `.pacthub/manifest` lists every file that pacthub published. A folder that holds files but no
//!   manifest is somebody's and is refused; in a folder with one, a file that is not listed is kept and reported. So
//!   is a listed file that the site no longer has, if its bytes are not the ones that were published. A file that
//!   the site does publish is the site's: edits made to it in the output are overwritten.
//! - **Order.** Before the first change, the manifest is made to list the old site's files and the new one's, so
//!   that whatever stops the process, no published file is ever unknown. Then what stands in the way of a new file
//!   is removed; assets are moved into place, then folders that are new, data, pages and feeds; deletions come
//!   last, and after them the manifest of the new site alone. There is no journal to replay: the next publication compares
//!   what it finds with what it was given and does what is missing.
//! - **Lock.** A lock on `.pacthub/lock` keeps two publications apart.
//!
//! A process that publishes again and again keeps what it [`Left`]: a few files are published from that without reading the folder.
//!
//! A file staged for a folder that exists waits as `.pacthub/staging/changed/NUMBER`; one for a folder that does
//! not waits in `.pacthub/staging/new/PATH`, so that a whole folder is moved with one rename.

#![allow(clippy::disallowed_methods, reason = "this is where files go out")]

mod address;
mod commit;
mod compressed;
mod disk;
mod error;
mod few;
mod left;
mod lock;
mod manifest;
mod memory;
mod place;
mod plan;
mod publication;
mod seal;
mod settled;
mod staged;
mod tree;

pub use compressed::{Compressed, ENDINGS};
pub use disk::{Disk, RealDisk};
pub use error::{Failure, PublishError, Refusal};
pub use few::Few;
pub use left::Left;
pub use memory::Memory;
pub use place::Protected;
pub use plan::{Rank, rank};
pub use publication::{Opening, Publication};

/// Takes the files of a site, one at a time, from any thread.
pub trait Sink: Sync {
    /// Takes one file.
    ///
    /// `path` is relative to the site's root, with `/` between its segments: `a/b/index.html`. Every path may be
    /// given once, and none may be both a file and a folder.
    ///
    /// # Errors
    /// A path that cannot be published, one given twice, or a file that cannot be written.
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError>;

    /// Takes the file that is published at a path already for the new one; says whether there is one. Its path must name its bytes,
    /// which are dear to make. What somebody has edited since is not taken.
    ///
    /// # Errors
    /// Those of [`Sink::stage`].
    fn keep(&self, path: &str) -> Result<bool, PublishError>;
}

/// Says what a publication did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many files are new or have new bytes.
    pub written: usize,
    /// How many files were left alone because their bytes are the same.
    pub unchanged: usize,
    /// How many files of the old site were deleted.
    pub removed: usize,
    /// What somebody else put into the output folder, sorted. A folder without any file of the site is one entry
    /// that ends in `/`.
    pub foreign: Vec<String>,
    /// The length of all files of the site together, in bytes.
    pub bytes: u64,
}

impl Published {
    /// Adds what another publication did after this one.
    #[must_use]
    pub fn and(self, later: Self) -> Self {
        Self { written: self.written + later.written, removed: self.removed + later.removed, ..later }
    }
}
