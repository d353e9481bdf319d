//! `pacthub build`: renders everything and publishes it, all or nothing.

use super::Outcome;
use super::arguments::BuildArguments;
use super::day::day;
use super::progress::Progress;
use super::report::{count, say, show};
use super::timings::Timings;
use crate::diagnostic::{self, Diagnostic, human_summary};
use crate::load::{LoadOptions, Loaded, PublishedFiles, load};
use crate::publish::{Opening, Protected, Publication, PublishError, Published, Sink};
use crate::render::{Renderer, Site};
use crate::route::{Bundle, Route, output_file};
use rayon::prelude::*;
use std::path::Path;

pub(super) fn run(arguments: &BuildArguments) -> Outcome {
    let mut timings = Timings::start();
    let root = &arguments.load.root.root;
    let day = match day(&arguments.load) {
        Ok(day) => day,
        Err(message) => {
            say(&message);
            return Outcome::Unusable;
        }
    };
    if !super::hub::is_hub(root) {
        return Outcome::Unusable;
    }
    let output = arguments.output.clone().unwrap_or_else(|| root.join("output"));
    let protected = [
        Protected::apart(root.join("content"), "the hub's content"),
        Protected::apart(root.join("themes"), "the hub's themes"),
        Protected::around(root, "the hub's root"),
    ];
    let opening = Opening {
        waiting: Box::new(|output| say(&format!("Another build is writing to {}; waiting for it.", output.display()))),
        ..Opening::default()
    };
    let publication = match Publication::open_with(&output, &protected, opening) {
        Ok(publication) => publication,
        Err(refusal) => {
            say(&refusal.to_string());
            return Outcome::Unusable;
        }
    };
    timings.end("open output");
    let options = LoadOptions { day, drafts: arguments.load.drafts, base_url: arguments.base_url.clone() };
    let mut loaded = load(root, &options, &mut |stage| timings.end(stage));
    if arguments.strict {
        loaded.be_strict();
    }
    let failed = loaded.has_errors();
    let Some(site) = loaded.site.take().filter(|_| !failed) else {
        return refuse(root, &loaded.diagnostics);
    };
    let rendered = render_all(&site, &loaded.files, &publication, arguments.quiet);
    timings.end("render and stage");
    let bytes = match rendered {
        Ok(count) => count,
        Err(Problem::Content(mut found)) => {
            loaded.diagnostics.append(&mut found);
            diagnostic::sort(&mut loaded.diagnostics);
            return refuse(root, &loaded.diagnostics);
        }
        Err(Problem::Publishing(error)) => {
            say(&error.to_string());
            return Outcome::Unusable;
        }
    };
    let published = match publication.commit() {
        Ok(published) => published,
        Err(error) => {
            say(&error.to_string());
            return Outcome::Unusable;
        }
    };
    timings.end("publish");
    show(root, &loaded.diagnostics);
    finish(arguments, &loaded, &site, &published, bytes, &timings);
    Outcome::Done
}

fn refuse(root: &Path, diagnostics: &[Diagnostic]) -> Outcome {
    show(root, diagnostics);
    say(&format!("Nothing was published: {}.", human_summary(diagnostics)));
    Outcome::ContentErrors
}

/// Why a site could not be rendered into a sink.
pub(super) enum Problem {
    /// Templates or files are at fault.
    Content(Vec<Diagnostic>),
    /// The sink refused a file.
    Publishing(PublishError),
}

