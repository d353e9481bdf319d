//! `hub.yaml`.

use super::{DAY, WEB_ADDRESS, Words, label, path};
use crate::hub::Hub;
use serde_json::{Value, json};

pub(super) fn schema(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let text = |polish, english| json!({"type": ["string", "null"], "description": words.say(polish, english)});
    let number = |polish, english| json!({"type": ["integer", "null"], "minimum": 1, "description": words.say(polish, english)});
    let address = |polish, english| json!({"type": ["string", "null"], "pattern": WEB_ADDRESS, "description": words.say(polish, english)});
    let duration = |polish, english| json!({"type": ["string", "null"], "pattern": "^\\s*[0-9]{1,4}\\s+(days?|weeks?|months?|years?)\\s*$", "description": words.say(polish, english)});
    let collections: Vec<&str> = hub.collections.iter().map(|collection| collection.id.as_str()).collect();
    json!({
        "title": words.say("Ustawienia hubu", "Settings of the hub"),
        "files": ["content/hub.yaml"],
        "type": "object",
        "properties": {
            "title": label(hub, words.say("Tytuł serwisu.", "The site's title.")),
            "description": label(hub, words.say("Czym jest serwis, w jednym zdaniu.", "What the site is, in a sentence.")),
            "base_url": {"type": "string", "pattern": "^https?://[^?#\\s]+$", "description": words.say("Adres opublikowanego serwisu.", "The address of the published site.")},
            "languages": {
                "anyOf": [{"type": ["string", "null"]}, {"type": "array", "items": {"type": "string"}, "uniqueItems": true}],
                "description": words.say("Języki; pierwszy jest domyślny.", "The languages; the first is the default."),
            },
            "theme": text("Folder szablonu w themes/.", "The theme's folder in themes/."),
            "timezone": text("Strefa czasowa dni otwarcia i zamknięcia, np. Europe/Warsaw.", "The time zone of opening and closing days, such as Europe/Warsaw."),
            "page_size": number("Liczba wpisów na stronie listy.", "Records on one listing page."),
            "feed_items": number("Liczba wpisów w kanale.", "Records in one feed."),
            "stale_after": duration("Po jakim czasie fakty trzeba sprawdzić ponownie, np. 12 months.", "After how long facts must be checked again, such as 12 months."),
            "closing_soon": duration("Na ile przed końcem nabór „wkrótce się kończy”, np. 30 days.", "How long before its end a call is closing soon, such as 30 days."),
            "menu": {
                "anyOf": [{"type": ["string", "null"]}, {"type": "array", "items": {"anyOf": [{"enum": collections}, {"type": "string", "pattern": "^pages/"}]}}],
                "description": words.say("Menu: kolekcje i strony (pages/NAZWA).", "The menu: collections and pages (pages/NAME)."),
            },
            "publisher": {
                "type": ["object", "null"],
                "properties": {
                    "name": label(hub, words.say("Nazwa wydawcy.", "The publisher's name.")),
                    "url": address("Strona wydawcy.", "The publisher's website."),
                    "email": text("E-mail wydawcy.", "The publisher's e-mail address."),
                    "phone": {"type": ["string", "number", "null"], "description": words.say("Telefon wydawcy.", "The publisher's phone number.")},
                },
                "additionalProperties": false,
            },
            "data_licence": address("Licencja danych.", "The licence of the data."),
            "raw_html": {"enum": ["refuse", "sanitize", null], "description": words.say("Co się dzieje z surowym HTML.", "What happens to raw HTML.")},
            "paths": {
                "type": ["object", "null"],
                "properties": {
                    "search": path(hub, words.say("Wyszukiwarka.", "The search page.")),
                    "numbers": path(hub, words.say("Hub w liczbach.", "The hub in numbers.")),
                    "finder": path(hub, words.say("Co jest dla mnie.", "What fits me.")),
                },
                "additionalProperties": false,
                "description": words.say("Adresy wyszukiwarki, liczb i przewodnika.", "Addresses of the search page, the numbers and the finder."),
            },
            "numbers": {
                "type": ["array", "null"],
                "items": picture(&words, &collections),
                "description": words.say("Obrazki na stronie „w liczbach”; bez nich wybiera je schemat.", "The pictures of 'the hub in numbers'; without them the schema chooses."),
            },
            "accessibility": accessibility(hub),
            "social_images": {"type": ["boolean", "null"], "description": words.say("Czy rysować obrazek dla każdego wpisu, który serwisy pokazują obok linku.", "Whether an image is drawn for every record, which services show beside a link to it.")},
            "finder": {
                "type": ["object", "null"],
                "properties": {
                    "collection": {"enum": collections},
                    "questions": {"type": ["array", "null"], "items": {
                        "type": "object",
                        "properties": {"facet": {"type": "string"}, "label": label(hub, words.say("Pytanie.", "The question."))},
                        "required": ["facet"],
                        "additionalProperties": false,
                    }},
                },
                "required": ["collection"],
                "additionalProperties": false,
                "description": words.say("Pytania „co jest dla mnie”.", "The questions of 'what fits me'."),
            },
        },
        "required": ["title", "base_url"],
        "additionalProperties": false,
    })
}

