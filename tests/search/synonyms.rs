//! Synonyms come from `synonyms.yaml` and from the aliases of vocabularies.

use pacthub::hub::{self, Hub, HubSources, LanguageId, TextFile};

fn read(synonyms: &str) -> (Hub, Vec<String>) {
    let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.to_owned() };
    let sources = HubSources {
        settings: Some(file("content/hub.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [pl, en]\n")),
        vocabularies: vec![file(
            "content/vocabularies/scope.yaml",
            "terms:\n  pl: {label: {pl: Polska, en: Poland}, aliases: [polska, old-poland]}\n",
        )],
        synonyms: Some(file("content/search/synonyms.yaml", synonyms)),
        ..HubSources::default()
    };
    let (hub, diagnostics) = hub::read(&sources);
    let said = diagnostics.iter().map(|found| format!("{}: {}", found.place.line, found.message));
    (hub.unwrap(), said.collect())
}

#[test]
fn a_word_leads_to_one_or_several_phrases() {
    let (hub, said) = read("pl:\n  KFS: Krajowy Fundusz\n  źródło: [fundusz, dotacja]\nen: {sme: [small firms]}\n");
    assert_eq!(said, Vec::<String>::new());
    let polish = &hub.synonyms[LanguageId::DEFAULT.index()];
    assert_eq!(polish["kfs"], ["Krajowy Fundusz"]);
    assert_eq!(polish["zrodlo"], ["fundusz", "dotacja"]);
    assert_eq!(hub.synonyms[1]["sme"], ["small firms"]);
}

#[test]
fn aliases_of_one_word_lead_to_labels() {
    let (hub, _) = read("pl: {}\n");
    assert_eq!(hub.synonyms[0]["polska"], ["Polska"]);
    assert_eq!(hub.synonyms[1]["polska"], ["Poland"]);
    assert!(!hub.synonyms[0].keys().any(|word| word.contains('-')));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let (_, said) = read("pl:\n  dwa słowa: jedno\nde:\n  x: y\n");
    assert_eq!(said, ["2: 'dwa słowa' is not one word.", "3: 'de' is not a language of this hub."]);
}
