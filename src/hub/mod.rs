//! The schema of a hub: its settings, vocabularies and collections, that everything else is checked against.
//!
//! In: the YAML files of a hub, as texts. Out: a [`Hub`] and its diagnostics. Knows no record and opens no file.

mod accessibility;
mod address;
mod base_url;
mod collection;
mod comparison;
mod duration;
mod facet;
mod field;
mod finder;
mod identity;
mod label;
mod menu;
mod paths;
mod picture;
mod publisher;
mod settings;
mod synonyms;
mod vocabulary;

pub use accessibility::{Accessibility, AccessibilityContact, Assessment, Conformance};
pub(crate) use address::{is_email, is_web_address};
pub use base_url::BaseUrl;
pub use collection::{Collection, Sort, SortKey, WindowFields};
pub use comparison::SchemaChange;
pub use duration::Duration;
pub use facet::{Facet, FacetKey, FacetKind};
pub(crate) use field::is_exact;
pub use field::{BUILT_IN_KEYS, DATA_KEYS, Field, FieldKind};
pub use finder::{Finder, FinderQuestion};
pub use identity::{CollectionId, FacetId, FieldId, LanguageId, RecordId, TermId, VocabularyId};
pub use label::{Label, Languages};
pub use menu::{MenuItem, MenuTarget};
pub use paths::Paths;
pub(crate) use picture::PictureSchema;
pub use picture::{Picture, PictureKind};
pub use publisher::Publisher;
use settings::Pages;
pub use settings::RawHtml;
pub use synonyms::Synonyms;
pub use vocabulary::{Order, Term, Vocabulary};

use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::yaml::{Checker, Node};
use jiff::tz::TimeZone;
use std::sync::Arc;

/// A text file of the hub: its path relative to the hub's root and its text without a byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The path, such as `content/hub.yaml`.
    pub path: Arc<str>,
    /// The text.
    pub text: String,
}

/// The texts that make the schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HubSources {
    /// `content/hub.yaml`.
    pub settings: Option<TextFile>,
    /// Whether there is a `content/hub.yaml` that could not be read, which was said.
    pub settings_are_unreadable: bool,
    /// `content/vocabularies/*.yaml`, sorted by path.
    pub vocabularies: Vec<TextFile>,
    /// Each collection's folder name and its `_collection.yaml`, sorted by path.
    pub collections: Vec<(String, TextFile)>,
    /// `content/search/synonyms.yaml`.
    pub synonyms: Option<TextFile>,
}

/// Everything that a hub's editors decide once for the whole site.
#[derive(Clone, Debug, PartialEq)]
pub struct Hub {
    /// The site's title.
    pub title: Label,
    /// What it is, in a sentence; may be empty.
    pub description: Label,
    /// Where it will be served.
    pub base_url: BaseUrl,
    /// Its languages, the default one first.
    pub languages: Languages,
    /// The name of the theme's folder.
    pub theme: String,
    /// Where the theme is named, for a diagnostic.
    pub theme_place: Place,
    /// The time zone of opening and closing days.
    pub timezone: TimeZone,
    /// Records on one listing page.
    pub page_size: usize,
    /// Records in one feed.
    pub feed_items: usize,
    /// After how long facts count as stale.
    pub stale_after: Duration,
    /// How long before its end an open window counts as closing soon.
    pub closing_soon: Duration,
    /// The site's main menu.
    pub menu: Vec<MenuItem>,
    /// Who publishes the site.
    pub publisher: Option<Publisher>,
    /// The address of the licence of the data.
    pub data_licence: Option<String>,
    /// The questions of 'what fits me'.
    pub finder: Option<Finder>,
    /// The pictures of 'the hub in numbers'; nothing where the schema chooses them.
    pub numbers: Option<Vec<Picture>>,
    /// What happens to raw HTML in Markdown.
    pub raw_html: RawHtml,
    /// Where the pages stand that are made without content.
    pub paths: Paths,
    /// The facts of the accessibility statement.
    pub accessibility: Option<Accessibility>,
    /// Whether an image is drawn for every page of a record, which services show beside a link to it.
    pub social_images: bool,
    /// Words that search takes for others, by [`LanguageId`].
    pub synonyms: Vec<Synonyms>,
    /// The vocabularies, by [`VocabularyId`].
    pub vocabularies: Vec<Vocabulary>,
    /// The collections, by [`CollectionId`].
    pub collections: Vec<Collection>,
}

impl Hub {
    /// Tells whether a slug is a part of a collection's listings' addresses, and therefore no record's. Free pages have none.
    pub fn reserves(&self, home: Option<CollectionId>, slug: &str) -> bool {
        let Some(collection) = home else { return false };
        let facets = &self.collection(collection).facets;
        matches!(slug, "page" | "status" | "index") || facets.iter().any(|facet| self.languages.ids().any(|id| facet.path.get(id) == slug))
    }

    /// Returns a vocabulary.
    pub fn vocabulary(&self, id: VocabularyId) -> &Vocabulary {
        &self.vocabularies[id.index()]
    }

