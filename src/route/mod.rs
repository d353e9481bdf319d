//! Which addresses the site has, and what stands behind each.
//!
//! In: the catalogue and the names of the theme's assets. Out: [`Route`]s, each a small value, and their addresses. Renders nothing.

mod address;
mod bundle;
mod check;
mod description;
mod drawing;
mod finder;
mod name;
mod one;
mod place;
mod shard;
mod table;

pub use address::Addresses;
pub use bundle::Bundle;
pub use check::check;
pub use description::Description;
pub use drawing::Drawn;
pub use finder::RouteFinder;
pub use name::{output_file, view_name};
pub use one::{Format, Route, View};
pub use place::{Place, places};
pub use shard::Shard;
pub(crate) use table::view_size;
pub use table::{Extras, RouteTable, SITEMAP_LIMIT, alternates, extent};
