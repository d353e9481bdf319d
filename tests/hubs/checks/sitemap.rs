//! The sitemap lists exactly the pages that search engines are to find, with their languages. Later pages of a listing are found from its first.

use super::Site;
use std::collections::BTreeSet;

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let document = roxmltree::Document::parse(site.text("sitemap.xml")).unwrap_or_else(|error| panic!("the sitemap is no XML: {error}"));
    let mut listed = BTreeSet::new();
    for url in document.descendants().filter(|node| node.has_tag_name((NAMESPACE, "url"))) {
        let mut parts = url.children().filter(|node| node.has_tag_name((NAMESPACE, "loc")));
        let Some(address) = parts.next().and_then(|node| node.text()) else {
            problems.push("sitemap.xml: an entry without an address".to_owned());
            continue;
        };
        if !listed.insert(address) {
            problems.push(format!("sitemap.xml: {address} stands twice"));
        }
        let alternates: BTreeSet<(&str, &str)> = url
            .children()
            .filter(|node| node.tag_name().name() == "link")
            .filter_map(|node| Some((node.attribute("hreflang")?, node.attribute("href")?)))
            .collect();
        let page = url::Url::parse(address).ok().and_then(|address| site.file_of(&address)).and_then(|file| site.pages.get(&file));
        let on_page: BTreeSet<(&str, &str)> = page
            .iter()
            .flat_map(|page| &page.alternates)
            .filter(|(lang, _)| lang != "x-default")
            .map(|(lang, href)| (lang.as_str(), href.as_str()))
            .collect();
        if page.is_some() && alternates != on_page {
            problems.push(format!("sitemap.xml: {address} has the languages {alternates:?} here and {on_page:?} on the page"));
        }
    }
    let indexable: BTreeSet<&str> = site
        .pages
        .iter()
        .filter(|(file, page)| page.kind.is_some() && !page.noindex && !file.contains("/page/"))
        .filter_map(|(_, page)| page.canonical.as_deref())
        .collect();
    problems.extend(listed.difference(&indexable).map(|address| format!("sitemap.xml: {address} is no page to be found")));
    problems.extend(indexable.difference(&listed).map(|address| format!("sitemap.xml: {address} is missing")));
}

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
