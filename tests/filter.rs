//! What the filter's files say, read as a browser reads them, is what the records say.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod support;

use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use support::{Built, build_well, write};

const HUB: &str = "title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\ntheme: pact\n";
/// A tree three levels deep, so that a term has a grandparent; `covers` lets the wide ones serve the narrow ones.
const SCOPE: &str = "path: {pl: zasieg, en: scope}\ncovers: true\nterms:\n  world: Świat\n  eu:\n    label: Unia\n    aliases: [eu27]\n    \
     children:\n      pl:\n        label: Polska\n        children: {pl-02: dolnośląskie, pl-12: małopolskie}\n      de: Niemcy\n";
const AUDIENCE: &str = "path: {pl: odbiorcy, en: audience}\norder: label\nterms:\n  young: {label: Młodzi, children: {pupils: Żacy, students: Studenci}}\n  \
     old: Starsi\n  nobody: Nikt\n";
const CALLS: &str = "path: {pl: nabory, en: calls}\nsort: amount\nwindow: {opens: opens, closes: closes}\nfields:\n  opens: {type: date}\n  \
     closes: {type: date}\n  scope: {type: terms, vocabulary: scope, facet: true}\n  audience: {type: terms, vocabulary: audience, facet: true}\n  \
     amount: {type: money, facet: {ranges: [100, 1000]}}\n  online: {type: boolean, facet: true}\n  begins: {type: date, facet: {by: year}}\n";
const SCOPES: [&str; 6] = ["world", "eu", "pl", "pl-02", "pl-12", "de"];
const AUDIENCES: [&str; 4] = ["young", "pupils", "students", "old"];

/// A facet as the files tell it.
struct Facet {
    id: String,
    covers: bool,
    terms: Vec<(String, Option<usize>)>,
    own: Vec<BTreeSet<usize>>,
}

/// A collection's filter in one language, beside its open data.
struct Read {
    root: Value,
    facets: Vec<Facet>,
    records: Vec<Value>,
    built: Built,
}

fn read() -> &'static Read {
    static READ: OnceLock<Read> = OnceLock::new();
    READ.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "content/hub.yaml", HUB);
        write(folder.path(), "content/vocabularies/scope.yaml", SCOPE);
        write(folder.path(), "content/vocabularies/audience.yaml", AUDIENCE);
        write(folder.path(), "content/calls/_collection.yaml", CALLS);
        let mut state = 7_u32;
        let mut below = |most: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % most
        };
        for number in 0..150 {
            let scopes: BTreeSet<&str> = (0..below(3)).map(|_| SCOPES[below(SCOPES.len())]).collect();
            let audiences: BTreeSet<&str> = (0..below(3)).map(|_| AUDIENCES[below(AUDIENCES.len())]).collect();
            let list = |terms: BTreeSet<&str>| terms.into_iter().collect::<Vec<_>>().join(", ");
            let mut text = format!("---\ntitle: Nabór {number}\nsummary: x\nscope: [{}]\naudience: [{}]\n", list(scopes), list(audiences));
            if below(4) > 0 {
                let (amount, currency) = ([50, 100, 999, 1_000, 5_000][below(5)], ["EUR", "EUR", "PLN"][below(3)]);
                text.push_str(&format!("amount: {{amount: {amount}.5, currency: {currency}}}\nonline: {}\n", below(2) == 0));
            }
            if below(4) > 0 {
                text.push_str(&format!("begins: 202{}-05-01\ncloses: 2026-{:02}-{:02}T15:30\n", below(4), below(12) + 1, below(28) + 1));
            }
            write(folder.path(), &format!("content/calls/call-{number}.md"), format!("{text}---\n"));
        }
        let built = build_well(folder.path());
        let root: Value = serde_json::from_str(built.text("nabory/filter.json")).unwrap();
        let data: Value = serde_json::from_str(built.text("nabory/records.json")).unwrap();
        let facets = root["facets"].as_array().unwrap().iter().map(|facet| facet_of(facet, &built)).collect();
        Read { facets, records: data["records"].as_array().unwrap().clone(), root, built }
    })
}

