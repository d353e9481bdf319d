//! The one place where questions and changes meet.
//!
//! Everything that can wake the desk is an [`Event`], and one is dealt with at a time: a page is never made from two versions of the
//! hub. When nobody asks, it looks for what is wrong with the whole, and renders what nobody has asked for.

use super::answer::{Answer, Body};
use super::last_good::LastGood;
use super::livepage::{self, Kind};
use super::report::{Report, Reporter};
use super::sweep::Sweep;
use super::visitors::{self, Version, Visitor, Visitors};
use super::{RESERVED, Settings, content_type, error_page};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::render::Renderer;
use crate::route::{Addresses, Route};
use crate::source;
use crate::workspace::{Look, Workspace};
use hyper::body::Bytes;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// How long a file that is suddenly gone or empty may be so before it is believed: some editors make it so while they save.
const DOUBT: Duration = Duration::from_millis(40);

/// How long nothing must happen before the whole is checked, which takes time that the next question may need.
const CHECK_AFTER: Duration = Duration::from_millis(60);

/// How long nothing must happen before everything is rendered for its diagnostics.
const SWEEP_AFTER: Duration = Duration::from_millis(1_200);

/// How often the day is looked up.
const DAY_INTERVAL: Duration = Duration::from_secs(20);

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
enum Turn {
    Look(Look, bool),
    Check,
    Day,
    Stop,
}

/// An answer cannot be given before the whole has been checked.
struct Unchecked;

/// A page as it is, before the script is put in.
struct Shown {
    answer: Answer,
    /// What the script has to know; nothing for what is no page.
    kind: Option<Kind>,
}

/// One version of the hub, ready to answer.
struct View<'w> {
    workspace: &'w Workspace,
    renderer: Option<Renderer<'w>>,
    /// The links to the theme's style sheets.
    styles: Vec<String>,
}

