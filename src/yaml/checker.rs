//! Checking a [`Node`] tree: findings are kept with their path and located in the text at the end.

use super::positions::{Positions, Spot};
use super::{Key, Node};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place, Related, Severity, did_you_mean};
use std::borrow::Cow;
use std::sync::Arc;

/// One step down a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To a key's value; the number tells which of several keys of that name, from 0.
    Key(Cow<'static, str>, usize),
    /// To a list's item, or a map's entry, from 0.
    Index(usize),
}

/// A place in a tree, as a chain up to the root. Cheap to make: it lives on the stack.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Option<Part<'a>>,
}

#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    Key(&'a str, usize),
    Index(usize),
}

impl<'a> At<'a> {
    /// The root of a document.
    pub const ROOT: At<'static> = At { parent: None, step: None };

    /// Returns the place of a key's value.
    #[must_use]
    pub fn key(&'a self, key: &'a str) -> At<'a> {
        At { parent: Some(self), step: Some(Part::Key(key, 0)) }
    }

    /// Returns the place of an item of a list, or an entry of a map.
    #[must_use]
    pub fn index(&'a self, index: usize) -> At<'a> {
        At { parent: Some(self), step: Some(Part::Index(index)) }
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = self.parent.map_or_else(Vec::new, At::steps);
        match self.step {
            Some(Part::Key(key, nth)) => steps.push(Step::Key(Cow::Owned(key.to_owned()), nth)),
            Some(Part::Index(index)) => steps.push(Step::Index(index)),
            None => {}
        }
        steps
    }
}

/// Whether a finding is about a key or its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The key.
    Key,
    /// The value.
    Value,
}

struct Finding {
    path: Vec<Step>,
    target: Target,
    severity: Severity,
    id: DiagnosticId,
    message: String,
    help: Option<String>,
    related: Option<(Vec<Step>, String)>,
}

/// Gathers what is wrong with one YAML text.
pub struct Checker<'t> {
    text: &'t str,
    positions: Option<Positions>,
    findings: Vec<Finding>,
}

