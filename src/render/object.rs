//! Making values for templates.

use tera::{Map, Value};

/// Makes a map.
pub(super) fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    // Tera moves the entries into a map of its own. One that hashes as that does costs less than one that sorts.
    let mut map = Map::with_capacity(N);
    for (key, value) in entries {
        map.insert(key.into(), value);
    }
    Value::from(map)
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
