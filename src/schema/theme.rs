//! The files of a theme that somebody writes in YAML.

use super::{Words, scalar};
use crate::hub::Hub;
use serde_json::{Value, json};

/// Returns the schema of `theme.yaml`.
pub(super) fn settings(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let text = |polish, english| {
        let mut text = scalar();
        text["description"] = words.say(polish, english).into();
        text
    };
    json!({
        "title": words.say("Motyw", "Theme"),
        "files": ["themes/*/theme.yaml"],
        "type": ["object", "null"],
        "properties": {
            "name": text("Nazwa motywu.", "The theme's name."),
            "extends": text("Motyw, od którego ten bierze wszystko, czego sam nie ma.", "The theme from which this one takes all that it does not have itself."),
            "description": text("Co to za motyw.", "What the theme is."),
            "licence": text("Licencja motywu.", "The theme's licence."),
        },
        "additionalProperties": false,
    })
}

/// Returns the schema of a theme's interface strings.
pub(super) fn strings(hub: &Hub) -> Value {
    let words = Words::of(hub);
    let categories = ["zero", "one", "two", "few", "many", "other"];
    let string = json!({"anyOf": [
        scalar(),
        {
            "type": "object", "propertyNames": {"enum": categories}, "additionalProperties": scalar(), "required": ["other"],
            "description": words.say("Forma dla każdej liczby: one, few, many, other.", "A form for each plural category, such as one and other."),
        },
    ]});
    json!({
        "title": words.say("Napisy interfejsu", "Interface strings"),
        "files": ["themes/*/i18n/*.yaml"],
        "type": ["object", "null"],
        "additionalProperties": {"anyOf": [scalar(), {"type": "object", "additionalProperties": string}]},
    })
}
