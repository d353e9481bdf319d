//! From a folder to a site that can be rendered: the first half of the way of the data, in one function.

use crate::catalogue::{self, Catalogue, CatalogueSources, Files, Findings};
use crate::diagnostic::{self, Counts, Diagnostic};
use crate::hub::{self, BaseUrl, Hub};
use crate::record::{self, ParseOptions, Parsed, Pending, Record};
use crate::render::{Site, Theme};
use crate::route::{self, RouteTable};
use crate::source::{self, Digest, Document, Fingerprint, Stamp, ThemeFiles, Tree};
use crate::yaml::Memory;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files that a thread takes on together. The fewer they are, the less the last thread is waited for.
pub(crate) const AT_ONCE: usize = 32;

/// How the day is known for which a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// It was given.
    Given(Date),
    /// It is the day of an instant in the hub's time zone.
    Of(Timestamp),
}

impl Day {
    /// Returns the day in a time zone.
    pub fn date(self, timezone: &TimeZone) -> Date {
        match self {
            Self::Given(date) => date,
            Self::Of(timestamp) => timestamp.to_zoned_datetime(timezone.clone()).date(),
        }
    }
}

/// What loading has to know beside the folder.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// The day for which statuses hold.
    pub day: Day,
    /// Whether drafts are published.
    pub drafts: bool,
    /// An address that takes the place of the hub's.
    pub base_url: Option<BaseUrl>,
}

/// What became of a folder.
#[derive(Debug)]
pub struct Loaded {
    /// The site; there is none where the schema, the theme or the templates cannot be used.
    pub site: Option<Site>,
    /// The records, where the schema can be used but nothing can show them.
    pub unshown: Option<Catalogue>,
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the files lie that are published as they are: by path relative to `content/`, and for `_static/` by site path.
    pub files: PublishedFiles,
    /// What is not published, with the reason, sorted by path.
    pub left_out: Vec<(String, &'static str)>,
    /// Stands for all that was read, and for the options; files that are published as they are by their times and lengths.
    pub digest: Digest,
}

/// Where the files lie that are published as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishedFiles {
    /// Files beside records, by their path relative to `content/`.
    pub attached: BTreeMap<String, PathBuf>,
    /// Files of `_static/`, by their site path without leading `/`.
    pub static_files: BTreeMap<String, PathBuf>,
}

impl PublishedFiles {
    /// Returns those of a tree.
    pub fn of(tree: &Tree) -> Self {
        Self {
            attached: tree.attached.iter().map(|(path, file)| (path.clone(), file.disk.clone())).collect(),
            static_files: tree.static_files.iter().map(|(path, file)| (path.clone(), file.disk.clone())).collect(),
        }
    }
}

impl Loaded {
    /// Tells whether nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.site.is_none() || Counts::of(&self.diagnostics).errors > 0
    }

    /// Makes warnings errors.
    pub fn be_strict(&mut self) {
        diagnostic::be_strict(&mut self.diagnostics);
    }
}

