//! Asking the links out of the site.

use crate::catalogue::Catalogue;
use crate::cli::arguments::ExternalArguments;
use crate::cli::report::{count, say};
use crate::external::{Answer, Cache, Findings, Manners, ask, findings, uses, without_fragment};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Asks every link that the cache does not know and nobody allowed, and keeps the good answers.
pub(super) fn check(root: &Path, arguments: &ExternalArguments, catalogue: &Catalogue) -> Result<Findings, String> {
    let file = arguments.cache.clone().unwrap_or_else(|| root.join(".pacthub").join("links.json"));
    let now = Timestamp::now().as_second();
    let mut cache = Cache::read(&std::fs::read_to_string(&file).unwrap_or_default(), now, i64::from(arguments.cache_days) * 86_400);
    let uses = uses(catalogue);
    let addresses: BTreeSet<&str> =
        uses.iter().map(|link| without_fragment(&link.address)).filter(|address| !is_allowed(address, &arguments.allow)).collect();
    let (known, unknown): (Vec<&str>, Vec<&str>) = addresses.into_iter().partition(|address| cache.get(address).is_some());
    say(&format!("Asking {} ({} known from before).", count(unknown.len(), "address"), known.len()));
    let mut answers: BTreeMap<String, Answer> =
        known.iter().filter_map(|address| Some(((*address).to_owned(), cache.get(address)?.clone()))).collect();
    for (address, answer) in ask(unknown, &Manners::default()) {
        cache.keep(&address, &answer, now);
        answers.insert(address, answer);
    }
    let write = || {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&file, cache.write())
    };
    write().map_err(|error: std::io::Error| format!("{} cannot be written: {error}.", file.display()))?;
    Ok(findings(&uses, &answers))
}

/// Tells whether an address is never asked: by its host, or one above it, or by how the address begins.
fn is_allowed(address: &str, allowed: &[String]) -> bool {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    allowed.iter().any(|entry| {
        if entry.contains("://") {
            return address.starts_with(entry.as_str());
        }
        host == *entry || host.strip_suffix(entry.as_str()).is_some_and(|rest| rest.ends_with('.'))
    })
}
