//! Compiling and running a theme's Tera templates.

use super::assets::Assets;
use super::locale::Locale;
use super::strings::{Strings, fill};
use super::value::{Context as Values, Value, object};
use super::{Renderer, Theme, social};
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::drawing::{Fitting, Fonts, fit};
use crate::hub::{Hub, Label, LanguageId};
use crate::record::parse_date;
use crate::source::ThemeFiles;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, Map, State, Tera, TeraResult};

/// Compiles the templates for one language.
pub(super) fn compile(
    files: &ThemeFiles, hub: &Hub, language: LanguageId, locale: Arc<Locale>, strings: &Strings, assets: &Assets, fonts: Option<&Fonts>,
) -> Result<(Tera, Context), Box<Diagnostic>> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".svg"]);
    register(&mut tera, locale);
    if let Some(fonts) = fonts {
        register_drawing(&mut tera, fonts.clone());
    }
    let global = tera.global_context();
    global.insert_value("lang", tera::Value::from(hub.languages.code(language)));
    global.insert_value("t", strings.value());
    let mut paths = Map::new();
    for (name, asset) in assets.iter() {
        paths.insert(name.to_owned().into(), tera::Value::from(hub.base_url.link(&asset.path)));
    }
    global.insert_value("assets", tera::Value::from(paths));
    global.insert_value("site", site(files, hub, language, strings).to_tera());
    let templates = sources(files).filter(|(name, _)| *name != social::TEMPLATE || hub.social_images);
    tera.add_raw_templates(templates).map_err(|error| diagnostic(&error, files, None))?;
    let drawing = hub.social_images.then_some(social::TEMPLATE);
    for name in ["home.html", "page.html", "record.html", "listing.html", "not_found.html", "redirect.html"].into_iter().chain(drawing) {
        if !tera.contains_template(name) {
            let message = format!("The theme has no template '{name}'.");
            return Err(Box::new(Diagnostic::error(DiagnosticId::InvalidTheme, hub.theme_place.clone(), message)));
        }
    }
    for name in ["card", "facet", "records_block", "site_header", "site_footer", "fact_item"] {
        if !tera.contains_component(name) {
            let message = format!("The theme has no component '{name}'.");
            return Err(Box::new(Diagnostic::error(DiagnosticId::InvalidTheme, hub.theme_place.clone(), message)));
        }
    }
    let global = tera.global_context().clone();
    Ok((tera, global))
}

/// The templates and components that are run for so many pages that it pays to know what they do.
pub(super) const ENTRIES: [&str; 6] = ["record.html", "page.html", "listing.html", "card", "fact_item", social::TEMPLATE];

/// Returns the templates of a theme with their names.
pub(super) fn sources(files: &ThemeFiles) -> impl Iterator<Item = (&str, &str)> + Clone {
    files.files.iter().filter_map(|(path, (_, bytes))| {
        let name = path.strip_prefix("templates/")?;
        (name.ends_with(".html") || name == social::TEMPLATE).then(|| (name, std::str::from_utf8(bytes).unwrap_or_default()))
    })
}

fn site(files: &ThemeFiles, hub: &Hub, language: LanguageId, strings: &Strings) -> Value {
    let publisher = hub.publisher.as_ref().map(|publisher| {
        let text = |value: &Option<String>| value.as_deref().map_or_else(|| Value::from(""), Value::from);
        object([
            ("name", Value::from(publisher.name.get(language))),
            ("url", text(&publisher.url)),
            ("email", text(&publisher.email)),
            ("phone", text(&publisher.phone)),
        ])
    });
    let is_searched = files.files.contains_key("templates/search.html") && files.files.contains_key("assets/search/page.js");
    let home = if language == LanguageId::DEFAULT { "/".to_owned() } else { format!("/{}/", hub.languages.code(language)) };
    let search_description = if is_searched { hub.base_url.link(&format!("{home}opensearch.xml")) } else { String::new() };
    // A page that the theme has no template for does not exist.
    let page = |template: &str, path: &Label| {
        let exists = files.files.contains_key(&format!("templates/{template}"));
        Value::from(if exists { hub.base_url.link(&format!("{home}{}/", path.get(language))) } else { String::new() })
    };
    let licence = hub.data_licence.as_deref();
    let licence_name = match licence {
        Some(address) if address.contains("creativecommons.org/licenses/by/4.0") => strings.get("licence.cc-by-4"),
        Some(address) => address,
        None => "",
    };
    object([
        ("title", Value::from(hub.title.get(language))),
        ("description", Value::from(hub.description.get(language))),
        ("home", Value::from(hub.base_url.link(&home))),
        ("base", Value::from(hub.base_url.as_str())),
        ("search_description", Value::from(search_description)),
        ("search", Value::from(hub.base_url.link(&format!("{home}{}/", hub.paths.search.get(language))))),
        ("numbers", page("numbers.html", &hub.paths.numbers)),
        ("finder", if hub.finder.is_some() { page("finder.html", &hub.paths.finder) } else { Value::from("") }),
        ("publisher", publisher.unwrap_or_else(Value::none)),
        ("data_licence", licence.map_or_else(Value::none, Value::from)),
        ("licence_name", Value::from(licence_name)),
        ("timezone", Value::from(hub.timezone.iana_name().unwrap_or_default())),
        ("closing_soon", Value::from(format!("{} {}", hub.closing_soon.parts().0, hub.closing_soon.parts().1))),
    ])
}

