//! Noticing that something may have changed in a hub's folder.
//!
//! An event is a hint and nothing more: what is handed over are paths to look at again.

use super::Stamp;
use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// The folders of a hub that pages are made from.
const WATCHED: [&str; 2] = ["content", "themes"];

/// A new folder is looked at once more after this time: what was put into it before it could be watched made no event.
const SETTLING: Duration = Duration::from_millis(60);

/// The least time between two looks at all files, where they have to be compared for lack of events.
const POLL_INTERVAL: Duration = Duration::from_millis(400);

/// How a hub is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system tells about changes.
    Events,
    /// All files are compared again and again, for the given reason.
    Polling(String),
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stir {
    /// These files or folders.
    Paths(Vec<PathBuf>),
    /// Anything: events were lost.
    Anything,
}

/// Watches a hub's `content/` and `themes/` on a thread of its own until `tell` returns `false`. Paths are handed over below `root` as
/// it is given here. Changes from the moment of the call on are noticed.
pub fn watch(root: &Path, poll: bool, tell: impl Fn(Stir) -> bool + Send + 'static) -> Watching {
    let reason = if poll { Some("it was asked for".to_owned()) } else { super::mount::without_events(root) };
    let reason = match reason {
        Some(reason) => reason,
        None => match Events::start(root) {
            Ok(events) => {
                std::thread::spawn(move || events.run(&tell));
                return Watching::Events;
            }
            Err(error) => error,
        },
    };
    let root = root.to_owned();
    let first = snapshot(&root);
    std::thread::spawn(move || poll_for_ever(&root, first, &tell));
    Watching::Polling(reason)
}

/// The system's events, of which this owns the source.
struct Events {
    root: PathBuf,
    canonical: PathBuf,
    watcher: RecommendedWatcher,
    incoming: Receiver<notify::Result<notify::Event>>,
}

impl Events {
    fn start(root: &Path) -> Result<Self, String> {
        let (outgoing, incoming): (Sender<notify::Result<notify::Event>>, _) = mpsc::channel();
        let canonical = root.canonicalize().map_err(|error| error.to_string())?;
        let handler = move |event| {
            // A closed channel means that nobody watches any more.
            let _ = outgoing.send(event);
        };
        let mut watcher = notify::recommended_watcher(handler).map_err(|error| describe(&error))?;
        watcher.watch(&canonical, RecursiveMode::NonRecursive).map_err(|error| describe(&error))?;
        for folder in WATCHED {
            let folder = canonical.join(folder);
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| describe(&error))?;
            }
        }
        Ok(Self { root: root.to_owned(), canonical, watcher, incoming })
    }

    fn run(mut self, tell: &dyn Fn(Stir) -> bool) {
        let mut again: Option<(Instant, Vec<PathBuf>)> = None;
        loop {
            let first = match &again {
                None => self.incoming.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some((due, _)) => self.incoming.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            let stir = match first {
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => again.take().map_or(Stir::Anything, |(_, folders)| Stir::Paths(folders)),
                Ok(first) => {
                    // Whatever has come in the meantime belongs to the same look; nothing is waited for.
                    let events = std::iter::once(first).chain(self.incoming.try_iter());
                    let (stir, folders) = gather(events, &self.canonical, &self.root);
                    self.rewatch(&folders);
                    if !folders.is_empty() {
                        again = Some((Instant::now() + SETTLING, folders));
                    }
                    stir
                }
            };
            if stir != Stir::Paths(Vec::new()) && !tell(stir) {
                return;
            }
        }
    }

    /// A watched folder that was replaced has to be watched anew.
    fn rewatch(&mut self, folders: &[PathBuf]) {
        for name in WATCHED {
            if folders.contains(&self.root.join(name)) {
                // Where that fails, the folder is gone again, and there will be another event.
                let _ = self.watcher.watch(&self.canonical.join(name), RecursiveMode::Recursive);
            }
        }
    }
}

/// Returns what events are about, and the folders among it.
fn gather(events: impl Iterator<Item = notify::Result<notify::Event>>, canonical: &Path, root: &Path) -> (Stir, Vec<PathBuf>) {
    let mut paths = BTreeSet::new();
    let mut lost = false;
    for event in events {
        let Ok(event) = event else {
            lost = true;
            continue;
        };
        lost |= event.need_rescan();
        let matters = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            EventKind::Access(_) => false,
            _ => true,
        };
        if !matters {
            continue;
        }
        for path in event.paths {
            if let Ok(inside) = path.strip_prefix(canonical)
                && WATCHED.iter().any(|folder| inside.starts_with(folder))
            {
                paths.insert(root.join(inside));
            }
        }
    }
    let folders = paths.iter().filter(|path| path.is_dir()).cloned().collect();
    (if lost { Stir::Anything } else { Stir::Paths(paths.into_iter().collect()) }, folders)
}

fn describe(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system allows no more watched folders (fs.inotify.max_user_watches)".to_owned(),
        _ => error.to_string(),
    }
}

fn poll_for_ever(root: &Path, mut before: BTreeMap<PathBuf, Stamp>, tell: &dyn Fn(Stir) -> bool) {
    let mut took = Duration::ZERO;
    loop {
        // A big hub on a slow disk must not be read all the time.
        std::thread::sleep(POLL_INTERVAL.max(took * 8));
        let started = Instant::now();
        let now = snapshot(root);
        took = started.elapsed();
        let mut paths: Vec<PathBuf> = before.keys().filter(|path| !now.contains_key(*path)).cloned().collect();
        paths.extend(now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp)).map(|(path, _)| path.clone()));
        before = now;
        if !paths.is_empty() && !tell(Stir::Paths(paths)) {
            return;
        }
    }
}

/// Returns the state of all files.
fn snapshot(root: &Path) -> BTreeMap<PathBuf, Stamp> {
    WATCHED
        .iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)).follow_links(true))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| Some((entry.path().to_owned(), Stamp::of(&entry.metadata().ok()?))))
        .collect()
}
