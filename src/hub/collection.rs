//! `_collection.yaml`: a collection's fields, facets and habits.

use super::{Facet, FacetId, FacetKey, Field, FieldId, FieldKind, Label, Languages, Vocabulary, field};
use crate::diagnostic::{DiagnosticId, Place, did_you_mean};
use crate::yaml::{At, Checker, Node, Target};
use std::sync::Arc;

const KEYS: &[&str] = &["label", "singular", "path", "sort", "window", "pairs", "feed", "calendar", "type", "fields"];

/// A kind of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Collection {
    /// The folder's name.
    pub id: String,
    /// What its records are called together.
    pub label: Label,
    /// What one of them is called.
    pub singular: Label,
    /// The first part of its addresses.
    pub path: Label,
    /// In which order its listing stands.
    pub sort: Sort,
    /// What gives its records a status.
    pub window: Option<WindowFields>,
    /// Facets that get a page for every two of their terms that share a record.
    pub pairs: Vec<[FacetId; 2]>,
    /// Whether it has a feed.
    pub feed: bool,
    /// Whether it has calendars.
    pub calendar: bool,
    /// The schema.org type of its records.
    pub schema_type: String,
    /// The fields by [`FieldId`].
    pub fields: Vec<Field>,
    /// The facets by [`FacetId`]: the status first where there is a window, then in the order of the fields.
    pub facets: Vec<Facet>,
    /// Its file, for diagnostics.
    pub place: Place,
}

/// The fields that give a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowFields {
    /// Dates of the first and the last day.
    Dates {
        /// The first day.
        opens: Option<FieldId>,
        /// The last day.
        closes: Option<FieldId>,
    },
    /// A field of rounds.
    Rounds(FieldId),
}

/// An order of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// By what records are sorted; ties go by title, then by slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// The title in the page's language.
    Title,
    /// The day of publication.
    Date,
    /// The day of the last change.
    Updated,
    /// The day of the last verification.
    Verified,
    /// A field.
    Field(FieldId),
}

impl Collection {
    pub(super) fn empty(name: &str, languages: &Languages, file: &Arc<str>) -> Self {
        let label = Label::same(name, languages);
        Self {
            id: name.to_owned(),
            singular: label.clone(),
            path: label.clone(),
            label,
            sort: Sort { key: SortKey::Title, descending: false },
            window: None,
            pairs: Vec::new(),
            feed: false,
            calendar: false,
            schema_type: "CreativeWork".to_owned(),
            fields: Vec::new(),
            facets: Vec::new(),
            place: Place::file(Arc::clone(file)),
        }
    }

    /// Finds a field by its key.
    pub fn field_named(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.id == name).map(FieldId::new)
    }

    /// Returns a field.
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.index()]
    }

    /// Finds a facet by its id.
    pub fn facet_named(&self, name: &str) -> Option<FacetId> {
        self.facets.iter().position(|facet| facet.id == name).map(FacetId::new)
    }

    /// Returns a facet.
    pub fn facet(&self, id: FacetId) -> &Facet {
        &self.facets[id.index()]
    }

    /// Reads an order such as `deadline` or `-launched`. The error names what may be given.
    pub fn sort_named(&self, text: &str) -> Result<Sort, Option<String>> {
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let key = match name {
            "title" => SortKey::Title,
            "date" => SortKey::Date,
            "updated" => SortKey::Updated,
            "verified" => SortKey::Verified,
            _ => match self.field_named(name) {
                Some(field) => SortKey::Field(field),
                None => {
                    let known: Vec<&str> = ["title", "date", "updated", "verified"]
                        .into_iter()
                        .chain(self.fields.iter().map(|field| field.id.as_str()))
                        .collect();
                    return Err(did_you_mean(name, known));
                }
            },
        };
        Ok(Sort { key, descending })
    }
}

/// What a collection's file is checked against.
pub(super) struct Context<'c> {
    pub(super) languages: &'c Languages,
    pub(super) vocabularies: &'c [Vocabulary],
    /// The names of all collections, in the order of their ids.
    pub(super) names: &'c [&'c str],
}

