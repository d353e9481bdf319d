//! Open data: all records of a collection with all their facts, as JSON.

use super::Renderer;
use crate::catalogue::Entry;
use crate::hub::{CollectionId, Field, FieldId, FieldKind, LanguageId, RecordId};
use crate::record::{Amount, Moment, Money, Round, Value as FieldValue, plain_text};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Keys that the format itself gives to records.
const BUILT_IN: usize = 10;

/// A record's facts under their keys, in the order in which they are published. There are so few that looking through them costs less
/// than hashing keys.
pub(super) struct Facts<'f>(Vec<(&'f str, Value)>);

impl<'f> Facts<'f> {
    /// Returns the fact under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(other, _)| *other == key).map(|(_, value)| value)
    }

    /// Adds a fact, in the place of what stood under its key.
    fn insert(&mut self, key: &'f str, value: Value) {
        match self.0.iter_mut().find(|(other, _)| *other == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }
}

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Renderer<'_> {
    /// Renders `records.json`: who publishes it under which licence, and the records in the collection's order.
    pub(super) fn json(&self, collection: CollectionId, language: LanguageId) -> Vec<u8> {
        let hub = &self.catalogue().hub;
        let records = &self.catalogue().collection(collection).orders[language.index()];
        let mut head = Map::new();
        head.insert("collection".into(), hub.collection(collection).id.as_str().into());
        head.insert("title".into(), hub.collection(collection).label.get(language).into());
        head.insert("language".into(), hub.languages.code(language).into());
        head.insert("url".into(), self.addresses.absolute(&self.addresses.collection(collection, language)).into());
        head.insert("licence".into(), hub.data_licence.clone().into());
        head.insert("count".into(), records.len().into());
        let mut out = serde_json::to_vec(&Value::Object(head)).unwrap_or_default();
        // The records are written one by one into the open object, so that they never all stand in memory twice.
        out.pop();
        out.extend_from_slice(b",\"records\":[");
        for (index, id) in records.iter().enumerate() {
            out.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
            // Writing to memory cannot fail.
            let _ = serde_json::to_writer(&mut out, &self.data_of(*id, collection, language));
        }
        out.extend_from_slice(b"\n]}\n");
        out
    }

    /// Returns a record with all its facts under their keys.
    pub(super) fn data_of(&self, id: RecordId, collection: CollectionId, language: LanguageId) -> Facts<'_> {
        let entry = self.catalogue().entry(id);
        let hub = &self.catalogue().hub;
        let fields = &hub.collection(collection).fields;
        let (title, source) = entry.title(language);
        let mut facts = Facts(Vec::with_capacity(BUILT_IN + fields.len()));
        facts.insert("id", entry.name().into());
        facts.insert("url", self.record_address(id, language).into());
        facts.insert("language", hub.languages.code(source).into());
        facts.insert("title", title.into());
        facts.insert("summary", entry.summary(language).0.into());
        for (key, date) in [("date", entry.original.date), ("updated", entry.original.updated), ("verified", entry.original.verified)] {
            if let Some(date) = date {
                facts.insert(key, date.to_string().into());
            }
        }
        if let Some(status) = entry.status {
            facts.insert("status", status.as_str().into());
        }
        for (index, field) in fields.iter().enumerate() {
            if let Some((value, _)) = entry.value(FieldId::new(index), language) {
                facts.insert(&field.id, self.data_value(entry, FieldId::new(index), field, value));
            }
        }
        if !entry.original.sources.is_empty() {
            facts.insert("sources", entry.original.sources.iter().map(|source| Value::from(&**source)).collect());
        }
        facts
    }

    fn data_value(&self, entry: &Entry, id: FieldId, field: &Field, value: &FieldValue) -> Value {
        let listed = |values: Vec<Value>| if field.many { Value::Array(values) } else { values.into_iter().next().unwrap_or_default() };
        match value {
            FieldValue::Texts(texts) | FieldValue::Urls(texts) | FieldValue::Emails(texts) => {
                listed(texts.iter().map(|text| Value::from(&**text)).collect())
            }
            FieldValue::Markdown(body) => plain_text(&body.html).trim().into(),
            FieldValue::Dates(dates) => listed(dates.iter().map(|moment| moment.iso().into()).collect()),
            FieldValue::Rounds(rounds) => rounds.iter().map(round).collect(),
            FieldValue::Numbers(numbers) => listed(numbers.iter().map(|value| number(*value)).collect()),
            FieldValue::Money(money) => money_value(money),
            FieldValue::Percent(percent) => number(*percent),
            FieldValue::Boolean(value) => (*value).into(),
            FieldValue::Terms(terms) => {
                let (FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary)) = field.kind else { return Value::Null };
                let vocabulary = self.catalogue().hub.vocabulary(vocabulary);
                let mut ids = terms.iter().map(|term| Value::from(vocabulary.term(*term).id.as_str()));
                if matches!(field.kind, FieldKind::Term(_)) { ids.next().unwrap_or_default() } else { ids.collect() }
            }
            FieldValue::Records(_) => {
                let mut names = entry.referenced(id).iter().map(|target| Value::from(self.catalogue().entry(*target).name()));
                if matches!(field.kind, FieldKind::Record(_)) { names.next().unwrap_or_default() } else { names.collect() }
            }
            FieldValue::Image(name) => {
                let path = entry.original.beside(name).and_then(|path| self.addresses.attached(&path));
                path.map_or(Value::Null, |path| self.addresses.absolute(&path).into())
            }
        }
    }
}

/// Whole numbers are written without a fraction.
pub(super) fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 { json!(value as i64) } else { json!(value) }
}

fn money_value(money: &Money) -> Value {
    let mut object = Map::new();
    match money.amount {
        Amount::Exact(amount) => {
            object.insert("amount".into(), number(amount));
        }
        Amount::Range { min, max } => {
            for (key, bound) in [("min", min), ("max", max)] {
                if let Some(bound) = bound {
                    object.insert(key.into(), number(bound));
                }
            }
        }
    }
    object.insert("currency".into(), (&*money.currency).into());
    Value::Object(object)
}

fn round(round: &Round) -> Value {
    let mut object = Map::new();
    let moment = |moment: Option<Moment>| moment.map(Moment::iso);
    for (key, value) in
        [("opens", moment(round.opens)), ("closes", moment(round.closes)), ("label", round.label.as_deref().map(str::to_owned))]
    {
        if let Some(value) = value {
            object.insert(key.into(), value.into());
        }
    }
    if let Some(budget) = &round.budget {
        object.insert("budget".into(), money_value(budget));
    }
    Value::Object(object)
}
