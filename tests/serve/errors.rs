//! What is shown while something is wrong.

use crate::client::Preview;
use crate::hub::{note, rich};
use crate::support::write;
use scraper::{Html, Selector};

fn texts(page: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_document(page).select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn a_broken_page_says_what_is_wrong_until_it_is_mended() {
    let hub = rich();
    let mut preview = Preview::start(hub.path(), &[]);
    let page = "/hub/notatki/two/";
    let good = preview.get(page);
    write(hub.path(), "content/notes/two.md", "---\ntitle: Two\nsumary: <S>.\n---\nA [link](nowhere.md) & more.\n");
    preview.answers(page, 500);
    let broken = preview.get(page);
    let items = texts(broken.text(), "li h2");
    assert_eq!(items.len(), 3, "{items:?}");
    let places = texts(broken.text(), "li code");
    assert!(places.contains(&"content/notes/two.md:3:1".to_owned()), "{places:?}");
    assert!(places.contains(&"content/notes/two.md:5:3".to_owned()), "{places:?}");
    let lines = texts(broken.text(), "li pre");
    assert!(lines.contains(&"3 sumary: <S>.".to_owned()), "{lines:?}");
    assert_eq!(texts(broken.text(), "li pre mark")[0], "sumary");
    assert!(texts(broken.text(), "li p").iter().any(|text| text.contains("summary")), "it says how to mend it");
    // The last good version is there, and says that it is old.
    let links = texts(broken.text(), "main > p > a");
    assert_eq!(links, ["The last good version of this page"]);
    let old = preview.get("/_pacthub/last-good/hub/notatki/two/");
    assert_eq!(old.status, 200);
    assert!(old.text().contains("data-kind=\"last-good\""));
    assert_eq!(texts(old.text(), "h1"), texts(good.text(), "h1"));
    // The others can be read meanwhile, and the terminal has it all.
    assert_eq!(preview.get("/hub/notatki/one/").status, 200);
    preview.process.says("unknown-key");
    preview.process.says("broken-link");
    write(hub.path(), "content/notes/two.md", note("Two", "Mended."));
    preview.answers(page, 200);
    preview.process.says("Everything is mended");
    let old = preview.get("/_pacthub/last-good/hub/notatki/two/");
    assert_eq!((old.status, old.header("location")), (302, Some(page)));
}

#[test]
fn a_page_that_was_never_good_has_no_last_good_version() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    write(hub.path(), "content/notes/new.md", "---\ntitle: New\n---\n[x](nowhere.md)\n");
    preview.answers("/hub/notatki/new/", 500);
    assert!(texts(preview.get("/hub/notatki/new/").text(), "main > p > a").is_empty());
    assert_eq!(preview.get("/_pacthub/last-good/hub/notatki/new/").status, 302);
}

#[test]
fn both_places_of_a_mistake_are_shown() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let page = "/hub/notatki/two/";
    write(hub.path(), "content/notes/three.md", "---\ntitle: Three\ntitle: Again\nsummary: S.\n---\n");
    write(hub.path(), "content/notes/two.md", note("Two", "[x](nowhere.md)"));
    preview.shows(page, "2 errors");
    let broken = preview.get(page);
    let paragraphs = texts(broken.text(), "li p");
    assert!(paragraphs.contains(&"It stands here first. content/notes/three.md:2:1".to_owned()), "{paragraphs:?}");
    let lines = texts(broken.text(), "li pre");
    assert!(lines.contains(&"3 title: Again".to_owned()) && lines.contains(&"2 title: Three".to_owned()), "{lines:?}");
}

#[test]
fn more_mistakes_than_anybody_reads_are_counted() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let page = "/hub/notatki/two/";
    for (mistakes, shown, rest) in [(200, 200, None), (203, 200, Some("3 more stand in the terminal."))] {
        write(hub.path(), "content/notes/two.md", note("Two", &"[x](nowhere.md)\n".repeat(mistakes)));
        preview.shows(page, &format!("{mistakes} errors"));
        let broken = preview.get(page);
        assert_eq!(texts(broken.text(), "li h2").len(), shown);
        assert_eq!(texts(broken.text(), "main > ol + p").first().map(String::as_str), rest);
    }
}

