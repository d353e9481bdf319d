//! Making values for templates.

use tera::{Map, Value};

/// Makes a map.
pub(super) fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    let mut map = Map::with_capacity(N);
    for (key, value) in entries {
        map.insert(key.into(), value);
    }
    Value::from(map)
}

/// Makes HTML that is not escaped again.
pub(super) fn safe(html: &str) -> Value {
    Value::safe_string(html)
}

/// Makes a value, or none.
pub(super) fn optional(value: Option<Value>) -> Value {
    value.unwrap_or_else(Value::none)
}