/// Loads the hub in a folder. `stage` is told the name of each stage when it ends.
pub fn load(root: &Path, options: &LoadOptions, stage: &mut dyn FnMut(&'static str)) -> Loaded {
    load_with(root, options, &Additions::new(), stage)
}

/// Documents that are to be written: their texts by path relative to the hub's root.
pub type Additions = BTreeMap<Arc<str>, String>;

/// Loads the hub in a folder as if further documents lay in it.
pub fn load_with(root: &Path, options: &LoadOptions, additions: &Additions, stage: &mut dyn FnMut(&'static str)) -> Loaded {
    let parsing = ParseOptions { drafts: options.drafts, plain_spaces: false };
    load_whole(root, options, parsing, additions, &|_, _, _| {}, stage)
}

/// Is shown each record of a hub with the text of its file while that is at hand, in any order, by several threads.
pub type Witness<'w> = dyn Fn(&Hub, &Record, &str) + Sync + 'w;

/// Loads the hub in a folder for somebody who shows it to nobody: texts keep the spaces that they were written with. The witness is shown
/// its records and their texts, and need not read the files again.
pub fn load_witnessed(root: &Path, options: &LoadOptions, witness: &Witness) -> Loaded {
    let parsing = ParseOptions { drafts: options.drafts, plain_spaces: true };
    load_whole(root, options, parsing, &Additions::new(), witness, &mut |_| {})
}

fn load_whole(
    root: &Path, options: &LoadOptions, parsing: ParseOptions, additions: &Additions, witness: &Witness,
    stage: &mut dyn FnMut(&'static str),
) -> Loaded {
    let mut tree = source::read_tree(root);
    let mut diagnostics = std::mem::take(&mut tree.diagnostics);
    stage("walk");
    let (hub, found) = hub::read(&tree.hub);
    diagnostics.extend(found);
    let mut loaded = Loaded {
        site: None,
        unshown: None,
        diagnostics,
        files: PublishedFiles::of(&tree),
        left_out: tree.left_out.iter().map(|left_out| (left_out.path.clone(), left_out.reason)).collect(),
        digest: Digest::default(),
    };
    loaded.digest.add_tree(&tree);
    if let Some(mut hub) = hub {
        if let Some(base_url) = &options.base_url {
            hub.base_url = base_url.clone();
        }
        let (files, found) = source::read_theme(root, &hub.theme, &hub.theme_place);
        // A theme that could not be found or read lacks everything; saying so once is enough.
        let is_whole = Counts::of(&found).errors == 0;
        loaded.digest.add_theme(&files);
        loaded.diagnostics.extend(found);
        stage("schema");
        let hub = Arc::new(hub);
        let theme = || if is_whole { Theme::read(&files, &hub) } else { (None, Vec::new()) };
        loaded.add_content(root, Arc::clone(&hub), &tree, additions, theme, options, parsing, witness, stage);
    }
    loaded.left_out.sort();
    diagnostic::sort(&mut loaded.diagnostics);
    loaded
}

impl Loaded {
    fn add_content(
        &mut self, root: &Path, hub: Arc<Hub>, tree: &Tree, additions: &Additions,
        theme: impl FnOnce() -> (Option<Theme>, Vec<Diagnostic>) + Send, options: &LoadOptions, parsing: ParseOptions, witness: &Witness,
        stage: &mut dyn FnMut(&'static str),
    ) {
        let memory = Memory::default();
        let parse = |document: &Document| {
            let read = source::with_text(&document.disk, &document.path, |text, _| {
                let Parsed { record, diagnostics } = record::parse_among(&hub, &memory, &document.path, text, parsing);
                if let Some(record) = &record {
                    witness(&hub, record, text);
                }
                (record.map(Arc::new), diagnostics, Some(Fingerprint::of(text)))
            });
            read.unwrap_or_else(|diagnostic| (None, vec![diagnostic], None))
        };
        // One thread compiles the theme while the others begin with the records.
        let (parsed, (theme, found)): (Vec<_>, _) =
            rayon::join(|| tree.documents.par_iter().with_max_len(AT_ONCE).map(parse).collect(), theme);
        self.diagnostics.extend(found);
        let mut records: Vec<Arc<Record>> = Vec::with_capacity(parsed.len());
        for ((record, found, print), document) in parsed.into_iter().zip(&tree.documents) {
            if let Some(print) = print {
                self.digest.add(&document.path, &print.bytes());
            }
            self.diagnostics.extend(found);
            records.extend(record);
        }
        for (path, text) in additions {
            let one = record::parse_among(&hub, &memory, path, text, parsing);
            self.digest.add(path, text.as_bytes());
            self.diagnostics.extend(one.diagnostics);
            records.extend(one.record.map(Arc::new));
        }
        stage("theme and records");
        let files = Files {
            attached: tree.attached.iter().map(|(path, file)| (path.clone(), file.image)).collect(),
            static_files: tree.static_files.keys().cloned().collect(),
        };
        let today = options.day.date(&hub.timezone);
        self.digest.add("day", today.to_string().as_bytes());
        self.digest.add("options", format!("{} {}", options.drafts, hub.base_url.as_str()).as_bytes());
        let sources = CatalogueSources { hub, records, files, today, drafts: options.drafts };
        let (catalogue, findings) = catalogue::build(sources);
        self.add_findings(root, additions, findings);
        self.left_out.extend(catalogue.left_out.iter().map(|(path, reason)| (path.to_string(), *reason)));
        self.left_out.extend(catalogue.unpublished_files());
        stage("catalogue");
        let Some(theme) = theme else {
            self.unshown = Some(catalogue);
            return;
        };
        let table = RouteTable::new(&catalogue, &theme.asset_paths(), theme.extras());
        let findings = route::check(&catalogue, &table);
        self.add_findings(root, additions, findings);
        stage("routes");
        self.site = Some(Site { catalogue, theme, table });
    }

    /// Adds what was found later; what is about front matter is located in its file. The list is not sorted again.
    pub fn add(&mut self, root: &Path, located: Vec<Diagnostic>, pending: Vec<Pending>) {
        self.add_findings(root, &Additions::new(), Findings { located, pending });
    }

    /// What the catalogue found in front matter is located by reading the file once more.
    fn add_findings(&mut self, root: &Path, additions: &Additions, findings: Findings) {
        self.diagnostics.extend(findings.located);
        self.diagnostics.extend(findings.pending.into_iter().map(|pending| {
            let file = Arc::clone(&pending.diagnostic.place.file);
            let text = additions.get(&file).cloned().map_or_else(|| source::read_text(&root.join(&*file), &file), Ok);
            match text {
                Ok(text) => record::locate(pending, &text),
                Err(_) => pending.diagnostic,
            }
        }));
    }
}

impl Digest {
    fn add_tree(&mut self, tree: &Tree) {
        let hub = &tree.hub;
        let others = hub.settings.iter().chain(&hub.synonyms).chain(&hub.vocabularies);
        for text in others.chain(hub.collections.iter().map(|(_, text)| text)) {
            self.add(&text.path, text.text.as_bytes());
        }
        for (path, file) in tree.attached.iter().chain(&tree.static_files) {
            self.add(path, format!("{} {:?}", file.path, Stamp::at(&file.disk)).as_bytes());
        }
        for left_out in &tree.left_out {
            self.add(&left_out.path, left_out.reason.as_bytes());
        }
    }

    fn add_theme(&mut self, theme: &ThemeFiles) {
        for (path, (_, bytes)) in &theme.files {
            self.add(path, bytes);
        }
        for strings in theme.strings.values().flatten() {
            self.add(&strings.path, strings.text.as_bytes());
        }
    }
}
