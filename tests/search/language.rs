//! Tests folding, splitting and keys.

use crate::lists::{ENGLISH, POLISH, families};
use pacthub::search::{fold, form, keys, words};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

fn meet(one: &str, other: &str, language: &str) -> bool {
    let others = keys(other, language);
    keys(one, language).iter().any(|key| others.contains(key))
}

fn share_of_pairs(families: &BTreeMap<String, Vec<String>>, language: &str) -> f64 {
    let (mut pairs, mut found) = (0_u32, 0_u32);
    for forms in families.values() {
        for (index, form) in forms.iter().enumerate() {
            for other in &forms[..index] {
                pairs += 1;
                found += u32::from(meet(form, other, language));
            }
        }
    }
    f64::from(found) / f64::from(pairs)
}

#[test]
fn inflected_forms_find_each_other() {
    for (file, least) in POLISH.into_iter().zip([0.99, 0.99, 0.98, 0.995, 0.995]) {
        let share = share_of_pairs(&families(file), "pl");
        assert!(share >= least, "{file}: {share:.4} of the pairs");
    }
    for file in ENGLISH {
        let share = share_of_pairs(&families(file), "en");
        assert!(share >= 0.98, "{file}: {share:.4} of the pairs");
    }
}

/// Counts the families and the pairs of them that share a key.
fn families_that_meet(lists: &[&str], language: &str) -> (usize, usize) {
    let all: Vec<(String, BTreeSet<String>)> = lists
        .iter()
        .flat_map(|file| families(file))
        .map(|(lemma, forms)| (lemma, forms.iter().flat_map(|form| keys(form, language)).collect()))
        .collect();
    let joined = all
        .iter()
        .enumerate()
        .flat_map(|(index, one)| all[..index].iter().map(move |other| (one, other)))
        .filter(|(one, other)| one.0 != other.0 && !one.1.is_disjoint(&other.1))
        .count();
    (all.len(), joined)
}

#[test]
fn different_words_seldom_meet() {
    for (lists, language) in [(&POLISH[..], "pl"), (&ENGLISH[..], "en")] {
        let (all, joined) = families_that_meet(lists, language);
        assert!(joined * 4 < all, "{joined} pairs of {all} families share a key");
    }
}

#[test]
fn diacritics_make_no_difference_to_keys() {
    for form in POLISH.iter().flat_map(|file| families(file)).flat_map(|(_, forms)| forms) {
        assert_eq!(keys(&form, "pl"), keys(&fold(&form), "pl"));
    }
}

#[test]
fn folding_maps_every_polish_letter() {
    let cases = [
        ("Źródła", "zrodla"),
        ("ŁÓDŹ", "lodz"),
        ("żółć", "zolc"),
        ("zażółć gęślą jaźń", "zazolc gesla jazn"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Z\u{301}ro\u{301}dło", "zrodlo"),
        ("", ""),
        ("C++", "c++"),
        ("İstanbul", "istanbul"),
    ];
    for (text, folded) in cases {
        assert_eq!(fold(text), folded);
    }
}

#[test]
fn forms_keep_diacritics_and_lose_what_is_attached() {
    let cases = [
        ("Źródła", "źródła"),
        ("Z\u{301}ro\u{301}dła", "źródła"),
        ("Google’a", "google"),
        ("Google'owi", "google"),
        ("e-learning", "elearning"),
        ("Kujawsko-Pomorskie", "kujawskopomorskie"),
        ("za\u{ad}da\u{ad}nie", "zadanie"),
    ];
    for (word, expected) in cases {
        assert_eq!(form(word), expected);
    }
}

/// Every two of the letters of Latin scripts and of the marks that are composed with them.
#[test]
fn forms_are_composed_as_unicode_says() {
    let letters: Vec<char> = ('\u{30}'..'\u{250}').chain('\u{300}'..'\u{330}').chain(['\u{212a}', '\u{1e9e}', 'Я', 'Ω']).collect();
    let lower = |word: &str| -> String { word.nfc().flat_map(char::to_lowercase).nfc().filter(|&c| c != '\u{ad}').collect() };
    for one in &letters {
        for other in &letters {
            let word = format!("{one}{other}");
            assert_eq!(form(&word), lower(&word), "{one:?} {other:?}");
        }
    }
}

#[test]
fn text_is_split_into_words() {
    let cases: [(&str, &[&str]); 12] = [
        ("Źródła\u{a0}finansowania, 2026\u{202f}r.", &["Źródła", "finansowania", "2026", "r"]),
        ("kujawsko-pomorskie", &["kujawsko", "pomorskie", "kujawsko-pomorskie"]),
        ("lata 2021-2027", &["lata", "2021", "2027"]),
        ("C++ i C#", &["C++", "i", "C#"]),
        ("Google’a i d’Artagnan", &["Google’a", "i", "d", "Artagnan"]),
        ("<p>Ala <em class=\"a>b\">ma</em>&nbsp;kota &amp; psa</p>", &["Ala", "ma", "kota", "psa"]),
        ("1 < 2 & 3", &["1", "2", "3"]),
        ("a – b — c", &["a", "b", "c"]),
        ("3×4", &["3", "4"]),
        ("don't", &["don't"]),
        ("- - -", &[]),
        ("Київ 東京", &["Київ", "東京"]),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text, true), expected, "{text}");
    }
}

