//! Pages of listings and numbers of facets against a model that counts naively.

use crate::support::{Built, Options, build, lines, write};
use proptest::prelude::*;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

/// The vocabulary's terms and their parents.
const TERMS: &[(&str, Option<&str>)] = &[
    ("eu", None),
    ("pl", Some("eu")),
    ("pl-12", Some("pl")),
    ("pl-24", Some("pl")),
    ("krakow", Some("pl-12")),
    ("de", Some("eu")),
    ("us", None),
];

/// A hub at random.
#[derive(Clone, Debug)]
struct Model {
    page_size: usize,
    covers: bool,
    /// Each record's terms and the year of its date.
    records: Vec<(BTreeSet<usize>, Option<u16>)>,
}

fn model() -> impl Strategy<Value = Model> {
    let terms = proptest::collection::btree_set(0..TERMS.len(), 0..3);
    let record = (terms, proptest::option::of(2024_u16..2027));
    (1_usize..7, any::<bool>(), proptest::collection::vec(record, 0..25)).prop_map(|(page_size, covers, records)| Model {
        page_size,
        covers,
        records,
    })
}

fn parent(term: usize) -> Option<usize> {
    TERMS[term].1.and_then(|name| TERMS.iter().position(|(other, _)| *other == name))
}

fn is_below(term: usize, above: usize) -> bool {
    std::iter::successors(Some(term), |term| parent(*term)).any(|one| one == above)
}

impl Model {
    /// The records on a term's page: its own, its descendants' and, where the vocabulary covers, its ancestors'.
    fn members(&self, term: usize) -> BTreeSet<String> {
        let is_member = |own: &usize| is_below(*own, term) || (self.covers && is_below(term, *own));
        self.records.iter().enumerate().filter(|(_, (terms, _))| terms.iter().any(is_member)).map(|(index, _)| name(index)).collect()
    }

    fn of_year(&self, year: u16) -> BTreeSet<String> {
        self.records.iter().enumerate().filter(|(_, (_, of))| *of == Some(year)).map(|(index, _)| name(index)).collect()
    }

    fn build(&self) -> Built {
        let hub = tempfile::tempdir().expect("a folder");
        let root = hub.path();
        write(
            root,
            "content/hub.yaml",
            format!("title: Hub\nbase_url: https://example.org/\nlanguages: [pl]\npage_size: {}\n", self.page_size),
        );
        let covers = if self.covers { "covers: true\n" } else { "" };
        let vocabulary = format!(
            "label: Zasięg\npath: zasieg\n{covers}terms:\n  eu:\n    label: UE\n    children:\n      pl:\n        label: Polska\n        children:\n          \
             pl-12:\n            label: małopolskie\n            children:\n              krakow: Kraków\n          pl-24: śląskie\n      de: Niemcy\n  us: USA\n"
        );
        write(root, "content/vocabularies/scope.yaml", vocabulary);
        write(
            root,
            "content/calls/_collection.yaml",
            "label: Nabory\npath: nabory\nfeed: true\nfields:\n  scope: {type: terms, vocabulary: scope, facet: true}\n  day: {type: date, facet: {by: year}}\n",
        );
        for (index, (terms, year)) in self.records.iter().enumerate() {
            let terms: Vec<&str> = terms.iter().map(|term| TERMS[*term].0).collect();
            let day = year.map_or(String::new(), |year| format!("day: {year}-05-05\n"));
            let text = format!("---\ntitle: Nabór {}\nsummary: S.\nscope: [{}]\n{day}---\n", index % 5, terms.join(", "));
            write(root, &format!("content/calls/{}.md", name(index)), text);
        }
        let built = build(root, &Options::default());
        assert!(!built.failed(), "{}", lines(&built.diagnostics));
        built
    }
}

fn name(index: usize) -> String {
    format!("r{index}")
}

/// The records that a page lists, in its order.
fn listed(page: &str) -> Vec<String> {
    let selector = Selector::parse("#results .card__title a").expect("a selector");
    let page = Html::parse_document(page);
    let links = page.select(&selector).filter_map(|link| link.attr("href"));
    links.map(|href| href.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()).collect()
}

