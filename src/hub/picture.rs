//! Pictures of numbers, as editors ask for them: in a body's `picture` block and in `hub.yaml`'s `numbers`.

use super::{Collection, CollectionId, FacetId, FacetKind, Hub, TermId, Vocabulary};
use crate::diagnostic::{DiagnosticId, did_you_mean};
use crate::yaml::{At, Checker, Node, Target};

/// The kinds of pictures by their key.
const KINDS: [&str; 4] = ["tile-map", "timeline", "bars", "cross-table"];

/// A picture of a collection's numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Whose records are counted.
    pub collection: CollectionId,
    /// What is drawn.
    pub kind: PictureKind,
}

/// What a picture draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// The terms of a facet's vocabulary that have a `tile`, all that share a parent on one map.
    TileMap {
        /// The facet.
        facet: FacetId,
        /// The only parent whose narrower terms are drawn; all parents where there is none.
        within: Option<TermId>,
    },
    /// The windows of a collection's records along the days.
    Timeline,
    /// A facet's terms with a bar for each.
    Bars {
        /// The facet.
        facet: FacetId,
        /// The term whose narrower terms are drawn; those without a parent where there is none.
        within: Option<TermId>,
    },
    /// The terms of one facet against those of another.
    CrossTable(FacetId, FacetId),
}

impl Picture {
    /// Reads a picture. `what` names the map that it is written in; `known` has the schema so far.
    pub(crate) fn read(node: &Node, at: &At, checker: &mut Checker, what: &str, known: PictureSchema) -> Option<Self> {
        let keys = [&["collection", "within"][..], &KINDS[..]].concat();
        let entries = checker.map(node, at, what, &keys);
        let get = |key: &str| entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value);
        if node.is_no_map() {
            return None;
        }
        let here = at.key("collection");
        let Some(name) = checker.text(get("collection"), &here, "'collection'") else {
            let help = Some("Add 'collection: …'.".into());
            checker.error(at, Target::Value, DiagnosticId::MissingValue, "The picture names no collection.", help);
            return None;
        };
        let Some(index) = known.collections.iter().position(|collection| collection.id == name) else {
            let names = known.collections.iter().map(|collection| collection.id.as_str());
            let message = format!("There is no collection '{name}'.");
            checker.error(&here, Target::Value, DiagnosticId::UnknownCollection, message, did_you_mean(&name, names.collect::<Vec<_>>()));
            return None;
        };
        let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| !get(kind).is_absent()).collect();
        let [kind] = kinds[..] else {
            let help = Some(format!("A picture has one of: {}", KINDS.join(", ")));
            match kinds.get(1) {
                None => checker.error(at, Target::Value, DiagnosticId::MissingValue, "The picture says nothing to draw.", help),
                Some(second) => {
                    let message = "The picture says more than one thing to draw.";
                    checker.error(&at.key(second), Target::Key, DiagnosticId::InvalidValue, message, help);
                }
            }
            return None;
        };
        let reader = Reader { collection: &known.collections[index], vocabularies: known.vocabularies };
        let kind = reader.kind(kind, get(kind), get("within"), at, checker)?;
        Some(Self { collection: CollectionId::new(index), kind })
    }
}

/// The part of the schema that pictures are checked against.
#[derive(Clone, Copy)]
pub(crate) struct PictureSchema<'h> {
    /// The collections.
    pub(crate) collections: &'h [Collection],
    /// The vocabularies.
    pub(crate) vocabularies: &'h [Vocabulary],
}

impl<'h> PictureSchema<'h> {
    /// Takes it from a whole schema.
    pub(crate) fn of(hub: &'h Hub) -> Self {
        Self { collections: &hub.collections, vocabularies: &hub.vocabularies }
    }
}

struct Reader<'h> {
    collection: &'h Collection,
    vocabularies: &'h [Vocabulary],
}