#[test]
fn a_broken_schema_breaks_every_page_and_nothing_else() {
    let hub = rich();
    let mut preview = Preview::start(hub.path(), &[]);
    let (home, style) = (preview.get("/hub/"), style_of(&preview));
    let settings = std::fs::read_to_string(hub.path().join("content/hub.yaml")).expect("the settings are read");
    for wrong in [settings.replace("languages:", "langages:"), "title: [\n".to_owned(), String::new(), "\u{0}".to_owned()] {
        write(hub.path(), "content/hub.yaml", &wrong);
        preview.answers("/hub/", 500);
        let page = preview.get("/hub/");
        assert!(texts(page.text(), "li code").iter().any(|place| place.starts_with("content/hub.yaml")), "{}", page.text());
        assert_eq!(preview.get("/hub/notatki/one/").status, 500);
        let old = preview.get("/_pacthub/last-good/hub/");
        assert_eq!((old.status, texts(old.text(), "h1")), (200, texts(home.text(), "h1")));
        assert_eq!(preview.get(&style).status, 200, "the last good pages keep their style");
        write(hub.path(), "content/hub.yaml", &settings);
        preview.answers("/hub/", 200);
    }
    assert!(preview.process.is_running());
}

fn style_of(preview: &Preview) -> String {
    let page = preview.get("/hub/");
    let path =
        page.text().split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a style sheet").to_owned();
    assert_eq!(preview.get(&path).status, 200);
    path
}

#[test]
fn a_broken_template_is_shown_with_its_line() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let template = "themes/plain/templates/record.html";
    let good = std::fs::read_to_string(hub.path().join(template)).expect("the template is read");
    assert_eq!(preview.get("/hub/notatki/two/").status, 200);
    for wrong in [good.replace("{% endfor %}", ""), good.replace("{{ record.title }}", "{{ record.titel }}")] {
        write(hub.path(), template, &wrong);
        preview.answers("/hub/notatki/two/", 500);
        let page = preview.get("/hub/notatki/two/");
        assert!(texts(page.text(), "li code").iter().any(|place| place.starts_with(template)), "{}", page.text());
        write(hub.path(), template, &good);
        preview.answers("/hub/notatki/two/", 200);
    }
}

#[test]
fn begins_with_a_hub_that_is_broken() {
    for (path, text) in
        [("content/hub.yaml", "title: ["), ("themes/plain/templates/base.html", "{% if %}"), ("content/notes/one.md", "no front matter")]
    {
        let hub = rich();
        let good = std::fs::read(hub.path().join(path)).expect("the file is read");
        write(hub.path(), path, text);
        let preview = Preview::start(hub.path(), &["--base-url", "https://example.org/hub/"]);
        let start = if path == "content/hub.yaml" { "/" } else { "/hub/notatki/one/" };
        preview.answers(start, 500);
        write(hub.path(), path, good);
        preview.answers("/hub/notatki/one/", 200);
    }
}

#[test]
fn no_content_ends_the_preview() {
    let hub = rich();
    let mut preview = Preview::start(hub.path(), &[]);
    let wrong: [&[u8]; 6] = [
        b"\xff\xfe\x00",
        b"",
        b"---",
        b"---\ntitle: &a [*a]\n---\n",
        &[b'['; 5_000],
        b"---\ntitle: T\nsummary: S\n---\n<script>x</script>\n",
    ];
    for bytes in wrong {
        write(hub.path(), "content/notes/two.md", bytes);
        preview.answers("/hub/notatki/two/", 500);
    }
    std::fs::remove_dir_all(hub.path().join("content")).expect("the folder is deleted");
    preview.answers("/hub/", 500);
    assert!(preview.process.is_running());
    let again = rich();
    crate::support::copy(&again.path().join("content"), &hub.path().join("content"));
    preview.answers("/hub/notatki/two/", 200);
}

#[test]
fn a_name_in_an_error_is_no_markup() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    write(hub.path(), "content/notes/two.md", "---\ntitle: Two\nsummary: S.\n\"<img src=x>\": 1\n---\n");
    preview.answers("/hub/notatki/two/", 500);
    assert!(!preview.get("/hub/notatki/two/").text().contains("<img"));
    write(hub.path(), "content/hub.yaml", "");
    preview.answers("/hub/", 500);
    let page = preview.get("/hub/%3Cimg%20src=x%3E/");
    assert!(!page.text().contains("<img"), "{}", page.text());
}
