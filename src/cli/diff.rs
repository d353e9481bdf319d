//! `pacthub diff BASE`: tells a reviewer what a change does to readers.

mod base;
mod shared;

use super::Outcome;
use super::arguments::{DiffArguments, DiffFormat};
use super::day::day;
use super::everything::{Everything, Problem};
use super::report::{print, say, show};
use crate::difference::{Difference, Side};
use crate::load::{LoadOptions, Loaded, load};
use crate::publish::{PublishError, Sink};
use crate::render::Site;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

type Prints = HashMap<String, [u8; 32]>;

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
    let (before, old_prints) = site(old_root, &options, &format!("The hub at {} has errors", arguments.base))?;
    let (after, new_prints) = site(root, &options, "The hub has errors")?;
    let shared = shared::changed(old_root, &before.catalogue.hub, root, &after.catalogue.hub);
    Ok(Difference::between(Side { site: &before, prints: &old_prints }, Side { site: &after, prints: &new_prints }, shared))
}

/// Loads a hub and renders all its pages.
fn site(root: &Path, options: &LoadOptions, refusal: &str) -> Result<(Site, Prints), Outcome> {
    let refuse = |diagnostics: &[crate::diagnostic::Diagnostic]| {
        say(&format!("{refusal}, so that it cannot be compared:"));
        show(root, diagnostics);
        Outcome::ContentErrors
    };
    let mut loaded: Loaded = load(root, options, &mut |_| {});
    let failed = loaded.has_errors();
    let Some(site) = loaded.site.take().filter(|_| !failed) else { return Err(refuse(&loaded.diagnostics)) };
    let sink = PrintSink::default();
    match Everything::new(&site, &loaded.files).render(&sink, &AtomicBool::new(false)) {
        Ok(()) => Ok((site, sink.prints.into_inner().unwrap_or_else(PoisonError::into_inner))),
        Err(Problem::Content(diagnostics)) => Err(refuse(&diagnostics)),
        Err(Problem::Publishing(error)) => {
            say(&error.to_string());
            Err(Outcome::Unusable)
        }
        Err(Problem::Stopped) => Err(Outcome::Interrupted),
    }
}

/// Keeps of each file only what tells whether two are the same.
#[derive(Default)]
struct PrintSink {
    prints: Mutex<Prints>,
}

impl Sink for PrintSink {
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let print = *blake3::hash(bytes).as_bytes();
        self.prints.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), print);
        Ok(())
    }

    fn keep(&self, _: &str) -> Result<bool, PublishError> {
        // A path that names its bytes tells by itself whether they are the same.
        Ok(true)
    }
}
