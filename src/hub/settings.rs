//! `hub.yaml`.

use super::address::read_url;
use super::finder::Finder;
use super::picture::{Picture, PictureSchema};
use super::{
    Accessibility, BaseUrl, Collection, Duration, Hub, Label, Languages, MenuItem, Paths, Publisher, Synonyms, TextFile, Vocabulary, menu,
};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::yaml::{At, Checker, Node, Target};
use jiff::tz::TimeZone;
use std::sync::Arc;

const KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "languages",
    "theme",
    "timezone",
    "page_size",
    "feed_items",
    "stale_after",
    "closing_soon",
    "menu",
    "publisher",
    "data_licence",
    "finder",
    "numbers",
    "raw_html",
    "paths",
    "accessibility",
    "social_images",
];

/// What happens to raw HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// It is an error.
    Refuse,
    /// It goes through an allow-list.
    Sanitize,
}

/// What `hub.yaml` says about the pages that have no file.
pub(super) struct Pages {
    /// The questions of 'what fits me'.
    pub(super) finder: Option<Finder>,
    /// The pictures of 'the hub in numbers'.
    pub(super) numbers: Option<Vec<Picture>>,
}

/// `hub.yaml` before the collections that it names are known.
pub(super) struct Settings {
    pub(super) languages: Languages,
    title: Label,
    description: Label,
    base_url: BaseUrl,
    theme: String,
    theme_place: Place,
    timezone: TimeZone,
    page_size: usize,
    feed_items: usize,
    stale_after: Duration,
    closing_soon: Duration,
    pub(super) menu: Vec<(String, Place)>,
    publisher: Option<Publisher>,
    data_licence: Option<String>,
    finder: Option<Node>,
    numbers: Option<Node>,
    raw_html: RawHtml,
    paths: Paths,
    accessibility: Option<Accessibility>,
    social_images: bool,
}

/// Reads `hub.yaml`. Without a title or an address there are no settings.
pub(super) fn read(node: &Node, checker: &mut Checker, path: &Arc<str>) -> Option<Settings> {
    let root = At::ROOT;
    let entries = checker.map(node, &root, "hub.yaml", KEYS);
    if node.is_no_map() {
        return None;
    }
    let get = |key: &str| entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value);
    let languages = read_languages(get("languages"), &root.key("languages"), checker);
    let label = |key: &'static str, checker: &mut Checker| Label::read(get(key), &root.key(key), checker, &languages, &format!("'{key}'"));

    let title = label("title", checker);
    if title.is_none() && !checker.mentions("title") {
        checker.error(&root, Target::Value, DiagnosticId::MissingValue, "The hub has no title.", Some("Add 'title: …'.".into()));
    }
    let description = label("description", checker).unwrap_or_else(|| Label::same("", &languages));
    let base_url = read_base_url(get("base_url"), &root, checker);
    let theme = checker.text(get("theme"), &root.key("theme"), "'theme'").unwrap_or_else(|| "pact".to_owned());
    let timezone = read_timezone(get("timezone"), &root.key("timezone"), checker);
    let page_size = checker.positive(get("page_size"), &root.key("page_size"), "'page_size'").unwrap_or(24);
    let feed_items = checker.positive(get("feed_items"), &root.key("feed_items"), "'feed_items'").unwrap_or(50);
    let stale_after = read_duration(get("stale_after"), &root.key("stale_after"), checker).unwrap_or(Duration::months(12));
    let closing_soon = read_duration(get("closing_soon"), &root.key("closing_soon"), checker).unwrap_or(Duration::days(30));
    let menu = menu::read(get("menu"), &root.key("menu"), checker, path);
    let publisher = Publisher::read(get("publisher"), &root.key("publisher"), checker, &languages);
    let data_licence = read_url(get("data_licence"), &root.key("data_licence"), checker, "'data_licence'");
    let raw_html = match checker.text(get("raw_html"), &root.key("raw_html"), "'raw_html'").as_deref() {
        None | Some("refuse") => RawHtml::Refuse,
        Some("sanitize") => RawHtml::Sanitize,
        Some(other) => {
            let message = format!("'{other}' is not a way to treat raw HTML.");
            checker.error(
                &root.key("raw_html"),
                Target::Value,
                DiagnosticId::InvalidValue,
                message,
                Some("The only value is: sanitize".into()),
            );
            RawHtml::Refuse
        }
    };
    let theme_place =
        if matches!(get("theme"), Node::Null) { Place::file(Arc::clone(path)) } else { checker.place(&root.key("theme"), path, 1) };
    let paths = Paths::read(get("paths"), &root.key("paths"), checker, &languages);
    let accessibility = Accessibility::read(get("accessibility"), &root.key("accessibility"), checker, path, &languages);
    let social_images = checker.boolean(get("social_images"), &root.key("social_images"), "'social_images'").unwrap_or(false);
    Some(Settings {
        title: title?,
        description,
        base_url: base_url?,
        theme,
        theme_place,
        timezone,
        page_size,
        feed_items,
        stale_after,
        closing_soon,
        menu,
        publisher,
        data_licence,
        finder: Some(get("finder").clone()).filter(|node| !node.is_absent()),
        numbers: Some(get("numbers").clone()).filter(|node| !node.is_absent()),
        raw_html,
        paths,
        accessibility,
        social_images,
        languages,
    })
}

