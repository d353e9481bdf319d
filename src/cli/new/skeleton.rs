//! The text of a new record: its keys in order, required ones first, with their help and terms as comments.

use super::Home;
use crate::hub::{Field, FieldKind, Hub, LanguageId, TermId, VocabularyId};
use crate::schema::Words;
use crate::yaml::scalar;
use jiff::civil::Date;

/// How wide comments are, in characters.
const WIDTH: usize = 110;
/// How many terms a comment lists at most.
const TERMS: usize = 80;

/// Returns the text of an original.
pub(super) fn original(hub: &Hub, home: Home, title: &str, today: Date) -> String {
    let words = Words::of(hub);
    let fields = home.map_or(&[][..], |id| &hub.collection(id).fields);
    let mut text = Text { hub, words, out: String::from("---\n") };
    text.line(&format!("title: {}", scalar(title)));
    text.built_in("summary", home.is_some());
    text.line("summary:");
    text.line(&format!("date: {today}"));
    for field in fields.iter().filter(|field| field.required) {
        text.field(field, true);
    }
    text.line("");
    text.comment(words.say("Nieobowiązkowe: wypełnij albo usuń.", "Optional: fill in or remove."));
    for key in ["verified", "sources"] {
        text.built_in(key, false);
        text.line(if key == "sources" { "sources: []" } else { "verified:" });
    }
    for field in fields.iter().filter(|field| !field.required) {
        text.field(field, false);
    }
    text.out.push_str("---\n\n");
    text.out
}

/// Returns the text of a translation: words only.
pub(super) fn translation(hub: &Hub, home: Home, title: &str, slug: Option<&str>) -> String {
    let words = Words::of(hub);
    let fields = home.map_or(&[][..], |id| &hub.collection(id).fields);
    let mut text = Text { hub, words, out: String::from("---\n") };
    text.line(&format!("title: {}", scalar(title)));
    if let Some(slug) = slug {
        text.built_in("slug", false);
        text.line(&format!("slug: {slug}"));
    }
    text.built_in("summary", false);
    text.line("summary:");
    for field in fields.iter().filter(|field| field.translatable) {
        text.field(field, false);
    }
    text.out.push_str("---\n\n");
    text.out
}

struct Text<'h> {
    hub: &'h Hub,
    words: Words,
    out: String,
}

impl Text<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// Writes a comment, broken between words.
    fn comment(&mut self, text: &str) {
        let mut line = String::from("#");
        for word in text.split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > 1 {
                self.line(&line);
                line = String::from("#  ");
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(&line);
    }

    fn built_in(&mut self, key: &str, required: bool) {
        let (title, description) = self.words.key(key);
        let required = if required { self.words.say(" Wymagane.", " Required.") } else { "" };
        self.comment(&format!("{title}.{required} {description}"));
    }

    fn field(&mut self, field: &Field, required: bool) {
        let mut parts = vec![format!("{}.", field.label.get(LanguageId::DEFAULT).trim_end_matches('.'))];
        if required {
            parts.push(self.words.say("Wymagane.", "Required.").to_owned());
        }
        if let Some(help) = &field.help {
            parts.push(format!("{}.", help.get(LanguageId::DEFAULT).trim_end_matches('.')));
        }
        match field.kind {
            FieldKind::Term(vocabulary) => parts.push(self.terms(self.words.say("Jedno z:", "One of:"), vocabulary)),
            FieldKind::Terms(vocabulary) => parts.push(self.terms(self.words.say("Dowolne z:", "Any of:"), vocabulary)),
            FieldKind::Record(collection) | FieldKind::Records(collection) => {
                parts.push(format!("{} ({})", self.words.kind(field).trim_end_matches('.'), self.hub.collection(collection).id));
            }
            _ => parts.push(self.words.kind(field).to_owned()),
        }
        self.comment(&parts.join(" "));
        let listed = field.many || matches!(field.kind, FieldKind::Terms(_) | FieldKind::Records(_) | FieldKind::Rounds);
        let key = &field.id;
        self.line(&if listed { format!("{key}: []") } else { format!("{key}:") });
    }

    fn terms(&self, lead: &str, vocabulary: VocabularyId) -> String {
        let vocabulary = self.hub.vocabulary(vocabulary);
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
        format!("{lead} {}", terms.join(", "))
    }
}
