//! The fields of a collection and their types.

use super::collection::Context;
use super::{CollectionId, Label, VocabularyId};
use crate::diagnostic::{DiagnosticId, did_you_mean};
use crate::yaml::{At, Checker, Node, Target};
use jiff::civil::Date;

/// The keys that every record has; no field may be called so.
pub const BUILT_IN_KEYS: &[&str] = &["title", "summary", "date", "updated", "verified", "sources", "draft", "aliases", "slug"];

/// The keys that every record has in published data and in tables; no field may be called so either.
pub const DATA_KEYS: &[&str] = &["id", "url", "language", "status", "body"];

const KEYS: &[&str] =
    &["type", "vocabulary", "collection", "label", "help", "many", "required", "card", "facet", "translatable", "property"];

/// The type of a field's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// One paragraph of Markdown.
    Markdown,
    /// A day, maybe with an hour.
    Date,
    /// A list of windows.
    Rounds,
    /// A finite number.
    Number,
    /// An amount or a range of amounts in a currency.
    Money,
    /// 0 to 100.
    Percent,
    /// Yes or no.
    Boolean,
    /// An http or https address.
    Url,
    /// An e-mail address.
    Email,
    /// One term.
    Term(VocabularyId),
    /// Terms.
    Terms(VocabularyId),
    /// One record.
    Record(CollectionId),
    /// Records.
    Records(CollectionId),
    /// A file beside the record.
    Image,
}

impl FieldKind {
    /// Tells whether many records are likely to have the same value: it is chosen from a few, or a plain number or day.
    pub(crate) fn has_few_values(&self) -> bool {
        matches!(
            self,
            Self::Term(_) | Self::Terms(_) | Self::Boolean | Self::Date | Self::Number | Self::Percent | Self::Money | Self::Rounds
        )
    }
}

/// What a field's `facet` option says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FacetOption {
    Values,
    Ranges(Vec<f64>),
    Periods(Vec<Date>),
    Year,
}

/// A field of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its key in front matter.
    pub id: String,
    /// The same in quotation marks, as messages have it.
    pub quoted: Box<str>,
    /// What it is called.
    pub label: Label,
    /// Whether the label was given, rather than taken over.
    pub(super) labelled: bool,
    /// A help for editors.
    pub help: Option<Label>,
    /// The type of its values.
    pub kind: FieldKind,
    /// Whether it takes a list of values.
    pub many: bool,
    /// Whether every record must have it.
    pub required: bool,
    /// Whether it is shown in listings.
    pub card: bool,
    /// Whether translations may have their own words.
    pub translatable: bool,
    /// Its schema.org property.
    pub property: Option<String>,
    pub(super) facet: Option<FacetOption>,
}

/// Reads a field. A field without a usable type is left out.
pub(super) fn read(id: &str, node: &Node, at: &At, checker: &mut Checker, context: &Context) -> Option<Field> {
    if BUILT_IN_KEYS.contains(&id) || DATA_KEYS.contains(&id) {
        let message = format!("A field cannot be called '{id}': every record has that key already.");
        checker.error(at, Target::Key, DiagnosticId::ReservedName, message, Some("Give the field another name.".into()));
        return None;
    }
    let entries = checker.map(node, at, "A field", KEYS);
    if node.is_no_map() {
        return None;
    }
    let get = |key: &str| entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value);
    let has = |key: &str| entries.iter().any(|(name, _)| *name == key);
    let kind = read_kind(get("type"), get("vocabulary"), get("collection"), at, checker, context)?;
    let is_term = matches!(kind, FieldKind::Term(_) | FieldKind::Terms(_));
    let is_record = matches!(kind, FieldKind::Record(_) | FieldKind::Records(_));
    if has("vocabulary") && !is_term {
        misplaced(checker, at, "vocabulary", "Only 'term' and 'terms' have a vocabulary.");
    }
    if has("collection") && !is_record {
        misplaced(checker, at, "collection", "Only 'record' and 'records' have a collection.");
    }
    let mut many = checker.boolean(get("many"), &at.key("many"), "'many'").unwrap_or(false);
    let takes_many = matches!(kind, FieldKind::Text | FieldKind::Url | FieldKind::Email | FieldKind::Number | FieldKind::Date);
    if many && !takes_many {
        misplaced(checker, at, "many", "Only text, url, email, number and date take 'many'.");
        many = false;
    }
    let facet = read_facet(get("facet"), &at.key("facet"), checker, kind);
    let label = Label::read(get("label"), &at.key("label"), checker, context.languages, "A field's label");
    let labelled = label.is_some();
    let label = label.unwrap_or_else(|| match kind {
        FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary) => context.vocabularies[vocabulary.index()].label.clone(),
        _ => Label::same(id, context.languages),
    });
    let words = matches!(kind, FieldKind::Text | FieldKind::Markdown);
    Some(Field {
        id: id.to_owned(),
        quoted: format!("'{id}'").into(),
        label,
        labelled,
        help: Label::read(get("help"), &at.key("help"), checker, context.languages, "A field's help"),
        kind,
        many,
        required: checker.boolean(get("required"), &at.key("required"), "'required'").unwrap_or(false),
        card: checker.boolean(get("card"), &at.key("card"), "'card'").unwrap_or(false),
        translatable: checker.boolean(get("translatable"), &at.key("translatable"), "'translatable'").unwrap_or(words),
        property: checker.text(get("property"), &at.key("property"), "'property'"),
        facet,
    })
}