    /// Returns a collection.
    pub fn collection(&self, id: CollectionId) -> &Collection {
        &self.collections[id.index()]
    }

    /// Returns the collection with a folder name.
    pub fn collection_named(&self, name: &str) -> Option<CollectionId> {
        self.collections.iter().position(|collection| collection.id == name).map(CollectionId::new)
    }
}

/// Reads the schema. Without a usable `hub.yaml` there is no hub; everything else leaves holes and diagnostics.
pub fn read(sources: &HubSources) -> (Option<Hub>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some(file) = &sources.settings else {
        if !sources.settings_are_unreadable {
            let place = Place::file("content/hub.yaml");
            diagnostics.push(Diagnostic::error(DiagnosticId::UnreadableFile, place, "There is no content/hub.yaml."));
        }
        return (None, diagnostics);
    };
    let Some(settings) = read_file(file, &mut diagnostics, |node, checker| settings::read(node, checker, &file.path)).flatten() else {
        return (None, diagnostics);
    };
    let languages = &settings.languages;

    let mut vocabularies = Vec::new();
    for file in &sources.vocabularies {
        let id = stem(&file.path).to_owned();
        let read = read_file(file, &mut diagnostics, |node, checker| vocabulary::read(&id, node, checker, languages));
        vocabularies.push(read.unwrap_or_else(|| Vocabulary::empty(&id, languages)));
    }

    let names: Vec<&str> = sources.collections.iter().map(|(name, _)| name.as_str()).collect();
    let context = collection::Context { languages, vocabularies: &vocabularies, names: &names };
    let mut collections = Vec::new();
    for (name, file) in &sources.collections {
        let read = read_file(file, &mut diagnostics, |node, checker| collection::read(name, node, checker, &context, &file.path));
        collections.push(read.unwrap_or_else(|| Collection::empty(name, languages, &file.path)));
    }
    label_record_fields(&mut collections);

    let finder = settings.check_finder(&collections, file, &mut diagnostics);
    let numbers = settings.check_numbers(PictureSchema { collections: &collections, vocabularies: &vocabularies }, file, &mut diagnostics);
    let menu = menu::resolve(&settings.menu, &collections, &mut diagnostics);
    let mut synonyms: Vec<Synonyms> = settings.languages.ids().map(|language| synonyms::of_aliases(&vocabularies, language)).collect();
    if let Some(file) = &sources.synonyms {
        read_file(file, &mut diagnostics, |node, checker| synonyms::read(node, checker, &settings.languages, &mut synonyms));
    }
    let hub = settings.into_hub(vocabularies, collections, menu, Pages { finder, numbers }, synonyms);
    (Some(hub), diagnostics)
}

/// A field that refers to records and has no label of its own takes that of their collection.
fn label_record_fields(collections: &mut [Collection]) {
    let labels: Vec<Label> = collections.iter().map(|collection| collection.label.clone()).collect();
    for field in collections.iter_mut().flat_map(|collection| collection.fields.iter_mut()) {
        if let (FieldKind::Record(target) | FieldKind::Records(target), false) = (field.kind, field.labelled) {
            field.label = labels[target.index()].clone();
        }
    }
}

/// Parses a file and checks it, locating what is wrong. Nothing comes back when it is no YAML.
fn read_file<T>(file: &TextFile, diagnostics: &mut Vec<Diagnostic>, check: impl FnOnce(&Node, &mut Checker) -> T) -> Option<T> {
    match crate::yaml::parse(&file.text) {
        Ok(node) => {
            let mut checker = Checker::new(&file.text);
            let value = check(&node, &mut checker);
            diagnostics.extend(checker.finish(&file.path, 1));
            Some(value)
        }
        Err(error) => {
            diagnostics.push(syntax_diagnostic(&error, &file.path, 1));
            None
        }
    }
}

/// Turns a YAML syntax error into a diagnostic; `first_line` is where the text starts in its file.
pub(crate) fn syntax_diagnostic(error: &crate::yaml::SyntaxError, file: &Arc<str>, first_line: u32) -> Diagnostic {
    let id = if error.aliases { DiagnosticId::TooManyAliases } else { DiagnosticId::InvalidYaml };
    let place = Place::at(Arc::clone(file), error.line + first_line - 1, error.column);
    let help = if error.aliases {
        "Write the values out instead of repeating them with '*'.".to_owned()
    } else if error.message.contains("tags") {
        "Remove the '!!…'; a text that begins with '!' goes in quotes.".to_owned()
    } else if error.message.contains("tab") || error.message.contains("cannot start any token") {
        "YAML is indented with spaces, not tabs; a value with special characters goes in quotes.".to_owned()
    } else {
        "A value that holds ': ' or ' #', or begins with a special character, goes in quotes.".to_owned()
    };
    Diagnostic::error(id, place, error.message.clone()).help(help)
}

/// Returns a path's last part without its extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Tells whether a text is a slug: `[a-z0-9-]+`.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
