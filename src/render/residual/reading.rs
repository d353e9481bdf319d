//! Reads from templates' sources what they do with the values that they are given, as far as that can be told.

use super::tags::{Tag, Token, tags};
use super::uses::{Name, Use, Uses};
use foldhash::HashMap;
use std::collections::HashSet;

/// Values that all templates of a language have, and the state of a loop: they are the same for all pages.
pub(super) const GLOBALS: [&str; 5] = ["t", "lang", "assets", "site", "loop"];
/// Words of the language that are no names.
const KEYWORDS: [&str; 11] = ["and", "or", "not", "in", "is", "if", "else", "for", "true", "false", "none"];

/// The tags of a theme's templates and components.
#[derive(Debug, Default)]
pub(super) struct Source {
    templates: HashMap<String, Vec<Tag>>,
    components: HashMap<String, Vec<Tag>>,
}

impl Source {
    /// Reads the templates, by name.
    pub(super) fn read<'t>(templates: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        let mut source = Self::default();
        for (name, text) in templates {
            let Some(tags) = tags(text) else { continue };
            let mut own = Vec::new();
            let mut component: Option<(String, Vec<Tag>)> = None;
            for tag in tags {
                match statement(&tag) {
                    Some(("component", [Token::Word(name), ..])) => component = Some((name.clone(), Vec::new())),
                    Some(("endcomponent", _)) => source.components.extend(component.take()),
                    _ => component.as_mut().map_or(&mut own, |(_, tags)| tags).push(tag),
                }
            }
            source.templates.insert(name.to_owned(), own);
        }
        source
    }

    /// Tells what a template or component does with its values; nothing where that cannot be told.
    pub(super) fn uses(&self, entry: &str) -> Option<Uses> {
        let mut reading = Reading::default();
        let mut known = HashSet::new();
        reading.parts.push(entry.to_owned());
        while let Some(name) = reading.parts.pop() {
            if !known.insert(name.clone()) {
                continue;
            }
            for tag in self.templates.get(&name).or_else(|| self.components.get(&name))? {
                reading.tag(tag)?;
            }
        }
        Some(reading.finish())
    }
}

/// Returns the first word of a statement and what comes after it.
fn statement(tag: &Tag) -> Option<(&str, &[Token])> {
    match tag {
        Tag::Statement(tokens) => tokens.split_first().and_then(|(first, rest)| Some((first.name()?, rest))),
        Tag::Written(_) => None,
    }
}

/// A way to a value: `record.title`, `entries[0].text`.
struct Path {
    is_global: bool,
    names: Vec<String>,
    /// Whether it leads to an item of the list that the last name stands for.
    is_item: bool,
}

/// Tokens that are one path, or anything else.
enum Whole {
    Path(Path),
    Other,
}

/// How an expression's value is used.
#[derive(Clone, Copy, PartialEq)]
enum How {
    Written,
    Asked,
}

#[derive(Default)]
struct Reading {
    names: HashMap<String, Name>,
    /// Values that get another name: an argument's, or an item's in a loop over the list of the first name.
    arguments: Vec<(String, String)>,
    items: Vec<(String, String)>,
    /// Templates and components that are still to be read.
    parts: Vec<String>,
}

impl Reading {
    fn tag(&mut self, tag: &Tag) -> Option<()> {
        match tag {
            Tag::Written(tokens) if tokens.first()?.is("<") => self.call(tokens),
            Tag::Written(tokens) => self.expression(tokens, How::Written),
            Tag::Statement(tokens) => {
                let (first, rest) = tokens.split_first()?;
                match first.name()? {
                    "if" | "elif" => self.expression(rest, How::Asked),
                    "for" => self.repeat(rest),
                    "set" | "set_global" => match rest {
                        [Token::Word(name), sign, value @ ..] if sign.is("=") && !is_global(name) => self.decides(value),
                        _ => None,
                    },
                    "extends" | "include" => match rest {
                        [Token::Text(name)] => {
                            self.parts.push(name.clone());
                            Some(())
                        }
                        _ => None,
                    },
                    "block" | "endblock" | "endif" | "endfor" | "else" | "break" | "continue" => Some(()),
                    _ => None,
                }
            }
        }
    }

    /// A loop: `x in list`, or `key, value in map`.
    fn repeat(&mut self, tokens: &[Token]) -> Option<()> {
        let at = tokens.iter().position(|token| token.is("in"))?;
        let (names, list) = (&tokens[..at], &tokens[at + 1..]);
        if names.iter().filter_map(Token::name).any(is_global) {
            return None;
        }
        let path = self.whole_path(list)?;
        match (names, path) {
            (_, Whole::Path(path)) if path.is_global => Some(()),
            ([name], Whole::Path(path)) if !path.is_item => {
                // A text is taken apart into its letters.
                self.note(&path, |found| found.measured = true);
                self.items.push((path.names.last()?.clone(), name.name()?.to_owned()));
                Some(())
            }
            ([_], Whole::Other) => self.decides(list),
            _ => None,
        }
    }

