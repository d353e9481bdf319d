//! Open data: all records of a collection with all their facts, as JSON.

use super::Renderer;
use crate::catalogue::Entry;
use crate::hub::{CollectionId, Field, FieldId, FieldKind, LanguageId, RecordId, TermId, Vocabulary};
use crate::record::{Amount, Moment, Money, Round, Value as FieldValue, plain_text};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// Keys that the format itself gives to records, at most.
pub(super) const BUILT_IN: usize = 10;

/// A fact of a record: texts of the catalogue are not copied.
pub(super) enum Fact<'f> {
    /// A text.
    Text(Cow<'f, str>),
    /// Several, or one where a field may have several.
    List(Vec<Self>),
    /// Terms of a vocabulary, by their ids.
    Terms(&'f [TermId], &'f Vocabulary),
    /// A number, an amount, a window, or nothing.
    Other(Value),
}

impl<'f> Fact<'f> {
    pub(super) fn text(text: impl Into<Cow<'f, str>>) -> Self {
        Self::Text(text.into())
    }
}

impl Serialize for Fact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(facts) => serializer.collect_seq(facts),
            Self::Terms(terms, vocabulary) => serializer.collect_seq(ids(terms, vocabulary)),
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

/// A record's facts under their keys, in the order in which they are published. No two have the same key, and there are so few that
/// looking through them costs less than hashing keys.
pub(super) struct Facts<'f>(Vec<(&'f str, Fact<'f>)>);

impl<'f> Facts<'f> {
    /// Makes room for so many.
    pub(super) fn with_room_for(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// Returns the fact under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Fact<'f>> {
        self.0.iter().find(|(other, _)| *other == key).map(|(_, fact)| fact)
    }

    /// Adds a fact under a key that none has yet.
    pub(super) fn insert(&mut self, key: &'f str, fact: Fact<'f>) {
        self.0.push((key, fact));
    }

    /// Puts a fact in the place of the one under a key; adds it where there is none.
    pub(super) fn replace(&mut self, key: &'f str, fact: Fact<'f>) {
        match self.0.iter_mut().find(|(other, _)| *other == key) {
            Some((_, old)) => *old = fact,
            None => self.insert(key, fact),
        }
    }
}

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, fact)| (key, fact)))
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
        let mut facts = Facts::with_room_for(BUILT_IN + fields.len());
        facts.insert("id", Fact::text(entry.name()));
        facts.insert("url", Fact::text(self.record_address(id, language)));
        facts.insert("language", Fact::text(hub.languages.code(source)));
        facts.insert("title", Fact::text(title));
        facts.insert("summary", Fact::text(entry.summary(language).0));
        for (key, date) in [("date", entry.original.date), ("updated", entry.original.updated), ("verified", entry.original.verified)] {
            if let Some(date) = date {
                facts.insert(key, Fact::text(date.to_string()));
            }
        }
        if let Some(status) = entry.status {
            facts.insert("status", Fact::text(status.as_str()));
        }
        for (index, field) in fields.iter().enumerate() {
            if let Some((value, _)) = entry.value(FieldId::new(index), language) {
                facts.insert(&field.id, self.fact_to_publish(entry, FieldId::new(index), field, value));
            }
        }
        if !entry.original.sources.is_empty() {
            facts.insert("sources", Fact::List(entry.original.sources.iter().map(|source| Fact::text(&**source)).collect()));
        }
        facts
    }

    fn fact_to_publish<'f>(&'f self, entry: &'f Entry, id: FieldId, field: &Field, value: &'f FieldValue) -> Fact<'f> {
        match value {
            FieldValue::Texts(texts) | FieldValue::Urls(texts) | FieldValue::Emails(texts) => {
                listed(texts.iter().map(|text| Fact::text(&**text)), field.many)
            }
            FieldValue::Markdown(body) => Fact::text(plain_text(&body.html).trim().to_owned()),
            FieldValue::Dates(dates) => listed(dates.iter().map(|moment| Fact::text(moment.iso())), field.many),
            FieldValue::Rounds(rounds) => Fact::Other(rounds.iter().map(round).collect()),
            FieldValue::Numbers(numbers) => listed(numbers.iter().map(|value| Fact::Other(number(*value))), field.many),
            FieldValue::Money(money) => Fact::Other(money_value(money)),
            FieldValue::Percent(percent) => Fact::Other(number(*percent)),
            FieldValue::Boolean(value) => Fact::Other((*value).into()),
            FieldValue::Terms(terms) => {
                let (FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary)) = field.kind else { return Fact::Other(Value::Null) };
                let vocabulary = self.catalogue().hub.vocabulary(vocabulary);
                if matches!(field.kind, FieldKind::Terms(_)) {
                    return Fact::Terms(terms, vocabulary);
                }
                ids(terms, vocabulary).next().map_or(Fact::Other(Value::Null), Fact::text)
            }
            FieldValue::Records(_) => {
                let names = entry.referenced(id).iter().map(|target| Fact::text(self.catalogue().entry(*target).name()));
                listed(names, matches!(field.kind, FieldKind::Records(_)))
            }
            FieldValue::Image(name) => {
                let path = entry.original.beside(name).and_then(|path| self.addresses.attached(&path));
                path.map_or(Fact::Other(Value::Null), |path| Fact::text(self.addresses.absolute(&path)))
            }
        }
    }
}

/// Returns the ids of terms.
pub(super) fn ids<'f>(terms: &'f [TermId], vocabulary: &'f Vocabulary) -> impl Iterator<Item = &'f str> {
    terms.iter().map(|term| vocabulary.term(*term).id.as_str())
}

/// Returns a list, or the first of what can be one alone.
fn listed<'f>(mut facts: impl Iterator<Item = Fact<'f>>, many: bool) -> Fact<'f> {
    if many { Fact::List(facts.collect()) } else { facts.next().unwrap_or(Fact::Other(Value::Null)) }
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
