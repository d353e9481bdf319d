//! Pictures of numbers: SVG with words for those who cannot see it, and a table behind each.
//!
//! `geometry` places the marks, the theme's components `picture_*` hold the markup, and what stands here brings the records' numbers.

mod bars;
mod cross_table;
mod geometry;
mod tile_map;
mod timeline;

use super::Renderer;
use super::value::{Context, Value, object};
use crate::diagnostic::{Diagnostic, DiagnosticId};
use crate::hub::{CollectionId, FacetId, LanguageId, Picture, PictureKind, TermId};
use crate::route::View;
use std::cmp::Reverse;

/// A term of a facet with how many records it finds.
struct Counted {
    option: u32,
    label: String,
    number: usize,
}

impl Renderer<'_> {
    /// Returns a picture as HTML, in the page's language.
    pub(super) fn picture(&self, picture: &Picture, language: LanguageId) -> Result<String, Box<Diagnostic>> {
        let collection = picture.collection;
        match picture.kind {
            PictureKind::TileMap { facet, within } => self.tile_maps(collection, facet, within, language),
            PictureKind::Timeline => self.timeline(collection, language),
            PictureKind::Bars { facet, within } => self.bars(collection, facet, within, language),
            PictureKind::CrossTable(rows, columns) => self.cross_table(collection, rows, columns, language),
        }
    }

    /// Runs a picture's component with what all pictures have: the collection, the finding as a title, and the day.
    fn drawn<const N: usize>(
        &self, component: &'static str, collection: CollectionId, title: String, values: [(&'static str, Value); N], language: LanguageId,
    ) -> Result<String, Box<Diagnostic>> {
        if !self.site.theme.has_component(component) {
            let message = format!("The theme has no component '{component}', so it cannot show the picture.");
            return Err(Box::new(Diagnostic::error(DiagnosticId::InvalidTheme, self.catalogue().hub.theme_place.clone(), message)));
        }
        let common = object([
            ("collection", self.collection_value(collection, language)),
            ("title", Value::from(self.typeset(&title, language))),
            ("day", self.date(self.catalogue().today, language)),
        ]);
        let picture = values.into_iter().fold(common, |picture, (name, value)| picture.with(name, value));
        let mut arguments = Context::new();
        arguments.insert("picture", picture);
        self.component(language, component, &arguments, "a picture")
    }

    /// Returns the link to the listing of a term; nothing where there are no records and so no listing.
    fn option_link(&self, collection: CollectionId, facet: FacetId, option: u32, language: LanguageId) -> String {
        let found = &self.catalogue().collection(collection).facets[facet.index()].options[option as usize].records;
        if found.is_empty() {
            return String::new();
        }
        self.addresses.link(self.addresses.view(View::Term(collection, facet, option), language))
    }

    /// Returns the terms of a facet right below a term, or those without a parent, in the order in which the language shows them.
    fn counted(&self, collection: CollectionId, facet: FacetId, within: Option<TermId>, language: LanguageId) -> Vec<Counted> {
        let index = &self.catalogue().collection(collection).facets[facet.index()];
        let parent = within.map(|term| term.index() as u32);
        let shown = index.shown[language.index()].iter().filter(|option| index.options[**option as usize].parent == parent);
        shown
            .map(|option| {
                let found = &index.options[*option as usize];
                Counted { option: *option, label: self.option_label(collection, facet, found, language), number: found.records.len() }
            })
            .collect()
    }

    /// Returns the finding 'most', with all terms that share the greatest number, or nothing where there are too many of them.
    fn most(&self, counted: &[Counted], total: usize, key: &'static str, language: LanguageId) -> Option<String> {
        let greatest = counted.iter().map(|term| term.number).max().filter(|greatest| *greatest > 0)?;
        let names: Vec<&str> = counted.iter().filter(|term| term.number == greatest).map(|term| term.label.as_str()).collect();
        if names.len() > 3 {
            return None;
        }
        let number = |number: usize| self.site.theme.locale(language).number(number as f64);
        let key = if names.len() == 1 { key.to_owned() } else { format!("{key}_each") };
        let values = [("terms", names.join(", ")), ("number", number(greatest)), ("total", number(total))];
        let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
        Some(self.site.theme.strings(language).fill(&key, &values))
    }
}

/// Sorts by number, the greatest first; what has the same number keeps its order.
fn greatest_first(counted: &mut [Counted]) {
    counted.sort_by_key(|term| Reverse(term.number));
}

/// Makes the value of a number.
fn count(number: usize) -> Value {
    Value::from(number as u64)
}

/// Makes the values of a link with its words.
fn linked(label: &str, href: String) -> Value {
    object([("label", Value::from(label)), ("href", Value::from(href))])
}
