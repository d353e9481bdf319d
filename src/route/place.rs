//! Where a record stands in listings.

use super::View;
use super::table::view_size;
use crate::catalogue::Catalogue;
use crate::hub::{FacetId, LanguageId, RecordId};
use crate::record::Home;

/// A record's place in a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The listing.
    pub view: View,
    /// In which language.
    pub language: LanguageId,
    /// The record's place in the listing's order, from 0.
    pub position: usize,
    /// How many records are listed.
    pub size: usize,
}

/// Returns a record's place in each listing that it stands in; a free page stands in none.
pub fn places(catalogue: &Catalogue, id: RecordId) -> Vec<Place> {
    let Home::Collection(collection) = catalogue.entry(id).original.place.home else { return Vec::new() };
    let index = catalogue.collection(collection);
    let found: Vec<Vec<u32>> = index
        .facets
        .iter()
        .map(|facet| {
            let options = facet.options.iter().enumerate().filter(|(_, option)| option.records.binary_search(&id).is_ok());
            options.map(|(option, _)| option as u32).collect()
        })
        .collect();
    let mut places = Vec::new();
    let mut add = |view: View, records: &[RecordId]| {
        for language in catalogue.hub.languages.ids() {
            let own = index.rank(id, language);
            let position = records.iter().filter(|other| index.rank(**other, language) < own).count();
            places.push(Place { view, language, position, size: view_size(catalogue, view) });
        }
    };
    let all: Vec<RecordId> = index.range.clone().map(RecordId::new).collect();
    add(View::Collection(collection), &all);
    for (facet, options) in found.iter().enumerate() {
        for option in options {
            add(View::Term(collection, FacetId::new(facet), *option), &index.facets[facet].options[*option as usize].records);
        }
    }
    for [first, second] in &catalogue.hub.collection(collection).pairs {
        for a in &found[first.index()] {
            for b in &found[second.index()] {
                let (a, b) = ((*first, *a), (*second, *b));
                add(View::Pair(collection, a, b), &index.intersection(a, b));
            }
        }
    }
    places
}
