//! A small hub with the same text in every place that takes one.

use crate::support::{Built, Options, build, lines, write};

/// Text that is markup, a formula, a line of another format or an invisible character somewhere.
pub const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "</textarea></style></noscript><b>x</b>",
    "]]><x/>",
    "<!-- --><!DOCTYPE x [<!ENTITY e \"x\">]>&e;",
    "--><p>x",
    "&lt;b&gt;&amp;amp;&#60;i&#62;",
    "\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT",
    "a\nb;c,d:e\\n\\,f\"g",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "a;=1+1;@x",
    "\t=1+1",
    "\"\"=1+1\"",
    "{{ 7 * 7 }}{% raw %}{{ <card /> }}{# x #}",
    "${7*7} <%= 7 %> [[x]]",
    "a\u{2028}b\u{2029}c",
    "\u{202e}abc\u{202c} \u{2066}def\u{2069}",
    "\u{feff}x\u{200b}y\u{ad}z",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](z) `code` **b** <a@b.c> http://x.y",
    "# x\n\n> y\n\n```\nz\n```",
    "---\ntitle: other\n---",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} Zażółć gęślą jaźń \u{130}\u{131} ß ﬁ",
];

/// Writes a text as a YAML scalar. JSON's strings are YAML's, but for characters that JSON leaves as they are and YAML refuses.
fn scalar(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(character),
            other => out.push_str(&format!("\\U{:08x}", u32::from(other))),
        }
    }
    out.push('"');
    out
}

/// Writes a text in Markdown so that it means itself: on one line, its punctuation escaped.
fn markdown(text: &str) -> String {
    let line = text.split(['\n', '\r', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    line.chars().flat_map(|character| character.is_ascii_punctuation().then_some('\\').into_iter().chain([character])).collect()
}

/// Writes a text that stands in code, where only the fence or the tick ends it.
fn code(text: &str) -> String {
    text.replace('`', "'").replace(['\r', '\n', '\t'], " ")
}

/// The text in one of the hub's places. The letter keeps orders the same whatever the text.
pub fn title(text: &str) -> String {
    format!("{text} T")
}

/// The hub with a text everywhere.
pub fn hub_with(text: &str) -> Built {
    let hub = tempfile::tempdir().expect("a folder");
    let root = hub.path();
    let yaml = scalar(&title(text));
    let body = markdown(&title(text));
    let in_code = code(&title(text));
    write(
        root,
        "content/hub.yaml",
        format!(
            "title: {yaml}\ndescription: {yaml}\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\nmenu: [calls, pages/about]\n\
             publisher: {{name: {yaml}}}\n\
             finder: {{collection: calls, questions: [{{facet: kind, label: {yaml}}}]}}\n"
        ),
    );
    write(
        root,
        "content/vocabularies/kind.yaml",
        format!("label: {yaml}\nterms:\n  one: {{label: {yaml}, text: {yaml}}}\n  two: {{pl: {yaml}, en: {yaml}}}\n"),
    );
    write(
        root,
        "content/calls/_collection.yaml",
        format!(
            "label: {yaml}\nsingular: {yaml}\nwindow: {{rounds: rounds}}\nfeed: true\ncalendar: true\ntype: Course\nfields:\n  \
             rounds: {{type: rounds, label: {yaml}}}\n  \
             kind: {{type: terms, vocabulary: kind, label: {yaml}, facet: true, card: true, help: {yaml}, property: about}}\n  \
             word: {{type: text, label: {yaml}, card: true, property: location}}\n  words: {{type: text, many: true, facet: true}}\n  \
             note: {{type: markdown, label: {yaml}}}\n  \
             site: {{type: url, label: {yaml}, property: url}}\n  other: {{type: records, collection: calls, label: {yaml}}}\n  \
             picture: {{type: image, label: {yaml}}}\n"
        ),
    );
    let words = format!("title: {yaml}\nsummary: {yaml}\nword: {yaml}\nwords: [{yaml}, {yaml}]\nnote: {}\n", scalar(&body));
    let whole = format!(
        "# {body}\n\n{body}\n\n## {body}\n\n- {body}\n- [ ] {body}\n\n> [!NOTE]\n> {body}\n\n| {body} |\n|---|\n| {body} |\n\n\
         **x{body}x** and ``` {in_code} ``` and ~~x{body}x~~[^1]\n\n```x{}\n{in_code}\n```\n\nTerm {body}\n: {body}\n\n\
         [{body}](about.md \"{body}\") [{body}](<https://example.org/?q={}>)\n\n[^1]: {body}\n",
        markdown(&code(text)).replace(' ', "-"),
        markdown(&text.replace(|c: char| c.is_control() || c == '<' || c == '>', "-")),
    );
    let in_calls = whole.replace("(about.md", "(../../pages/about.md");
    write(
        root,
        "content/calls/one/index.md",
        format!(
            "---\n{words}date: 2026-01-02\nsources: [https://example.org/a]\nkind: [one, two]\nsite: https://example.org/b\nother: [two]\n\
             picture: p.png\naliases: [/old-one/]\nrounds:\n  - {{opens: 2026-11-01, closes: 2026-12-31, label: {yaml}}}\n---\n\
             {in_calls}\n![{body}](p.png \"{body}\")\n"
        ),
    );
    write(root, "content/calls/one/p.png", png());
    write(root, "content/calls/one/index.en.md", format!("---\n{words}---\n{in_calls}"));
    write(
        root,
        "content/calls/two.md",
        format!("---\n{words}date: 2026-01-01\nkind: [one]\nrounds:\n  - {{opens: 2027-01-01T10:00, closes: 2027-02-01T12:00}}\n---\n"),
    );
    let about = format!("---\ntitle: {yaml}\nsummary: {yaml}\n---\n{whole}\n```records\ncollection: calls\n```\n");
    write(root, "content/pages/about.md", about);
    write(root, "content/pages/index.md", format!("---\ntitle: {yaml}\nsummary: {yaml}\n---\n{body}\n"));
    let built = build(root, &Options::default());
    let errors: Vec<_> =
        built.diagnostics.iter().filter(|diagnostic| diagnostic.severity == pacthub::diagnostic::Severity::Error).cloned().collect();
    assert_eq!(lines(&errors), "", "with {text:?}");
    built
}

/// A small PNG.
fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_pixel(64, 48, image::Rgb([20, 80, 160]));
    image.write_to(&mut bytes, image::ImageFormat::Png).expect("the image is written");
    bytes.into_inner()
}
