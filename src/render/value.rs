//! What templates are given: plain data, of which [`residual`](super::residual) can tell the shape from the words.

use compact_str::CompactString;
use std::sync::Arc;

/// A value for templates. Containers are shared, so that what is remembered is handed out without being copied.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing.
    None,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(u64),
    /// Any other number.
    Float(f64),
    /// A text, which is escaped where it is written. Most are names and labels, so short that they need no memory of their own.
    Text(CompactString),
    /// HTML, which is not escaped again.
    Html(Arc<String>),
    /// Values in their order.
    List(Arc<Vec<Value>>),
    /// Values by name, always in the same order.
    Map(Arc<[(&'static str, Value)]>),
    /// What is Tera's already, such as interface strings.
    Tera(tera::Value),
}

impl Value {
    /// Returns nothing.
    pub(super) fn none() -> Self {
        Self::None
    }

    /// Returns an entry of a map.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Returns a map with one more entry.
    pub(super) fn with(self, name: &'static str, value: Self) -> Self {
        match self {
            Self::Map(entries) => Self::Map(entries.iter().cloned().chain([(name, value)]).collect()),
            other => other,
        }
    }

    /// Returns the values of a list.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// Returns a text or HTML as it is.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Html(html) => Some(html),
            _ => None,
        }
    }

    /// Tells whether a condition holds for it, as Tera has it.
    pub(super) fn is_truthy(&self) -> bool {
        match self {
            Self::None => false,
            Self::Boolean(value) => *value,
            Self::Integer(number) => *number != 0,
            Self::Float(number) => *number != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::Html(html) => !html.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Map(entries) => !entries.is_empty(),
            Self::Tera(value) => value.is_truthy(),
        }
    }

    /// Makes Tera's value of it.
    pub(super) fn to_tera(&self) -> tera::Value {
        match self {
            Self::None => tera::Value::none(),
            Self::Boolean(value) => tera::Value::from(*value),
            Self::Integer(number) => tera::Value::from(*number),
            Self::Float(number) => tera::Value::from(*number),
            Self::Text(text) => tera::Value::from(text.as_str()),
            Self::Html(html) => tera::Value::safe_string(html),
            Self::List(items) => tera::Value::from(items.iter().map(Self::to_tera).collect::<Vec<_>>()),
            Self::Tera(value) => value.clone(),
            Self::Map(entries) => {
                tera::Value::from(entries.iter().map(|(key, value)| ((*key).into(), value.to_tera())).collect::<tera::Map>())
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::List(Arc::new(items))
    }
}

impl From<Vec<String>> for Value {
    fn from(texts: Vec<String>) -> Self {
        texts.into_iter().map(Self::from).collect::<Vec<_>>().into()
    }
}

/// Makes a map.
pub(super) fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::Map(Arc::new(entries))
}

/// Makes HTML that is not escaped again.
pub(super) fn safe(html: impl Into<String>) -> Value {
    Value::Html(Arc::new(html.into()))
}

/// Makes a value, or none.
pub(super) fn optional(value: Option<Value>) -> Value {
    value.unwrap_or(Value::None)
}

/// The values that a template or component is run with, by name, always in the same order.
#[derive(Clone, Debug, Default)]
pub(super) struct Context(Vec<(&'static str, Value)>);

impl Context {
    /// Returns one without values.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds a value.
    pub(super) fn insert(&mut self, name: &'static str, value: Value) {
        self.0.push((name, value));
    }

    /// Returns all values.
    pub(super) fn values(&self) -> &[(&'static str, Value)] {
        &self.0
    }

    /// Makes Tera's context of it.
    pub(super) fn to_tera(&self) -> tera::Context {
        let mut context = tera::Context::new();
        for (name, value) in &self.0 {
            context.insert_value(*name, value.to_tera());
        }
        context
    }
}