    /// A component that is run: `<name argument={value} />`, and nothing beside it.
    fn call(&mut self, tokens: &[Token]) -> Option<()> {
        let [_, component, rest @ .., slash, end] = tokens else { return None };
        if !slash.is("/") || !end.is(">") {
            return None;
        }
        self.parts.push(component.name()?.to_owned());
        let mut rest = rest;
        while let [name, sign, value @ ..] = rest {
            let name = name.name().filter(|_| sign.is("="))?;
            rest = match value {
                [Token::Text(_), after @ ..] if !is_global(name) => after,
                [open, inside @ ..] if open.is("{") => {
                    let end = closing(inside, "{", "}")?;
                    let argument = &inside[..end];
                    match self.whole_path(argument)? {
                        Whole::Path(path) if path.is_global => {
                            let is_same = path.names.is_empty() && argument.first().is_some_and(|token| token.is(name));
                            (is_same || !is_global(name)).then_some(())?;
                        }
                        Whole::Path(path) if !path.is_item && !is_global(name) => {
                            self.arguments.push((path.names.last()?.clone(), name.to_owned()));
                        }
                        _ if is_global(name) => return None,
                        _ => self.decides(argument)?,
                    }
                    &inside[end + 1..]
                }
                _ => return None,
            };
        }
        rest.is_empty().then_some(())
    }

    /// An expression that is written or asked whether it holds: only parts that are no mere names decide anything.
    fn expression(&mut self, tokens: &[Token], how: How) -> Option<()> {
        let mut depth = 0_i32;
        let mut start = 0;
        let mut parts = Vec::new();
        let mut is_filtered = false;
        for (index, token) in tokens.iter().enumerate() {
            match token {
                Token::Sign('(' | '[' | '{') => depth += 1,
                Token::Sign(')' | ']' | '}') => depth -= 1,
                // `not in` compares.
                Token::Word(word) if word == "not" && tokens.get(index + 1).is_some_and(|next| next.is("in")) => {}
                Token::Word(word) if depth == 0 && matches!(word.as_str(), "and" | "or" | "not") => {
                    parts.push(&tokens[start..index]);
                    start = index + 1;
                }
                Token::Sign('|') if depth == 0 => is_filtered = true,
                // A choice between two values is no row of conditions.
                Token::Word(word) if depth == 0 && word == "if" => return self.decides(tokens),
                _ => {}
            }
        }
        parts.push(&tokens[start..]);
        // A filter may be meant for more than the part that it stands behind.
        if is_filtered && parts.len() > 1 {
            return self.decides(tokens);
        }
        for part in parts {
            if how == How::Written && self.filled(part)? {
                continue;
            }
            let (name, is_unescaped) = match part {
                [name @ .., pipe, filter] if pipe.is("|") && filter.is("safe") => (name, true),
                _ => (part, false),
            };
            match self.whole_path(name)? {
                Whole::Path(path) if !path.is_global => {
                    if how == How::Written {
                        self.note(&path, |found| (found.written, found.unescaped) = (true, found.unescaped || is_unescaped));
                    }
                }
                Whole::Path(_) => {}
                Whole::Other => self.decides(part)?,
            }
        }
        Some(())
    }

