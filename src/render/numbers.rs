//! 'The hub in numbers': pictures of all collections on one page.

use super::Renderer;
use super::context::Page;
use super::value::{Value, object, safe};
use crate::diagnostic::Diagnostic;
use crate::hub::{Collection, CollectionId, FacetId, FacetKey, FacetKind, FieldKind, Hub, LanguageId, Picture, PictureKind};
use crate::route::Route;

impl Renderer<'_> {
    /// Renders 'the hub in numbers'.
    pub(super) fn numbers_page(&self, language: LanguageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let hub = &self.catalogue().hub;
        let strings = self.site.theme.strings(language);
        let route = Route::Numbers(language);
        let page = Page::apart(self, &route, "numbers", strings.get("numbers.title"), language);
        let mut context = self.context(Page { description: strings.get("numbers.description").to_owned(), ..page })?;
        let pictures = match &hub.numbers {
            Some(pictures) => pictures.clone(),
            None => self.usual_pictures(),
        };
        let mut sections: Vec<(CollectionId, Vec<Value>)> = Vec::new();
        for picture in &pictures {
            let html = safe(self.picture(picture, language)?);
            match sections.iter_mut().find(|(collection, _)| *collection == picture.collection) {
                Some((_, shown)) => shown.push(html),
                None => sections.push((picture.collection, vec![html])),
            }
        }
        let sections = sections.into_iter().map(|(collection, pictures)| {
            object([("collection", self.collection_value(collection, language)), ("pictures", Value::from(pictures))])
        });
        context.insert("doors", self.doors(language));
        context.insert("sections", Value::from(sections.collect::<Vec<Value>>()));
        self.template(language, "numbers.html", &context, &self.addresses.numbers(language))
    }

    /// Returns what the schema offers to be drawn, for collections that have records.
    fn usual_pictures(&self) -> Vec<Picture> {
        let catalogue = self.catalogue();
        let entries = |id: CollectionId| &catalogue.entries[catalogue.collection(id).range.clone()];
        let mut pictures = Vec::new();
        for id in self.collections_in_menu().into_iter().filter(|id| !entries(*id).is_empty()) {
            pictures.extend(usual(&catalogue.hub, id));
            if !entries(id).iter().any(|entry| self.is_on_timeline(entry)) {
                pictures.retain(|picture| picture.collection != id || picture.kind != PictureKind::Timeline);
            }
        }
        pictures
    }
}

/// Returns a collection's pictures: its timeline, a map of each facet that has one, bars of the other vocabularies, and a table of
/// the two facets that its `pairs` name first, else of the first two without a hierarchy that take several terms.
fn usual(hub: &Hub, id: CollectionId) -> Vec<Picture> {
    let collection = hub.collection(id);
    let vocabulary = |facet: FacetId| match collection.facet(facet).kind {
        FacetKind::Vocabulary(vocabulary) => Some(hub.vocabulary(vocabulary)),
        _ => None,
    };
    let facets = || (0..collection.facets.len()).map(FacetId::new).filter(|facet| vocabulary(*facet).is_some());
    let has_map = |facet: &FacetId| vocabulary(*facet).is_some_and(|found| found.terms.iter().any(|term| term.tile.is_some()));
    let mut kinds = Vec::new();
    if collection.window.is_some() {
        kinds.push(PictureKind::Timeline);
    }
    kinds.extend(facets().filter(has_map).map(|facet| PictureKind::TileMap { facet, within: None }));
    kinds.extend(facets().filter(|facet| !has_map(facet)).map(|facet| PictureKind::Bars { facet, within: None }));
    let of_pairs = collection.pairs.iter().find(|pair| pair.iter().all(|facet| vocabulary(*facet).is_some() && !has_map(facet)));
    let is_flat = |facet: &FacetId| vocabulary(*facet).is_some_and(|found| found.terms.iter().all(|term| term.parent.is_none()));
    let flat: Vec<FacetId> = facets().filter(|facet| !has_map(facet) && is_flat(facet) && takes_several(collection, *facet)).collect();
    match (of_pairs, &flat[..]) {
        (Some([first, second]), _) | (None, [first, second, ..]) => kinds.push(PictureKind::CrossTable(*first, *second)),
        _ => {}
    }
    kinds.into_iter().map(|kind| Picture { collection: id, kind }).collect()
}

fn takes_several(collection: &Collection, facet: FacetId) -> bool {
    match collection.facet(facet).key {
        FacetKey::Field(field) => matches!(collection.field(field).kind, FieldKind::Terms(_)),
        FacetKey::Status => false,
    }
}
