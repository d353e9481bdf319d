//! Amounts that a form cannot show.

use crate::hub::{FieldKind, Hub};
use crate::record::halves;
use crate::source::{self, Tree};
use crate::yaml::{Node, parse};
use std::collections::BTreeMap;

/// Returns a line for each field of money that records write as a plain number. A form shows the parts of an amount, and would lose
/// what has none.
pub(super) fn plain(hub: &Hub, tree: &Tree) -> Vec<String> {
    let mut found: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for document in &tree.documents {
        let folder = document.path.split('/').nth(1).unwrap_or_default();
        let Some(collection) = hub.collection_named(folder).map(|id| hub.collection(id)) else { continue };
        let money: Vec<&str> =
            collection.fields.iter().filter(|field| field.kind == FieldKind::Money).map(|field| field.id.as_str()).collect();
        if money.is_empty() {
            continue;
        }
        let Ok(text) = source::read_text(&document.disk, &document.path) else { continue };
        let Ok(Node::Map(entries)) = parse(halves(&text).yaml) else { continue };
        for (key, value) in &entries {
            if let (Some(name), Node::Integer(_) | Node::Float(_)) = (key.text(), value)
                && let Some(field) = money.iter().find(|field| **field == name)
            {
                *found.entry((collection.id.clone(), field)).or_default() += 1;
            }
        }
    }
    let line = |((collection, field), count): ((String, &str), usize)| {
        let records = if count == 1 { "1 record writes".to_owned() } else { format!("{count} records write") };
        format!(
            "{collection}: {records} '{field}' as a plain number, which a form cannot show. Write it as {{amount: …, currency: EUR}} before it is edited there."
        )
    };
    found.into_iter().map(line).collect()
}
