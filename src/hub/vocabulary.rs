//! Controlled lists of terms.

use super::{Label, Languages, TermId};
use crate::diagnostic::DiagnosticId;
use crate::yaml::{At, Checker, Node, Target};
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// How deep terms may be nested.
const DEPTH_LIMIT: usize = 20;

/// In which order terms are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As in the file.
    File,
    /// By label, in each language's own collation.
    Label,
}

/// A list of terms, maybe a hierarchy.
#[derive(Clone, Debug, PartialEq)]
pub struct Vocabulary {
    /// The file's name without extension.
    pub id: String,
    /// What it is called.
    pub label: Label,
    /// Its part of a term page's address; the field's name where there is none.
    pub path: Option<Label>,
    /// In which order terms are shown.
    pub order: Order,
    /// Whether a record of a parent also serves everyone below it.
    pub covers: bool,
    /// The terms by [`TermId`], a parent right before its descendants.
    pub terms: Vec<Term>,
    names: HashMap<String, TermId>,
}

/// One term.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its id, `[a-z0-9-]+`.
    pub id: String,
    /// What it is called.
    pub label: Label,
    /// The same thing elsewhere.
    pub same_as: Option<String>,
    /// A text for its page.
    pub text: Option<Label>,
    /// Column and row on the vocabulary's tile map.
    pub tile: Option<(u32, u32)>,
    /// The term above it.
    pub parent: Option<TermId>,
    /// How many terms stand above it.
    pub depth: usize,
    /// The index after its last descendant.
    end: usize,
}

impl Vocabulary {
    /// Makes a vocabulary without terms.
    pub fn empty(id: &str, languages: &Languages) -> Self {
        Self {
            id: id.to_owned(),
            label: Label::same(id, languages),
            path: None,
            order: Order::File,
            covers: false,
            terms: Vec::new(),
            names: HashMap::new(),
        }
    }

    /// Returns a term.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.index()]
    }

    /// Finds a term by its id or an alias; the flag tells that it was an alias.
    pub fn find(&self, name: &str) -> Option<(TermId, bool)> {
        let term = *self.names.get(name)?;
        Some((term, self.term(term).id != name))
    }

    /// Returns the old ids that are still accepted with their terms, sorted.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, TermId)> {
        let mut aliases: Vec<(&str, TermId)> =
            self.names.iter().map(|(name, term)| (name.as_str(), *term)).filter(|(name, term)| self.term(*term).id != *name).collect();
        aliases.sort_unstable();
        aliases.into_iter()
    }

    /// Returns the indices of a term and all its descendants.
    pub fn subtree(&self, id: TermId) -> Range<usize> {
        id.index()..self.term(id).end
    }

    /// Returns the terms above a term, the nearest first.
    pub fn ancestors(&self, id: TermId) -> impl Iterator<Item = TermId> + '_ {
        std::iter::successors(self.term(id).parent, |above| self.term(*above).parent)
    }

    /// Returns all ids, without aliases, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.terms.iter().map(|term| term.id.as_str())
    }
}

pub(super) fn read(id: &str, node: &Node, checker: &mut Checker, languages: &Languages) -> Vocabulary {
    let root = At::ROOT;
    let mut vocabulary = Vocabulary::empty(id, languages);
    for (key, value) in checker.map(node, &root, "A vocabulary", &["label", "path", "order", "covers", "terms"]) {
        let at = root.key(key);
        match key {
            "label" => {
                if let Some(label) = Label::read(value, &at, checker, languages, "A vocabulary's label") {
                    vocabulary.label = label;
                }
            }
            "path" => vocabulary.path = Label::read_path(value, &at, checker, languages),
            "order" => match checker.text(value, &at, "'order'").as_deref() {
                None | Some("file") => vocabulary.order = Order::File,
                Some("label") => vocabulary.order = Order::Label,
                Some(other) => {
                    let message = format!("'{other}' is not an order.");
                    checker.error(&at, Target::Value, DiagnosticId::InvalidValue, message, Some("The orders are: file, label".into()));
                }
            },
            "covers" => vocabulary.covers = checker.boolean(value, &at, "'covers'").unwrap_or(false),
            _ => Reader { vocabulary: &mut vocabulary, checker, languages }.terms(value, &at, None, 0),
        }
    }
    vocabulary
}

struct Reader<'r, 't> {
    vocabulary: &'r mut Vocabulary,
    checker: &'r mut Checker<'t>,
    languages: &'r Languages,
}

