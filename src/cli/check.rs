//! `pacthub check`: says everything that is wrong, and writes nothing unless it is asked to mend.

mod against;
mod external;
mod fix;

use super::Outcome;
use super::arguments::{CheckArguments, Format};
use super::day::day;
use super::history;
use super::report::{print, say, show};
use crate::diagnostic::{Counts, Diagnostic, github, human_summary, json, sarif};
use crate::image::decode;
use crate::lint::{self, Linted};
use crate::load::{LoadOptions, Loaded, load_witnessed};
use crate::{diagnostic, source};
use rayon::prelude::*;
use std::path::Path;

pub(super) fn run(arguments: &CheckArguments) -> Outcome {
    let root = &arguments.load.root.root;
    if !super::hub::is_hub(root) {
        return Outcome::Unusable;
    }
    match check(arguments, root) {
        Ok(diagnostics) => {
            match arguments.format {
                Format::Human => {
                    show(root, &diagnostics);
                    say(&human_summary(&diagnostics));
                }
                Format::Json => print(&json(&diagnostics)),
                Format::Github => print(&github(&diagnostics)),
                Format::Sarif => print(&sarif(&diagnostics)),
            }
            if Counts::of(&diagnostics).errors > 0 { Outcome::ContentErrors } else { Outcome::Done }
        }
        Err(message) => {
            say(&message);
            Outcome::Unusable
        }
    }
}

/// Gathers everything. The error says why the command cannot be followed.
fn check(arguments: &CheckArguments, root: &Path) -> Result<Vec<Diagnostic>, String> {
    let old = arguments.against.as_deref().map(against::read).transpose()?;
    let options = LoadOptions { day: day(&arguments.load)?, drafts: arguments.load.drafts, base_url: None };
    let (mut loaded, mut linted) = load_and_lint(root, &options);
    if arguments.fix && !linted.mends.is_empty() {
        fix::apply_all(root, &linted.mends)?;
        (loaded, linted) = load_and_lint(root, &options);
    }
    loaded.add(root, linted.located, linted.pending);
    let broken = broken_images(&loaded);
    loaded.add(root, broken, Vec::new());
    if let (Some(old), Some(site)) = (&old, &loaded.site) {
        let gone = lint::gone(old, &site.catalogue.hub.base_url, &site.table);
        loaded.add(root, gone, Vec::new());
    }
    if arguments.external.external
        && let Some(site) = &loaded.site
    {
        let findings = external::check(root, &arguments.external, &site.catalogue)?;
        loaded.add(root, findings.located, findings.pending);
    }
    diagnostic::sort(&mut loaded.diagnostics);
    if arguments.strict {
        loaded.be_strict();
    }
    let Loaded { site, diagnostics, .. } = loaded;
    // The process ends: the system takes all memory back at once, piece by piece it would take longer.
    std::mem::forget(site);
    Ok(diagnostics)
}

/// Looks at the pixels of the images that pages show: that the head of one is whole says nothing about the rest.
fn broken_images(loaded: &Loaded) -> Vec<Diagnostic> {
    let Some(site) = &loaded.site else { return Vec::new() };
    let images = site.catalogue.shown_images();
    let broken = images.into_par_iter().filter_map(|(path, file)| {
        let disk = loaded.files.attached.get(path)?;
        let still = file.still?;
        match source::read_bytes(disk, path) {
            Ok(bytes) => decode(&bytes, still).err().map(|error| error.diagnostic(path)),
            Err(diagnostic) => Some(diagnostic),
        }
    });
    broken.collect()
}

/// Without a site there is nothing to lint: its errors come first.
fn load_and_lint(root: &Path, options: &LoadOptions) -> (Loaded, Linted) {
    let texts = lint::Texts::default();
    let loaded = load_witnessed(root, options, &|hub, record, text| texts.look(hub, record, text));
    let linted = loaded.site.as_ref().map(|site| lint::lint(&site.catalogue, &history::outdated(root, &site.catalogue), texts));
    (loaded, linted.unwrap_or_default())
}
