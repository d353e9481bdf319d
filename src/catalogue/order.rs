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

/// Sorts records in a language. `title_key` gives a record's collation key in that language.
pub(super) fn sort<'k>(
    records: &mut [RecordId], entries: &[Entry], sort: Sort, language: LanguageId, collators: &Collators,
    title_key: impl Fn(RecordId) -> &'k [u8],
) {
    let mut keyed: Vec<(Key, RecordId)> = records.iter().map(|id| (key(&entries[id.index()], sort, language, collators), *id)).collect();
    keyed.sort_unstable_by(|(key_a, a), (key_b, b)| compare((key_a, *a), (key_b, *b), entries, sort, &title_key));
    for (slot, (_, id)) in records.iter_mut().zip(keyed) {
        *slot = id;
    }
}

/// Compares two records with their keys.
pub(super) fn compare<'k>(
    (key_a, a): (&Key, RecordId), (key_b, b): (&Key, RecordId), entries: &[Entry], sort: Sort, title_key: &impl Fn(RecordId) -> &'k [u8],
) -> Ordering {
    let by_title = || title_key(a).cmp(title_key(b));
    let primary = match sort.key {
        SortKey::Title if sort.descending => by_title().reverse(),
        // Where titles are what to sort by, no record has a key, so that all keys are alike.
        _ => key_a.compare(key_b, sort.descending).then_with(by_title),
    };
    primary.then_with(|| entries[a.index()].name().cmp(entries[b.index()].name())).then_with(|| a.cmp(&b))
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
