//! The snippets of a hub: a whole record and translation of each collection, each key of front matter, the terms of each vocabulary.
//!
//! They are for Markdown, and for the YAML that Visual Studio Code takes front matter for. `include` and `exclude` keep each to the files
//! that it belongs in; versions from before 2026 know neither and offer it everywhere.

use super::snippet::Snippet;
use super::{WORDS, Words};
use crate::hub::{BUILT_IN_KEYS, CollectionId, FieldKind, Hub, LanguageId, VocabularyId};
use crate::schema::skeleton::{self, Opening};
use serde_json::{Map, Value, json};

/// Returns the file, keyed by the names of the snippets, which stand beside their prefixes.
pub(super) fn snippets(hub: &Hub) -> Value {
    let mut snippets = Snippets { hub, words: Words::of(hub), map: Map::new() };
    for home in (0..hub.collections.len()).map(|index| Some(CollectionId::new(index))).chain([None]) {
        snippets.records(home);
    }
    for key in BUILT_IN_KEYS {
        snippets.built_in(key);
    }
    for id in (0..hub.collections.len()).map(CollectionId::new) {
        snippets.fields(id);
    }
    for id in (0..hub.vocabularies.len()).map(VocabularyId::new) {
        snippets.vocabulary(id);
    }
    Value::Object(snippets.map)
}

/// Which files of a folder a snippet belongs in.
#[derive(Clone, Copy)]
enum Within {
    All,
    Originals,
    Translations(LanguageId),
}

struct Snippets<'h> {
    hub: &'h Hub,
    words: Words,
    map: Map<String, Value>,
}

impl Snippets<'_> {
    fn add(&mut self, name: String, prefix: &str, description: &str, folders: &[&str], within: Within, body: Vec<String>) {
        let snippet = json!({
            "scope": "markdown,yaml",
            "prefix": prefix,
            "description": description,
            "include": folders.iter().map(|folder| self.include(folder, within)).collect::<Vec<_>>(),
            "exclude": self.exclude(within),
            "body": body,
        });
        self.map.insert(name, snippet);
    }

    fn include(&self, folder: &str, within: Within) -> String {
        match within {
            Within::Translations(language) => format!("**/content/{folder}/**/*.{}.md", self.hub.languages.code(language)),
            _ => format!("**/content/{folder}/**/*.md"),
        }
    }

    fn exclude(&self, within: Within) -> Vec<String> {
        match within {
            Within::Originals => self.others().map(|language| format!("**/*.{}.md", self.hub.languages.code(language))).collect(),
            _ => Vec::new(),
        }
    }

    /// Returns the languages of translations.
    fn others(&self) -> impl Iterator<Item = LanguageId> + use<> {
        self.hub.languages.ids().filter(|language| *language != LanguageId::DEFAULT)
    }

    /// A whole record, and a whole translation in each language.
    fn records(&mut self, home: Option<CollectionId>) {
        let collection = home.map(|id| self.hub.collection(id));
        let folder = collection.map_or("pages", |collection| &collection.id);
        let singular = collection.map_or(self.words.say("Strona", "Page"), |collection| collection.singular.get(LanguageId::DEFAULT));
        let original = Snippet::new(self.hub).lines(&skeleton::original(self.hub, home, None)).end();
        let told =
            self.words.say("Nowy plik: pola w kolejności, najpierw wymagane.", "A new file: its fields in order, required ones first.");
        let name = format!("{folder}: {singular}");
        self.add(name.clone(), folder, told, &[folder], Within::Originals, original);
        let mut whole = vec![name];
        for language in self.others() {
            let code = self.hub.languages.code(language);
            let translation = Snippet::new(self.hub).lines(&skeleton::translation(self.hub, home, None, None)).end();
            let told = self
                .words
                .say("Tłumaczenie: tylko słowa, fakty stoją w oryginale.", "A translation: words only, facts stand in the original.");
            let name = format!("{folder}.{code}: {singular}");
            self.add(name.clone(), folder, told, &[folder], Within::Translations(language), translation);
            whole.push(name);
        }
        for name in whole {
            // The editor's command 'Fill File with Snippet' offers these.
            self.map[&name]["isFileTemplate"] = true.into();
        }
    }

    fn built_in(&mut self, key: &str) {
        let mut body = Snippet::new(self.hub);
        body.key(key, Opening::of_built_in(key), false);
        let within = if WORDS.contains(&key) { Within::All } else { Within::Originals };
        let (title, _) = self.words.key(key);
        let homes: Vec<&str> = self.hub.collections.iter().map(|collection| collection.id.as_str()).chain(["pages"]).collect();
        self.add(format!("{key}: {title}"), key, &skeleton::told_built_in(self.hub, key, false), &homes, within, body.end());
    }

    fn fields(&mut self, id: CollectionId) {
        let collection = self.hub.collection(id);
        for field in &collection.fields {
            let mut body = Snippet::new(self.hub);
            match field.kind {
                FieldKind::Rounds => body.rounds(&field.id),
                _ => body.key(&field.id, Opening::of(field), false),
            }
            let within = if field.translatable { Within::All } else { Within::Originals };
            let name = format!("{}/{}: {}", collection.id, field.id, field.label.get(LanguageId::DEFAULT));
            self.add(name, &field.id, &skeleton::told(self.hub, field), &[&collection.id], within, body.end());
        }
    }

    /// One more term, for a list that is there already.
    fn vocabulary(&mut self, id: VocabularyId) {
        let vocabulary = self.hub.vocabulary(id);
        let uses = |kind: FieldKind| matches!(kind, FieldKind::Term(used) | FieldKind::Terms(used) if used == id);
        let of = self.hub.collections.iter().filter(|collection| collection.fields.iter().any(|field| uses(field.kind)));
        let folders: Vec<&str> = of.map(|collection| collection.id.as_str()).collect();
        if folders.is_empty() || vocabulary.terms.is_empty() {
            return;
        }
        let mut body = Snippet::new(self.hub);
        body.one_term(id);
        let prefix = format!("term-{}", vocabulary.id);
        let name = format!("{prefix}: {}", vocabulary.label.get(LanguageId::DEFAULT));
        self.add(name, &prefix, &skeleton::terms(self.hub, id), &folders, Within::Originals, body.end());
    }
}
