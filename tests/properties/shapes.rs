//! What a page looks like does not depend on which others were made before it.

use crate::support::{TODAY, copy, empty_hub, lines, shared, write};
use pacthub::load::{Day, LoadOptions, load};
use pacthub::render::{Renderer, Site};
use pacthub::route::Route;
use rayon::prelude::*;
use std::path::Path;

fn site(root: &Path) -> Site {
    let options = LoadOptions { day: Day::Given(TODAY.parse().expect("a day")), drafts: false, base_url: None };
    let loaded = load(root, &options, &mut |_| {});
    assert_eq!(loaded.site.is_some(), !loaded.has_errors(), "{}", lines(&loaded.diagnostics));
    loaded.site.unwrap_or_else(|| panic!("{}", lines(&loaded.diagnostics)))
}

fn page(renderer: &Renderer, route: &Route) -> String {
    match renderer.render(route) {
        Ok(bytes) => String::from_utf8(bytes.unwrap_or_default()).expect("a page is UTF-8"),
        Err(diagnostic) => lines(&[*diagnostic]),
    }
}

/// Renders each page after all others, and once more by a renderer that has made no other page; returns the pages.
fn compare(site: &Site, step: usize) -> Vec<String> {
    let pages = || site.table.routes.iter().filter(|(_, route)| matches!(route, Route::Page(..) | Route::Record(..) | Route::Listing(..)));
    let renderer = Renderer::new(site);
    // The first page of a shape is made as it is, the second teaches its shape, the others are made from that.
    for _ in 0..2 {
        pages().for_each(|(_, route)| drop(page(&renderer, route)));
    }
    let chosen: Vec<_> = pages().step_by(step).collect();
    chosen
        .par_iter()
        .map(|(path, route)| {
            let alone = page(&Renderer::new(site), route);
            assert_eq!(page(&renderer, route), alone, "{path}");
            alone
        })
        .collect()
}

#[test]
fn pages_of_the_real_hub_do_not_depend_on_others() {
    assert!(compare(&site(Path::new(env!("CARGO_MANIFEST_DIR"))), 11).len() > 200);
}

