//! A record with its translations.

use super::{Status, Window};
use crate::hub::{FieldId, LanguageId, RecordId};
use crate::record::{Body, Record, Value};
use jiff::civil::Date;
use std::sync::Arc;

/// A record or free page in all its languages.
#[derive(Debug)]
pub struct Entry {
    /// The file in the default language, which holds the facts.
    pub original: Arc<Record>,
    /// The other languages' words, by [`LanguageId`]; the default language's place is empty.
    pub translations: Box<[Option<Arc<Record>>]>,
    /// The records that fields name, by field.
    pub references: Vec<(FieldId, Box<[RecordId]>)>,
    /// Where the links of each language's body lead, in the order of the body.
    pub links: Box<[Box<[LinkDestination]>]>,
    /// The records that lead here by a link or a field, each once, in order.
    pub back_links: Vec<RecordId>,
    /// Its windows in order; empty where its collection has none.
    pub windows: Box<[Window]>,
    /// Its status on the catalogue's day.
    pub status: Option<Status>,
    /// The day on which the window closes that is open or next on the catalogue's day.
    pub closing_day: Option<Date>,
}

/// Where a link into the hub leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkDestination {
    /// To a record; to the page of a certain language where the link names that file.
    Record(RecordId, Option<LanguageId>),
    /// To a collection's listing.
    Listing(crate::hub::CollectionId),
    /// To the home page.
    Home,
    /// To a file beside a record, by its path relative to `content/`.
    File(Box<str>),
    /// To an address of the site below its base address, or a static file.
    Address(Box<str>),
    /// To a place on the same page.
    Here,
    /// To nothing; reported.
    Broken,
}

impl Entry {
    /// Returns its files: the original, then the translations in the order of the languages.
    pub fn files(&self) -> impl Iterator<Item = &Arc<Record>> {
        std::iter::once(&self.original).chain(self.translations.iter().flatten())
    }

    pub(super) fn new(original: Arc<Record>, languages: usize) -> Self {
        Self {
            original,
            translations: vec![None; languages].into(),
            references: Vec::new(),
            links: Box::default(),
            back_links: Vec::new(),
            windows: Box::default(),
            status: None,
            closing_day: None,
        }
    }

    /// Tells whether it has a page in a language.
    pub fn has_page(&self, language: LanguageId) -> bool {
        language == LanguageId::DEFAULT || self.translations.get(language.index()).is_some_and(Option::is_some)
    }

    /// Returns the language of the page that readers of a language are led to.
    pub fn page_language(&self, language: LanguageId) -> LanguageId {
        if self.has_page(language) { language } else { LanguageId::DEFAULT }
    }

    /// Returns the file of a language: the translation, else the original.
    pub fn words(&self, language: LanguageId) -> &Record {
        self.translation(language).unwrap_or(&self.original)
    }

    fn translation(&self, language: LanguageId) -> Option<&Record> {
        self.translations.get(language.index())?.as_deref()
    }

    /// Returns the title for a language and the language that it is in.
    pub fn title(&self, language: LanguageId) -> (&str, LanguageId) {
        match self.translation(language).and_then(|words| words.title.as_deref()) {
            Some(title) => (title, language),
            None => (self.original.title.as_deref().unwrap_or(&self.original.place.name), LanguageId::DEFAULT),
        }
    }

    /// Returns the summary for a language and the language that it is in.
    pub fn summary(&self, language: LanguageId) -> (&str, LanguageId) {
        match self.translation(language).and_then(|words| words.summary.as_deref()) {
            Some(summary) => (summary, language),
            None => (self.original.summary.as_deref().unwrap_or(""), LanguageId::DEFAULT),
        }
    }

    /// Returns the body for a language and the language that it is in.
    pub fn body(&self, language: LanguageId) -> (&Body, LanguageId) {
        match self.translation(language) {
            Some(words) if !words.body.is_empty() => (&words.body, language),
            _ => (&self.original.body, LanguageId::DEFAULT),
        }
    }

    /// Returns a field's value for a language and the language that it is in.
    pub fn value(&self, field: FieldId, language: LanguageId) -> Option<(&Value, LanguageId)> {
        if let Some(value) = self.translation(language).and_then(|words| words.value(field)) {
            return Some((value, language));
        }
        Some((self.original.value(field)?, LanguageId::DEFAULT))
    }

    /// Returns the last part of its address in a language: the slug of that language's file, else the original's, else the name.
    pub fn slug(&self, language: LanguageId) -> &str {
        self.translation(language).map_or_else(
            || self.original.slug.as_deref().unwrap_or(&self.original.place.name),
            |words| words.slug.as_deref().unwrap_or(&words.place.name),
        )
    }

    /// Returns the name that identifies it in its collection.
    pub fn name(&self) -> &str {
        &self.original.place.name
    }

    /// Returns a free page's path below `content/`, such as `pages/about`.
    pub fn page_path(&self) -> String {
        let place = &self.original.place;
        if place.folder.is_empty() { format!("pages/{}", place.name) } else { format!("pages/{}/{}", place.folder, place.name) }
    }

    /// Returns the day of the last change: `updated`, else the day of publication.
    pub fn changed(&self) -> Option<Date> {
        self.original.updated.or(self.original.date)
    }

    /// Returns the records that a field names.
    pub fn referenced(&self, field: FieldId) -> &[RecordId] {
        self.references.iter().find(|(id, _)| *id == field).map_or(&[], |(_, records)| records)
    }
}
