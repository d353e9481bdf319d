//! A record's facts.

use super::Renderer;
use super::fragments::remember;
use super::value::{Context, Value, object, safe};
use crate::catalogue::{Entry, Window, status};
use crate::diagnostic::Diagnostic;
use crate::escape::escape;
use crate::hub::{CollectionId, FacetId, FacetKey, Field, FieldId, FieldKind, LanguageId, RecordId, VocabularyId};
use crate::record::{Amount, Home, Moment, Money, Round, Value as FieldValue};
use crate::route::View;

/// Values of a fact that stand in one list with the others; a longer one is folded.
const UNFOLDED: usize = 8;

/// Room for the HTML of most values of a fact, in bytes.
const USUAL_ROW: usize = 96;

/// What an item shows beside its text.
#[derive(Default)]
struct Item {
    text: String,
    href: String,
    language: String,
    iso: String,
    external: bool,
    html: String,
    image: Option<Value>,
    /// The text in parts between which a line may end.
    parts: Vec<String>,
    note: String,
}

impl Item {
    fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    fn value(self) -> Value {
        object([
            ("text", Value::from(self.text)),
            ("href", Value::from(self.href)),
            ("lang", Value::from(self.language)),
            ("iso", Value::from(self.iso)),
            ("external", Value::from(self.external)),
            ("html", safe(self.html)),
            ("image", self.image.unwrap_or_else(Value::none)),
            ("parts", Value::from(self.parts)),
            ("note", Value::from(self.note)),
        ])
    }
}