pub(super) fn read(name: &str, node: &Node, checker: &mut Checker, context: &Context, file: &Arc<str>) -> Collection {
    let root = At::ROOT;
    let languages = context.languages;
    let mut collection = Collection::empty(name, languages, file);
    let entries = checker.map(node, &root, "A collection", KEYS);
    let get = |key: &str| entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value);

    if let Some(label) = Label::read(get("label"), &root.key("label"), checker, languages, "A collection's label") {
        collection.singular = label.clone();
        collection.label = label;
    }
    if let Some(label) = Label::read(get("singular"), &root.key("singular"), checker, languages, "'singular'") {
        collection.singular = label;
    }
    if let Some(path) = Label::read_path(get("path"), &root.key("path"), checker, languages) {
        collection.path = path;
    }
    collection.feed = checker.boolean(get("feed"), &root.key("feed"), "'feed'").unwrap_or(false);
    collection.calendar = checker.boolean(get("calendar"), &root.key("calendar"), "'calendar'").unwrap_or(false);
    if let Some(kind) = checker.text(get("type"), &root.key("type"), "'type'") {
        if kind.bytes().all(|byte| byte.is_ascii_alphanumeric()) && kind.starts_with(|c: char| c.is_ascii_uppercase()) {
            collection.schema_type = kind;
        } else {
            let message = format!("'{kind}' is not a schema.org type.");
            checker.error(
                &root.key("type"),
                Target::Value,
                DiagnosticId::InvalidValue,
                message,
                Some("Use one such as Event or Article.".into()),
            );
        }
    }
    let fields_at = root.key("fields");
    for (id, value) in checker.map(get("fields"), &fields_at, "'fields'", &[]) {
        let here = fields_at.key(id);
        if let Some(field) = field::read(id, value, &here, checker, context) {
            collection.fields.push(field);
        }
    }
    collection.window = read_window(get("window"), &root.key("window"), checker, &collection);
    if collection.window.is_some() {
        collection.facets.push(Facet::status(languages));
    }
    let facets =
        collection.fields.iter().enumerate().filter_map(|(index, field)| Facet::of_field(index, field, context.vocabularies, languages));
    collection.facets.extend(facets);
    check_paths(&collection, checker, languages);
    if let Some(text) = checker.text(get("sort"), &root.key("sort"), "'sort'") {
        match collection.sort_named(&text) {
            Ok(sort) => collection.sort = sort,
            Err(help) => {
                let message = format!("'{text}' is no field to sort by.");
                checker.error(&root.key("sort"), Target::Value, DiagnosticId::UnknownField, message, help);
            }
        }
    }
    if collection.calendar && collection.window.is_none() {
        let help = "Add 'window: {opens: …, closes: …}', or remove 'calendar'.".to_owned();
        checker.error(&root.key("calendar"), Target::Key, DiagnosticId::MisplacedOption, "A calendar needs a window.", Some(help));
        collection.calendar = false;
    }
    collection.pairs = read_pairs(get("pairs"), &root.key("pairs"), checker, &collection);
    collection
}

/// Two facets of a collection cannot have one path, or their pages would share addresses.
fn check_paths(collection: &Collection, checker: &mut Checker, languages: &Languages) {
    let fields = At::ROOT;
    let fields = fields.key("fields");
    for (index, facet) in collection.facets.iter().enumerate() {
        let fits = |path: &str| !path.is_empty() && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if !languages.ids().all(|language| fits(facet.path.get(language))) {
            // A vocabulary's path was checked where it stands: only a field's name is left.
            let message = format!("'{}' cannot be part of an address.", facet.id);
            let help = "A field that is a facet is named with the letters a-z, digits, hyphens and underscores.".to_owned();
            checker.error(&fields.key(&facet.id), Target::Key, DiagnosticId::InvalidSlug, message, Some(help));
            continue;
        }
        let taken = |language| {
            let path = facet.path.get(language);
            matches!(path, "page") || collection.facets[..index].iter().any(|other| other.path.get(language) == path)
        };
        if let (Some(language), FacetKey::Field(_)) = (languages.ids().find(|language| taken(*language)), facet.key) {
            let path = facet.path.get(language);
            let message = format!("The facet '{}' has the path '{path}', which is taken in this collection.", facet.id);
            let help = "Give its vocabulary another 'path', or the field another name.".to_owned();
            checker.error(&fields.key(&facet.id), Target::Key, DiagnosticId::AddressTaken, message, Some(help));
        }
    }
}

