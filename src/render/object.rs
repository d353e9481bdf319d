//! Making values for templates.

use std::collections::BTreeMap;
use tera::Value;

/// Makes a map.
pub(super) fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    // Tera moves the entries into a map of its own, so they stand in the cheapest one until then.
    Value::from(BTreeMap::from(entries))
}

/// Returns an entry of a map.
pub(super) fn entry<'v>(map: &'v Value, name: &str) -> Option<&'v Value> {
    map.as_map()?.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value)
}

/// Makes HTML that is not escaped again.
pub(super) fn safe(html: &str) -> Value {
    Value::safe_string(html)
}

/// Makes a value, or none.
pub(super) fn optional(value: Option<Value>) -> Value {
    value.unwrap_or_else(Value::none)
}