fn read_languages(node: &Node, at: &At, checker: &mut Checker) -> Languages {
    let mut codes: Vec<String> = Vec::new();
    for (index, item) in checker.list(node, at, "'languages'").iter().enumerate() {
        let here = at.index(index);
        let Some(code) = checker.text(item, &here, "A language") else { continue };
        if icu_locale_core::Locale::try_from_str(&code).is_err() || code.contains('_') || !code.is_ascii() {
            let message = format!("'{code}' is not a language code.");
            checker.error(
                &here,
                Target::Value,
                DiagnosticId::UnknownLanguage,
                message,
                Some("Use BCP 47 codes such as pl, en or pt-BR.".into()),
            );
        } else if codes.iter().any(|known| known.eq_ignore_ascii_case(&code)) {
            // Letters' case means nothing in BCP 47.
            checker.error(&here, Target::Value, DiagnosticId::InvalidValue, format!("The language '{code}' is listed twice."), None);
        } else {
            codes.push(code);
        }
    }
    Languages::new(codes)
}

fn read_base_url(node: &Node, root: &At, checker: &mut Checker) -> Option<BaseUrl> {
    let at = root.key("base_url");
    let Some(text) = checker.text(node, &at, "'base_url'") else {
        if checker.mentions("base_url") {
            return None;
        }
        let help = "Add the address of the published site: base_url: https://example.org/".to_owned();
        checker.error(root, Target::Value, DiagnosticId::MissingValue, "The hub has no base_url.", Some(help));
        return None;
    };
    match BaseUrl::parse(&text) {
        Ok(url) => Some(url),
        Err(message) => {
            checker.error(&at, Target::Value, DiagnosticId::InvalidValue, message, None);
            None
        }
    }
}

fn read_timezone(node: &Node, at: &At, checker: &mut Checker) -> TimeZone {
    let name = checker.text(node, at, "'timezone'").unwrap_or_else(|| "Europe/Warsaw".to_owned());
    TimeZone::get(&name).unwrap_or_else(|_| {
        let message = format!("'{name}' is not a time zone.");
        checker.error(at, Target::Value, DiagnosticId::InvalidValue, message, Some("Use a name such as Europe/Warsaw.".into()));
        TimeZone::UTC
    })
}

fn read_duration(node: &Node, at: &At, checker: &mut Checker) -> Option<Duration> {
    let text = checker.text(node, at, "A duration")?;
    let duration = Duration::parse(&text);
    if duration.is_none() {
        let message = format!("'{text}' is not a duration.");
        checker.error(
            at,
            Target::Value,
            DiagnosticId::InvalidValue,
            message,
            Some("Write a number and a unit: 30 days, 6 weeks, 12 months, 2 years.".into()),
        );
    }
    duration
}

impl Settings {
    pub(super) fn check_finder(&self, collections: &[Collection], file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Finder> {
        let node = self.finder.as_ref()?;
        let mut checker = Checker::new(&file.text);
        let root = At::ROOT;
        let at = root.key("finder");
        let finder = Finder::read(node, &at, &mut checker, collections, &self.languages);
        diagnostics.extend(checker.finish(&file.path, 1));
        finder
    }

    pub(super) fn check_numbers(&self, schema: PictureSchema, file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Picture>> {
        let node = self.numbers.as_ref()?;
        let mut checker = Checker::new(&file.text);
        let root = At::ROOT;
        let at = root.key("numbers");
        let mut pictures = Vec::new();
        for (index, item) in checker.list(node, &at, "'numbers'").iter().enumerate() {
            pictures.extend(Picture::read(item, &at.index(index), &mut checker, "A picture", schema));
        }
        diagnostics.extend(checker.finish(&file.path, 1));
        Some(pictures)
    }

    pub(super) fn into_hub(
        self, vocabularies: Vec<Vocabulary>, collections: Vec<Collection>, menu: Vec<MenuItem>, pages: Pages, synonyms: Vec<Synonyms>,
    ) -> Hub {
        Hub {
            title: self.title,
            description: self.description,
            base_url: self.base_url,
            languages: self.languages,
            theme: self.theme,
            theme_place: self.theme_place,
            timezone: self.timezone,
            page_size: self.page_size,
            feed_items: self.feed_items,
            stale_after: self.stale_after,
            closing_soon: self.closing_soon,
            menu,
            publisher: self.publisher,
            data_licence: self.data_licence,
            finder: pages.finder,
            numbers: pages.numbers,
            raw_html: self.raw_html,
            paths: self.paths,
            accessibility: self.accessibility,
            social_images: self.social_images,
            synonyms,
            vocabularies,
            collections,
        }
    }
}
