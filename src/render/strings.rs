//! A theme's interface strings: `i18n/LANG.yaml`, read and checked.

use super::locale::Locale;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::hub::{Languages, syntax_diagnostic};
use crate::source::ThemeFiles;
use crate::yaml::{At, Checker, Key, Node};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use tera::{Map, Value};

/// The strings that the renderer itself uses. Everything else must be used by a template or a script.
const USED_BY_RENDERER: &[&str] = &[
    "alert",
    "boolean",
    "calendar",
    "date_range",
    "feed",
    "filter.show_results",
    "finder.description",
    "finder.title",
    "footnotes",
    "home.breadcrumb",
    "languages.name",
    "licence",
    "link.external",
    "listing.sort_by",
    "money",
    "overview",
    "numbers.description",
    "numbers.title",
    "pagination.page",
    "percent",
    "picture.bars_most",
    "picture.bars_most_each",
    "picture.bars_some",
    "picture.cross_facets",
    "picture.cross_full",
    "picture.cross_gaps",
    "picture.map_empty",
    "picture.map_most",
    "picture.map_most_each",
    "picture.map_some",
    "picture.of_facet",
    "picture.timeline_closed",
    "picture.timeline_empty",
    "picture.timeline_endless",
    "picture.timeline_open",
    "picture.timeline_upcoming",
    "range",
    "results.count",
    "results.range",
    "status",
    "status_facet",
    "status_text",
    "table.region",
    "task",
    "title",
    "wider",
    "count",
];

/// A string, or one for each plural category.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    One(String),
    Plural(BTreeMap<String, String>),
}

/// The strings of one language.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    entries: BTreeMap<String, Entry>,
}

impl Strings {
    /// Returns a string, or its key where there is none.
    pub fn get<'k>(&'k self, key: &'k str) -> &'k str {
        match self.entries.get(key) {
            Some(Entry::One(text)) => text,
            _ => key,
        }
    }

    /// Tells whether there is such a string.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Returns a string with its `{names}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// Returns the form of a string that a number takes, with the number filled in as `{count}`; nothing where there is no such string.
    pub(super) fn plural(&self, key: &str, count: usize, locale: &Locale) -> String {
        let Some(Entry::Plural(forms)) = self.entries.get(key) else { return String::new() };
        let form = forms.get(locale.plural(count as f64)).map_or("", String::as_str);
        fill(form, &[("count", &locale.number(count as f64))])
    }

    /// Returns the strings that a theme's scripts mention, as JSON: `{"area": {"purpose": text or {category: text}}}`.
    pub(super) fn for_scripts(&self, files: &ThemeFiles) -> Vec<u8> {
        let scripts = Mentions::of(files, &[".js"]);
        let mut areas: BTreeMap<&str, BTreeMap<&str, serde_json::Value>> = BTreeMap::new();
        for (key, entry) in self.entries.iter().filter(|(key, _)| scripts.has(key)) {
            let Some((area, purpose)) = key.split_once('.') else { continue };
            let value = match entry {
                Entry::One(text) => serde_json::Value::from(text.as_str()),
                Entry::Plural(forms) => serde_json::json!(forms),
            };
            areas.entry(area).or_default().insert(purpose, value);
        }
        // Texts can always be written as JSON.
        serde_json::to_vec(&areas).unwrap_or_default()
    }

    /// Returns all strings as nested maps for templates.
    pub fn value(&self) -> Value {
        let mut areas: BTreeMap<&str, Map> = BTreeMap::new();
        let mut top = Map::new();
        for (key, entry) in &self.entries {
            let value = match entry {
                Entry::One(text) => Value::from(text.as_str()),
                Entry::Plural(forms) => Value::from(forms.clone()),
            };
            match key.split_once('.') {
                Some((area, purpose)) => {
                    areas.entry(area).or_default().insert(purpose.to_owned().into(), value);
                }
                None => {
                    top.insert(key.clone().into(), value);
                }
            }
        }
        for (area, map) in areas {
            top.insert(area.to_owned().into(), Value::from(map));
        }
        Value::from(top)
    }
}

