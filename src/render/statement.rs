//! The accessibility statement: its facts, and the link to it that every page carries.

use super::Renderer;
use super::value::{Value, object, optional};
use crate::hub::{Accessibility, Assessment, Conformance, Label, LanguageId, RecordId};
use jiff::civil::Date;

/// The template of the statement; a theme without it shows the statement's page like any other.
const TEMPLATE: &str = "accessibility_statement.html";

impl Renderer<'_> {
    /// Returns the link to the statement, as the Act wants it on every page: its title, link and absolute address.
    pub(super) fn statement_link(&self, language: LanguageId) -> Value {
        self.fragments.statement_link(language.index()).get_or_init(|| self.make_statement_link(language)).clone()
    }

    fn make_statement_link(&self, language: LanguageId) -> Value {
        let link = self.catalogue().hub.accessibility.as_ref().and_then(|facts| self.catalogue().page_named(&facts.page)).map(|id| {
            let (_, source) = self.catalogue().entry(id).title(language);
            object([
                ("title", Value::from(&*self.typeset_record(id, language).title)),
                ("lang", Value::from(self.other_language(source, language))),
                ("href", Value::from(self.record_link(id, language))),
                ("address", Value::from(self.record_address(id, language))),
            ])
        });
        optional(link)
    }

    /// Returns the template and the facts of the statement, where a free page is it.
    pub(super) fn statement(&self, id: RecordId, language: LanguageId) -> Option<(&'static str, Value)> {
        let facts = self.catalogue().hub.accessibility.as_ref()?;
        let is_statement = self.catalogue().page_named(&facts.page) == Some(id) && self.site.theme.has_template(TEMPLATE);
        is_statement.then(|| (TEMPLATE, self.statement_facts(facts, language)))
    }

    fn statement_facts(&self, facts: &Accessibility, language: LanguageId) -> Value {
        let hub = &self.catalogue().hub;
        let publisher = hub.publisher.as_ref();
        let text = |text: Option<&str>| Value::from(text.unwrap_or_default());
        let label = |label: Option<&Label>| {
            optional(label.map(|label| {
                let source = label.language(language);
                object([
                    ("text", Value::from(self.typeset(label.get(language), source))),
                    ("lang", Value::from(self.other_language(source, language))),
                ])
            }))
        };
        // The Act's technical conditions want the days as machines write them.
        let day = |date: Option<Date>| Value::from(date.map(|date| date.to_string()).unwrap_or_default());
        object([
            ("publisher", label(publisher.map(|publisher| &publisher.name))),
            ("address", Value::from(self.addresses.absolute(&self.addresses.home(language)))),
            ("conformance", text(facts.conformance.map(Conformance::as_str))),
            ("published", day(facts.published)),
            ("updated", day(facts.updated)),
            ("prepared", day(facts.prepared)),
            ("reviewed", day(facts.reviewed)),
            ("assessment", text(facts.assessment.map(Assessment::as_str))),
            ("auditor", label(facts.auditor.as_ref())),
            ("report", text(facts.report.as_deref())),
            ("contact", label(facts.contact.name.as_ref())),
            ("email", text(facts.contact.email.as_deref().or_else(|| publisher?.email.as_deref()))),
            ("phone", text(facts.contact.phone.as_deref().or_else(|| publisher?.phone.as_deref()))),
            ("architecture", label(facts.architecture.as_ref())),
            ("communication", label(facts.communication.as_ref())),
            ("applications", label(facts.applications.as_ref())),
        ])
    }
}
