//! Days and rounds.

use super::{Reader, Value};
use crate::diagnostic::DiagnosticId;
use crate::record::{Moment, Round};
use crate::yaml::{At, Node, Target};

impl Reader<'_, '_> {
    pub(super) fn moment(&mut self, node: &Node, at: &At, what: &str) -> Option<Moment> {
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

    pub(super) fn rounds(&mut self, node: &Node, at: &At) -> Option<Value> {
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
}

/// Tells whether a window ends before it begins. A day without an hour lasts all day.
pub(crate) fn closes_first(opens: Moment, closes: Moment) -> bool {
    closes.date < opens.date
        || (closes.date == opens.date && matches!((opens.time, closes.time), (Some(opens), Some(closes)) if closes < opens))
}