fn read_window(node: &Node, at: &At, checker: &mut Checker, collection: &Collection) -> Option<WindowFields> {
    if node.is_absent() {
        return None;
    }
    let mut field = |key: &str, value: &Node, kind: FieldKind, word: &str| {
        let here = at.key(key);
        let name = checker.text(value, &here, "A window's field")?;
        let found = collection.field_named(&name);
        match found.map(|id| collection.field(id)) {
            Some(field) if field.kind == kind && !field.many => found,
            Some(_) => {
                let message = format!("The field '{name}' must be of type {word}.");
                checker.error(&here, Target::Value, DiagnosticId::WrongType, message, None);
                None
            }
            None => {
                let known: Vec<&str> = collection.fields.iter().map(|field| field.id.as_str()).collect();
                let message = format!("There is no field '{name}'.");
                checker.error(&here, Target::Value, DiagnosticId::UnknownField, message, did_you_mean(&name, known));
                None
            }
        }
    };
    let Node::Map(entries) = node else {
        checker.map(node, at, "'window'", &[]);
        return None;
    };
    let get = |name: &str| entries.iter().find(|(key, _)| key.text() == Some(name)).map(|(_, value)| value);
    let rounds = get("rounds").and_then(|value| field("rounds", value, FieldKind::Rounds, "rounds"));
    let opens = get("opens").and_then(|value| field("opens", value, FieldKind::Date, "date"));
    let closes = get("closes").and_then(|value| field("closes", value, FieldKind::Date, "date"));
    checker.map(node, at, "'window'", &["opens", "closes", "rounds"]);
    if let Some(rounds) = rounds {
        if opens.is_some() || closes.is_some() {
            checker.error(at, Target::Value, DiagnosticId::MisplacedOption, "A window has either 'rounds' or 'opens' and 'closes'.", None);
        }
        return Some(WindowFields::Rounds(rounds));
    }
    (opens.is_some() || closes.is_some()).then_some(WindowFields::Dates { opens, closes })
}

fn read_pairs(node: &Node, at: &At, checker: &mut Checker, collection: &Collection) -> Vec<[FacetId; 2]> {
    let mut pairs: Vec<[FacetId; 2]> = Vec::new();
    for (index, item) in checker.list(node, at, "'pairs'").iter().enumerate() {
        let here = at.index(index);
        let Node::List(names) = item else {
            checker.error(
                &here,
                Target::Value,
                DiagnosticId::WrongType,
                "A pair is a list of two facets.",
                Some("Such as: [scope, beneficiary]".into()),
            );
            continue;
        };
        let mut facets = Vec::new();
        for (position, name) in names.iter().enumerate() {
            let name_at = here.index(position);
            let Some(name) = checker.text(name, &name_at, "A facet") else { continue };
            match collection.facet_named(&name) {
                Some(facet) => facets.push(facet),
                None => {
                    let known: Vec<&str> = collection.facets.iter().map(|facet| facet.id.as_str()).collect();
                    let message = format!("'{name}' is no facet of this collection.");
                    checker.error(&name_at, Target::Value, DiagnosticId::UnknownFacet, message, did_you_mean(&name, known));
                }
            }
        }
        match facets.as_slice() {
            [first, second] if first != second => {
                if pairs.iter().any(|pair| pair.contains(first) && pair.contains(second)) {
                    checker.error(&here, Target::Value, DiagnosticId::InvalidValue, "This pair stands here twice.", None);
                } else {
                    pairs.push([*first, *second]);
                }
            }
            _ if names.len() == 2 && facets.len() < 2 => {}
            _ => checker.error(&here, Target::Value, DiagnosticId::InvalidValue, "A pair is a list of two different facets.", None),
        }
    }
    pairs
}