fn facet_of(facet: &Value, built: &Built) -> Facet {
    let terms: Vec<(String, Option<usize>)> = facet["terms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|term| (term[0].as_str().unwrap().to_owned(), term[2].as_i64().and_then(|above| usize::try_from(above).ok())))
        .collect();
    let own = match facet["file"].as_str().unwrap() {
        "" => vec![BTreeSet::new(); terms.len()],
        file => lists(&built.files[&format!("assets/filter/calls/pl/{file}")], terms.len()),
    };
    Facet { id: facet["id"].as_str().unwrap().to_owned(), covers: facet["covers"].as_bool().unwrap(), terms, own }
}

/// Reads lists as they are described in the generator: bits from the lowest on.
fn lists(bytes: &[u8], count: usize) -> Vec<BTreeSet<usize>> {
    let mut at = 0;
    let all = (0..count).map(|_| {
        let length = number(bytes, &mut at);
        if length == 0 {
            return BTreeSet::new();
        }
        let low_bits = usize::from(bytes[at]);
        let mut bit = (at + 1) * 8;
        let mut next_bit = || {
            bit += 1;
            usize::from(bytes[(bit - 1) / 8] >> ((bit - 1) % 8) & 1)
        };
        let mut next = 0;
        let mut list = BTreeSet::new();
        for _ in 0..length {
            let mut high = 0;
            while next_bit() == 1 {
                high += 1;
            }
            let low: usize = (0..low_bits).map(|place| next_bit() << place).sum();
            next += (high << low_bits) + low;
            list.insert(next);
            next += 1;
        }
        at = bit.div_ceil(8);
        list
    });
    all.collect()
}

fn number(bytes: &[u8], at: &mut usize) -> usize {
    let mut number = 0;
    for shift in 0.. {
        let byte = usize::from(bytes[*at]);
        *at += 1;
        number |= (byte & 127) << (shift * 7);
        if byte < 128 {
            break;
        }
    }
    number
}

impl Facet {
    fn is_above(&self, above: usize, term: usize) -> bool {
        std::iter::successors(self.terms[term].1, |term| self.terms[*term].1).any(|found| found == above)
    }

    /// What a term finds, worked out from what terms carry.
    fn found(&self, term: usize) -> BTreeSet<usize> {
        let counts = |other: &usize| *other == term || self.is_above(term, *other) || (self.covers && self.is_above(*other, term));
        (0..self.terms.len()).filter(counts).flat_map(|other| self.own[other].iter().copied()).collect()
    }
}

/// The naive model: whether a record's facts meet a term.
fn meets(record: &Value, facet: &str, term: &str) -> bool {
    let parents = BTreeMap::from([
        ("eu", ""),
        ("pl", "eu"),
        ("pl-02", "pl"),
        ("pl-12", "pl"),
        ("de", "eu"),
        ("pupils", "young"),
        ("students", "young"),
    ]);
    let above = |term: &str, other: &str| {
        let mut at = term;
        while let Some(parent) = parents.get(at) {
            if *parent == other {
                return true;
            }
            at = parent;
        }
        false
    };
    let values: Vec<&str> = record[facet].as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
    match facet {
        "scope" => values.iter().any(|value| *value == term || above(value, term) || above(term, value)),
        "audience" => values.iter().any(|value| *value == term || above(value, term)),
        "amount" => record[facet]["amount"].as_f64().is_some_and(|amount| match term {
            "under-100" => amount < 100.0,
            "100-1000" => (100.0..1_000.0).contains(&amount),
            _ => amount >= 1_000.0,
        }),
        "online" => record[facet].as_bool().is_some_and(|value| value == (term == "yes")),
        "begins" => record[facet].as_str().is_some_and(|day| day.starts_with(term)),
        _ => false,
    }
}

#[test]
fn the_root_describes_the_collection() {
    let read = read();
    let root = &read.root;
    assert_eq!(
        (&root["records"], &root["timezone"], &root["soon"]),
        (&150.into(), &"Europe/Warsaw".into(), &serde_json::json!([30, "days"]))
    );
    let names: Vec<&str> = root["facets"].as_array().unwrap().iter().map(|facet| facet["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["status", "zasieg", "odbiorcy", "amount", "online", "begins"]);
    assert_eq!(root["facets"][1]["aliases"], serde_json::json!({"eu27": "eu"}));
    let audiences: Vec<&str> = read.facets[2].terms.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(audiences, ["young", "students", "pupils", "old"], "in the order of the labels, without what nobody carries");
    let orders: Vec<&str> = root["orders"].as_array().unwrap().iter().map(|order| order["id"].as_str().unwrap()).collect();
    assert_eq!(orders, ["usual", "deadline", "amount", "title"], "without dates of publication there is no newest");
}

#[test]
fn a_choice_can_be_carried_to_the_other_language() {
    let names = ["status", "scope", "audience", "amount", "online", "begins"];
    let elsewhere = serde_json::json!([{"language": "en", "listing": "/hub/en/calls/", "names": names}]);
    assert_eq!(read().root["elsewhere"], elsewhere);
}

#[test]
fn values_are_those_of_the_records_by_currency() {
    let read = read();
    let facets = read.root["facets"].as_array().unwrap();
    assert!(facets[1].get("values").is_none(), "terms have no limits");
    let file = |unit: &Value| -> Vec<f64> {
        serde_json::from_slice(&read.built.files[&format!("assets/filter/calls/pl/{}", unit["file"].as_str().unwrap())]).unwrap()
    };
    let pairs = |figure: &dyn Fn(&Value) -> Option<f64>| -> Vec<f64> {
        read.records.iter().enumerate().filter_map(|(rank, record)| Some([rank as f64, figure(record)?])).flatten().collect()
    };
    let amounts = &facets[3]["values"];
    assert_eq!(amounts["measure"], "money");
    let units = amounts["units"].as_array().unwrap();
    assert_eq!(units.iter().map(|unit| unit["unit"].as_str().unwrap()).collect::<Vec<_>>(), ["EUR", "PLN"], "the most frequent first");
    for unit in units {
        let amount = |record: &Value| (record["amount"]["currency"] == unit["unit"]).then(|| record["amount"]["amount"].as_f64()).flatten();
        assert_eq!(file(unit), pairs(&amount), "{unit}");
    }
    let days = &facets[5]["values"];
    assert_eq!((&days["measure"], &days["units"][0]["unit"]), (&"date".into(), &"".into()));
    let day = |record: &Value| {
        let date: jiff::civil::Date = record["begins"].as_str()?.parse().unwrap();
        Some(date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() as f64 / 24.0)
    };
    assert_eq!(file(&days["units"][0]), pairs(&day));
}

#[test]
fn a_status_knows_all_rounds_wherever_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/hub.yaml", HUB);
    write(
        folder.path(),
        "content/calls/_collection.yaml",
        "path: {pl: nabory, en: calls}\nwindow: {rounds: rounds}\nfields:\n  rounds: {type: rounds}\n",
    );
    let rounds = "rounds:\n  - {opens: 2027-01-01, closes: 2027-01-31}\n  - {opens: 2027-03-01T09:00, closes: null}\n";
    write(folder.path(), "content/calls/two.md", format!("---\ntitle: Dwie\nsummary: x\n{rounds}---\n"));
    let one = "rounds:\n  - {opens: 2027-01-01, closes: 2027-01-31}\n";
    write(folder.path(), "content/calls/one.md", format!("---\ntitle: Jedna\nsummary: x\n{one}---\n"));
    write(folder.path(), "content/pages/index.md", "---\ntitle: Hub\n---\n\n```records\ncollection: calls\n```\n");
    let built = build_well(folder.path());
    let told = "data-rounds=\"2027-01-01/2027-01-31 2027-03-01T09:00/\"";
    for page in ["nabory/two/index.html", "index.html", "nabory/index.html"] {
        assert_eq!(built.text(page).matches(told).count(), 1, "{page}");
        assert_eq!(built.text(page).matches("data-rounds").count(), 1, "{page}: a single window needs no list");
    }
}

/// Publishes a script of a theme and returns what readers fetch.
fn published(script: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/hub.yaml", HUB.replace("pact", "own"));
    write(folder.path(), "themes/own/theme.yaml", "extends: pact\n");
    write(folder.path(), "themes/own/assets/own.js", script);
    let built = build_well(folder.path());
    let (_, bytes) = built.files.iter().find(|(path, _)| path.starts_with("assets/own.")).unwrap();
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn scripts_are_published_without_comments() {
    let script = "/** What it is. */\nimport \"./site.js\";\n\n// Why.\nconst a = /** @type {x} */ (1); // so\n/**\n * @param {y} b\n */\nfunction c(b) {\n  return b /* kept\n apart */ + a;\n}\n";
    let text = published(script);
    let (import, rest) = text.split_once('\n').unwrap();
    assert!(import.starts_with("import \"/hub/assets/site."), "{import}");
    assert_eq!(rest, "\nconst a =  (1); \nfunction c(b) {\n  return b \n+ a;\n}\n");
}

#[test]
fn what_only_looks_like_a_comment_stays() {
    let script = "/*! MIT */\nconst a = \"//\" + '/*' + \"\\\"//\" + `//${{ b: `/* ${1 /* gone */} */` }.b}//`;\nconst c = /[/\"'`]\\/\\/*/.test(a) ? 4 / 2 / 1 : `\n// text\n`; //# sourceURL=x\nconst d = (a) / 2; // \"gone\"\n";
    let expected = "/*! MIT */\nconst a = \"//\" + '/*' + \"\\\"//\" + `//${{ b: `/* ${1  } */` }.b}//`;\nconst c = /[/\"'`]\\/\\/*/.test(a) ? 4 / 2 / 1 : `\n// text\n`; //# sourceURL=x\nconst d = (a) / 2; \n";
    assert_eq!(published(script), expected);
}

#[test]
fn cards_stand_in_the_collections_order() {
    let read = read();
    let (group, hash) = (read.root["group"].as_u64().unwrap() as usize, read.root["hash"].as_u64().unwrap() as usize);
    let hashes = read.root["cards"].as_str().unwrap();
    let mut seen = 0;
    for (part, records) in read.records.chunks(group).enumerate() {
        let name = format!("assets/filter/calls/pl/cards-{part}-{}.json", &hashes[part * hash..(part + 1) * hash]);
        let cards: Vec<String> = serde_json::from_slice(&read.built.files[&name]).unwrap();
        for (card, record) in cards.iter().zip(records) {
            let path = record["url"].as_str().unwrap().strip_prefix("https://example.org").unwrap();
            assert!(card.contains(&format!("href=\"{path}\"")), "{path} is not in {card}");
            seen += 1;
        }
    }
    assert_eq!(seen, 150);
}

#[test]
fn windows_say_when_records_close() {
    let read = read();
    let bytes = &read.built.files[&format!("assets/filter/calls/pl/{}", read.root["windows"].as_str().unwrap())];
    let mut at = 0;
    let first = number(bytes, &mut at);
    for record in &read.records {
        assert_eq!(number(bytes, &mut at), usize::from(!record["closes"].is_null()));
        let Some(closes) = record["closes"].as_str() else { continue };
        assert_eq!(number(bytes, &mut at), 0, "it has always been open");
        let day: jiff::civil::Date = closes[..10].parse().unwrap();
        let days = day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
        assert_eq!(number(bytes, &mut at), 2 * (usize::try_from(days).unwrap() - first) + 2);
        assert_eq!(number(bytes, &mut at), 15 * 60 + 30);
    }
    assert_eq!(at, bytes.len());
}

#[test]
fn every_term_finds_what_its_page_lists() {
    let read = read();
    for facet in &read.facets[1..] {
        for (place, (term, _)) in facet.terms.iter().enumerate() {
            let naive: BTreeSet<usize> = (0..150).filter(|record| meets(&read.records[*record], &facet.id, term)).collect();
            assert_eq!(facet.found(place), naive, "{}: {term}", facet.id);
            assert!(!naive.is_empty(), "{}: {term} finds nothing", facet.id);
        }
    }
}

proptest! {
    #[test]
    fn random_choices_find_what_a_naive_model_finds(picks in prop::collection::vec((1..6_usize, 0..6_usize), 0..6)) {
        let read = read();
        let mut chosen: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (facet, term) in picks {
            chosen.entry(facet).or_default().insert(term % read.facets[facet].terms.len());
        }
        let mut found: BTreeSet<usize> = (0..150).collect();
        for (facet, terms) in &chosen {
            let any: BTreeSet<usize> = terms.iter().flat_map(|term| read.facets[*facet].found(*term)).collect();
            found.retain(|record| any.contains(record));
        }
        let naive = |record: &usize| chosen.iter().all(|(facet, terms)| {
            let facet = &read.facets[*facet];
            terms.iter().any(|term| meets(&read.records[*record], &facet.id, &facet.terms[*term].0))
        });
        prop_assert_eq!(found, (0..150).filter(naive).collect::<BTreeSet<usize>>());
    }
}
