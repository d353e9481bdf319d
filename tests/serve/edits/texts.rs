//! What is written into files: good and bad.

/// Documents, each with the texts that it may get.
pub const DOCUMENTS: &[(&str, &[&str])] = &[
    (
        "content/calls/call-0.md",
        &[
            "---\ntitle: Call 0\nsummary: S.\ndate: 2026-03-02\ndeadline: 2026-10-20\nscope: [pl]\n---\nAnother text. [One](../notes/one.md#details)\n",
            "---\ntitle: Zzz\nsummary: S.\ndate: 2026-03-02\ndeadline: 2027-10-20\nopens: 2026-01-01\nscope: [eu, pl-12]\nnotes: [one, two]\n---\n## Head\n",
            "---\ntitle: Call 0\nsummary: S.\ndeadline: 2026-12-01\nscope: [nowhere]\nnotes: [none]\n---\n",
            "---\ntitle: Call 0\nsummary: S.\nopens: 2027-01-01\ndeadline: 2026-01-01\n---\n[x](../notes/none.md)\n",
            "---\ntitle: Call 0\nsummary: S.\nslug: other\naliases: [/old/three/, /old/zero/]\n---\n",
            "",
        ],
    ),
    (
        "content/calls/call-0.en.md",
        &[
            "---\ntitle: The call again\nsummary: In English.\n---\nWords. [Calls](../calls/)\n",
            "---\nslug: the-call-2\n---\n",
            "---\ntitle: X\ndeadline: 2026-01-01\n---\n",
            "---\ntitle: [\n---\n",
        ],
    ),
    (
        "content/calls/call-1.md",
        &[
            "---\ntitle: Call 1\nsummary: S.\ndeadline: 2026-11-24\nscope: [de]\nnotes: [three]\n---\nSee [a note](../notes/three.md) and [two](../notes/two.md#nowhere).\n",
            "---\ntitle: Call 1\nsummary: S.\ndraft: true\n---\n",
            "---\ntitle: Aaa\nsummary: Another summary.\n---\nText.\n",
            "---\ntitle: Call 1\nsummary: S.\nscope: [pl, pl]\n---\n",
        ],
    ),
    (
        "content/notes/one.md",
        &[
            "---\ntitle: One\nsummary: About One.\ndate: 2026-05-04\n---\n## Details\n\nOther words, and ![a file](with-files/photo.png).\n",
            "---\ntitle: One\nsummary: S.\n---\n## Other heading\n",
            "---\ntitle: Renamed\nsummary: S.\ndate: 2027-01-01\nslug: uno\n---\n## Details\n\n[Call](../calls/call-0.md)\n",
            "---\ntitle: One\nsummary: S.\ndraft: true\n---\n## Details\n",
            "---\ntitle: One\n---\n<script>x</script>\n",
            "no front matter",
        ],
    ),
    (
        "content/notes/two.md",
        &[
            "---\ntitle: Two\nsummary: S.\ndate: 2024-01-01\nupdated: 2025-01-01\nverified: 2024-01-01\nsources: [https://example.org/]\n---\nWords.\n",
            "---\ntitle: Two\nsummary: S.\nphoto: photo.png\n---\n",
            "---\ntitle: Two\nsummary: S.\n---\n[root](/hub/nabory/) [gone](/hub/none/)\n",
            "---\ntitle: Two\nsummary: S.\naliases: [/notatki/one/]\n---\n",
        ],
    ),
    ("content/notes/two.en.md", &["---\ntitle: The two\n---\nEnglish.\n", "---\ntitle: The two\nslug: one\n---\n", "---\n---\n"]),
    (
        "content/notes/three.md",
        &["---\ntitle: Three\nsummary: S.\naliases: [/old/three/, /old/3/]\n---\nText.\n", "---\ntitle: Three\nsummary: S.\n---\nText.\n"],
    ),
    (
        "content/notes/new.md",
        &["---\ntitle: New\nsummary: S.\ndate: 2026-08-08\n---\nNew.\n", "---\ntitle: New\nsummary: S.\nslug: one\n---\n"],
    ),
    (
        "content/notes/with-files/index.md",
        &[
            "---\ntitle: Files\nsummary: S.\nphoto: photo.png\n---\n![Photo](photo.png)\n",
            "---\ntitle: Files\nsummary: S.\ndraft: true\n---\n",
            "---\ntitle: Files\nsummary: S.\n---\n![None](none.png)\n",
        ],
    ),
    (
        "content/pages/index.md",
        &["---\ntitle: Another home\n---\nWelcome to [two](../notes/two.md).\n", "---\ntitle: Home\n---\n[x](none.md)\n"],
    ),
    (
        "content/pages/about.md",
        &[
            "---\ntitle: About\n---\n```records\ncollection: notes\nsort: -date\nlimit: 1\n```\n",
            "---\ntitle: About\n---\n```records\ncollection: calls\nwhere: {scope: [de], status: [closed]}\n```\n",
            "---\ntitle: About\n---\n```records\ncollection: none\n```\n",
            "---\ntitle: About\nslug: about-this\n---\nText.\n",
        ],
    ),
    ("content/pages/about.en.md", &["---\ntitle: About all of us\n---\nWe.\n"]),
    ("content/pages/deep/page.md", &["---\ntitle: Deep\n---\n[About](../about.md)\n"]),
    ("content/pages/notatki/one.md", &["---\ntitle: In the way\n---\nText.\n"]),
    ("content/strange/one.md", &["---\ntitle: Nowhere\nsummary: S.\n---\nText.\n"]),
];

