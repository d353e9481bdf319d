//! The one place where questions and changes meet.
//!
//! Everything that can wake the desk is an [`Event`], and one is dealt with at a time: a page is never made from two versions of the
//! hub. When nobody asks, it looks for what is wrong with the whole, and renders what nobody has asked for.

use super::Settings;
use super::answer::Answer;
use super::bundles::Bundles;
use super::last_good::LastGood;
use super::report::{Report, Reporter};
use super::sweep::Sweep;
use super::visitors::{Visitor, Visitors};
use crate::diagnostic::Diagnostic;
use crate::render::Renderer;
use crate::workspace::{Doubts, Look, Workspace};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Instant;
use tokio::sync::oneshot;

/// Everything that can wake the desk.
pub(super) enum Event {
    /// Somebody asks for an address.
    Asked(Question),
    /// Somebody looks at a page and wants to hear of changes.
    Visit(Visitor),
    /// Something may have changed.
    Look(Look),
    /// It is over.
    Stop,
}

/// A question.
pub(super) struct Question {
    /// The decoded path.
    pub(super) path: String,
    /// Where the answer goes.
    pub(super) reply: oneshot::Sender<Answer>,
}

/// Why a version of the hub is not used any longer.
pub(super) enum Turn {
    Look(Look, bool),
    Check,
    Day,
    Stop,
}

/// An answer cannot be given before the whole has been checked.
pub(super) struct Unchecked;

/// One version of the hub, ready to answer.
pub(super) struct View<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) renderer: Option<Renderer<'w>>,
    /// The links to the theme's style sheets.
    pub(super) styles: Vec<String>,
}

/// The desk's memory, over all versions.
pub(super) struct Desk {
    pub(super) settings: Settings,
    pub(super) reporter: Reporter,
    pub(super) backlog: VecDeque<Event>,
    pub(super) visitors: Visitors,
    pub(super) last_good: LastGood,
    pub(super) bundles: Bundles,
    pub(super) sweep: Sweep,
    /// The path under which the hub was served last, beginning and ending with `/`.
    pub(super) base: String,
    pub(super) reported: Vec<Diagnostic>,
    pub(super) doubts: Doubts,
    /// Whether open pages have been told of the latest changes.
    pub(super) told: bool,
    /// When something last happened.
    pub(super) stirred: Instant,
    pub(super) day_checked: Instant,
}

impl Desk {
    pub(super) fn new(settings: Settings, reporter: Reporter) -> Self {
        let now = Instant::now();
        Self {
            settings,
            reporter,
            backlog: VecDeque::new(),
            visitors: Visitors::default(),
            last_good: LastGood::default(),
            bundles: Bundles::default(),
            sweep: Sweep::default(),
            base: "/".to_owned(),
            reported: Vec::new(),
            doubts: Doubts::default(),
            told: true,
            stirred: now,
            day_checked: now,
        }
    }

    /// Reads the hub and answers until it is told to stop.
    pub(super) fn run(mut self, incoming: &Receiver<Event>) {
        let started = Instant::now();
        let mut workspace = Workspace::open(&self.settings.root, self.settings.load.clone());
        (self.reporter)(&Report::Opened(workspace.document_count(), started.elapsed()));
        self.sweep.restart();
        self.stirred = Instant::now();
        loop {
            match self.answer_with(&workspace, incoming) {
                Turn::Stop => return,
                Turn::Check => {
                    workspace.check();
                    self.report(&workspace);
                }
                Turn::Look(look, patient) => self.look(&mut workspace, &look, patient),
                Turn::Day => {
                    self.day_checked = Instant::now();
                    if workspace.set_day((self.settings.clock)()) {
                        self.changed();
                    }
                }
            }
        }
    }

    fn look(&mut self, workspace: &mut Workspace, look: &Look, patient: bool) {
        let started = Instant::now();
        let seen = workspace.look(look, patient);
        self.stirred = Instant::now();
        self.doubts.add(seen.doubtful, self.stirred);
        if seen.changed {
            self.changed();
            if seen.everywhere {
                self.sweep.forget();
            }
            (self.reporter)(&Report::Changed(started.elapsed()));
        }
    }

    fn changed(&mut self) {
        self.told = false;
        self.stirred = Instant::now();
        self.sweep.restart();
        self.bundles.outdate();
    }

    /// Answers from one version of the hub until there may be another.
    fn answer_with(&mut self, workspace: &Workspace, incoming: &Receiver<Event>) -> Turn {
        let renderer = workspace.renderer();
        let styles = workspace.site().map(|site| {
            let sheets = site.theme.assets.iter().filter(|(name, _)| name.ends_with(".css"));
            sheets.map(|(_, asset)| site.catalogue.hub.base_url.link(&asset.path)).collect()
        });
        if let Some(hub) = workspace.hub() {
            hub.base_url.path().clone_into(&mut self.base);
        }
        let view = View { workspace, renderer, styles: styles.unwrap_or_default() };
        loop {
            match self.next_event(incoming) {
                Err(TryRecvError::Disconnected) | Ok(Event::Stop) => return Turn::Stop,
                Ok(Event::Look(look)) => return Turn::Look(self.gather(look, incoming), true),
                Ok(Event::Asked(question)) => match self.show(&view, &question.path) {
                    Ok(shown) => {
                        // Who does not wait any longer needs no answer.
                        let _ = question.reply.send(self.finish(&question.path, shown));
                    }
                    Err(Unchecked) => {
                        self.backlog.push_front(Event::Asked(question));
                        return Turn::Check;
                    }
                },
                Ok(Event::Visit(visitor)) => {
                    if !self.welcome(&view, visitor) {
                        return Turn::Check;
                    }
                }
                Err(TryRecvError::Empty) => {
                    if let Some(turn) = self.use_leisure(&view, incoming) {
                        return turn;
                    }
                }
            }
        }
    }

    fn next_event(&mut self, incoming: &Receiver<Event>) -> Result<Event, TryRecvError> {
        match self.backlog.pop_front() {
            Some(event) => Ok(event),
            None => incoming.try_recv(),
        }
    }

    /// Joins a hint with those that have come after it.
    fn gather(&mut self, first: Look, incoming: &Receiver<Event>) -> Look {
        let mut looks = vec![first];
        for event in self.backlog.drain(..).collect::<Vec<_>>().into_iter().chain(incoming.try_iter()) {
            match event {
                Event::Look(look) => looks.push(look),
                other => self.backlog.push_back(other),
            }
        }
        Look::all(looks)
    }
}
