//! Where links and references lead.

use super::{Catalogue, Findings, LinkDestination};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place, did_you_mean, nearest};
use crate::hub::{CollectionId, FieldId, FieldKind, Hub, LanguageId, RecordId};
use crate::record::{Body, Home, Image, Link, LinkTarget, Pending, Record, Value};
use rayon::prelude::*;
use std::sync::Arc;

/// Entries that a thread takes on together. The fewer they are, the less the last thread is waited for.
const AT_ONCE: usize = 256;

/// What was found about one entry.
struct Resolved {
    references: Vec<(FieldId, Box<[RecordId]>)>,
    links: Box<[Box<[LinkDestination]>]>,
    findings: Findings,
}

/// Resolves the links, images and references of all entries and gathers the back links.
pub(super) fn resolve(catalogue: &mut Catalogue) {
    let context = Context { catalogue };
    let resolved: Vec<Resolved> =
        (0..catalogue.entries.len()).into_par_iter().with_max_len(AT_ONCE).map(|index| context.entry(RecordId::new(index))).collect();
    for (index, resolved) in resolved.into_iter().enumerate() {
        let id = RecordId::new(index);
        for target in targets(id, &resolved.references, &resolved.links) {
            catalogue.entries[target.index()].back_links.push(id);
        }
        let entry = &mut catalogue.entries[index];
        entry.references = resolved.references;
        entry.links = resolved.links;
        if !resolved.findings.is_empty() {
            catalogue.links.insert(id, resolved.findings);
        }
    }
}

/// Resolves the links of one entry again, after it or something that it leads to has changed. Returns the records that it led to and no
/// longer does, and those that it leads to now and did not before.
pub(super) fn resolve_again(catalogue: &mut Catalogue, id: RecordId) -> Vec<RecordId> {
    let resolved = Context { catalogue }.entry(id);
    let entry = &mut catalogue.entries[id.index()];
    let old = targets(id, &entry.references, &entry.links);
    let new = targets(id, &resolved.references, &resolved.links);
    entry.references = resolved.references;
    entry.links = resolved.links;
    for target in old.iter().filter(|target| !new.contains(target)) {
        catalogue.entries[target.index()].back_links.retain(|other| *other != id);
    }
    for target in new.iter().filter(|target| !old.contains(target)) {
        let back_links = &mut catalogue.entries[target.index()].back_links;
        back_links.insert(back_links.partition_point(|other| *other < id), id);
    }
    if resolved.findings.is_empty() {
        catalogue.links.remove(&id);
    } else {
        catalogue.links.insert(id, resolved.findings);
    }
    let gone = old.iter().filter(|target| !new.contains(target));
    gone.chain(new.iter().filter(|target| !old.contains(target))).copied().collect()
}

/// Returns the records that an entry leads to by a field or a link, each once, without itself.
pub(super) fn targets_of(catalogue: &Catalogue, id: RecordId) -> Vec<RecordId> {
    let entry = catalogue.entry(id);
    targets(id, &entry.references, &entry.links)
}

/// Returns the records that an entry leads to, each once, without itself.
fn targets(id: RecordId, references: &[(FieldId, Box<[RecordId]>)], links: &[Box<[LinkDestination]>]) -> Vec<RecordId> {
    let named = references.iter().flat_map(|(_, records)| records.iter().copied());
    let linked = links.iter().flat_map(|links| links.iter()).filter_map(|link| match link {
        LinkDestination::Record(target, _) => Some(*target),
        _ => None,
    });
    let mut seen: Vec<RecordId> = Vec::new();
    for target in named.chain(linked) {
        if target != id && !seen.contains(&target) {
            seen.push(target);
        }
    }
    seen
}

struct Context<'c> {
    catalogue: &'c Catalogue,
}

