//! `pacthub serve`: shows the site in a browser and follows every change.

use super::Outcome;
use super::arguments::{LoadArguments, ServeArguments};
use super::day::day;
use super::report::{count, say, show};
use crate::diagnostic::human_summary;
use crate::load::{Day, LoadOptions};
use crate::serve::{Clock, Report, Settings, Stop, listen, serve};
use crate::source::Watching;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

pub(super) fn run(arguments: &ServeArguments) -> Outcome {
    let root = &arguments.load.root.root;
    let (day, clock) = match clock(&arguments.load) {
        Ok(clock) => clock,
        Err(message) => {
            say(&message);
            return Outcome::Unusable;
        }
    };
    if !super::hub::is_hub(root) {
        return Outcome::Unusable;
    }
    let (listener, address) = match listen(&arguments.host, arguments.port) {
        Ok(open) => open,
        Err(error) => {
            let port = arguments.port.map_or_else(String::new, |port| format!(" port {port}"));
            say(&format!("It is not possible to listen at {}{port}: {error}.", arguments.host));
            return Outcome::Unusable;
        }
    };
    let url = format!("http://{}/", shown(&arguments.host, address));
    say(&format!("The preview is at {url} (Ctrl-C ends it)"));
    if arguments.open {
        open(&url);
    }
    let settings = Settings {
        root: root.clone(),
        load: LoadOptions { day, drafts: arguments.load.drafts, base_url: arguments.base_url.clone() },
        clock,
        host: arguments.host.clone(),
        reload: !arguments.no_reload,
        poll: arguments.poll,
    };
    let hub = root.clone();
    match serve(settings, listener, Box::new(move |report| tell(&hub, report))) {
        Ok(Stop::Interrupted) => Outcome::Interrupted,
        Ok(Stop::Terminated) => Outcome::Done,
        Err(error) => {
            say(&format!("The preview cannot go on: {error}."));
            Outcome::Unusable
        }
    }
}

/// Returns the day, and what tells it from now on: a day that was given stays.
pub(super) fn clock(arguments: &LoadArguments) -> Result<(Day, Clock), String> {
    let today = day(arguments)?;
    let fixed = arguments.today.is_some() || std::env::var_os("SOURCE_DATE_EPOCH").is_some_and(|epoch| !epoch.is_empty());
    let clock: Clock = if fixed { Arc::new(move || today) } else { Arc::new(|| Day::Of(jiff::Timestamp::now())) };
    Ok((today, clock))
}

/// Returns the address to open: a name that was asked for as it is, and this computer where all of its addresses were.
fn shown(host: &str, address: SocketAddr) -> String {
    match host.trim_matches(['[', ']']) {
        "0.0.0.0" | "::" => format!("localhost:{}", address.port()),
        host if host.contains(':') => format!("[{host}]:{}", address.port()),
        host => format!("{host}:{}", address.port()),
    }
}

/// Says what happened.
pub(super) fn tell(root: &Path, report: &Report) {
    match report {
        Report::Watching(root, watching) => say(&watched(root, watching)),
        Report::Opened(documents, elapsed) => {
            say(&format!("{} read in {:.2} s.", count(*documents, "document"), elapsed.as_secs_f64()));
        }
        Report::Changed(elapsed) => say(&format!("Changed; up to date after {:.1} ms.", elapsed.as_secs_f64() * 1000.0)),
        Report::Diagnostics([]) => say("Everything is mended: no problems."),
        Report::Diagnostics(diagnostics) => {
            show(root, diagnostics);
            say(&human_summary(diagnostics));
        }
    }
}

/// Returns what is watched and how, as a sentence.
pub(super) fn watched(root: &Path, watching: &Watching) -> String {
    let folders = format!("{} and {}", root.join("content").display(), root.join("themes").display());
    match watching {
        Watching::Events => format!("Watching {folders}."),
        Watching::Polling(reason) => format!("Comparing all files in {folders} again and again, since {reason}."),
    }
}

/// Opens an address in the system's browser. Where there is none, the address has been printed.
fn open(url: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    let child = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match child {
        Ok(mut child) => {
            std::thread::spawn(move || child.wait());
        }
        Err(error) => say(&format!("No browser could be opened: {error}.")),
    }
}
