//! Orders of records: by a field, then by title in the page's language, then by name.

use super::Entry;
use crate::hub::{LanguageId, Languages, RecordId, Sort, SortKey};
use crate::record::Value;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use jiff::civil::Date;
use std::cmp::Ordering;

/// One collator a language (Unicode CLDR, by ICU4X).
pub struct Collators {
    collators: Vec<Option<CollatorBorrowed<'static>>>,
}

impl Collators {
    /// Makes the collators. A language that the data does not know is ordered by code point.
    pub fn new(languages: &Languages) -> Self {
        let collator = |code: &String| {
            let locale = icu_locale_core::Locale::try_from_str(code).ok()?;
            Collator::try_new(locale.into(), CollatorOptions::default()).ok()
        };
        Self { collators: languages.codes().iter().map(collator).collect() }
    }

    /// Returns bytes that sort like the text.
    pub fn key(&self, language: LanguageId, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2);
        match &self.collators[language.index()] {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(text, &mut key);
            }
            None => key.extend_from_slice(text.as_bytes()),
        }
        key
    }

    /// Compares two texts. Of two alone this is less work than making their keys: most differ near their beginnings.
    pub(super) fn compare(&self, language: LanguageId, one: &str, other: &str) -> Ordering {
        match &self.collators[language.index()] {
            Some(collator) => collator.compare(one, other),
            None => one.cmp(other),
        }
    }
}

/// A value to sort by. Without one a record comes last in both directions.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Number(f64),
    Bytes(Vec<u8>),
    Missing,
}

impl Key {
    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let turn = |ordering: Ordering| if descending { ordering.reverse() } else { ordering };
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => turn(a.total_cmp(b)),
            (Self::Bytes(a), Self::Bytes(b)) => turn(a.cmp(b)),
            (Self::Missing, Self::Missing) => Ordering::Equal,
            (Self::Missing, _) => Ordering::Greater,
            (_, Self::Missing) => Ordering::Less,
            (Self::Number(_), Self::Bytes(_)) => Ordering::Less,
            (Self::Bytes(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

/// Sorts records in a language.
pub(super) fn sort(records: &mut [RecordId], entries: &[Entry], sort: Sort, language: LanguageId, collators: &Collators) {
    let mut keyed: Vec<(Key, RecordId)> = records.iter().map(|id| (key(&entries[id.index()], sort, language, collators), *id)).collect();
    let order = Order { entries, sort, language, collators };
    keyed.sort_unstable_by(|(key_a, a), (key_b, b)| order.compare((key_a, *a), (key_b, *b)));
    for (slot, (_, id)) in records.iter_mut().zip(keyed) {
        *slot = id;
    }
}

/// What records are compared by.
#[derive(Clone, Copy)]
pub(super) struct Order<'o> {
    pub(super) entries: &'o [Entry],
    pub(super) sort: Sort,
    pub(super) language: LanguageId,
    pub(super) collators: &'o Collators,
}

impl Order<'_> {
    /// Compares two records with their keys.
    pub(super) fn compare(&self, (key_a, a): (&Key, RecordId), (key_b, b): (&Key, RecordId)) -> Ordering {
        let title = |id: RecordId| self.entries[id.index()].title(self.language).0;
        let by_title = || self.collators.compare(self.language, title(a), title(b));
        let primary = match self.sort.key {
            SortKey::Title if self.sort.descending => by_title().reverse(),
            // Where titles are what to sort by, no record has a key, so that all keys are alike.
            _ => key_a.compare(key_b, self.sort.descending).then_with(by_title),
        };
        primary.then_with(|| self.entries[a.index()].name().cmp(self.entries[b.index()].name())).then_with(|| a.cmp(&b))
    }
}

/// Returns the value by which a record is sorted.
pub(super) fn key(entry: &Entry, sort: Sort, language: LanguageId, collators: &Collators) -> Key {
    let day = |date: Option<Date>| date.map_or(Key::Missing, |date| Key::Number(day_number(date)));
    match sort.key {
        SortKey::Title => Key::Missing,
        SortKey::Date => day(entry.original.date),
        SortKey::Updated => day(entry.changed()),
        SortKey::Verified => day(entry.original.verified),
        SortKey::Field(field) => match entry.value(field, language) {
            None => Key::Missing,
            Some((value, _)) => match value {
                Value::Dates(dates) => dates.first().map_or(Key::Missing, |moment| {
                    let minutes = moment.time.map_or(0.0, |time| f64::from(i32::from(time.hour()) * 60 + i32::from(time.minute()) + 1));
                    Key::Number(day_number(moment.date) + minutes / 2_000.0)
                }),
                Value::Numbers(numbers) => numbers.first().map_or(Key::Missing, |number| Key::Number(*number)),
                Value::Money(money) => Key::Number(money.figure()),
                Value::Percent(percent) => Key::Number(*percent),
                Value::Boolean(value) => Key::Number(if *value { 0.0 } else { 1.0 }),
                Value::Texts(texts) | Value::Urls(texts) | Value::Emails(texts) => {
                    texts.first().map_or(Key::Missing, |text| Key::Bytes(collators.key(language, text)))
                }
                Value::Terms(terms) => terms.first().map_or(Key::Missing, |term| Key::Number(term.index() as f64)),
                Value::Records(names) => names.first().map_or(Key::Missing, |name| Key::Bytes(name.as_bytes().to_vec())),
                Value::Rounds(_) if !entry.windows.is_empty() => day(entry.closing_day),
                Value::Rounds(rounds) => day(rounds.iter().filter_map(|round| round.closes).map(|moment| moment.date).max()),
                Value::Image(name) => Key::Bytes(name.as_bytes().to_vec()),
                Value::Markdown(body) => Key::Bytes(collators.key(language, &body.html)),
            },
        },
    }
}

fn day_number(date: Date) -> f64 {
    f64::from(i32::from(date.year()) * 400 + i32::from(date.month()) * 31 + i32::from(date.day()))
}
