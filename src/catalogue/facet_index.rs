//! Which records each term of a facet finds.

use super::order::Collators;
use super::{Entry, Status};
use crate::hub::{Collection, Facet, FacetKey, FacetKind, FieldId, Hub, LanguageId, Order, RecordId, TermId, Vocabulary};
use crate::record::{Value, range_terms, slugify};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;

/// The terms of one facet of a collection.
#[derive(Debug)]
pub struct FacetIndex {
    /// The terms, a parent before its children; terms without records included.
    pub options: Vec<FacetOption>,
    /// The indices of `options` in the order in which a language shows them.
    pub shown: Vec<Box<[u32]>>,
}

/// A term of a facet.
#[derive(Debug)]
pub struct FacetOption {
    /// Its id in addresses.
    pub id: Box<str>,
    /// What it is called.
    pub label: OptionLabel,
    /// The option above it.
    pub parent: Option<u32>,
    /// The vocabulary's term, where it is one.
    pub term: Option<TermId>,
    /// The records that it finds, sorted by id: its own, its descendants' and, with `covers`, its ancestors'.
    pub records: Box<[RecordId]>,
}

/// Where a term's words come from.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionLabel {
    /// From the vocabulary.
    Term,
    /// From the interface strings of statuses.
    Status(Status),
    /// From the interface strings of yes and no.
    Boolean(bool),
    /// A range: from, to (not included).
    Range(Option<f64>, Option<f64>),
    /// A range of days: from, to (not included).
    Period(Option<Date>, Option<Date>),
    /// The same in every language.
    Text(Box<str>),
    /// The title of a record.
    Record(RecordId),
}

impl FacetIndex {
    /// Finds an option by its id.
    pub fn option_named(&self, id: &str) -> Option<u32> {
        self.options.iter().position(|option| &*option.id == id).map(|index| index as u32)
    }
}

pub(super) fn build(
    hub: &Hub, collection: &Collection, facet: &Facet, entries: &[Entry], range: Range<usize>, collators: &Collators,
) -> FacetIndex {
    let records = || range.clone().map(RecordId::new).map(|id| (id, &entries[id.index()]));
    let options = match (&facet.kind, facet.key) {
        (FacetKind::Status, _) | (_, FacetKey::Status) => status_options(records()),
        (FacetKind::Vocabulary(id), FacetKey::Field(field)) => vocabulary_options(hub.vocabulary(*id), field, records()),
        (FacetKind::Ranges(bounds), FacetKey::Field(field)) => range_options(bounds, field, figures, OptionLabel::Range, records()),
        (FacetKind::Periods(bounds), FacetKey::Field(field)) => range_options(bounds, field, days, OptionLabel::Period, records()),
        (FacetKind::Boolean, FacetKey::Field(field)) => boolean_options(field, records()),
        (FacetKind::Year | FacetKind::Values | FacetKind::Records, FacetKey::Field(field)) => value_options(collection, field, records()),
    };
    let shown = hub.languages.ids().map(|language| shown(hub, facet, &options, language, entries, collators).into()).collect();
    FacetIndex { options, shown }
}

fn flat(id: &str, label: OptionLabel, records: Vec<RecordId>) -> FacetOption {
    FacetOption { id: id.into(), label, parent: None, term: None, records: records.into() }
}

fn status_options<'e>(records: impl Iterator<Item = (RecordId, &'e Entry)>) -> Vec<FacetOption> {
    let all = [Status::Open, Status::ClosingSoon, Status::Upcoming, Status::Closed];
    let mut found: [Vec<RecordId>; 4] = Default::default();
    for (id, entry) in records {
        for name in entry.status.map_or(&[][..], Status::terms) {
            if let Some(index) = all.iter().position(|status| status.as_str() == *name) {
                found[index].push(id);
            }
        }
    }
    all.into_iter().zip(found).map(|(status, records)| flat(status.as_str(), OptionLabel::Status(status), records)).collect()
}

fn vocabulary_options<'e>(
    vocabulary: &Vocabulary, field: FieldId, records: impl Iterator<Item = (RecordId, &'e Entry)>,
) -> Vec<FacetOption> {
    let mut found: Vec<Vec<RecordId>> = vec![Vec::new(); vocabulary.terms.len()];
    let mut add = |term: TermId, id: RecordId| {
        let list = &mut found[term.index()];
        // A record arrives here with rising ids, so that a repetition can only be the last.
        if list.last() != Some(&id) {
            list.push(id);
        }
    };
    for (id, entry) in records {
        for term in entry.original.value(field).map_or(&[][..], Value::terms) {
            add(*term, id);
            vocabulary.ancestors(*term).for_each(|above| add(above, id));
            if vocabulary.covers {
                vocabulary.subtree(*term).skip(1).for_each(|below| add(TermId::new(below), id));
            }
        }
    }
    vocabulary
        .terms
        .iter()
        .zip(found)
        .enumerate()
        .map(|(index, (term, records))| FacetOption {
            id: term.id.as_str().into(),
            label: OptionLabel::Term,
            parent: term.parent.map(|parent| parent.index() as u32),
            term: Some(TermId::new(index)),
            records: records.into(),
        })
        .collect()
}

