//! All records together.
//!
//! In: the hub's schema, the parsed records, the names of the other files, the day. Out: a [`Catalogue`]: translations joined,
//! references and links resolved, facets counted, orders made. Opens no file, asks no clock, and knows no address of the site.

mod collection_index;
mod entry;
mod facet_index;
mod files;
mod join;
mod links;
mod next_change;
mod order;
mod related;
mod selection;
mod standing;
mod status;
mod update;

pub use collection_index::{CarriedTerms, CollectionIndex};
pub use entry::{Entry, LinkDestination};
pub use facet_index::{FacetIndex, FacetOption, OptionLabel};
pub use files::Files;
pub use next_change::NextChange;
pub use order::Collators;
pub use selection::select;
pub use status::{Status, Window, current_window, status};
pub use update::Replaced;

use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, Hub, LanguageId, RecordId};
use crate::image::ImageFile;
use crate::record::{Home, Pending, Record};
use foldhash::{HashMap, HashSet};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that is known about a hub's content on a day.
#[derive(Debug)]
pub struct Catalogue {
    /// The schema.
    pub hub: Arc<Hub>,
    /// The day on which statuses hold.
    pub today: Date,
    /// The records and free pages by [`RecordId`], sorted by home, folder and name.
    pub entries: Vec<Entry>,
    /// The collections' indices by [`CollectionId`].
    pub collections: Vec<CollectionIndex>,
    /// The text of the home page.
    pub home: Option<RecordId>,
    /// The free pages without the home page, in order.
    pub pages: Vec<RecordId>,
    /// The files that are not documents.
    pub files: Files,
    /// Documents that are not published, with the reason.
    pub left_out: Vec<(Arc<str>, &'static str)>,
    names: HashMap<(Home, Box<str>, Box<str>), RecordId>,
    /// Each published document's path relative to `content/`, with its record and language.
    paths: HashMap<Box<str>, (RecordId, LanguageId)>,
    /// The paths relative to `content/` of documents left out as drafts.
    drafts: HashSet<Box<str>>,
    /// What was found when originals and translations were joined.
    joined: Findings,
    /// What is wrong with the links of a record.
    links: BTreeMap<RecordId, Findings>,
    /// What is wrong with the window of a record.
    windows: BTreeMap<RecordId, Pending>,
    related: related::Related,
}

/// What the catalogue is made from.
#[derive(Debug)]
pub struct CatalogueSources {
    /// The schema.
    pub hub: Arc<Hub>,
    /// The parsed records in the order of their paths.
    pub records: Vec<Arc<Record>>,
    /// The files that are not documents.
    pub files: Files,
    /// The day on which statuses hold.
    pub today: Date,
    /// Whether drafts are published.
    pub drafts: bool,
}

/// What is wrong with records taken together: located, or still to be located in front matter.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Diagnostics with their places.
    pub located: Vec<Diagnostic>,
    /// Diagnostics about keys of front matter.
    pub pending: Vec<Pending>,
}

impl Findings {
    /// Tells whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.located.is_empty() && self.pending.is_empty()
    }
}

/// Builds the catalogue and says what is wrong.
pub fn build(sources: CatalogueSources) -> (Catalogue, Findings) {
    let catalogue = assemble(sources);
    let findings = catalogue.findings();
    (catalogue, findings)
}

/// Builds the catalogue; [`Catalogue::findings`] says what is wrong.
pub fn assemble(sources: CatalogueSources) -> Catalogue {
    let mut findings = Findings::default();
    let CatalogueSources { hub, records, files, today, drafts } = sources;
    let joined = join::join(&hub, records, drafts, &mut findings);
    let related = related::Related::new(joined.entries.len());
    let mut catalogue = Catalogue {
        today,
        entries: joined.entries,
        collections: Vec::new(),
        home: None,
        pages: Vec::new(),
        files,
        left_out: joined.left_out,
        names: joined.names,
        paths: joined.paths,
        drafts: joined.drafts,
        joined: findings,
        links: BTreeMap::new(),
        windows: BTreeMap::new(),
        related,
        hub,
    };
    for (index, entry) in catalogue.entries.iter().enumerate() {
        let id = RecordId::new(index);
        if entry.original.place.is_home_page() {
            catalogue.home = Some(id);
        } else if entry.original.place.home == Home::Pages {
            catalogue.pages.push(id);
        }
    }
    links::resolve(&mut catalogue);
    let hub = Arc::clone(&catalogue.hub);
    catalogue.windows = status::assign(&hub, &mut catalogue.entries, today);
    let collators = Collators::new(&hub.languages);
    catalogue.collections = collection_index::build(&hub, &catalogue.entries, &collators);
    catalogue
}

