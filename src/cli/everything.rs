//! Rendering a whole site into a sink, and publishing it.

use super::arguments::BuildArguments;
use super::progress::Progress;
use crate::diagnostic::Diagnostic;
use crate::hub::LanguageId;
use crate::image::{ImageError, Variant, decode};
use crate::load::PublishedFiles;
use crate::publish::{Compressed, PublishError, Sink};
use crate::render::{Renderer, Site};
use crate::route::{Bundle, Drawn, Route, Shard, output_file};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Pages that a thread takes on together. The fewer they are, the less the last thread is waited for.
const AT_ONCE: usize = 32;

/// Why a site was not published.
pub(super) enum Problem {
    /// Pages could not be rendered, or files not be read.
    Content(Vec<Diagnostic>),
    /// The output folder did not take it.
    Publishing(PublishError),
    /// Somebody asked for an end.
    Stopped,
}

/// All that a build publishes of a site: every file, or those of a shard, as they are or with compressed twins.
pub(super) struct Everything<'s> {
    site: &'s Site,
    files: &'s PublishedFiles,
    shard: Option<Shard>,
    compress: bool,
    quiet: bool,
    is_last: bool,
}

impl<'s> Everything<'s> {
    /// All files as they are, with no progress shown.
    pub(super) fn new(site: &'s Site, files: &'s PublishedFiles) -> Self {
        Self { site, files, shard: None, compress: false, quiet: true, is_last: false }
    }

    /// What a build was asked for, with progress shown unless it is `quiet`.
    pub(super) fn asked(self, arguments: &BuildArguments, quiet: bool) -> Self {
        Self { shard: arguments.shard, compress: arguments.compress, quiet: arguments.quiet || quiet, ..self }
    }

    /// Says that the process ends afterwards.
    pub(super) fn for_the_last_time(self) -> Self {
        Self { is_last: true, ..self }
    }

    /// Returns how many pages there are.
    pub(super) fn pages(&self) -> usize {
        let table = &self.site.table;
        table.listed.iter().filter(|index| self.holds(&table.routes[**index as usize].0)).count()
    }

    /// Returns the files of all routes, whether they belong to the shard or not; the further files of bundles are not among them.
    pub(super) fn own_files(&self) -> HashSet<String> {
        self.site.table.routes.iter().map(|(path, _)| output_file(path)).collect()
    }

    fn holds(&self, path: &str) -> bool {
        self.shard.is_none_or(|shard| shard.holds(path))
    }

    /// Renders all of it in parallel into a sink. Gives up soon after `stopping` is set.
    pub(super) fn render(&self, sink: &dyn Sink, stopping: &AtomicBool) -> Result<(), Problem> {
        let routes: Vec<(&str, &Route)> = self.site.table.routes.iter().map(|(path, route)| (path.as_str(), route)).collect();
        self.render_routes(&routes, sink, stopping)
    }

    /// Renders certain routes of it, given with their site paths, in parallel into a sink. Gives up soon after `stopping` is set.
    pub(super) fn render_routes(&self, routes: &[(&str, &Route)], sink: &dyn Sink, stopping: &AtomicBool) -> Result<(), Problem> {
        if !self.compress {
            return self.render_into(routes, sink, stopping);
        }
        let own = self.own_files();
        self.render_into(routes, &Compressed::new(sink, |path| own.contains(path)), stopping)
    }

    fn render_into(&self, routes: &[(&str, &Route)], sink: &dyn Sink, stopping: &AtomicBool) -> Result<(), Problem> {
        let renderer = Renderer::new(self.site);
        let progress = Progress::new(routes.len() as u64, self.quiet);
        let is_stopped = || stopping.load(Ordering::Relaxed);
        let pages = || -> Vec<Problem> {
            let routes = routes.par_iter().with_max_len(AT_ONCE);
            routes
                .filter(|(path, _)| !is_stopped() && self.holds(path))
                .filter_map(|(path, route)| {
                    let problem = publish_route(&renderer, self.files, path, route, sink).err();
                    progress.step();
                    problem
                })
                .collect()
        };
        let bundles = || -> Vec<Problem> {
            let bundles = routes.iter().filter_map(|(path, route)| match route {
                Route::Bundle(bundle) => Some((*path, *bundle)),
                _ => None,
            });
            let bundles: Vec<(&str, Bundle)> = bundles.collect();
            let bundles = bundles.par_iter().filter(|(path, _)| !is_stopped() && self.holds(path));
            bundles.filter_map(|(_, bundle)| publish_bundle(&renderer, *bundle, sink).err()).collect()
        };
        let images = || -> Vec<Problem> {
            let images = images(routes);
            let images = images.into_par_iter().filter(|_| !is_stopped());
            images.filter_map(|(path, variants)| self.publish_image(path, &variants, sink).err()).collect()
        };
        // A search index takes long and little of it can be shared out: it begins at once, pages fill the gaps.
        let ((mut problems, others), more) = rayon::join(|| rayon::join(bundles, images), pages);
        problems.extend(others);
        problems.extend(more);
        progress.end();
        if self.is_last {
            // The system takes all memory back at once, piece by piece it would take longer.
            std::mem::forget(renderer);
        }
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
        if content.is_empty() { Ok(()) } else { Err(Problem::Content(most_telling(content))) }
    }
}

