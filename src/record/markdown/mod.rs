//! Markdown: CommonMark with tables, footnotes, task lists, strikethrough, definition lists, alerts, records blocks and picture blocks.
//!
//! In: a text. Out: a [`Body`]: HTML with holes where an address or an interface string goes, since those are not known here.

mod body;
mod link;
mod sanitize;
mod writer;

pub use body::{Alert, Body, Heading, Image, Insert, Insertion, Link, TableName, plain_text};
pub use link::LinkTarget;
pub(crate) use link::resolve;
pub(crate) use writer::options;
pub(super) use writer::{Source, render};
