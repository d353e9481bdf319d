//! `pacthub build --watch`: publishes again whenever something changes.
//!
//! The hub is kept up to date in memory, as the preview does it; everything is rendered again and compared with what is published.
//! What cannot be published leaves the last good output as it is.

use super::{Summary, open, say_foreign};
use crate::cli::Outcome;
use crate::cli::arguments::BuildArguments;
use crate::cli::everything::{Everything, Problem};
use crate::cli::report::{count, say, show};
use crate::cli::serve::{clock, watched};
use crate::cli::timings::Timings;
use crate::diagnostic::{self, Counts, Diagnostic, human_summary};
use crate::load::LoadOptions;
use crate::publish::{Left, Opening, Published};
use crate::serve::{Clock, Stop, on_stop};
use crate::source::{self, Stir};
use crate::workspace::{Doubts, Look, Workspace};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long nothing must happen before a build: whoever saves several files means them together.
const SETTLING: Duration = Duration::from_millis(20);

/// How often the day is looked up, and an output folder tried again that could not be written to.
const INTERVAL: Duration = Duration::from_secs(20);

enum Event {
    Look(Look),
    Stop(Stop),
}

pub(super) fn run(arguments: &BuildArguments) -> Outcome {
    let timings = Timings::start();
    match start(arguments) {
        Ok((watch, incoming)) => match watch.follow(&incoming, timings) {
            Stop::Interrupted => Outcome::Interrupted,
            Stop::Terminated => Outcome::Done,
        },
        Err(Some(message)) => {
            say(&message);
            Outcome::Unusable
        }
        Err(None) => Outcome::Unusable,
    }
}

/// Begins to watch, and reads the hub. The error says why that is not possible, where that has not been said.
fn start(arguments: &BuildArguments) -> Result<(Watch<'_>, Receiver<Event>), Option<String>> {
    let root = &arguments.load.root.root;
    let (day, clock) = clock(&arguments.load).map_err(Some)?;
    if !crate::cli::hub::is_hub(root) {
        return Err(None);
    }
    // What is refused now would be refused at every change.
    drop(open(arguments, Opening::default()).map_err(Some)?);
    let (events, incoming) = mpsc::channel();
    let stopping = Arc::new(AtomicBool::new(false));
    let (stop, stops) = (Arc::clone(&stopping), events.clone());
    let told = on_stop(move |reason| {
        stop.store(true, Ordering::Relaxed);
        // Nobody listens where the run is over already.
        let _ = stops.send(Event::Stop(reason));
    });
    told.map_err(|error| Some(format!("It is not possible to wait for changes: {error}.")))?;
    // Watching begins before reading, so that no change falls between the two.
    let watching = source::watch(root, arguments.poll, move |stir: Stir| events.send(Event::Look(stir.into())).is_ok());
    if !arguments.quiet {
        say(&format!("{} Ctrl-C ends it.", watched(root, &watching)));
    }
    let options = LoadOptions { day, drafts: arguments.load.drafts, base_url: arguments.base_url.clone() };
    let watch = Watch {
        arguments,
        root,
        clock,
        workspace: Workspace::open(root, options),
        stopping,
        doubts: Doubts::default(),
        due: true,
        stirred: Instant::now(),
        checked: Instant::now(),
        said: None,
        published: None,
        left: None,
        refusal: None,
    };
    Ok((watch, incoming))
}

/// A hub that is followed, and what was made of it last.
struct Watch<'a> {
    arguments: &'a BuildArguments,
    root: &'a Path,
    clock: Clock,
    workspace: Workspace,
    stopping: Arc<AtomicBool>,
    doubts: Doubts,
    /// Whether something has changed that has not been published.
    due: bool,
    /// When something last happened.
    stirred: Instant,
    /// When the day was last looked up.
    checked: Instant,
    /// What was said to be wrong; nothing before the first build.
    said: Option<Vec<Diagnostic>>,
    /// What the last publication did.
    published: Option<Published>,
    /// How the last publication left the output.
    left: Option<Left>,
    /// Why the output folder could not be written to, where that was so the last time.
    refusal: Option<String>,
}

/// What came of a build.
enum Built {
    Published(Published, usize),
    Kept,
    Refused(String),
}

