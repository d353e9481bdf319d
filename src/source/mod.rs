//! Reading a hub from disk.
//!
//! In: a folder. Out: a [`Tree`]: the schema's texts, where the documents lie, what else there is. The only module that reads
//! content; it knows nothing of what the texts mean.

#![allow(clippy::disallowed_methods, reason = "this is where files come in")]

mod digest;
mod mount;
mod published;
mod stamp;
mod text;
mod theme;
mod tree;
mod watch;

pub use digest::Digest;
pub use published::{PublishedFile, open_published, read_published};
pub use stamp::{Fingerprint, Stamp};
pub use text::{Excerpts, FILE_LIMIT, read_bytes, read_stamped, read_text, with_text};
pub use theme::{StringsFile, ThemeFiles, read_theme};
pub use tree::{AttachedFile, Document, LeftOut, Tree, read_tree, read_tree_again};
pub use watch::{Stir, Watching, watch};
