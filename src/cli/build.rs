//! `pacthub build`: renders everything and publishes it, all or nothing.

mod watch;

use super::Outcome;
use super::arguments::BuildArguments;
use super::day::day;
use super::everything::{Everything, Problem};
use super::report::{count, say, show};
use super::timings::Timings;
use super::upload::{self, Upload};
use crate::diagnostic::{self, Diagnostic, human_summary};
use crate::load::{LoadOptions, Loaded, load};
use crate::publish::{Opening, Protected, Publication, PublishError, Published};
use crate::render::Site;
use crate::source::Stamp;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

pub(super) fn run(arguments: &BuildArguments) -> Outcome {
    if arguments.watch { watch::run(arguments) } else { once(arguments) }
}

fn once(arguments: &BuildArguments) -> Outcome {
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
    let publication = match open(arguments) {
        Ok(publication) => publication,
        Err(message) => {
            say(&message);
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
    let sources = sources(&loaded, arguments);
    let everything = Everything::new(&site, &loaded.files).asked(arguments, false).for_the_last_time();
    let (rendered, list) = render(&everything, &publication, sources.as_deref(), arguments);
    timings.end("render and stage");
    let published = rendered.and_then(|()| commit(publication, sources.as_deref()).map_err(Problem::Publishing));
    let published = match published {
        Ok(published) => published,
        Err(Problem::Content(mut found)) => {
            loaded.diagnostics.append(&mut found);
            diagnostic::sort(&mut loaded.diagnostics);
            return refuse(root, &loaded.diagnostics);
        }
        Err(Problem::Publishing(error)) => {
            say(&error.to_string());
            return Outcome::Unusable;
        }
        Err(Problem::Stopped) => return Outcome::Interrupted,
    };
    if let (Some(list), Some(to)) = (list, &arguments.manifest)
        && let Err(message) = upload::write(&list, to)
    {
        say(&message);
        return Outcome::Unusable;
    }
    timings.end("publish");
    show(root, &loaded.diagnostics);
    Summary { site: &site, diagnostics: &loaded.diagnostics, left_out: &loaded.left_out, published: &published, pages: everything.pages() }
        .say(arguments, &timings);
    // The process ends: the system takes all memory back at once, piece by piece it would take longer.
    std::mem::forget(site);
    Outcome::Done
}

/// Renders into the publication what is not published already, and lists it where that is asked for.
fn render(
    everything: &Everything, publication: &Publication, sources: Option<&str>, arguments: &BuildArguments,
) -> (Result<(), Problem>, Option<String>) {
    let never = AtomicBool::new(false);
    if arguments.manifest.is_some() {
        // A list needs the bytes of all files.
        let own = everything.own_files();
        let upload = Upload::new(publication, |path| own.contains(path));
        let rendered = everything.render(&upload, &never);
        return (rendered, Some(upload.into_json()));
    }
    // The same sources make the same site: what is published from them is published already.
    let kept = sources.map_or(Ok(false), |sources| publication.keep_if_made_from(sources)).map_err(Problem::Publishing);
    (kept.and_then(|kept| if kept { Ok(()) } else { everything.render(publication, &never) }), None)
}

/// Returns a word for all that decides over the site's bytes: what was read, the options, and this program; nothing where the
/// program cannot be told from another.
fn sources(loaded: &Loaded, arguments: &BuildArguments) -> Option<String> {
    let mut digest = loaded.digest.clone();
    digest.add("compress", &[u8::from(arguments.compress)]);
    digest.add("shard", format!("{:?}", arguments.shard).as_bytes());
    digest.add("version", env!("CARGO_PKG_VERSION").as_bytes());
    let program = Stamp::at(&std::env::current_exe().ok()?)?;
    digest.add("program", format!("{program:?}").as_bytes());
    Some(digest.word())
}

fn commit(publication: Publication, sources: Option<&str>) -> Result<Published, PublishError> {
    match sources {
        Some(sources) => publication.commit_made_from(sources),
        None => publication.commit(),
    }
}

/// Where the output goes, and what it must not touch.
fn place(arguments: &BuildArguments) -> (PathBuf, [Protected; 3]) {
    let root = &arguments.load.root.root;
    let protected = [
        Protected::apart(root.join("content"), "the hub's content"),
        Protected::apart(root.join("themes"), "the hub's themes"),
        Protected::around(root, "the hub's root"),
    ];
    (arguments.output.clone().unwrap_or_else(|| root.join("output")), protected)
}

/// Opens the output folder. The error says why it may not be written to.
fn open(arguments: &BuildArguments) -> Result<Publication, String> {
    let (output, protected) = place(arguments);
    Publication::open_with(&output, &protected, opening()).map_err(|refusal| refusal.to_string())
}

/// Tells people when they wait for another build.
fn opening() -> Opening<'static> {
    let waiting = Box::new(|output: &Path| say(&format!("Another build is writing to {}; waiting for it.", output.display())));
    Opening { waiting, ..Opening::default() }
}

fn refuse(root: &Path, diagnostics: &[Diagnostic]) -> Outcome {
    show(root, diagnostics);
    say(&format!("Nothing was published: {}.", human_summary(diagnostics)));
    Outcome::ContentErrors
}

/// What a build has to tell at its end.
struct Summary<'s> {
    site: &'s Site,
    diagnostics: &'s [Diagnostic],
    left_out: &'s [(String, &'static str)],
    published: &'s Published,
    pages: usize,
}

impl Summary<'_> {
    fn say(&self, arguments: &BuildArguments, timings: &Timings) {
        say_foreign(self.published);
        if arguments.verbose {
            for (path, reason) in self.left_out {
                say(&format!("Not published: {path} ({reason})"));
            }
        }
        if arguments.timings {
            timings.say();
        }
        if arguments.quiet {
            return;
        }
        let records: usize = self.site.catalogue.collections.iter().map(|index| index.range.len()).sum();
        let mut parts = vec![
            count(records, "record"),
            count(self.pages, "page"),
            format!("{} written", count(self.published.written, "file")),
            format!("{} unchanged", self.published.unchanged),
            format!("{} removed", self.published.removed),
        ];
        if !self.left_out.is_empty() {
            parts.push(format!("{} not published", self.left_out.len()));
        }
        if !self.diagnostics.is_empty() {
            parts.push(human_summary(self.diagnostics));
        }
        let catalogue = &self.site.catalogue;
        let next = catalogue.next_change(catalogue.today);
        let next = next.map(|change| format!(" The site changes by itself next on {change}.")).unwrap_or_default();
        say(&format!("{} in {:.2} s.{next}", parts.join(", "), timings.total().as_secs_f64()));
    }
}

fn say_foreign(published: &Published) {
    for path in &published.foreign {
        say(&format!(
            "warning: {path} is in the output folder but not of this site, and was kept. Files of your own belong in content/_static/."
        ));
    }
}