/// Puts values in the places of their `{names}`. What a value holds is no name.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = text;
    while let Some(open) = memchr::memchr(b'{', rest.as_bytes()) {
        let (before, name) = (&rest[..open], &rest[open + 1..]);
        out.push_str(before);
        let found = values.iter().find_map(|(known, value)| Some((value, name.strip_prefix(known)?.strip_prefix('}')?)));
        match found {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = name;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The strings of one language with where they come from.
struct Found {
    strings: Strings,
    /// The file of each string, and how many themes extend the one that it is of.
    origins: BTreeMap<String, (Arc<str>, usize)>,
    /// The file of the hub's own theme, or of the nearest that it extends.
    nearest: Arc<str>,
    /// Whether somebody may be asked for what is missing: the hub has the language, or its own theme has a file for it. A theme that
    /// only extends one with this language need not speak it. Nor is anybody asked where a file of theirs is no YAML.
    wanted: bool,
}

impl Found {
    fn place(&self, key: &str) -> Place {
        Place::file(self.origins.get(key).map_or_else(|| Arc::clone(&self.nearest), |(path, _)| Arc::clone(path)))
    }
}

/// Reads the strings of all languages of the hub and checks those of all languages of the theme.
pub(super) fn read(files: &ThemeFiles, languages: &Languages, locales: &[Locale], theme_place: &Place) -> (Vec<Strings>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut all: BTreeMap<String, Found> = BTreeMap::new();
    for (code, layers) in &files.strings {
        let Some(nearest) = layers.first() else { continue };
        let wanted = nearest.depth == 0 || languages.named(code).is_some();
        let mut found = Found { strings: Strings::default(), origins: BTreeMap::new(), nearest: Arc::clone(&nearest.path), wanted };
        for layer in layers {
            let Some(strings) = read_one(&layer.text, &layer.path, &mut diagnostics) else {
                // All that it holds would be missing, which is not what is wrong.
                found.wanted = false;
                continue;
            };
            for (key, entry) in strings.entries {
                if !found.strings.entries.contains_key(&key) {
                    found.origins.insert(key.clone(), (Arc::clone(&layer.path), layer.depth));
                    found.strings.entries.insert(key, entry);
                }
            }
        }
        all.insert(code.clone(), found);
    }
    let mentions = Mentions::of(files, &[".html", ".js"]);
    check_same_keys(&mentions, &all, &mut diagnostics);
    check_used(&mentions, &all, &mut diagnostics);
    let mut strings = Vec::new();
    for (language, locale) in languages.ids().zip(locales) {
        let code = languages.code(language);
        match all.get(code) {
            Some(found) => {
                check_plurals(found, locale, code, &mut diagnostics);
                strings.push(found.strings.clone());
            }
            None => {
                let message = format!("The theme has no interface strings for the language '{code}'.");
                let help = format!("Add i18n/{code}.yaml to the theme, or to one that extends it.");
                diagnostics.push(Diagnostic::error(DiagnosticId::MissingString, theme_place.clone(), message).help(help));
                strings.push(Strings::default());
            }
        }
    }
    (strings, diagnostics)
}

fn read_one(text: &str, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) -> Option<Strings> {
    let node = match crate::yaml::parse(text) {
        Ok(node) => node,
        Err(error) => {
            diagnostics.push(syntax_diagnostic(&error, path, 1));
            return None;
        }
    };
    let mut checker = Checker::new(text);
    let root = At::ROOT;
    let mut strings = Strings::default();
    for (area, value) in checker.map(&node, &root, "The strings", &[]) {
        let at = root.key(area);
        if matches!(value, Node::Map(_)) {
            for (purpose, value) in checker.map(value, &at, "An area of strings", &[]) {
                let here = at.key(purpose);
                if let Some(entry) = read_entry(value, &here, &mut checker) {
                    strings.entries.insert(format!("{area}.{purpose}"), entry);
                }
            }
        } else if let Some(entry) = read_entry(value, &at, &mut checker) {
            strings.entries.insert(area.to_owned(), entry);
        }
    }
    diagnostics.extend(checker.finish(path, 1));
    Some(strings)
}

fn read_entry(node: &Node, at: &At, checker: &mut Checker) -> Option<Entry> {
    if let Node::Map(entries) = node {
        let mut forms = BTreeMap::new();
        for (key, value) in entries {
            if let Key::Text(category) = key {
                let here = at.key(category);
                forms.insert(category.clone(), checker.text(value, &here, "A plural form").unwrap_or_default());
            }
        }
        return Some(Entry::Plural(forms));
    }
    checker.text(node, at, "A string").map(Entry::One)
}

/// Reports what one language has and another lacks. What nobody uses is wanted in no language: a theme that hides a parent's template has no
/// need of its strings.
fn check_same_keys(mentions: &Mentions, all: &BTreeMap<String, Found>, diagnostics: &mut Vec<Diagnostic>) {
    let mut keys: BTreeMap<&String, (&str, &Found)> = BTreeMap::new();
    for (code, found) in all {
        found.strings.entries.keys().for_each(|key| {
            keys.entry(key).or_insert((code, found));
        });
    }
    keys.retain(|key, _| is_used(mentions, key));
    for (code, found) in all.iter().filter(|(_, found)| found.wanted) {
        for (key, (other, with)) in keys.iter().filter(|(key, _)| !found.strings.entries.contains_key(**key)) {
            let message = format!("The string '{key}' is missing here; '{other}' has it.");
            let diagnostic = Diagnostic::error(DiagnosticId::MissingString, Place::file(Arc::clone(&found.nearest)), message);
            // A theme that adds a string for one language may have no file for another, whose nearest one is its parent's.
            let own = with.place(key).file;
            let help = format!("Add it to i18n/{code}.yaml beside {own}.");
            diagnostics.push(if folder(&own) == folder(&found.nearest) { diagnostic } else { diagnostic.help(help) });
        }
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn check_plurals(found: &Found, locale: &Locale, code: &str, diagnostics: &mut Vec<Diagnostic>) {
    let categories = locale.plural_categories();
    for (key, entry) in &found.strings.entries {
        let Entry::Plural(forms) = entry else { continue };
        for category in &categories {
            if !forms.contains_key(*category) {
                let message = format!("The string '{key}' lacks the plural form '{category}', which '{code}' has.");
                let help = format!("The forms are: {}", categories.join(", "));
                diagnostics.push(Diagnostic::error(DiagnosticId::MissingString, found.place(key), message).help(help));
            }
        }
    }
}

/// A string is used where a template or script says `t.area.purpose`. One that only a parent has is not this theme's to remove, though
/// the template that used it may be hidden.
fn check_used(mentions: &Mentions, all: &BTreeMap<String, Found>, diagnostics: &mut Vec<Diagnostic>) {
    for found in all.values() {
        for (key, _) in found.origins.iter().filter(|(_, (_, depth))| *depth == 0) {
            if !is_used(mentions, key) {
                let message = format!("The string '{key}' is used by no template.");
                let help = format!("Remove it, or use it as 't.{key}'.");
                diagnostics.push(Diagnostic::error(DiagnosticId::UnusedString, found.place(key), message).help(help));
            }
        }
    }
}

/// The names that templates or scripts say as `t.area.purpose`.
struct Mentions<'t>(HashSet<&'t str>);

impl<'t> Mentions<'t> {
    /// Reads the texts of a theme's files whose names have one of the endings.
    fn of(files: &'t ThemeFiles, endings: &[&str]) -> Self {
        let mut names = HashSet::new();
        let wanted = files.files.keys().filter(|path| endings.iter().any(|ending| path.ends_with(ending)));
        for text in wanted.filter_map(|path| files.text(path)) {
            for (index, sign) in text.match_indices("t.") {
                let rest = &text[index + sign.len()..];
                let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(rest.len());
                // `t.facet.by.length` mentions `facet.by`.
                let name = &rest[..end];
                names.extend(name.match_indices('.').map(|(dot, _)| &name[..dot]).chain([name]));
            }
        }
        Self(names)
    }

    fn has(&self, key: &str) -> bool {
        self.0.contains(key)
    }
}

fn is_used(mentions: &Mentions, key: &str) -> bool {
    let by_renderer = USED_BY_RENDERER.iter().any(|used| key == *used || key.strip_prefix(used).is_some_and(|rest| rest.starts_with('.')));
    by_renderer || mentions.has(key)
}
