//! What every page's template gets.

use super::Renderer;
use super::facts::first_image;
use super::fragments::{Typeset, remember};
use super::value::{Context, Value, object, optional, safe};
use crate::diagnostic::Diagnostic;
use crate::drawing;
use crate::hub::{CollectionId, LanguageId, MenuTarget, RecordId};
use crate::record::Home;
use crate::route::{Addresses, Drawn, Route, alternates};
use jiff::civil::Date;

/// What differs from page to page.
pub(super) struct Page<'p> {
    pub(super) route: &'p Route,
    pub(super) language: LanguageId,
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) feeds: Value,
    pub(super) structured_data: String,
    pub(super) updated: Option<Date>,
    pub(super) breadcrumb: Value,
    pub(super) section: Section,
    pub(super) noindex: bool,
}

/// The part of the menu that a page belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    None,
    Collection(CollectionId),
    Page(RecordId),
}

impl<'p> Page<'p> {
    /// A page below the home page that belongs to no part of the menu: search, numbers, the finder.
    pub(super) fn apart(renderer: &Renderer, route: &'p Route, kind: &'static str, title: &str, language: LanguageId) -> Self {
        Self {
            route,
            language,
            kind,
            title: title.to_owned(),
            description: String::new(),
            feeds: renderer.feeds(language, None),
            structured_data: String::new(),
            updated: None,
            breadcrumb: renderer.breadcrumb(language, None),
            section: Section::None,
            noindex: false,
        }
    }
}

