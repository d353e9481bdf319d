//! Which records each term of a facet finds.

use super::order::Collators;
use super::{Entry, Status};
use crate::hub::{Collection, Facet, FacetKey, FacetKind, FieldId, Hub, LanguageId, Order, RecordId, TermId};
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
    let options = match (fixed_options(hub, facet), facet.key) {
        (Some(options), _) => fill(hub, facet, options, records()),
        (None, FacetKey::Field(field)) => value_options(collection, field, records()),
        (None, FacetKey::Status) => Vec::new(),
    };
    let shown = all_shown(hub, facet, &options, entries, collators);
    FacetIndex { options, shown }
}

impl FacetIndex {
    /// Orders the options anew, after labels have changed.
    pub(super) fn show(&mut self, hub: &Hub, facet: &Facet, entries: &[Entry], collators: &Collators) {
        self.shown = all_shown(hub, facet, &self.options, entries, collators);
    }

    /// Moves a record from some options to others.
    pub(super) fn move_record(&mut self, id: RecordId, from: &[u32], to: &[u32]) {
        for option in from.iter().filter(|option| !to.contains(option)) {
            let records = &mut self.options[*option as usize].records;
            *records = records.iter().copied().filter(|record| *record != id).collect();
        }
        for option in to.iter().filter(|option| !from.contains(option)) {
            let records = &mut self.options[*option as usize].records;
            let mut list = std::mem::take(records).into_vec();
            list.insert(list.partition_point(|record| *record < id), id);
            *records = list.into();
        }
    }
}

/// What a facet makes of one record.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Membership {
    /// The indices of the options that find it, rising, where the options do not depend on the records.
    Fixed(Vec<u32>),
    /// The options that it brings about, by id, where the values in use are the options.
    Values(Vec<(String, OptionLabel)>),
}

/// Returns what a facet makes of a record.
pub(super) fn membership(hub: &Hub, facet: &Facet, entry: &Entry) -> Membership {
    if matches!(facet.kind, FacetKind::Year | FacetKind::Values | FacetKind::Records)
        && let FacetKey::Field(field) = facet.key
    {
        let mut values = Vec::new();
        each_value(field, entry, &mut |key, label| values.push((key, label)));
        return Membership::Values(values);
    }
    let mut options = Vec::new();
    each_option(hub, facet, entry, &mut |option| options.push(option));
    options.sort_unstable();
    options.dedup();
    Membership::Fixed(options)
}

const STATUSES: [Status; 4] = [Status::Open, Status::ClosingSoon, Status::Upcoming, Status::Closed];

/// Returns the options of a facet, without records, where they do not depend on the records.
fn fixed_options(hub: &Hub, facet: &Facet) -> Option<Vec<FacetOption>> {
    let options = match &facet.kind {
        FacetKind::Status => STATUSES.into_iter().map(|status| flat(status.as_str(), OptionLabel::Status(status), Vec::new())).collect(),
        FacetKind::Vocabulary(id) => {
            let terms = hub.vocabulary(*id).terms.iter().enumerate();
            terms
                .map(|(index, term)| FacetOption {
                    id: term.id.as_str().into(),
                    label: OptionLabel::Term,
                    parent: term.parent.map(|parent| parent.index() as u32),
                    term: Some(TermId::new(index)),
                    records: Box::default(),
                })
                .collect()
        }
        FacetKind::Ranges(bounds) => range_options(bounds, OptionLabel::Range),
        FacetKind::Periods(bounds) => range_options(bounds, OptionLabel::Period),
        FacetKind::Boolean => {
            vec![flat("yes", OptionLabel::Boolean(true), Vec::new()), flat("no", OptionLabel::Boolean(false), Vec::new())]
        }
        FacetKind::Year | FacetKind::Values | FacetKind::Records => return None,
    };
    Some(options)
}

fn range_options<T: Copy + Display>(bounds: &[T], label: fn(Option<T>, Option<T>) -> OptionLabel) -> Vec<FacetOption> {
    let terms = range_terms(bounds).into_iter().enumerate();
    terms
        .map(|(index, name)| {
            let low = index.checked_sub(1).and_then(|index| bounds.get(index)).copied();
            flat(&name, label(low, bounds.get(index).copied()), Vec::new())
        })
        .collect()
}

