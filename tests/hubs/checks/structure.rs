//! Every page by itself: language, title, outline, and what its elements may not be.

use super::Site;

pub fn check(site: &Site, problems: &mut Vec<String>) {
    for (file, page) in &site.pages {
        let mut report = |problem: &str| problems.push(format!("{file}: {problem}"));
        page.problems.iter().for_each(|problem| report(problem));
        if page.lang.as_deref().is_none_or(str::is_empty) {
            report("no language");
        }
        if page.title.is_empty() {
            report("no title");
        }
        if page.canonical.is_none() {
            report("no canonical address");
        }
        if page.kind.is_some() && !page.noindex && page.description.as_deref().is_none_or(str::is_empty) {
            report("no description");
        }
        let titles: Vec<&u8> = page.headings.iter().filter(|level| **level == 1).collect();
        if titles.len() != 1 {
            report(&format!("not one h1: {:?}", page.headings));
        }
        let mut before = 0;
        for level in &page.headings {
            if *level > before + 1 {
                report(&format!("a heading of level {level} stands below one of level {before}: {:?}", page.headings));
                break;
            }
            before = *level;
        }
    }
}
