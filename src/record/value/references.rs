//! Values that name something of the hub: terms, records, files.

use super::{Reader, Value};
use crate::diagnostic::{DiagnosticId, Severity, did_you_mean};
use crate::hub::{TermId, VocabularyId, is_slug};
use crate::yaml::{At, Node, Target};

impl Reader<'_, '_> {
    pub(super) fn terms(&mut self, vocabulary: VocabularyId, node: &Node, at: &At) -> Option<Value> {
        let vocabulary = self.hub.vocabulary(vocabulary);
        let listed = matches!(node, Node::List(_));
        let items = self.checker.list(node, at, "Terms");
        let mut terms: Vec<TermId> = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let indexed = at.index(index);
            let here = if listed { &indexed } else { at };
            let Some(name) = self.checker.borrowed_text(item, here, "A term") else { continue };
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

    pub(super) fn records(&mut self, node: &Node, at: &At) -> Option<Value> {
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

    pub(super) fn image(&mut self, node: &Node, at: &At, what: &str) -> Option<Value> {
        let name = self.checker.text(node, at, what)?;
        if name.contains('/') || name.starts_with('.') {
            self.invalid(at, format!("{what} must be the name of a file beside the record, not '{name}'."), None);
            return None;
        }
        Some(Value::Image(name.into()))
    }
}
