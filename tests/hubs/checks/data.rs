//! Feeds, calendars, tables, JSON and redirects are what they say, and lead to published files.

use super::{Site, links};
use icalendar::parser::{read_calendar, unfold};
use std::collections::{BTreeMap, BTreeSet};

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let mut addresses = Vec::new();
    for (file, text) in site.texts("feed.xml") {
        match text.parse::<atom_syndication::Feed>() {
            Ok(feed) => {
                let linked = feed.links().iter().chain(feed.entries().iter().flat_map(atom_syndication::Entry::links));
                addresses.extend(linked.map(|link| (file, link.href().to_owned())));
                let ids: BTreeSet<&str> = feed.entries().iter().map(atom_syndication::Entry::id).collect();
                if ids.len() != feed.entries().len() {
                    problems.push(format!("{file}: two entries have one id"));
                }
                if feed.lang().is_none() {
                    problems.push(format!("{file}: no language"));
                }
            }
            Err(error) => problems.push(format!("{file}: {error}")),
        }
    }
    for (file, text) in site.texts(".ics") {
        if let Err(error) = read_calendar(&unfold(text)) {
            problems.push(format!("{file}: {error}"));
        }
    }
    for (file, text) in site.texts(".csv") {
        // The reader refuses a row whose number of fields differs from the first one's.
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        problems.extend(reader.records().filter_map(Result::err).map(|error| format!("{file}: {error}")));
    }
    for ending in [".json", ".jsonld"] {
        for (file, text) in site.texts(ending) {
            if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
                problems.push(format!("{file}: {error}"));
            }
        }
    }
    for (file, text) in site.texts(".xml") {
        if let Err(error) = roxmltree::Document::parse(text) {
            problems.push(format!("{file}: {error}"));
        }
    }
    for (file, text) in site.texts("records.json") {
        let records: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        let records = records["records"].as_array().map(Vec::as_slice).unwrap_or_default();
        addresses.extend(records.iter().filter_map(|record| record["url"].as_str()).map(|url| (file, url.to_owned())));
    }
    if site.files.contains_key("_redirects") {
        let targets = site.text("_redirects").lines().filter_map(|line| line.split_whitespace().nth(1));
        addresses.extend(targets.map(|target| ("_redirects", target.to_owned())));
    }
    let mut known = BTreeMap::new();
    for (file, link) in addresses {
        problems.extend(links::wrong(site, &site.address(file), &link, &mut known).map(|problem| format!("{file}: {problem}")));
    }
}
