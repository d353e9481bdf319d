//! A version of a hub, read and rendered as far as it can be.

use crate::catalogue::Catalogue;
use crate::cli::Outcome;
use crate::cli::everything::{Everything, Problem};
use crate::cli::report::{say, show};
use crate::diagnostic::Counts;
use crate::difference::{Prints, Side};
use crate::load::{LoadOptions, PublishedFiles, load};
use crate::publish::{PublishError, Sink};
use crate::render::Site;
use crate::route::{Extras, RouteTable};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

pub(super) struct Version {
    pub(super) catalogue: Catalogue,
    /// What the theme has beyond the pages that every theme has.
    pub(super) extras: Extras,
    table: RouteTable,
    prints: Option<Prints>,
}

impl Version {
    /// Reads the hub in the folder, which has to be whole.
    pub(super) fn current(root: &Path, options: &LoadOptions) -> Result<Self, Outcome> {
        let mut loaded = load(root, options, &mut |_| {});
        let failed = loaded.has_errors();
        let rendered = match loaded.site.take().filter(|_| !failed) {
            Some(site) => prints(&site, &loaded.files).map(|prints| (site, prints)),
            None => Err(Problem::Content(loaded.diagnostics)),
        };
        match rendered {
            Ok((site, prints)) => Ok(Self::shown(site, Some(prints))),
            Err(Problem::Content(diagnostics)) => {
                say("The hub has errors, so that it cannot be compared:");
                show(root, &diagnostics);
                Err(Outcome::ContentErrors)
            }
            Err(other) => Err(outcome(other)),
        }
    }

    /// Reads an older hub. Nobody can mend it any more, so that everything is compared that can be, and what cannot is said. Where its
    /// own theme is of no use, it has the pages of one with `extras`.
    pub(super) fn older(root: &Path, options: &LoadOptions, name: &str, extras: Extras) -> Result<Self, Outcome> {
        let mut loaded = load(root, options, &mut |_| {});
        if Counts::of(&loaded.diagnostics).errors > 0 {
            say(&format!("The hub at {name} has errors; what they are about may be missing from what is said of it:"));
            show(root, &loaded.diagnostics);
        }
        if let Some(site) = loaded.site.take() {
            return match prints(&site, &loaded.files) {
                Ok(prints) => Ok(Self::shown(site, Some(prints))),
                Err(Problem::Content(diagnostics)) => {
                    say(&format!("The pages of the hub at {name} cannot be rendered; only facts and addresses are compared:"));
                    show(root, &diagnostics);
                    Ok(Self::shown(site, None))
                }
                Err(other) => Err(outcome(other)),
            };
        }
        let Some(catalogue) = loaded.unshown.take() else {
            say(&format!("The settings of the hub at {name} cannot be used, so that there is nothing to compare with."));
            return Err(Outcome::ContentErrors);
        };
        say(&format!("The theme of the hub at {name} cannot be used; only facts and addresses are compared."));
        let table = RouteTable::new(&catalogue, &[], extras);
        Ok(Self { catalogue, extras, table, prints: None })
    }

    fn shown(site: Site, prints: Option<Prints>) -> Self {
        Self { extras: site.theme.extras(), catalogue: site.catalogue, table: site.table, prints }
    }

    pub(super) fn side(&self) -> Side<'_> {
        Side { catalogue: &self.catalogue, table: &self.table, prints: self.prints.as_ref() }
    }
}

/// Renders all pages of a site.
fn prints(site: &Site, files: &PublishedFiles) -> Result<Prints, Problem> {
    let sink = PrintSink::default();
    Everything::new(site, files).render(&sink, &AtomicBool::new(false))?;
    Ok(sink.prints.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Says what is wrong beside the content, and returns how the command ends with it.
fn outcome(problem: Problem) -> Outcome {
    match problem {
        Problem::Content(_) => Outcome::ContentErrors,
        Problem::Publishing(error) => {
            say(&error.to_string());
            Outcome::Unusable
        }
        Problem::Stopped => Outcome::Interrupted,
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
