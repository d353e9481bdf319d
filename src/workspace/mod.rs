//! A hub kept up to date in memory.
//!
//! In: a folder, and again and again where something may have changed in it. Out: the same [`Site`] and diagnostics that [`load`]
//! gives for the folder as it is now, for the cost of what has changed. Paths are hints to look at, never facts: what is read decides.
//!
//! [`load`]: crate::load::load

mod documents;
mod doubts;
mod findings;
mod hints;
mod look;
mod reach;

pub use doubts::Doubts;
pub use look::{Look, Seen};
pub use reach::Reach;

use crate::catalogue::{self, Catalogue, CatalogueSources, Collators, Files};
use crate::diagnostic::{Counts, Diagnostic};
use crate::hub::{self, Hub, SchemaChange};
use crate::image::ImageFile;
use crate::load::{LoadOptions, PublishedFiles};
use crate::record::ParseOptions;
use crate::render::{Renderer, Site, Theme};
use crate::route::{self, Route, RouteFinder, RouteTable, View};
use crate::source::{self, ThemeFiles, Tree};
use documents::Documents;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A hub's folder, read and kept.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    options: LoadOptions,
    tree: Tree,
    hub: Option<Arc<Hub>>,
    hub_diagnostics: Vec<Diagnostic>,
    /// The schema with which the documents were parsed.
    parsed_with: Option<Arc<Hub>>,
    documents: Documents,
    theme_files: ThemeFiles,
    theme_diagnostics: Vec<Diagnostic>,
    content: Content,
    finder: RouteFinder,
    extent: Vec<(View, u32)>,
    /// What was found in all records and routes together, where that has been looked for since the last change.
    checked: Option<Vec<Diagnostic>>,
    /// What the changes have reached since somebody asked, where somebody does.
    reach: Option<Reach>,
}

/// What could be made of the files.
#[derive(Debug)]
enum Content {
    /// Nothing: the schema cannot be used.
    Nothing,
    /// Records, which no theme can show.
    Bare(Box<Catalogue>),
    /// A site.
    Site(Box<Site>),
}

impl Workspace {
    /// Reads a hub. What is wrong with all records together is looked for when it is first asked for.
    pub fn open(root: &Path, options: LoadOptions) -> Self {
        let mut workspace = Self {
            root: root.to_owned(),
            options,
            tree: Tree::default(),
            hub: None,
            hub_diagnostics: Vec::new(),
            parsed_with: None,
            documents: Documents::default(),
            theme_files: ThemeFiles::default(),
            theme_diagnostics: Vec::new(),
            content: Content::Nothing,
            finder: RouteFinder::default(),
            extent: Vec::new(),
            checked: None,
            reach: None,
        };
        workspace.look(&Look::Everywhere, false);
        workspace
    }

    /// Returns what the changes have reached since this was asked for the last time; everything at the first time.
    pub fn take_reach(&mut self) -> Reach {
        self.reach.replace(Reach::default()).unwrap_or(Reach::Everything)
    }

    /// Notes that everything may be different.
    fn reach_everything(&mut self) {
        if let Some(reach) = &mut self.reach {
            *reach = Reach::Everything;
        }
    }

    /// Returns the hub's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the schema, where it can be used.
    pub fn hub(&self) -> Option<&Arc<Hub>> {
        self.hub.as_ref()
    }

    /// Returns the site; there is none where the schema, the theme or the templates cannot be used.
    pub fn site(&self) -> Option<&Site> {
        match &self.content {
            Content::Site(site) => Some(site),
            _ => None,
        }
    }

