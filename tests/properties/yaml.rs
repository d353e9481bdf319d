//! Simple YAML is read without a parser, and means what a parser makes of it.

use pacthub::yaml::{self, Node};
use proptest::prelude::*;

/// Pieces of lines, simple ones and such as make a text more than simple.
fn line() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        Just("title"),
        Just("min-amount"),
        Just("x_1"),
        Just("true"),
        Just("NULL"),
        Just("klucz ó"),
        Just("\"q\""),
        Just("1"),
        Just("y")
    ];
    let value = prop_oneof![
        "[a-zA-Ząę„”–0-9 .,:#'\"\\\\-]{0,16}",
        "[0-9]{1,20}",
        "20[0-9]{2}-[0-9]{2}-[0-9]{2}",
        "[0-9]{1,3}[.eExo_][0-9]{1,3}",
        "\"[a-zżź :#'-]{0,12}\"",
        r"\[[a-z0-9 ,:/._-]{0,12}\]",
        prop_oneof![
            Just("true"),
            Just("False"),
            Just("null"),
            Just("~"),
            Just("yes"),
            Just(".inf"),
            Just("|"),
            Just(">-"),
            Just("[a, b]"),
            Just("{a: b}")
        ]
        .prop_map(str::to_owned),
        prop_oneof![
            Just("&a x"),
            Just("*a"),
            Just("!t x"),
            Just("a\u{85}b"),
            Just("a\u{2028}b"),
            Just("a\rb"),
            Just("a\tb"),
            Just("\u{feff}a")
        ]
        .prop_map(str::to_owned),
    ];
    let indent = prop_oneof![Just(""), Just(""), Just("  "), Just("    "), Just("\t")];
    prop_oneof![
        (key.clone(), value.clone()).prop_map(|(key, value)| format!("{key}: {value}")),
        key.prop_map(|key| format!("{key}:")),
        (indent.clone(), value.clone()).prop_map(|(indent, value)| format!("{indent}- {value}")),
        (indent, value).prop_map(|(indent, value)| format!("{indent}{value}")),
        prop_oneof![Just("# note"), Just("# a\rb: c"), Just(""), Just("   "), Just("---"), Just("...")].prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(4_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_means_what_a_parser_makes_of_it(lines in proptest::collection::vec(line(), 0..6), end in prop_oneof![Just("\n"), Just("\r\n")]) {
        let text = lines.join(end);
        // What the format refuses beyond YAML is another matter.
        prop_assume!(!text.contains("!!"));
        let expected = serde_yaml::from_str::<Node>(&text).ok();
        prop_assert_eq!(yaml::parse(&text).ok(), expected, "{:?}", text);
    }
}
