//! How far a change of the schema reaches.

use super::{Collection, Hub, Label, Languages, Vocabulary};
use crate::diagnostic::Place;

/// How far a change of the schema reaches, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchemaChange {
    /// Nothing has changed.
    Nothing,
    /// Only words that are shown: pages change, but no address, no order of records and no check.
    Words,
    /// What the records make together: orders, facets, addresses.
    Catalogue,
    /// What a file means by itself.
    Records,
}

impl Hub {
    /// Tells how far the change from this schema to another reaches. Where in doubt, further.
    pub fn change_to(&self, other: &Hub) -> SchemaChange {
        if self == other {
            return SchemaChange::Nothing;
        }
        let (before, after) = (self.without_words(), other.without_words());
        if before == after {
            SchemaChange::Words
        } else if before.languages == after.languages
            && before.raw_html == after.raw_html
            && before.vocabularies == after.vocabularies
            && before.collections == after.collections
        {
            SchemaChange::Catalogue
        } else {
            SchemaChange::Records
        }
    }

    /// Returns the schema without what is only shown. Every other part stays, so that a part that is added later counts as one that
    /// matters until it is named here.
    fn without_words(&self) -> Hub {
        let nothing = Label::same("", &self.languages);
        let mut hub = self.clone();
        hub.title = nothing.clone();
        hub.description = nothing.clone();
        hub.theme_place = Place::file("");
        hub.publisher = None;
        hub.data_licence = None;
        hub.menu.clear();
        hub.finder = None;
        hub.synonyms.clear();
        hub.vocabularies.iter_mut().for_each(|vocabulary| strip_vocabulary(vocabulary, &nothing));
        hub.collections.iter_mut().for_each(|collection| strip_collection(collection, &nothing, &self.languages));
        hub
    }
}

fn strip_vocabulary(vocabulary: &mut Vocabulary, nothing: &Label) {
    vocabulary.label = nothing.clone();
    for term in &mut vocabulary.terms {
        term.label = nothing.clone();
        term.same_as = None;
        term.text = None;
        term.tile = None;
    }
}

fn strip_collection(collection: &mut Collection, nothing: &Label, languages: &Languages) {
    collection.label = nothing.clone();
    collection.singular = nothing.clone();
    collection.place = Place::file("");
    for field in &mut collection.fields {
        field.label = nothing.clone();
        field.labelled = false;
        field.help = field.help.as_ref().map(|_| Label::same("", languages));
    }
    collection.facets.iter_mut().for_each(|facet| facet.label = nothing.clone());
}