/// Renders all routes in parallel into a sink and returns how many pages there were.
pub(super) fn render_all(site: &Site, files: &PublishedFiles, sink: &dyn Sink, quiet: bool) -> Result<usize, Problem> {
    let renderer = Renderer::new(site);
    let progress = Progress::new(site.table.routes.len() as u64, quiet);
    let pages = || -> Vec<Problem> {
        let routes = site.table.routes.par_iter().with_min_len(4);
        routes
            .filter_map(|(path, route)| {
                let problem = publish_route(&renderer, files, path, route, sink).err();
                progress.step();
                problem
            })
            .collect()
    };
    let bundles = || -> Vec<Problem> {
        let bundles = site.table.bundles();
        bundles.par_iter().filter_map(|bundle| publish_bundle(&renderer, *bundle, sink).err()).collect()
    };
    // A search index takes long and little of it can be shared out: it begins at once, pages fill the gaps.
    let (mut problems, others) = rayon::join(bundles, pages);
    problems.extend(others);
    progress.end();
    let mut content = Vec::new();
    for problem in problems {
        match problem {
            Problem::Content(diagnostics) => content.extend(diagnostics),
            Problem::Publishing(error) => return Err(Problem::Publishing(error)),
        }
    }
    if content.is_empty() { Ok(site.table.listed.len()) } else { Err(Problem::Content(most_telling(content))) }
}

/// One mistake in a template fails on every page that uses it; one page of each is enough to mend it.
fn most_telling(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| (&a.place, &a.message, &a.help).cmp(&(&b.place, &b.message, &b.help)));
    diagnostics.dedup_by(|a, b| a.place == b.place && a.message == b.message);
    diagnostics
}

/// Renders the files of a bundle, the root among them, into a sink.
fn publish_bundle(renderer: &Renderer, bundle: Bundle, sink: &dyn Sink) -> Result<(), Problem> {
    let files = renderer.bundle(bundle).map_err(|diagnostic| Problem::Content(vec![*diagnostic]))?;
    files.par_iter().try_for_each(|(path, bytes)| sink.stage(&output_file(path), bytes).map_err(Problem::Publishing))
}

fn publish_route(renderer: &Renderer, files: &PublishedFiles, path: &str, route: &Route, sink: &dyn Sink) -> Result<(), Problem> {
    let bytes = match route {
        Route::Attached(name) => read(files.attached.get(&**name), name)?,
        Route::Static(name) => read(files.static_files.get(&**name), name)?,
        // A bundle's root is made with the rest of the bundle.
        Route::Bundle(_) => return Ok(()),
        _ => match renderer.render(route) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(()),
            Err(diagnostic) => return Err(Problem::Content(vec![*diagnostic])),
        },
    };
    let file = output_file(path);
    sink.stage(&file, &bytes).map_err(Problem::Publishing)
}

fn read(disk: Option<&std::path::PathBuf>, name: &str) -> Result<Vec<u8>, Problem> {
    crate::source::read_bytes(disk.map_or(Path::new(name), |disk| disk), name).map_err(|diagnostic| Problem::Content(vec![diagnostic]))
}

fn finish(arguments: &BuildArguments, loaded: &Loaded, site: &Site, published: &Published, pages: usize, timings: &Timings) {
    for path in &published.foreign {
        say(&format!(
            "warning: {path} is in the output folder but not of this site, and was kept. Files of your own belong in content/_static/."
        ));
    }
    if arguments.verbose {
        for (path, reason) in &loaded.left_out {
            say(&format!("Not published: {path} ({reason})"));
        }
    }
    if arguments.timings {
        timings.say();
    }
    if arguments.quiet {
        return;
    }
    let records: usize = site.catalogue.collections.iter().map(|index| index.range.len()).sum();
    let mut parts = vec![
        count(records, "record"),
        count(pages, "page"),
        format!("{} written", count(published.written, "file")),
        format!("{} unchanged", published.unchanged),
        format!("{} removed", published.removed),
    ];
    if !loaded.left_out.is_empty() {
        parts.push(format!("{} not published", loaded.left_out.len()));
    }
    if !loaded.diagnostics.is_empty() {
        parts.push(human_summary(&loaded.diagnostics));
    }
    let next = site.catalogue.next_change(site.catalogue.today);
    let next = next.map(|change| format!(" The site changes by itself next on {change}.")).unwrap_or_default();
    say(&format!("{} in {:.2} s.{next}", parts.join(", "), timings.total().as_secs_f64()));
}