fn misplaced(checker: &mut Checker, at: &At, key: &str, message: &str) {
    checker.error(&at.key(key), Target::Key, DiagnosticId::MisplacedOption, message, Some(format!("Remove '{key}'.")));
}

fn read_kind(kind: &Node, vocabulary: &Node, collection: &Node, at: &At, checker: &mut Checker, context: &Context) -> Option<FieldKind> {
    const NAMES: &[&str] = &[
        "text", "markdown", "date", "rounds", "number", "money", "percent", "boolean", "url", "email", "term", "terms", "record",
        "records", "image",
    ];
    let here = at.key("type");
    let Some(name) = checker.text(kind, &here, "A field's type") else {
        let help = format!("Add 'type: …'. The types are: {}", NAMES.join(", "));
        checker.error(at, Target::Key, DiagnosticId::MissingValue, "The field has no type.", Some(help));
        return None;
    };
    Some(match name.as_str() {
        "text" => FieldKind::Text,
        "markdown" => FieldKind::Markdown,
        "date" => FieldKind::Date,
        "rounds" => FieldKind::Rounds,
        "number" => FieldKind::Number,
        "money" => FieldKind::Money,
        "percent" => FieldKind::Percent,
        "boolean" => FieldKind::Boolean,
        "url" => FieldKind::Url,
        "email" => FieldKind::Email,
        "image" => FieldKind::Image,
        "term" => FieldKind::Term(vocabulary_of(vocabulary, at, checker, context)?),
        "terms" => FieldKind::Terms(vocabulary_of(vocabulary, at, checker, context)?),
        "record" => FieldKind::Record(collection_of(collection, at, checker, context)?),
        "records" => FieldKind::Records(collection_of(collection, at, checker, context)?),
        _ => {
            let message = format!("There is no field type '{name}'.");
            checker.error(&here, Target::Value, DiagnosticId::InvalidValue, message, did_you_mean(&name, NAMES.iter().copied()));
            return None;
        }
    })
}

fn vocabulary_of(node: &Node, at: &At, checker: &mut Checker, context: &Context) -> Option<VocabularyId> {
    let here = at.key("vocabulary");
    let Some(name) = checker.text(node, &here, "A field's vocabulary") else {
        checker.error(
            at,
            Target::Key,
            DiagnosticId::MissingValue,
            "A field of terms names no vocabulary.",
            Some("Add 'vocabulary: …'.".into()),
        );
        return None;
    };
    let found = context.vocabularies.iter().position(|vocabulary| vocabulary.id == name);
    if found.is_none() {
        let known: Vec<&str> = context.vocabularies.iter().map(|vocabulary| vocabulary.id.as_str()).collect();
        let message = format!("There is no vocabulary '{name}'.");
        checker.error(&here, Target::Value, DiagnosticId::UnknownVocabulary, message, did_you_mean(&name, known));
    }
    found.map(VocabularyId::new)
}

fn collection_of(node: &Node, at: &At, checker: &mut Checker, context: &Context) -> Option<CollectionId> {
    let here = at.key("collection");
    let Some(name) = checker.text(node, &here, "A field's collection") else {
        checker.error(
            at,
            Target::Key,
            DiagnosticId::MissingValue,
            "A field of records names no collection.",
            Some("Add 'collection: …'.".into()),
        );
        return None;
    };
    let found = context.names.iter().position(|known| *known == name);
    if found.is_none() {
        let message = format!("There is no collection '{name}'.");
        checker.error(&here, Target::Value, DiagnosticId::UnknownCollection, message, did_you_mean(&name, context.names.iter().copied()));
    }
    found.map(CollectionId::new)
}