    /// Returns a renderer of the site.
    pub fn renderer(&self) -> Option<Renderer<'_>> {
        self.site().map(Renderer::new)
    }

    /// Finds what stands behind a site path.
    pub fn find(&self, path: &str) -> Option<&Route> {
        self.finder.find(&self.site()?.table, path)
    }

    /// Returns where a file lies that is published as it is.
    pub fn file(&self, route: &Route) -> Option<&Path> {
        match route {
            Route::Attached(path) => self.tree.attached.get(&**path).map(|file| file.disk.as_path()),
            Route::Static(path) => self.tree.static_files.get(&**path).map(|file| file.disk.as_path()),
            _ => None,
        }
    }

    /// Returns where an image beside a record lies, by its path relative to `content/`, and what it is.
    pub fn image(&self, path: &str) -> Option<(&Path, ImageFile)> {
        let file = self.tree.attached.get(path)?;
        Some((&file.disk, file.image?))
    }

    /// Returns where all files lie that are published as they are.
    pub fn files(&self) -> PublishedFiles {
        PublishedFiles::of(&self.tree)
    }

    /// Returns how many documents there are.
    pub fn document_count(&self) -> usize {
        self.documents.len()
    }

    fn catalogue(&self) -> Option<&Catalogue> {
        match &self.content {
            Content::Nothing => None,
            Content::Bare(catalogue) => Some(catalogue),
            Content::Site(site) => Some(&site.catalogue),
        }
    }

    fn catalogue_mut(&mut self) -> Option<&mut Catalogue> {
        match &mut self.content {
            Content::Nothing => None,
            Content::Bare(catalogue) => Some(catalogue),
            Content::Site(site) => Some(&mut site.catalogue),
        }
    }

    fn parse_options(&self) -> ParseOptions {
        ParseOptions { drafts: self.options.drafts, plain_spaces: false }
    }

    /// Reads the schema from the texts at hand and tells how far its change reaches.
    fn read_hub(&mut self) -> SchemaChange {
        let (hub, diagnostics) = hub::read(&self.tree.hub);
        self.hub_diagnostics = diagnostics;
        let hub = hub.map(|mut hub| {
            if let Some(base_url) = &self.options.base_url {
                hub.base_url = base_url.clone();
            }
            hub
        });
        let change = match (&self.hub, &hub) {
            (Some(old), Some(new)) => old.change_to(new),
            (None, None) => SchemaChange::Nothing,
            _ => SchemaChange::Records,
        };
        if change > SchemaChange::Nothing {
            self.reach_everything();
            self.hub = hub.map(Arc::new);
        } else if let (Some(old), Some(new)) = (&mut self.hub, hub) {
            *old = Arc::new(new);
        }
        change
    }

    /// Makes the catalogue anew from the parsed documents, and the routes.
    fn assemble(&mut self) {
        self.reach_everything();
        let Some(hub) = self.hub.clone() else {
            self.content = Content::Nothing;
            return;
        };
        let files = Files {
            attached: self.tree.attached.iter().map(|(path, file)| (path.clone(), file.image)).collect(),
            static_files: self.tree.static_files.keys().cloned().collect(),
        };
        let today = self.options.day.date(&hub.timezone);
        let records = self.documents.records();
        let catalogue = catalogue::assemble(CatalogueSources { hub, records, files, today, drafts: self.options.drafts });
        match std::mem::replace(&mut self.content, Content::Nothing) {
            Content::Site(mut site) => {
                site.catalogue = catalogue;
                self.content = Content::Site(site);
                self.list_routes();
            }
            _ => self.content = Content::Bare(Box::new(catalogue)),
        }
    }

    /// Lists the routes of the site anew.
    fn list_routes(&mut self) {
        if let Content::Site(site) = &mut self.content {
            site.table = RouteTable::new(&site.catalogue, &site.theme.asset_paths(), site.theme.extras());
            self.finder = RouteFinder::new(&site.table);
            self.extent = route::extent(&site.catalogue);
        }
    }

    /// Lists the routes anew if there may be others than before.
    fn follow_routes(&mut self, certain: bool) {
        let extent = self.site().map(|site| route::extent(&site.catalogue)).unwrap_or_default();
        if certain || extent != self.extent {
            self.list_routes();
        }
    }

    /// Reads the theme. Tells whether anything has changed with it.
    fn read_theme(&mut self, rehubbed: bool) -> bool {
        let Some(hub) = self.hub.clone() else {
            self.theme_diagnostics.clear();
            self.theme_files = ThemeFiles::default();
            return false;
        };
        let (files, mut diagnostics) = source::read_theme(&self.root, &hub.theme, &hub.theme_place);
        let is_shown = matches!(self.content, Content::Site(_));
        if !rehubbed && files == self.theme_files && is_shown {
            return false;
        }
        // A theme that could not be found or read lacks everything; saying so once is enough.
        let is_whole = Counts::of(&diagnostics).errors == 0;
        let (theme, found) = if is_whole { Theme::read(&files, &hub) } else { (None, Vec::new()) };
        diagnostics.extend(found);
        self.theme_files = files;
        self.theme_diagnostics = diagnostics;
        self.dress(theme);
        true
    }

    /// Puts a theme in the place of the old one.
    fn dress(&mut self, theme: Option<Theme>) {
        self.reach_everything();
        match (std::mem::replace(&mut self.content, Content::Nothing), theme) {
            (Content::Nothing, _) => {}
            (Content::Bare(catalogue), None) => self.content = Content::Bare(catalogue),
            (Content::Site(site), None) => self.content = Content::Bare(Box::new(site.catalogue)),
            (Content::Bare(catalogue), Some(theme)) => {
                let table = RouteTable { routes: Vec::new(), listed: Vec::new() };
                self.content = Content::Site(Box::new(Site { catalogue: *catalogue, theme, table }));
                self.list_routes();
            }
            (Content::Site(mut site), Some(theme)) => {
                let assets = theme.asset_paths();
                if site.theme.extras() != theme.extras() {
                    site.theme = theme;
                    self.content = Content::Site(site);
                    return self.list_routes();
                }
                if site.theme.asset_paths() != assets {
                    site.table.replace_assets(&assets);
                    self.finder.replace_assets(&site.table);
                }
                site.theme = theme;
                self.content = Content::Site(site);
            }
        }
    }

    fn collators(&self) -> Option<Collators> {
        self.hub.as_ref().map(|hub| Collators::new(&hub.languages))
    }
}
