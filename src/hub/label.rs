//! Texts that exist in several languages.

use super::LanguageId;
use crate::diagnostic::{DiagnosticId, Severity};
use crate::yaml::{At, Checker, Node, Target};
use std::sync::Arc;

/// The languages of a hub as BCP 47 codes, the default one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    codes: Vec<String>,
}

impl Languages {
    /// Makes the list; an empty one becomes the format's default, Polish.
    pub fn new(codes: Vec<String>) -> Self {
        Self { codes: if codes.is_empty() { vec!["pl".to_owned()] } else { codes } }
    }

    /// Returns how many there are, at least one.
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Returns all ids in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = LanguageId> + Clone + use<> {
        (0..self.codes.len()).map(LanguageId::new)
    }

    /// Returns a language's code.
    pub fn code(&self, id: LanguageId) -> &str {
        &self.codes[id.index()]
    }

    /// Returns all codes in order.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Returns the language with a code.
    pub fn named(&self, code: &str) -> Option<LanguageId> {
        self.codes.iter().position(|known| known == code).map(LanguageId::new)
    }
}

/// A text in each of the hub's languages; where one is missing, the default language's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    texts: Arc<[(LanguageId, Arc<str>)]>,
}

impl Label {
    /// Makes a label that reads the same in every language.
    pub fn same(text: &str, languages: &Languages) -> Self {
        let text: Arc<str> = text.into();
        Self { texts: languages.ids().map(|_| (LanguageId::DEFAULT, Arc::clone(&text))).collect() }
    }

    /// Makes a label of one text a language.
    pub fn each(texts: impl IntoIterator<Item = String>) -> Self {
        Self { texts: texts.into_iter().enumerate().map(|(index, text)| (LanguageId::new(index), text.into())).collect() }
    }

    /// Returns the text for a language.
    pub fn get(&self, language: LanguageId) -> &str {
        &self.texts[language.index()].1
    }

    /// Returns the text for a language, shared.
    pub fn shared(&self, language: LanguageId) -> Arc<str> {
        Arc::clone(&self.texts[language.index()].1)
    }

    /// Returns the language that the text for a language is really in.
    pub fn language(&self, language: LanguageId) -> LanguageId {
        self.texts[language.index()].0
    }

    /// Reads a label: a string, or a map from language to string. Null and empty are `None`.
    pub fn read(node: &Node, at: &At, checker: &mut Checker, languages: &Languages, what: &str) -> Option<Self> {
        if !matches!(node, Node::Map(_)) {
            return checker.text(node, at, what).map(|text| Self::same(&text, languages));
        }
        let mut texts: Vec<Option<Arc<str>>> = vec![None; languages.len()];
        let mut first = None;
        for (code, value) in checker.map(node, at, what, &[]) {
            let here = at.key(code);
            let text = checker.text(value, &here, what);
            match languages.named(code) {
                Some(language) => texts[language.index()] = text.map(Into::into),
                None => {
                    let message = format!("The label carries '{code}', which is not a language of this hub.");
                    let help = format!("The hub's languages are: {}", languages.codes().join(", "));
                    checker.report(Severity::Warning, &here, Target::Key, DiagnosticId::UnlistedLanguage, message, Some(help));
                    first = first.or(text);
                }
            }
        }
        let fallback = texts
            .iter()
            .enumerate()
            .find_map(|(index, text)| text.clone().map(|text| (LanguageId::new(index), text)))
            .or_else(|| first.map(|text| (LanguageId::DEFAULT, text.into())))?;
        let texts = texts
            .into_iter()
            .enumerate()
            .map(|(index, text)| text.map_or_else(|| fallback.clone(), |text| (LanguageId::new(index), text)))
            .collect();
        Some(Self { texts })
    }

    /// Reads a label whose texts are parts of addresses: `[a-z0-9-]+`.
    pub fn read_path(node: &Node, at: &At, checker: &mut Checker, languages: &Languages) -> Option<Self> {
        let label = Self::read(node, at, checker, languages, "A path")?;
        if label.texts.iter().all(|(_, text)| super::is_slug(text)) {
            return Some(label);
        }
        let mut refuse = |at: &At, text: &str| {
            let message = format!("'{text}' cannot be part of an address.");
            let help = "A path holds only the letters a-z, digits and hyphens.".to_owned();
            checker.error(at, Target::Value, DiagnosticId::InvalidSlug, message, Some(help));
        };
        if matches!(node, Node::Map(_)) {
            for language in languages.ids().filter(|language| label.language(*language) == *language) {
                let text = label.get(language);
                if !super::is_slug(text) {
                    refuse(&at.key(languages.code(language)), text);
                }
            }
        } else {
            refuse(at, label.get(LanguageId::DEFAULT));
        }
        None
    }
}
