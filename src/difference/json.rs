//! A difference as data.

use super::{Change, Changed, Difference, Gone, Page, What};
use serde_json::{Map, Value, json};

impl Difference {
    /// Returns it as one JSON document, described in docs/format.md.
    pub fn json(&self) -> Value {
        let elsewhere = &self.elsewhere;
        json!({
            "day": self.day.to_string(),
            "added": self.added.iter().map(page).collect::<Vec<_>>(),
            "gone": self.gone.iter().map(gone).collect::<Vec<_>>(),
            "changed": self.changed.iter().map(changed).collect::<Vec<_>>(),
            "elsewhere": {
                "records": elsewhere.records, "pages": elsewhere.pages, "listings": elsewhere.listings, "feeds": elsewhere.feeds,
                "data": elsewhere.data,
            },
            "shared": self.shared,
        })
    }
}

fn page(page: &Page) -> Value {
    json!({"path": page.path, "kind": page.kind.as_str(), "title": page.title, "language": page.language})
}

fn gone(gone: &Gone) -> Value {
    let mut value = page(&gone.page);
    value["redirect"] = gone.redirect.clone().into();
    value
}

fn changed(changed: &Changed) -> Value {
    json!({
        "kind": changed.kind.as_str(), "file": changed.file, "title": changed.title, "pages": changed.pages,
        "changes": changed.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let mut value = Map::new();
    value.insert("key".to_owned(), change.key.as_str().into());
    value.insert("label".to_owned(), change.label.as_str().into());
    value.insert("language".to_owned(), change.language.clone().into());
    let (before, after, added, removed) = match &change.what {
        What::Given(new) => (None, Some(new), None, None),
        What::Removed(old) => (Some(old), None, None, None),
        What::Replaced(old, new) | What::Moved(old, new) => (Some(old), Some(new), None, None),
        What::Members { added, removed } => (None, None, Some(added), Some(removed)),
        What::Rewritten => (None, None, None, None),
    };
    value.insert("before".to_owned(), before.cloned().into());
    value.insert("after".to_owned(), after.cloned().into());
    value.insert("added".to_owned(), added.cloned().unwrap_or_default().into());
    value.insert("removed".to_owned(), removed.cloned().unwrap_or_default().into());
    value.insert("text".to_owned(), change.to_string().into());
    Value::Object(value)
}
