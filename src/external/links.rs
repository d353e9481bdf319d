//! Which links out of the site there are, and what the answers mean for their files.

use super::{Answer, without_fragment};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::record::{Home, Pending, Record, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A link and where it stands: on a line of a text, or in a key of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The address as written.
    pub address: Box<str>,
    /// The file, relative to the hub's root.
    pub file: Arc<str>,
    /// The line in a text; 0 where it stands in front matter.
    pub line: u32,
    /// The key of front matter, and which item of its list.
    pub key: Option<(Box<str>, Option<usize>)>,
}

/// What is wrong with links: located, or still to be located in front matter.
pub type Findings = crate::catalogue::Findings;

/// Returns all links out of the site, in the order of the files.
pub fn uses(catalogue: &Catalogue) -> Vec<Use> {
    let mut uses = Vec::new();
    for entry in &catalogue.entries {
        for record in entry.files() {
            of_record(catalogue, record, &mut uses);
        }
    }
    uses
}

fn of_record(catalogue: &Catalogue, record: &Record, uses: &mut Vec<Use>) {
    let in_text = |address: &str, line: u32| Use { address: address.into(), file: Arc::clone(&record.path), line, key: None };
    let in_key = |address: &str, key: &str, item: Option<usize>| Use {
        address: address.into(),
        file: Arc::clone(&record.path),
        line: 0,
        key: Some((key.into(), item)),
    };
    let several = |list: &[Box<str>], index: usize| (list.len() > 1).then_some(index);
    for (index, source) in record.sources.iter().enumerate() {
        uses.push(in_key(source, "sources", Some(index)));
    }
    if let Home::Collection(collection) = record.place.home {
        for (field, value) in catalogue.hub.collection(collection).fields.iter().zip(&record.values) {
            match value {
                Some(Value::Urls(urls)) => {
                    uses.extend(urls.iter().enumerate().map(|(index, url)| in_key(url, &field.id, several(urls, index))));
                }
                Some(Value::Markdown(body)) => uses.extend(body.external.iter().map(|(url, _)| in_key(url, &field.id, None))),
                _ => {}
            }
        }
    }
    uses.extend(record.body.external.iter().map(|(url, line)| in_text(url, *line)));
}

/// Turns answers into diagnostics at every place where the address is used.
pub fn findings(uses: &[Use], answers: &BTreeMap<String, Answer>) -> Findings {
    let mut findings = Findings::default();
    for link in uses {
        let Some(answer) = answers.get(without_fragment(&link.address)) else { continue };
        let place = if link.line > 0 { Place::at(Arc::clone(&link.file), link.line, 1) } else { Place::file(Arc::clone(&link.file)) };
        let address = &link.address;
        let diagnostic = match answer {
            Answer::Alive => continue,
            Answer::Moved(to) => Diagnostic::hint(DiagnosticId::MovedLink, place, format!("{address} has moved for good."))
                .help(format!("Write the new address: {to}")),
            Answer::Dead(reason) => Diagnostic::warning(DiagnosticId::DeadLink, place, format!("{address} leads to nothing: {reason}."))
                .help("Find where the page went, or remove the link."),
            Answer::Unclear(reason) => {
                Diagnostic::hint(DiagnosticId::UncheckedLink, place, format!("{address} could not be checked: {reason}."))
                    .help("Open it in a browser. If the server only refuses programs, --allow leaves it out.")
            }
        };
        match &link.key {
            Some((key, item)) => findings.pending.push(Pending::new(diagnostic, key, item.map(|_| &*link.address))),
            None => findings.located.push(diagnostic),
        }
    }
    findings
}