/// Other files, each with the texts that it may get; without one it goes.
pub const FILES: &[(&str, &[Option<&str>])] = &[
    (
        "content/hub.yaml",
        &[
            Some(
                "title: {pl: Inny hub, en: Another hub}\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\ntheme: plain\npage_size: 2\nmenu: [calls, notes, pages/about]\n",
            ),
            Some("title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\ntheme: plain\npage_size: 3\n"),
            Some("title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl]\ntheme: plain\n"),
            Some("title: Hub\nbase_url: https://example.org/hub/\nlanguages: [en, pl]\ntheme: plain\nmenu: [pages/none]\n"),
            Some("title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\ntheme: none\n"),
            Some(
                "title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\ntheme: plain\nraw_html: sanitize\nfeed_items: 1\nclosing_soon: 3 days\nstale_after: 1 months\n",
            ),
            Some("title: ["),
            None,
        ],
    ),
    (
        "content/vocabularies/scope.yaml",
        &[
            Some(
                "label: {pl: Obszar, en: Area}\npath: {pl: zasieg, en: scope}\ncovers: true\nterms:\n  eu:\n    label: Unia\n    children:\n      pl: {label: Polonia, children: {pl-12: Kraków, pl-14: Warszawa}}\n      de: Niemcy\n",
            ),
            Some(
                "label: {pl: Zasięg, en: Scope}\npath: {pl: zasieg, en: scope}\norder: label\nterms: {eu: Unia, pl: Polska, pl-12: Mał, pl-14: Maz, de: Niemcy}\n",
            ),
            Some("label: Z\npath: {pl: obszar, en: area}\nterms: {eu: Unia, pl: {label: Polska, aliases: [pl-12, pl-14]}}\n"),
            Some("label: Z\nterms: [\n"),
            None,
        ],
    ),
    ("content/vocabularies/kind.yaml", &[Some("label: Rodzaj\nterms: {a: A, b: B}\n"), Some("terms: {A!: x}\n"), None]),
    (
        "content/calls/_collection.yaml",
        &[
            Some(
                "label: {pl: Nabory 2, en: Calls 2}\nsingular: {pl: Nabór, en: Call}\npath: {pl: nabory, en: calls}\nsort: -deadline\nwindow: {opens: opens, closes: deadline}\nfields:\n  opens: {type: date}\n  deadline: {type: date, card: true}\n  scope: {type: terms, vocabulary: scope, facet: true}\n  notes: {type: records, collection: notes, facet: true}\n",
            ),
            Some(
                "label: Nabory\npath: {pl: konkursy, en: contests}\nfeed: true\nfields:\n  opens: {type: date}\n  deadline: {type: date, facet: {by: year}}\n  scope: {type: terms, vocabulary: scope, required: true}\n  notes: {type: records, collection: notes}\n",
            ),
            Some("label: Nabory\nfields:\n  scope: {type: terms, vocabulary: none}\n"),
            Some("- x\n"),
            None,
        ],
    ),
    (
        "content/notes/_collection.yaml",
        &[
            Some(
                "label: {pl: Zapiski, en: Notes}\npath: {pl: notatki, en: notes}\nfeed: true\nsort: -date\nfields: {photo: {type: image}}\n",
            ),
            Some("label: Notatki\npath: {pl: nabory, en: notes}\n"),
            None,
        ],
    ),
    ("content/search/synonyms.yaml", &[Some("pl:\n  - [nabór, konkurs]\n"), Some("pl: ["), None]),
    (
        "themes/plain/templates/record.html",
        &[
            Some(
                "{% extends \"base.html\" %}\n{% block main -%}\n<h2>{{ record.title }}</h2>{{ record.body | safe }}\n{%- endblock main %}\n",
            ),
            Some("{% extends \"base.html\" %}\n{% block main %}{{ record.titel }}{% endblock main %}\n"),
            Some("{% block\n"),
            None,
        ],
    ),
    ("themes/plain/templates/search.html", &[Some("<p>{{ t.search.title }}</p>\n"), None]),
    ("themes/plain/templates/extra.html", &[Some("<p>extra</p>\n"), None]),
    ("themes/plain/i18n/en.yaml", &[Some("home: {breadcrumb: Home}\n"), Some(": ["), None]),
    ("themes/plain/assets/style.css", &[Some("body { color: red }\n"), Some("body { background: url(\"none.png\") }\n"), None]),
    ("themes/plain/assets/new.css", &[Some("p { color: red }\n"), None]),
    ("themes/plain/assets/search/page.js", &[Some("export const page = 2;\n"), None]),
    ("themes/plain/assets/filter/page.js", &[Some("export const page = 2;\n"), None]),
    ("themes/plain/theme.yaml", &[Some("name: plain\nextends: none\n"), Some("name: plain\ndescription: Plain.\n"), Some("name: ["), None]),
    ("themes/other/theme.yaml", &[Some("name: other\nextends: plain\n"), None]),
    ("content/_static/CNAME", &[Some("example.com\n"), None]),
    ("content/_static/notatki/one/index.html", &[Some("In the way.\n"), None]),
    ("content/_static/new.txt", &[Some("New.\n"), None]),
    ("content/notes/with-files/photo.png", &[Some("\u{89}PNG"), Some("GIF89a\u{3}\u{0}\u{2}\u{0}\u{0}\u{0}\u{0}"), None]),
    ("content/notes/with-files/more.txt", &[Some("More.\n"), None]),
    ("content/notes/with-files/.hidden", &[Some("Hidden.\n"), None]),
    ("content/notes/_aside.md", &[Some("Aside.\n"), None]),
    ("content/notes/one.md~", &[Some("Backup.\n"), None]),
    ("content/stray.txt", &[Some("Stray.\n"), None]),
    ("content/notes/deep/er/one.md", &[Some("---\ntitle: Deep\nsummary: S.\n---\n"), None]),
];

/// Folders that move and go.
pub const FOLDERS: &[&str] = &[
    "content/notes/with-files",
    "content/notes/moved",
    "content/calls",
    "content/moved",
    "content/_static",
    "content/vocabularies",
    "content/pages",
    "themes/plain/assets",
    "themes/plain",
    "themes/other",
    "content",
];
