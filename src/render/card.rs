//! One record in a list.

use super::Renderer;
use super::fragments::remember;
use super::value::{Context, Value, object, optional, safe};
use crate::catalogue::{Entry, Status, current_window};
use crate::diagnostic::Diagnostic;
use crate::hub::{LanguageId, RecordId, WindowFields};
use crate::record::{Home, Moment};

impl Renderer<'_> {
    /// Returns a record's card for readers of a language; `labelled` names its collection.
    pub(super) fn card(&self, id: RecordId, language: LanguageId, labelled: bool) -> Result<Value, Box<Diagnostic>> {
        remember(self.fragments.card(id.index(), language.index(), labelled), || self.make_card(id, language, labelled))
    }

    fn make_card(&self, id: RecordId, language: LanguageId, labelled: bool) -> Result<Value, Box<Diagnostic>> {
        let entry = self.catalogue().entry(id);
        let hub = &self.catalogue().hub;
        let typeset = self.typeset_record(id, language);
        let (_, title_language) = entry.title(language);
        let (_, summary_language) = entry.summary(language);
        let path = self.addresses.record(id, language);
        let mut arguments = Context::new();
        arguments.insert("title", Value::from(&*typeset.title));
        arguments.insert("href", Value::from(self.addresses.link(&path)));
        arguments.insert("summary", Value::from(&*typeset.summary));
        arguments.insert("text_lang", Value::from(self.other_language(title_language, language)));
        arguments.insert("summary_lang", Value::from(self.other_language(summary_language, language)));
        let collection = match entry.original.place.home {
            Home::Collection(collection) => Some(hub.collection(collection)),
            Home::Pages => None,
        };
        let label = collection.filter(|_| labelled).map_or("", |collection| collection.singular.get(language));
        arguments.insert("collection", Value::from(label));
        arguments.insert("status", optional(self.status(entry, language)));
        arguments.insert("facts", self.card_facts(entry, language)?);
        arguments.insert("level", Value::Integer(3));
        arguments.insert("draft", Value::from(entry.original.draft));
        Ok(safe(self.component(language, "card", &arguments, &path)?))
    }

    /// Returns an entry's status for templates.
    pub(super) fn status(&self, entry: &Entry, language: LanguageId) -> Option<Value> {
        let status = entry.status?;
        let window = current_window(&entry.windows, self.catalogue().today)?;
        let strings = self.site.theme.strings(language);
        let date = |moment: Moment| self.moment(moment, language);
        let text = match (status, window.opens, window.closes) {
            (Status::Open | Status::ClosingSoon, _, Some(closes)) => strings.fill("status_text.until", &[("date", &date(closes))]),
            (Status::Open | Status::ClosingSoon, Some(opens), None) => strings.fill("status_text.since", &[("date", &date(opens))]),
            (Status::Upcoming, Some(opens), _) => strings.fill("status_text.from", &[("date", &date(opens))]),
            (Status::Closed, _, Some(closes)) => strings.fill("status_text.closed_on", &[("date", &date(closes))]),
            _ => String::new(),
        };
        let iso = |moment: Option<Moment>| moment.map_or_else(String::new, Moment::iso);
        // On another day another round may be the one that matters.
        let rounds: Vec<String> = match &*entry.windows {
            [] | [_] => Vec::new(),
            windows => windows.iter().map(|window| format!("{}/{}", iso(window.opens), iso(window.closes))).collect(),
        };
        Some(object([
            ("id", Value::from(status.as_str())),
            ("label", Value::from(strings.get(&format!("status.{}", status.as_str())))),
            ("text", Value::from(text)),
            ("opens", Value::from(iso(window.opens))),
            ("closes", Value::from(iso(window.closes))),
            ("rounds", Value::from(rounds.join(" "))),
        ]))
    }

    /// Returns a day in words, with its hour where it has one.
    pub(super) fn moment(&self, moment: Moment, language: LanguageId) -> String {
        let day = self.site.theme.locale(language).date(moment.date);
        match moment.time {
            Some(time) => format!("{day}, {:02}:{:02}", time.hour(), time.minute()),
            None => day,
        }
    }

    /// Returns the fields that a card shows, in the order of the collection, empty ones included so that columns stay aligned.
    ///
    /// The field that closes the window is left out: the status says that day already.
    fn card_facts(&self, entry: &Entry, language: LanguageId) -> Result<Value, Box<Diagnostic>> {
        let Home::Collection(home) = entry.original.place.home else { return Ok(Value::from(Vec::<Value>::new())) };
        let collection = self.catalogue().hub.collection(home);
        let closing = match collection.window {
            Some(WindowFields::Dates { closes, .. }) => closes,
            _ => None,
        };
        let mut facts = Vec::new();
        for (index, field) in collection.fields.iter().enumerate().filter(|(_, field)| field.card) {
            let id = crate::hub::FieldId::new(index);
            if Some(id) != closing {
                facts.push(self.fact(entry, home, id, field, language)?);
            }
        }
        Ok(Value::from(facts))
    }
}
