//! Opening a hub for a command: its schema, or its whole site. What is in the way is said here.

use super::Outcome;
use super::arguments::LoadArguments;
use super::day::day;
use super::report::{say, show};
use crate::diagnostic;
use crate::hub::{self, Hub};
use crate::load::{LoadOptions, load};
use crate::render::Site;
use crate::source::{self, Tree};
use std::path::Path;

/// Tells whether a folder is a hub, and says so if it is not.
pub(super) fn is_hub(root: &Path) -> bool {
    let found = root.join("content").join("hub.yaml").is_file();
    if !found {
        say(&format!("There is no hub in '{}': it has no content/hub.yaml. Name its folder with --root.", root.display()));
    }
    found
}

/// Reads a hub's schema and walks its folder. Without a usable schema the outcome comes back that the command ends with.
pub(super) fn read_schema(root: &Path) -> Result<(Hub, Tree), Outcome> {
    if !is_hub(root) {
        return Err(Outcome::Unusable);
    }
    let tree = source::read_tree(root);
    let (hub, mut diagnostics) = hub::read(&tree.hub);
    let Some(hub) = hub else {
        diagnostics.extend(tree.diagnostics);
        diagnostic::sort(&mut diagnostics);
        show(root, &diagnostics);
        return Err(Outcome::ContentErrors);
    };
    Ok((hub, tree))
}

/// Loads a hub's site for a command that only looks at it. Without one the outcome comes back that the command ends with.
pub(super) fn load_site(arguments: &LoadArguments) -> Result<Site, Outcome> {
    let root = &arguments.root.root;
    if !is_hub(root) {
        return Err(Outcome::Unusable);
    }
    let day = day(arguments).map_err(|message| {
        say(&message);
        Outcome::Unusable
    })?;
    let loaded = load(root, &LoadOptions { day, drafts: arguments.drafts, base_url: None }, &mut |_| {});
    loaded.site.ok_or_else(|| {
        show(root, &loaded.diagnostics);
        Outcome::ContentErrors
    })
}
