//! `pacthub check`: says everything that is wrong, writes nothing.

use super::Outcome;
use super::arguments::{CheckArguments, Format};
use super::day::day;
use super::report::{print, say, show};
use crate::diagnostic::{Counts, github, human_summary, json};
use crate::load::{LoadOptions, load};

pub(super) fn run(arguments: &CheckArguments) -> Outcome {
    let root = &arguments.load.root.root;
    let day = match day(&arguments.load) {
        Ok(day) => day,
        Err(message) => {
            say(&message);
            return Outcome::Unusable;
        }
    };
    if !super::build::is_hub(root) {
        return Outcome::Unusable;
    }
    let options = LoadOptions { day, drafts: arguments.load.drafts, base_url: None };
    let mut loaded = load(root, &options, &mut |_| {});
    if arguments.strict {
        loaded.be_strict();
    }
    match arguments.format {
        Format::Human => {
            show(root, &loaded.diagnostics);
            say(&human_summary(&loaded.diagnostics));
        }
        Format::Json => print(&json(&loaded.diagnostics)),
        Format::Github => print(&github(&loaded.diagnostics)),
    }
    if Counts::of(&loaded.diagnostics).errors > 0 { Outcome::ContentErrors } else { Outcome::Done }
}