impl Reader<'_, '_> {
    fn terms(&mut self, node: &Node, at: &At, parent: Option<TermId>, depth: usize) {
        if depth > DEPTH_LIMIT {
            let message = format!("Terms are nested deeper than {DEPTH_LIMIT} levels.");
            self.checker.error(at, Target::Value, DiagnosticId::NestedTooDeep, message, None);
            return;
        }
        for (id, value) in self.checker.map(node, at, "'terms'", &[]) {
            let here = at.key(id);
            if !super::is_slug(id) {
                let message = format!("'{id}' cannot be the id of a term.");
                let help = "A term's id holds only the letters a-z, digits and hyphens.".to_owned();
                self.checker.error(&here, Target::Key, DiagnosticId::InvalidSlug, message, Some(help));
                continue;
            }
            let term = TermId::new(self.vocabulary.terms.len());
            if !self.claim(id, term, &here, Target::Key) {
                continue;
            }
            self.vocabulary.terms.push(Term {
                id: id.to_owned(),
                label: Label::same(id, self.languages),
                same_as: None,
                text: None,
                tile: None,
                parent,
                depth,
                end: term.index() + 1,
            });
            self.term(value, &here, term, depth);
            let end = self.vocabulary.terms.len();
            self.vocabulary.terms[term.index()].end = end;
        }
    }

    /// The short form is a label; the long one a map with `label`, or with another key of a term.
    fn term(&mut self, node: &Node, at: &At, term: TermId, depth: usize) {
        const KEYS: &[&str] = &["label", "same_as", "text", "tile", "aliases", "children"];
        let long = match node {
            Node::Map(entries) => {
                entries.iter().filter_map(|(key, _)| key.text()).any(|key| KEYS.contains(&key) && self.languages.named(key).is_none())
            }
            _ => false,
        };
        if !long {
            if let Some(label) = Label::read(node, at, self.checker, self.languages, "A term's label") {
                self.vocabulary.terms[term.index()].label = label;
            }
            return;
        }
        for (key, value) in self.checker.map(node, at, "A term", KEYS) {
            let here = at.key(key);
            match key {
                "label" => {
                    if let Some(label) = Label::read(value, &here, self.checker, self.languages, "A term's label") {
                        self.vocabulary.terms[term.index()].label = label;
                    }
                }
                "same_as" => self.vocabulary.terms[term.index()].same_as = self.same_as(value, &here),
                "text" => {
                    self.vocabulary.terms[term.index()].text = Label::read(value, &here, self.checker, self.languages, "A term's text");
                }
                "tile" => self.vocabulary.terms[term.index()].tile = self.tile(value, &here),
                "aliases" => {
                    for (index, alias) in self.checker.list(value, &here, "'aliases'").iter().enumerate() {
                        let alias_at = here.index(index);
                        if let Some(alias) = self.checker.text(alias, &alias_at, "An alias") {
                            self.claim(&alias, term, &alias_at, Target::Value);
                        }
                    }
                }
                _ => self.terms(value, &here, Some(term), depth + 1),
            }
        }
    }

    fn claim(&mut self, name: &str, term: TermId, at: &At, target: Target) -> bool {
        if self.vocabulary.names.contains_key(name) {
            let message = format!("'{name}' is already a term or an alias in this vocabulary.");
            let help = "Ids and aliases are unique in their vocabulary, at any depth.".to_owned();
            self.checker.error(at, target, DiagnosticId::DuplicateTerm, message, Some(help));
            return false;
        }
        self.vocabulary.names.insert(name.to_owned(), term);
        true
    }

    fn same_as(&mut self, node: &Node, at: &At) -> Option<String> {
        let text = self.checker.text(node, at, "'same_as'")?;
        if super::is_web_address(&text) {
            return Some(text);
        }
        let message = format!("'same_as' must be an http or https address, not '{text}'.");
        self.checker.error(at, Target::Value, DiagnosticId::InvalidValue, message, None);
        None
    }

    fn tile(&mut self, node: &Node, at: &At) -> Option<(u32, u32)> {
        if let Node::List(items) = node
            && let [Node::Integer(column), Node::Integer(row)] = &items[..]
            && let (Ok(column), Ok(row)) = (u32::try_from(*column), u32::try_from(*row))
            && column < 100
            && row < 100
        {
            return Some((column, row));
        }
        let message = "'tile' must be a column and a row, such as [6, 3], each from 0 to 99.";
        self.checker.error(at, Target::Value, DiagnosticId::WrongType, message, None);
        None
    }
}
