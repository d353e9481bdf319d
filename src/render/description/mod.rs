//! Descriptions of the whole site for programs.

mod catalogue;
mod datasets;
mod overview;
mod search_engine;

use super::Renderer;
use crate::hub::CollectionId;
use crate::route::Description;

impl Renderer<'_> {
    /// Renders a description.
    pub(super) fn description(&self, description: Description) -> Vec<u8> {
        match description {
            Description::Catalogue(language) => self.linked_catalogue(language),
            Description::Datasets => self.datasets(),
            Description::Overview => self.overview(),
            Description::SearchEngine(language) => self.search_engine(language),
        }
    }

    fn collections(&self) -> impl Iterator<Item = CollectionId> {
        (0..self.catalogue().hub.collections.len()).map(CollectionId::new)
    }
}
