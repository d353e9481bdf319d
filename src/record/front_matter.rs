//! The YAML at a file's top.

use super::path::{Home, RecordPath};
use super::{ParseOptions, Value, moment, value};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place, Severity, did_you_mean};
use crate::hub::{BUILT_IN_KEYS, Field, Hub, LanguageId, is_slug, syntax_diagnostic};
use crate::lines::lines;
use crate::yaml::{At, Checker, Memory, Node, Target};
use jiff::civil::Date;
use std::borrow::Cow;
use std::sync::Arc;

/// How long front matter may be, in bytes.
pub const FRONT_MATTER_LIMIT: usize = 256 * 1024;

/// A file's two halves, and the lines on which they start, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'t> {
    /// The front matter between its two lines `---`.
    pub yaml: &'t str,
    /// The line on which it starts.
    pub yaml_line: u32,
    /// The Markdown.
    pub body: &'t str,
    /// The line on which it starts.
    pub body_line: u32,
}

/// Splits a file. What is wrong with it is reported when it is parsed, not here.
pub fn halves(text: &str) -> Parts<'_> {
    split(&Arc::from(""), text, &mut Vec::new())
}

/// Splits a file. What is wrong with the front matter's frame is reported, and the rest counts as body.
pub(super) fn split<'t>(path: &Arc<str>, text: &'t str, diagnostics: &mut Vec<Diagnostic>) -> Parts<'t> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let nothing = Parts { yaml: "", yaml_line: 1, body: text, body_line: 1 };
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end() != "---" {
        let help = "Begin the file with a line '---', then 'title: …', and close it with another '---'.";
        diagnostics.push(
            Diagnostic::error(DiagnosticId::InvalidFrontMatter, Place::file(Arc::clone(path)), "The file has no front matter.").help(help),
        );
        return nothing;
    }
    let start = text.len() - rest.len();
    let (mut offset, mut line) = (start, 2);
    for part in lines(rest) {
        if part.starts_with("---") && part.trim_end() == "---" {
            let body = offset + part.len();
            if offset - start > FRONT_MATTER_LIMIT {
                let message = format!("The front matter is longer than {} kB.", FRONT_MATTER_LIMIT / 1024);
                diagnostics.push(Diagnostic::error(DiagnosticId::FrontMatterTooLarge, Place::file(Arc::clone(path)), message));
                return Parts { yaml: "", yaml_line: 2, body: &text[body..], body_line: line + 1 };
            }
            return Parts { yaml: &text[start..offset], yaml_line: 2, body: &text[body..], body_line: line + 1 };
        }
        offset += part.len();
        line += 1;
    }
    let help = "Close it with a line that holds only '---'.";
    let place = Place::file(Arc::clone(path));
    diagnostics.push(Diagnostic::error(DiagnosticId::InvalidFrontMatter, place, "The front matter does not end.").help(help));
    Parts { yaml: "", yaml_line: 1, body: "", body_line: 1 }
}

/// The values of a file's front matter.
#[derive(Debug, Default)]
pub struct FrontMatter {
    pub(super) slug: Option<Box<str>>,
    pub(super) title: Option<Box<str>>,
    pub(super) summary: Option<Box<str>>,
    pub(super) date: Option<Date>,
    pub(super) updated: Option<Date>,
    pub(super) verified: Option<Date>,
    pub(super) sources: Vec<Box<str>>,
    pub(super) draft: bool,
    pub(super) aliases: Vec<Box<str>>,
    pub(super) values: Vec<Option<Value>>,
}

