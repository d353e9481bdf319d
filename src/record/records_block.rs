//! Records blocks: lists in a body that stay true.

use crate::diagnostic::{Diagnostic, DiagnosticId, Place, Severity, did_you_mean};
use crate::hub::{CollectionId, FacetId, FacetKind, Hub, Sort, syntax_diagnostic};
use crate::yaml::{At, Checker, Node, Target};
use std::fmt::Display;
use std::sync::Arc;

/// How many records one block shows at most.
const LIMIT: usize = 500;

/// A list of records that a body asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsBlock {
    /// From which collection.
    pub collection: CollectionId,
    /// Which ones: of each facet any of the terms, by id.
    pub filters: Vec<(FacetId, Vec<Box<str>>)>,
    /// Where the terms stand that only the records can tell, such as years.
    pub open: Vec<(FacetId, Box<str>, Place)>,
    /// In which order; the collection's where there is none.
    pub sort: Option<Sort>,
    /// How many at most.
    pub limit: usize,
    /// The block's first line in its file.
    pub line: u32,
}

/// Reads a block's YAML. `line` is the line of its first line of YAML in the file.
pub(super) fn read(hub: &Hub, path: &Arc<str>, text: &str, line: u32, diagnostics: &mut Vec<Diagnostic>) -> Option<RecordsBlock> {
    match crate::yaml::parse(text) {
        Ok(node) => {
            let mut checker = Checker::new(text);
            let block = read_block(hub, &node, &mut checker, path, line);
            let found = checker.finish(path, line);
            let wrong = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
            diagnostics.extend(found);
            block.filter(|_| !wrong)
        }
        Err(error) => {
            diagnostics.push(syntax_diagnostic(&error, path, line));
            None
        }
    }
}

fn read_block(hub: &Hub, node: &Node, checker: &mut Checker, path: &Arc<str>, line: u32) -> Option<RecordsBlock> {
    let root = At::ROOT;
    let entries = checker.map(node, &root, "A records block", &["collection", "where", "sort", "limit"]);
    let get = |key: &str| entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value);
    if node.is_no_map() {
        return None;
    }
    let at = root.key("collection");
    let Some(name) = checker.text(get("collection"), &at, "'collection'") else {
        checker.error(
            &root,
            Target::Value,
            DiagnosticId::MissingValue,
            "The block names no collection.",
            Some("Add 'collection: …'.".into()),
        );
        return None;
    };
    let Some(id) = hub.collection_named(&name) else {
        let known: Vec<&str> = hub.collections.iter().map(|collection| collection.id.as_str()).collect();
        checker.error(
            &at,
            Target::Value,
            DiagnosticId::UnknownCollection,
            format!("There is no collection '{name}'."),
            did_you_mean(&name, known),
        );
        return None;
    };
    let collection = hub.collection(id);
    let where_at = root.key("where");
    let (mut filters, mut open) = (Vec::new(), Vec::new());
    for (facet, value) in checker.map(get("where"), &where_at, "'where'", &[]) {
        let at = where_at.key(facet);
        let Some(facet_id) = collection.facet_named(facet) else {
            let known: Vec<&str> = collection.facets.iter().map(|facet| facet.id.as_str()).collect();
            let message = format!("'{facet}' is no facet of {name}.");
            checker.error(&at, Target::Key, DiagnosticId::UnknownFacet, message, did_you_mean(facet, known));
            continue;
        };
        if value.is_absent() {
            continue;
        }
        let listed = matches!(value, Node::List(_));
        let kind = &collection.facet(facet_id).kind;
        let mut terms = Vec::new();
        for (index, item) in checker.list(value, &at, "A facet's terms").iter().enumerate() {
            let indexed = at.index(index);
            let here = if listed { &indexed } else { &at };
            if let Some(term) = checker.text(item, here, "A term")
                && let Some(term) = known_term(hub, kind, &term, here, checker)
            {
                if matches!(kind, FacetKind::Year | FacetKind::Values | FacetKind::Records) {
                    open.push((facet_id, term.clone(), checker.place(here, path, line)));
                }
                terms.push(term);
            }
        }
        filters.push((facet_id, terms));
    }
    let at = root.key("sort");
    let sort = checker.text(get("sort"), &at, "'sort'").and_then(|text| match collection.sort_named(&text) {
        Ok(sort) => Some(sort),
        Err(help) => {
            checker.error(&at, Target::Value, DiagnosticId::UnknownField, format!("'{text}' is no field to sort by."), help);
            None
        }
    });
    let limit = checker.positive(get("limit"), &root.key("limit"), "'limit'").unwrap_or(LIMIT);
    if limit > LIMIT {
        let message = format!("A block shows at most {LIMIT} records.");
        checker.error(&root.key("limit"), Target::Value, DiagnosticId::InvalidValue, message, None);
    }
    Some(RecordsBlock { collection: id, filters, open, sort, limit: limit.min(LIMIT), line })
}

/// Checks a term as far as the schema knows the facet's terms; those that depend on records are checked with them.
fn known_term(hub: &Hub, kind: &FacetKind, name: &str, at: &At, checker: &mut Checker) -> Option<Box<str>> {
    let known: Vec<String> = match kind {
        FacetKind::Vocabulary(id) => {
            let vocabulary = hub.vocabulary(*id);
            match vocabulary.find(name) {
                Some((term, _)) => return Some(vocabulary.term(term).id.as_str().into()),
                None => vocabulary.ids().map(str::to_owned).collect(),
            }
        }
        FacetKind::Status => ["upcoming", "open", "closing-soon", "closed"].map(str::to_owned).to_vec(),
        FacetKind::Boolean => ["yes", "no"].map(str::to_owned).to_vec(),
        FacetKind::Ranges(bounds) => range_terms(bounds),
        FacetKind::Periods(bounds) => range_terms(bounds),
        FacetKind::Year | FacetKind::Values | FacetKind::Records => return Some(name.into()),
    };
    if known.iter().any(|term| term == name) {
        return Some(name.into());
    }
    let help = did_you_mean(name, known.iter().map(String::as_str));
    checker.error(at, Target::Value, DiagnosticId::UnknownTerm, format!("There is no term '{name}' in this facet."), help);
    None
}

/// Returns the ids of a range facet's terms: `under-LOW`, `LOW-HIGH` …, `HIGH-and-more`.
pub(crate) fn range_terms<T: Display>(bounds: &[T]) -> Vec<String> {
    let mut terms = Vec::with_capacity(bounds.len() + 1);
    if let Some(first) = bounds.first() {
        terms.push(format!("under-{first}"));
    }
    terms.extend(bounds.windows(2).map(|pair| format!("{}-{}", pair[0], pair[1])));
    if let Some(last) = bounds.last() {
        terms.push(format!("{last}-and-more"));
    }
    terms
}
