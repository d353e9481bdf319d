//! By what the records of a collection can be filtered.

use super::field::FacetOption;
use super::{Field, FieldId, FieldKind, Label, Languages, Vocabulary, VocabularyId};
use jiff::civil::Date;

/// What a facet looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetKey {
    /// The record's status on a day.
    Status,
    /// A field.
    Field(FieldId),
}

/// Where a facet's terms come from.
#[derive(Clone, Debug, PartialEq)]
pub enum FacetKind {
    /// `upcoming`, `open`, `closing-soon` and `closed`.
    Status,
    /// The terms of a vocabulary.
    Vocabulary(VocabularyId),
    /// Ranges between rising bounds; a boundary belongs to the upper one.
    Ranges(Vec<f64>),
    /// Ranges between rising days; a boundary belongs to the upper one.
    Periods(Vec<Date>),
    /// The years of the dates in use.
    Year,
    /// `yes` and `no`.
    Boolean,
    /// The distinct values in use.
    Values,
    /// The records referred to.
    Records,
}

/// A facet of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// `status` or the field's key.
    pub id: String,
    /// What it is called. The status facet's is an interface string of the theme instead.
    pub label: Label,
    /// Its part of a term page's address.
    pub path: Label,
    /// What it looks at.
    pub key: FacetKey,
    /// Where its terms come from.
    pub kind: FacetKind,
}

impl Facet {
    pub(super) fn status(languages: &Languages) -> Self {
        let name = Label::same("status", languages);
        Self { id: "status".to_owned(), label: name.clone(), path: name, key: FacetKey::Status, kind: FacetKind::Status }
    }

    pub(super) fn of_field(index: usize, field: &Field, vocabularies: &[Vocabulary], languages: &Languages) -> Option<Self> {
        let kind = match (field.facet.as_ref()?, field.kind) {
            (FacetOption::Ranges(bounds), _) => FacetKind::Ranges(bounds.clone()),
            (FacetOption::Periods(bounds), _) => FacetKind::Periods(bounds.clone()),
            (FacetOption::Year, _) => FacetKind::Year,
            (FacetOption::Values, FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary)) => FacetKind::Vocabulary(vocabulary),
            (FacetOption::Values, FieldKind::Record(_) | FieldKind::Records(_)) => FacetKind::Records,
            (FacetOption::Values, FieldKind::Boolean) => FacetKind::Boolean,
            (FacetOption::Values, _) => FacetKind::Values,
        };
        let path = match &kind {
            FacetKind::Vocabulary(vocabulary) => vocabularies[vocabulary.index()].path.clone(),
            _ => None,
        };
        // Underscores are fine in a key, yet hyphens are what addresses use; the key stays as it is so that it can be foreseen.
        let path = path.unwrap_or_else(|| Label::same(&field.id, languages));
        Some(Self { id: field.id.clone(), label: field.label.clone(), path, key: FacetKey::Field(FieldId::new(index)), kind })
    }
}
