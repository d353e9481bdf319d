//! Listings: of a collection, a term or a pair of terms.

use super::Renderer;
use super::context::{Page, Section};
use super::value::{Value, object};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, FacetId, FacetKind, LanguageId, RecordId, SortKey};
use crate::route::{Addresses, Route, View, view_size};

impl Renderer<'_> {
    /// Renders a page of a listing.
    pub(super) fn listing(&self, view: View, language: LanguageId, number: u32) -> Result<Vec<u8>, Box<Diagnostic>> {
        let hub = &self.catalogue().hub;
        let id = view.collection();
        let collection = hub.collection(id);
        let total = view_size(self.catalogue(), view);
        let page_size = hub.page_size;
        let first = (number as usize - 1) * page_size;
        let records = self.records_of(view, language, first, page_size);
        let mut results = Vec::with_capacity(records.len());
        for record in &records {
            results.push(self.card(*record, language, false)?);
        }
        let mut notes: Vec<String> = records.iter().map(|record| self.wider_note(view, *record, language)).collect();
        if notes.iter().all(String::is_empty) {
            notes.clear();
        }
        let title = self.view_title(view, language);
        let (text, same_as) = self.view_text(view, language);
        let pages = total.div_ceil(page_size).max(1) as u32;
        let path = self.addresses.listing(view, language, number);
        let shown_title = if number > 1 {
            self.site.theme.strings(language).fill("title.page", &[("title", &title), ("number", &number.to_string())])
        } else {
            title.clone()
        };
        let route = Route::Listing(view, language, number);
        let breadcrumb = self.breadcrumb(language, (!matches!(view, View::Collection(_))).then_some(id));
        let mut context = self.context(Page {
            route: &route,
            language,
            kind: if matches!(view, View::Collection(_)) { "listing" } else { "term" },
            title: shown_title,
            description: if text.is_empty() { title.clone() } else { text.clone() },
            feeds: self.feeds(language, Some(id)),
            structured_data: self.list_data(&title, &path, &records, first, total, language),
            updated: None,
            breadcrumb,
            section: Section::Collection(id),
            noindex: false,
        })?;
        let link = |name: &str, exists: bool| {
            Value::from(if exists { self.addresses.link(format!("{}{name}", self.addresses.view(view, language))) } else { String::new() })
        };
        let is_whole = matches!(view, View::Collection(_));
        let (strings, locale) = (self.site.theme.strings(language), self.site.theme.locale(language));
        let last = first + records.len();
        let range = if total > last || first > 0 {
            let number = |number: usize| locale.number(number as f64);
            strings.fill("results.range", &[("first", &number(first + 1)), ("last", &number(last))])
        } else {
            String::new()
        };
        let active = self.active(view, language);
        context.insert(
            "listing",
            object([
                ("kind", Value::from(self.view_kind(view))),
                ("title", Value::from(title)),
                ("collection", self.collection_value(id, language)),
                ("text", Value::from(text)),
                ("same_as", Value::from(same_as)),
                ("count", Value::from(total as u64)),
                ("found", Value::from(strings.plural("results.count", total, locale))),
                ("show", Value::from(strings.plural("filter.show_results", total, locale))),
                ("range", Value::from(range)),
                ("first", Value::from(if total == 0 { 0 } else { first as u64 + 1 })),
                ("last", Value::from(last as u64)),
                ("filters_active", Value::from(active.len() as u64)),
                ("active", Value::from(active)),
                ("results", Value::from(results)),
                ("notes", Value::from(notes)),
                ("filtered", Value::from(!collection.facets.is_empty())),
                // Choosing leads to another list's first page anyway; without the links, pages weigh a third less.
                ("facets", Value::from(if number == 1 { self.facets(view, language)? } else { Vec::new() })),
                ("first_href", Value::from(self.addresses.link(self.addresses.listing(view, language, 1)))),
                ("sort", Value::from(self.sort_text(id, language))),
                ("feed", link("feed.xml", collection.feed)),
                ("calendar", link("calendar.ics", collection.calendar)),
                ("json", link("records.json", is_whole)),
                ("csv", link("records.csv", is_whole)),
            ]),
        );
        context.insert("filter", self.filter_value(id, language));
        context.insert("pagination", self.pagination(view, language, number, pages));
        self.template(language, "listing.html", &context, &path)
    }

    /// Returns a view's records from `first` on, at most `limit`, in the collection's order.
    pub(super) fn records_of(&self, view: View, language: LanguageId, first: usize, limit: usize) -> Vec<RecordId> {
        let index = self.catalogue().collection(view.collection());
        let page = |records: &[RecordId]| records.iter().skip(first).take(limit).copied().collect();
        match view {
            View::Collection(_) => page(&index.orders[language.index()]),
            View::Term(_, facet, option) => page(index.ordered_option(facet, option, language)),
            View::Pair(_, first_term, second_term) => page(&index.in_order(&index.intersection(first_term, second_term), language)),
        }
    }

    fn view_kind(&self, view: View) -> &'static str {
        match view {
            View::Collection(_) => "collection",
            View::Term(id, facet, _) if self.catalogue().hub.collection(id).facet(facet).kind == FacetKind::Status => "status",
            View::Term(..) => "term",
            View::Pair(..) => "pair",
        }
    }

    /// Returns a term's name and facet.
    pub(super) fn term_words(&self, collection: CollectionId, term: (FacetId, u32), language: LanguageId) -> (String, String) {
        let option = &self.catalogue().collection(collection).facets[term.0.index()].options[term.1 as usize];
        (self.facet_label(collection, term.0, language), self.option_label(collection, term.0, option, language))
    }

    /// Returns a view's title.
    pub(super) fn view_title(&self, view: View, language: LanguageId) -> String {
        let label = self.catalogue().hub.collection(view.collection()).label.get(language).to_owned();
        let strings = self.site.theme.strings(language);
        let words: Vec<(String, String)> = view.terms().map(|term| self.term_words(view.collection(), term, language)).collect();
        match words.as_slice() {
            [] => label,
            [(facet, term)] => strings.fill("title.term", &[("collection", &label), ("facet", facet), ("term", term)]),
            [(facet, term), (_, other), ..] => {
                let both = format!("{term}, {other}");
                strings.fill("title.term", &[("collection", &label), ("facet", facet), ("term", &both)])
            }
        }
    }

    fn view_text(&self, view: View, language: LanguageId) -> (String, String) {
        let hub = &self.catalogue().hub;
        let View::Term(id, facet, option) = view else { return (String::new(), String::new()) };
        let FacetKind::Vocabulary(vocabulary) = hub.collection(id).facet(facet).kind else { return (String::new(), String::new()) };
        let term = &hub.vocabulary(vocabulary).terms[option as usize];
        let text = term.text.as_ref().map_or_else(String::new, |text| self.typeset(text.get(language), text.language(language)));
        (text, term.same_as.clone().unwrap_or_default())
    }

    /// Says why a record stands in a term's listing that is neither its own nor of a narrower term: its scope covers the term.
    fn wider_note(&self, view: View, record: RecordId, language: LanguageId) -> String {
        let hub = &self.catalogue().hub;
        let id = view.collection();
        for (facet, option) in view.terms() {
            let settings = hub.collection(id).facet(facet);
            let (FacetKind::Vocabulary(vocabulary), crate::hub::FacetKey::Field(field)) = (&settings.kind, settings.key) else { continue };
            let vocabulary = hub.vocabulary(*vocabulary);
            if !vocabulary.covers {
                continue;
            }
            let term = crate::hub::TermId::new(option as usize);
            let below = vocabulary.subtree(term);
            let own = self.catalogue().entry(record).original.value(field).map_or(&[][..], crate::record::Value::terms);
            if own.iter().any(|own| below.contains(&own.index())) {
                continue;
            }
            if let Some(above) = vocabulary.ancestors(term).find(|above| own.contains(above)) {
                let label = vocabulary.term(above).label.get(language);
                return self.site.theme.strings(language).fill("wider", &[("term", label)]);
            }
        }
        String::new()
    }

    fn active(&self, view: View, language: LanguageId) -> Vec<Value> {
        let terms: Vec<(FacetId, u32)> = view.terms().collect();
        let without = |position: usize| {
            let others: Vec<(FacetId, u32)> =
                terms.iter().enumerate().filter(|(index, _)| *index != position).map(|(_, term)| *term).collect();
            match others.as_slice() {
                [(facet, option)] => View::Term(view.collection(), *facet, *option),
                _ => View::Collection(view.collection()),
            }
        };
        terms
            .iter()
            .enumerate()
            .map(|(position, term)| {
                let (facet, label) = self.term_words(view.collection(), *term, language);
                object([
                    ("facet", Value::from(facet)),
                    ("label", Value::from(label)),
                    ("remove_href", Value::from(self.addresses.link(self.addresses.view(without(position), language)))),
                ])
            })
            .collect()
    }

    /// Returns a collection for templates.
    pub(super) fn collection_value(&self, id: CollectionId, language: LanguageId) -> Value {
        let make = || {
            let collection = self.catalogue().hub.collection(id);
            object([
                ("id", Value::from(collection.id.as_str())),
                ("label", Value::from(collection.label.get(language))),
                ("singular", Value::from(collection.singular.get(language))),
                ("href", Value::from(self.addresses.link(self.addresses.collection(id, language)))),
            ])
        };
        self.fragments.collection(id.index(), language.index()).get_or_init(make).clone()
    }

    fn sort_text(&self, id: CollectionId, language: LanguageId) -> String {
        let collection = self.catalogue().hub.collection(id);
        match collection.sort.key {
            SortKey::Field(field) => {
                let label = collection.field(field).label.get(language).to_lowercase();
                self.site.theme.strings(language).fill("listing.sort_by", &[("field", &label)])
            }
            _ => String::new(),
        }
    }

    fn pagination(&self, view: View, language: LanguageId, current: u32, total: u32) -> Value {
        if total <= 1 {
            return Value::none();
        }
        let first = self.addresses.link(self.addresses.listing(view, language, 1));
        let href = |page: u32| Value::from(if page == 1 { first.clone() } else { Addresses::page_of(&first, page) });
        let near = |page: u32| {
            page == 1
                || page == total
                || page.abs_diff(current) <= 1
                || (current <= 3 && page <= 4)
                || (current + 2 >= total && page + 3 >= total)
        };
        let number = |number: u32| self.site.theme.locale(language).number(number.into());
        let numbers = [("number", number(current)), ("total", number(total))];
        let text =
            self.site.theme.strings(language).fill("pagination.page", &numbers.each_ref().map(|(name, text)| (*name, text.as_str())));
        let mut pages = Vec::new();
        let mut gap = false;
        for page in 1..=total {
            if near(page) {
                pages.push(object([
                    ("number", Value::from(page)),
                    ("href", href(page)),
                    ("current", Value::from(page == current)),
                    ("gap", Value::from(false)),
                ]));
                gap = false;
            } else if !gap {
                pages.push(object([
                    ("number", Value::from(page)),
                    ("href", Value::from("")),
                    ("current", Value::from(false)),
                    ("gap", Value::from(true)),
                ]));
                gap = true;
            }
        }
        object([
            ("current", Value::from(current)),
            ("total", Value::from(total)),
            ("text", Value::from(text)),
            ("prev", if current > 1 { href(current - 1) } else { Value::from("") }),
            ("next", if current < total { href(current + 1) } else { Value::from("") }),
            ("pages", Value::from(pages)),
        ])
    }
}
