//! What git knows about the hub's files: which translations did not follow their originals.

use super::git;
use crate::catalogue::Catalogue;
use crate::hub::Hub;
use crate::lint::Outdated;
use crate::record::{self, Body, NO_BREAK, ParseOptions, Record, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

/// How many commits are looked through; a file untouched for longer counts as old as the last of them.
const COMMITS: &str = "5000";

/// The last commit that touched a file.
#[derive(Clone)]
struct LastChange {
    /// How many commits are newer.
    age: usize,
    commit: Arc<str>,
    day: Date,
}

/// Returns the translations whose originals' words changed after them. Without git, or outside a repository, there are none.
///
/// A change of the original counts only if it changed words: two runs of git tell, however many files there are.
pub(super) fn outdated(root: &Path, catalogue: &Catalogue) -> Vec<Outdated> {
    let pairs: Vec<(&Arc<Record>, &Arc<Record>)> = catalogue
        .entries
        .iter()
        .flat_map(|entry| entry.translations.iter().flatten().map(move |translation| (&entry.original, translation)))
        .collect();
    if pairs.is_empty()
        || !root
            .ancestors()
            .chain(root.canonicalize().ok().iter().flat_map(|root| root.ancestors()))
            .any(|folder| folder.join(".git").exists())
    {
        return Vec::new();
    }
    let Some(changes) = last_changes(root, catalogue) else { return Vec::new() };
    let suspects: Vec<(&Arc<Record>, &Arc<Record>, &LastChange)> = pairs
        .into_iter()
        .filter_map(|(original, translation)| {
            let (first, second) = (changes.get(&*original.path)?, changes.get(&*translation.path)?);
            (first.age < second.age).then_some((original, translation, second))
        })
        .collect();
    let names: Vec<String> = suspects.iter().map(|(original, _, change)| format!("{}:./{}", change.commit, original.path)).collect();
    let Some(texts) = contents(root, &names) else { return Vec::new() };
    suspects
        .into_iter()
        .zip(texts)
        .filter(|((original, ..), text)| text.as_ref().is_some_and(|text| other_words(&catalogue.hub, original, text)))
        .map(|((original, translation, change), _)| Outdated {
            path: Arc::clone(&translation.path),
            original: Arc::clone(&original.path),
            translated: change.day,
        })
        .collect()
}

/// Tells whether a file had other words once than it has now. Which spaces do not break is no matter of words.
fn other_words(hub: &Hub, now: &Record, text: &str) -> bool {
    let options = ParseOptions { plain_spaces: true, ..ParseOptions::default() };
    let Some(then) = record::parse(hub, &now.path, text, options).record else { return false };
    let html = |body: &Body| body.html.replace(NO_BREAK, " ");
    let fields = |record: &Record| -> Vec<String> {
        record
            .values
            .iter()
            .flatten()
            .filter_map(|value| match value {
                Value::Texts(texts) => Some(texts.join("\n")),
                Value::Markdown(body) => Some(html(body)),
                _ => None,
            })
            .collect()
    };
    then.title != now.title || then.summary != now.summary || html(&then.body) != html(&now.body) || fields(&then) != fields(now)
}

/// Reads the last commit of each file of `content/`, by its path relative to the hub's root.
fn last_changes(root: &Path, catalogue: &Catalogue) -> Option<HashMap<String, LastChange>> {
    let mut child = git::command(root)
        .args(["log", "--relative", "--no-renames", "--name-only", "--format=%x01%H %ct", "-n", COMMITS, "--", "content"])
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut changes: HashMap<String, LastChange> = HashMap::new();
    let mut current: Option<LastChange> = None;
    for line in BufReader::new(child.stdout.take()?).lines() {
        let Ok(line) = line else { break };
        if let Some(header) = line.strip_prefix('\u{1}') {
            let (commit, seconds) = header.split_once(' ')?;
            let instant = Timestamp::from_second(seconds.parse().ok()?).ok()?;
            let day = instant.to_zoned_datetime(catalogue.hub.timezone.clone()).date();
            let age = current.as_ref().map_or(0, |change| change.age + 1);
            current = Some(LastChange { age, commit: commit.into(), day });
        } else if let (false, Some(change)) = (line.is_empty(), &current) {
            changes.entry(line).or_insert_with(|| change.clone());
        }
    }
    let _ = child.wait();
    Some(changes)
}

/// Reads texts by their names, in order; nothing for those that do not exist.
fn contents(root: &Path, names: &[String]) -> Option<Vec<Option<String>>> {
    let mut texts = Vec::with_capacity(names.len());
    git::blobs(root, names, &mut |_, bytes| texts.push(bytes.and_then(|bytes| String::from_utf8(bytes).ok())))?;
    Some(texts)
}
