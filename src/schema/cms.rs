//! The configuration of a content management system that works on git, so that editors write records through forms.
//!
//! It is Sveltia CMS's (sveltiacms.app/en/docs): of the systems that read this form of configuration it is the one that leaves the default
//! language out of file names (`kfs.md`, `kfs.en.md`), as the format has it.

use super::{SLUG, WEB_ADDRESS, Words};
use crate::hub::{CollectionId, Field, FieldKind, Hub, LanguageId, TermId, VocabularyId};
use serde_json::{Map, Value, json};

/// What a day looks like that may have an hour.
const MOMENT: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$";

/// Where the files of a hub are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// The service's name among the system's backends, such as `github`.
    pub backend: &'static str,
    /// The repository's name there, such as `owner/name`.
    pub name: String,
    /// The hub's folder in the repository, with a slash at its end; empty where it is the whole.
    pub folder: String,
}

/// Returns the configuration.
pub fn cms(hub: &Hub, repository: &Repository) -> Value {
    let forms = Forms { hub, words: Words::of(hub), repository };
    let homes = (0..hub.collections.len()).map(|index| Some(CollectionId::new(index))).chain([None]);
    let mut config = json!({
        "backend": {"name": repository.backend, "repo": repository.name},
        "app_title": hub.title.get(LanguageId::DEFAULT),
        "site_url": hub.base_url.absolute("/"),
        "media_folder": format!("{}content/_static/media", repository.folder),
        "public_folder": "/media",
        "slug": {"encoding": "ascii", "clean_accents": true, "sanitize_replacement": "-", "lowercase": true},
        // What is not filled in is left out, as editors would.
        "output": {"omit_empty_optional_fields": true},
    });
    if hub.languages.len() > 1 {
        config["i18n"] = json!({
            "structure": "multiple_files",
            "locales": hub.languages.codes(),
            "default_locale": hub.languages.code(LanguageId::DEFAULT),
            // A translation is made when there are words for it, not with every record.
            "initial_locales": "default",
            "omit_default_locale_from_file_path": true,
        });
    }
    config["collections"] = homes.map(|home| forms.collection(home)).collect();
    config
}

struct Forms<'h> {
    hub: &'h Hub,
    words: Words,
    repository: &'h Repository,
}

