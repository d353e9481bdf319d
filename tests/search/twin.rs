//! Writes the cases that the browser's modules are tested with.

use crate::lists::{ENGLISH, POLISH, families};
use crate::records::{english_records, polish_records};
use pacthub::search::{Document, Options, build, fold, form, keys, words};
use std::collections::{BTreeMap, BTreeSet};

/// Writes what the browser's modules are tested against: tables of cases and a small index.
/// `node --test tests` reads them.
#[test]
fn the_twin_gets_its_cases() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-twin");
    std::fs::create_dir_all(&folder).unwrap();
    let forms_of =
        |lists: &[&str]| -> BTreeSet<String> { lists.iter().flat_map(|file| families(file)).flat_map(|(_, forms)| forms).collect() };
    let (polish, listed) = (forms_of(&POLISH), forms_of(&ENGLISH));
    let english = "skills studies studied planning making funded children women courses organisations labour programmes criteria \
        analyses knives applied easier using care business class the centre is being taught people enrolment a of";
    let letters: Vec<String> = ('\u{a1}'..'\u{250}').chain('Ѐ'..'ӿ').chain('ﬀ'..'ﬆ').map(|letter| format!("x{letter}y")).collect();
    let texts = [
        "Źródła\u{a0}finansowania, 2026\u{202f}r. i C++, C# oraz B2B",
        "kujawsko-pomorskie 2021-2027 e-learning - x",
        "Google’a d’Artagnan O'Neil don't Google’owiec",
        "Z\u{301}ro\u{301}dło za\u{ad}da\u{ad}nie ſ ß Київ 東京 ¾ ²",
        "3×4÷2 a–b—c … „słowo” 1,5 10% a_b",
        "",
    ];
    let mixed = mixed_texts();
    let cases = serde_json::json!({
        "keys": {
            "pl": polish.iter().map(|word| (word, keys(word, "pl"))).collect::<Vec<_>>(),
            "en": english.split(' ').chain(listed.iter().map(String::as_str)).map(|word| (word, keys(word, "en"))).collect::<Vec<_>>(),
        },
        "fold": letters.iter().map(|word| (word, fold(word), form(word))).collect::<Vec<_>>(),
        "words": texts.iter().map(|text| (*text, words(text, false))).chain(
            mixed.iter().map(|text| (text.as_str(), words(text, false)))
        ).collect::<Vec<_>>(),
    });
    std::fs::write(folder.join("cases.json"), serde_json::to_vec(&cases).unwrap()).unwrap();
    // One form of each word, a different one each time, so that the others have to find it.
    let families: Vec<(String, Vec<String>)> = POLISH[..2].iter().flat_map(|file| families(file)).collect();
    let single: Vec<Document<'_>> = families
        .iter()
        .enumerate()
        .map(|(id, (lemma, forms))| Document { id: id as u32, title: lemma, body: &forms[(id * 7) % forms.len()], ..Document::default() })
        .map(|document| Document { title: "", url: document.title, ..document })
        .collect();
    let forms: Vec<_> = families.iter().map(|(_, forms)| forms).collect();
    std::fs::write(folder.join("forms.json"), serde_json::to_vec(&forms).unwrap()).unwrap();
    for (language, name, documents) in [("pl", "pl", polish_records()), ("en", "en", english_records()), ("pl", "forms", single)] {
        let synonyms = BTreeMap::from([("kfs".to_owned(), vec!["Krajowy Fundusz Szkoleniowy".to_owned()])]);
        let index = folder.join(name);
        drop(std::fs::remove_dir_all(&index));
        std::fs::create_dir_all(&index).unwrap();
        // Small files, so that the reader has to find its way among several.
        let options = Options { dictionary_bytes: 300, postings_bytes: 60, pairs: 8, ..Options::default() };
        for (name, bytes) in build(&documents, language, &synonyms, &options) {
            std::fs::write(index.join(name), bytes).unwrap();
        }
    }
}

/// Returns texts in which signs that matter stand in every order.
fn mixed_texts() -> Vec<String> {
    let pieces = ["'", "’", "-", "+", "#", "a", "ł", "Ab1", "\u{301}", "\u{ad}", "×", "東", "😀", " ", "\u{a0}", "²", "ſ", "_", "."];
    let mut state = 1_u32;
    let mut piece = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        pieces[(state >> 16) as usize % pieces.len()]
    };
    (0..5_000).map(|_| (0..9).map(|_| piece()).collect()).collect()
}
