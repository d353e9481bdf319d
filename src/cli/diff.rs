//! `pacthub diff BASE`: tells a reviewer what a change does to readers.

mod base;
mod shared;
mod version;

use super::Outcome;
use super::arguments::{DiffArguments, DiffFormat};
use super::day::day;
use super::report::{print, say};
use crate::difference::Difference;
use crate::load::LoadOptions;
use std::path::Path;
use version::Version;

pub(super) fn run(arguments: &DiffArguments) -> Outcome {
    let root = &arguments.load.root.root;
    if !super::hub::is_hub(root) {
        return Outcome::Unusable;
    }
    match difference(arguments, root) {
        Ok(difference) => {
            print(&match arguments.format {
                DiffFormat::Text => difference.text(),
                DiffFormat::Markdown => difference.markdown(),
                DiffFormat::Json => format!("{:#}\n", difference.json()),
            });
            Outcome::Done
        }
        Err(outcome) => outcome,
    }
}

/// Compares the hub at the base with the one in the folder. What is in the way is said here.
fn difference(arguments: &DiffArguments, root: &Path) -> Result<Difference, Outcome> {
    let unusable = |message: String| {
        say(&message);
        Outcome::Unusable
    };
    let commit = base::commit(root, &arguments.base, arguments.merge_base).map_err(unusable)?;
    let options = LoadOptions { day: day(&arguments.load).map_err(unusable)?, drafts: arguments.load.drafts, base_url: None };
    let folder = base::check_out(root, &commit).map_err(unusable)?;
    let old_root = folder.path();
    if !old_root.join("content").join("hub.yaml").is_file() {
        return Err(unusable(format!("There is no hub at {}: it has no content/hub.yaml there.", arguments.base)));
    }
    let after = Version::current(root, &options)?;
    let before = Version::older(old_root, &options, &arguments.base, after.extras)?;
    let shared = shared::changed(old_root, &before.catalogue.hub, root, &after.catalogue.hub);
    Ok(Difference::between(before.side(), after.side(), shared))
}