    /// Tokens of which every value decides over something.
    fn decides(&mut self, tokens: &[Token]) -> Option<()> {
        let mut rest = tokens;
        while let Some((token, after)) = rest.split_first() {
            let is_name = token.name().is_some_and(|name| !KEYWORDS.contains(&name));
            if token.is("/") && after.first().is_some_and(|next| next.is(">")) {
                // A component within an expression: what it writes is a value.
                return None;
            }
            if token.is("|") {
                // The filter's name.
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            // The name of an argument.
            if is_name && matches!(after, [sign, next, ..] if sign.is("=") && !next.is("=")) {
                rest = &after[1..];
                continue;
            }
            if is_name {
                let (path, behind) = self.path(rest)?;
                let is_measured = matches!(behind, [pipe, filter, ..] if pipe.is("|") && filter.is("length"));
                self.note(&path, |found| if is_measured { found.measured = true } else { found.decides = true });
                rest = behind;
                continue;
            }
            rest = after;
        }
        Some(())
    }

    /// Reads an interface string that values are filled into as they are: `t.area.purpose | fill(name=value, …)`, and nothing behind it.
    /// Tells whether the tokens are one.
    fn filled(&mut self, tokens: &[Token]) -> Option<bool> {
        let Some(at) = tokens.windows(3).position(|three| three[0].is("|") && three[1].is("fill") && three[2].is("(")) else {
            return Some(false);
        };
        let (string, arguments) = (&tokens[..at], &tokens[at + 3..]);
        let is_string = matches!(self.whole_path(string)?, Whole::Path(path) if path.is_global);
        let [arguments @ .., end] = arguments else { return Some(false) };
        if !is_string || !end.is(")") || arguments.iter().any(|token| matches!(token, Token::Sign('(' | ')' | '|'))) {
            return Some(false);
        }
        for argument in arguments.split(|token| token.is(",")) {
            let [Token::Word(_), sign, value @ ..] = argument else { return Some(false) };
            match self.whole_path(value)? {
                Whole::Path(path) if sign.is("=") => self.note(&path, |found| found.filled = true),
                _ => self.decides(argument)?,
            }
        }
        Some(true)
    }

    fn note(&mut self, path: &Path, change: impl FnOnce(&mut Use)) {
        if let (false, Some(last)) = (path.is_global, path.names.last()) {
            let Name { own, items, .. } = self.names.entry(last.clone()).or_default();
            change(if path.is_item { items } else { own });
        }
    }

    /// Reads tokens that may be one path and nothing else.
    fn whole_path(&mut self, tokens: &[Token]) -> Option<Whole> {
        let is_name = tokens.first().and_then(Token::name).is_some_and(|name| !KEYWORDS.contains(&name));
        if !is_name {
            return Some(Whole::Other);
        }
        let (path, rest) = self.path(tokens)?;
        Some(if rest.is_empty() { Whole::Path(path) } else { Whole::Other })
    }

    /// Reads a path at the beginning of tokens, and returns it with what comes after it.
    fn path<'t>(&mut self, tokens: &'t [Token]) -> Option<(Path, &'t [Token])> {
        let (first, mut rest) = tokens.split_first()?;
        let root = first.name()?;
        if root == "__tera_context" {
            return None;
        }
        let is_global = is_global(root);
        let mut path = Path { is_global, names: if is_global { Vec::new() } else { vec![root.to_owned()] }, is_item: false };
        loop {
            match rest {
                [dot, name, after @ ..] if dot.is(".") && name.name().is_some() => {
                    path.names.push(name.name()?.to_owned());
                    path.is_item = false;
                    rest = after;
                }
                [question, after @ ..] if question.is("?") => rest = after,
                [open, inside @ ..] if open.is("[") => {
                    let end = closing(inside, "[", "]")?;
                    self.subscript(&mut path, &inside[..end])?;
                    rest = &inside[end + 1..];
                }
                _ => break,
            }
        }
        if !path.is_global {
            for name in &path.names {
                self.names.entry(name.clone()).or_default();
            }
        }
        Some((path, rest))
    }

    fn subscript(&mut self, path: &mut Path, inside: &[Token]) -> Option<()> {
        let is_number = |token: &Token| matches!(token, Token::Word(word) if word.bytes().all(|byte| byte.is_ascii_digit()));
        let is_place = matches!(inside, [list, dot, name] if list.is("loop") && dot.is(".") && (name.is("index") || name.is("index0")));
        match inside {
            [Token::Text(name)] => {
                path.names.push(name.clone());
                path.is_item = false;
            }
            _ if path.is_global => self.decides(inside)?,
            _ if path.is_item => return None,
            _ => {
                let is_slice = inside.iter().any(|token| token.is(":"));
                let is_known = is_place || inside.iter().all(|token| is_number(token) || token.is(":") || token.is("-"));
                is_known.then_some(())?;
                // A part of a text is no word.
                self.note(path, |found| found.measured = true);
                path.is_item = !is_slice;
            }
        }
        Some(())
    }

    /// Hands on what is done with a value under another name.
    fn finish(mut self) -> Uses {
        let arguments = std::mem::take(&mut self.arguments);
        let items = std::mem::take(&mut self.items);
        let mut is_changed = true;
        while is_changed {
            is_changed = false;
            for (name, alias) in &arguments {
                let Name { own, items, .. } = self.names.get(alias).copied().unwrap_or_default();
                let target = self.names.entry(name.clone()).or_default();
                is_changed |= target.own.join(own) | target.items.join(items);
            }
            for (name, alias) in &items {
                let own = self.names.get(alias).copied().unwrap_or_default().own;
                is_changed |= self.names.entry(name.clone()).or_default().items.join(own);
            }
        }
        // There are never so many names.
        self.names.values_mut().zip(1..u16::MAX).for_each(|(name, number)| name.number = number);
        Uses::new(self.names)
    }
}

/// Returns where the bracket closes that was opened before the tokens.
fn closing(tokens: &[Token], open: &str, close: &str) -> Option<usize> {
    let mut depth = 0_u32;
    tokens.iter().position(|token| {
        if token.is(open) {
            depth += 1;
        } else if token.is(close) {
            if depth == 0 {
                return true;
            }
            depth -= 1;
        }
        false
    })
}

pub(super) fn is_global(name: &str) -> bool {
    GLOBALS.contains(&name)
}