/// The filter `fit`, which sets a text into a box of a drawing.
fn register_drawing(tera: &mut Tera, fonts: Fonts) {
    tera.register_filter("fit", move |text: &str, arguments: Kwargs, _: &State| -> TeraResult<tera::Value> {
        let fitting = Fitting {
            width: arguments.must_get::<f64>("width")?,
            height: arguments.must_get::<f64>("height")?,
            sizes: arguments.must_get::<Vec<f64>>("sizes")?,
            weight: arguments.get::<u64>("weight")?.unwrap_or(400) as u16,
        };
        let fitted = fit(text, &fitting, &fonts);
        let lines = fitted.lines.into_iter().map(|line| object([("path", Value::from(line.path)), ("width", Value::from(line.width))]));
        let lines: Vec<Value> = lines.collect();
        Ok(object([("size", Value::from(fitted.size)), ("step", Value::from(fitted.step)), ("lines", Value::from(lines))]).to_tera())
    });
}

fn register(tera: &mut Tera, locale: Arc<Locale>) {
    let habits = Arc::clone(&locale);
    tera.register_filter("number", move |number: f64, _: Kwargs, _: &State| habits.number(number));
    let habits = Arc::clone(&locale);
    tera.register_filter("date_text", move |iso: &str, _: Kwargs, _: &State| {
        parse_date(iso).map_or_else(|| iso.to_owned(), |date| habits.date(date))
    });
    let habits = Arc::clone(&locale);
    tera.register_filter("plural", move |forms: &Map, arguments: Kwargs, _: &State| -> TeraResult<String> {
        let count = arguments.must_get::<f64>("count")?;
        let category = habits.plural(count);
        let form = forms.iter().find(|(key, _)| key.as_str() == Some(category)).and_then(|(_, value)| value.as_str());
        let Some(form) = form else {
            return Err(tera::Error::message(format!("The string lacks the plural form '{category}'.")));
        };
        Ok(fill(form, &[("count", &habits.number(count))]))
    });
    let habits = locale;
    tera.register_filter("fill", move |text: &str, arguments: Kwargs, _: &State| {
        let in_words = |value: &tera::Value| match value.as_f64().filter(|_| value.is_number()) {
            Some(number) => habits.number(number),
            None => value.to_string(),
        };
        let values: Vec<(&str, String)> = arguments.iter().filter_map(|(name, value)| Some((name.as_str()?, in_words(value)))).collect();
        fill(text, &values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
    });
}

/// Turns a template error into a diagnostic at the template's line. `page` names the page that was being rendered.
fn diagnostic(error: &tera::Error, files: &ThemeFiles, page: Option<&str>) -> Box<Diagnostic> {
    let path = |name: &str| {
        files.files.get(&format!("templates/{name}")).map_or_else(|| Arc::from(format!("templates/{name}")), |(path, _)| Arc::clone(path))
    };
    Box::new(describe(error, &path, page))
}

fn describe(error: &tera::Error, path: &dyn Fn(&str) -> Arc<str>, page: Option<&str>) -> Diagnostic {
    let (place, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let place = Place::at(path(report.filename()), span.start_line as u32, span.start_col as u32 + 1).long(span.range.len());
            (place, report.message().to_owned())
        }
        ErrorKind::TemplateNotFound(name) => (Place::file(path(name)), format!("There is no template '{name}'.")),
        ErrorKind::MissingParent { current, parent } => {
            (Place::file(path(current)), format!("The template extends '{parent}', which does not exist."))
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            (Place::file(path(tpl)), format!("The template extends itself: {}.", circle(tpl, inheritance_chain)))
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            (Place::file(path(tpl)), format!("The template includes itself: {}.", circle(tpl, include_chain)))
        }
        _ => (Place::file(path("")), error.to_string()),
    };
    let message = if message.ends_with(['.', '!', '?']) { message } else { format!("{message}.") };
    let diagnostic = Diagnostic::error(DiagnosticId::TemplateError, place, message);
    match page {
        Some(page) => diagnostic.help(format!("It happened while rendering '{page}'.")),
        None => diagnostic,
    }
}

/// Names the templates of a circle in order, back to the first.
fn circle(first: &str, chain: &[String]) -> String {
    let others = chain.iter().map(String::as_str).filter(|name| *name != first);
    let names: Vec<&str> = std::iter::once(first).chain(others).chain([first]).collect();
    names.join(" → ")
}

impl Theme {
    pub(super) fn template_path(&self, name: &str) -> String {
        self.template_paths.get(name).cloned().unwrap_or_else(|| format!("templates/{name}"))
    }
}

impl Renderer<'_> {
    /// Renders a page's template. `page` is the page's address, for errors.
    pub(super) fn template(&self, language: LanguageId, template: &str, context: &Values, page: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let tera = &self.site.theme.templates[language.index()];
        let run = |context: &Context| tera.render(template, context).map_err(|error| self.template_error(&error, page));
        self.residuals.render(language, template, context, run).map(String::into_bytes)
    }

    /// Renders a component by itself. `page` says what for, for errors.
    pub(super) fn component(
        &self, language: LanguageId, component: &str, arguments: &Values, page: &str,
    ) -> Result<String, Box<Diagnostic>> {
        let tera = &self.site.theme.templates[language.index()];
        let implicits = Context::new();
        let run = |arguments: &Context| {
            let rendered = tera.render_component_with_implicits(component, arguments, &implicits, None, true);
            rendered.map_err(|error| self.template_error(&error, page))
        };
        self.residuals.render(language, component, arguments, run)
    }

    fn template_error(&self, error: &tera::Error, page: &str) -> Box<Diagnostic> {
        Box::new(describe(error, &|name| Arc::from(self.site.theme.template_path(name)), Some(page)))
    }
}
