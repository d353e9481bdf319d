//! Publishing what has changed: as little as is known to be enough, else everything.

use super::{Built, Watch};
use crate::cli::build::{open, opening, place, say_foreign};
use crate::cli::everything::{Everything, Problem};
use crate::cli::report::{count, say};
use crate::cli::timings::Timings;
use crate::diagnostic::{Counts, Diagnostic};
use crate::publish::{ENDINGS, Few, Published};
use crate::route::{Addresses, Drawn, Route, output_file};
use crate::workspace::Reach;
use std::collections::{BTreeMap, HashSet};
use std::time::Instant;

/// Why only a few files could not be published.
enum NotFew {
    /// The output folder has to be looked at as a whole.
    Unclear,
    Problem(Problem),
}

impl Watch<'_> {
    /// Publishes what the changes have reached.
    pub(super) fn publish(&mut self, diagnostics: &mut Vec<Diagnostic>, timings: &mut Timings) -> Built {
        if self.workspace.site().is_none() || Counts::of(diagnostics).errors > 0 {
            return Built::Kept;
        }
        if let Reach::Routes(routes) = &self.reach {
            let (first, later): (Vec<Route>, Vec<Route>) = routes.iter().cloned().partition(is_for_readers);
            match self.publish_few(&first, timings) {
                Ok(published) => {
                    self.reach = Reach::default();
                    self.later.extend(later);
                    return Built::Pages(published);
                }
                Err(NotFew::Problem(problem)) => return self.fail(problem, diagnostics),
                Err(NotFew::Unclear) => {}
            }
        }
        self.publish_everything(diagnostics, timings)
    }

    fn publish_everything(&mut self, diagnostics: &mut Vec<Diagnostic>, timings: &mut Timings) -> Built {
        let Some(site) = self.workspace.site() else { return Built::Kept };
        let mut publication = match open(self.arguments) {
            Ok(publication) => publication,
            Err(reason) => return Built::Refused(reason),
        };
        // Until all is published, nothing is known of what is left.
        self.reach = Reach::Everything;
        if let Some(left) = self.left.take() {
            publication.trust(left);
        }
        timings.end("open output");
        let files = self.workspace.files();
        let everything = Everything::new(site, &files).asked(self.arguments, self.published.is_some());
        let rendered = everything.render(&publication, &self.stopping);
        timings.end("render and stage");
        let pages = everything.pages();
        let published = rendered.and_then(|()| publication.commit_for_another().map_err(Problem::Publishing));
        timings.end("publish");
        match published {
            Ok((published, left)) => {
                self.left = left;
                self.reach = Reach::default();
                self.later.clear();
                self.begun = None;
                self.looked_over = true;
                Built::Published(published, pages)
            }
            Err(problem) => self.fail(problem, diagnostics),
        }
    }

    fn fail(&self, problem: Problem, diagnostics: &mut Vec<Diagnostic>) -> Built {
        match problem {
            Problem::Content(found) => {
                diagnostics.extend(found);
                self.judge(diagnostics);
                Built::Kept
            }
            Problem::Publishing(error) => Built::Refused(error.to_string()),
            Problem::Stopped => Built::Kept,
        }
    }

    /// Renders and publishes certain routes, and deletes the files of those that the site no longer has.
    fn publish_few(&mut self, routes: &[Route], timings: &mut Timings) -> Result<Published, NotFew> {
        let (Some(site), Some(left)) = (self.workspace.site(), &self.left) else { return Err(NotFew::Unclear) };
        let addresses = Addresses::new(&site.catalogue);
        let mut found: BTreeMap<String, &Route> = BTreeMap::new();
        // What was published for these routes; what is not made again has gone.
        let mut before: HashSet<String> = HashSet::new();
        let mut drawn_in: HashSet<String> = HashSet::new();
        for route in routes {
            let Some(path) = addresses.route(route) else { continue };
            let file = output_file(&path);
            before.extend(ENDINGS.iter().map(|ending| format!("{file}.{ending}")));
            before.insert(file);
            if let Route::Bundle(bundle) = route {
                before.extend(left.below(addresses.bundle_folder(*bundle).trim_start_matches('/')));
            }
            if let Some((drawn, language)) = Drawn::by(route).filter(|_| site.catalogue.hub.social_images) {
                drawn_in.insert(addresses.drawing_folder(drawn, language).trim_matches('/').to_owned());
            }
            if let Some(route) = self.workspace.find(&path) {
                found.insert(path, route);
            }
        }
        let found: Vec<(&str, &Route)> = found.iter().map(|(path, route)| (path.as_str(), *route)).collect();
        let files = self.workspace.files();
        let everything = Everything::new(site, &files).asked(self.arguments, true);
        let drawings = left.directly_in(&drawn_in);
        before.extend(drawings.iter().cloned());
        let few = Few::with(drawings.into_iter().collect());
        everything.render_routes(&found, &few, &self.stopping).map_err(NotFew::Problem)?;
        timings.end("render");
        let has_route = |file: &str| {
            let folder = file.strip_suffix("index.html").and_then(|folder| self.workspace.find(&format!("/{folder}")));
            folder.is_some() || self.workspace.find(&format!("/{file}")).is_some()
        };
        let gone: Vec<String> = before.into_iter().filter(|file| left.has(file) && !few.has(file) && !has_route(file)).collect();
        let (output, protected) = place(self.arguments);
        let published = self.left.take().and_then(|left| left.publish(&output, &protected, opening(), few, &gone));
        timings.end("publish");
        let (published, left) = published.ok_or(NotFew::Unclear)?;
        self.left = Some(left);
        self.looked_over = false;
        Ok(published)
    }

    /// Notes that pages are published, and that what programs read is not yet.
    pub(super) fn begin(&mut self, published: Published, timings: Timings) {
        let duration = timings.total();
        self.begun = Some(match self.begun.take() {
            Some((timings, duration, before)) => (timings, duration, before.and(published)),
            None => (timings, duration, published),
        });
    }

    /// Publishes what waits until the pages are published, and says what was done.
    pub(super) fn finish(&mut self) {
        let Some((mut timings, pages, before)) = self.begun.take() else { return };
        let later: Vec<Route> = std::mem::take(&mut self.later).into_iter().collect();
        match self.publish_few(&later, &mut timings) {
            Ok(published) => {
                let published = before.and(published);
                if self.arguments.timings {
                    timings.say();
                }
                if !self.arguments.quiet {
                    let (written, removed) = (count(published.written, "file"), published.removed);
                    let (all, pages) = (timings.total().as_secs_f64(), pages.as_secs_f64());
                    say(&format!("{written} written, {removed} removed in {all:.2} s, pages in {pages:.3} s."));
                }
                self.published = Some(published);
                self.stirred = Instant::now();
            }
            Err(NotFew::Unclear) => {
                self.reach = Reach::Everything;
                self.due = true;
            }
            Err(NotFew::Problem(problem)) => {
                self.reach = Reach::Everything;
                let mut diagnostics = self.workspace.diagnostics();
                let built = self.fail(problem, &mut diagnostics);
                self.settle(built, diagnostics, timings);
            }
        }
    }

    /// Looks over the whole output after a few files at a time were published into it. What somebody else did there is said and, where
    /// it is this site's, put right.
    pub(super) fn look_over(&mut self) {
        self.looked_over = true;
        // Who cannot open it says so at the next change.
        let (Some(left), Ok(mut publication)) = (self.left.take(), open(self.arguments)) else { return };
        publication.trust(left);
        let kept = publication.keep_all().is_ok_and(|kept| kept).then(|| publication.commit_for_another());
        match kept {
            Some(Ok((published, left))) => {
                self.left = left;
                if self.published.as_ref().is_none_or(|before| before.foreign != published.foreign) {
                    say_foreign(&published);
                }
                self.published = Some(published);
            }
            _ => {
                self.reach = Reach::Everything;
                self.due = true;
            }
        }
    }
}

/// Tells whether readers ask for a file themselves; the others are read by programs and scripts.
fn is_for_readers(route: &Route) -> bool {
    route.is_page() || matches!(route, Route::Attached(_) | Route::Static(_) | Route::Redirect(..) | Route::Asset(_))
}