/// The records of all pages of a listing, after checking that they have the right size and lead to each other.
fn pages(built: &Built, path: &str, page_size: usize) -> Vec<String> {
    let mut all = Vec::new();
    for number in 1.. {
        let file = if number == 1 { format!("{path}index.html") } else { format!("{path}page/{number}/index.html") };
        if !built.files.contains_key(&file) {
            let before = if number == 2 { format!("{path}index.html") } else { format!("{path}page/{}/index.html", number - 1) };
            assert!(!built.text(&before).contains(&format!("/{path}page/{number}/")), "{before} leads to {file}, which is not there");
            break;
        }
        let found = listed(built.text(&file));
        let is_first = number == 1;
        assert!(found.len() <= page_size && (is_first || !found.is_empty()), "{file} lists {found:?}");
        let is_full = found.len() == page_size;
        let next = format!("{path}page/{}/", number + 1);
        assert!(is_full || !built.files.contains_key(&format!("{next}index.html")), "{file} is not full, yet others follow");
        if built.files.contains_key(&format!("{next}index.html")) {
            assert!(built.text(&file).contains(&format!("href=\"/{next}\"")), "{file} does not lead to the next page");
        }
        all.extend(found);
    }
    all
}

/// The numbers that a page gives for the terms that it leads to, by address.
fn counts(page: &str) -> BTreeMap<String, usize> {
    let page = Html::parse_document(page);
    let (links, number) = (Selector::parse(".facet__terms a").expect("a selector"), Selector::parse("b").expect("a selector"));
    page.select(&links)
        .filter_map(|link| {
            let count = link.select(&number).next()?.text().collect::<String>();
            Some((link.attr("href")?.to_owned(), count.parse().expect("a number")))
        })
        .collect()
}

fn assert_lists(built: &Built, path: &str, page_size: usize, expected: &BTreeSet<String>) {
    let found = pages(built, path, page_size);
    assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), *expected, "{path}");
    assert_eq!(found.len(), expected.len(), "{path} lists a record twice: {found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(16), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_record_is_found_where_it_belongs_and_counted(model in model()) {
        let built = model.build();
        let all: BTreeSet<String> = (0..model.records.len()).map(name).collect();
        assert_lists(&built, "nabory/", model.page_size, &all);
        let numbers = counts(built.text("nabory/index.html"));
        let mut expected = BTreeMap::new();
        for (index, (term, _)) in TERMS.iter().enumerate() {
            expected.insert(format!("nabory/zasieg/{term}/"), model.members(index));
        }
        for year in 2024..2027 {
            expected.insert(format!("nabory/day/{year}/"), model.of_year(year));
        }
        for (path, members) in &expected {
            prop_assert_eq!(built.files.contains_key(&format!("{path}index.html")), !members.is_empty(), "{}", path);
            prop_assert_eq!(numbers.get(&format!("/{path}")).copied().unwrap_or(0), members.len(), "{}", path);
            if !members.is_empty() {
                assert_lists(&built, path, model.page_size, members);
            }
        }
        let data: serde_json::Value = serde_json::from_str(built.text("nabory/records.json")).expect("data");
        prop_assert_eq!(data["count"].as_u64(), Some(all.len() as u64));
        let in_data: BTreeSet<String> =
            data["records"].as_array().expect("a list").iter().map(|record| record["id"].as_str().expect("an id").to_owned()).collect();
        prop_assert_eq!(in_data, all);
        let known = built.files.keys().filter(|path| path.starts_with("nabory/") && path.ends_with("index.html"));
        for path in known.filter(|path| !path.contains("/page/")) {
            let folder = path.trim_end_matches("index.html");
            let is_record = folder.trim_start_matches("nabory/").trim_end_matches('/').starts_with('r');
            prop_assert!(is_record || folder == "nabory/" || expected.contains_key(folder), "{} is nobody's page", path);
        }
    }
}
