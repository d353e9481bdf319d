//! The main menu, as `hub.yaml` says.

use super::{Collection, CollectionId};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place, did_you_mean};
use crate::yaml::{At, Checker, Node};
use std::sync::Arc;

/// An entry of the main menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// Where it leads.
    pub target: MenuTarget,
    /// Where it is written.
    pub place: Place,
}

/// Where a menu entry leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuTarget {
    /// To a collection's listing.
    Collection(CollectionId),
    /// To a free page, by its path below `content/` without extension, such as `pages/about`.
    Page(String),
}

/// Reads the names of the entries; which of them are collections is known later.
pub(super) fn read(node: &Node, at: &At, checker: &mut Checker, path: &Arc<str>) -> Vec<(String, Place)> {
    let mut menu = Vec::new();
    for (index, item) in checker.list(node, at, "'menu'").iter().enumerate() {
        let here = at.index(index);
        if let Some(name) = checker.text(item, &here, "A menu entry") {
            menu.push((name, checker.place(&here, path, 1)));
        }
    }
    menu
}

/// Finds out where the entries lead.
pub(super) fn resolve(entries: &[(String, Place)], collections: &[Collection], diagnostics: &mut Vec<Diagnostic>) -> Vec<MenuItem> {
    let mut menu = Vec::new();
    for (name, place) in entries {
        let target = match collections.iter().position(|collection| &collection.id == name) {
            Some(index) => MenuTarget::Collection(CollectionId::new(index)),
            None if name.starts_with("pages/") => MenuTarget::Page(name.clone()),
            None => {
                let names: Vec<&str> = collections.iter().map(|collection| collection.id.as_str()).collect();
                let message = format!("The menu names '{name}', which is no collection and no page.");
                let help = did_you_mean(name, names).map(|help| format!("{help} A free page is written as pages/NAME."));
                diagnostics.push(Diagnostic::error(DiagnosticId::UnknownCollection, place.clone(), message).maybe_help(help));
                continue;
            }
        };
        menu.push(MenuItem { target, place: place.clone() });
    }
    menu
}
