//! One Markdown file becomes one record.
//!
//! In: a text, its path and the hub's schema. Out: a [`Record`] with holes where something is wrong, and diagnostics; parsing never
//! fails. Knows no other record, opens no file and knows no address of the site.

mod front_matter;
mod locate;
mod markdown;
mod moment;
mod money;
mod path;
mod picture_block;
mod records_block;
mod slug;
mod typography;
mod value;

pub use front_matter::{FRONT_MATTER_LIMIT, FrontMatter, Parts, halves};
pub use locate::{Pending, locate};
pub(crate) use markdown::options as markdown_options;
pub(crate) use markdown::resolve;
pub use markdown::{Alert, Body, Heading, Image, Insert, Insertion, Link, LinkTarget, TableName, plain_text};
pub(crate) use moment::parse_date;
pub use moment::{Moment, Round};
pub use money::{Amount, Money};
pub use path::{Home, RecordPath};
pub use records_block::RecordsBlock;
pub(crate) use records_block::range_terms;
pub use slug::slugify;
pub use typography::non_breaking;
pub(crate) use typography::{NO_BREAK, push_non_breaking};
pub use value::Value;
pub(crate) use value::closes_first;

use crate::diagnostic::Diagnostic;
use crate::hub::{FieldId, Hub, LanguageId};
use crate::yaml::Memory;
use jiff::civil::Date;
use std::sync::Arc;

/// One file's record: an original, or the words of a translation.
#[derive(Debug)]
pub struct Record {
    /// The file, relative to the hub's root.
    pub path: Arc<str>,
    /// What the path says: collection or pages, name and language.
    pub place: RecordPath,
    /// The part of the address, where front matter gives another than the file's name.
    pub slug: Option<Box<str>>,
    /// The title.
    pub title: Option<Box<str>>,
    /// The summary, plain text.
    pub summary: Option<Box<str>>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The day of the last change.
    pub updated: Option<Date>,
    /// The day on which somebody last checked the facts.
    pub verified: Option<Date>,
    /// Where the facts come from.
    pub sources: Vec<Box<str>>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Old paths that redirect here, beginning with `/`.
    pub aliases: Vec<Box<str>>,
    /// The values by [`FieldId`]; in a translation only words.
    pub values: Vec<Option<Value>>,
    /// The Markdown body.
    pub body: Body,
}

impl Record {
    /// Returns the images that it shows, by their path relative to `content/`.
    pub fn images(&self) -> impl Iterator<Item = String> {
        let of_body = |body: &Body| body.images.iter().map(|image| image.path.to_string()).collect::<Vec<String>>();
        let of_fields = self.values.iter().flatten().flat_map(move |value| match value {
            Value::Image(name) => self.beside(name).into_iter().collect(),
            Value::Markdown(body) => of_body(body),
            _ => Vec::new(),
        });
        of_body(&self.body).into_iter().chain(of_fields)
    }

    /// Returns the path, relative to `content/`, of a file beside the record; nothing for a record that brings no files along.
    pub fn beside(&self, name: &str) -> Option<String> {
        Some(format!("{}/{name}", self.place.files.as_ref()?))
    }

    /// Returns a field's value.
    pub fn value(&self, field: FieldId) -> Option<&Value> {
        self.values.get(field.index())?.as_ref()
    }

    /// Tells whether it is the same as another version of its file but for the body.
    pub fn differs_in_body_alone(&self, other: &Self) -> bool {
        // Whoever adds a part has to say here whether it matters.
        let Self { path: _, place, slug, title, summary, date, updated, verified, sources, draft, aliases, values, body: _ } = self;
        let words = (slug, title, summary) == (&other.slug, &other.title, &other.summary);
        let days = (date, updated, verified) == (&other.date, &other.updated, &other.verified);
        let rest = (sources, draft, aliases, values) == (&other.sources, &other.draft, &other.aliases, &other.values);
        *place == other.place && words && days && rest
    }

    /// Returns its texts in Markdown: the body, then those of its fields.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        let fields = self.values.iter().filter_map(|value| match value {
            Some(Value::Markdown(body)) => Some(&**body),
            _ => None,
        });
        std::iter::once(&self.body).chain(fields)
    }

    /// Returns the language of the file.
    pub fn language(&self) -> LanguageId {
        self.place.language
    }
}

/// What became of one file.
#[derive(Debug)]
pub struct Parsed {
    /// The record, unless the path says that it cannot be one.
    pub record: Option<Record>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What parsing has to know beside the hub.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParseOptions {
    /// Whether the facts of drafts are checked.
    pub drafts: bool,
    /// Whether spaces stay as they are written: for those who look at what a text says and show it to nobody.
    pub plain_spaces: bool,
}

/// Parses one file. `path` is relative to the hub's root, such as `content/funding/kfs.en.md`.
pub fn parse(hub: &Hub, path: &Arc<str>, text: &str, options: ParseOptions) -> Parsed {
    parse_among(hub, &Memory::default(), path, text, options)
}

/// Parses one file of many, whose facts need not be read again where another says the same.
pub fn parse_among(hub: &Hub, memory: &Memory, path: &Arc<str>, text: &str, options: ParseOptions) -> Parsed {
    let mut diagnostics = Vec::new();
    let Some(place) = path::read(hub, path, &mut diagnostics) else {
        return Parsed { record: None, diagnostics };
    };
    let parts = front_matter::split(path, text, &mut diagnostics);
    let front = front_matter::read(hub, memory, path, &place, &parts, options, &mut diagnostics);
    let checked = !front.draft || options.drafts;
    let mut body_diagnostics = Vec::new();
    let source = markdown::Source { hub, path, language: place.language, text: parts.body, first_line: parts.body_line, options };
    let body = markdown::render(&source, &mut body_diagnostics);
    if checked {
        diagnostics.append(&mut body_diagnostics);
    }
    let record = Record {
        path: Arc::clone(path),
        place,
        slug: front.slug,
        title: front.title,
        summary: front.summary,
        date: front.date,
        updated: front.updated,
        verified: front.verified,
        sources: front.sources,
        draft: front.draft,
        aliases: front.aliases,
        values: front.values,
        body,
    };
    Parsed { record: Some(record), diagnostics }
}
