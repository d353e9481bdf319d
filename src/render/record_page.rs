//! A record's page.

use super::Renderer;
use super::context::{Page, section_of, shown_path};
use super::facts::host;
use super::value::{Value, object, optional};
use crate::catalogue::Entry;
use crate::diagnostic::Diagnostic;
use crate::hub::{FieldId, FieldKind, LanguageId, RecordId};
use crate::record::{Heading, Home, Value as FieldValue};
use crate::route::Route;
use jiff::civil::Date;

/// Headings that make an outline worth its room.
const WORTH_AN_OUTLINE: usize = 4;

impl Renderer<'_> {
    /// Renders a record's page in a language that it has.
    pub(super) fn record_page(&self, id: RecordId, language: LanguageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let entry = self.catalogue().entry(id);
        let Home::Collection(home) = entry.original.place.home else { return self.free_page(id, language) };
        let route = Route::Record(id, language);
        let typeset = self.typeset_record(id, language);
        let (_, title_language) = entry.title(language);
        let (summary, summary_language) = entry.summary(language);
        let (body, body_language) = entry.body(language);
        let mut context = self.context(Page {
            route: &route,
            language,
            kind: "record",
            title: typeset.title.to_string(),
            description: summary.to_owned(),
            feeds: self.feeds(language, Some(home)),
            structured_data: self.record_data(id, language),
            updated: entry.changed(),
            breadcrumb: self.breadcrumb(language, Some(home)),
            section: section_of(id, entry.original.place.home),
            noindex: false,
        })?;
        let action = self.action(entry, language);
        let stale = self.is_stale(entry.original.verified);
        context.insert(
            "record",
            object([
                ("title", Value::from(&*typeset.title)),
                ("title_lang", Value::from(self.catalogue().hub.languages.code(title_language))),
                ("summary", Value::from(&*typeset.summary)),
                ("summary_lang", Value::from(self.catalogue().hub.languages.code(summary_language))),
                ("lang", Value::from(self.catalogue().hub.languages.code(body_language))),
                ("untranslated", Value::from(body_language != language && !body.is_empty())),
                ("original_href", Value::from(self.addresses.link(self.addresses.entry(entry, LanguageId::DEFAULT)))),
                ("body", self.body(entry, language)?),
                ("outline", outline(&body.headings)),
                ("name", Value::from(entry.name())),
                ("collection", self.collection_value(home, language)),
                ("status", optional(self.status(entry, language))),
                ("facts", Value::from(self.facts(entry, action.as_ref().map(|(field, _)| *field), language)?)),
                ("action", optional(action.map(|(_, href)| source(&href)))),
                ("date", self.optional_date(entry.original.date, language)),
                ("updated", self.optional_date(entry.original.updated, language)),
                ("verified", self.optional_date(entry.original.verified, language)),
                ("stale", Value::from(stale)),
                ("sources", sources(entry)),
                ("draft", Value::from(entry.original.draft)),
            ]),
        );
        let mut cards = Vec::new();
        for related in self.catalogue().related(id) {
            cards.push(self.card(*related, language, true)?);
        }
        context.insert("related", Value::from(cards));
        context.insert("back_links", self.back_links(entry, language));
        self.template(language, "record.html", &context, &shown_path(&self.addresses, &route))
    }

    /// Returns the field and address of the one prominent link out: the first field of type url that has a value.
    fn action(&self, entry: &Entry, language: LanguageId) -> Option<(FieldId, String)> {
        let Home::Collection(home) = entry.original.place.home else { return None };
        let fields = &self.catalogue().hub.collection(home).fields;
        fields.iter().enumerate().filter(|(_, field)| field.kind == FieldKind::Url && !field.many).find_map(|(index, _)| {
            let id = FieldId::new(index);
            match entry.value(id, language)?.0 {
                FieldValue::Urls(urls) => Some((id, urls.first()?.to_string())),
                _ => None,
            }
        })
    }

    fn is_stale(&self, verified: Option<Date>) -> bool {
        verified.is_some_and(|verified| self.catalogue().hub.stale_after.after(verified) < self.catalogue().today)
    }

    pub(super) fn optional_date(&self, date: Option<Date>, language: LanguageId) -> Value {
        optional(date.map(|date| self.date(date, language)))
    }

    fn back_links(&self, entry: &Entry, language: LanguageId) -> Value {
        let hub = &self.catalogue().hub;
        let links = entry.back_links.iter().map(|id| {
            let other = self.catalogue().entry(*id);
            let (_, source) = other.title(language);
            let collection = match other.original.place.home {
                Home::Collection(collection) => hub.collection(collection).singular.get(language),
                Home::Pages => "",
            };
            object([
                ("title", Value::from(&*self.typeset_record(*id, language).title)),
                ("href", Value::from(self.record_link(*id, language))),
                ("lang", Value::from(self.other_language(source, language))),
                ("collection", Value::from(collection)),
            ])
        });
        Value::from(links.collect::<Vec<Value>>())
    }
}

/// Returns a body's headings of the first two levels for templates, where there are so many that an outline helps.
pub(super) fn outline(headings: &[Heading]) -> Value {
    let shown = || headings.iter().filter(|heading| heading.level <= 3);
    if shown().count() < WORTH_AN_OUTLINE {
        return Value::from(Vec::<Value>::new());
    }
    let entries = shown().map(|heading| {
        object([
            ("anchor", Value::from(&*heading.id)),
            ("text", Value::from(&*heading.text)),
            ("level", Value::from(u32::from(heading.level))),
        ])
    });
    Value::from(entries.collect::<Vec<Value>>())
}

/// Returns where an entry's facts come from, for templates.
pub(super) fn sources(entry: &Entry) -> Value {
    Value::from(entry.original.sources.iter().map(|address| source(address)).collect::<Vec<Value>>())
}

fn source(address: &str) -> Value {
    object([("href", Value::from(address)), ("host", Value::from(host(address)))])
}
