//! The home page, free pages, the page for missing addresses, redirects.

use super::Renderer;
use super::context::{Page, Section, shown_path};
use super::record_page::{outline, sources};
use super::value::{Context, Value, object, safe};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, LanguageId, MenuTarget, RecordId};
use crate::route::Route;

impl Renderer<'_> {
    /// Renders the home page: the text of `pages/index.md`, else the hub's title.
    pub(super) fn home(&self, language: LanguageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let hub = &self.catalogue().hub;
        let route = Route::Home(language);
        let content = match self.catalogue().home {
            Some(id) => self.content(id, language)?,
            None => object([
                ("title", Value::from(hub.title.get(language))),
                ("title_lang", Value::from(hub.languages.code(hub.title.language(language)))),
                ("summary", Value::from(hub.description.get(language))),
                ("summary_lang", Value::from(hub.languages.code(hub.description.language(language)))),
                ("body", safe("")),
                ("lang", Value::from(hub.languages.code(language))),
                ("outline", Value::from(Vec::<Value>::new())),
                ("updated", Value::none()),
                ("verified", Value::none()),
                ("sources", Value::from(Vec::<Value>::new())),
                ("untranslated", Value::from(false)),
            ]),
        };
        let description = hub.description.get(language).to_owned();
        let mut context = self.context(Page {
            route: &route,
            language,
            kind: "home",
            title: hub.title.get(language).to_owned(),
            description,
            feeds: self.feeds(language, None),
            structured_data: self.site_data(language),
            updated: None,
            breadcrumb: Value::from(Vec::<Value>::new()),
            section: Section::None,
            noindex: false,
        })?;
        context.insert("content", content);
        context.insert("doors", self.doors(language));
        self.template(language, "home.html", &context, &shown_path(&self.addresses, &route))
    }

    /// Renders a free page in a language that it has.
    pub(super) fn free_page(&self, id: RecordId, language: LanguageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let entry = self.catalogue().entry(id);
        let route = Route::Page(id, language);
        let mut context = self.context(Page {
            route: &route,
            language,
            kind: "page",
            title: self.typeset_record(id, language).title.to_string(),
            description: entry.summary(language).0.to_owned(),
            feeds: self.feeds(language, None),
            structured_data: self.page_data(id, language),
            updated: entry.changed(),
            breadcrumb: self.breadcrumb(language, None),
            section: Section::Page(id),
            noindex: false,
        })?;
        context.insert("content", self.content(id, language)?);
        let template = match self.statement(id, language) {
            Some((template, facts)) => {
                context.insert("statement", facts);
                template
            }
            None => "page.html",
        };
        self.template(language, template, &context, &shown_path(&self.addresses, &route))
    }

    fn content(&self, id: RecordId, language: LanguageId) -> Result<Value, Box<Diagnostic>> {
        let entry = self.catalogue().entry(id);
        let (body, source) = entry.body(language);
        let typeset = self.typeset_record(id, language);
        let (_, title_language) = entry.title(language);
        let (_, summary_language) = entry.summary(language);
        Ok(object([
            ("title", Value::from(&*typeset.title)),
            ("title_lang", Value::from(self.catalogue().hub.languages.code(title_language))),
            ("summary", Value::from(&*typeset.summary)),
            ("summary_lang", Value::from(self.catalogue().hub.languages.code(summary_language))),
            ("body", self.body(entry, language)?),
            ("lang", Value::from(self.catalogue().hub.languages.code(source))),
            ("outline", outline(&body.headings)),
            ("updated", self.optional_date(entry.original.updated, language)),
            ("verified", self.optional_date(entry.original.verified, language)),
            ("sources", sources(entry)),
            ("untranslated", Value::from(source != language && !body.is_empty())),
        ]))
    }

    /// The collections with how many records each has.
    pub(super) fn doors(&self, language: LanguageId) -> Value {
        let catalogue = self.catalogue();
        let doors = self.collections_in_menu().into_iter().map(|id| {
            let collection = catalogue.hub.collection(id);
            let count = catalogue.collection(id).range.len();
            object([
                ("label", Value::from(collection.label.get(language))),
                ("href", Value::from(self.addresses.link(self.addresses.collection(id, language)))),
                ("count", Value::from(count as u64)),
                ("id", Value::from(collection.id.as_str())),
                ("number", Value::from(id.index() as u64)),
                ("count_text", Value::from(self.site.theme.locale(language).number(count as f64))),
            ])
        });
        Value::from(doors.collect::<Vec<Value>>())
    }

    /// Returns the collections in the order of the menu, which is the one that editors chose; those that it leaves out come last.
    pub(super) fn collections_in_menu(&self) -> Vec<CollectionId> {
        let hub = &self.catalogue().hub;
        let mut collections: Vec<CollectionId> = (0..hub.collections.len()).map(CollectionId::new).collect();
        let place = |id: CollectionId| hub.menu.iter().position(|item| item.target == MenuTarget::Collection(id));
        collections.sort_by_key(|id| place(*id).unwrap_or(usize::MAX));
        collections
    }

    /// Renders the page for addresses that do not exist, in all languages.
    pub(super) fn not_found(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let language = LanguageId::DEFAULT;
        let strings = self.site.theme.strings(language);
        let mut context = self.context(Page {
            route: &Route::NotFound,
            language,
            kind: "not-found",
            title: strings.get("not_found.title").to_owned(),
            description: String::new(),
            feeds: Value::from(Vec::<Value>::new()),
            structured_data: String::new(),
            updated: None,
            breadcrumb: Value::from(Vec::<Value>::new()),
            section: Section::None,
            noindex: true,
        })?;
        let languages = self.catalogue().hub.languages.ids().map(|language| {
            object([
                ("lang", Value::from(self.catalogue().hub.languages.code(language))),
                ("t", Value::Tera(self.site.theme.strings(language).value())),
                ("home", Value::from(self.addresses.link(self.addresses.home(language)))),
                ("search", Value::from(self.addresses.link(self.addresses.search(language)))),
            ])
        });
        context.insert("languages_strings", Value::from(languages.collect::<Vec<Value>>()));
        self.template(language, "not_found.html", &context, "/404.html")
    }

    /// Renders a page that leads on to a record's page.
    pub(super) fn redirect(&self, id: RecordId, language: LanguageId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = self.addresses.record(id, language);
        let mut context = Context::new();
        context.insert("target", Value::from(self.addresses.absolute(&path)));
        self.template(language, "redirect.html", &context, &path)
    }
}