fn fill<'e>(
    hub: &Hub, facet: &Facet, mut options: Vec<FacetOption>, records: impl Iterator<Item = (RecordId, &'e Entry)>,
) -> Vec<FacetOption> {
    let mut found: Vec<Vec<RecordId>> = vec![Vec::new(); options.len()];
    for (id, entry) in records {
        each_option(hub, facet, entry, &mut |option| {
            let list = &mut found[option as usize];
            // A record arrives here with rising ids, so that a repetition can only be the last.
            if list.last() != Some(&id) {
                list.push(id);
            }
        });
    }
    for (option, records) in options.iter_mut().zip(found) {
        option.records = records.into();
    }
    options
}

fn flat(id: &str, label: OptionLabel, records: Vec<RecordId>) -> FacetOption {
    FacetOption { id: id.into(), label, parent: None, term: None, records: records.into() }
}

/// Hands over each option that finds a record, maybe more than once.
fn each_option(hub: &Hub, facet: &Facet, entry: &Entry, add: &mut impl FnMut(u32)) {
    let value = match facet.key {
        FacetKey::Field(field) => entry.original.value(field),
        FacetKey::Status => None,
    };
    match &facet.kind {
        FacetKind::Status => {
            for name in entry.status.map_or(&[][..], Status::terms) {
                if let Some(index) = STATUSES.iter().position(|status| status.as_str() == *name) {
                    add(index as u32);
                }
            }
        }
        FacetKind::Vocabulary(id) => {
            let vocabulary = hub.vocabulary(*id);
            for term in value.map_or(&[][..], Value::terms) {
                add(term.index() as u32);
                vocabulary.ancestors(*term).for_each(|above| add(above.index() as u32));
                if vocabulary.covers {
                    vocabulary.subtree(*term).skip(1).for_each(|below| add(below as u32));
                }
            }
        }
        FacetKind::Ranges(bounds) => {
            let mut place = |figure: f64| add(bounds.partition_point(|bound| *bound <= figure) as u32);
            match value {
                Some(Value::Numbers(numbers)) => numbers.iter().for_each(|number| place(*number)),
                Some(Value::Money(money)) => place(money.figure()),
                Some(Value::Percent(percent)) => place(*percent),
                _ => {}
            }
        }
        FacetKind::Periods(bounds) => {
            if let Some(Value::Dates(dates)) = value {
                dates.iter().for_each(|moment| add(bounds.partition_point(|bound| *bound <= moment.date) as u32));
            }
        }
        FacetKind::Boolean => {
            if let Some(Value::Boolean(value)) = value {
                add(u32::from(!*value));
            }
        }
        FacetKind::Year | FacetKind::Values | FacetKind::Records => {}
    }
}

/// Years, texts and records: the values in use. Years fall, everything else rises by id.
fn value_options<'e>(collection: &Collection, field: FieldId, records: impl Iterator<Item = (RecordId, &'e Entry)>) -> Vec<FacetOption> {
    let mut found: BTreeMap<String, (OptionLabel, Vec<RecordId>)> = BTreeMap::new();
    let is_date = collection.field(field).kind == crate::hub::FieldKind::Date;
    for (id, entry) in records {
        each_value(field, entry, &mut |key, label| {
            let (_, list) = found.entry(key).or_insert_with(|| (label, Vec::new()));
            if list.last() != Some(&id) {
                list.push(id);
            }
        });
    }
    let options = found.into_iter().map(|(key, (label, records))| flat(&key, label, records));
    if is_date { options.rev().collect() } else { options.collect() }
}

/// Hands over the id and the label of each option that a record's values bring about.
fn each_value(field: FieldId, entry: &Entry, add: &mut impl FnMut(String, OptionLabel)) {
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

fn all_shown(hub: &Hub, facet: &Facet, options: &[FacetOption], entries: &[Entry], collators: &Collators) -> Vec<Box<[u32]>> {
    hub.languages.ids().map(|language| shown(hub, facet, options, language, entries, collators).into()).collect()
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
