//! Rendering a whole site into a sink, and publishing it.

use crate::cli::progress::Progress;
use crate::diagnostic::Diagnostic;
use crate::load::PublishedFiles;
use crate::publish::{PublishError, Sink};
use crate::render::{Renderer, Site};
use crate::route::{Bundle, Route};
use rayon::prelude::*;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Why a site was not published.
pub(super) enum Problem {
    /// Pages could not be rendered, or files not be read.
    Content(Vec<Diagnostic>),
    /// The output folder did not take it.
    Publishing(PublishError),
    /// Somebody asked for an end.
    Stopped,
}

/// Renders all routes in parallel into a sink and returns how many pages there were. Gives up soon after `stopping` is set.
pub(super) fn render_all(
    site: &Site, files: &PublishedFiles, sink: &dyn Sink, quiet: bool, stopping: &AtomicBool,
) -> Result<usize, Problem> {
    let renderer = Renderer::new(site);
    let progress = Progress::new(site.table.routes.len() as u64, quiet);
    let is_stopped = || stopping.load(Ordering::Relaxed);
    let pages = || -> Vec<Problem> {
        let routes = site.table.routes.par_iter().with_min_len(4);
        routes
            .filter(|_| !is_stopped())
            .filter_map(|(path, route)| {
                let problem = publish_route(&renderer, files, path, route, sink).err();
                progress.step();
                problem
            })
            .collect()
    };
    let bundles = || -> Vec<Problem> {
        let bundles = site.table.bundles();
        bundles.par_iter().filter(|_| !is_stopped()).filter_map(|bundle| publish_bundle(&renderer, *bundle, sink).err()).collect()
    };
    // A search index takes long and little of it can be shared out: it begins at once, pages fill the gaps.
    let (mut problems, others) = rayon::join(bundles, pages);
    problems.extend(others);
    progress.end();
    if is_stopped() {
        return Err(Problem::Stopped);
    }
    let mut content = Vec::new();
    for problem in problems {
        match problem {
            Problem::Content(diagnostics) => content.extend(diagnostics),
            other => return Err(other),
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

/// Returns the file of the output that answers a site path.
fn output_file(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn read(disk: Option<&std::path::PathBuf>, name: &str) -> Result<Vec<u8>, Problem> {
    crate::source::read_bytes(disk.map_or(Path::new(name), |disk| disk), name).map_err(|diagnostic| Problem::Content(vec![diagnostic]))
}
