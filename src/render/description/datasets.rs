//! What data there is, in the words of DCAT-AP 3.0 (the European application profile for data portals).

use crate::catalogue::Entry;
use crate::hub::{CollectionId, LanguageId};
use crate::render::Renderer;
use crate::route::{Format, View};
use serde_json::{Map, Value, json};

/// The Publications Office's lists of languages and file types, which DCAT-AP wants its values from.
const LANGUAGES: &str = "http://publications.europa.eu/resource/authority/language/";
const FILE_TYPES: &str = "http://publications.europa.eu/resource/authority/file-type/";

/// The official languages of the Union by their codes in ISO 639-1 and in the Publications Office's list.
const OFFICIAL: [(&str, &str); 24] = [
    ("bg", "BUL"),
    ("cs", "CES"),
    ("da", "DAN"),
    ("de", "DEU"),
    ("el", "ELL"),
    ("en", "ENG"),
    ("es", "SPA"),
    ("et", "EST"),
    ("fi", "FIN"),
    ("fr", "FRA"),
    ("ga", "GLE"),
    ("hr", "HRV"),
    ("hu", "HUN"),
    ("it", "ITA"),
    ("lt", "LIT"),
    ("lv", "LAV"),
    ("mt", "MLT"),
    ("nl", "NLD"),
    ("pl", "POL"),
    ("pt", "POR"),
    ("ro", "RON"),
    ("sk", "SLK"),
    ("sl", "SLV"),
    ("sv", "SWE"),
];