impl Forms<'_> {
    fn collection(&self, home: Option<CollectionId>) -> Value {
        let collection = home.map(|id| self.hub.collection(id));
        let id = collection.map_or("pages", |collection| &collection.id);
        let label = collection.map_or(self.words.say("Strony", "Pages"), |collection| collection.label.get(LanguageId::DEFAULT));
        let singular = collection.map_or(self.words.say("Strona", "Page"), |collection| collection.singular.get(LanguageId::DEFAULT));
        let only = [SLUG, self.words.say("Tylko litery a-z, cyfry i myślniki.", "Only the letters a-z, digits and hyphens.")];
        let mut slug = self.key("slug", "string", false);
        slug["pattern"] = json!(only);
        // Files are written in the order of the form, which is that of `fmt`.
        let mut fields: Vec<Value> = vec![self.key("title", "string", true), slug, self.key("summary", "text", home.is_some())];
        fields.extend(["date", "updated", "verified"].map(|key| {
            let mut field = self.key(key, "datetime", false);
            field["type"] = "date".into();
            field["format"] = "YYYY-MM-DD".into();
            field
        }));
        fields.push(self.list_key("sources", &json!({"widget": "string", "type": "url"}), WEB_ADDRESS));
        fields.push(self.key("draft", "boolean", false));
        fields.push(self.list_key("aliases", &json!({"widget": "string"}), "^/[^/].*$"));
        fields.extend(collection.iter().flat_map(|collection| &collection.fields).map(|field| self.field(field)));
        let mut body = json!({"name": "body", "label": self.words.say("Treść", "Text"), "widget": "markdown", "required": false});
        // A visual editor would write tables, alerts and records blocks anew, in its own way.
        body["modes"] = json!(["raw"]);
        // Its images would come from one folder, while those of a record lie beside it.
        body["editor_components"] = json!([]);
        fields.push(body);
        for field in &mut fields {
            self.translate(field, collection.map_or(&[], |collection| &collection.fields));
        }
        let mut form = json!({
            "name": id,
            "label": label,
            "label_singular": singular,
            "folder": format!("{}content/{id}", self.repository.folder),
            "extension": "md",
            "format": "yaml-frontmatter",
            "create": true,
            "identifier_field": "title",
            "slug": {
                "template": "{{title}}",
                "editable": ["create"],
                "hint": self.words.say("Nazwa pliku; nie zmienia się później.", "The file's name; it never changes."),
                "pattern": only,
            },
        });
        if self.hub.languages.len() > 1 {
            form["i18n"] = true.into();
        }
        form["fields"] = fields.into();
        form
    }

    /// Facts are written once: only words have a form in the other languages, and none of them is demanded there.
    fn translate(&self, form: &mut Value, fields: &[Field]) {
        if self.hub.languages.len() == 1 {
            return;
        }
        let name = form["name"].as_str().unwrap_or_default();
        let is_words = match fields.iter().find(|field| field.id == name) {
            Some(field) => field.translatable,
            None => matches!(name, "title" | "summary" | "slug" | "aliases" | "body"),
        };
        form["i18n"] = is_words.into();
        if is_words && form["required"] == true {
            form["required"] = json!([self.hub.languages.code(LanguageId::DEFAULT)]);
        }
    }

    /// A key that every record has.
    fn key(&self, key: &str, widget: &str, required: bool) -> Value {
        let (label, hint) = self.words.key(key);
        json!({"name": key, "label": label, "widget": widget, "hint": hint, "required": required})
    }

    fn list_key(&self, key: &str, item: &Value, pattern: &str) -> Value {
        let mut list = self.key(key, "list", false);
        list["field"] = self.item(item, pattern);
        list
    }

    /// One value of a list.
    fn item(&self, item: &Value, pattern: &str) -> Value {
        let mut item = item.clone();
        item["name"] = "item".into();
        item["label"] = self.words.say("Wartość", "Value").into();
        if !pattern.is_empty() {
            item["pattern"] = json!([pattern, self.words.say("Tej wartości nie można tu wpisać.", "This value cannot stand here.")]);
        }
        item
    }

    fn field(&self, field: &Field) -> Value {
        let help = field.help.as_ref().map(|help| format!("{}. ", help.get(LanguageId::DEFAULT).trim_end_matches('.')));
        let hint = format!("{}{}", help.unwrap_or_default(), self.kind(field));
        let mut form = Map::new();
        for (key, value) in [("name", &*field.id), ("label", field.label.get(LanguageId::DEFAULT)), ("hint", &hint)] {
            form.insert(key.to_owned(), value.into());
        }
        form.insert("required".to_owned(), field.required.into());
        let (widget, pattern) = self.widget(field.kind);
        if field.many {
            form.insert("widget".to_owned(), "list".into());
            form.insert("field".to_owned(), self.item(&widget, pattern));
        } else {
            form.extend(widget.as_object().cloned().unwrap_or_default());
            if !pattern.is_empty() {
                form.insert("pattern".to_owned(), json!([pattern, self.kind(field)]));
            }
        }
        if field.required && (field.many || form.get("multiple").is_some()) {
            form.insert("min".to_owned(), 1.into());
        }
        Value::Object(form)
    }

    /// Says how a value is given in a form, where that is not how it is written in a file.
    fn kind(&self, field: &Field) -> &'static str {
        match field.kind {
            FieldKind::Money => self.words.say(
                "Dokładna kwota albo widełki; bez waluty są to euro.",
                "The exact amount, or its bounds; without a currency it is in euros.",
            ),
            FieldKind::Rounds => self.words.say("Rundy naboru.", "The rounds of the call."),
            FieldKind::Record(_) => self.words.say("Jeden z wpisów.", "One of the records."),
            FieldKind::Records(_) => self.words.say("Dowolne z wpisów.", "Any of the records."),
            FieldKind::Boolean => self.words.say("Tak albo nie.", "Yes or no."),
            _ => self.words.kind(field),
        }
    }

    /// Returns the widget of a field's values with its options, and the pattern of what is typed.
    fn widget(&self, kind: FieldKind) -> (Value, &'static str) {
        match kind {
            FieldKind::Text => (json!({"widget": "string"}), ""),
            FieldKind::Markdown => {
                (json!({"widget": "markdown", "minimal": true, "buttons": ["bold", "italic", "link"], "editor_components": []}), "")
            }
            // A picker knows either days or instants, while a day here may have an hour.
            FieldKind::Date => (json!({"widget": "string"}), MOMENT),
            FieldKind::Rounds => (self.rounds(), ""),
            FieldKind::Number => (json!({"widget": "number", "value_type": "float"}), ""),
            FieldKind::Money => (self.money(), ""),
            FieldKind::Percent => (json!({"widget": "number", "value_type": "float", "min": 0, "max": 100}), ""),
            FieldKind::Boolean => (json!({"widget": "boolean"}), ""),
            FieldKind::Url => (json!({"widget": "string", "type": "url"}), WEB_ADDRESS),
            FieldKind::Email => (json!({"widget": "string", "type": "email"}), ""),
            FieldKind::Term(vocabulary) => (json!({"widget": "select", "options": self.terms(vocabulary)}), ""),
            FieldKind::Terms(vocabulary) => (json!({"widget": "select", "multiple": true, "options": self.terms(vocabulary)}), ""),
            FieldKind::Record(collection) => (self.relation(collection), ""),
            FieldKind::Records(collection) => {
                let mut relation = self.relation(collection);
                relation["multiple"] = true.into();
                (relation, "")
            }
            FieldKind::Image => (json!({"widget": "string"}), "^[^./][^/]*$"),
        }
    }

    fn relation(&self, collection: CollectionId) -> Value {
        json!({
            "widget": "relation",
            "collection": self.hub.collection(collection).id,
            "value_field": "{{slug}}",
            "display_fields": ["title"],
            "search_fields": ["title"],
        })
    }

    /// Terms with their labels, those below others with the labels of these before.
    fn terms(&self, vocabulary: VocabularyId) -> Value {
        let vocabulary = self.hub.vocabulary(vocabulary);
        let label = |id: TermId| vocabulary.term(id).label.get(LanguageId::DEFAULT);
        let option = |id: TermId| {
            let mut path: Vec<&str> = vocabulary.ancestors(id).map(label).collect();
            path.reverse();
            path.push(label(id));
            json!({"label": path.join(" › "), "value": vocabulary.term(id).id})
        };
        (0..vocabulary.terms.len()).map(TermId::new).map(option).collect()
    }

    fn money(&self) -> Value {
        let words = self.words;
        let number = |name: &str, label: &str| json!({"name": name, "label": label, "widget": "number", "value_type": "float", "min": 0, "required": false});
        json!({
            "widget": "object",
            "collapsed": "auto",
            "fields": [
                number("amount", words.say("Dokładna kwota", "Exact amount")),
                number("min", words.say("Od", "From")),
                number("max", words.say("Do", "Up to")),
                {
                    "name": "currency", "label": words.say("Waluta", "Currency"), "widget": "string", "required": false,
                    "pattern": ["^[A-Z]{3}$", words.say("Trzy wielkie litery, np. PLN.", "Three capital letters, such as PLN.")],
                },
            ],
        })
    }

    fn rounds(&self) -> Value {
        let words = self.words;
        let day = |name: &str, label: &str| {
            let help = words.say("Dzień, np. 2027-03-31 albo 2027-03-31T15:00.", "A day such as 2027-03-31 or 2027-03-31T15:00.");
            json!({"name": name, "label": label, "widget": "string", "required": false, "hint": help, "pattern": [MOMENT, help]})
        };
        let mut budget = self.money();
        budget["name"] = "budget".into();
        budget["label"] = words.say("Budżet", "Budget").into();
        budget["required"] = false.into();
        json!({
            "widget": "list",
            "fields": [
                day("opens", words.say("Otwarcie", "Opens")),
                day("closes", words.say("Zamknięcie", "Closes")),
                {"name": "label", "label": words.say("Nazwa", "Label"), "widget": "string", "required": false},
                budget,
            ],
        })
    }
}
