//! Tile maps: how many records there are for each place.

use super::geometry::tile_map::{self, Place};
use super::{Counted, Renderer, count, linked};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, FacetId, FacetKey, FacetKind, LanguageId, TermId, Vocabulary};
use crate::record::Value as FieldValue;
use crate::render::value::{Value, object};

impl Renderer<'_> {
    /// Draws the terms that have a tile: one map for those below a term, or a map for each parent.
    pub(super) fn tile_maps(
        &self, collection: CollectionId, facet: FacetId, within: Option<TermId>, language: LanguageId,
    ) -> Result<String, Box<Diagnostic>> {
        let settings = self.catalogue().hub.collection(collection).facet(facet);
        let (FacetKind::Vocabulary(vocabulary), FacetKey::Field(_)) = (&settings.kind, settings.key) else { return Ok(String::new()) };
        let vocabulary = self.catalogue().hub.vocabulary(*vocabulary);
        let parents = match within {
            Some(term) => vec![Some(term)],
            None => parents(vocabulary),
        };
        let own = self.own_numbers(collection, facet, vocabulary);
        let mut html = String::new();
        for parent in parents {
            html.push_str(&self.tile_map(collection, facet, vocabulary, parent, &own, language)?);
        }
        Ok(html)
    }

    /// Counts the records of each term itself and of what is narrower, without those that only cover it from above.
    fn own_numbers(&self, collection: CollectionId, facet: FacetId, vocabulary: &Vocabulary) -> Vec<usize> {
        let mut own = vec![0; vocabulary.terms.len()];
        let FacetKey::Field(field) = self.catalogue().hub.collection(collection).facet(facet).key else { return own };
        for entry in &self.catalogue().entries[self.catalogue().collection(collection).range.clone()] {
            let terms = entry.original.value(field).map_or(&[][..], FieldValue::terms);
            let mut found: Vec<TermId> = terms.iter().flat_map(|term| vocabulary.ancestors(*term).chain([*term])).collect();
            found.sort_unstable();
            found.dedup();
            found.iter().for_each(|term| own[term.index()] += 1);
        }
        own
    }

    fn tile_map(
        &self, collection: CollectionId, facet: FacetId, vocabulary: &Vocabulary, parent: Option<TermId>, own: &[usize],
        language: LanguageId,
    ) -> Result<String, Box<Diagnostic>> {
        let mut places = self.counted(collection, facet, parent, language);
        places.retain(|place| vocabulary.terms[place.option as usize].tile.is_some());
        let found: Vec<usize> = places.iter().map(|place| place.number).collect();
        places.iter_mut().for_each(|place| place.number = own[place.option as usize]);
        let names: Vec<Place> = places.iter().filter_map(|place| on_map(place, vocabulary)).collect();
        let map = tile_map::lay_out(&names);
        let tiles = places.iter().zip(&found).zip(&map.tiles).map(|((place, found), tile)| {
            let lines = tile.lines.iter().map(|line| Value::from(line.as_str())).collect::<Vec<_>>();
            object([
                ("x", Value::from(tile.x)),
                ("y", Value::from(tile.y)),
                ("depth", count(tile.depth)),
                ("lines", Value::from(lines)),
                ("label", Value::from(place.label.as_str())),
                ("href", Value::from(self.option_link(collection, facet, place.option, language))),
                ("number", count(place.number)),
                ("found", count(*found)),
            ])
        });
        let tiles: Vec<Value> = tiles.collect();
        let wider = parent.filter(|_| vocabulary.covers).map(|parent| {
            let label = self.typeset(vocabulary.term(parent).label.get(language), language);
            linked(&label, self.option_link(collection, facet, parent.index() as u32, language))
        });
        let values = [
            ("width", Value::from(map.width)),
            ("height", Value::from(map.height)),
            ("side", Value::from(map.side)),
            ("named", Value::from(map.named)),
            ("tiles", Value::from(tiles)),
            ("facet", Value::from(self.facet_label(collection, facet, language))),
            ("wider", wider.unwrap_or_else(Value::none)),
        ];
        self.drawn("picture_tile_map", collection, self.map_title(&places, language), values, language)
    }

    fn map_title(&self, places: &[Counted], language: LanguageId) -> String {
        let strings = self.site.theme.strings(language);
        let with_records = places.iter().filter(|place| place.number > 0).count();
        if with_records == 0 {
            return strings.get("picture.map_empty").to_owned();
        }
        self.most(places, places.len(), "picture.map_most", language).unwrap_or_else(|| {
            strings.fill("picture.map_some", &[("number", &with_records.to_string()), ("total", &places.len().to_string())])
        })
    }
}

/// Returns the parents of terms that have a tile, each once, in the vocabulary's order.
fn parents(vocabulary: &Vocabulary) -> Vec<Option<TermId>> {
    let mut parents = Vec::new();
    for term in vocabulary.terms.iter().filter(|term| term.tile.is_some()) {
        if !parents.contains(&term.parent) {
            parents.push(term.parent);
        }
    }
    parents
}

fn on_map<'p>(place: &'p Counted, vocabulary: &'p Vocabulary) -> Option<Place<'p>> {
    let term = &vocabulary.terms[place.option as usize];
    Some(Place { tile: term.tile?, id: &term.id, name: &place.label, number: place.number })
}