#[test]
fn degrees_verbs_and_irregular_words_meet() {
    let pairs = [
        ("nowszy", "nowe"),
        ("najnowszych", "nowego"),
        ("najlepszy", "dobry"),
        ("większe", "duży"),
        ("prostsze", "prosty"),
        ("ludzie", "człowiek"),
        ("ludzi", "człowiekiem"),
        ("tygodnie", "tydzień"),
        ("dni", "dzień"),
        ("lat", "rok"),
        ("ręce", "ręka"),
        ("finansuje", "finansować"),
        ("finansowała", "finansują"),
        ("finansowany", "finansowanie"),
        ("finansujący", "finansował"),
        ("złożył", "złożyć"),
        ("złożą", "złożenie"),
        ("szkolić", "szkolenia"),
        ("osiągnie", "osiągnął"),
        ("umów", "umowa"),
        ("mieście", "miast"),
        ("usłudze", "usług"),
        ("księdze", "ksiąg"),
        ("urząd", "urzędu"),
        ("uczniów", "uczeń"),
        ("technologii", "technologie"),
    ];
    for (one, other) in pairs {
        assert!(meet(one, other, "pl"), "{one} and {other}: {:?} {:?}", keys(one, "pl"), keys(other, "pl"));
    }
}

#[test]
fn english_inflection_meets_and_derivation_does_not() {
    let pairs = [
        ("skills", "skill"),
        ("studies", "study"),
        ("studied", "study"),
        ("planning", "plans"),
        ("making", "makes"),
        ("funded", "funding"),
        ("children", "child"),
        ("women", "woman"),
        ("courses", "course"),
        ("buses", "bus"),
        ("organisations", "organization"),
        ("labour", "labor"),
        ("programmes", "program"),
        ("taught", "teaching"),
        ("criteria", "criterion"),
        ("trainings", "training"),
        ("analyses", "analysis"),
        ("companies", "company"),
        ("knives", "knife"),
        ("initiatives", "initiative"),
        ("applied", "applying"),
        ("easier", "easy"),
        ("used", "using"),
        ("higher", "highest"),
        ("paid", "pays"),
    ];
    for (one, other) in pairs {
        assert!(meet(one, other, "en"), "{one} and {other}: {:?} {:?}", keys(one, "en"), keys(other, "en"));
    }
    for (one, other) in
        [("care", "car"), ("plan", "plane"), ("business", "busy"), ("organ", "organization"), ("news", "new"), ("class", "cla")]
    {
        assert!(!meet(one, other, "en"), "{one} and {other}");
    }
}

#[test]
fn other_languages_have_the_folded_word_as_key() {
    assert_eq!(keys("Größe", "de"), ["grosse"]);
    assert_eq!(keys("Źródłami", "pl-PL"), keys("Źródłami", "pl"));
}

#[test]
fn plain_text_has_no_tags() {
    assert_eq!(words("List<Text> &amp", false), ["List", "Text", "amp"]);
    assert_eq!(words("<p title=\"a", true), ["p", "title", "a"]);
}

#[test]
fn any_text_can_be_split() {
    let pieces =
        ["<", ">", "&", ";", "\"", "'", "’", "-", "+", "#", "a", "ł", "\u{301}", "\u{ad}", "×", "東", "😀", " ", "<a", "</", "&#x"];
    let mut state = 1_u32;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..8 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
        }
        for html in [false, true] {
            for word in words(&text, html) {
                assert!(!word.is_empty() && !keys(word, "pl").is_empty(), "{text}");
            }
        }
    }
}