fn range_options<'e, T: Copy + Display + PartialOrd>(
    bounds: &[T], field: FieldId, read: fn(&Value) -> Vec<T>, label: fn(Option<T>, Option<T>) -> OptionLabel,
    records: impl Iterator<Item = (RecordId, &'e Entry)>,
) -> Vec<FacetOption> {
    let mut found: Vec<Vec<RecordId>> = vec![Vec::new(); bounds.len() + 1];
    for (id, entry) in records {
        for value in entry.original.value(field).map_or_else(Vec::new, read) {
            let list = &mut found[bounds.partition_point(|bound| *bound <= value)];
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
    }
    range_terms(bounds)
        .into_iter()
        .zip(found)
        .enumerate()
        .map(|(index, (name, records))| {
            let low = index.checked_sub(1).and_then(|index| bounds.get(index)).copied();
            flat(&name, label(low, bounds.get(index).copied()), records)
        })
        .collect()
}

fn figures(value: &Value) -> Vec<f64> {
    match value {
        Value::Numbers(numbers) => numbers.to_vec(),
        Value::Money(money) => vec![money.figure()],
        Value::Percent(percent) => vec![*percent],
        _ => Vec::new(),
    }
}

fn days(value: &Value) -> Vec<Date> {
    match value {
        Value::Dates(dates) => dates.iter().map(|moment| moment.date).collect(),
        _ => Vec::new(),
    }
}

fn boolean_options<'e>(field: FieldId, records: impl Iterator<Item = (RecordId, &'e Entry)>) -> Vec<FacetOption> {
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    for (id, entry) in records {
        match entry.original.value(field) {
            Some(Value::Boolean(true)) => yes.push(id),
            Some(Value::Boolean(false)) => no.push(id),
            _ => {}
        }
    }
    vec![flat("yes", OptionLabel::Boolean(true), yes), flat("no", OptionLabel::Boolean(false), no)]
}

/// Years, texts and records: the values in use. Years fall, everything else rises by id.
fn value_options<'e>(collection: &Collection, field: FieldId, records: impl Iterator<Item = (RecordId, &'e Entry)>) -> Vec<FacetOption> {
    let mut found: BTreeMap<String, (OptionLabel, Vec<RecordId>)> = BTreeMap::new();
    let is_date = collection.field(field).kind == crate::hub::FieldKind::Date;
    for (id, entry) in records {
        let mut add = |key: String, label: OptionLabel| {
            let (_, list) = found.entry(key).or_insert_with(|| (label, Vec::new()));
            if list.last() != Some(&id) {
                list.push(id);
            }
        };
        match entry.original.value(field) {
            Some(Value::Dates(dates)) => {
                for moment in dates {
                    let year = moment.date.year().to_string();
                    add(year.clone(), OptionLabel::Text(year.into()));
                }
            }
            Some(Value::Texts(texts)) => {
                for text in texts {
                    let key = slugify(text);
                    if !key.is_empty() {
                        add(key, OptionLabel::Text(text.clone()));
                    }
                }
            }
            Some(Value::Records(names)) => {
                for (name, target) in names.iter().zip(entry.referenced(field)) {
                    add(name.to_string(), OptionLabel::Record(*target));
                }
            }
            _ => {}
        }
    }
    let options = found.into_iter().map(|(key, (label, records))| flat(&key, label, records));
    if is_date { options.rev().collect() } else { options.collect() }
}

/// Returns the options in the order in which a language shows them: as they are, or siblings by label.
fn shown(hub: &Hub, facet: &Facet, options: &[FacetOption], language: LanguageId, entries: &[Entry], collators: &Collators) -> Vec<u32> {
    let label = |option: &FacetOption| match (&option.label, &facet.kind, option.term) {
        (_, FacetKind::Vocabulary(id), Some(term)) => hub.vocabulary(*id).term(term).label.get(language).to_owned(),
        (OptionLabel::Text(text), ..) => text.to_string(),
        (OptionLabel::Record(record), ..) => entries[record.index()].title(language).0.to_owned(),
        _ => String::new(),
    };
    let by_label = match &facet.kind {
        FacetKind::Vocabulary(id) => hub.vocabulary(*id).order == Order::Label,
        FacetKind::Values | FacetKind::Records => true,
        _ => false,
    };
    if !by_label {
        return (0..options.len() as u32).collect();
    }
    let keys: Vec<Vec<u8>> = options.iter().map(|option| collators.key(language, &label(option))).collect();
    let mut children: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
    for (index, option) in options.iter().enumerate() {
        children.entry(option.parent).or_default().push(index as u32);
    }
    children.values_mut().for_each(|list| list.sort_by(|a, b| (&keys[*a as usize], *a).cmp(&(&keys[*b as usize], *b))));
    let mut order = Vec::with_capacity(options.len());
    let mut open: Vec<u32> = children.get(&None).map(|roots| roots.iter().rev().copied().collect()).unwrap_or_default();
    while let Some(index) = open.pop() {
        order.push(index);
        open.extend(children.get(&Some(index)).into_iter().flatten().rev());
    }
    order
}