pub(super) fn read(
    hub: &Hub, memory: &Memory, path: &Arc<str>, place: &RecordPath, parts: &Parts, options: ParseOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let fields: &[Field] = match place.home {
        Home::Collection(collection) => &hub.collection(collection).fields,
        Home::Pages => &[],
    };
    let mut front = FrontMatter { values: vec![None; fields.len()], ..FrontMatter::default() };
    if parts.yaml.is_empty() && !diagnostics.is_empty() {
        return front;
    }
    let repeats = |key: &str| {
        let field = || fields.iter().find(|field| field.id == key);
        matches!(key, "date" | "updated" | "verified" | "draft") || field().is_some_and(|field| field.kind.has_few_values())
    };
    let node = match memory.parse(parts.yaml, repeats) {
        Ok(node) => node,
        Err(error) => {
            diagnostics.push(syntax_diagnostic(&error, path, parts.yaml_line));
            return front;
        }
    };
    let mut checker = Checker::new(parts.yaml);
    Reader { hub, path, place, fields, checker: &mut checker, first_line: parts.yaml_line, options }.read(&node, &mut front);
    if !front.draft || options.drafts {
        diagnostics.extend(checker.finish(path, parts.yaml_line));
    }
    front
}

struct Reader<'r, 't> {
    hub: &'r Hub,
    path: &'r Arc<str>,
    place: &'r RecordPath,
    fields: &'r [Field],
    checker: &'r mut Checker<'t>,
    first_line: u32,
    options: ParseOptions,
}

impl Reader<'_, '_> {
    fn read(&mut self, node: &Node, front: &mut FrontMatter) {
        let root = At::ROOT;
        let translation = self.place.language != LanguageId::DEFAULT;
        for (key, node) in self.checker.map(node, &root, "Front matter", &[]) {
            let at = root.key(key);
            if let Some(index) = self.fields.iter().position(|field| field.id == key) {
                let field = &self.fields[index];
                if translation && !field.translatable {
                    self.fact_in_translation(&at, key);
                } else {
                    let mut reader = value::Reader {
                        hub: self.hub,
                        path: self.path,
                        language: self.place.language,
                        checker: self.checker,
                        first_line: self.first_line,
                        options: self.options,
                    };
                    front.values[index] = reader.read(field, node, &at);
                }
                continue;
            }
            if translation && matches!(key, "date" | "updated" | "verified" | "sources" | "draft") {
                self.fact_in_translation(&at, key);
                continue;
            }
            match key {
                "title" => front.title = self.line(node, &at, "The title"),
                "summary" => front.summary = self.line(node, &at, "The summary"),
                "slug" => front.slug = self.slug(node, &at),
                "date" => front.date = self.date(node, &at),
                "updated" => front.updated = self.date(node, &at),
                "verified" => front.verified = self.date(node, &at),
                "sources" => front.sources = self.sources(node, &at),
                "draft" => front.draft = self.checker.boolean(node, &at, "'draft'").unwrap_or(false),
                "aliases" => front.aliases = self.aliases(node, &at),
                _ => {
                    let known = BUILT_IN_KEYS.iter().copied().chain(self.fields.iter().map(|field| field.id.as_str()));
                    let help = did_you_mean(key, known.collect::<Vec<_>>());
                    let message = format!("The key '{key}' is not known here.");
                    self.checker.error(&at, Target::Key, DiagnosticId::UnknownKey, message, help);
                }
            }
        }
        // What is no map at all was reported as such.
        if !translation && (node.is_absent() || matches!(node, Node::Map(_))) {
            self.required(front);
        }
    }

    fn required(&mut self, front: &FrontMatter) {
        let missing = |name: &str, checker: &mut Checker| {
            let message = format!("'{name}' is missing or empty.");
            let help = format!("Add '{name}: …' to the front matter.");
            let root = At::ROOT;
            // Where the key is missing too, this is the beginning of the front matter.
            checker.error(&root.key(name), Target::Key, DiagnosticId::MissingValue, message, Some(help));
        };
        if front.title.is_none() && !self.checker.mentions("title") {
            missing("title", self.checker);
        }
        if front.summary.is_none() && self.place.home != Home::Pages && !self.checker.mentions("summary") {
            missing("summary", self.checker);
        }
        for (field, value) in self.fields.iter().zip(&front.values) {
            if field.required && value.is_none() && !self.reported(field) {
                missing(&field.id, self.checker);
            }
        }
    }

