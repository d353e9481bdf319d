//! Originals and translations become entries.

use super::{Entry, Findings};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::{Hub, LanguageId, RecordId};
use crate::record::{Home, Record};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::sync::Arc;

type Name = (Home, Box<str>, Box<str>);

pub(super) struct Joined {
    pub(super) entries: Vec<Entry>,
    pub(super) names: HashMap<Name, RecordId>,
    /// Each document's path relative to `content/`, with its record and language.
    pub(super) paths: HashMap<Box<str>, (RecordId, LanguageId)>,
    /// The paths relative to `content/` of documents left out as drafts.
    pub(super) drafts: HashSet<Box<str>>,
    /// Documents that are not published, with the reason.
    pub(super) left_out: Vec<(Arc<str>, &'static str)>,
}

/// Joins records given in the order of their paths.
pub(super) fn join(hub: &Hub, records: Vec<Arc<Record>>, drafts: bool, findings: &mut Findings) -> Joined {
    let mut joined =
        Joined { entries: Vec::new(), names: HashMap::new(), paths: HashMap::new(), drafts: HashSet::new(), left_out: Vec::new() };
    let (mut originals, translations): (Vec<_>, Vec<_>) =
        records.into_iter().partition(|record| record.place.language == LanguageId::DEFAULT);
    originals.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    let mut hidden: HashSet<Name> = HashSet::new();
    joined.entries.reserve(originals.len());
    for record in originals {
        let name = name(&record);
        if record.draft && !drafts {
            joined.leave_out(&record, "it is a draft");
            hidden.insert(name);
            continue;
        }
        let id = RecordId::new(joined.entries.len());
        if let Some(first) = joined.names.get(&name) {
            let message = format!("There are two records called '{}' here.", record.place.name);
            let other = Place::file(Arc::clone(&joined.entries[first.index()].original.path));
            let diagnostic = Diagnostic::error(DiagnosticId::AddressTaken, Place::file(Arc::clone(&record.path)), message)
                .help("A record is either NAME.md or NAME/index.md; remove one of the two.")
                .related(other, "The other one is here.");
            findings.located.push(diagnostic);
            continue;
        }
        joined.paths.insert(inside(&record.path).into(), (id, LanguageId::DEFAULT));
        joined.names.insert(name, id);
        joined.entries.push(Entry::new(record, hub.languages.len()));
    }
    for record in translations {
        joined.add_translation(record, &hidden, findings);
    }
    joined
}

impl Joined {
    fn leave_out(&mut self, record: &Record, reason: &'static str) {
        self.drafts.insert(inside(&record.path).into());
        self.left_out.push((Arc::clone(&record.path), reason));
    }

    fn add_translation(&mut self, record: Arc<Record>, hidden: &HashSet<Name>, findings: &mut Findings) {
        let name = name(&record);
        let language = record.place.language;
        let Some(id) = self.names.get(&name).copied() else {
            if hidden.contains(&name) {
                self.leave_out(&record, "its original is a draft");
                return;
            }
            let original = original_path(&record.path);
            let message = format!("This translation has no original: {original} does not exist.");
            let help = "Write the record in the default language first; it holds the facts.";
            findings
                .located
                .push(Diagnostic::error(DiagnosticId::OrphanTranslation, Place::file(Arc::clone(&record.path)), message).help(help));
            return;
        };
        self.paths.insert(inside(&record.path).into(), (id, language));
        let slot = &mut self.entries[id.index()].translations[language.index()];
        if let Some(first) = slot {
            let message = "There are two translations of this record into one language.";
            let diagnostic = Diagnostic::error(DiagnosticId::AddressTaken, Place::file(Arc::clone(&record.path)), message)
                .related(Place::file(Arc::clone(&first.path)), "The other one is here.");
            findings.located.push(diagnostic);
        } else {
            *slot = Some(record);
        }
    }
}

fn name(record: &Record) -> Name {
    (record.place.home, record.place.folder.clone(), record.place.name.clone())
}

fn sort_key(record: &Record) -> (usize, &str, &str, &str) {
    let home = match record.place.home {
        Home::Collection(collection) => collection.index(),
        Home::Pages => usize::MAX,
    };
    (home, &record.place.folder, &record.place.name, &record.path)
}

/// Returns a path without `content/`.
pub(super) fn inside(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// Returns the path of the original of a translation: `kfs.en.md` → `kfs.md`.
fn original_path(path: &str) -> String {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    format!("{stem}.md")
}
