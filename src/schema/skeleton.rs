//! The lines of a new record: its keys in order, required ones first, with their help and terms as comments.

use super::Words;
use crate::hub::{CollectionId, Field, FieldKind, Hub, LanguageId, TermId, VocabularyId};
use crate::yaml::scalar;
use jiff::civil::Date;

/// How wide comments are, in characters.
const WIDTH: usize = 110;
/// How many terms a comment lists at most.
const TERMS: usize = 80;

/// A line of a new record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// One that stands as it is.
    Written(String),
    /// A key whose value somebody fills in.
    Open(String, Opening),
}

/// What is filled in after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// One value.
    Value,
    /// A list.
    List,
    /// `true` or `false`.
    Flag,
    /// The day on which the record is written.
    Today,
    /// One term.
    Term(VocabularyId),
    /// A list of terms.
    Terms(VocabularyId),
}

impl Opening {
    /// Returns what is filled in for a field.
    pub fn of(field: &Field) -> Self {
        match field.kind {
            FieldKind::Term(vocabulary) => Self::Term(vocabulary),
            FieldKind::Terms(vocabulary) => Self::Terms(vocabulary),
            FieldKind::Boolean => Self::Flag,
            FieldKind::Records(_) | FieldKind::Rounds => Self::List,
            _ if field.many => Self::List,
            _ => Self::Value,
        }
    }

    /// Returns what is filled in for a key that every record has.
    pub fn of_built_in(key: &str) -> Self {
        match key {
            "sources" | "aliases" => Self::List,
            "draft" => Self::Flag,
            "date" => Self::Today,
            _ => Self::Value,
        }
    }
}

/// Returns the lines of an original; without a title, that is filled in too.
pub fn original(hub: &Hub, home: Option<CollectionId>, title: Option<&str>) -> Vec<Line> {
    let words = Words::of(hub);
    let fields = home.map_or(&[][..], |id| &hub.collection(id).fields);
    let mut lines = Lines::begin(hub, title);
    lines.built_in("summary", home.is_some());
    lines.open("date", Opening::Today);
    for field in fields.iter().filter(|field| field.required) {
        lines.field(field);
    }
    lines.written("");
    lines.comment(words.say("Nieobowiązkowe: wypełnij albo usuń.", "Optional: fill in or remove."));
    lines.built_in("verified", false);
    lines.built_in("sources", false);
    for field in fields.iter().filter(|field| !field.required) {
        lines.field(field);
    }
    lines.end()
}

/// Returns the lines of a translation: words only.
pub fn translation(hub: &Hub, home: Option<CollectionId>, title: Option<&str>, slug: Option<&str>) -> Vec<Line> {
    let fields = home.map_or(&[][..], |id| &hub.collection(id).fields);
    let mut lines = Lines::begin(hub, title);
    if let Some(slug) = slug {
        lines.told("slug", false);
        lines.written(&format!("slug: {slug}"));
    }
    lines.built_in("summary", false);
    for field in fields.iter().filter(|field| field.translatable) {
        // Nothing is demanded of a translation.
        let mut field = field.clone();
        field.required = false;
        lines.field(&field);
    }
    lines.end()
}

/// Returns the lines as a text with nothing filled in but the day.
pub fn text(lines: &[Line], today: Date) -> String {
    let line = |line: &Line| match line {
        Line::Written(text) => format!("{text}\n"),
        Line::Open(key, Opening::Today) => format!("{key}: {today}\n"),
        Line::Open(key, Opening::List | Opening::Terms(_)) => format!("{key}: []\n"),
        Line::Open(key, _) => format!("{key}:\n"),
    };
    lines.iter().map(line).collect()
}

/// Says in sentences what a field holds: its name, help, and terms with their labels.
pub fn told(hub: &Hub, field: &Field) -> String {
    let words = Words::of(hub);
    let mut parts = vec![format!("{}.", field.label.get(LanguageId::DEFAULT).trim_end_matches('.'))];
    if field.required {
        parts.push(words.say("Wymagane.", "Required.").to_owned());
    }
    if let Some(help) = &field.help {
        parts.push(format!("{}.", help.get(LanguageId::DEFAULT).trim_end_matches('.')));
    }
    match field.kind {
        FieldKind::Term(vocabulary) => parts.push(format!("{} {}", words.say("Jedno z:", "One of:"), terms(hub, vocabulary))),
        FieldKind::Terms(vocabulary) => parts.push(format!("{} {}", words.say("Dowolne z:", "Any of:"), terms(hub, vocabulary))),
        FieldKind::Record(collection) | FieldKind::Records(collection) => {
            parts.push(format!("{} ({})", words.kind(field).trim_end_matches('.'), hub.collection(collection).id));
        }
        _ => parts.push(words.kind(field).to_owned()),
    }
    parts.join(" ")
}

/// Says in sentences what a key holds that every record has.
pub fn told_built_in(hub: &Hub, key: &str, required: bool) -> String {
    let words = Words::of(hub);
    let (title, description) = words.key(key);
    let required = if required { words.say(" Wymagane.", " Required.") } else { "" };
    format!("{title}.{required} {description}")
}

/// Lists a vocabulary's terms with their labels.
pub fn terms(hub: &Hub, vocabulary: VocabularyId) -> String {
    let vocabulary = hub.vocabulary(vocabulary);
    let count = vocabulary.terms.len();
    let mut terms: Vec<String> = (0..count.min(TERMS))
        .map(|index| {
            let term = vocabulary.term(TermId::new(index));
            format!("{} ({})", term.id, term.label.get(LanguageId::DEFAULT))
        })
        .collect();
    if count > TERMS {
        terms.push(format!("… content/vocabularies/{}.yaml", vocabulary.id));
    }
    terms.join(", ")
}

struct Lines<'h> {
    hub: &'h Hub,
    lines: Vec<Line>,
}

impl<'h> Lines<'h> {
    fn begin(hub: &'h Hub, title: Option<&str>) -> Self {
        let mut lines = Self { hub, lines: Vec::new() };
        lines.written("---");
        match title {
            Some(title) => lines.written(&format!("title: {}", scalar(title))),
            None => lines.open("title", Opening::Value),
        }
        lines
    }

    fn end(mut self) -> Vec<Line> {
        self.written("---");
        self.written("");
        self.lines
    }

    fn written(&mut self, line: &str) {
        self.lines.push(Line::Written(line.to_owned()));
    }

    fn open(&mut self, key: &str, opening: Opening) {
        self.lines.push(Line::Open(key.to_owned(), opening));
    }

    /// Writes a comment, broken between words.
    fn comment(&mut self, text: &str) {
        let mut line = String::from("#");
        for word in text.split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > 1 {
                self.written(&line);
                line = String::from("#  ");
            }
            line.push(' ');
            line.push_str(word);
        }
        self.written(&line);
    }

    fn told(&mut self, key: &str, required: bool) {
        self.comment(&told_built_in(self.hub, key, required));
    }

    fn built_in(&mut self, key: &str, required: bool) {
        self.told(key, required);
        self.open(key, Opening::of_built_in(key));
    }

    fn field(&mut self, field: &Field) {
        self.comment(&told(self.hub, field));
        self.open(&field.id, Opening::of(field));
    }
}