    /// A required field that is there but wrong is reported once, as wrong.
    fn reported(&mut self, field: &Field) -> bool {
        self.checker.mentions(&field.id)
    }

    fn fact_in_translation(&mut self, at: &At, key: &str) {
        let message = format!("'{key}' is a fact, and facts are written once, in the original.");
        let help = "Remove it here: a translation carries words only.".to_owned();
        self.checker.error(at, Target::Key, DiagnosticId::FactInTranslation, message, Some(help));
    }

    /// A text on one line: line breaks become spaces.
    fn line(&mut self, node: &Node, at: &At, what: &str) -> Option<Box<str>> {
        let text = self.checker.borrowed_text(node, at, what)?;
        let text = if text.bytes().any(|byte| matches!(byte, b'\n' | b'\r' | b'\t')) {
            Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
        } else {
            Cow::Borrowed(text.trim())
        };
        (!text.is_empty()).then(|| text.into())
    }

    fn slug(&mut self, node: &Node, at: &At) -> Option<Box<str>> {
        let slug = self.checker.text(node, at, "'slug'")?;
        if is_slug(&slug) {
            return Some(slug.into());
        }
        let message = format!("'{slug}' cannot be part of an address.");
        let help = format!("A slug holds only the letters a-z, digits and hyphens: {}", super::slugify(&slug));
        self.checker.error(at, Target::Value, DiagnosticId::InvalidSlug, message, Some(help));
        None
    }

    fn date(&mut self, node: &Node, at: &At) -> Option<Date> {
        let text = self.checker.borrowed_text(node, at, "A date")?;
        let date = moment::parse_date(&text);
        if date.is_none() {
            let message = format!("'{text}' is not a day.");
            self.checker.error(at, Target::Value, DiagnosticId::InvalidValue, message, Some("Write it as 2027-03-31.".into()));
        }
        date
    }

    fn sources(&mut self, node: &Node, at: &At) -> Vec<Box<str>> {
        let mut sources = Vec::new();
        for (index, item) in self.checker.list(node, at, "'sources'").iter().enumerate() {
            let here = at.index(index);
            if let Some(text) = self.checker.text(item, &here, "A source") {
                if crate::hub::is_web_address(&text) {
                    sources.push(text.into());
                } else {
                    let message = format!("A source must be an http or https address, not '{text}'.");
                    self.checker.error(&here, Target::Value, DiagnosticId::InvalidValue, message, None);
                }
            }
        }
        sources
    }

    fn aliases(&mut self, node: &Node, at: &At) -> Vec<Box<str>> {
        let mut aliases: Vec<Box<str>> = Vec::new();
        for (index, item) in self.checker.list(node, at, "'aliases'").iter().enumerate() {
            let here = at.index(index);
            let Some(text) = self.checker.text(item, &here, "An alias") else { continue };
            let problem = if !text.starts_with('/') || text.starts_with("//") {
                Some("An alias begins with one '/'.")
            } else if text == "/" {
                Some("An alias cannot be the home page.")
            } else if text.contains("//") {
                Some("An alias has no two slashes in a row.")
            } else if text.split('/').any(|part| matches!(part, ".." | ".")) {
                Some("An alias holds no '.' or '..' as a part.")
            } else if text.contains(|c: char| c.is_control() || c.is_whitespace() || matches!(c, '?' | '#' | '\\' | '"' | '<' | '>' | '%'))
            {
                Some("An alias is a plain path without spaces, '?', '#' or '%'.")
            } else {
                None
            };
            match problem {
                Some(help) => {
                    let message = format!("'{text}' cannot be an old path of this page.");
                    self.checker.error(&here, Target::Value, DiagnosticId::InvalidAlias, message, Some(help.to_owned()));
                }
                None if aliases.iter().any(|alias| **alias == *text) => {
                    let message = format!("The alias '{text}' stands here twice.");
                    self.checker.report(Severity::Warning, &here, Target::Value, DiagnosticId::RepeatedTerm, message, None);
                }
                None => aliases.push(text.into()),
            }
        }
        aliases
    }
}
