//! What a records block finds.

use super::{Catalogue, Collators, Findings};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place, did_you_mean};
use crate::hub::{LanguageId, RecordId};
use crate::record::RecordsBlock;
use std::sync::Arc;

/// Returns the records of a block in its order: of each facet any of the terms, all facets together.
pub fn select(catalogue: &Catalogue, block: &RecordsBlock, language: LanguageId, collators: &Collators) -> Vec<RecordId> {
    let mut records = matching(catalogue, block);
    let index = catalogue.collection(block.collection);
    records = match block.sort {
        None => index.in_order(&records, language),
        Some(sort) => index.sorted(records, &catalogue.entries, sort, language, collators),
    };
    records.truncate(block.limit);
    records
}

/// Returns the records of a block sorted by id, without its limit.
fn matching(catalogue: &Catalogue, block: &RecordsBlock) -> Vec<RecordId> {
    let index = catalogue.collection(block.collection);
    let mut records: Vec<RecordId> = index.range.clone().map(RecordId::new).collect();
    for (facet, terms) in &block.filters {
        let facet = &index.facets[facet.index()];
        let mut any: Vec<RecordId> = terms
            .iter()
            .filter_map(|term| facet.option_named(term))
            .flat_map(|option| facet.options[option as usize].records.iter().copied())
            .collect();
        any.sort_unstable();
        any.dedup();
        records.retain(|record| any.binary_search(record).is_ok());
    }
    records
}

/// Reports blocks that find nothing, and terms that only the records could tell.
pub(super) fn check_blocks(catalogue: &Catalogue, findings: &mut Findings) {
    for entry in &catalogue.entries {
        for record in entry.files() {
            for block in &record.body.blocks {
                let place = || Place::at(Arc::clone(&record.path), block.line, 1);
                let mut unknown = false;
                for (facet, term, place) in &block.open {
                    let index = &catalogue.collection(block.collection).facets[facet.index()];
                    if index.option_named(term).is_none() {
                        unknown = true;
                        let message = format!("There is no term '{term}' in this facet.");
                        let known: Vec<&str> = index.options.iter().map(|option| &*option.id).collect();
                        let diagnostic = Diagnostic::error(DiagnosticId::UnknownTerm, place.clone(), message);
                        findings.located.push(diagnostic.maybe_help(did_you_mean(term, known)));
                    }
                }
                if !unknown && matching(catalogue, block).is_empty() {
                    let message = "The records block finds nothing, so it shows nothing.";
                    findings.located.push(Diagnostic::warning(DiagnosticId::EmptyRecordsBlock, place(), message));
                }
            }
        }
    }
}
