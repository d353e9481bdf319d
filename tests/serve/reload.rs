//! What open pages are told.

use crate::client::Preview;
use crate::hub::{note, rich};
use crate::support::write;
use std::time::Duration;

const QUIET: Duration = Duration::from_millis(500);

#[test]
fn a_page_reloads_when_its_own_bytes_have_changed() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let (own, other) = (preview.listen("/hub/notatki/two/"), preview.listen("/hub/o-nas/"));
    let about = preview.listen("/hub/about/");
    write(hub.path(), "content/notes/two.md", note("Two", "Other words."));
    assert_eq!(own.next().0, "reload");
    other.is_silent_for(QUIET);
    about.is_silent_for(Duration::ZERO);
    preview.shows("/hub/notatki/two/", "Other words.");
}

#[test]
fn a_file_saved_without_a_change_reloads_nothing() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let events = preview.listen("/hub/notatki/two/");
    let text = std::fs::read(hub.path().join("content/notes/two.md")).expect("the file is read");
    write(hub.path(), "content/notes/two.md", &text);
    write(hub.path(), "content/notes/two.md", [b"\xef\xbb\xbf", &text[..]].concat());
    events.is_silent_for(QUIET);
}

#[test]
fn what_was_missed_is_told_at_once() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    assert_eq!(preview.listen_as("/hub/notatki/two/", "0123456789abcdef").next().0, "reload");
}

#[test]
fn a_style_sheet_is_swapped_without_a_reload() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let events = preview.listen("/hub/notatki/two/");
    write(hub.path(), "themes/plain/assets/style.css", "body { color: green }\n");
    let (name, data) = events.next();
    assert_eq!(name, "styles");
    let sheet = data["styles"][0].as_str().expect("the sheet's address");
    assert!(sheet.starts_with("/hub/assets/style.") && sheet.ends_with(".css"), "{data}");
    assert_eq!(preview.get(sheet).text(), "body { color: green }\n");
    // The page goes on from the version that it has now.
    assert_eq!(preview.get("/hub/notatki/two/").header("etag"), Some(format!("\"{}\"", data["tag"].as_str().expect("a tag")).as_str()));
    write(hub.path(), "content/notes/two.md", note("Two", "Other words."));
    assert_eq!(events.next().0, "reload");
}

#[test]
fn a_template_a_string_and_a_vocabulary_reload_what_shows_them() {
    for (path, from, to) in [
        ("themes/plain/templates/record.html", "<h1", "<h1 class=\"new\""),
        ("themes/plain/i18n/pl.yaml", "wider:", "wider: # of a place\n "),
        ("content/vocabularies/scope.yaml", "Polska", "Rzeczpospolita"),
        ("content/hub.yaml", "pl: Hub", "pl: Inny hub"),
    ] {
        let hub = rich();
        let preview = Preview::start(hub.path(), &[]);
        let events = preview.listen("/hub/nabory/call-0/");
        let text = std::fs::read_to_string(hub.path().join(path)).expect("the file is read");
        assert!(text.contains(from), "{path}");
        write(hub.path(), path, text.replace(from, to));
        if path.contains("i18n") {
            events.is_silent_for(QUIET);
        } else {
            assert_eq!(events.next().0, "reload", "{path}");
        }
    }
}

#[test]
fn errors_elsewhere_are_a_notice_and_go_away() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let events = preview.listen("/hub/notatki/two/");
    write(hub.path(), "content/notes/one.md", "---\ntitle: One\nsummary: S.\n---\n## Details\n\n[x](nowhere.md)\n");
    let (name, data) = events.next();
    assert_eq!((name.as_str(), &data["errors"]), ("notice", &1.into()));
    let line = data["lines"][0].as_str().expect("a line");
    assert!(line.starts_with("content/notes/one.md:7:1: "), "{line}");
    // Who comes now is told as well.
    let late = preview.listen("/hub/nabory/");
    assert_eq!(late.next(), ("notice".to_owned(), data));
    write(hub.path(), "content/notes/one.md", note("One", "## Details"));
    let (name, data) = events.next();
    assert_eq!((name.as_str(), &data["errors"]), ("notice", &0.into()));
}

#[test]
fn an_error_page_comes_and_goes_by_itself() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let page = "/hub/notatki/two/";
    let events = preview.listen(page);
    write(hub.path(), "content/notes/two.md", "---\ntitle: Two\n---\n");
    events.reloads();
    preview.answers(page, 500);
    let events = preview.listen(page);
    // It follows what is wrong as well, and the last good version waits for the page.
    let old = preview.listen("/_pacthub/last-good/hub/notatki/two/");
    write(hub.path(), "content/notes/two.md", "---\ntitel: Two\n---\n");
    events.reloads();
    let events = preview.listen(page);
    write(hub.path(), "content/notes/two.md", note("Two", "Mended."));
    events.reloads();
    old.reloads();
    // A file that is written in two steps was wrong in two ways, and told twice.
    preview.answers(page, 200);
}

#[test]
fn a_page_that_is_gone_and_one_that_comes() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let (gone, comes) = (preview.listen("/hub/notatki/three/"), preview.listen("/hub/notatki/later/"));
    std::fs::rename(hub.path().join("content/notes/three.md"), hub.path().join("content/notes/later.md")).expect("it is renamed");
    assert_eq!(gone.next().0, "reload");
    assert_eq!(comes.next().0, "reload");
}

#[test]
fn without_reload_pages_are_as_published() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &["--no-reload"]);
    assert!(!preview.get("/hub/").text().contains("_pacthub"));
    write(hub.path(), "content/notes/two.md", "---\ntitle: Two\n---\n");
    preview.answers("/hub/notatki/two/", 500);
    assert!(!preview.get("/hub/notatki/two/").text().contains("<script"));
}

#[test]
fn the_script_is_a_file_of_its_own() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let page = preview.get("/hub/notatki/two/");
    let scripts: Vec<&str> = page.text().split("<script").skip(1).map(|rest| rest.split("</script>").next().expect("it ends")).collect();
    let live: Vec<&&str> = scripts.iter().filter(|script| script.contains("_pacthub")).collect();
    assert_eq!(live.len(), 1);
    assert!(live[0].starts_with(" src=\"/_pacthub/live.js\"") && live[0].ends_with('>'), "nothing stands in the page itself: {}", live[0]);
    assert!(preview.get("/_pacthub/live.js").text().contains("EventSource"));
    assert!(page.header("content-security-policy").expect("a policy").contains("'self'"));
}
