//! Making values for templates.

use std::collections::BTreeMap;
use tera::Value;

/// Makes a map.
pub(super) fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    // Tera moves the entries into a map of its own, so they stand in the cheapest one until then.
    Value::from(BTreeMap::from(entries))
}

/// Makes HTML that is not escaped again.
pub(super) fn safe(html: &str) -> Value {
    Value::safe_string(html)
}

/// Makes a value, or none.
pub(super) fn optional(value: Option<Value>) -> Value {
    value.unwrap_or_else(Value::none)
}
