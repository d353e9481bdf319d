//! From numbers to places in a drawing: pure arithmetic, no words, no records.

pub(super) mod bars;
pub(super) mod cross_table;
mod depth;
pub(super) mod tile_map;
pub(super) mod timeline;

pub(crate) use depth::measure;
