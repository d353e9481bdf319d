//! A theme, ready to render: templates, strings and assets.

use super::assets::{self, Assets};
use super::locale::Locale;
use super::residual::TemplateUses;
use super::strings::{self, Strings};
use super::template;
use crate::diagnostic::{Diagnostic, Place};
use crate::drawing::Fonts;
use crate::hub::{Hub, LanguageId};
use crate::route::Extras;
use crate::source::ThemeFiles;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tera::Tera;

/// A theme for a hub's languages.
pub struct Theme {
    /// The assets by name.
    pub assets: Assets,
    /// The habits of each language.
    pub locales: Vec<std::sync::Arc<Locale>>,
    /// The interface strings of each language.
    pub strings: Vec<Strings>,
    /// The templates, once a language: each with its language's strings and filters.
    pub(super) templates: Vec<Tera>,
    /// Their sources by name.
    sources: Vec<(String, String)>,
    /// What they do with their values, read when a page is rendered for the first time.
    uses: OnceLock<TemplateUses>,
    /// What all templates of a language have.
    pub(super) globals: Vec<tera::Context>,
    /// Where each template stands, relative to the hub's root, for diagnostics.
    pub(super) template_paths: BTreeMap<String, String>,
}

/// Returns the locale whose habits a language has in the theme, such as `en-GB` for `en_GB`; one of another language is passed over.
fn regional<'a>(named: &'a str, code: &'a str) -> std::borrow::Cow<'a, str> {
    let is_same = named.strip_prefix(code).is_some_and(|region| region.starts_with('_'));
    if is_same { named.replace('_', "-").into() } else { code.into() }
}

/// Takes the theme's fonts in the order of their names.
fn fonts(files: &ThemeFiles) -> Fonts {
    let is_font = |path: &str| path.starts_with("fonts/") && (path.ends_with(".ttf") || path.ends_with(".otf"));
    Fonts::new(files.files.iter().filter(|(path, _)| is_font(path)).map(|(_, (_, bytes))| bytes.as_slice()))
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.debug_struct("Theme").field("assets", &self.assets).finish_non_exhaustive()
    }
}

impl Theme {
    /// Reads a theme's files. Without usable templates nothing comes back but diagnostics.
    pub fn read(files: &ThemeFiles, hub: &Hub) -> (Option<Self>, Vec<Diagnostic>) {
        let locales: Vec<Locale> = hub.languages.codes().iter().map(|code| Locale::new(code)).collect();
        let theme_place: Place = hub.theme_place.clone();
        let (strings, mut diagnostics) = strings::read(files, &hub.languages, &locales, &theme_place);
        let regional = |(strings, code): (&Strings, &String)| Locale::new(&regional(strings.get("open_graph.locale"), code));
        let locales: Vec<Locale> = strings.iter().zip(hub.languages.codes()).map(regional).collect();
        let (mut assets, found) = assets::read(files, hub.base_url.path());
        diagnostics.extend(found);
        let has_scripts = files.files.keys().any(|path| path.starts_with("assets/") && path.ends_with(".js"));
        for (language, strings) in hub.languages.ids().zip(&strings).filter(|_| has_scripts) {
            assets.add(&format!("strings.{}.json", hub.languages.code(language)), strings.for_scripts(files));
        }
        let locales: Vec<std::sync::Arc<Locale>> = locales.into_iter().map(std::sync::Arc::new).collect();
        let fonts = hub.social_images.then(|| fonts(files));
        let (mut templates, mut globals) = (Vec::new(), Vec::new());
        for language in hub.languages.ids() {
            let locale = std::sync::Arc::clone(&locales[language.index()]);
            match template::compile(files, hub, language, locale, &strings[language.index()], &assets, fonts.as_ref()) {
                Ok((tera, global)) => {
                    templates.push(tera);
                    globals.push(global);
                }
                // The same mistake stands in every language; one report is enough.
                Err(diagnostic) if templates.is_empty() => {
                    diagnostics.push(*diagnostic);
                    return (None, diagnostics);
                }
                Err(_) => return (None, diagnostics),
            }
        }
        let template_paths = files
            .files
            .iter()
            .filter_map(|(path, (shown, _))| Some((path.strip_prefix("templates/")?.to_owned(), shown.to_string())))
            .collect();
        let sources = template::sources(files).map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let theme = Self { assets, locales, strings, templates, sources, uses: OnceLock::new(), globals, template_paths };
        (Some(theme), diagnostics)
    }

    /// Returns what the templates do with their values.
    pub(super) fn uses(&self) -> &TemplateUses {
        let sources = || self.sources.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        self.uses.get_or_init(|| TemplateUses::read(sources(), &template::ENTRIES, &self.globals))
    }

    /// Returns what the theme has beyond the pages that every theme has.
    pub fn extras(&self) -> Extras {
        Extras {
            search: self.has_template("search.html") && self.assets.get("search/page.js").is_some(),
            numbers: self.has_template("numbers.html"),
            finder: self.has_template("finder.html"),
            overview: self.strings(LanguageId::DEFAULT).has("overview.collections"),
            filter: self.assets.get("filter/page.js").is_some(),
        }
    }

    /// Tells whether the templates hold a component.
    pub(super) fn has_component(&self, name: &str) -> bool {
        self.templates.first().is_some_and(|tera| tera.contains_component(name))
    }

    /// Tells whether there is a template of a name.
    pub(super) fn has_template(&self, name: &str) -> bool {
        self.template_paths.contains_key(name)
    }

    /// Returns the names and site paths of the assets.
    pub fn asset_paths(&self) -> Vec<(String, String)> {
        self.assets.iter().map(|(name, asset)| (name.to_owned(), asset.path.clone())).collect()
    }

    /// Returns a value that all templates of a language have.
    pub(super) fn global(&self, language: LanguageId, name: &str) -> Option<tera::Value> {
        self.globals[language.index()].get(name).cloned()
    }

    /// Returns a language's strings.
    pub fn strings(&self, language: LanguageId) -> &Strings {
        &self.strings[language.index()]
    }

    /// Returns a language's habits.
    pub fn locale(&self, language: LanguageId) -> &Locale {
        &self.locales[language.index()]
    }
}
