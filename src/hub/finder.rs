//! 'What fits me' in `hub.yaml`.

use super::{Collection, CollectionId, FacetId, Label, Languages};
use crate::diagnostic::{DiagnosticId, did_you_mean};
use crate::yaml::{At, Checker, Node, Target};

/// The questions of 'what fits me'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finder {
    /// The collection that it leads to.
    pub collection: CollectionId,
    /// The questions in order.
    pub questions: Vec<FinderQuestion>,
}

/// One question of the finder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinderQuestion {
    /// The facet that the answer sets.
    pub facet: FacetId,
    /// The question's words.
    pub label: Label,
}

impl Finder {
    /// Reads `finder`; without a question there is none.
    pub(super) fn read(node: &Node, at: &At, checker: &mut Checker, collections: &[Collection], languages: &Languages) -> Option<Self> {
        let entries = checker.map(node, at, "'finder'", &["collection", "questions"]);
        let get = |key: &str| entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value);
        let here = at.key("collection");
        if node.is_no_map() {
            return None;
        }
        if get("collection").is_absent() {
            let help = Some("Add 'collection: …'.".to_owned());
            checker.error(at, Target::Value, DiagnosticId::MissingValue, "The finder names no collection.", help);
            return None;
        }
        let name = checker.text(get("collection"), &here, "The finder's collection")?;
        let Some(index) = collections.iter().position(|collection| collection.id == name) else {
            let names: Vec<&str> = collections.iter().map(|collection| collection.id.as_str()).collect();
            checker.error(
                &here,
                Target::Value,
                DiagnosticId::UnknownCollection,
                format!("There is no collection '{name}'."),
                did_you_mean(&name, names),
            );
            return None;
        };
        let collection = &collections[index];
        let list_at = at.key("questions");
        let mut questions: Vec<FinderQuestion> = Vec::new();
        for (number, item) in checker.list(get("questions"), &list_at, "'questions'").iter().enumerate() {
            let item_at = list_at.index(number);
            let entries = checker.map(item, &item_at, "A question", &["facet", "label"]);
            if item.is_no_map() {
                continue;
            }
            let get = |key: &str| entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value);
            let facet_at = item_at.key("facet");
            let name = checker.text(get("facet"), &facet_at, "A question's facet").unwrap_or_default();
            let Some(facet) = collection.facet_named(&name) else {
                let known: Vec<&str> = collection.facets.iter().map(|facet| facet.id.as_str()).collect();
                let message = format!("'{name}' is no facet of {}.", collection.id);
                checker.error(&facet_at, Target::Value, DiagnosticId::UnknownFacet, message, did_you_mean(&name, known));
                continue;
            };
            if questions.iter().any(|question| question.facet == facet) {
                let message = format!("The finder asks for '{name}' twice.");
                checker.error(
                    &facet_at,
                    Target::Value,
                    DiagnosticId::InvalidValue,
                    message,
                    Some("Ask once, and remove the other.".into()),
                );
                continue;
            }
            let label = Label::read(get("label"), &item_at.key("label"), checker, languages, "A question")
                .unwrap_or_else(|| collection.facets[facet.index()].label.clone());
            questions.push(FinderQuestion { facet, label });
        }
        (!questions.is_empty()).then(|| Self { collection: CollectionId::new(index), questions })
    }
}
