//! Terms that are new, gone or have another name.

use super::values::label_language;
use super::{Change, Changed, ChangedKind, What};
use crate::hub::{Hub, Vocabulary};

pub(super) fn compare(before: &Hub, after: &Hub) -> Vec<Changed> {
    let mut changed = Vec::new();
    for vocabulary in &after.vocabularies {
        let Some(was) = before.vocabularies.iter().find(|known| known.id == vocabulary.id) else { continue };
        let changes = changes((before, was), (after, vocabulary));
        if !changes.is_empty() {
            changed.push(Changed {
                kind: ChangedKind::Vocabulary,
                file: format!("content/vocabularies/{}.yaml", vocabulary.id),
                title: vocabulary.label.get(label_language(after)).to_owned(),
                pages: Vec::new(),
                changes,
            });
        }
    }
    changed
}

fn changes(before: (&Hub, &Vocabulary), after: (&Hub, &Vocabulary)) -> Vec<Change> {
    let mut changes = Vec::new();
    let change = |label: String, language: Option<&str>, what| Change {
        key: "terms".to_owned(),
        label,
        language: language.map(str::to_owned),
        what,
    };
    let names = |(hub, vocabulary): (&Hub, &Vocabulary), missing_in: &Vocabulary| -> Vec<String> {
        let missing = vocabulary.terms.iter().filter(|term| missing_in.ids().all(|id| id != term.id));
        missing.map(|term| format!("{} ({})", term.label.get(label_language(hub)), term.id)).collect()
    };
    let (added, removed) = (names(after, before.1), names(before, after.1));
    if !added.is_empty() || !removed.is_empty() {
        changes.push(change("Terms".to_owned(), None, What::Members { added, removed }));
    }
    for term in &after.1.terms {
        let Some(was) = before.1.terms.iter().find(|known| known.id == term.id) else { continue };
        for language in after.0.languages.ids() {
            let code = after.0.languages.code(language);
            let Some(old) = before.0.languages.named(code) else { continue };
            let (was, is) = (was.label.get(old).to_owned(), term.label.get(language).to_owned());
            changes.extend(What::of_one(Some(was), Some(is)).map(|what| change(format!("Term {}", term.id), Some(code), what)));
        }
    }
    changes
}