impl Renderer<'_> {
    /// Renders `dcat.jsonld`: the site as a catalogue, each collection as a dataset, each of its files as a distribution.
    pub(super) fn datasets(&self) -> Vec<u8> {
        let hub = &self.catalogue().hub;
        let home = self.addresses.absolute(&self.addresses.home(LanguageId::DEFAULT));
        let changes = self.catalogue().entries.iter().filter_map(Entry::changed);
        let mut catalogue = self.resource("dcat:Catalog", &home, &|language| hub.title.get(language).to_owned());
        catalogue.insert("dct:language".into(), hub.languages.ids().filter_map(|language| self.official(language)).collect());
        if let Some(licence) = &hub.data_licence {
            catalogue.insert("dct:license".into(), json!({"@id": licence}));
        }
        catalogue.insert("foaf:homepage".into(), json!({"@id": home}));
        if let Some(day) = changes.max() {
            catalogue.insert("dct:modified".into(), date(&day.to_string()));
        }
        catalogue.insert("dcat:dataset".into(), self.collections().map(|collection| Value::Object(self.dataset(collection))).collect());
        let mut document = json!({
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "vcard": "http://www.w3.org/2006/vcard/ns#",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            },
        });
        if let Value::Object(document) = &mut document {
            document.append(&mut catalogue);
        }
        let mut text = serde_json::to_vec_pretty(&document).unwrap_or_default();
        text.push(b'\n');
        text
    }

    fn dataset(&self, collection: CollectionId) -> Map<String, Value> {
        let hub = &self.catalogue().hub;
        let settings = hub.collection(collection);
        let address = self.addresses.absolute(&self.addresses.collection(collection, LanguageId::DEFAULT));
        let mut dataset = self.resource("dcat:Dataset", &format!("{address}#dataset"), &|language| {
            format!("{} – {}", settings.label.get(language), hub.title.get(language))
        });
        dataset.insert("dct:identifier".into(), settings.id.as_str().into());
        dataset.insert("dct:language".into(), hub.languages.ids().filter_map(|language| self.official(language)).collect());
        dataset.insert("dcat:landingPage".into(), json!({"@id": address}));
        let index = self.catalogue().collection(collection);
        let changes = self.catalogue().entries[index.range.clone()].iter().filter_map(Entry::changed);
        if let Some(day) = changes.max() {
            dataset.insert("dct:modified".into(), date(&day.to_string()));
        }
        if let Some(email) = hub.publisher.as_ref().and_then(|publisher| publisher.email.as_deref()) {
            let name = self.publisher(LanguageId::DEFAULT);
            let contact = json!({"@type": "vcard:Organization", "vcard:fn": name, "vcard:hasEmail": {"@id": format!("mailto:{email}")}});
            dataset.insert("dcat:contactPoint".into(), contact);
        }
        let distributions = hub.languages.ids().flat_map(|language| self.distributions(collection, language));
        dataset.insert("dcat:distribution".into(), distributions.collect());
        dataset
    }

    /// Describes the files of a collection in a language.
    fn distributions(&self, collection: CollectionId, language: LanguageId) -> Vec<Value> {
        let hub = &self.catalogue().hub;
        let settings = hub.collection(collection);
        let folder = self.addresses.view(View::Collection(collection), language);
        let files = [
            (Some(self.addresses.data(collection, language, Format::Json)), "JSON", "application/json"),
            (Some(self.addresses.data(collection, language, Format::Csv)), "CSV", "text/csv"),
            (settings.feed.then(|| format!("{folder}feed.xml")), "ATOM", "application/atom+xml"),
            (settings.calendar.then(|| format!("{folder}calendar.ics")), "ICS", "text/calendar"),
        ];
        let described = files.into_iter().filter_map(|(path, kind, media)| {
            let address = self.addresses.absolute(&path?);
            let mut distribution = json!({
                "@type": "dcat:Distribution",
                "@id": address,
                "dct:title": [{"@value": format!("{} ({kind})", settings.label.get(language)), "@language": hub.languages.code(language)}],
                "dcat:accessURL": {"@id": address},
                "dcat:downloadURL": {"@id": address},
                "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{media}")},
            });
            // The office's list has feeds and calendars under no name that is known for sure; their media types say it.
            if matches!(kind, "JSON" | "CSV") {
                distribution["dct:format"] = json!({"@id": format!("{FILE_TYPES}{kind}")});
            }
            if let Some(licence) = &hub.data_licence {
                distribution["dct:license"] = json!({"@id": licence});
            }
            if let Some(code) = self.official(language) {
                distribution["dct:language"] = code;
            }
            Some(distribution)
        });
        described.collect()
    }

    /// Begins the description of a catalogue or a dataset with what both must have: title, description, publisher.
    fn resource(&self, kind: &str, id: &str, title: &dyn Fn(LanguageId) -> String) -> Map<String, Value> {
        let hub = &self.catalogue().hub;
        let texts = |text: &dyn Fn(LanguageId) -> String| -> Value {
            hub.languages.ids().map(|language| json!({"@value": text(language), "@language": hub.languages.code(language)})).collect()
        };
        let mut resource = Map::new();
        resource.insert("@type".into(), kind.into());
        resource.insert("@id".into(), id.into());
        resource.insert("dct:title".into(), texts(title));
        let described = |language| {
            let description = hub.description.get(language);
            if description.is_empty() { title(language) } else { description.to_owned() }
        };
        resource.insert("dct:description".into(), texts(&described));
        resource.insert(
            "dct:publisher".into(),
            json!({"@type": "foaf:Agent", "foaf:name": texts(&|language| self.publisher(language).to_owned())}),
        );
        resource
    }

    /// Returns who publishes the site: the hub itself where nobody is named.
    fn publisher(&self, language: LanguageId) -> &str {
        let hub = &self.catalogue().hub;
        hub.publisher.as_ref().map_or_else(|| hub.title.get(language), |publisher| publisher.name.get(language))
    }

    fn official(&self, language: LanguageId) -> Option<Value> {
        let code = self.catalogue().hub.languages.code(language);
        let primary = code.split('-').next().unwrap_or_default();
        let (_, name) = OFFICIAL.iter().find(|(code, _)| *code == primary)?;
        Some(json!({"@id": format!("{LANGUAGES}{name}")}))
    }
}

fn date(day: &str) -> Value {
    json!({"@value": day, "@type": "xsd:date"})
}
