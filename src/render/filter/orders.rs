//! The orders in which a filter shows records, beside the collection's own.

use super::super::Renderer;
use crate::hub::{CollectionId, FieldId, FieldKind, LanguageId, RecordId, Sort, SortKey};
use crate::search::{File, named, push_number};
use serde::Serialize;

/// An order as the root file tells it.
#[derive(Serialize)]
pub(super) struct Order {
    /// `newest`, `title`, `amount` or `deadline`; `usual` where the collection's own, which comes first, is none of them.
    id: &'static str,
    /// The field that decides, in words, where there is one.
    label: String,
    /// Empty where the records' numbers or their windows tell the order.
    file: String,
}

impl Renderer<'_> {
    /// Describes the orders and writes their files: for each, the numbers of the records as they follow each other.
    pub(super) fn filter_orders(&self, id: CollectionId, language: LanguageId, files: &mut Vec<File>) -> Vec<Order> {
        let collection = self.catalogue().hub.collection(id);
        let index = self.catalogue().collection(id);
        let label = |field: FieldId| collection.field(field).label.get(language).to_lowercase();
        let (own, own_label) = match collection.sort {
            Sort { key: SortKey::Title, descending: false } => ("title", String::new()),
            Sort { key: SortKey::Date, descending: true } => ("newest", String::new()),
            Sort { key: SortKey::Field(field), .. } => ("usual", label(field)),
            _ => ("usual", String::new()),
        };
        let mut orders = vec![Order { id: own, label: own_label, file: String::new() }];
        if collection.window.is_some() {
            orders.push(Order { id: "deadline", label: String::new(), file: String::new() });
        }
        let money = collection.fields.iter().position(|field| field.kind == FieldKind::Money);
        let amount = money.map(FieldId::new).map(|field| ("amount", SortKey::Field(field), label(field)));
        let others = [Some(("newest", SortKey::Date, String::new())), Some(("title", SortKey::Title, String::new()))];
        for (name, key, label) in amount.into_iter().chain(others.into_iter().flatten()).filter(|(name, ..)| *name != own) {
            let sort = Sort { key, descending: name != "title" };
            if key == SortKey::Date && !self.any_date(&index.orders[language.index()]) {
                continue;
            }
            let all = index.orders[language.index()].to_vec();
            let sorted = index.sorted(all, &self.catalogue().entries, sort, language, &self.collators);
            let mut bytes = Vec::with_capacity(sorted.len() * 2);
            sorted.iter().for_each(|record| push_number(&mut bytes, index.rank(*record, language)));
            let (_, (file, bytes)) = named("order", Some(orders.len()), "bin", bytes);
            files.push((file.clone(), bytes));
            orders.push(Order { id: name, label, file });
        }
        orders
    }

    fn any_date(&self, records: &[RecordId]) -> bool {
        records.iter().any(|record| self.catalogue().entry(*record).original.date.is_some())
    }
}