impl Context<'_> {
    fn hub(&self) -> &Hub {
        &self.catalogue.hub
    }

    fn entry(&self, id: RecordId) -> Resolved {
        let entry = self.catalogue.entry(id);
        let mut findings = Findings::default();
        let references = self.references(&entry.original, &mut findings);
        let links = self
            .hub()
            .languages
            .ids()
            .map(|language| {
                let words =
                    if language == LanguageId::DEFAULT { Some(&entry.original) } else { entry.translations[language.index()].as_ref() };
                words.map_or_else(Box::default, |record| self.record(record, &mut findings))
            })
            .collect();
        Resolved { references, links, findings }
    }

    /// Resolves a file's links; those of its Markdown fields come after those of its body, in the order of the fields.
    fn record(&self, record: &Record, findings: &mut Findings) -> Box<[LinkDestination]> {
        let mut destinations = Vec::new();
        for body in record.bodies() {
            destinations.extend(body.links.iter().map(|link| self.link(record, body, link, findings)));
            body.images.iter().for_each(|image| self.image(record, image, findings));
        }
        for (index, value) in record.values.iter().enumerate() {
            if let Some(Value::Image(name)) = value {
                self.image_field(record, FieldId::new(index), name, findings);
            }
        }
        destinations.into()
    }

    fn references(&self, record: &Record, findings: &mut Findings) -> Vec<(FieldId, Box<[RecordId]>)> {
        let Home::Collection(home) = record.place.home else { return Vec::new() };
        let mut references = Vec::new();
        for (index, value) in record.values.iter().enumerate() {
            let Some(Value::Records(names)) = value else { continue };
            let field = self.hub().collection(home).field(FieldId::new(index));
            let (FieldKind::Record(collection) | FieldKind::Records(collection)) = field.kind else { continue };
            let listed = matches!(field.kind, FieldKind::Records(_));
            let mut found = Vec::new();
            for name in names {
                match self.catalogue.record_named(collection, name) {
                    Some(target) => found.push(target),
                    None => {
                        let diagnostic = self.missing_record(record, collection, name);
                        findings.pending.push(Pending::new(diagnostic, &field.id, listed.then_some(&**name)));
                    }
                }
            }
            references.push((FieldId::new(index), found.into()));
        }
        references
    }

    fn missing_record(&self, record: &Record, collection: CollectionId, name: &str) -> Diagnostic {
        let place = Place::file(Arc::clone(&record.path));
        let folder = &self.hub().collection(collection).id;
        let is_draft = [format!("{folder}/{name}.md"), format!("{folder}/{name}/index.md")]
            .iter()
            .any(|path| self.catalogue.drafts.contains(path.as_str()));
        if is_draft {
            let message = format!("'{name}' in {folder} is a draft, which readers would not find.");
            return Diagnostic::error(DiagnosticId::LinkToDraft, place, message).help("Publish it, or remove it here.");
        }
        let names: Vec<&str> = self
            .catalogue
            .entries
            .iter()
            .filter(|entry| entry.original.place.home == Home::Collection(collection))
            .map(super::Entry::name)
            .collect();
        let message = format!("There is no record '{name}' in {folder}.");
        Diagnostic::error(DiagnosticId::UnknownRecord, place, message).maybe_help(did_you_mean(name, names))
    }

    fn link(&self, record: &Record, body: &Body, link: &Link, findings: &mut Findings) -> LinkDestination {
        let place = || Place::at(Arc::clone(&record.path), link.line, link.column);
        match &link.target {
            LinkTarget::Anchor(id) => {
                if !id.is_empty() && !body.has_anchor(id) {
                    findings.located.push(missing_anchor(place(), id, "this page", body));
                }
                LinkDestination::Here
            }
            LinkTarget::Address { path, .. } => LinkDestination::Address(path.clone()),
            LinkTarget::File { path, fragment, .. } => match self.file(path) {
                Some(LinkDestination::Record(target, language)) => {
                    if !fragment.is_empty() {
                        self.check_anchor(record, target, language, fragment, place(), findings);
                    }
                    LinkDestination::Record(target, language)
                }
                Some(destination) => destination,
                None => {
                    findings.located.push(self.broken(path, place()));
                    LinkDestination::Broken
                }
            },
        }
    }

    /// Finds what a path relative to `content/` names.
    fn file(&self, path: &str) -> Option<LinkDestination> {
        if let Some((target, language)) = self.catalogue.paths.get(path) {
            return Some(self.page(*target, (*language != LanguageId::DEFAULT).then_some(*language)));
        }
        if path.is_empty() || path == "pages" {
            return Some(LinkDestination::Home);
        }
        if let Some(collection) = self.hub().collection_named(path) {
            return Some(LinkDestination::Listing(collection));
        }
        if let Some((target, _)) = self.catalogue.paths.get(format!("{path}/index.md").as_str()) {
            return Some(self.page(*target, None));
        }
        if let Some(file) = path.strip_prefix("_static/") {
            return self.catalogue.files.static_files.contains(file).then(|| LinkDestination::Address(format!("/{file}").into()));
        }
        (self.catalogue.files.attached.contains_key(path) && self.owner(path)).then(|| LinkDestination::File(path.into()))
    }

    fn page(&self, target: RecordId, language: Option<LanguageId>) -> LinkDestination {
        if language.is_none() && self.catalogue.entry(target).original.place.is_home_page() {
            LinkDestination::Home
        } else {
            LinkDestination::Record(target, language)
        }
    }

    /// Tells whether a file lies in a published record's folder.
    fn owner(&self, path: &str) -> bool {
        folders(path).any(|folder| self.catalogue.paths.contains_key(format!("{folder}/index.md").as_str()))
    }

    fn check_anchor(
        &self, record: &Record, target: RecordId, language: Option<LanguageId>, id: &str, place: Place, findings: &mut Findings,
    ) {
        let entry = self.catalogue.entry(target);
        let language = entry.page_language(language.unwrap_or(record.place.language));
        let (body, _) = entry.body(language);
        if !body.has_anchor(id) {
            findings.located.push(missing_anchor(place, id, &entry.words(language).path, body));
        }
    }

    fn broken(&self, path: &str, place: Place) -> Diagnostic {
        if self.catalogue.drafts.contains(path) || self.catalogue.drafts.contains(format!("{path}/index.md").as_str()) {
            let message = format!("The link leads to a draft: content/{path}");
            return Diagnostic::error(DiagnosticId::LinkToDraft, place, message).help("Publish it, or remove the link.");
        }
        if self.catalogue.files.attached.contains_key(path)
            && folders(path).any(|folder| self.catalogue.drafts.contains(&*format!("{folder}/index.md")))
        {
            let message = format!("The link leads to a file of a draft: content/{path}");
            return Diagnostic::error(DiagnosticId::LinkToDraft, place, message).help("Publish it, or remove the link.");
        }
        let message = format!("The link leads to nothing: content/{path}");
        let diagnostic = Diagnostic::error(DiagnosticId::BrokenLink, place, message);
        if self.catalogue.files.attached.contains_key(path) {
            return diagnostic
                .help("The file exists, but only files in the folder of a record (SLUG/index.md) or in _static/ are published.");
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut known: Vec<&str> = self
            .catalogue
            .paths
            .keys()
            .map(|known| &**known)
            .filter(|known| known.rsplit_once('/').map_or("", |(folder, _)| folder) == folder)
            .collect();
        known.sort_unstable();
        let near = nearest(name, known.iter().map(|known| known.rsplit('/').next().unwrap_or(known)));
        diagnostic.maybe_help(near.map(|near| format!("Did you mean '{near}'?")))
    }

    fn image(&self, record: &Record, image: &Image, findings: &mut Findings) {
        let is_static = image.path.strip_prefix("_static/").is_some_and(|file| self.catalogue.files.static_files.contains(file));
        if is_static || (self.catalogue.files.attached.contains_key(&*image.path) && self.owner(&image.path)) {
            return;
        }
        let place = Place::at(Arc::clone(&record.path), image.line, image.column);
        let message = format!("There is no image 'content/{}'.", image.path);
        let help = "An image lies in the folder of its record (SLUG/index.md) or in _static/.";
        findings.located.push(Diagnostic::error(DiagnosticId::MissingImage, place, message).help(help));
    }

    fn image_field(&self, record: &Record, field: FieldId, name: &str, findings: &mut Findings) {
        let Home::Collection(collection) = record.place.home else { return };
        let exists = record.beside(name).is_some_and(|path| self.catalogue.files.attached.contains_key(&path));
        if exists {
            return;
        }
        let message = format!("There is no file '{name}' beside this record.");
        let help = "The record must be a folder, SLUG/index.md, with the file in it.";
        let diagnostic = Diagnostic::error(DiagnosticId::MissingImage, Place::file(Arc::clone(&record.path)), message).help(help);
        findings.pending.push(Pending::new(diagnostic, &self.hub().collection(collection).field(field).id, None));
    }
}

/// Returns the folders above a path, the nearest first.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').filter_map(|(slash, _)| path.get(..slash))
}

fn missing_anchor(place: Place, id: &str, page: &str, body: &Body) -> Diagnostic {
    let message = format!("There is no heading '#{id}' on {page}.");
    let known: Vec<&str> = body.headings.iter().map(|heading| &*heading.id).collect();
    Diagnostic::error(DiagnosticId::BrokenAnchor, place, message).maybe_help(did_you_mean(id, known))
}