impl Everything<'_> {
    /// Makes those sizes and formats of an image that are not published yet.
    fn publish_image(&self, path: &str, variants: &[(&str, Variant)], sink: &dyn Sink) -> Result<(), Problem> {
        let mut wanted = Vec::new();
        for (address, variant) in variants.iter().filter(|(address, _)| self.holds(address)) {
            let output = output_file(address);
            if !sink.keep(&output).map_err(Problem::Publishing)? {
                wanted.push((output, *variant));
            }
        }
        let file = self.site.catalogue.files.attached.get(path).copied().flatten();
        let Some((file, still)) = file.and_then(|file| Some((file, file.still?))).filter(|_| !wanted.is_empty()) else { return Ok(()) };
        let bytes = read(self.files.attached.get(path), path)?;
        let broken = |error: ImageError| Problem::Content(vec![error.diagnostic(path)]);
        let image = decode(&bytes, still).map_err(broken)?;
        // Not in parallel: whoever waits for a part would take up another image, which may wait for this one to leave the memory.
        wanted.iter().try_for_each(|(output, variant)| {
            let bytes = image.make(*variant, file.height_at(variant.width)).map_err(broken)?;
            sink.stage(output, &bytes).map_err(Problem::Publishing)
        })
    }
}

/// Returns the images among routes, each by its path relative to `content/` with the site paths of its sizes and formats.
fn images<'r>(routes: &[(&'r str, &'r Route)]) -> BTreeMap<&'r str, Vec<(&'r str, Variant)>> {
    let mut images: BTreeMap<&str, Vec<(&str, Variant)>> = BTreeMap::new();
    for (address, route) in routes {
        if let Route::Resized(path, variant) = route {
            images.entry(path).or_default().push((address, *variant));
        }
    }
    images
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
        // A bundle's root is made with the rest of the bundle, all sizes of an image together.
        Route::Bundle(_) | Route::Resized(..) => return Ok(()),
        _ => match renderer.render(route) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(()),
            Err(diagnostic) => return Err(Problem::Content(vec![*diagnostic])),
        },
    };
    let file = output_file(path);
    sink.stage(&file, &bytes).map_err(Problem::Publishing)?;
    match Drawn::by(route) {
        Some((drawn, language)) => publish_drawing(renderer, drawn, language, sink),
        None => Ok(()),
    }
}

/// Paints the image that is drawn for a page, where there is one that is not published yet. It is part of whatever its page is part of.
fn publish_drawing(renderer: &Renderer, drawn: Drawn, language: LanguageId, sink: &dyn Sink) -> Result<(), Problem> {
    let failed = |diagnostic: Box<Diagnostic>| Problem::Content(vec![*diagnostic]);
    let Some(image) = renderer.social_image(drawn, language).map_err(failed)? else { return Ok(()) };
    let file = output_file(&image.path);
    if sink.keep(&file).map_err(Problem::Publishing)? {
        return Ok(());
    }
    let bytes = renderer.drawing(drawn, language).and_then(|drawing| drawing.paint()).map_err(failed)?;
    sink.stage(&file, &bytes).map_err(Problem::Publishing)
}

fn read(disk: Option<&std::path::PathBuf>, name: &str) -> Result<Vec<u8>, Problem> {
    crate::source::read_bytes(disk.map_or(Path::new(name), |disk| disk), name).map_err(|diagnostic| Problem::Content(vec![diagnostic]))
}