impl Reader<'_> {
    fn kind(&self, kind: &str, value: &Node, within: &Node, at: &At, checker: &mut Checker) -> Option<PictureKind> {
        let here = at.key(kind);
        if !within.is_absent() && !matches!(kind, "tile-map" | "bars") {
            let message = format!("'within' does not go with '{kind}'.");
            checker.error(&at.key("within"), Target::Key, DiagnosticId::InvalidValue, message, None);
            return None;
        }
        match kind {
            "timeline" => self.timeline(value, &here, checker),
            "cross-table" => {
                let mut facets = Vec::new();
                let items = checker.list(value, &here, "'cross-table'");
                for (index, item) in items.iter().enumerate() {
                    facets.extend(self.facet(item, &here.index(index), checker));
                }
                match facets[..] {
                    [rows, columns] if rows != columns => Some(PictureKind::CrossTable(rows, columns)),
                    _ if facets.len() < items.len() => None,
                    _ => {
                        let message = "'cross-table' takes two different facets, such as [ecosystem, level].";
                        checker.error(&here, Target::Value, DiagnosticId::InvalidValue, message, None);
                        None
                    }
                }
            }
            _ => {
                let facet = self.facet(value, &here, checker)?;
                if kind == "bars" {
                    return Some(PictureKind::Bars { facet, within: self.within(facet, within, at, checker).ok()? });
                }
                let vocabulary = self.vocabulary(facet);
                if !vocabulary.is_some_and(|vocabulary| vocabulary.terms.iter().any(|term| term.tile.is_some())) {
                    let message = "The facet's terms have no place on a map.";
                    let help = Some("A tile map needs a vocabulary whose terms have a 'tile: [COLUMN, ROW]'.".into());
                    checker.error(&here, Target::Value, DiagnosticId::InvalidValue, message, help);
                    return None;
                }
                Some(PictureKind::TileMap { facet, within: self.within(facet, within, at, checker).ok()? })
            }
        }
    }

    fn timeline(&self, value: &Node, at: &At, checker: &mut Checker) -> Option<PictureKind> {
        let (message, help) = match checker.boolean(value, at, "'timeline'")? {
            true if self.collection.window.is_some() => return Some(PictureKind::Timeline),
            true => {
                (format!("The records of {} have no window to draw.", self.collection.id), "Give the collection a 'window', or draw bars.")
            }
            false => ("A picture that is a timeline says 'timeline: true'.".to_owned(), "Remove the picture if it is not wanted."),
        };
        checker.error(at, Target::Value, DiagnosticId::InvalidValue, message, Some(help.to_owned()));
        None
    }

    fn facet(&self, value: &Node, at: &At, checker: &mut Checker) -> Option<FacetId> {
        let name = checker.text(value, at, "A picture's facet")?;
        let found = self.collection.facet_named(&name);
        if found.is_none() {
            let known: Vec<&str> = self.collection.facets.iter().map(|facet| facet.id.as_str()).collect();
            let message = format!("'{name}' is no facet of {}.", self.collection.id);
            checker.error(at, Target::Value, DiagnosticId::UnknownFacet, message, did_you_mean(&name, known));
        }
        found
    }

    fn vocabulary(&self, facet: FacetId) -> Option<&Vocabulary> {
        match self.collection.facet(facet).kind {
            FacetKind::Vocabulary(id) => self.vocabularies.get(id.index()),
            _ => None,
        }
    }

    /// Reads `within`.
    fn within(&self, facet: FacetId, value: &Node, at: &At, checker: &mut Checker) -> Result<Option<TermId>, Wrong> {
        let here = at.key("within");
        let Some(name) = checker.text(value, &here, "'within'") else { return Ok(None) };
        let vocabulary = self.vocabulary(facet);
        if let Some((term, _)) = vocabulary.and_then(|vocabulary| vocabulary.find(&name)) {
            return Ok(Some(term));
        }
        let known: Vec<&str> = vocabulary.map(|vocabulary| vocabulary.ids().collect()).unwrap_or_default();
        let message = format!("There is no term '{name}' in this facet.");
        checker.error(&here, Target::Value, DiagnosticId::UnknownTerm, message, did_you_mean(&name, known));
        Err(Wrong)
    }
}

/// A value is wrong, which has been reported.
struct Wrong;
