//! Pages name themselves and their other languages, and these name them.

use super::Site;
use std::collections::BTreeMap;
use url::Url;

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let named: BTreeMap<&str, BTreeMap<&str, &str>> = site
        .pages
        .iter()
        .map(|(file, page)| (file.as_str(), page.alternates.iter().map(|(lang, href)| (lang.as_str(), href.as_str())).collect()))
        .collect();
    for (file, page) in site.pages.iter().filter(|(_, page)| page.kind.is_some()) {
        let Some(canonical) = page.canonical.as_deref() else { continue };
        let own = Url::parse(canonical).ok().and_then(|address| site.file_of(&address));
        if own.as_deref() != Some(file) {
            problems.push(format!("{file}: says that it is {canonical}"));
        }
        // What is there in one language has no alternates.
        if page.noindex || page.alternates.is_empty() {
            continue;
        }
        let lang = page.lang.as_deref().unwrap_or_default();
        if named[file.as_str()].get(lang) != Some(&canonical) {
            problems.push(format!("{file}: does not name itself among {:?}", page.alternates));
        }
        for (other, href) in &page.alternates {
            let Some(target) = Url::parse(href).ok().and_then(|address| site.file_of(&address)) else {
                problems.push(format!("{file}: its alternate {href} lies elsewhere"));
                continue;
            };
            match site.pages.get(&target) {
                None => problems.push(format!("{file}: its alternate {href} is no page")),
                Some(_) if named[target.as_str()].get(lang) != Some(&canonical) => {
                    problems.push(format!("{file}: its alternate {href} does not name it"));
                }
                Some(there) if other != "x-default" && there.lang.as_deref() != Some(other) => {
                    problems.push(format!("{file}: its alternate {href} is not in '{other}'"));
                }
                Some(_) => {}
            }
        }
    }
}
