//! The search page, and the documents of a language's search index.

use super::Renderer;
use super::context::Page;
use super::value::{Value, object};
use crate::catalogue::Entry;
use crate::diagnostic::Diagnostic;
use crate::hub::{FieldId, FieldKind, LanguageId, RecordId};
use crate::record::{Home, Value as FieldValue, plain_text};
use crate::route::{Bundle, Route};
use crate::search::{self, Document};
use rayon::prelude::*;

/// Bytes of a record's facts, rather too many.
const USUAL_FACTS: usize = 512;

/// The words of one document, before they are counted.
struct Words<'r> {
    id: u32,
    collection: u16,
    url: &'r str,
    title: &'r str,
    terms: String,
    summary: &'r str,
    headings: String,
    language: LanguageId,
}

impl Renderer<'_> {
    /// Renders the search page.
    pub(super) fn search_page(&self, language: LanguageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let strings = self.site.theme.strings(language);
        let route = Route::Search(language);
        let page = Page::apart(self, &route, "search", strings.get("search.title"), language);
        let mut context = self.context(Page { noindex: true, ..page })?;
        context.insert("doors", self.doors(language));
        context.insert("search", self.search_value(language));
        self.template(language, "search.html", &context, &self.addresses.search(language))
    }

    /// Returns where the index of a language lies, and what its collections are called, for templates.
    pub(super) fn search_value(&self, language: LanguageId) -> Value {
        let bundle = Bundle::Search(language);
        let hub = &self.catalogue().hub;
        let labels = hub.collections.iter().map(|collection| collection.label.get(language));
        let labels: Vec<&str> = labels.collect();
        object([
            ("root", Value::from(self.addresses.link(self.addresses.bundle_root(bundle)))),
            ("parts", Value::from(self.addresses.link(self.addresses.bundle_folder(bundle)))),
            ("collections", Value::from(serde_json::to_string(&labels).unwrap_or_default())),
        ])
    }

    /// Builds the search index of a language: its root and its parts, each with its site path.
    pub(super) fn search_index(&self, language: LanguageId) -> Vec<(String, Vec<u8>)> {
        let catalogue = self.catalogue();
        let hub = &catalogue.hub;
        let mut entries: Vec<(u32, RecordId)> = Vec::with_capacity(catalogue.entries.len());
        for index in &catalogue.collections {
            // A record's number is its place in the collection's order, so that the filter needs no table to know it by.
            let first = index.range.start as u32;
            entries.extend(index.orders[language.index()].iter().enumerate().map(|(rank, id)| (first + rank as u32, *id)));
        }
        let pages = catalogue.pages.iter().filter(|page| catalogue.entry(**page).has_page(language));
        entries.extend(pages.map(|page| (page.index() as u32, *page)));
        let terms = self.words_of_terms(language);
        let words: Vec<Words> =
            entries.par_iter().with_min_len(64).map(|(number, id)| self.words_of(*number, *id, &terms, language)).collect();
        let documents: Vec<Document> = words
            .iter()
            .zip(&entries)
            .map(|(words, (_, id))| Document {
                id: words.id,
                collection: words.collection,
                url: words.url,
                language: if words.language == language { "" } else { hub.languages.code(words.language) },
                title: words.title,
                terms: &words.terms,
                summary: words.summary,
                headings: &words.headings,
                body: &catalogue.entry(*id).body(language).0.html,
            })
            .collect();
        let files = search::build(&documents, hub.languages.code(language), &hub.synonyms[language.index()], &search::Options::default());
        let bundle = Bundle::Search(language);
        let folder = self.addresses.bundle_folder(bundle);
        let paths = std::iter::once(self.addresses.bundle_root(bundle));
        let mut named = paths.chain(files.iter().skip(1).map(|(name, _)| format!("{folder}{name}"))).collect::<Vec<String>>().into_iter();
        files.into_iter().filter_map(|(_, bytes)| named.next().map(|path| (path, bytes))).collect()
    }

    fn words_of(&self, number: u32, id: RecordId, terms: &[Vec<String>], language: LanguageId) -> Words<'_> {
        let entry = self.catalogue().entry(id);
        let typeset = self.typeset_record(id, language);
        let collection = match entry.original.place.home {
            Home::Collection(collection) => collection.index(),
            Home::Pages => self.catalogue().hub.collections.len(),
        };
        let headings = &entry.body(language).0.headings;
        Words {
            id: number,
            collection: collection as u16,
            url: self.record_link(id, language),
            title: &typeset.title,
            terms: self.facts_to_search(entry, terms, language),
            summary: &typeset.summary,
            headings: headings.iter().map(|heading| &*heading.text).collect::<Vec<&str>>().join("\n"),
            language: entry.title(language).1,
        }
    }

    /// Returns what each term of each vocabulary is found by: its label and its aliases, line by line.
    fn words_of_terms(&self, language: LanguageId) -> Vec<Vec<String>> {
        let vocabularies = self.catalogue().hub.vocabularies.iter().map(|vocabulary| {
            let mut words: Vec<String> = vocabulary.terms.iter().map(|term| format!("{}\n", term.label.get(language))).collect();
            for (alias, term) in vocabulary.aliases() {
                words[term.index()].push_str(alias);
                words[term.index()].push('\n');
            }
            words
        });
        vocabularies.collect()
    }

    /// Returns the words of a record's terms and of its text fields.
    fn facts_to_search(&self, entry: &Entry, terms_words: &[Vec<String>], language: LanguageId) -> String {
        let Home::Collection(collection) = entry.original.place.home else { return String::new() };
        let mut words = String::with_capacity(USUAL_FACTS);
        for (index, field) in self.catalogue().hub.collection(collection).fields.iter().enumerate() {
            let Some((value, _)) = entry.value(FieldId::new(index), language) else { continue };
            match (value, field.kind) {
                (FieldValue::Terms(terms), FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary)) => {
                    terms.iter().for_each(|term| words.push_str(&terms_words[vocabulary.index()][term.index()]));
                }
                (FieldValue::Texts(texts), _) => texts.iter().for_each(|text| {
                    words.push_str(text);
                    words.push('\n');
                }),
                (FieldValue::Markdown(body), _) => words.push_str(&plain_text(&body.html)),
                _ => {}
            }
        }
        words
    }
}