impl Renderer<'_> {
    /// Returns all facts of an entry that has any, each with its values as HTML, without the field that the page shows as its one
    /// prominent link.
    pub(super) fn facts(&self, entry: &Entry, action: Option<FieldId>, language: LanguageId) -> Result<Vec<Value>, Box<Diagnostic>> {
        let Home::Collection(home) = entry.original.place.home else { return Ok(Vec::new()) };
        let collection = self.catalogue().hub.collection(home);
        let mut facts = Vec::new();
        for (index, field) in collection.fields.iter().enumerate() {
            let id = FieldId::new(index);
            let Some((value, source)) = entry.value(id, language).filter(|_| Some(id) != action) else { continue };
            let (count, html) = self.fact_html(entry, home, id, field, value, source, language)?;
            facts.push(object([
                ("id", Value::from(field.id.as_str())),
                ("label", Value::from(field.label.get(language))),
                ("kind", Value::from(kind_name(field.kind))),
                ("count", Value::from(count as u64)),
                ("folded", Value::from(count > UNFOLDED)),
                ("html", safe(html)),
            ]));
        }
        Ok(facts)
    }

    /// Returns how many values a fact has, and the values as HTML, by the theme's component.
    fn fact_html(
        &self, entry: &Entry, home: CollectionId, id: FieldId, field: &Field, value: &FieldValue, source: LanguageId, language: LanguageId,
    ) -> Result<(usize, String), Box<Diagnostic>> {
        let kind = kind_name(field.kind);
        let collection = self.catalogue().hub.collection(home);
        let facet = collection.facets.iter().position(|facet| facet.key == FacetKey::Field(id));
        if let (FieldValue::Terms(terms), Some(facet), FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary)) =
            (value, facet, field.kind)
        {
            let mut html = String::with_capacity(terms.len() * USUAL_ROW);
            for term in terms {
                let place = self.fragments.term_row(home.index(), facet, term.index() as u32, language.index());
                let row = remember(place, || {
                    let item = self.term_item(home, id, vocabulary, term.index() as u32, language);
                    Ok::<_, Box<Diagnostic>>(safe(self.fact_row(item, kind, language)?))
                })?;
                html.push_str(row.as_str().unwrap_or_default());
            }
            return Ok((terms.len(), html));
        }
        let items = self.items(entry, home, id, field, value, source, language)?;
        let count = items.len();
        let rows: String = items.into_iter().map(|item| self.fact_row(item, kind, language)).collect::<Result<_, _>>()?;
        Ok((count, rows))
    }

    fn fact_row(&self, item: Value, kind: &'static str, language: LanguageId) -> Result<String, Box<Diagnostic>> {
        let mut arguments = Context::new();
        arguments.insert("item", item);
        arguments.insert("kind", Value::from(kind));
        self.component(language, "fact_item", &arguments, "a fact")
    }

    /// Returns one fact; its items are empty where there is no value.
    pub(super) fn fact(
        &self, entry: &Entry, home: CollectionId, id: FieldId, field: &Field, language: LanguageId,
    ) -> Result<Value, Box<Diagnostic>> {
        let items = match entry.value(id, language) {
            Some((value, source)) => self.items(entry, home, id, field, value, source, language)?,
            None => Vec::new(),
        };
        Ok(object([
            ("id", Value::from(field.id.as_str())),
            ("label", Value::from(field.label.get(language))),
            ("kind", Value::from(kind_name(field.kind))),
            ("items", Value::from(items)),
        ]))
    }

    fn items(
        &self, entry: &Entry, home: CollectionId, id: FieldId, field: &Field, value: &FieldValue, source: LanguageId, language: LanguageId,
    ) -> Result<Vec<Value>, Box<Diagnostic>> {
        let locale = self.site.theme.locale(language);
        let strings = self.site.theme.strings(language);
        let in_language =
            |text: &str| Item { language: self.other_language(source, language).to_owned(), ..Item::text(self.typeset(text, source)) };
        Ok(match value {
            FieldValue::Terms(terms) => {
                let (FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary)) = field.kind else { return Ok(Vec::new()) };
                terms.iter().map(|term| self.term_item(home, id, vocabulary, term.index() as u32, language)).collect()
            }
            FieldValue::Texts(texts) => texts.iter().map(|text| in_language(text).value()).collect(),
            FieldValue::Markdown(body) => {
                let html = self.markdown_field(entry, id, body, source, language)?;
                vec![Item { html, language: self.other_language(source, language).to_owned(), ..Item::default() }.value()]
            }
            FieldValue::Dates(dates) => {
                dates.iter().map(|moment| Item { iso: moment.iso(), ..Item::text(self.moment(*moment, language)) }.value()).collect()
            }
            FieldValue::Rounds(rounds) => rounds.iter().map(|round| self.round(round, language).value()).collect(),
            FieldValue::Numbers(numbers) => numbers.iter().map(|number| Item::text(locale.number(*number)).value()).collect(),
            FieldValue::Money(money) => vec![Item::text(self.money(money, language)).value()],
            FieldValue::Percent(percent) => vec![Item::text(strings.fill("percent", &[("number", &locale.number(*percent))])).value()],
            FieldValue::Boolean(value) => vec![Item::text(strings.get(if *value { "boolean.yes" } else { "boolean.no" })).value()],
            FieldValue::Urls(urls) => {
                urls.iter().map(|url| Item { href: url.to_string(), external: true, ..Item::text(host(url)) }.value()).collect()
            }
            FieldValue::Emails(emails) => {
                let parts = |email: &str| email.split('@').map(str::to_owned).collect();
                let item = |email: &str| Item { href: format!("mailto:{email}"), parts: parts(email), ..Item::text(email) };
                emails.iter().map(|email| item(email).value()).collect()
            }
            FieldValue::Records(_) => entry.referenced(id).iter().map(|target| self.record_item(*target, language).value()).collect(),
            FieldValue::Image(name) => self.image_item(entry, name, field, language).into_iter().map(Item::value).collect(),
        })
    }

    /// A term, leading to its page where its field is a facet.
    fn term_item(&self, home: CollectionId, field: FieldId, vocabulary: VocabularyId, term: u32, language: LanguageId) -> Value {
        let make = |href: String| {
            let label = &self.catalogue().hub.vocabulary(vocabulary).terms[term as usize].label;
            let text = self.typeset(label.get(language), label.language(language));
            Item { href, language: self.other_language(label.language(language), language).to_owned(), ..Item::text(text) }.value()
        };
        let collection = self.catalogue().hub.collection(home);
        let Some(facet) = collection.facets.iter().position(|facet| facet.key == FacetKey::Field(field)) else {
            return make(String::new());
        };
        let place = self.fragments.term(home.index(), facet, term, language.index());
        let made = remember::<()>(place, || {
            let view = View::Term(home, FacetId::new(facet), term);
            Ok(make(self.addresses.link(self.addresses.view(view, language))))
        });
        made.unwrap_or_else(|()| make(String::new()))
    }

    fn record_item(&self, target: RecordId, language: LanguageId) -> Item {
        let (_, source) = self.catalogue().entry(target).title(language);
        Item {
            href: self.record_link(target, language).to_owned(),
            language: self.other_language(source, language).to_owned(),
            ..Item::text(self.typeset_record(target, language).title.to_string())
        }
    }

    fn image_item(&self, entry: &Entry, name: &str, field: &Field, language: LanguageId) -> Option<Item> {
        let path = entry.original.beside(name)?;
        let alternative = format!("{}: {}", field.label.get(language), entry.title(language).0);
        let is_first = first_image(entry).is_some_and(|first| first == path);
        let image = self.image_value(&path, &format!(" alt=\"{}\"", escape(&alternative)), !is_first)?;
        Some(Item { image: Some(image.with("alt", Value::from(alternative))), ..Item::default() })
    }

    fn round(&self, round: &Round, language: LanguageId) -> Item {
        let strings = self.site.theme.strings(language);
        let day = |moment: Moment| self.moment(moment, language);
        let mut text = match (round.opens, round.closes) {
            (Some(opens), Some(closes)) => strings.fill("date_range", &[("from", &day(opens)), ("to", &day(closes))]),
            (Some(opens), None) => strings.fill("status_text.from", &[("date", &day(opens))]),
            (None, Some(closes)) => strings.fill("status_text.until", &[("date", &day(closes))]),
            (None, None) => String::new(),
        };
        if let Some(label) = &round.label {
            text = if text.is_empty() { label.to_string() } else { format!("{label}: {text}") };
        }
        if let Some(budget) = &round.budget {
            text = format!("{text} ({})", self.money(budget, language));
        }
        let window = Window { opens: round.opens, closes: round.closes };
        let note = status(&[window], self.catalogue().today, self.catalogue().hub.closing_soon)
            .map_or_else(String::new, |status| strings.get(&format!("status.{}", status.as_str())).to_owned());
        Item { note, ..Item::text(text) }
    }

    /// Returns an amount in words, such as `do 50 000 zł`.
    pub(super) fn money(&self, money: &Money, language: LanguageId) -> String {
        let strings = self.site.theme.strings(language);
        let locale = self.site.theme.locale(language);
        let key = format!("money.{}", money.currency);
        let one = |amount: f64| {
            let key = if strings.has(&key) { key.as_str() } else { "money.other" };
            strings.fill(key, &[("amount", &locale.amount(amount)), ("currency", &money.currency)]).replace(' ', "\u{a0}")
        };
        match money.amount {
            Amount::Exact(amount) => one(amount),
            Amount::Range { min: Some(min), max: Some(max) } => strings.fill("money.range", &[("min", &one(min)), ("max", &one(max))]),
            Amount::Range { min: None, max: Some(max) } => strings.fill("money.up_to", &[("amount", &one(max))]),
            Amount::Range { min: Some(min), max: None } => strings.fill("money.from", &[("amount", &one(min))]),
            Amount::Range { min: None, max: None } => String::new(),
        }
    }
}

/// Returns the first image among an entry's facts, by its path relative to `content/`.
pub(super) fn first_image(entry: &Entry) -> Option<String> {
    entry.original.values.iter().flatten().find_map(|value| match value {
        FieldValue::Image(name) => entry.original.beside(name),
        _ => None,
    })
}

/// Returns the host of an address without `www.`, which is what readers recognise.
pub(super) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

fn kind_name(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Markdown => "markdown",
        FieldKind::Date => "date",
        FieldKind::Rounds => "rounds",
        FieldKind::Number => "number",
        FieldKind::Money => "money",
        FieldKind::Percent => "percent",
        FieldKind::Boolean => "boolean",
        FieldKind::Url => "url",
        FieldKind::Email => "email",
        FieldKind::Term(_) | FieldKind::Terms(_) => "terms",
        FieldKind::Record(_) | FieldKind::Records(_) => "records",
        FieldKind::Image => "image",
    }
}