impl Watch<'_> {
    fn follow(mut self, incoming: &Receiver<Event>, timings: Timings) -> Stop {
        self.build(timings);
        loop {
            let now = Instant::now();
            if let Some(look) = self.doubts.due(now) {
                self.look(&look, false);
                continue;
            }
            let settling = (self.stirred + SETTLING).saturating_duration_since(now);
            if self.due && settling.is_zero() {
                self.build(Timings::start());
                continue;
            }
            let mut pause = (self.checked + INTERVAL).saturating_duration_since(now);
            if pause.is_zero() {
                self.checked = now;
                self.due |= self.workspace.set_day((self.clock)()) || self.refusal.is_some();
                continue;
            }
            if self.due {
                pause = pause.min(settling);
            }
            if let Some(wait) = self.doubts.wait(now) {
                pause = pause.min(wait);
            }
            match incoming.recv_timeout(pause) {
                Ok(Event::Stop(stop)) => return stop,
                Ok(Event::Look(look)) => {
                    let mut looks = vec![look];
                    for event in incoming.try_iter() {
                        match event {
                            Event::Stop(stop) => return stop,
                            Event::Look(look) => looks.push(look),
                        }
                    }
                    self.look(&Look::all(looks), true);
                }
                Err(RecvTimeoutError::Timeout) => {}
                // The one who waits for signals holds the other end until there is one.
                Err(RecvTimeoutError::Disconnected) => return Stop::Terminated,
            }
        }
    }

    fn look(&mut self, look: &Look, patient: bool) {
        let seen = self.workspace.look(look, patient);
        self.stirred = Instant::now();
        self.doubts.add(seen.doubtful, self.stirred);
        self.due |= seen.changed || seen.files;
    }

    /// Publishes the hub as it is, and says what came of it.
    fn build(&mut self, mut timings: Timings) {
        self.due = false;
        self.workspace.check();
        let mut diagnostics = self.workspace.diagnostics();
        self.judge(&mut diagnostics);
        timings.end("check");
        match self.publish(&mut diagnostics, &mut timings) {
            Built::Published(published, pages) => {
                self.refusal = None;
                self.say_diagnostics(&diagnostics);
                self.say_published(&diagnostics, published, pages, &timings);
                self.said = Some(diagnostics);
            }
            Built::Refused(reason) => {
                if self.refusal.as_ref() != Some(&reason) {
                    say(&reason);
                }
                self.refusal = Some(reason);
            }
            Built::Kept if Counts::of(&diagnostics).errors > 0 => {
                if self.said.as_ref() != Some(&diagnostics) {
                    show(self.root, &diagnostics);
                    let summary = human_summary(&diagnostics);
                    let kept = if self.published.is_some() { " The last good output stays." } else { "" };
                    say(&format!("Nothing was published: {summary}.{kept}"));
                }
                self.said = Some(diagnostics);
            }
            Built::Kept => {}
        }
    }

    /// Sorts diagnostics, and makes warnings errors where that is asked for.
    fn judge(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.arguments.strict {
            diagnostic::be_strict(diagnostics);
        }
        diagnostic::sort(diagnostics);
    }

    fn publish(&mut self, diagnostics: &mut Vec<Diagnostic>, timings: &mut Timings) -> Built {
        let Some(site) = self.workspace.site().filter(|_| Counts::of(diagnostics).errors == 0) else { return Built::Kept };
        let mut publication = match open(self.arguments, Opening::default()) {
            Ok(publication) => publication,
            Err(reason) => return Built::Refused(reason),
        };
        if let Some(left) = &self.left {
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
                Built::Published(published, pages)
            }
            Err(Problem::Content(found)) => {
                diagnostics.extend(found);
                self.judge(diagnostics);
                Built::Kept
            }
            Err(Problem::Publishing(error)) => Built::Refused(error.to_string()),
            Err(Problem::Stopped) => Built::Kept,
        }
    }

    /// Says what is wrong, where that is not what was said last.
    fn say_diagnostics(&self, diagnostics: &[Diagnostic]) {
        if self.said.as_deref() == Some(diagnostics) {
            return;
        }
        show(self.root, diagnostics);
        if diagnostics.is_empty() && self.said.is_some() {
            say("Everything is mended: no problems.");
        }
    }

    fn say_published(&mut self, diagnostics: &[Diagnostic], published: Published, pages: usize, timings: &Timings) {
        if let (None, Some(site)) = (&self.published, self.workspace.site()) {
            let left_out = self.workspace.left_out();
            Summary { site, diagnostics, left_out: &left_out, published: &published, pages }.say(self.arguments, timings);
        } else {
            if self.published.as_ref().is_none_or(|before| before.foreign != published.foreign) {
                say_foreign(&published);
            }
            if self.arguments.timings {
                timings.say();
            }
            if !self.arguments.quiet {
                let (written, removed) = (count(published.written, "file"), published.removed);
                say(&format!("{written} written, {removed} removed in {:.2} s.", timings.total().as_secs_f64()));
            }
        }
        self.published = Some(published);
    }
}
