//! Numbers, money and percentages.

use super::Reader;
use crate::diagnostic::DiagnosticId;
use crate::hub::is_exact;
use crate::record::{Amount, Money};
use crate::yaml::{At, Node, Target};

impl Reader<'_, '_> {
    pub(super) fn number(&mut self, node: &Node, at: &At, what: &str) -> Option<f64> {
        match node {
            Node::Integer(value) if is_exact(*value as f64) => Some(*value as f64),
            // Adding nothing makes `-0.0` a plain zero.
            Node::Float(value) if is_exact(*value) => Some(*value + 0.0),
            Node::Integer(_) => self.inexact(at, what),
            Node::Float(value) if value.is_finite() => self.inexact(at, what),
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

    fn inexact<T>(&mut self, at: &At, what: &str) -> Option<T> {
        let help = "Numbers are exact up to 9007199254740991, also for whoever reads them as JSON. A code that looks like a number belongs in a field of type text.";
        self.invalid(at, format!("{what} is too large a number to be kept exactly."), Some(help));
        None
    }

    pub(super) fn money(&mut self, node: &Node, at: &At, what: &str) -> Option<Money> {
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

    pub(super) fn percent(&mut self, node: &Node, at: &At, what: &str) -> Option<f64> {
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
}
