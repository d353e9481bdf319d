//! Front matter means the same whatever was read, and remembered, before it.

use pacthub::yaml::{Memory, parse};
use proptest::prelude::*;
use proptest::sample::select;

/// Lines of which texts are made that are hard to cut: quotes, brackets and blocks that go on over the lines after them, lines that look
/// like keys and are none, line breaks of older YAML, anchors.
const LINES: [&str; 56] = [
    "audience: workforce\n",
    "audience:\n",
    "audience: [workforce, youth]\n",
    "audience: [workforce,\n",
    "audience: \"workforce\n",
    "audience: |\n",
    "audience: >-\n",
    "audience: &a workforce\n",
    "audience: *a\n",
    "audience: workforce # comment\n",
    "audience: !tag workforce\n",
    "audience: {a: 1}\n",
    "audience: workforce\rlevel: basic\n",
    "audience: workforce\u{2028}level: basic\n",
    "audience: workforce\u{85}level: basic\n",
    "audience: workforce\r\n",
    "audience : workforce\n",
    "audience:workforce\n",
    "audience: a: b\n",
    "level: basic\n",
    "level: 'basic\n",
    "level: *a\n",
    "level:\n",
    "level: 1\n",
    "level: |+\n",
    "title: \"T\"\n",
    "title: \"T\n",
    "title: 'T\n",
    "title: &a T\n",
    "title: |\n",
    "title: >\n",
    "title: [\n",
    "title: {\n",
    "title: T\n",
    "title:\n",
    "date: 2026-01-01\n",
    "true: 1\n",
    "null: basic\n",
    "  - workforce\n",
    "- workforce\n",
    "  text\n",
    "  text: more\n",
    "text\n",
    "end\"\n",
    " end\"\n",
    "' # end\n",
    "]\n",
    " ]\n",
    "}\n",
    "# comment\n",
    "\n",
    "\ttab\n",
    "---\n",
    "...\n",
    "? level\n",
    ": basic\n",
];

/// Texts of a few lines each time, so that the same lines come together in many ways.
fn texts() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(select(&LINES[..]), 3..9).prop_flat_map(|lines| {
        let text = proptest::collection::vec(select(lines), 0..6).prop_map(|lines| lines.concat());
        proptest::collection::vec(text, 1..16)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::cases(3_000)))]

    #[test]
    fn yaml_means_the_same_whatever_was_read_before(texts in texts(), lines_first in any::<bool>()) {
        let memory = Memory::default();
        if lines_first {
            // What can stand by itself is known before any text that it is part of.
            for line in LINES {
                let _ = memory.parse(line, |_| true);
            }
        }
        for text in &texts {
            prop_assert_eq!(format!("{:?}", memory.parse(text, |_| true)), format!("{:?}", parse(text)), "{}", text);
        }
    }
}

#[test]
fn a_block_that_is_known_is_not_taken_for_part_of_a_text_in_quotes() {
    let memory = Memory::default();
    let known = "audience: workforce\n";
    assert!(memory.parse(known, |_| true).is_ok());
    for text in [
        "title: \"one\naudience: workforce\ntwo\"\n",
        "title: |\n audience: workforce\nlevel: basic\n",
        "title: [\naudience: workforce\n]\n",
    ] {
        assert_eq!(memory.parse(text, |_| true), parse(text), "{text}");
    }
}