fn read_facet(node: &Node, at: &At, checker: &mut Checker, kind: FieldKind) -> Option<FacetOption> {
    let measured = matches!(kind, FieldKind::Number | FieldKind::Money | FieldKind::Percent | FieldKind::Date);
    match node {
        Node::Null | Node::Boolean(false) => None,
        Node::Boolean(true) => match kind {
            FieldKind::Term(_)
            | FieldKind::Terms(_)
            | FieldKind::Record(_)
            | FieldKind::Records(_)
            | FieldKind::Boolean
            | FieldKind::Text => Some(FacetOption::Values),
            FieldKind::Date => {
                checker.error(
                    at,
                    Target::Value,
                    DiagnosticId::MisplacedOption,
                    "A date becomes a facet by its year or through ranges.",
                    Some("Write facet: {by: year}, or facet: {ranges: [2026-01-01, 2027-01-01]}".into()),
                );
                None
            }
            _ if measured => {
                let help = "Write facet: {ranges: [LOW, HIGH]}".to_owned();
                checker.error(at, Target::Value, DiagnosticId::MisplacedOption, "A number becomes a facet through ranges.", Some(help));
                None
            }
            _ => {
                checker.error(at, Target::Value, DiagnosticId::MisplacedOption, "A field of this type cannot be a facet.", None);
                None
            }
        },
        Node::Map(_) => {
            let entries = checker.map(node, at, "'facet'", &["ranges", "by"]);
            let mut option = None;
            for (key, value) in entries {
                let here = at.key(key);
                if key == "by" {
                    let by = checker.text(value, &here, "'by'");
                    if kind != FieldKind::Date {
                        checker.error(&here, Target::Key, DiagnosticId::MisplacedOption, "Only dates become a facet by year.", None);
                    } else if by.as_deref() == Some("year") {
                        option = Some(FacetOption::Year);
                    } else {
                        checker.error(&here, Target::Value, DiagnosticId::InvalidValue, "The only value of 'by' is 'year'.", None);
                    }
                } else if !measured {
                    let message = "Only numbers, money, percentages and dates have ranges.";
                    checker.error(&here, Target::Key, DiagnosticId::MisplacedOption, message, None);
                } else if kind == FieldKind::Date {
                    option = read_bounds(value, &here, checker, day, "days in rising order", "[2026-01-01, 2027-01-01]")
                        .map(FacetOption::Periods);
                } else {
                    option =
                        read_bounds(value, &here, checker, figure, "numbers in rising order", "[50000, 250000]").map(FacetOption::Ranges);
                }
            }
            option
        }
        _ => {
            let message = format!("'facet' must be true, or a map with 'ranges' or 'by', not {}.", node.kind());
            checker.error(at, Target::Value, DiagnosticId::WrongType, message, None);
            None
        }
    }
}

/// Reads the rising bounds of ranges.
fn read_bounds<T: PartialOrd>(
    node: &Node, at: &At, checker: &mut Checker, read: fn(&Node) -> Option<T>, what: &str, example: &str,
) -> Option<Vec<T>> {
    let mut bounds: Vec<T> = Vec::new();
    for item in checker.list(node, at, "'ranges'") {
        match read(item).filter(|bound| bounds.last().is_none_or(|last| last < bound)) {
            Some(bound) => bounds.push(bound),
            None => {
                let help = Some(format!("Such as: {example}"));
                checker.error(at, Target::Value, DiagnosticId::InvalidValue, format!("'ranges' must be {what}."), help);
                return None;
            }
        }
    }
    if bounds.is_empty() {
        checker.error(at, Target::Value, DiagnosticId::MissingValue, "'ranges' needs at least one bound.", None);
        return None;
    }
    Some(bounds)
}

fn figure(node: &Node) -> Option<f64> {
    match node {
        Node::Integer(value) => Some(*value as f64).filter(|value| is_exact(*value)),
        Node::Float(value) => Some(*value).filter(|value| is_exact(*value)),
        _ => None,
    }
}

/// Tells whether a number is small enough that every whole number of its size has a value of its own, here and in whoever reads it
/// as JSON (RFC 8259, 6).
pub(crate) fn is_exact(value: f64) -> bool {
    value.abs() < 9_007_199_254_740_992.0
}

fn day(node: &Node) -> Option<Date> {
    match node {
        Node::String(text) => crate::record::parse_date(text),
        _ => None,
    }
}
