//! A preview of the site that follows every change.
//!
//! In: a hub's folder. Out: answers over HTTP, the pages as a build would write them. Builds nothing and writes nothing: a page is
//! rendered when it is asked for, so that what is seen is what the files say now. Not made for the open internet.
//!
//! One thread, the desk, owns the hub: it answers, takes changes in and tells open pages to reload, one thing at a time and never
//! two versions mixed. Connections are served by another, which waits for the slow ones without holding up anybody.

#![allow(clippy::disallowed_methods, reason = "the server waits, and reads the files that it serves as they are")]

mod answer;
mod bundles;
mod content;
mod content_type;
mod deliver;
mod desk;
mod error_page;
mod http;
mod last_good;
mod leisure;
mod livepage;
mod patient;
mod range;
mod report;
mod request;
mod show;
mod stop;
mod sweep;
mod telling;
mod visitors;

pub use content_type::of as content_type;
pub use report::{Report, Reporter};
pub use stop::{Stop, on_stop};

use crate::load::{Day, LoadOptions};
use crate::source;
use desk::{Desk, Event};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;

/// Where the server's own files lie. No page of a hub can: its parts of addresses hold no underscores.
pub(crate) const RESERVED: &str = "/_pacthub/";

/// Tells the day, as the caller knows it.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// What a preview needs to know.
pub struct Settings {
    /// The hub's folder.
    pub root: PathBuf,
    /// How the hub is loaded; its day is asked for again with `clock`.
    pub load: LoadOptions,
    /// Tells the day.
    pub clock: Clock,
    /// The name that was asked to listen at, which counts as one of this computer's.
    pub host: String,
    /// Whether open pages reload.
    pub reload: bool,
    /// Whether files are compared instead of waiting for events.
    pub poll: bool,
}

/// Serves a hub at an open socket until it is stopped, and tells why it was.
pub fn serve(settings: Settings, listener: TcpListener, reporter: Reporter) -> std::io::Result<Stop> {
    let (events, incoming) = mpsc::channel();
    // Watching begins before reading, so that no change falls between the two.
    let stirs = events.clone();
    let watching = source::watch(&settings.root, settings.poll, move |stir| stirs.send(Event::Look(stir.into())).is_ok());
    reporter(&Report::Watching(&settings.root, &watching));
    let gate = http::Gate { host: settings.host.clone(), root: settings.root.clone(), events: events.clone() };
    let desk = std::thread::spawn(move || Desk::new(settings, reporter).run(&incoming));
    let stopped = http::run(listener, gate);
    // A desk that is gone has nothing left to stop.
    let _ = events.send(Event::Stop);
    let _ = desk.join();
    stopped
}

/// Opens a socket. A port that was asked for is taken or not; the default gives way to the next free one.
pub fn listen(host: &str, port: Option<u16>) -> std::io::Result<(TcpListener, SocketAddr)> {
    /// Where the search for a free port begins, and how many are tried.
    const DEFAULT_PORT: u16 = 4000;
    const TRIED: u16 = 100;
    let ports = match port {
        Some(port) => port..=port,
        None => DEFAULT_PORT..=DEFAULT_PORT + TRIED,
    };
    let mut last = std::io::Error::from(std::io::ErrorKind::AddrInUse);
    for port in ports {
        match TcpListener::bind((host.trim_matches(['[', ']']), port)) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok((listener, address));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
