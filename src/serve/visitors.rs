//! The open pages that want to hear of changes.

use crate::diagnostic::{Diagnostic, Severity};
use serde_json::json;
use tokio::sync::mpsc::Sender;

/// How many open pages are told; more than that are not people.
const LIMIT: usize = 128;

/// How many errors a notice names.
const NAMED: usize = 20;

/// An open page.
#[derive(Debug)]
pub(super) struct Visitor {
    /// The path of the page, the hub's base path included.
    pub(super) page: String,
    /// The version that it shows.
    pub(super) tag: String,
    /// That version without those of its style sheets, once it is known.
    pub(super) frame: Option<String>,
    /// Takes messages in the form of an event stream.
    pub(super) messages: Sender<String>,
}

/// All open pages.
#[derive(Debug, Default)]
pub(super) struct Visitors {
    all: Vec<Visitor>,
}

/// A page as it is now.
pub(super) struct Version {
    pub(super) tag: String,
    pub(super) frame: String,
}

impl Visitors {
    /// Adds an open page and tells it at once what it has missed.
    pub(super) fn add(&mut self, mut visitor: Visitor, version: &Version, notice: Option<&str>, styles: &[String]) {
        if self.all.len() >= LIMIT {
            self.all.retain(|visitor| !visitor.messages.is_closed());
        }
        if self.all.len() >= LIMIT {
            return;
        }
        if visitor.tag == version.tag {
            visitor.frame = Some(version.frame.clone());
        }
        let stays = visitor.follow(version, styles) && notice.is_none_or(|notice| visitor.send(notice));
        if stays {
            self.all.push(visitor);
        }
    }

    /// Returns the paths of the open pages, each once.
    pub(super) fn pages(&self) -> Vec<String> {
        let mut pages: Vec<String> = self.all.iter().map(|visitor| visitor.page.clone()).collect();
        pages.sort();
        pages.dedup();
        pages
    }

    /// Tells those who look at a page what has become of it. Those who have left are forgotten.
    pub(super) fn follow(&mut self, page: &str, version: &Version, styles: &[String]) {
        self.all.retain_mut(|visitor| visitor.page != page || visitor.follow(version, styles));
    }

    /// Sends a message to all.
    pub(super) fn tell(&mut self, message: &str) {
        self.all.retain(|visitor| visitor.send(message));
    }
}

impl Visitor {
    /// Tells whether the visitor may be told more later.
    fn follow(&mut self, version: &Version, styles: &[String]) -> bool {
        if self.tag == version.tag {
            return !self.messages.is_closed();
        }
        if self.frame.as_ref() == Some(&version.frame) {
            self.tag.clone_from(&version.tag);
            let data = json!({"tag": version.tag, "styles": styles});
            return self.send(&event("styles", &data));
        }
        // The page comes back as another visitor.
        self.send(&event("reload", &json!({})));
        false
    }

    /// A visitor who does not listen is forgotten; its browser will ask again.
    fn send(&self, message: &str) -> bool {
        self.messages.try_send(message.to_owned()).is_ok()
    }
}

fn event(name: &str, data: &serde_json::Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

/// Makes the message that says how many errors there are in the hub.
pub(super) fn notice(diagnostics: &[Diagnostic]) -> String {
    let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    let mut lines: Vec<String> =
        errors.iter().take(NAMED).map(|error| format!("{}: {}", super::error_page::shown(&error.place), error.message)).collect();
    if errors.len() > NAMED {
        lines.push("…".to_owned());
    }
    event("notice", &json!({"errors": errors.len(), "lines": lines}))
}
