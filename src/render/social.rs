//! The image that services show beside a link to a page: drawn by the theme from its title and facts.

use super::Renderer;
use super::value::{Context, Value, object, safe};
use crate::catalogue::Entry;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::drawing;
use crate::hub::{FieldId, FieldKind, LanguageId};
use crate::record::Home;
use crate::route::Drawn;

/// The theme's template.
pub(super) const TEMPLATE: &str = "social.svg";

/// The theme's asset that holds pictograms as `symbol` elements.
const PICTOGRAMS: &str = "icons.svg";

/// How many facts an image names.
const FACTS: usize = 3;

/// How many values of a fact it names.
const VALUES: usize = 3;

/// An image, whether it has been painted or not.
#[derive(Clone, Debug)]
pub struct SocialImage {
    /// Its site path, which names its bytes.
    pub path: String,
    /// Its words, for those who do not see it.
    pub alternative: String,
}

/// An image that is ready to be painted.
#[derive(Debug)]
pub struct Drawing {
    svg: String,
    place: Place,
    help: String,
}

impl Drawing {
    /// Paints it: the bytes of a PNG.
    pub fn paint(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        drawing::paint(&self.svg).map_err(|reason| {
            let message = format!("The drawing cannot be painted: {reason}.");
            Box::new(Diagnostic::error(DiagnosticId::TemplateError, self.place.clone(), message).help(&*self.help))
        })
    }
}

/// What the theme is given to draw.
#[derive(Default)]
struct Words {
    title: String,
    summary: String,
    /// What a record of its collection is called.
    kind: String,
    /// The collection's name.
    collection: String,
    /// Labels, each with its values.
    facts: Vec<(String, String)>,
}

impl Words {
    fn alternative(&self) -> String {
        let facts = self.facts.iter().map(|(label, text)| format!("{label}: {text}"));
        let begin = if self.kind.is_empty() { self.title.clone() } else { format!("{}: {}", self.kind, self.title) };
        std::iter::once(begin).chain(facts).collect::<Vec<String>>().join("; ")
    }

    fn value(self, is_hub: bool, pictograms: &str) -> Value {
        let facts = self.facts.into_iter().map(|(label, text)| object([("label", Value::from(label)), ("text", Value::from(text))]));
        object([
            ("is_hub", Value::from(is_hub)),
            ("title", Value::from(self.title)),
            ("summary", Value::from(self.summary)),
            ("kind", Value::from(self.kind)),
            ("collection", Value::from(self.collection)),
            ("facts", Value::from(facts.collect::<Vec<Value>>())),
            ("pictograms", safe(pictograms)),
        ])
    }
}

impl Renderer<'_> {
    /// Returns the image that is drawn for a page or the hub in a language; there is none where the hub does not ask for them.
    pub fn social_image(&self, drawn: Drawn, language: LanguageId) -> Result<Option<&SocialImage>, Box<Diagnostic>> {
        if !self.catalogue().hub.social_images {
            return Ok(None);
        }
        let record = match drawn {
            Drawn::Hub => None,
            Drawn::Page(id) => Some(id.index()),
        };
        let place = self.fragments.drawing(record, language.index());
        if let Some(known) = place.get() {
            return Ok(Some(known));
        }
        let words = self.words(drawn, language)?;
        let alternative = words.alternative();
        let word = drawing::word(&self.svg(words, drawn, language)?);
        let made = SocialImage { path: self.addresses.drawing(drawn, language, &word), alternative };
        Ok(Some(place.get_or_init(|| made)))
    }

    /// Draws that image once more, to be painted: a site's drawings together are too long to be remembered.
    pub fn drawing(&self, drawn: Drawn, language: LanguageId) -> Result<Drawing, Box<Diagnostic>> {
        let svg = self.svg(self.words(drawn, language)?, drawn, language)?;
        let place = Place::file(self.site.theme.template_path(TEMPLATE));
        Ok(Drawing { svg, place, help: format!("It happened while drawing for '{}'.", self.drawn_path(drawn, language)) })
    }

    fn drawn_path(&self, drawn: Drawn, language: LanguageId) -> String {
        match drawn {
            Drawn::Hub => self.addresses.home(language),
            Drawn::Page(id) => self.addresses.record(id, language),
        }
    }

    fn svg(&self, words: Words, drawn: Drawn, language: LanguageId) -> Result<String, Box<Diagnostic>> {
        let pictograms = self.site.theme.assets.get(PICTOGRAMS).map(|asset| String::from_utf8_lossy(&asset.bytes));
        let mut context = Context::new();
        context.insert("social", words.value(drawn == Drawn::Hub, pictograms.as_deref().unwrap_or_default()));
        let svg = self.template(language, TEMPLATE, &context, &self.drawn_path(drawn, language))?;
        Ok(String::from_utf8_lossy(&svg).into_owned())
    }

    fn words(&self, drawn: Drawn, language: LanguageId) -> Result<Words, Box<Diagnostic>> {
        let hub = &self.catalogue().hub;
        let Drawn::Page(id) = drawn else {
            let typeset = |label: &crate::hub::Label| self.typeset(label.get(language), label.language(language));
            return Ok(Words { title: typeset(&hub.title), summary: typeset(&hub.description), ..Words::default() });
        };
        let entry = self.catalogue().entry(id);
        let typeset = self.typeset_record(id, language);
        let words = Words { title: typeset.title.to_string(), summary: typeset.summary.to_string(), ..Words::default() };
        let Home::Collection(home) = entry.original.place.home else { return Ok(words) };
        let collection = hub.collection(home);
        Ok(Words {
            kind: collection.singular.get(language).to_owned(),
            collection: collection.id.clone(),
            facts: self.drawn_facts(entry, language)?,
            ..words
        })
    }

    /// Returns the first facts that a record's cards show, in words, those without a value left out.
    fn drawn_facts(&self, entry: &Entry, language: LanguageId) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
        let Home::Collection(home) = entry.original.place.home else { return Ok(Vec::new()) };
        let fields = &self.catalogue().hub.collection(home).fields;
        let mut facts = Vec::new();
        let is_shown = |kind: FieldKind| !matches!(kind, FieldKind::Image | FieldKind::Markdown);
        for (index, field) in fields.iter().enumerate().filter(|(_, field)| field.card && is_shown(field.kind)) {
            let fact = self.fact(entry, home, FieldId::new(index), field, language)?;
            let items = fact.get("items").map(Value::items).unwrap_or_default();
            let texts = items.iter().filter_map(|item| item.get("text")?.as_str()).filter(|text| !text.is_empty());
            let texts: Vec<&str> = texts.collect();
            if texts.is_empty() {
                continue;
            }
            let more = if texts.len() > VALUES { " …" } else { "" };
            facts.push((field.label.get(language).to_owned(), format!("{}{more}", texts[..texts.len().min(VALUES)].join(", "))));
            if facts.len() == FACTS {
                break;
            }
        }
        Ok(facts)
    }
}