/// The desk's memory, over all versions.
pub(super) struct Desk {
    settings: Settings,
    reporter: Reporter,
    backlog: VecDeque<Event>,
    visitors: Visitors,
    last_good: LastGood,
    sweep: Sweep,
    /// The path under which the hub was served last, beginning and ending with `/`.
    base: String,
    reported: Vec<Diagnostic>,
    doubtful: Vec<PathBuf>,
    doubted: Option<Instant>,
    /// Whether open pages have been told of the latest changes.
    told: bool,
    /// When something last happened.
    stirred: Instant,
    day_checked: Instant,
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
            sweep: Sweep::default(),
            base: "/".to_owned(),
            reported: Vec::new(),
            doubtful: Vec::new(),
            doubted: None,
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
        if !seen.doubtful.is_empty() {
            self.doubted.get_or_insert(self.stirred);
            self.doubtful.extend(seen.doubtful);
        }
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
        let mut paths = Vec::new();
        for look in looks {
            match look {
                Look::Everywhere => return Look::Everywhere,
                Look::At(more) => paths.extend(more),
            }
        }
        paths.sort();
        paths.dedup();
        Look::At(paths)
    }

    /// Does what can be done while nobody asks, and waits for the next event.
    fn use_leisure(&mut self, view: &View, incoming: &Receiver<Event>) -> Option<Turn> {
        if !self.told {
            return self.tell_visitors(view);
        }
        let now = Instant::now();
        if let Some(since) = self.doubted
            && now >= since + DOUBT
        {
            self.doubted = None;
            return Some(Turn::Look(Look::At(std::mem::take(&mut self.doubtful)), false));
        }
        let quiet = now.saturating_duration_since(self.stirred);
        if !view.workspace.is_checked() && quiet >= CHECK_AFTER {
            return Some(Turn::Check);
        }
        if now >= self.day_checked + DAY_INTERVAL {
            return Some(Turn::Day);
        }
        let mut pause = (self.day_checked + DAY_INTERVAL).saturating_duration_since(now);
        if let Some(since) = self.doubted {
            pause = pause.min((since + DOUBT).saturating_duration_since(now));
        }
        if !view.workspace.is_checked() {
            pause = pause.min(CHECK_AFTER.saturating_sub(quiet));
        } else if self.sweep.is_due() {
            pause = pause.min(SWEEP_AFTER.saturating_sub(quiet));
            if pause.is_zero() {
                pause = self.sweep_on(view);
            }
        }
        match incoming.recv_timeout(pause) {
            Ok(event) => self.backlog.push_back(event),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Some(Turn::Stop),
        }
        None
    }

    /// Renders one more page that nobody has asked for, and returns how long to rest after it: others need the processor too.
    fn sweep_on(&mut self, view: &View) -> Duration {
        let (Some(site), Some(renderer)) = (view.workspace.site(), &view.renderer) else { return DAY_INTERVAL };
        let started = Instant::now();
        if self.sweep.step(site, renderer) {
            self.report(view.workspace);
        }
        started.elapsed()
    }

    /// Says what is wrong, where that is not what was said last.
    fn report(&mut self, workspace: &Workspace) {
        let diagnostics = self.diagnostics(workspace);
        if diagnostics != self.reported {
            (self.reporter)(&Report::Diagnostics(&diagnostics));
            self.visitors.tell(&visitors::notice(&diagnostics));
            self.reported = diagnostics;
        }
    }

    fn diagnostics(&self, workspace: &Workspace) -> Vec<Diagnostic> {
        let mut diagnostics = workspace.diagnostics();
        diagnostics.extend(self.sweep.failures().cloned());
        diagnostic::sort(&mut diagnostics);
        diagnostics
    }

    /// Tells the open pages what has become of them.
    fn tell_visitors(&mut self, view: &View) -> Option<Turn> {
        for page in self.visitors.pages() {
            match self.version(view, &page) {
                Ok(version) => self.visitors.follow(&page, &version, &view.styles),
                Err(Unchecked) => return Some(Turn::Check),
            }
        }
        self.told = true;
        None
    }

    /// Takes in a visitor. Where it cannot be told yet what its page looks like, it has to wait for its turn.
    fn welcome(&mut self, view: &View, visitor: Visitor) -> bool {
        if !self.settings.reload {
            return true;
        }
        match self.version(view, &visitor.page) {
            Ok(version) => {
                let notice =
                    self.reported.iter().any(|diagnostic| diagnostic.severity == Severity::Error).then(|| visitors::notice(&self.reported));
                self.visitors.add(visitor, &version, notice.as_deref(), &view.styles);
                true
            }
            Err(Unchecked) => {
                self.backlog.push_front(Event::Visit(visitor));
                false
            }
        }
    }

    fn version(&mut self, view: &View, page: &str) -> Result<Version, Unchecked> {
        let shown = self.show(view, page)?;
        let bytes = match &shown.answer.body {
            Body::Bytes(bytes) => bytes.clone(),
            Body::File(_) => Bytes::new(),
        };
        Ok(Version { tag: livepage::tag(&bytes), frame: livepage::frame(&bytes, &view.styles) })
    }

    /// Puts the script into a page and names its version.
    fn finish(&self, path: &str, shown: Shown) -> Answer {
        let Shown { mut answer, kind } = shown;
        if let Body::Bytes(bytes) = &answer.body {
            answer.tag = (answer.status == 200).then(|| livepage::tag(bytes));
            if let Some(kind) = kind.filter(|_| self.settings.reload) {
                let page = path.strip_prefix(LAST_GOOD).unwrap_or(path);
                answer.body = Body::Bytes(livepage::with_script(bytes, page, kind).into());
            }
        }
        answer
    }

    /// Returns what stands at a path of this server.
    fn show(&mut self, view: &View, path: &str) -> Result<Shown, Unchecked> {
        if let Some(path) = path.strip_prefix(LAST_GOOD) {
            return Ok(self.show_last_good(view, path));
        }
        if path.starts_with(RESERVED) {
            return Ok(Answer::text(404, "There is nothing here.").into());
        }
        let base = self.base.clone();
        let Some(inside) = path.strip_prefix(&base) else {
            // Whoever opens the bare address means the hub, wherever it lies.
            let is_above = path == "/" || base.strip_suffix('/') == Some(path);
            return Ok(if is_above { Answer::redirect(base).into() } else { Self::not_found(view) });
        };
        let site_path = format!("/{inside}");
        let Some(site) = view.workspace.site() else {
            if content_type::is_page(&site_path) {
                return self.show_errors(view, path);
            }
            let kept = self.last_good.get(path);
            return Ok(kept
                .map_or_else(|| Answer::text(404, "There is nothing here."), |(kind, bytes)| Answer::new(200, kind, bytes))
                .into());
        };
        let site_path = match site_path.strip_suffix("index.html") {
            Some(folder) if folder.ends_with('/') && view.workspace.find(&site_path).is_none() => folder.to_owned(),
            _ => site_path,
        };
        if let Some(route) = view.workspace.find(&site_path) {
            return self.show_route(view, path, &site_path, route);
        }
        let folder = format!("{site_path}/");
        if view.workspace.find(&folder).is_some() {
            return Ok(Answer::redirect(Addresses::new(&site.catalogue).link(&folder)).into());
        }
        if content_type::is_page(&site_path) && (view.workspace.is_broken() || self.last_good.has(path)) {
            // It was here, and is not: something that is wrong may be the reason.
            let shown = self.show_errors(view, path)?;
            if self.has_errors(view.workspace) {
                return Ok(shown);
            }
        }
        Ok(Self::not_found(view))
    }

    fn has_errors(&self, workspace: &Workspace) -> bool {
        self.diagnostics(workspace).iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    fn show_route(&mut self, view: &View, path: &str, site_path: &str, route: &Route) -> Result<Shown, Unchecked> {
        if let Some(disk) = view.workspace.file(route) {
            let body = Body::File(disk.to_owned());
            return Ok(Answer { body, ..Answer::new(200, content_type::of(site_path), Bytes::new()) }.into());
        }
        let is_page = matches!(route, Route::Home(_) | Route::Page(..) | Route::Record(..) | Route::Listing(..) | Route::NotFound);
        if is_page && (view.workspace.is_broken() || view.workspace.is_faulty(route)) {
            return self.show_errors(view, path);
        }
        let Some(renderer) = &view.renderer else { return self.show_errors(view, path) };
        match renderer.render(route) {
            Ok(bytes) => {
                let bytes = Bytes::from(bytes.unwrap_or_default());
                let content_type = content_type::of(site_path);
                if is_page || matches!(route, Route::Asset(_)) {
                    self.last_good.keep(path, content_type, &bytes);
                }
                let mut answer = Answer::new(200, content_type, bytes);
                if let (Route::Redirect(id, language), Some(site)) = (route, view.workspace.site()) {
                    // The page itself leads to the published site.
                    let addresses = Addresses::new(&site.catalogue);
                    answer.status = 302;
                    answer.location = Some(addresses.link(&addresses.record(*id, *language)));
                }
                Ok(Shown { answer, kind: is_page.then_some(Kind::Good) })
            }
            Err(diagnostic) => {
                self.sweep.note(*diagnostic);
                self.show_errors(view, path)
            }
        }
    }

    fn show_errors(&mut self, view: &View, path: &str) -> Result<Shown, Unchecked> {
        if !view.workspace.is_checked() {
            return Err(Unchecked);
        }
        let mut diagnostics = self.diagnostics(view.workspace);
        diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
        let address = format!("{LAST_GOOD}{path}");
        let last_good = self.last_good.has(path).then_some(address.as_str());
        let root = view.workspace.root();
        let read = |file: &str| source::read_text(&root.join(file), &Arc::from(file)).ok();
        let bytes = error_page::render(path, &diagnostics, last_good, &read);
        Ok(Shown { answer: Answer::new(500, content_type::HTML, bytes), kind: Some(Kind::Error) })
    }

    /// Shows the last good version of a page, for as long as there is no better one.
    fn show_last_good(&mut self, view: &View, path: &str) -> Shown {
        let is_good = matches!(self.show(view, path), Ok(Shown { answer: Answer { status: 200, .. }, .. }));
        match self.last_good.get(path) {
            Some((content_type, bytes)) if !is_good => Shown { answer: Answer::new(200, content_type, bytes), kind: Some(Kind::LastGood) },
            _ => Answer::redirect(path.to_owned()).into(),
        }
    }

    fn not_found(view: &View) -> Shown {
        match view.renderer.as_ref().map(|renderer| renderer.render(&Route::NotFound)) {
            Some(Ok(Some(bytes))) => Shown { answer: Answer::new(404, content_type::HTML, bytes), kind: Some(Kind::Good) },
            _ => Answer::text(404, "There is nothing here.").into(),
        }
    }
}

/// Where the last good versions of pages lie, their own paths following.
const LAST_GOOD: &str = "/_pacthub/last-good";

impl From<Answer> for Shown {
    fn from(answer: Answer) -> Self {
        Self { answer, kind: None }
    }
}