/// Returns the schema of one picture.
fn picture(words: &Words, collections: &[&str]) -> Value {
    let facet = || json!({"type": ["string", "null"]});
    json!({
        "type": "object",
        "properties": {
            "collection": {"enum": collections},
            "tile-map": facet(),
            "timeline": {"enum": [true, null]},
            "bars": facet(),
            "cross-table": {"type": ["array", "null"], "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
            "within": facet(),
        },
        "required": ["collection"],
        "additionalProperties": false,
        "description": words.say("Obrazek: tile-map, timeline, bars albo cross-table.", "A picture: tile-map, timeline, bars or cross-table."),
    })
}

/// The facts of the accessibility statement.
fn accessibility(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let day = |polish, english| json!({"type": ["string", "null"], "pattern": DAY, "description": words.say(polish, english)});
    let scalar = |polish, english| json!({"type": ["string", "number", "null"], "description": words.say(polish, english)});
    json!({
        "type": ["object", "null"],
        "properties": {
            "page": {"type": "string", "pattern": "^pages/", "description": words.say("Strona, która jest deklaracją (pages/NAZWA).", "The page that is the statement (pages/NAME).")},
            "conformance": {"enum": ["full", "partial", "not", null], "description": words.say("Zgodność z ustawą, po badaniu.", "Conformity with the Act, once assessed.")},
            "published": day("Data publikacji strony.", "The day on which the site was published."),
            "updated": day("Data ostatniej istotnej aktualizacji.", "The day of the last major change."),
            "prepared": day("Data sporządzenia deklaracji.", "The day on which the statement was made."),
            "reviewed": day("Data ostatniego przeglądu.", "The day of the last review."),
            "assessment": {"enum": ["own", "external", null], "description": words.say("Kto badał: wydawca czy ktoś inny.", "Who assessed the site: the publisher or somebody else.")},
            "auditor": label(hub, words.say("Nazwa podmiotu, który badał stronę.", "The name of the body that assessed the site.")),
            "report": {"type": ["string", "null"], "pattern": WEB_ADDRESS, "description": words.say("Adres raportu z badania.", "The address of the report.")},
            "contact": {
                "type": ["object", "null"],
                "properties": {
                    "name": label(hub, words.say("Osoba lub biuro.", "A person or an office.")),
                    "email": scalar("E-mail; domyślnie wydawcy.", "The e-mail address; the publisher's by default."),
                    "phone": scalar("Telefon; domyślnie wydawcy.", "The phone number; the publisher's by default."),
                },
                "additionalProperties": false,
            },
            "architecture": label(hub, words.say("Dostępność siedziby.", "How the premises can be reached and used.")),
            "communication": label(hub, words.say("Dostępność komunikacyjno-informacyjna.", "How people are served who need another form of communication.")),
            "applications": label(hub, words.say("Aplikacje mobilne.", "Mobile applications.")),
        },
        "required": ["page"],
        "additionalProperties": false,
        "description": words.say("Dane deklaracji dostępności.", "The facts of the accessibility statement."),
    })
}
