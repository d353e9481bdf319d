//! Where every key and value of a YAML text stands, read by `saphyr-parser`. Only made when something is wrong.

use super::Step;
use saphyr_parser::{Event, Parser, Span};
use std::collections::HashMap;

/// A place in the text: line from 1, column from 0, both in characters; the length is 0 where it is not on one line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) length: usize,
}

/// Where the lines of a text start, in characters. YAML takes a carriage return by itself and some rarer characters for the end of a line
/// too; editors and the other diagnostics do not.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let ends = text.chars().enumerate().filter(|(_, character)| *character == '\n').map(|(index, _)| index + 1);
        Self(std::iter::once(0).chain(ends).collect())
    }

    /// Returns the line, from 1, and the column, from 0, of a character.
    pub(super) fn place(&self, index: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= index);
        (line, index - self.0[line - 1])
    }

    fn spot(&self, span: Span) -> Spot {
        let ((line, column), (last, end)) = (self.place(span.start.index()), self.place(span.end.index()));
        Spot { line, column, length: if last == line { end.saturating_sub(column) } else { 0 } }
    }
}

/// A value's place, how it is written, and its children's.
#[derive(Debug, Clone, Default)]
pub(super) struct Positions {
    spot: Spot,
    written: Option<String>,
    children: Children,
}

#[derive(Debug, Clone, Default)]
enum Children {
    #[default]
    None,
    List(Vec<Positions>),
    Map(Vec<(String, Spot, Positions)>),
}

impl Positions {
    /// Reads the first document as far as it is YAML.
    pub(super) fn of(text: &str) -> Self {
        let mut builder = Builder { parser: Parser::new_from_str(text), lines: Lines::of(text), depth: 0 };
        builder.document().unwrap_or_default()
    }

    /// Returns the deepest value on the path that exists.
    fn walk(&self, path: &[Step]) -> (&Self, Option<Spot>) {
        let (mut here, mut key) = (self, None);
        for step in path {
            let next = match (&here.children, step) {
                (Children::List(items), Step::Index(index)) => items.get(*index).map(|item| (item, None)),
                (Children::Map(entries), Step::Key(name, nth)) => {
                    entries.iter().filter(|(entry, _, _)| entry == name.as_ref()).nth(*nth).map(|(_, spot, value)| (value, Some(*spot)))
                }
                (Children::Map(entries), Step::Index(index)) => entries.get(*index).map(|(_, spot, value)| (value, Some(*spot))),
                _ => None,
            };
            match next {
                Some((value, spot)) => (here, key) = (value, spot),
                None => break,
            }
        }
        (here, key)
    }

    /// Returns where the value at a path stands.
    pub(super) fn value(&self, path: &[Step]) -> Spot {
        self.walk(path).0.spot
    }

    /// Returns where the key at the end of a path stands; for a list's item, the item.
    pub(super) fn key(&self, path: &[Step]) -> Spot {
        let (value, key) = self.walk(path);
        key.unwrap_or(value.spot)
    }

    /// Returns a scalar as it is written in the text.
    pub(super) fn written(&self, path: &[Step]) -> Option<String> {
        self.walk(path).0.written.clone()
    }
}

struct Builder<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    lines: Lines,
    depth: usize,
}

impl<'t> Builder<'t> {
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        self.parser.next_event()?.ok()
    }

    fn document(&mut self) -> Option<Positions> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd | Event::DocumentEnd, _) => return None,
                (event, span) => return Some(self.value(event, span)),
            }
        }
    }

    fn value(&mut self, event: Event<'t>, span: Span) -> Positions {
        let mut node = Positions { spot: self.lines.spot(span), ..Positions::default() };
        self.depth += 1;
        if self.depth > 200 {
            return node;
        }
        match event {
            Event::Scalar(text, ..) => node.written = Some(text.into_owned()),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                while let Some((event, span)) = self.next() {
                    if matches!(event, Event::SequenceEnd) {
                        break;
                    }
                    items.push(self.value(event, span));
                }
                node.children = Children::List(items);
            }
            Event::MappingStart(..) => {
                let mut entries = Vec::new();
                while let Some((event, span)) = self.next() {
                    if matches!(event, Event::MappingEnd) {
                        break;
                    }
                    let key = self.value(event, span);
                    let Some((event, span)) = self.next() else { break };
                    let value = self.value(event, span);
                    entries.push((key.written.unwrap_or_default(), key.spot, value));
                }
                // A block map starts where its first key does.
                node.children = Children::Map(entries);
            }
            _ => {}
        }
        self.depth -= 1;
        node
    }
}

/// Returns to how many nodes the aliases of a text expand, without expanding them.
pub(super) fn expanded_nodes(text: &str) -> usize {
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    // One entry an open collection: its anchor and the nodes in it so far.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut expanded = 0usize;
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, _))) = parser.next_event() {
        let (anchor, size) = match event {
            Event::Scalar(_, _, anchor, _) => (anchor, 1),
            Event::Alias(anchor) => {
                let size = sizes.get(&anchor).copied().unwrap_or(1);
                expanded = expanded.saturating_add(size);
                (0, size)
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                open.push((anchor, 1));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(closed) => closed,
                None => continue,
            },
            _ => continue,
        };
        if anchor > 0 {
            sizes.insert(anchor, size);
        }
        if let Some((_, sum)) = open.last_mut() {
            *sum = sum.saturating_add(size);
        }
    }
    expanded
}

/// Returns the character at which the first value stands that has a tag of YAML itself, such as `!!str`, which `serde_yaml` takes in
/// silence.
pub(super) fn core_tag(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        if let Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) = event {
            return Some(span.start.index());
        }
    }
    None
}
