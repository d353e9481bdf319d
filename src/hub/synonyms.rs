//! Words that search takes for others: `content/search/synonyms.yaml` and the aliases of vocabularies.

use super::{LanguageId, Languages, Vocabulary};
use crate::diagnostic::DiagnosticId;
use crate::search::{fold, form, words};
use crate::yaml::{At, Checker, Node, Target};
use std::collections::BTreeMap;

/// From a folded word to the words or phrases that are looked for too.
pub type Synonyms = BTreeMap<String, Vec<String>>;

/// Returns the aliases of all terms as synonyms of their labels. Aliases of several words, such as `labour-force`, are left out:
/// nobody types them so, and their words are found in the terms of a record.
pub(super) fn of_aliases(vocabularies: &[Vocabulary], language: LanguageId) -> Synonyms {
    let mut synonyms = Synonyms::new();
    for vocabulary in vocabularies {
        for (alias, term) in vocabulary.aliases() {
            if !alias.contains('-') {
                add(&mut synonyms, fold(&form(alias)), vocabulary.term(term).label.get(language));
            }
        }
    }
    synonyms
}

/// Reads `synonyms.yaml` into the synonyms of each language: a map from language to word to one or several phrases.
pub(super) fn read(node: &Node, checker: &mut Checker, languages: &Languages, synonyms: &mut [Synonyms]) {
    let root = At::ROOT;
    for (code, value) in checker.map(node, &root, "The synonyms", &[]) {
        let at = root.key(code);
        let Some(language) = languages.named(code) else {
            let message = format!("'{code}' is not a language of this hub.");
            let help = format!("The hub's languages are: {}", languages.codes().join(", "));
            checker.error(&at, Target::Key, DiagnosticId::UnknownLanguage, message, Some(help));
            continue;
        };
        for (word, value) in checker.map(value, &at, "A language's synonyms", &[]) {
            let here = at.key(word);
            if words(word, false).len() != 1 || word.contains(char::is_whitespace) {
                let message = format!("'{word}' is not one word.");
                let help = "What stands before the colon is a single word as readers type it; after it may stand phrases.".to_owned();
                checker.error(&here, Target::Key, DiagnosticId::InvalidValue, message, Some(help));
                continue;
            }
            for (index, phrase) in checker.list(value, &here, "Synonyms").iter().enumerate() {
                if let (Some(phrase), Some(synonyms)) =
                    (checker.text(phrase, &here.index(index), "A synonym"), synonyms.get_mut(language.index()))
                {
                    add(synonyms, fold(&form(word)), &phrase);
                }
            }
        }
    }
}

fn add(synonyms: &mut Synonyms, word: String, phrase: &str) {
    let phrases = synonyms.entry(word).or_default();
    if !phrases.iter().any(|known| known == phrase) {
        phrases.push(phrase.to_owned());
    }
}
