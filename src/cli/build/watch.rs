//! `pacthub build --watch`: publishes again whenever something changes.
//!
//! The hub is kept up to date in memory, as the preview does it. Where it is known which routes a change reaches, they are rendered and
//! published and nothing else: pages first, then the files that programs read. Else everything is rendered and compared with what is
//! published. What cannot be published leaves the last good output as it is.

mod publishing;

use super::{Summary, open, say_foreign};
use crate::cli::Outcome;
use crate::cli::arguments::BuildArguments;
use crate::cli::report::{count, say, show};
use crate::cli::serve::{clock, watched};
use crate::cli::timings::Timings;
use crate::diagnostic::{self, Counts, Diagnostic, human_summary};
use crate::load::LoadOptions;
use crate::publish::{Left, Published};
use crate::route::Route;
use crate::serve::{Clock, Stop, on_stop};
use crate::source::{self, Stir};
use crate::workspace::{Doubts, Look, Reach, Workspace};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long nothing must happen before a build: whoever saves several files means them together.
const SETTLING: Duration = Duration::from_millis(20);

/// The same where a file or two are all that has changed so far, as when an editor saves one.
const SETTLING_OF_ONE: Duration = Duration::from_millis(3);

/// How long nothing must happen before the whole output is looked over, after files were published into it without that.
const LOOKED_OVER_AFTER: Duration = Duration::from_secs(2);

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
    drop(open(arguments).map_err(Some)?);
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
        settling: SETTLING,
        stirred: Instant::now(),
        checked: Instant::now(),
        said: None,
        published: None,
        reach: Reach::Everything,
        later: HashSet::new(),
        begun: None,
        left: None,
        looked_over: true,
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
    /// How long nothing must happen before it is.
    settling: Duration,
    /// When something last happened.
    stirred: Instant,
    /// When the day was last looked up.
    checked: Instant,
    /// What was said to be wrong; nothing before the first build.
    said: Option<Vec<Diagnostic>>,
    /// What the last publication did.
    published: Option<Published>,
    /// Behind which routes something else may stand than what is published.
    reach: Reach,
    /// The routes among them that wait until the pages are published.
    later: HashSet<Route>,
    /// A publication whose pages are done: since when, how long they took, what it did.
    begun: Option<(Timings, Duration, Published)>,
    /// What the last publication left in the output.
    left: Option<Left>,
    /// Whether all of the output has been looked at since something was published into it.
    looked_over: bool,
    /// Why the output folder could not be written to, where that was so the last time.
    refusal: Option<String>,
}

/// What came of a build.
enum Built {
    /// All of it is published, with so many pages.
    Published(Published, usize),
    /// The pages that changes have reached are published.
    Pages(Published),
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
            let settling = (self.stirred + self.settling).saturating_duration_since(now);
            if self.due && settling.is_zero() {
                self.build(Timings::start());
                continue;
            }
            let rested = (self.stirred + LOOKED_OVER_AFTER).saturating_duration_since(now);
            let is_idle = !self.due && self.begun.is_none();
            if is_idle && !self.looked_over && rested.is_zero() {
                self.look_over();
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
            } else if self.is_half_done() {
                pause = Duration::ZERO;
            } else if !self.looked_over {
                pause = pause.min(rested);
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
                Err(RecvTimeoutError::Timeout) if self.is_half_done() && !self.due => self.finish(),
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
        let is_one = matches!(look, Look::At(paths) if paths.len() <= 2) && !seen.everywhere;
        self.settling = if is_one && !self.due { SETTLING_OF_ONE } else { SETTLING };
        self.due |= seen.changed || seen.files;
    }

    /// Publishes the hub as it is, and says what came of it.
    fn build(&mut self, mut timings: Timings) {
        self.due = false;
        self.reach.join(self.workspace.take_reach());
        self.workspace.check();
        let mut diagnostics = self.workspace.diagnostics();
        self.judge(&mut diagnostics);
        timings.end("check");
        let built = self.publish(&mut diagnostics, &mut timings);
        self.settle(built, diagnostics, timings);
    }

    /// Says what came of a publication.
    fn settle(&mut self, built: Built, diagnostics: Vec<Diagnostic>, timings: Timings) {
        match built {
            Built::Published(published, pages) => {
                self.refusal = None;
                self.say_diagnostics(&diagnostics);
                self.say_published(&diagnostics, published, pages, &timings);
                self.said = Some(diagnostics);
            }
            Built::Pages(published) => {
                self.refusal = None;
                self.say_diagnostics(&diagnostics);
                self.said = Some(diagnostics);
                self.begin(published, timings);
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

    /// Tells whether pages are published and what programs read can be: nothing is wrong now.
    fn is_half_done(&self) -> bool {
        self.begun.is_some() && self.refusal.is_none() && self.said.as_ref().is_none_or(|said| Counts::of(said).errors == 0)
    }

    /// Sorts diagnostics, and makes warnings errors where that is asked for.
    fn judge(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.arguments.strict {
            diagnostic::be_strict(diagnostics);
        }
        diagnostic::sort(diagnostics);
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
