//! What stands at a path of the preview, in the hub as it is now.

use super::answer::{Answer, Body, Work};
use super::desk::{Desk, Unchecked, View};
use super::livepage::Kind;
use super::{RESERVED, content_type, error_page};
use crate::diagnostic::Severity;
use crate::hub::LanguageId;
use crate::image::{Variant, decode};
use crate::route::{Addresses, Bundle, Drawn, Route};
use crate::source;
use crate::workspace::Workspace;
use hyper::body::Bytes;
use std::sync::Arc;

/// Where the last good versions of pages lie, their own paths following.
pub(super) const LAST_GOOD: &str = "/_pacthub/last-good";

/// A page as it is, before the script is put in.
pub(super) struct Shown {
    pub(super) answer: Answer,
    /// What the script has to know; nothing for what is no page.
    pub(super) kind: Option<Kind>,
}

impl From<Answer> for Shown {
    fn from(answer: Answer) -> Self {
        Self { answer, kind: None }
    }
}

impl Desk {
    /// Returns what stands at a path of this server.
    pub(super) fn show(&mut self, view: &View, path: &str) -> Result<Shown, Unchecked> {
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
        if let Some(bundle) = Bundle::of_path(&site.catalogue.hub, &site_path) {
            return self.show_bundle(view, path, &site_path, bundle);
        }
        if let Some((drawn, language)) = Addresses::new(&site.catalogue).drawn_at(&site_path) {
            return self.show_drawing(view, path, drawn, language);
        }
        let folder = format!("{site_path}/");
        if view.workspace.find(&folder).is_some() {
            return Ok(Answer::redirect(Addresses::new(&site.catalogue).link(&folder)).into());
        }
        if content_type::is_page(&site_path) && (view.workspace.is_broken() || view.workspace.lacks_records() || self.last_good.has(path)) {
            // It was here, or should be: something that is wrong may be the reason.
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
        if let Route::Resized(image, variant) = route {
            return Ok(Self::show_image(view, site_path, image, *variant).into());
        }
        if let Route::Bundle(bundle) = route {
            return self.show_bundle(view, path, site_path, *bundle);
        }
        let is_page = route.is_page();
        if is_page && (view.workspace.is_broken() || view.workspace.is_faulty(route)) {
            return self.show_errors(view, path);
        }
        let Some(renderer) = &view.renderer else { return self.show_errors(view, path) };
        match renderer.render(route) {
            Ok(None) => Ok(Self::not_found(view)),
            Ok(Some(bytes)) => {
                let bytes = Bytes::from(bytes);
                let content_type = content_type::of(site_path);
                if is_page || matches!(route, Route::Asset(_)) {
                    self.last_good.keep(path, content_type, &bytes);
                }
                let mut answer = Answer::new(200, content_type, bytes);
                if let (Route::Redirect(id, language), Some(site)) = (route, view.workspace.site()) {
                    // The page itself leads to the published site.
                    let addresses = Addresses::new(&site.catalogue);
                    answer.status = 302;
                    answer.location = Some(addresses.link(addresses.record(*id, *language)));
                }
                Ok(Shown { answer, kind: is_page.then_some(Kind::Good) })
            }
            Err(diagnostic) => {
                self.sweep.note(*diagnostic);
                self.show_errors(view, path)
            }
        }
    }

    /// Shows an image in another size. Its address names its bytes.
    fn show_image(view: &View, site_path: &str, path: &str, variant: Variant) -> Answer {
        let found = view.workspace.image(path).and_then(|(disk, file)| Some((disk, file, file.still?)));
        let Some((disk, file, still)) = found else { return Answer::text(404, "There is nothing here.") };
        let (root, disk, path) = (view.workspace.root().to_owned(), disk.to_owned(), path.to_owned());
        let work = Work::new(move || {
            let bytes = source::read_published(&root, &disk).map_err(|error| format!("The image cannot be read: {error}."))?;
            let made = decode(&bytes, still).and_then(|image| image.make(variant, file.height_at(variant.width)));
            made.map_err(|error| format!("content/{path}: {}", error.diagnostic(&path).message))
        });
        Answer::made(content_type::of(site_path), site_path.to_owned(), work)
    }

    /// Shows the image that is drawn for a page as it is now, painted when it is asked for.
    fn show_drawing(&mut self, view: &View, path: &str, drawn: Drawn, language: LanguageId) -> Result<Shown, Unchecked> {
        let Some(renderer) = &view.renderer else { return self.show_errors(view, path) };
        let image = match renderer.social_image(drawn, language) {
            Ok(Some(image)) => renderer.drawing(drawn, language).map(|drawing| (image.path.clone(), drawing)),
            Ok(None) => return Ok(Self::not_found(view)),
            Err(diagnostic) => Err(diagnostic),
        };
        match image {
            Ok((tag, drawing)) => {
                let kind = content_type::of(&tag);
                let work = Work::new(move || drawing.paint().map_err(|diagnostic| diagnostic.message));
                Ok(Answer::made(kind, tag, work).into())
            }
            Err(diagnostic) => {
                self.sweep.note(*diagnostic);
                self.show_errors(view, path)
            }
        }
    }

    /// Shows a file of a bundle. A part of an older bundle can still be had until the root of the newer one is asked for; what
    /// has never been made is looked for in the bundle as it is now.
    fn show_bundle(&mut self, view: &View, path: &str, site_path: &str, bundle: Bundle) -> Result<Shown, Unchecked> {
        let is_root = matches!(view.workspace.find(site_path), Some(Route::Bundle(_)));
        let made = self.bundles.file(bundle, site_path).filter(|_| !is_root || self.bundles.is_current(bundle));
        let is_known = made.is_some() || self.bundles.is_current(bundle);
        if let (false, Some(renderer)) = (is_known, &view.renderer) {
            match renderer.bundle(bundle) {
                Ok(files) => self.bundles.keep(bundle, files),
                Err(diagnostic) => {
                    self.sweep.note(*diagnostic);
                    return self.show_errors(view, path);
                }
            }
        }
        let file = made.or_else(|| self.bundles.file(bundle, site_path));
        Ok(file.map_or_else(|| Self::not_found(view), |bytes| Answer::new(200, content_type::of(site_path), bytes).into()))
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
