//! Texts are looked at many bytes together: where in a text something stands changes nothing.

use pacthub::record::non_breaking;
use pacthub::search::words;
use proptest::prelude::*;
use proptest::sample::select;

/// What decides over words and spaces: letters of one and more bytes, marks, tags, entities, words of one letter, numbers, dashes.
const PARTS: [&str; 48] = [
    "a",
    "w",
    "i",
    "Z",
    "x",
    "ł",
    "ś",
    "kół",
    "źdźbło",
    "źródłosłów",
    "nr",
    "mln",
    "mld",
    "zł",
    "art.",
    "r",
    "maja",
    "5",
    "100",
    "000",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\u{a0}",
    "-",
    "–",
    "—",
    "„",
    "”",
    "\"",
    "(",
    "[",
    ".",
    ",",
    ":",
    "’",
    "'",
    "+",
    "#",
    "×",
    "÷",
    "<b>",
    "</b>",
    "&amp;",
    "ж",
];

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&PARTS[..]), 0..80).prop_map(|parts| parts.concat())
}

#[test]
fn a_space_at_the_end_of_a_text_sticks_however_long_that_is() {
    for length in 0..200 {
        let text = "x".repeat(length);
        assert_eq!(non_breaking(&format!("{text} w "), "pl"), format!("{text} w\u{a0}"));
        assert_eq!(non_breaking(&format!("{text} we "), "pl"), format!("{text} we "));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::cases(400)))]

    #[test]
    fn words_are_the_same_wherever_they_stand(text in texts()) {
        for html in [false, true] {
            let found = words(&text, html);
            for before in [1, 2, 7, 31, 63, 64, 65] {
                let moved = format!("{}{text}", " ".repeat(before));
                prop_assert_eq!(&words(&moved, html), &found, "{} spaces before {:?}", before, text);
            }
        }
    }

    #[test]
    fn spaces_stick_wherever_they_stand(text in texts()) {
        // A dash sticks to what stands before it, and here that is nothing at first.
        let text = text.trim_start();
        let found = non_breaking(text, "pl");
        for before in [1, 2, 7, 31, 62, 63, 64, 65] {
            let before = format!("{}\n", "x".repeat(before));
            let moved = format!("{before}{text}");
            prop_assert_eq!(non_breaking(&moved, "pl"), format!("{before}{found}"), "{:?}", text);
        }
    }
}
