//! The values of a collection's fields, by the type that the field declares.

mod figures;
mod references;
mod windows;

pub(crate) use windows::closes_first;

use super::markdown::{self, Body};
use super::{Moment, Money, ParseOptions, Round};
use crate::diagnostic::DiagnosticId;
use crate::hub::{Field, FieldKind, Hub, LanguageId, TermId, is_email, is_web_address};
use crate::yaml::{At, Checker, Node, Target};
use std::sync::Arc;

/// A field's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Lines of text; one unless the field takes many.
    Texts(Box<[Box<str>]>),
    /// A paragraph.
    Markdown(Box<Body>),
    /// Days; one unless the field takes many.
    Dates(Box<[Moment]>),
    /// Rounds in the order of the file.
    Rounds(Box<[Round]>),
    /// Finite numbers; one unless the field takes many.
    Numbers(Box<[f64]>),
    /// Money.
    Money(Box<Money>),
    /// 0 to 100.
    Percent(f64),
    /// Yes or no.
    Boolean(bool),
    /// Web addresses; one unless the field takes many.
    Urls(Box<[Box<str>]>),
    /// E-mail addresses; one unless the field takes many.
    Emails(Box<[Box<str>]>),
    /// Terms of the field's vocabulary, each once.
    Terms(Box<[TermId]>),
    /// Names of records of the field's collection.
    Records(Box<[Box<str>]>),
    /// The name of a file beside the record.
    Image(Box<str>),
}

impl Value {
    /// Returns the first day, if it holds days.
    pub fn date(&self) -> Option<Moment> {
        match self {
            Self::Dates(dates) => dates.first().copied(),
            _ => None,
        }
    }

    /// Returns the terms, if it holds terms.
    pub fn terms(&self) -> &[TermId] {
        match self {
            Self::Terms(terms) => terms,
            _ => &[],
        }
    }
}

pub(super) struct Reader<'r, 't> {
    pub(super) hub: &'r Hub,
    pub(super) path: &'r Arc<str>,
    pub(super) language: LanguageId,
    pub(super) checker: &'r mut Checker<'t>,
    pub(super) first_line: u32,
    pub(super) options: ParseOptions,
}

impl Reader<'_, '_> {
    /// Reads a field's value; nothing where it is absent or wrong.
    pub(super) fn read(&mut self, field: &Field, node: &Node, at: &At) -> Option<Value> {
        if node.is_absent() {
            return None;
        }
        let what = &*field.quoted;
        match field.kind {
            FieldKind::Text => {
                let read = |reader: &mut Self, node: &Node, at: &At| {
                    let text = reader.checker.text(node, at, what)?;
                    (!text.trim().is_empty()).then(|| text.into())
                };
                self.many(field, node, at, what, read).map(Value::Texts)
            }
            FieldKind::Markdown => self.markdown(node, at, what),
            FieldKind::Date => self.many(field, node, at, what, |reader, node, at| reader.moment(node, at, what)).map(Value::Dates),
            FieldKind::Rounds => self.rounds(node, at),
            FieldKind::Number => self.many(field, node, at, what, |reader, node, at| reader.number(node, at, what)).map(Value::Numbers),
            FieldKind::Money => self.money(node, at, what).map(|money| Value::Money(Box::new(money))),
            FieldKind::Percent => self.percent(node, at, what).map(Value::Percent),
            FieldKind::Boolean => self.checker.boolean(node, at, what).map(Value::Boolean),
            FieldKind::Url => self.many(field, node, at, what, |reader, node, at| reader.url(node, at, what)).map(Value::Urls),
            FieldKind::Email => self.many(field, node, at, what, |reader, node, at| reader.email(node, at, what)).map(Value::Emails),
            FieldKind::Term(vocabulary) => self.one(node, at, what, |reader| reader.terms(vocabulary, node, at)),
            FieldKind::Terms(vocabulary) => self.terms(vocabulary, node, at),
            FieldKind::Record(_) => self.one(node, at, what, |reader| reader.records(node, at)),
            FieldKind::Records(_) => self.records(node, at),
            FieldKind::Image => self.image(node, at, what),
        }
    }

    fn wrong(&mut self, at: &At, message: String, help: Option<&str>) {
        self.checker.error(at, Target::Value, DiagnosticId::WrongType, message, help.map(str::to_owned));
    }

    fn invalid(&mut self, at: &At, message: String, help: Option<&str>) {
        self.checker.error(at, Target::Value, DiagnosticId::InvalidValue, message, help.map(str::to_owned));
    }

    fn many<T>(
        &mut self, field: &Field, node: &Node, at: &At, what: &str, mut read: impl FnMut(&mut Self, &Node, &At) -> Option<T>,
    ) -> Option<Box<[T]>> {
        let items: Box<[T]> = match node {
            Node::List(nodes) if field.many => {
                nodes.iter().enumerate().filter_map(|(index, node)| read(self, node, &at.index(index))).collect()
            }
            Node::List(_) => {
                self.wrong(
                    at,
                    format!("{what} takes one value, not a list."),
                    Some("For lists, the field needs 'many: true' in _collection.yaml."),
                );
                return None;
            }
            _ => read(self, node, at).into_iter().collect(),
        };
        (!items.is_empty()).then_some(items)
    }

    fn one(&mut self, node: &Node, at: &At, what: &str, read: impl FnOnce(&mut Self) -> Option<Value>) -> Option<Value> {
        if matches!(node, Node::List(_)) {
            self.wrong(at, format!("{what} takes one value, not a list."), None);
            return None;
        }
        read(self)
    }

    fn markdown(&mut self, node: &Node, at: &At, what: &str) -> Option<Value> {
        let text = self.checker.borrowed_text(node, at, what)?;
        let mut diagnostics = Vec::new();
        let source =
            markdown::Source { hub: self.hub, path: self.path, language: self.language, text: &text, first_line: 1, options: self.options };
        let mut body = markdown::render(&source, &mut diagnostics);
        for diagnostic in diagnostics {
            self.checker.report(diagnostic.severity, at, Target::Value, diagnostic.id, diagnostic.message, diagnostic.help);
        }
        if !body.is_one_paragraph() {
            self.invalid(at, format!("{what} holds one paragraph."), Some("Longer texts belong in the body."));
            return None;
        }
        if !(body.links.is_empty() && body.images.is_empty() && body.external.is_empty()) {
            // Where in the value something stands cannot be told through YAML's quotes: the value's own place is meant.
            let place = self.checker.place(at, self.path, self.first_line);
            body.links.iter_mut().for_each(|link| (link.line, link.column) = (place.line, place.column));
            body.images.iter_mut().for_each(|image| (image.line, image.column) = (place.line, place.column));
            body.external.iter_mut().for_each(|(_, line)| *line = place.line);
        }
        Some(Value::Markdown(Box::new(body)))
    }

    fn url(&mut self, node: &Node, at: &At, what: &str) -> Option<Box<str>> {
        let text = self.checker.text(node, at, what)?;
        if is_web_address(&text) {
            return Some(text.into());
        }
        self.invalid(at, format!("{what} must be an http or https address, not '{text}'."), Some("It begins with https://."));
        None
    }

    fn email(&mut self, node: &Node, at: &At, what: &str) -> Option<Box<str>> {
        let text = self.checker.text(node, at, what)?;
        if is_email(&text) {
            return Some(text.into());
        }
        self.invalid(at, format!("'{text}' is not an e-mail address."), None);
        None
    }
}
