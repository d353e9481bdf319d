//! The values of a collection's fields, by the type that the field declares.

use super::markdown::{self, Body};
use super::{Amount, Moment, Money, Round};
use crate::diagnostic::{DiagnosticId, Severity, did_you_mean};
use crate::hub::{Field, FieldKind, Hub, LanguageId, TermId, VocabularyId, is_slug, is_web_address};
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
}

impl Reader<'_, '_> {
    /// Reads a field's value; nothing where it is absent or wrong.
    pub(super) fn read(&mut self, field: &Field, node: &Node, at: &At) -> Option<Value> {
        if node.is_absent() {
            return None;
        }
        let what = format!("'{}'", field.id);
        match field.kind {
            FieldKind::Text => {
                let read = |reader: &mut Self, node: &Node, at: &At| {
                    let text = reader.checker.text(node, at, &what)?;
                    (!text.trim().is_empty()).then(|| text.into())
                };
                self.many(field, node, at, &what, read).map(Value::Texts)
            }
            FieldKind::Markdown => self.markdown(node, at, &what),
            FieldKind::Date => self.many(field, node, at, &what, |reader, node, at| reader.moment(node, at, &what)).map(Value::Dates),
            FieldKind::Rounds => self.rounds(node, at),
            FieldKind::Number => self.many(field, node, at, &what, |reader, node, at| reader.number(node, at, &what)).map(Value::Numbers),
            FieldKind::Money => self.money(node, at, &what).map(|money| Value::Money(Box::new(money))),
            FieldKind::Percent => self.percent(node, at, &what).map(Value::Percent),
            FieldKind::Boolean => self.checker.boolean(node, at, &what).map(Value::Boolean),
            FieldKind::Url => self.many(field, node, at, &what, |reader, node, at| reader.url(node, at, &what)).map(Value::Urls),
            FieldKind::Email => self.many(field, node, at, &what, |reader, node, at| reader.email(node, at, &what)).map(Value::Emails),
            FieldKind::Term(vocabulary) => self.one(node, at, &what, |reader| reader.terms(vocabulary, node, at)),
            FieldKind::Terms(vocabulary) => self.terms(vocabulary, node, at),
            FieldKind::Record(_) => self.one(node, at, &what, |reader| reader.records(node, at)),
            FieldKind::Records(_) => self.records(node, at),
            FieldKind::Image => self.image(node, at, &what),
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
        let text = self.checker.text(node, at, what)?;
        let mut diagnostics = Vec::new();
        let source = markdown::Source { hub: self.hub, path: self.path, language: self.language, text: &text, first_line: 1 };
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

    fn moment(&mut self, node: &Node, at: &At, what: &str) -> Option<Moment> {
        let Node::String(text) = node else {
            self.wrong(at, format!("{what} must be a day, not {}.", node.kind()), Some("Write it as 2027-03-31."));
            return None;
        };
        let moment = Moment::parse(text);
        if moment.is_none() {
            self.invalid(at, format!("'{text}' is not a day."), Some("Write it as 2027-03-31, or with an hour as 2027-03-31T15:00."));
        }
        moment
    }

    fn rounds(&mut self, node: &Node, at: &At) -> Option<Value> {
        let Node::List(items) = node else {
            self.wrong(at, "Rounds are a list.".to_owned(), Some("Each item is {opens: …, closes: …, label: …, budget: …}."));
            return None;
        };
        let mut rounds = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let here = at.index(index);
            let entries = self.checker.map(item, &here, "A round", &["opens", "closes", "label", "budget"]);
            let get = |key: &str| entries.iter().find(|(name, node)| *name == key && !node.is_absent()).map(|(_, node)| *node);
            let opens = get("opens").and_then(|node| self.moment(node, &here.key("opens"), "'opens'"));
            let closes = get("closes").and_then(|node| self.moment(node, &here.key("closes"), "'closes'"));
            if let (Some(opens), Some(closes)) = (opens, closes)
                && closes_first(opens, closes)
            {
                let message = "The round closes before it opens.";
                self.checker.error(&here.key("closes"), Target::Value, DiagnosticId::WindowClosesFirst, message, None);
                continue;
            }
            let label = get("label").and_then(|node| self.checker.text(node, &here.key("label"), "A round's label"));
            let budget = get("budget").and_then(|node| self.money(node, &here.key("budget"), "A round's budget"));
            rounds.push(Round { opens, closes, label: label.map(Into::into), budget });
        }
        (!rounds.is_empty()).then(|| Value::Rounds(rounds.into()))
    }

    fn number(&mut self, node: &Node, at: &At, what: &str) -> Option<f64> {
        match node {
            Node::Integer(value) => Some(*value as f64),
            // Adding nothing makes `-0.0` a plain zero.
            Node::Float(value) if value.is_finite() => Some(*value + 0.0),
            Node::Float(_) => {
                self.invalid(at, format!("{what} must be a finite number."), None);
                None
            }
            _ => {
                let help = matches!(node, Node::String(_)).then_some("Write it with digits and a point, without quotes, spaces or units.");
                self.wrong(at, format!("{what} must be a number, not {}.", node.kind()), help);
                None
            }
        }
    }

    fn money(&mut self, node: &Node, at: &At, what: &str) -> Option<Money> {
        let Node::Map(_) = node else {
            let amount = self.amount(node, at, what)?;
            return Some(Money { amount: Amount::Exact(amount), currency: "EUR".into() });
        };
        let entries = self.checker.map(node, at, what, &["amount", "min", "max", "currency"]);
        let get = |key: &str| entries.iter().find(|(name, node)| *name == key && !node.is_absent()).map(|(_, node)| *node);
        let mut amount = |key: &'static str| get(key).map(|node| self.amount(node, &at.key(key), what));
        let (exact, min, max) = (amount("amount"), amount("min"), amount("max"));
        let currency = match get("currency") {
            None => "EUR".to_owned(),
            Some(node) => {
                let here = at.key("currency");
                let code = self.checker.text(node, &here, "A currency")?;
                if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                    self.invalid(&here, format!("'{code}' is not a currency."), Some("Use the code of ISO 4217, such as PLN or EUR."));
                    return None;
                }
                code
            }
        };
        let amount = match (exact, min, max) {
            (Some(exact), None, None) => Amount::Exact(exact?),
            (None, None, None) => {
                self.checker.error(
                    at,
                    Target::Value,
                    DiagnosticId::MissingValue,
                    format!("{what} has no amount."),
                    Some("Add 'amount', or 'min' and 'max'.".into()),
                );
                return None;
            }
            (None, min, max) => {
                // A broken bound was reported; half a range would be a wrong fact.
                let (min, max) = (min.map_or(Some(None), |min| min.map(Some))?, max.map_or(Some(None), |max| max.map(Some))?);
                if let (Some(low), Some(high)) = (min, max)
                    && low > high
                {
                    self.invalid(at, format!("{what} has a 'min' above its 'max'."), None);
                    return None;
                }
                Amount::Range { min, max }
            }
            _ => {
                self.invalid(at, format!("{what} has either 'amount' or 'min' and 'max'."), None);
                return None;
            }
        };
        Some(Money { amount, currency: currency.into() })
    }

