//! Facts that have grown old, have no sources, or contradict the text.

use super::{Linted, Source};
use crate::catalogue::{Catalogue, Entry, Status};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::Hub;
use crate::record::{Home, Pending, Record};
use std::sync::Arc;

/// Words that say that something is open, in lower case, each below a part of it that has ASCII letters alone and stands in hardly any
/// text. "open" by itself is none: the field `opens` has it.
const OPEN: &[(&str, &[&str])] = &[
    ("trwa", &["nabór trwa", "trwa nabór", "nabór potrwa", "zapisy trwają", "trwają zapisy", "rekrutacja trwa", "trwa rekrutacja"]),
    ("otwart", &["nabór jest otwarty", "nabór jest wciąż otwarty", "nabór jest nadal otwarty"]),
    ("jeszcze", &["wnioski można jeszcze", "można jeszcze złożyć"]),
    ("call is", &["call is open", "call is still open", "call is currently open"]),
    ("are open", &["applications are open"]),
    ("open for", &["open for applications"]),
    ("registration is", &["registration is open"]),
    ("apply", &["still apply", "apply now"]),
];
/// Words before them that make a question or a condition of it.
const DOUBT: &[&str] = &["czy", "gdy", "kiedy", "jeśli", "jeżeli", "if", "whether", "when", "while", "until"];

pub(super) fn lint(catalogue: &Catalogue, linted: &mut Linted) {
    for entry in &catalogue.entries {
        let original = &entry.original;
        let place = || Place::file(Arc::clone(&original.path));
        if let Some(verified) = original.verified
            && catalogue.hub.stale_after.after(verified) < catalogue.today
        {
            let message = format!("Nobody has checked these facts since {verified}.");
            let diagnostic = Diagnostic::warning(DiagnosticId::StaleFacts, place(), message)
                .help("Check them against their sources, then write the day here. Readers see that the facts are old.");
            linted.pending.push(Pending::new(diagnostic, "verified", None));
        }
        if original.sources.is_empty() && original.place.home != Home::Pages {
            let diagnostic = Diagnostic::hint(DiagnosticId::MissingSources, place(), "The record names no sources.")
                .help("Add 'sources: [https://…]', so that readers and editors can check its facts.");
            linted.located.push(diagnostic);
        }
    }
}

/// Reports a call that closed and whose text still says otherwise, at this place.
pub(super) fn closed_call(catalogue: &Catalogue, entry: &Entry, says_open: Option<Place>, linted: &mut Linted) {
    let (Some(place), Some(Status::Closed)) = (says_open, entry.status) else { return };
    let closed = crate::catalogue::current_window(&entry.windows, catalogue.today).and_then(|window| window.closes);
    let day = closed.map(|closes| format!(" on {}", closes.date)).unwrap_or_default();
    let message = format!("The call closed{day}, and its text still says that it is open.");
    let diagnostic = Diagnostic::warning(DiagnosticId::ClosedCall, place, message)
        .help("Leave dates and states to the front matter: the page shows them, and they change by themselves.");
    linted.located.push(diagnostic);
}

/// Returns where the text of a record says that something is open, if the record is of those that close.
pub(super) fn says_open(hub: &Hub, record: &Record, source: &Source) -> Option<Place> {
    let Home::Collection(collection) = record.place.home else { return None };
    hub.collection(collection).window.as_ref()?;
    // Hardly any text holds a part of them, which costs far less to tell than what follows.
    let ascii = source.text.to_ascii_lowercase();
    let mut likely = OPEN.iter().filter(|(part, _)| memchr::memmem::find(ascii.as_bytes(), part.as_bytes()).is_some()).peekable();
    likely.peek()?;
    let lower = source.text.to_lowercase();
    // Few letters change their length in lower case; where one did, offsets would be wrong.
    if lower.len() != source.text.len() {
        return None;
    }
    likely.flat_map(|(_, phrases)| *phrases).find_map(|phrase| {
        let start = lower.find(phrase)?;
        let whole = lower[start + phrase.len()..].chars().next().is_none_or(|next| !next.is_alphabetic());
        let word = lower[..start].split_whitespace().next_back().unwrap_or("");
        (whole && !DOUBT.contains(&word.trim_matches(['(', ',']))).then(|| source.place(start, phrase.chars().count()))
    })
}
