//! Records and free pages whose own words or facts changed.

use super::values::{self, Words};
use super::{Change, Changed, ChangedKind, Side, What};
use crate::catalogue::{Catalogue, Entry};
use crate::hub::{LanguageId, RecordId};
use crate::record::{Home, Record};
use crate::route::Addresses;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// What identifies a record on both sides: its collection or `pages`, and its folder and name there.
type Key<'e> = (&'e str, &'e str, &'e str);

fn key<'c>(catalogue: &'c Catalogue, entry: &'c Entry) -> Key<'c> {
    let place = &entry.original.place;
    let home = match place.home {
        Home::Collection(collection) => catalogue.hub.collection(collection).id.as_str(),
        Home::Pages => "pages",
    };
    (home, &place.folder, &place.name)
}

/// Lists what changed by file, and says which records of the later side were touched themselves.
pub(super) fn compare(before: Side, after: Side) -> (Vec<Changed>, HashSet<RecordId>) {
    let (old, new) = (before.catalogue, after.catalogue);
    let known: HashMap<Key, &Entry> = old.entries.iter().map(|entry| (key(old, entry), entry)).collect();
    let words = Words::new();
    let mut changed = Vec::new();
    let mut touched = HashSet::new();
    for (index, entry) in new.entries.iter().enumerate() {
        let Some(was) = known.get(&key(new, entry)) else { continue };
        let changes = Comparison { old, new, was, entry, words: &words }.changes();
        if changes.is_empty() {
            continue;
        }
        touched.insert(RecordId::new(index));
        let addresses = Addresses::new(new);
        let pages = new.hub.languages.ids().filter(|language| entry.has_page(*language));
        let pages = pages.map(|language| addresses.entry(entry, language));
        let is_other = |path: &String| before.prints.is_none() || before.print(path).is_some_and(|print| after.print(path) != Some(print));
        changed.push(Changed {
            kind: if entry.original.place.home == Home::Pages { ChangedKind::Page } else { ChangedKind::Record },
            file: entry.original.path.to_string(),
            title: entry.title(LanguageId::DEFAULT).0.to_owned(),
            pages: pages.filter(is_other).collect(),
            changes,
        });
    }
    changed.sort_by(|a, b| a.file.cmp(&b.file));
    (changed, touched)
}

struct Comparison<'c> {
    old: &'c Catalogue,
    new: &'c Catalogue,
    was: &'c Entry,
    entry: &'c Entry,
    words: &'c Words,
}

impl Comparison<'_> {
    fn changes(&self) -> Vec<Change> {
        let files = self.files();
        let mut list = List::default();
        for (language, was, is) in &files {
            let quoted = |text: &Option<Box<str>>| text.as_ref().map(|text| format!("“{text}”"));
            list.add("title", "Title", *language, What::of_one(quoted(&was.title), quoted(&is.title)));
            list.add("summary", "Summary", *language, What::of_one(quoted(&was.summary), quoted(&is.summary)));
        }
        let status = |entry: &Entry| entry.status.map(|status| status.as_str().to_owned());
        list.add("status", "Status", None, What::of_one(status(self.was), status(self.entry)));
        list.changes.extend(self.fields(&files));
        self.built_in_facts(&mut list);
        for (language, was, is) in &files {
            let other = values::content(&self.old.hub, &was.body) != values::content(&self.new.hub, &is.body);
            list.add("body", "Text", *language, other.then_some(What::Rewritten));
            list.add("aliases", "Old addresses", *language, What::of_many(&texts(&was.aliases), &texts(&is.aliases)));
        }
        self.addresses(&mut list);
        list.changes
    }

    fn built_in_facts(&self, list: &mut List) {
        let (was, is) = (&self.was.original, &self.entry.original);
        let day = |date: Option<Date>| date.map(|date| self.words.day(date));
        list.add("date", "Published", None, What::of_one(day(was.date), day(is.date)).map(What::moved));
        list.add("updated", "Updated", None, What::of_one(day(was.updated), day(is.updated)).map(What::moved));
        list.add("verified", "Verified", None, What::of_one(day(was.verified), day(is.verified)).map(What::moved));
        list.add("sources", "Sources", None, What::of_many(&texts(&was.sources), &texts(&is.sources)));
    }

    fn addresses(&self, list: &mut List) {
        for language in self.new.hub.languages.ids().filter(|language| self.entry.has_page(*language)) {
            let code = self.new.hub.languages.code(language);
            let Some(old) = self.old.hub.languages.named(code).filter(|old| self.was.has_page(*old)) else { continue };
            let (was, is) = (Addresses::new(self.old).entry(self.was, old), Addresses::new(self.new).entry(self.entry, language));
            list.add("address", "Address", (language != LanguageId::DEFAULT).then_some(code), What::of_one(Some(was), Some(is)));
        }
    }

    /// Returns the files that are there on both sides, with the language's code where it is not the default one.
    fn files(&self) -> Vec<(Option<&str>, &Record, &Record)> {
        let mut files: Vec<(Option<&str>, &Record, &Record)> = vec![(None, &self.was.original, &self.entry.original)];
        for language in self.new.hub.languages.ids().filter(|language| *language != LanguageId::DEFAULT) {
            let code = self.new.hub.languages.code(language);
            let Some(old) = self.old.hub.languages.named(code).filter(|old| *old != LanguageId::DEFAULT) else { continue };
            if self.was.has_page(old) && self.entry.has_page(language) {
                files.push((Some(code), self.was.words(old), self.entry.words(language)));
            }
        }
        files
    }

    /// Compares the collection's fields in their order, those that are gone from the schema last.
    fn fields(&self, files: &[(Option<&str>, &Record, &Record)]) -> Vec<Change> {
        let (Home::Collection(old), Home::Collection(new)) = (self.was.original.place.home, self.entry.original.place.home) else {
            return Vec::new();
        };
        let (old, new) = (self.old.hub.collection(old), self.new.hub.collection(new));
        let lost = old.fields.iter().filter(|field| new.field_named(&field.id).is_none());
        let mut changes = Vec::new();
        for field in new.fields.iter().chain(lost) {
            for (language, was, is) in files {
                let before = old.field_named(&field.id).and_then(|id| Some((old.field(id), was.value(id)?)));
                let after = new.field_named(&field.id).and_then(|id| Some((new.field(id), is.value(id)?)));
                let label = field.label.get(values::label_language(&self.new.hub));
                changes.extend(self.words.compare((self.old, before), (self.new, after)).into_iter().map(|what| Change {
                    key: field.id.clone(),
                    label: label.to_owned(),
                    language: language.map(str::to_owned),
                    what,
                }));
            }
        }
        changes
    }
}

/// Gathers the changes that there are.
#[derive(Default)]
struct List {
    changes: Vec<Change>,
}

impl List {
    fn add(&mut self, key: &str, label: &str, language: Option<&str>, what: Option<What>) {
        let change = |what| Change { key: key.to_owned(), label: label.to_owned(), language: language.map(str::to_owned), what };
        self.changes.extend(what.map(change));
    }
}

fn texts(texts: &[Box<str>]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}