    fn amount(&mut self, node: &Node, at: &At, what: &str) -> Option<f64> {
        let amount = self.number(node, at, what)?;
        if amount < 0.0 {
            self.invalid(at, format!("{what} cannot be negative."), None);
            return None;
        }
        Some(amount)
    }

    fn percent(&mut self, node: &Node, at: &At, what: &str) -> Option<f64> {
        if let Node::String(text) = node
            && text.ends_with('%')
        {
            self.wrong(
                at,
                format!("{what} is a number without a percent sign."),
                Some(&format!("Write {}.", text.trim_end_matches('%').trim())),
            );
            return None;
        }
        let number = self.number(node, at, what)?;
        if !(0.0..=100.0).contains(&number) {
            self.invalid(at, format!("{what} must lie between 0 and 100."), None);
            return None;
        }
        Some(number)
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
        let right = text
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.'))
            && text.matches('@').count() == 1
            && !text.contains(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | ',' | ';' | ':' | '?' | '&' | '/')
            });
        if right {
            return Some(text.into());
        }
        self.invalid(at, format!("'{text}' is not an e-mail address."), None);
        None
    }

    fn terms(&mut self, vocabulary: VocabularyId, node: &Node, at: &At) -> Option<Value> {
        let vocabulary = self.hub.vocabulary(vocabulary);
        let mut terms: Vec<TermId> = Vec::new();
        let listed = matches!(node, Node::List(_));
        for (index, item) in self.checker.list(node, at, "Terms").iter().enumerate() {
            let indexed = at.index(index);
            let here = if listed { &indexed } else { at };
            let Some(name) = self.checker.text(item, here, "A term") else { continue };
            let Some((term, old)) = vocabulary.find(&name) else {
                let message = format!("There is no term '{name}' in the vocabulary '{}'.", vocabulary.id);
                self.checker.error(here, Target::Value, DiagnosticId::UnknownTerm, message, did_you_mean(&name, vocabulary.ids()));
                continue;
            };
            if old {
                let message = format!("'{name}' is an old id of '{}'.", vocabulary.term(term).id);
                let help = Some(format!("Write '{}'.", vocabulary.term(term).id));
                self.checker.report(Severity::Hint, here, Target::Value, DiagnosticId::OldTerm, message, help);
            }
            if terms.contains(&term) {
                let message = format!("The term '{name}' is given twice.");
                self.checker.report(Severity::Warning, here, Target::Value, DiagnosticId::RepeatedTerm, message, None);
            } else {
                terms.push(term);
            }
        }
        (!terms.is_empty()).then(|| Value::Terms(terms.into()))
    }

    fn records(&mut self, node: &Node, at: &At) -> Option<Value> {
        let mut names: Vec<Box<str>> = Vec::new();
        let listed = matches!(node, Node::List(_));
        for (index, item) in self.checker.list(node, at, "Records").iter().enumerate() {
            let indexed = at.index(index);
            let here = if listed { &indexed } else { at };
            let Some(name) = self.checker.text(item, here, "A record") else { continue };
            if !is_slug(&name) {
                self.invalid(here, format!("'{name}' is not the name of a record."), Some("Write the file's name without '.md'."));
            } else if names.iter().any(|known| **known == *name) {
                let message = format!("The record '{name}' is given twice.");
                self.checker.report(Severity::Warning, here, Target::Value, DiagnosticId::RepeatedTerm, message, None);
            } else {
                names.push(name.into());
            }
        }
        (!names.is_empty()).then(|| Value::Records(names.into()))
    }

    fn image(&mut self, node: &Node, at: &At, what: &str) -> Option<Value> {
        let name = self.checker.text(node, at, what)?;
        if name.contains('/') || name.starts_with('.') {
            self.invalid(at, format!("{what} must be the name of a file beside the record, not '{name}'."), None);
            return None;
        }
        Some(Value::Image(name.into()))
    }
}

/// Tells whether a window ends before it begins. A day without an hour lasts all day.
pub(crate) fn closes_first(opens: Moment, closes: Moment) -> bool {
    closes.date < opens.date
        || (closes.date == opens.date && matches!((opens.time, closes.time), (Some(opens), Some(closes)) if closes < opens))
}
