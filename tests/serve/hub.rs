//! A hub with one of everything.

use crate::support::{copy, empty_hub, shared, write};
use std::path::Path;
use tempfile::TempDir;

/// A PNG of a width and height.
pub fn png(width: u8, height: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_pixel(width.into(), height.into(), image::Rgb([20, 80, 160]));
    image.write_to(&mut bytes, image::ImageFormat::Png).expect("the image is written");
    bytes.into_inner()
}

/// Front matter of a note and a text.
pub fn note(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nsummary: About {title}.\ndate: 2026-05-04\n---\n{body}\n")
}

/// Front matter of a call and a text.
pub fn call(title: &str, deadline: &str, scope: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nsummary: S.\ndate: 2026-03-02\ndeadline: {deadline}\nscope: [{scope}]\n---\n{body}\n")
}

/// Makes the hub. Its base_url lies in a sub-folder, its theme is in its folder, and nothing is wrong with it.
pub fn rich() -> TempDir {
    let hub = empty_hub();
    let root = hub.path();
    copy(&shared("_layers/calls"), root);
    copy(&shared("_layers/notes"), root);
    write(root, "content/hub.yaml", HUB);
    write(root, "content/calls/_collection.yaml", CALLS);
    write(root, "content/notes/_collection.yaml", NOTES);
    for (number, scope) in ["pl", "pl-12", "de", "eu", "pl-14, de"].iter().enumerate() {
        let text =
            call(&format!("Call {number}"), &format!("2026-1{}-20", number % 3), scope, "Text with words. [One](../notes/one.md#details)");
        write(root, &format!("content/calls/call-{number}.md"), text);
    }
    write(root, "content/calls/call-0.en.md", "---\ntitle: The call\nsummary: In English.\nslug: the-call\n---\nEnglish words.\n");
    write(root, "content/notes/one.md", note("One", "## Details\n\nWords, and ![a file](with-files/photo.png)."));
    write(root, "content/notes/two.md", note("Two", "Links to [calls](../calls/call-1.md)."));
    write(root, "content/notes/three.md", "---\ntitle: Three\nsummary: S.\naliases: [/old/three/]\ndraft: false\n---\nText.\n");
    write(root, "content/notes/with-files/index.md", note("Files", "![Photo](photo.png) and [a plan](plan.txt)."));
    write(root, "content/notes/with-files/photo.png", png(3, 2));
    write(root, "content/notes/with-files/plan.txt", "The plan.\n");
    write(root, "content/pages/index.md", "---\ntitle: Home\n---\nWelcome.\n");
    write(
        root,
        "content/pages/about.md",
        "---\ntitle: About\n---\n```records\ncollection: calls\nwhere: {status: [open]}\nlimit: 2\n```\n",
    );
    write(root, "content/pages/about.en.md", "---\ntitle: About us\n---\nWe.\n");
    write(root, "content/_static/CNAME", "example.org\n");
    write(root, "content/_static/.well-known/proof.txt", "proof\n");
    write(root, "content/_static/a folder/żółw.txt", "turtle\n");
    write(root, "content/calls/_hidden.md", "Nobody sees this.\n");
    add_search_and_style(root);
    hub
}

/// Gives the plain theme a search page, a style sheet and a head to put them in.
fn add_search_and_style(root: &Path) {
    let theme = root.join("themes/plain");
    write(&theme, "assets/style.css", "body { color: black; background: url(\"dot.png\") }\n");
    write(&theme, "assets/dot.png", png(1, 1));
    write(&theme, "assets/search/page.js", "export const page = 1;\n");
    write(&theme, "templates/search.html", SEARCH);
    let base = std::fs::read_to_string(theme.join("templates/base.html")).expect("the template is read");
    let with_head = base
        .replace("<title>", "<head>\n<link rel=\"stylesheet\" href=\"{{ assets[\"style.css\"] }}\">\n<title>")
        .replace("<body>", "</head>\n<body>");
    write(&theme, "templates/base.html", with_head);
    for (file, title) in [("pl.yaml", "szukaj"), ("en.yaml", "search-en")] {
        let strings = std::fs::read_to_string(theme.join("i18n").join(file)).expect("the strings are read");
        write(&theme, &format!("i18n/{file}"), format!("{strings}search: {{title: {title}}}\n"));
    }
}

const HUB: &str = "title: {pl: Hub, en: The hub}
description: {pl: Opis, en: About it}
base_url: https://example.org/hub/
languages: [pl, en]
theme: plain
page_size: 2
menu: [calls, notes, pages/about]
";

pub const CALLS: &str = "label: {pl: Nabory, en: Calls}
singular: {pl: Nabór, en: Call}
path: {pl: nabory, en: calls}
sort: deadline
window: {opens: opens, closes: deadline}
pairs: [[status, scope]]
feed: true
calendar: true
fields:
  opens: {type: date, label: {pl: Otwarcie, en: Opens}}
  deadline: {type: date, label: {pl: Koniec, en: Deadline}, card: true}
  scope: {type: terms, vocabulary: scope, facet: true}
  notes: {type: records, collection: notes, facet: true}
";

const NOTES: &str = "label: {pl: Notatki, en: Notes}
singular: {pl: Notatka, en: Note}
path: {pl: notatki, en: notes}
sort: -date
feed: true
fields:
  photo: {type: image}
";

const SEARCH: &str = "{% extends \"base.html\" %}
{% block main -%}
<h1>{{ t.search.title }}</h1>
<div data-root=\"{{ search.root }}\" data-parts=\"{{ search.parts }}\"></div>
<script type=\"module\" src=\"{{ assets[\"search/page.js\"] }}\"></script>
{%- endblock main %}
";