impl Catalogue {
    /// Returns the images that pages show in several sizes, by their path relative to `content/`, each once and in order.
    pub fn shown_images(&self) -> Vec<(&str, &ImageFile)> {
        let files = || self.files.attached.iter().filter_map(|(path, file)| Some((path.as_str(), file.as_ref()?)));
        if files().next().is_none() {
            return Vec::new();
        }
        let records = self.entries.iter().flat_map(Entry::files);
        let shown: HashSet<String> = records.flat_map(|record| record.images()).collect();
        files().filter(|(path, file)| file.still.is_some() && shown.contains(*path)).collect()
    }

    /// Returns everything that is wrong with the records taken together.
    pub fn findings(&self) -> Findings {
        let mut findings = self.joined.clone();
        for found in self.links.values() {
            findings.located.extend_from_slice(&found.located);
            findings.pending.extend_from_slice(&found.pending);
        }
        findings.pending.extend(self.windows.values().cloned());
        selection::check_blocks(self, &mut findings);
        check_named_pages(self, &mut findings);
        findings
    }

    /// Tells whether something is wrong with a record's links or window.
    pub fn has_findings(&self, id: RecordId) -> bool {
        self.links.contains_key(&id) || self.windows.contains_key(&id)
    }

    /// Returns a record.
    pub fn entry(&self, id: RecordId) -> &Entry {
        &self.entries[id.index()]
    }

    /// Finds the record that a published file belongs to, by the file's path relative to the hub's root.
    pub fn record_at(&self, path: &str) -> Option<RecordId> {
        self.paths.get(join::inside(path)).map(|(id, _)| *id)
    }

    /// Returns the records that a record leads to by a field or a link, each once.
    pub fn targets(&self, id: RecordId) -> Vec<RecordId> {
        links::targets_of(self, id)
    }

    /// Returns a collection's index.
    pub fn collection(&self, id: CollectionId) -> &CollectionIndex {
        &self.collections[id.index()]
    }

    /// Finds a record of a collection by its name.
    pub fn record_named(&self, collection: CollectionId, name: &str) -> Option<RecordId> {
        self.names.get(&(Home::Collection(collection), "".into(), name.into())).copied()
    }

    /// Finds a free page by its path below `content/`, such as `pages/about`.
    pub fn page_named(&self, path: &str) -> Option<RecordId> {
        let inside = path.strip_prefix("pages/")?;
        let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
        self.names.get(&(Home::Pages, folder.into(), name.into())).copied()
    }

    /// Lists the files that lie beside no published record, by their path relative to the hub's root, and why they are not published.
    pub fn unpublished_files(&self) -> Vec<(String, &'static str)> {
        let owned: HashSet<&str> = self.entries.iter().filter_map(|entry| entry.original.place.files.as_deref()).collect();
        let left_out: HashSet<&str> = self.left_out.iter().map(|(path, _)| &**path).collect();
        self.files
            .attached
            .keys()
            .filter(|path| !links::folders(path).any(|folder| owned.contains(folder)))
            .map(|path| {
                let of_draft = links::folders(path).any(|folder| left_out.contains(&*format!("content/{folder}/index.md")));
                let reason = if of_draft { "its record is a draft" } else { "it lies beside no record" };
                (format!("content/{path}"), reason)
            })
            .collect()
    }

    /// Returns the languages in which a record has a page.
    pub fn page_languages(&self, id: RecordId) -> impl Iterator<Item = LanguageId> + '_ {
        let entry = self.entry(id);
        self.hub.languages.ids().filter(move |language| entry.has_page(*language))
    }
}

/// The pages that `hub.yaml` names can only be checked now.
fn check_named_pages(catalogue: &Catalogue, findings: &mut Findings) {
    use crate::diagnostic::{DiagnosticId, did_you_mean};
    use crate::hub::MenuTarget;
    for item in &catalogue.hub.menu {
        if let MenuTarget::Page(path) = &item.target
            && catalogue.page_named(path).is_none()
        {
            let known: Vec<String> = catalogue.pages.iter().map(|page| catalogue.entry(*page).page_path()).collect();
            let help = did_you_mean(path, known.iter().map(String::as_str));
            let message = format!("The menu names the page '{path}', which does not exist.");
            findings.located.push(Diagnostic::error(DiagnosticId::UnknownPage, item.place.clone(), message).maybe_help(help));
        }
    }
    if let Some(accessibility) = &catalogue.hub.accessibility
        && catalogue.page_named(&accessibility.page).is_none()
    {
        let known: Vec<String> = catalogue.pages.iter().map(|page| catalogue.entry(*page).page_path()).collect();
        let help = did_you_mean(&accessibility.page, known.iter().map(String::as_str));
        let message = format!("The accessibility statement is the page '{}', which does not exist.", accessibility.page);
        findings.located.push(Diagnostic::error(DiagnosticId::UnknownPage, accessibility.place.clone(), message).maybe_help(help));
    }
}
