//! `pacthub schema`: prints JSON Schemas, so that editors' programs complete keys and terms, or forms for a CMS; or sets up VS Code.

mod amounts;
mod vscode;

use super::Outcome;
use super::arguments::SchemaArguments;
use super::git;
use super::report::{print, say};
use crate::diagnostic::did_you_mean;
use crate::schema::{self, Repository};
use crate::yaml;
use std::path::Path;

pub(super) fn run(arguments: &SchemaArguments) -> Outcome {
    let root = &arguments.root.root;
    let (hub, tree) = match super::hub::read_schema(root) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    if arguments.cms {
        let repository = repository(root);
        print("# Made by 'pacthub schema --cms'; make it again whenever a _collection.yaml or a vocabulary changes.\n");
        print(&yaml::document(&schema::cms(&hub, &repository)));
        for line in amounts::plain(&hub, &tree) {
            say(&line);
        }
        return Outcome::Done;
    }
    if arguments.vscode {
        return vscode::write(root, &schema::vscode(&hub));
    }
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

/// Asks git where the hub is kept. What it does not know is left for the editor, and said.
fn repository(root: &Path) -> Repository {
    let answer = |arguments: &[&str]| {
        let output = git::command(root).args(arguments).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
    };
    let folder = answer(&["rev-parse", "--show-prefix"]).unwrap_or_default();
    let address = answer(&["remote", "get-url", "origin"]).unwrap_or_default();
    let named = remote(&address).map(|(backend, name)| Repository { backend, name, folder: folder.clone() });
    named.unwrap_or_else(|| {
        say("Where the repository lies is not known: name it in 'backend'.");
        Repository { backend: "github", name: "OWNER/REPOSITORY".to_owned(), folder }
    })
}

/// Reads the address of a repository with one of the services that every installation of the CMS knows: `https://github.com/owner/name.git`,
/// `git@github.com:owner/name`.
fn remote(address: &str) -> Option<(&'static str, String)> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("git@").unwrap_or(rest);
    [("github.com", "github"), ("gitlab.com", "gitlab")].into_iter().find_map(|(host, backend)| {
        let name = rest.strip_prefix(host)?.strip_prefix(['/', ':'])?.trim_end_matches('/').trim_end_matches(".git");
        name.contains('/').then(|| (backend, name.to_owned()))
    })
}