#[test]
fn pages_of_another_hub_do_not_depend_on_others() {
    assert!(compare(&site(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hubs/reparatur")), 1).len() > 40);
}

const TITLES: [&str; 6] = ["Ala", "Ala ma kota & psa", "<b>Kot</b>", "Ala", "{date} i {total}", "Zażółć \u{10_0000} gęślą"];

/// A hub of some records whose pages are made by a given template.
fn hub(template: &str, components: &str) -> tempfile::TempDir {
    let hub = empty_hub();
    copy(&shared("_layers/notes"), hub.path());
    write(
        hub.path(),
        "content/notes/_collection.yaml",
        "path: notatki\nfields:\n  place: {type: text, many: true}\n  more: {type: markdown}\n",
    );
    for (number, title) in TITLES.iter().enumerate() {
        let places: Vec<String> = (0..number % 3).map(|place| format!("'M{place}'")).collect();
        let front = format!(
            "---\ntitle: '{title}'\nsummary: 'S {number} {}'\ndate: 2026-01-{:02}\nplace: [{}]\nmore: '*{number}*'\n---\n",
            "x".repeat(number % 4),
            number + 1,
            places.join(", ")
        );
        write(hub.path(), &format!("content/notes/n{number}.md"), format!("{front}\nTekst *{number}*.\n\n## Nagłówek {number}\n"));
    }
    let old = std::fs::read_to_string(shared("_base/themes/plain/templates/components.html")).expect("the file is there");
    write(hub.path(), "themes/plain/templates/components.html", format!("{old}\n{components}"));
    write(
        hub.path(),
        "themes/plain/templates/record.html",
        format!("{{% extends \"base.html\" %}}{{% block main %}}{template}{{% endblock %}}"),
    );
    hub
}

#[test]
fn words_are_escaped_wherever_what_is_special_stands() {
    let hub = hub("<p title=\"{{ record.title }}\">{{ record.summary }}</p>", "");
    // So many records of one shape that their words are poured rather than rendered.
    for (number, special) in ['&', '<', '>', '"', '\''].into_iter().enumerate() {
        for length in 0..40 {
            let text = format!("{}{special}{}", "x".repeat(length), "y".repeat(length % 3));
            let quoted = text.replace('\'', "''");
            let front = format!("---\ntitle: 'T{quoted}'\nsummary: 'S{quoted}'\n---\n");
            write(hub.path(), &format!("content/notes/s{number}-{length}.md"), front);
        }
    }
    compare(&site(hub.path()), 1);
}

/// Templates that do with a record's words more than write them, each with components of its own.
const LOOKING: [(&str, &str); 36] = [
    ("{{ record.title }} {{ record.summary }} {{ record.body }} {{ record.date.iso }}", ""),
    ("{% if record.title == \"Ala\" %}tak{% else %}nie{% endif %}", ""),
    ("{% if \"Ala\" != record.title and record.title %}tak{% else %}nie{% endif %}{{ record.title }}", ""),
    ("{% if not record.title == \"Ala\" %}tak{% endif %}{% if record.title in [\"Ala\", \"Kot\"] %}jest{% endif %}", ""),
    ("{% if record.title not in [\"Ala\", \"Kot\"] %}jest{% endif %}{{ record.title }}", ""),
    ("{{ record.title | upper }} {{ record.title | length }} {{ record.body | safe }} {{ record.title | safe }}", ""),
    ("{{ record.title | safe }}{{ record.body | safe }}{{ record.summary }}", ""),
    ("{{ record.summary | truncate(length=6) }}{% if record.summary | length > 4 %}lang{% endif %}", ""),
    ("{% set same = record.title %}{% if same == \"Ala\" %}tak{% endif %}{{ same | upper }}", ""),
    ("{% set text %}{{ record.title }}{% endset %}{{ text | upper }}", ""),
    ("{{ <shout text={record.title} /> }}", "{% component shout(text) %}{{ text | upper }}{% endcomponent shout %}"),
    (
        "{{ <outer record={record} /> }}",
        "{% component outer(record) %}{{ <inner it={record.title} /> }}{% endcomponent outer %}{% component inner(it) %}{% if it == \"Ala\" %}tak{% endif %}{{ it }}{% endcomponent inner %}",
    ),
    ("{{ \"x\" ~ record.title ~ \"y\" }}{% if record.title ~ \"!\" == \"Ala!\" %}tak{% endif %}", ""),
    ("{{ <plain text={record.title} /> | upper }}", "{% component plain(text) %}{{ text }}{% endcomponent plain %}"),
    ("{% for fact in record.facts %}{{ fact.label }}{{ fact.html }}{% if fact.html == \"\" %}nic{% endif %}{% endfor %}", ""),
    (
        "{% for fact in record.facts %}{% set found = fact.id %}{{ found }} {{ fact.count }}{% if fact.count > 1 %}wiele{% endif %}{% endfor %}",
        "",
    ),
    ("{% for key, value in record %}{% if key == \"title\" %}{{ value }}{% endif %}{% endfor %}", ""),
    ("{% set key = \"title\" %}{{ record[key] }}{% if record[key] == \"Ala\" %}tak{% endif %}", ""),
    ("{{ record[\"title\"] }}{% if record[\"title\"] == \"Ala\" %}tak{% endif %}", ""),
    ("{% filter upper %}{{ record.title }}{% endfilter %}", ""),
    ("{{ \"Ala\" if record.title == \"Ala\" else record.summary }}", ""),
    ("{{ record.title or record.summary }}{% if (record.title == \"Ala\") or record.draft %}tak{% endif %}", ""),
    ("{% for entry in [record.title, record.summary] %}{{ entry | upper }}{% endfor %}", ""),
    (
        "{% set all = [fact for fact in record.facts if fact.html != \"\"] %}{{ all | length }}{% for fact in all %}{{ fact.html }}{% endfor %}",
        "",
    ),
    ("{{ t.money.range | fill(min=record.title, max=record.summary) }} {{ t.percent | fill(number=record.title) }}", ""),
    ("{{ t.percent | fill(number=record.title) | upper }}{{ t.percent | fill(number=record.summary | upper) }}", ""),
    ("{{ t.percent | fill(number=record.title) | safe }}{{ record.title | upper | safe }}", ""),
    ("{% if t.percent | fill(number=record.title) == \"Ala%\" %}tak{% endif %}{{ record.summary }}", ""),
    (
        "{{ <shout text={t.percent | fill(number=record.title)} /> }}",
        "{% component shout(text) %}{{ text | upper }}{% endcomponent shout %}",
    ),
    ("{{ record.title or record.summary | upper }}{% if record.draft or record.title | length > 4 %}tak{% endif %}", ""),
    ("{% for letter in record.title %}{{ letter }}-{% endfor %}{{ record.summary }}", ""),
    (
        "{{ <apart text={record.title} /> }}",
        "{% component apart(text) %}{% for letter in text %}{{ letter }}-{% endfor %}{% endcomponent apart %}",
    ),
    ("{{ record.title[:2] }}|{{ record.title[-1:] }}", ""),
    ("{{ record.title[0] }}|{{ record.summary[2] }}{% if record.facts %}{{ record.facts[0].html }}{% endif %}", ""),
    ("{{ t.percent | fill(number=record.body) }}{% for card in related %}{{ card | length }}{{ card }}{% endfor %}", ""),
    ("{# {{ record.title | upper }} #}{{- record.title -}}{% raw %}{{ record.title }}{% endraw %}{{ page.title ~ '' }}", ""),
];

#[test]
fn what_a_template_looks_into_decides_over_its_page_alone() {
    for (template, components) in LOOKING {
        let hub = hub(template, components);
        let pages = compare(&site(hub.path()), 1);
        let all: std::collections::BTreeSet<&String> = pages.iter().collect();
        assert!(all.len() > 4, "{template}: {all:#?}");
        assert!(!pages.iter().any(|page| page.contains("error")), "{template}: {pages:#?}");
    }
}
