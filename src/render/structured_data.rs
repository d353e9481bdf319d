//! Structured data for search engines: JSON-LD with schema.org's words.

use super::Renderer;
use super::data::{BUILT_IN, Fact, Facts, number};
use crate::catalogue::Entry;
use crate::hub::{CollectionId, FieldId, FieldKind, LanguageId, RecordId};
use crate::record::{Home, Moment, Value as FieldValue};
use serde::Serialize;
use serde_json::{Value, json};

/// Writes JSON so that it can stand in a script element: no text can end it.
fn script(value: &impl Serialize) -> String {
    harmless(written(value))
}

pub(super) fn harmless(json: String) -> String {
    let bytes = json.as_bytes();
    // U+2028 and U+2029 in UTF-8; many other signs begin with the same byte.
    let parts_lines = |at: usize| matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9]));
    if memchr::memchr3(b'<', b'>', b'&', bytes).is_none() && !memchr::memchr_iter(0xe2, bytes).any(parts_lines) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        match character {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            other => out.push(other),
        }
    }
    out
}

/// Writes a value as JSON.
fn written(value: &(impl Serialize + ?Sized)) -> String {
    // What is described here can always be written as JSON.
    serde_json::to_string(value).unwrap_or_default()
}

impl Renderer<'_> {
    /// Describes the site, on its home page.
    pub(super) fn site_data(&self, language: LanguageId) -> String {
        let hub = &self.catalogue().hub;
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": hub.title.get(language),
            "url": self.addresses.absolute(&self.addresses.home(language)),
            "inLanguage": hub.languages.code(language),
        });
        if !hub.description.get(language).is_empty() {
            data["description"] = hub.description.get(language).into();
        }
        if let Some(publisher) = &hub.publisher {
            let mut organization = json!({"@type": "Organization", "name": publisher.name.get(language)});
            for (key, value) in [("url", &publisher.url), ("email", &publisher.email), ("telephone", &publisher.phone)] {
                if let Some(value) = value {
                    organization[key] = value.as_str().into();
                }
            }
            data["publisher"] = organization;
        }
        script(&data)
    }

    /// Describes a free page.
    pub(super) fn page_data(&self, id: RecordId, language: LanguageId) -> String {
        let mut page = Facts::with_room_for(BUILT_IN);
        page.insert("@context", Fact::text("https://schema.org"));
        self.describe(&mut page, id, "WebPage", language);
        page.replace("inLanguage", Fact::text(self.catalogue().hub.languages.code(self.catalogue().entry(id).body(language).1)));
        script(&page)
    }

    /// Describes a record, and the way to it from the home page.
    pub(super) fn record_data(&self, id: RecordId, language: LanguageId) -> String {
        let entry = self.catalogue().entry(id);
        let Home::Collection(home) = entry.original.place.home else { return String::new() };
        let (thing, trail) = (self.record_thing(id, home, language), self.trail_data(home, language));
        let title = written(entry.title(language).0);
        harmless(["{\"@context\":\"https://schema.org\",\"@graph\":[", thing, ",", trail, &title, "}]}]}"].concat())
    }

    /// Describes the way to the records of a collection, up to where a record's name comes. It is the same for all of them.
    fn trail_data(&self, home: CollectionId, language: LanguageId) -> &str {
        self.fragments.trail(home.index(), language.index()).get_or_init(|| {
            let mut steps: Vec<Value> = Vec::new();
            for (position, (name, href)) in self.trail(language, Some(home)).into_iter().enumerate() {
                let item = format!("{}{href}", self.catalogue().hub.base_url.origin());
                steps.push(json!({"@type": "ListItem", "position": position + 1, "name": name, "item": item}));
            }
            let last = steps.len() + 1;
            let mut trail = written(&json!({"@type": "BreadcrumbList", "itemListElement": steps}));
            trail.truncate(trail.len() - "]}".len());
            trail.push_str(&format!("{}{{\"@type\":\"ListItem\",\"position\":{last},\"name\":", if last > 1 { "," } else { "" }));
            trail.into()
        })
    }

    /// Describes a record by its collection's type, as JSON: its words, its dates, and the fields that name a property.
    pub(super) fn record_thing(&self, id: RecordId, home: CollectionId, language: LanguageId) -> &str {
        let place = self.fragments.thing(id.index(), language.index());
        place.get_or_init(|| written(&self.make_record_thing(id, home, language)).into())
    }

    fn make_record_thing(&self, id: RecordId, home: CollectionId, language: LanguageId) -> Facts<'_> {
        let entry = self.catalogue().entry(id);
        let collection = self.catalogue().hub.collection(home);
        let mut thing = Facts::with_room_for(BUILT_IN + collection.fields.len());
        self.describe(&mut thing, id, &collection.schema_type, language);
        for (index, field) in collection.fields.iter().enumerate() {
            let Some(property) = &field.property else { continue };
            let Some((value, _)) = entry.value(FieldId::new(index), language) else { continue };
            let fact = match value {
                FieldValue::Image(name) => self.image_address(entry, name).map(Fact::text),
                _ => self.property(value, field.kind, property, language).map(Fact::Other),
            };
            if let Some(fact) = fact {
                // A record has one address of its own; where else it is described is the same thing's page.
                thing.replace(if property == "url" { "sameAs" } else { property.as_str() }, fact);
            }
        }
        thing
    }

    /// Adds what records and pages have alike.
    fn describe<'f>(&'f self, thing: &mut Facts<'f>, id: RecordId, kind: &'f str, language: LanguageId) {
        let entry = self.catalogue().entry(id);
        let address = self.record_address(id, language);
        thing.insert("@type", Fact::text(kind));
        thing.insert("@id", Fact::text(address.clone()));
        thing.insert("name", Fact::text(entry.title(language).0));
        let summary = entry.summary(language).0;
        if !summary.is_empty() {
            thing.insert("description", Fact::text(summary));
        }
        thing.insert("url", Fact::text(address));
        // Only creative works have a language and dates of publication (schema.org, CreativeWork).
        if matches!(kind, "Article" | "WebPage" | "WebSite" | "CreativeWork" | "Course" | "SoftwareApplication" | "Report") {
            thing.insert("inLanguage", Fact::text(self.catalogue().hub.languages.code(entry.title(language).1)));
            for (key, date) in [("datePublished", entry.original.date), ("dateModified", entry.changed())] {
                if let Some(date) = date {
                    thing.insert(key, Fact::text(date.to_string()));
                }
            }
        }
    }

    /// Returns the address of an image: of one that everybody can read, else of the file as it is.
    fn image_address(&self, entry: &Entry, name: &str) -> Option<String> {
        let path = entry.original.beside(name)?;
        let shared = self.shared_image(&path).map(|image| image.address);
        shared.or_else(|| Some(self.addresses.absolute(&self.addresses.attached(&path)?)))
    }

    fn property(&self, value: &FieldValue, kind: FieldKind, property: &str, language: LanguageId) -> Option<Value> {
        let named = |kind: &str, name: &str| json!({"@type": kind, "name": name});
        Some(match value {
            FieldValue::Texts(texts) => match property {
                "location" => named("Place", texts.first()?),
                "organizer" | "funder" | "provider" | "sponsor" => named("Organization", texts.first()?),
                _ => texts.iter().map(|text| Value::from(&**text)).collect(),
            },
            FieldValue::Urls(texts) | FieldValue::Emails(texts) => match texts.as_ref() {
                [one] => Value::from(&**one),
                several => several.iter().map(|text| Value::from(&**text)).collect(),
            },
            FieldValue::Dates(dates) => self.instant(*dates.first()?).into(),
            FieldValue::Numbers(numbers) => number(*numbers.first()?),
            FieldValue::Percent(percent) => number(*percent),
            FieldValue::Boolean(value) => json!(value),
            FieldValue::Money(money) => json!({"@type": "MonetaryAmount", "value": number(money.figure()), "currency": money.currency}),
            FieldValue::Terms(terms) => {
                let (FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary)) = kind else { return None };
                let vocabulary = self.catalogue().hub.vocabulary(vocabulary);
                terms.iter().map(|term| Value::from(vocabulary.term(*term).label.get(language))).collect()
            }
            _ => return None,
        })
    }

    /// Returns a day, or an instant with its offset where there is an hour.
    fn instant(&self, moment: Moment) -> String {
        let zoned =
            moment.time.and_then(|time| moment.date.to_datetime(time).to_zoned_datetime(self.catalogue().hub.timezone.clone()).ok());
        zoned.map_or_else(|| moment.date.to_string(), |zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }

    /// Describes a page of a listing; its records are named on the listing's first page alone.
    pub(super) fn list_data(
        &self, title: &str, path: &str, records: &[RecordId], first: usize, total: usize, language: LanguageId,
    ) -> String {
        // There are so many listings that their items are written rather than built.
        let records = if first == 0 { records } else { &[] };
        let mut items = String::with_capacity(records.len() * 120);
        for (index, id) in records.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let (position, address) = ((index + 1).to_string(), written(&self.record_address(*id, language)));
            for part in [comma, "{\"@type\":\"ListItem\",\"position\":", &position, ",\"url\":", &address, "}"] {
                items.push_str(part);
            }
        }
        let mut page = [
            "{\"@context\":\"https://schema.org\",\"@type\":\"CollectionPage\",\"name\":",
            &written(title),
            ",\"url\":",
            &written(&self.addresses.absolute(path)),
            ",\"inLanguage\":",
            &written(self.catalogue().hub.languages.code(language)),
            ",\"mainEntity\":{\"@type\":\"ItemList\",\"numberOfItems\":",
            &total.to_string(),
        ]
        .concat();
        if !items.is_empty() {
            page.push_str(&format!(",\"itemListElement\":[{items}]"));
        }
        page.push_str("}}");
        harmless(page)
    }
}
