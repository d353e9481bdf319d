//! Telling what is wrong and what has changed: to whoever started the preview, and to the pages that are open.

use super::answer::{Answer, Body};
use super::desk::{Desk, Event, Turn, Unchecked, View};
use super::livepage;
use super::report::Report;
use super::show::{LAST_GOOD, Shown};
use super::visitors::{self, Version, Visitor};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::workspace::Workspace;
use hyper::body::Bytes;

impl Desk {
    /// Says what is wrong, where that is not what was said last.
    pub(super) fn report(&mut self, workspace: &Workspace) {
        let diagnostics = self.diagnostics(workspace);
        if diagnostics != self.reported {
            (self.reporter)(&Report::Diagnostics(&diagnostics));
            self.visitors.tell(&visitors::notice(&diagnostics));
            self.reported = diagnostics;
        }
    }

    pub(super) fn diagnostics(&self, workspace: &Workspace) -> Vec<Diagnostic> {
        let mut diagnostics = workspace.diagnostics();
        diagnostics.extend(self.sweep.failures().cloned());
        diagnostic::sort(&mut diagnostics);
        diagnostics
    }

    /// Tells the open pages what has become of them.
    pub(super) fn tell_visitors(&mut self, view: &View) -> Option<Turn> {
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
    pub(super) fn welcome(&mut self, view: &View, visitor: Visitor) -> bool {
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
            Body::File(_) | Body::Made(_) => Bytes::new(),
        };
        Ok(Version { tag: livepage::tag(&bytes), frame: livepage::frame(&bytes, &view.styles) })
    }

    /// Puts the script into a page and names its version.
    pub(super) fn finish(&self, path: &str, shown: Shown) -> Answer {
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
}
