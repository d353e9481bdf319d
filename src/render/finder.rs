//! 'What fits me': questions whose answers lead to a filtered listing.

use super::Renderer;
use super::context::Page;
use super::structured_data::harmless;
use super::value::{Value, object, safe};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, FacetId, Finder, LanguageId};
use crate::route::Route;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

impl Renderer<'_> {
    /// Renders 'what fits me'. Without questions there is nothing to ask.
    pub(super) fn finder_page(&self, language: LanguageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let hub = &self.catalogue().hub;
        let strings = self.site.theme.strings(language);
        let route = Route::Finder(language);
        let page = Page::apart(self, &route, "finder", strings.get("finder.title"), language);
        let mut context = self.context(Page { description: strings.get("finder.description").to_owned(), ..page })?;
        let finder = match &hub.finder {
            Some(finder) => self.finder(finder, language)?,
            None => Value::none(),
        };
        context.insert("finder", finder);
        self.template(language, "finder.html", &context, &self.addresses.finder(language))
    }

    fn finder(&self, finder: &Finder, language: LanguageId) -> Result<Value, Box<Diagnostic>> {
        let id = finder.collection;
        let collection = self.catalogue().hub.collection(id);
        let questions = finder.questions.iter().map(|question| {
            Ok::<_, Box<Diagnostic>>(object([
                ("id", Value::from(collection.facet(question.facet).path.get(language))),
                ("label", Value::from(self.typeset(question.label.get(language), question.label.language(language)))),
                ("lang", Value::from(self.other_language(question.label.language(language), language))),
                ("options", Value::from(self.facet_tree(id, question.facet, language)?)),
            ]))
        });
        Ok(object([
            ("collection", self.collection_value(id, language)),
            ("count", Value::from(self.catalogue().collection(id).range.len() as u64)),
            ("questions", Value::from(questions.collect::<Result<Vec<Value>, _>>()?)),
            ("data", safe(harmless(self.finder_data(finder, language)))),
        ]))
    }

    /// Returns what the page's script counts with.
    ///
    /// A question's *kinds* are the different sets of options that find a record, as lists of their numbers. A *profile* is a kind for
    /// each question and the number of records that are alike in all of them, so that the data grow with how records differ rather
    /// than with how many there are.
    fn finder_data(&self, finder: &Finder, language: LanguageId) -> String {
        let id = finder.collection;
        let range = self.catalogue().collection(id).range.clone();
        let mut of_records: Vec<Vec<usize>> = vec![Vec::with_capacity(finder.questions.len()); range.len()];
        let mut questions = Vec::new();
        for question in &finder.questions {
            let sets = self.options_by_record(id, question.facet);
            let mut kinds: Vec<&[u32]> = Vec::new();
            let mut numbers: HashMap<&[u32], usize> = HashMap::new();
            for (record, set) in sets.iter().enumerate() {
                let number = *numbers.entry(set).or_insert_with(|| {
                    kinds.push(set);
                    kinds.len() - 1
                });
                of_records[record].push(number);
            }
            let options = &self.catalogue().collection(id).facets[question.facet.index()].options;
            questions.push(json!({
                "facet": self.catalogue().hub.collection(id).facet(question.facet).path.get(language),
                "options": options.iter().map(|option| &*option.id).collect::<Vec<&str>>(),
                "kinds": kinds,
            }));
        }
        let mut profiles: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        of_records.into_iter().for_each(|profile| *profiles.entry(profile).or_default() += 1);
        let profiles: Vec<Vec<usize>> = profiles
            .into_iter()
            .map(|(mut profile, count)| {
                profile.push(count);
                profile
            })
            .collect();
        let listing = self.addresses.link(self.addresses.collection(id, language));
        json!({"listing": listing, "questions": questions, "profiles": profiles}).to_string()
    }

    /// Returns the options of a facet that find each record of a collection, by the record's place in it.
    fn options_by_record(&self, collection: CollectionId, facet: FacetId) -> Vec<Vec<u32>> {
        let index = self.catalogue().collection(collection);
        let mut sets = vec![Vec::new(); index.range.len()];
        for (number, option) in index.facets[facet.index()].options.iter().enumerate() {
            option.records.iter().for_each(|record| sets[record.index() - index.range.start].push(number as u32));
        }
        sets
    }
}
