//! All records as one JSON-LD document with schema.org's words.

use crate::hub::LanguageId;
use crate::render::Renderer;
use serde_json::json;

impl Renderer<'_> {
    /// Renders `catalogue.jsonld`: who publishes it under which licence, and every record as its own page describes it, collection by
    /// collection in their order.
    pub(super) fn linked_catalogue(&self, language: LanguageId) -> Vec<u8> {
        let hub = &self.catalogue().hub;
        let mut head = json!({
            "@type": "DataCatalog",
            "@id": self.addresses.absolute(&self.addresses.home(language)),
            "name": hub.title.get(language),
            "inLanguage": hub.languages.code(language),
        });
        if let Some(licence) = &hub.data_licence {
            head["license"] = licence.as_str().into();
        }
        if let Some(publisher) = &hub.publisher {
            head["publisher"] = json!({"@type": "Organization", "name": publisher.name.get(language)});
        }
        let mut out = format!("{{\"@context\":\"https://schema.org\",\"@graph\":[\n{head}").into_bytes();
        for collection in self.collections() {
            for id in &self.catalogue().collection(collection).orders[language.index()] {
                out.extend_from_slice(b",\n");
                out.extend_from_slice(self.record_thing(*id, collection, language).as_bytes());
            }
        }
        out.extend_from_slice(b"\n]}\n");
        out
    }
}
