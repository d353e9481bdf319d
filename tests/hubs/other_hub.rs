//! A hub of another domain in German and French, with a theme of its own that extends the built-in one.

use crate::checks::{Site, expect_none};
use crate::support::{TODAY, build_well, copy};
use scraper::{Html, Selector};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

pub const BASE: &str = "https://beispiel.example/netz/reparatur/";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hubs/reparatur")
}

/// The hub, built once; `build_well` expects no diagnostic at all.
pub static SITE: LazyLock<Site> = LazyLock::new(|| Site::new(build_well(&root()), BASE, TODAY));

/// The words of the elements that a selector finds on a page.
fn words(page: &str, selector: &str) -> Vec<String> {
    let document = Html::parse_document(SITE.text(page));
    let selector = Selector::parse(selector).expect("a selector");
    document.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

#[test]
fn what_another_hub_publishes_is_sound() {
    expect_none(&SITE.problems());
}

#[test]
fn pages_are_in_the_language_of_their_address() {
    for (file, page) in &SITE.pages {
        let language = if file.starts_with("fr/") { "fr" } else { "de" };
        assert_eq!(page.lang.as_deref(), Some(language), "{file}");
    }
    assert_eq!(words("suche/index.html", "h1"), ["Diese Website durchsuchen"]);
    assert_eq!(words("fr/recherche/index.html", "h1"), ["Chercher sur ce site"]);
    assert_eq!(words("404.html", ".not-found__title"), ["Seite nicht gefunden", "Page introuvable"]);
}

#[test]
fn days_and_numbers_follow_the_habits_of_the_language() {
    let german = words("reparaturcafes/muehle/index.html", ".facts dd");
    let french = words("fr/cafes-de-reparation/moulin/index.html", ".facts dd");
    for (text, day, number) in [(german, "4.\u{a0}März 2019", "12.500"), (french, "4\u{a0}mars\u{a0}2019", "12\u{202f}500")] {
        // Which of the spaces in a day are non-breaking is the language data's affair.
        let plain = |text: &str| text.replace('\u{a0}', " ");
        assert!(text.iter().any(|fact| plain(fact) == plain(day)), "{text:?}");
        assert!(text.iter().any(|fact| fact == number), "{text:?}");
    }
    assert!(words("kurse/rad/index.html", ".facts dd").iter().any(|fact| fact == "12,50\u{a0}€"));
    assert!(words("fr/kurse/loeten/index.html", ".facts dd").iter().any(|fact| fact == "1\u{202f}250\u{a0}CHF"));
    assert_eq!(words("fr/kurse/reparer-les-velos/index.html", ".record__facts .status__date"), ["jusqu’au 4 décembre 2026"]);
}

#[test]
fn numbers_choose_the_plural_of_the_language() {
    for (page, heading) in [
        ("reparaturcafes/index.html", "5 Ergebnisse"),
        ("reparaturcafes/ort/west/index.html", "2 Ergebnisse"),
        ("reparaturcafes/werkzeug/amboss/index.html", "1 Ergebnis"),
        ("fr/cafes-de-reparation/index.html", "5 résultats"),
        ("fr/cafes-de-reparation/outil/amboss/index.html", "1 résultat"),
    ] {
        assert_eq!(words(page, "#results-heading"), [heading], "{page}");
    }
}

#[test]
fn terms_and_titles_stand_in_the_order_of_the_language() {
    let terms = |page: &str| -> Vec<String> {
        // The number of records follows the word.
        words(page, "#facet-werkzeug li > a").iter().filter_map(|text| text.rsplit_once(' ')).map(|(label, _)| label.to_owned()).collect()
    };
    let german = ["Amboss", "Ätznadel", "Bohrer", "Lötkolben", "Nähmaschine", "Zange"];
    assert_eq!(terms("reparaturcafes/index.html"), german);
    let french = ["Échoppe", "Enclume", "Fer à souder", "Foret", "Machine à coudre", "Pince"];
    assert_eq!(terms("fr/cafes-de-reparation/index.html"), french);
    let titles =
        |first: &str| [first, &format!("{first}page/2/")].map(|page| words(&format!("{page}index.html"), ".card__title a")).concat();
    assert_eq!(titles("reparaturcafes/"), ["Anker", "Ärmel hoch", "Blech", "Café Öl & Mühle", "Zur Ähre"]);
    let french = ["À l’épi", "Ancre", "Blech", "Café Huile et Moulin", "Été comme hiver"];
    assert_eq!(titles("fr/cafes-de-reparation/"), french);
}

#[test]
fn slugs_are_plain_letters() {
    let german = &SITE.pages["reparaturcafes/muehle/index.html"];
    assert!(german.ids.contains("offnungszeiten-und-raume") && german.ids.contains("grosse"), "{:?}", german.ids);
    assert!(SITE.pages["fr/cafes-de-reparation/moulin/index.html"].ids.contains("horaires-d-ete"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&root(), folder.path());
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_pacthub")).args(arguments).arg("--root").arg(folder.path()).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["new", "anleitungen", "Über die Größe müder Räder"]);
    assert!(folder.path().join("content/anleitungen/uber-die-grosse-muder-rader.md").is_file());
    run(&["schema"]);
}

#[test]
fn every_page_leads_to_its_other_language() {
    let switch = |page: &str| -> Vec<String> {
        let document = Html::parse_document(SITE.text(page));
        let selector = Selector::parse(".languages a").expect("a selector");
        document.select(&selector).filter_map(|link| link.attr("href").map(str::to_owned)).collect()
    };
    assert_eq!(switch("reparaturcafes/muehle/index.html"), ["/netz/reparatur/fr/cafes-de-reparation/moulin/"]);
    assert_eq!(switch("fr/a-propos/index.html"), ["/netz/reparatur/ueber-uns/"]);
    assert_eq!(switch("fr/kurse/lieu/nord/niveau/einstieg/index.html"), ["/netz/reparatur/kurse/ort/nord/stufe/einstieg/"]);
}

#[test]
fn feeds_and_calendars_speak_the_language() {
    let feed: atom_syndication::Feed = SITE.text("fr/kurse/feed.xml").parse().expect("a feed");
    assert_eq!((feed.lang(), feed.title().as_str()), (Some("fr"), "Cours – nouvelles fiches"));
    let feed: atom_syndication::Feed = SITE.text("feed.xml").parse().expect("a feed");
    assert_eq!(feed.lang(), Some("de"));
    assert!(SITE.text("kurse/calendar.ics").contains("SUMMARY:Beginn: Fahrräder flicken"));
    assert!(SITE.text("fr/kurse/calendar.ics").contains("SUMMARY:Fin : Réparer les vélos"));
}

#[test]
fn static_files_and_redirects_are_there() {
    assert!(SITE.files.contains_key("CNAME") && SITE.files.contains_key(".well-known/security.txt"));
    for (old, new) in [("alte-muehle", "reparaturcafes/muehle"), ("wir", "ueber-uns")] {
        let there = format!("{BASE}{new}/");
        assert_eq!(SITE.pages[&format!("{old}/index.html")].canonical.as_deref(), Some(there.as_str()));
    }
}

#[test]
fn the_theme_has_its_own_parts() {
    for (file, page) in SITE.pages.iter().filter(|(_, page)| page.kind.is_some()) {
        assert!(page.links.iter().any(|link| link.contains("/assets/theme.")), "{file} has no colours of its own");
        assert!(!SITE.text(file).contains("deklaracja"), "{file} speaks of Polish law");
    }
    let footer = words("index.html", ".footer");
    assert!(footer[0].contains("Erfundene Beispieldaten"), "{footer:?}");
    assert_eq!(words("fr/accessibilite/index.html", "h2"), ["Contenus non accessibles", "Retour d’information et contact"]);
}

/// The parts of the built-in theme's strings in a language, without what is filled in and what is too short to be told from other words.
fn interface(language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("themes/pact/i18n/{language}.yaml"));
    let text = std::fs::read_to_string(path).expect("the theme has the language");
    let mut strings = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let Some((_, value)) = line.split_once(": ") else { continue };
        let without_names = value.trim_matches('"').split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
        strings.extend(without_names.map(|part| part.trim_matches([' ', ':', '.', '(', ')', '–']).to_owned()));
    }
    strings.retain(|part| part.chars().count() >= 6);
    strings
}

#[test]
fn no_word_of_polish_or_english_comes_from_the_generator() {
    let polish = interface("pl");
    assert!(polish.len() > 150, "{polish:?}");
    // English and French share words, and scripts have English names.
    let is_sentence = |part: &String| part.split(' ').count() >= 3;
    let english: Vec<String> = interface("en").into_iter().filter(is_sentence).collect();
    let own =
        ["de", "fr"].map(|code| std::fs::read_to_string(root().join(format!("themes/werkstatt/i18n/{code}.yaml"))).expect("it is there"));
    for (file, bytes) in &SITE.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if file.ends_with(".js") || file.ends_with(".css") || file.ends_with("LICENSE.txt") {
            continue;
        }
        for part in polish.iter().chain(&english).filter(|part| !own.iter().any(|text| text.contains(part.as_str()))) {
            assert!(!text.contains(part.as_str()), "{file} says '{part}'");
        }
    }
}
