//! `pacthub schema`: prints JSON Schemas, so that editors' programs complete keys and terms.

use super::Outcome;
use super::arguments::SchemaArguments;
use super::report::{print, say};
use crate::diagnostic::did_you_mean;
use crate::schema;

pub(super) fn run(arguments: &SchemaArguments) -> Outcome {
    let root = &arguments.root.root;
    let (hub, _) = match super::hub::read_schema(root) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let document = match &arguments.name {
        None => schema::document(&hub),
        Some(name) => match schema::one(&hub, name) {
            Ok(document) => document,
            Err(known) => {
                let help = did_you_mean(name, known.iter().map(String::as_str)).unwrap_or_default();
                say(&format!("There is no schema '{name}'. {help}"));
                return Outcome::Unusable;
            }
        },
    };
    print(&format!("{document:#}\n"));
    Outcome::Done
}
