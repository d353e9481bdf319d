//! Every address that a page mentions leads to a published file, and to an id where it has a fragment.

use super::Site;
use std::collections::BTreeMap;
use url::Url;

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let mut known = BTreeMap::new();
    for (file, page) in &site.pages {
        let own = site.address(file);
        let addresses = page.links.iter().chain(&page.canonical).chain(page.alternates.iter().map(|(_, href)| href));
        for link in addresses {
            if let Some(problem) = wrong(site, &own, link, &mut known) {
                problems.push(format!("{file}: {problem}"));
            }
        }
    }
}

/// Says what is wrong with a link on the page at an address.
pub fn wrong(site: &Site, own: &Url, link: &str, known: &mut BTreeMap<String, bool>) -> Option<String> {
    let Ok(address) = own.join(link) else { return Some(format!("'{link}' is no address")) };
    if address.origin() != site.base.origin() {
        return None;
    }
    let Some(file) = site.file_of(&address) else { return Some(format!("'{link}' leaves the site's folder")) };
    // Scripts get folders of parts as an address to which they add names.
    let is_parts = || file.strip_suffix("index.html").is_some_and(|folder| folder.starts_with("assets/") && is_folder(site, folder));
    if !site.files.contains_key(&file) && !is_parts() {
        return Some(format!("'{link}' leads to no file"));
    }
    let fragment = percent_encoding::percent_decode_str(address.fragment()?).decode_utf8_lossy().into_owned();
    if fragment.is_empty() {
        return None;
    }
    let found = *known.entry(format!("{file}#{fragment}")).or_insert_with(|| match site.pages.get(&file) {
        Some(page) => page.ids.contains(&fragment),
        None if file.ends_with(".svg") => site.text(&file).contains(&format!("id=\"{fragment}\"")),
        None => true,
    });
    (!found).then(|| format!("'{link}' leads to no id"))
}

fn is_folder(site: &Site, folder: &str) -> bool {
    site.files.range(folder.to_owned()..).next().is_some_and(|(path, _)| path.starts_with(folder))
}
