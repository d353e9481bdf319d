//! The syntax of snippets (code.visualstudio.com/docs/editing/userdefinedsnippets): text in which `$`, `}` and `\` are escaped, with
//! numbered places to fill in.

use crate::hub::{Hub, TermId, VocabularyId};
use crate::schema::skeleton::{Line, Opening};

/// A snippet's body while it is written.
pub(super) struct Snippet<'h> {
    hub: &'h Hub,
    lines: Vec<String>,
    places: usize,
}

impl<'h> Snippet<'h> {
    pub(super) fn new(hub: &'h Hub) -> Self {
        Self { hub, lines: Vec::new(), places: 0 }
    }

    /// Adds lines. Whoever passes over a place leaves it empty.
    pub(super) fn lines(mut self, lines: &[Line]) -> Self {
        for line in lines {
            match line {
                Line::Written(text) => self.lines.push(escaped(text)),
                Line::Open(key, opening) => self.key(key, *opening, true),
            }
        }
        self
    }

    /// Adds a line with a key and the place of its value. What may be left `empty` offers that before all terms.
    pub(super) fn key(&mut self, key: &str, opening: Opening, empty: bool) {
        let value = match opening {
            Opening::Value => self.place(),
            Opening::List => format!("[{}]", self.place()),
            Opening::Today => "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE".to_owned(),
            Opening::Flag => self.choice(["true", "false"], empty),
            Opening::Term(vocabulary) => self.term(vocabulary, empty),
            Opening::Terms(vocabulary) => format!("[{}]", self.term(vocabulary, empty)),
        };
        self.lines.push(format!("{}: {value}", escaped(key)));
    }

    /// Adds the rounds of a call, of which one is laid out.
    pub(super) fn rounds(&mut self, key: &str) {
        let (opens, closes, label) = (self.place(), self.place(), self.place());
        self.lines.push(format!("{}:", escaped(key)));
        self.lines.push(format!("  - {{opens: {opens}, closes: {closes}, label: {label}\\}}"));
    }

    /// Adds a line with nothing but the place of a term.
    pub(super) fn one_term(&mut self, vocabulary: VocabularyId) {
        let term = self.term(vocabulary, false);
        self.lines.push(term);
    }

    /// Ends with the place where writing goes on.
    pub(super) fn end(mut self) -> Vec<String> {
        match self.lines.last_mut() {
            Some(last) => last.push_str("$0"),
            None => self.lines.push("$0".to_owned()),
        }
        self.lines
    }

    fn term(&mut self, vocabulary: VocabularyId, empty: bool) -> String {
        let vocabulary = self.hub.vocabulary(vocabulary);
        if vocabulary.terms.is_empty() {
            return self.place();
        }
        self.choice((0..vocabulary.terms.len()).map(|index| &*vocabulary.term(TermId::new(index)).id), empty)
    }

    fn place(&mut self) -> String {
        self.places += 1;
        format!("${}", self.places)
    }

    /// The first option is taken by whoever passes over the place: a blank, which is nothing in YAML, where it may stay `empty`.
    fn choice<'c>(&mut self, options: impl IntoIterator<Item = &'c str>, empty: bool) -> String {
        self.places += 1;
        let blank = empty.then(|| " ".to_owned());
        let options: Vec<String> = blank.into_iter().chain(options.into_iter().map(escaped_option)).collect();
        format!("${{{}|{}|}}", self.places, options.join(","))
    }
}

/// Returns a text as it stands in a snippet.
fn escaped(text: &str) -> String {
    with_backslashes(text, &['\\', '$', '}'])
}

/// Returns a text as it stands among the options of a choice.
fn escaped_option(text: &str) -> String {
    with_backslashes(text, &['\\', ',', '|'])
}

fn with_backslashes(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if special.contains(&character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
