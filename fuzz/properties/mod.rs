//! What must hold whatever the input is. The searches of this folder try it, and so do the tests, with what the searches begin with.
#![allow(dead_code, reason = "each search tries its own part")]

pub(crate) mod csv;
pub(crate) mod front_matter;
mod hub;
pub(crate) mod hub_files;
pub(crate) mod images;
pub(crate) mod links;
pub(crate) mod markdown;