impl Renderer<'_> {
    /// Makes a page's context.
    pub(super) fn context(&self, page: Page) -> Result<Context, Box<Diagnostic>> {
        let language = page.language;
        let path = self.addresses.route(page.route).unwrap_or_default();
        let hub = &self.catalogue().hub;
        let versions = alternates(self.catalogue(), page.route);
        let mut alternate_links: Vec<Value> = Vec::new();
        if versions.len() > 1 {
            for (other, path) in &versions {
                alternate_links.push(object([
                    ("lang", Value::from(hub.languages.code(*other))),
                    ("href", Value::from(self.addresses.absolute(path))),
                ]));
            }
            alternate_links
                .push(object([("lang", Value::from("x-default")), ("href", Value::from(self.addresses.absolute(&versions[0].1)))]));
        }
        let switch = hub.languages.ids().map(|other| {
            let path =
                versions.iter().find(|(version, _)| *version == other).map_or_else(|| self.addresses.home(other), |(_, path)| path.clone());
            object([
                ("code", Value::from(hub.languages.code(other))),
                ("name", Value::from(self.site.theme.strings(other).get("languages.name"))),
                ("href", Value::from(self.addresses.link(&path))),
                ("current", Value::from(other == language)),
            ])
        });
        let image = self.page_image(&page)?;
        let mut context = Context::new();
        context.insert("languages", Value::from(switch.collect::<Vec<Value>>()));
        context.insert("breadcrumb", page.breadcrumb);
        context.insert(
            "page",
            object([
                ("kind", Value::from(page.kind)),
                ("title", Value::from(page.title)),
                ("description", Value::from(page.description)),
                ("canonical", Value::from(self.addresses.absolute(&path))),
                ("url", Value::from(self.addresses.link(&path))),
                ("noindex", Value::from(page.noindex)),
                ("alternates", Value::from(alternate_links)),
                ("feeds", page.feeds),
                ("json_ld", safe(page.structured_data)),
                ("image", image),
                ("modified", page.updated.map_or_else(Value::none, |date| Value::from(date.to_string()))),
            ]),
        );
        context.insert("header", self.header(language, page.section)?);
        context.insert("footer", self.footer(language)?);
        context.insert("accessibility", self.statement_link(language));
        let today = remember::<Box<Diagnostic>>(self.fragments.today(language.index()), || Ok(self.date(self.catalogue().today, language)));
        context.insert("today", today?);
        Ok(context)
    }

    /// Returns the image that services show beside a link to a page: the one that is drawn for it or, for a page that stands for many,
    /// for the hub. Where the hub asks for none, it is the first image among a record's facts.
    fn page_image(&self, page: &Page) -> Result<Value, Box<Diagnostic>> {
        let (drawn, language) = Drawn::by(page.route).unwrap_or((Drawn::Hub, page.language));
        if let Some(image) = self.social_image(drawn, language)? {
            return Ok(shared(self.addresses.absolute(&image.path), drawing::SIZE, &image.alternative, true));
        }
        let Drawn::Page(id) = drawn else { return Ok(Value::none()) };
        let image = first_image(self.catalogue().entry(id)).and_then(|path| self.shared_image(&path));
        Ok(optional(image.map(|image| shared(image.address, image.size, &page.title, false))))
    }

    fn header(&self, language: LanguageId, section: Section) -> Result<Value, Box<Diagnostic>> {
        let index = self.catalogue().hub.menu.iter().position(|item| self.is_section(&item.target, section)).map_or(0, |index| index + 1);
        remember(self.fragments.header(language.index(), index), || {
            let mut arguments = self.frame_arguments(language);
            arguments.insert("menu", self.menu(language, section));
            Ok(safe(self.component(language, "site_header", &arguments, "the site's header")?))
        })
    }

    fn footer(&self, language: LanguageId) -> Result<Value, Box<Diagnostic>> {
        remember(self.fragments.footer(language.index()), || {
            let mut arguments = self.frame_arguments(language);
            arguments.insert("menu", self.menu(language, Section::None));
            Ok(safe(self.component(language, "site_footer", &arguments, "the site's footer")?))
        })
    }

    fn frame_arguments(&self, language: LanguageId) -> Context {
        let mut arguments = Context::new();
        if let Some(site) = self.site.theme.global(language, "site") {
            let mut site = site.as_map().cloned().unwrap_or_default();
            site.insert("accessibility".into(), self.statement_link(language).to_tera());
            arguments.insert("site", Value::Tera(site.into()));
        }
        arguments
    }

    fn is_section(&self, target: &MenuTarget, section: Section) -> bool {
        match (target, section) {
            (MenuTarget::Collection(collection), Section::Collection(current)) => *collection == current,
            (MenuTarget::Page(path), Section::Page(current)) => self.catalogue().page_named(path) == Some(current),
            _ => false,
        }
    }

    fn menu(&self, language: LanguageId, section: Section) -> Value {
        let catalogue = self.catalogue();
        let items = catalogue.hub.menu.iter().filter_map(|item| {
            let (label, source, path) = match &item.target {
                MenuTarget::Collection(id) => {
                    let label = &catalogue.hub.collection(*id).label;
                    (label.get(language).to_owned(), label.language(language), self.addresses.collection(*id, language))
                }
                MenuTarget::Page(page) => {
                    let id = catalogue.page_named(page)?;
                    let (_, source) = catalogue.entry(id).title(language);
                    (self.typeset_record(id, language).title.to_string(), source, self.addresses.record(id, language))
                }
            };
            Some(object([
                ("label", Value::from(label)),
                ("lang", Value::from(self.other_language(source, language))),
                ("href", Value::from(self.addresses.link(&path))),
                ("current", Value::from(self.is_section(&item.target, section))),
            ]))
        });
        Value::from(items.collect::<Vec<Value>>())
    }

    /// Returns the root-relative link to the page of a record that readers of a language are led to.
    pub(super) fn record_link(&self, id: RecordId, language: LanguageId) -> &str {
        let place = self.fragments.link(id.index(), language.index());
        place.get_or_init(|| self.addresses.link(self.addresses.record(id, language)).into())
    }

    /// Returns the absolute address of that page.
    pub(super) fn record_address(&self, id: RecordId, language: LanguageId) -> String {
        [self.catalogue().hub.base_url.origin(), self.record_link(id, language)].concat()
    }

    /// Returns a day for templates.
    pub(super) fn date(&self, date: Date, language: LanguageId) -> Value {
        object([("iso", Value::from(date.to_string())), ("text", Value::from(self.site.theme.locale(language).date(date)))])
    }

    /// Puts non-breaking spaces into a text of a language.
    pub(super) fn typeset(&self, text: &str, language: LanguageId) -> String {
        crate::record::non_breaking(text, self.catalogue().hub.languages.code(language)).into_owned()
    }

    /// Returns a record's title and summary for readers of a language, with non-breaking spaces.
    pub(super) fn typeset_record(&self, id: RecordId, language: LanguageId) -> &Typeset {
        self.fragments.typeset(id.index(), language.index()).get_or_init(|| {
            let entry = self.catalogue().entry(id);
            let (title, title_language) = entry.title(language);
            let (summary, summary_language) = entry.summary(language);
            Typeset { title: self.typeset(title, title_language).into(), summary: self.typeset(summary, summary_language).into() }
        })
    }

    /// Returns a language's code where it differs from the page's, else an empty text.
    pub(super) fn other_language(&self, of_text: LanguageId, of_page: LanguageId) -> &str {
        if of_text == of_page { "" } else { self.catalogue().hub.languages.code(of_text) }
    }

    /// Returns the way from the home page to a page's parent.
    pub(super) fn trail(&self, language: LanguageId, collection: Option<CollectionId>) -> Vec<(String, String)> {
        let home = self.site.theme.strings(language).get("home.breadcrumb").to_owned();
        let mut trail = vec![(home, self.addresses.link(self.addresses.home(language)))];
        if let Some(collection) = collection {
            let label = self.catalogue().hub.collection(collection).label.get(language).to_owned();
            trail.push((label, self.addresses.link(self.addresses.collection(collection, language))));
        }
        trail
    }

    /// Returns that way for templates.
    pub(super) fn breadcrumb(&self, language: LanguageId, collection: Option<CollectionId>) -> Value {
        let place = self.fragments.breadcrumb(collection.map(CollectionId::index), language.index());
        let make = || {
            let label = collection.map(|collection| self.catalogue().hub.collection(collection).label.language(language));
            let sources = [Some(language), label].into_iter().flatten();
            let steps = self.trail(language, collection).into_iter().zip(sources).map(|((label, href), source)| {
                object([
                    ("label", Value::from(label)),
                    ("lang", Value::from(self.other_language(source, language))),
                    ("href", Value::from(href)),
                ])
            });
            Value::from(steps.collect::<Vec<Value>>())
        };
        place.get_or_init(make).clone()
    }

    /// Returns the feeds that a page of a collection, or of none, names, for templates: the site's and the collection's.
    pub(super) fn feeds(&self, language: LanguageId, collection: Option<CollectionId>) -> Value {
        let place = self.fragments.feeds(collection.map(CollectionId::index), language.index());
        place.get_or_init(|| self.named_feeds(language, collection)).clone()
    }

    fn named_feeds(&self, language: LanguageId, collection: Option<CollectionId>) -> Value {
        let hub = &self.catalogue().hub;
        let strings = self.site.theme.strings(language);
        let feed = |name: &str, folder: &str| {
            let title = strings.fill("feed.title", &[("title", name)]);
            object([("title", Value::from(title)), ("href", Value::from(self.addresses.link(format!("{folder}feed.xml"))))])
        };
        let mut feeds = Vec::new();
        if hub.collections.iter().any(|collection| collection.feed) {
            feeds.push(feed(hub.title.get(language), &self.addresses.home(language)));
        }
        if let Some(id) = collection
            && hub.collection(id).feed
        {
            feeds.push(feed(hub.collection(id).label.get(language), &self.addresses.collection(id, language)));
        }
        Value::from(feeds)
    }
}

/// Returns the section that a record or page belongs to.
pub(super) fn section_of(id: RecordId, home: Home) -> Section {
    match home {
        Home::Collection(collection) => Section::Collection(collection),
        Home::Pages => Section::Page(id),
    }
}

/// Returns a site path for error messages.
pub(super) fn shown_path(addresses: &Addresses, route: &Route) -> String {
    addresses.route(route).unwrap_or_default()
}

/// Returns an image for the page's head. `drawn` tells whether it was made to be shown there.
fn shared(address: String, size: (u32, u32), alternative: &str, drawn: bool) -> Value {
    object([
        ("url", Value::from(address)),
        ("width", Value::from(size.0)),
        ("height", Value::from(size.1)),
        ("alt", Value::from(alternative)),
        ("drawn", Value::from(drawn)),
    ])
}