impl<'t> Checker<'t> {
    /// Starts checking a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, positions: None, findings: Vec::new() }
    }

    /// Reports an error.
    pub fn error(&mut self, at: &At, target: Target, id: DiagnosticId, message: impl Into<String>, help: Option<String>) {
        self.report(Severity::Error, at, target, id, message, help);
    }

    /// Reports a finding of any severity.
    pub fn report(
        &mut self, severity: Severity, at: &At, target: Target, id: DiagnosticId, message: impl Into<String>, help: Option<String>,
    ) {
        self.findings.push(Finding { path: at.steps(), target, severity, id, message: message.into(), help, related: None });
    }

    /// Adds a further place to the finding reported last.
    pub fn related(&mut self, at: &At, message: impl Into<String>) {
        if let Some(finding) = self.findings.last_mut() {
            finding.related = Some((at.steps(), message.into()));
        }
    }

    /// Tells whether an error was reported about a key of the root, or something below it.
    pub fn mentions(&self, key: &str) -> bool {
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        self.findings.iter().filter(is_error).any(|finding| matches!(finding.path.first(), Some(Step::Key(name, _)) if name == key))
    }

    /// Returns a scalar as it is written, such as `1.10` for the number 1.1.
    pub fn written(&mut self, at: &At) -> String {
        self.positions().written(&at.steps()).unwrap_or_default()
    }

    /// Returns where a value stands; `first_line` is the line of the file on which the text starts.
    pub fn place(&mut self, at: &At, file: &Arc<str>, first_line: u32) -> Place {
        place(file, first_line, self.positions().value(&at.steps()))
    }

    fn positions(&mut self) -> &Positions {
        self.positions.get_or_insert_with(|| Positions::of(self.text))
    }

    /// Returns a map's entries and reports keys that are unknown, repeated or no strings; a node that is no map is an error.
    ///
    /// `known` empty means that any key is allowed.
    pub fn map<'n>(&mut self, node: &'n Node, at: &At, what: &str, known: &[&str]) -> Vec<(&'n str, &'n Node)> {
        let Node::Map(entries) = node else {
            if !node.is_absent() {
                let message = format!("{what} must be a map of keys and values, not {}.", node.kind());
                self.error(at, Target::Value, DiagnosticId::WrongType, message, None);
            }
            return Vec::new();
        };
        let mut seen: Vec<(&str, &Node)> = Vec::with_capacity(entries.len());
        for (index, (key, value)) in entries.iter().enumerate() {
            let here = at.index(index);
            let Key::Text(name) = key else {
                self.error(&here, Target::Key, DiagnosticId::WrongType, "A key must be a text.", Some("Put it in quotes.".into()));
                continue;
            };
            if seen.iter().any(|(other, _)| other == name) {
                let message = format!("The key '{name}' stands here a second time.");
                self.error(&here, Target::Key, DiagnosticId::DuplicateKey, message, Some("Keep one of the two.".into()));
                self.related(&at.key(name), "It stands here first.");
                continue;
            }
            if matches!(value, Node::Tagged) {
                self.error(
                    &here,
                    Target::Value,
                    DiagnosticId::WrongType,
                    "YAML tags are not part of the format.",
                    Some("Remove the '!…'.".into()),
                );
                continue;
            }
            if !known.is_empty() && !known.contains(&name.as_str()) {
                let message = format!("The key '{name}' is not known here.");
                self.error(&here, Target::Key, DiagnosticId::UnknownKey, message, did_you_mean(name, known.iter().copied()));
                continue;
            }
            seen.push((name, value));
        }
        seen
    }

    /// Returns a scalar as a text, as it is written; anything else is an error. Empty and null are `None`.
    pub fn text(&mut self, node: &Node, at: &At, what: &str) -> Option<String> {
        self.borrowed_text(node, at, what).map(Cow::into_owned)
    }

    /// Returns the same without copying it, if it can be helped.
    pub fn borrowed_text<'n>(&mut self, node: &'n Node, at: &At, what: &str) -> Option<Cow<'n, str>> {
        match node {
            Node::String(text) if text.is_empty() => None,
            Node::String(text) if may_be_unshowable(text) && text.contains(is_unshowable) => {
                let message = format!("{what} holds a control character, which no page can show.");
                self.error(at, Target::Value, DiagnosticId::InvalidValue, message, Some("Remove the '\\x…' or the like.".into()));
                None
            }
            Node::String(text) => Some(Cow::Borrowed(text)),
            Node::Boolean(_) | Node::Integer(_) | Node::Float(_) => Some(Cow::Owned(self.written(at))),
            Node::Null => None,
            Node::List(_) | Node::Map(_) | Node::Tagged => {
                let message = format!("{what} must be a text, not {}.", node.kind());
                self.error(at, Target::Value, DiagnosticId::WrongType, message, None);
                None
            }
        }
    }

    /// Returns a boolean; anything else is an error.
    pub fn boolean(&mut self, node: &Node, at: &At, what: &str) -> Option<bool> {
        match node {
            Node::Boolean(value) => Some(*value),
            Node::Null => None,
            _ => {
                let message = format!("{what} must be true or false, not {}.", node.kind());
                let help = matches!(node, Node::String(_)).then(|| "Write true or false without quotes; yes and no are texts.".to_owned());
                self.error(at, Target::Value, DiagnosticId::WrongType, message, help);
                None
            }
        }
    }

    /// Returns a whole number above 0; anything else is an error.
    pub fn positive(&mut self, node: &Node, at: &At, what: &str) -> Option<usize> {
        match node {
            Node::Integer(value) if *value > 0 => usize::try_from(*value).ok(),
            Node::Null => None,
            _ => {
                self.error(at, Target::Value, DiagnosticId::WrongType, format!("{what} must be a whole number above 0."), None);
                None
            }
        }
    }

    /// Returns the items of a list, or one scalar as a list of one.
    pub fn list<'n>(&mut self, node: &'n Node, at: &At, what: &str) -> &'n [Node] {
        match node {
            Node::List(items) => items,
            Node::Null => &[],
            Node::Map(_) | Node::Tagged => {
                let message = format!("{what} must be a list, not {}.", node.kind());
                self.error(at, Target::Value, DiagnosticId::WrongType, message, None);
                &[]
            }
            _ => std::slice::from_ref(node),
        }
    }

    /// Locates all findings. `first_line` is the line of the file on which the text starts, counted from 1.
    pub fn finish(mut self, file: &Arc<str>, first_line: u32) -> Vec<Diagnostic> {
        if self.findings.is_empty() {
            return Vec::new();
        }
        let findings = std::mem::take(&mut self.findings);
        let positions = self.positions();
        let place = |spot: Spot| place(file, first_line, spot);
        let spot = |path: &[Step], target: Target| match target {
            Target::Key => positions.key(path),
            Target::Value => positions.value(path),
        };
        findings
            .into_iter()
            .map(|finding| Diagnostic {
                severity: finding.severity,
                id: finding.id,
                place: place(spot(&finding.path, finding.target)),
                message: finding.message,
                help: finding.help,
                related: finding
                    .related
                    .map(|(path, message)| Related { place: place(spot(&path, Target::Key)), message })
                    .into_iter()
                    .collect(),
            })
            .collect()
    }
}

fn place(file: &Arc<str>, first_line: u32, spot: Spot) -> Place {
    Place {
        file: Arc::clone(file),
        line: (spot.line.max(1) as u32) + first_line - 1,
        column: spot.column as u32 + 1,
        length: spot.length as u32,
        is_whole_file: false,
    }
}

/// Tells, without a branch for each byte, whether a text may hold a character of which [`is_unshowable`] says so: one of ASCII, or one
/// whose first byte in UTF-8 such characters have.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep it from being compiled to vector instructions")]
fn may_be_unshowable(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | (byte < 0x20) | (byte == 0x7f) | (byte == 0xc2) | (byte >= 0xef))
}

/// Tells whether a character is none that a page can show, and that XML may not hold or advises against (XML 1.0, 2.2): a control
/// character, or a code point that Unicode keeps free.
fn is_unshowable(character: char) -> bool {
    let is_free = matches!(character, '\u{fdd0}'..='\u{fdef}') || u32::from(character) & 0xfffe == 0xfffe;
    is_free || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}
