//! The figures and days of a facet's records, for limits that readers set themselves.

use super::super::Renderer;
use crate::catalogue::Entry;
use crate::hub::{CollectionId, Facet, FacetId, FacetKey, FacetKind, FieldKind, LanguageId};
use crate::record::Value;
use crate::search::{File, named};
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the values of a facet measure, as the root file tells it.
#[derive(Serialize)]
pub(super) struct Measured {
    /// `date`, `money`, `number` or `percent`.
    measure: &'static str,
    /// The values by their unit: currencies, the most frequent first; of everything else the only unit has no name.
    units: Vec<Unit>,
}

#[derive(Serialize)]
struct Unit {
    unit: String,
    file: String,
}

impl Renderer<'_> {
    /// Describes the values of a facet of ranges or years and writes their files; none where no record has any.
    ///
    /// A file is an array of a record's number and its value, in turn, the numbers rising. Days count from 1970.
    pub(super) fn filter_values(&self, id: CollectionId, facet: FacetId, language: LanguageId, files: &mut Vec<File>) -> Option<Measured> {
        let collection = self.catalogue().hub.collection(id);
        let settings = collection.facet(facet);
        let FacetKey::Field(field) = settings.key else { return None };
        let measure = match collection.field(field).kind {
            _ if !is_measured(settings) => return None,
            FieldKind::Money => "money",
            FieldKind::Percent => "percent",
            FieldKind::Date => "date",
            _ => "number",
        };
        let mut units: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for (rank, record) in self.catalogue().collection(id).orders[language.index()].iter().enumerate() {
            let entry: &Entry = self.catalogue().entry(*record);
            let Some(value) = entry.original.value(field) else { continue };
            let mut push = |unit, figure| units.entry(unit).or_default().extend([rank as f64, figure]);
            match value {
                Value::Numbers(numbers) => numbers.iter().for_each(|number| push("", *number)),
                Value::Percent(percent) => push("", *percent),
                Value::Dates(dates) => dates.iter().for_each(|moment| push("", days(moment.date))),
                Value::Money(money) => push(&money.currency, money.figure()),
                _ => {}
            }
        }
        let mut units: Vec<(&str, Vec<f64>)> = units.into_iter().collect();
        units.sort_by_key(|(unit, pairs)| (Reverse(pairs.len()), *unit));
        let units: Vec<Unit> = units
            .into_iter()
            .enumerate()
            .map(|(place, (unit, pairs))| {
                let kind = if place == 0 { "values".to_owned() } else { format!("values-{}", place + 1) };
                let (_, (file, bytes)) = named(&kind, Some(facet.index()), "json", json(&pairs).into_bytes());
                files.push((file.clone(), bytes));
                Unit { unit: unit.to_owned(), file }
            })
            .collect();
        (!units.is_empty()).then_some(Measured { measure, units })
    }
}

fn is_measured(facet: &Facet) -> bool {
    matches!(facet.kind, FacetKind::Ranges(_) | FacetKind::Periods(_) | FacetKind::Year)
}

fn days(date: Date) -> f64 {
    const FIRST: Date = Date::constant(1970, 1, 1);
    date.duration_since(FIRST).as_hours() as f64 / 24.0
}

/// Writes finite numbers, which Rust writes without an exponent.
fn json(numbers: &[f64]) -> String {
    let texts: Vec<String> = numbers.iter().map(f64::to_string).collect();
    format!("[{}]", texts.join(","))
}
