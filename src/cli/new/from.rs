//! `pacthub new COLLECTION --from FILE.csv`: writes the records of a table.

use super::{Home, create, home};
use crate::cli::Outcome;
use crate::cli::arguments::NewArguments;
use crate::cli::format::formatted;
use crate::cli::report::{count, say, wants_color};
use crate::diagnostic::{self, Severity, human, human_summary};
use crate::hub::{Hub, LanguageId};
use crate::load::{Additions, Day, LoadOptions, Loaded, load, load_with};
use crate::source::{self, Excerpts, Tree};
use crate::table::{self, NewRecord, Table, Target};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

pub(super) fn run(arguments: &NewArguments, file: &Path, hub: &Hub, tree: &Tree) -> Outcome {
    match write(arguments, file, hub, tree) {
        Ok(outcome) => outcome,
        Err(message) => {
            say(&message);
            Outcome::Unusable
        }
    }
}

/// Writes the table's records. The error says why the command cannot be followed.
fn write(arguments: &NewArguments, file: &Path, hub: &Hub, tree: &Tree) -> Result<Outcome, String> {
    let root = &arguments.root.root;
    let home = home(hub, &arguments.collection)?;
    let name = file.display().to_string();
    let text = source::read_text(file, &name.as_str().into()).map_err(|diagnostic| format!("{name}: {}", diagnostic.message))?;
    let today = crate::cli::day::today(None)?.date(&hub.timezone);
    let options = LoadOptions { day: Day::Given(today), drafts: false, base_url: None };
    let before = load(root, &options, &mut |_| {});
    let target = Target { hub, home, titles: titles(&before), taken: taken(hub, home, tree), today };
    let mut table = table::read(&text, &name, &target);
    if table.diagnostics.is_empty() && table.records.is_empty() {
        return Err(format!("{name} has no rows below its header, so nothing was written."));
    }
    settle(&mut table, root, &options, &before);
    diagnostic::sort(&mut table.diagnostics);
    let excerpts = Excerpts::of(root);
    let read = |file: &str| if file == name { Some(text.clone().into_bytes()) } else { excerpts.read(file) };
    let _ = std::io::stderr().write_all(human(&table.diagnostics, wants_color(), &read).as_bytes());
    let failed = table.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if table.records.is_empty() || (failed && !arguments.partial) {
        let partial = if table.records.is_empty() { "" } else { " With --partial, the other rows are." };
        say(&format!("Nothing was written: {}.{partial}", human_summary(&table.diagnostics)));
        return Ok(Outcome::ContentErrors);
    }
    create_all(root, hub, home, &table.records)?;
    let left_out = if table.failed > 0 { format!("; {} left out", count(table.failed, "row")) } else { String::new() };
    say(&format!("Wrote {} to content/{}/{left_out}.", count(table.records.len(), "record"), super::folder(hub, home)));
    Ok(if failed { Outcome::ContentErrors } else { Outcome::Done })
}

/// Checks the records together with the hub's, and takes those out that are wrong. What names one of them is wrong then too.
fn settle(table: &mut Table, root: &Path, options: &LoadOptions, before: &Loaded) {
    loop {
        let additions: Additions = table.records.iter().map(|record| (record.path.clone(), record.text.clone())).collect();
        let found = load_with(root, options, &additions, &mut |_| {}).diagnostics;
        let mut wrong: BTreeSet<String> = BTreeSet::new();
        let mut everywhere = false;
        for diagnostic in found.iter().filter(|found| found.severity == Severity::Error && !before.diagnostics.contains(found)) {
            let places = std::iter::once(&diagnostic.place).chain(diagnostic.related.iter().map(|related| &related.place));
            let named = places.filter_map(|place| table.records.iter().find(|record| record.path == place.file));
            let record: Option<&NewRecord> = { named }.next();
            wrong.extend(record.map(|record| record.path.to_string()));
            everywhere |= record.is_none();
            table.diagnostics.push(match record {
                Some(record) if record.path == diagnostic.place.file => record.locate(diagnostic),
                _ => diagnostic.clone(),
            });
        }
        if everywhere {
            // No row can be said to be right.
            table.records.clear();
        }
        if wrong.is_empty() {
            return;
        }
        table.failed += wrong.len();
        table.records.retain(|record| !wrong.contains(&*record.path));
    }
}

/// Returns the names of the hub's records by their titles in any language.
fn titles(loaded: &Loaded) -> BTreeMap<(crate::hub::CollectionId, String), BTreeSet<String>> {
    let mut titles: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    let Some(site) = &loaded.site else { return titles };
    for entry in &site.catalogue.entries {
        let crate::record::Home::Collection(collection) = entry.original.place.home else { continue };
        let languages = site.catalogue.hub.languages.ids().collect::<Vec<LanguageId>>();
        for title in languages.into_iter().map(|language| entry.title(language).0.to_lowercase()) {
            titles.entry((collection, title)).or_default().insert(entry.name().to_owned());
        }
    }
    titles
}

/// Returns the names that records of the home have already.
fn taken(hub: &Hub, home: Home, tree: &Tree) -> BTreeSet<String> {
    let prefix = format!("content/{}/", super::folder(hub, home));
    let inside = tree.documents.iter().filter_map(|document| document.path.strip_prefix(&prefix)?.strip_suffix(".md"));
    inside.map(|name| name.strip_suffix("/index").unwrap_or(name)).filter(|name| !name.contains(['/', '.'])).map(str::to_owned).collect()
}

/// Writes all files. What was written before one that cannot be is taken away again.
fn create_all(root: &Path, hub: &Hub, home: Home, records: &[NewRecord]) -> Result<(), String> {
    for (index, record) in records.iter().enumerate() {
        let text = formatted(hub, super::folder(hub, home), &record.text).unwrap_or_else(|| record.text.clone());
        if let Err(message) = create(root, &record.path, &text) {
            for written in &records[..index] {
                let _ = std::fs::remove_file(root.join(&*written.path));
            }
            return Err(format!("{message} Nothing was written."));
        }
    }
    Ok(())
}
