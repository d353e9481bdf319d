//! What the preview shows is what a build writes, byte for byte.

use crate::client::{Answer, Preview, encode, read};
use crate::hub::rich;
use crate::support::{TODAY, copy};
use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::path::Path;
use std::process::Command;

/// Builds a hub and returns the published files.
pub fn build(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = tempfile::tempdir().expect("a temporary folder");
    let out = output.path().join("site");
    let run = Command::new(env!("CARGO_BIN_EXE_pacthub"))
        .args(["build", "--today", TODAY, "--output"])
        .arg(&out)
        .current_dir(root)
        .output()
        .expect("the binary runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    crate::build_watch::published(&out)
}

/// Asks for all files over one connection and returns the answers.
fn ask_for_all<'p>(preview: &Preview, paths: impl Iterator<Item = &'p String>) -> Vec<(&'p String, Answer)> {
    let mut stream = preview.connect();
    let mut reader = BufReader::new(stream.try_clone().expect("the stream is shared"));
    let mut answers = Vec::new();
    for path in paths {
        let address = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        let request = format!("GET /hub/{} HTTP/1.1\r\nHost: localhost\r\n\r\n", encode(address));
        stream.write_all(request.as_bytes()).expect("the request is sent");
        answers.push((path, read(&mut reader, false)));
    }
    answers
}

/// Takes out the script that the preview puts in.
fn without_script(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let Some(start) = text.find("<script src=\"/_pacthub/live.js\"") else { return body.to_vec() };
    let end = start + text[start..].find("</script>").expect("the script ends") + "</script>".len();
    [&body[..start], &body[end..]].concat()
}

#[track_caller]
fn compare(root: &Path, ways: &[&[&str]]) {
    let built = build(root);
    assert!(built.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("_pacthub")), "a build has nothing of the preview");
    for arguments in ways.iter().copied() {
        let preview = Preview::start(root, arguments);
        let mut different = Vec::new();
        for (path, answer) in ask_for_all(&preview, built.keys()) {
            let follows = arguments.is_empty() && answer.status == 200 && answer.header("content-type") == Some("text/html; charset=utf-8");
            let body = if follows { without_script(&answer.body) } else { answer.body.clone() };
            if body != built[path] || !matches!(answer.status, 200 | 302) || (body != answer.body) != follows {
                different.push((path, answer.status));
            }
        }
        assert_eq!(different, [], "{arguments:?}");
    }
}

#[test]
fn every_route_of_a_hub_with_everything() {
    compare(rich().path(), &[&["--no-reload"], &[]]);
}

/// The parts of a bundle are asked for without its root having been, as by a page that is older than the preview.
#[test]
fn a_part_of_the_search_index_before_its_root() {
    let hub = rich();
    let built = build(hub.path());
    let preview = Preview::start(hub.path(), &[]);
    let part = built.keys().find(|path| path.starts_with("assets/search/pl/")).expect("the index has parts");
    let answer = preview.get(&format!("/hub/{part}"));
    assert_eq!((answer.status, &answer.body), (200, &built[part]));
    assert_eq!(preview.get("/hub/assets/search/pl/none.bin").status, 404);
    assert_eq!(preview.get("/hub/assets/search/de/none.bin").status, 404);
}

#[test]
fn the_search_index_follows_changes() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let root = preview.get("/hub/search/pl.json");
    assert_eq!(root.status, 200);
    let old_part = build(hub.path()).into_keys().find(|path| path.starts_with("assets/search/pl/words")).expect("the index has parts");
    crate::support::write(hub.path(), "content/notes/two.md", crate::hub::note("Two", "Niespotykanesłowo."));
    crate::process::until("the index is another", || preview.get("/hub/search/pl.json").body != root.body);
    let built = build(hub.path());
    assert_eq!(preview.get("/hub/search/pl.json").body, built["search/pl.json"]);
    for (path, answer) in ask_for_all(&preview, built.keys().filter(|path| path.starts_with("assets/search/"))) {
        assert_eq!(answer.body, built[path], "{path}");
    }
    assert!(!built.contains_key(&old_part));
}

/// An image for links is painted when it is asked for.
#[test]
fn the_image_that_is_drawn_for_a_record() {
    let hub = tempfile::tempdir().expect("a temporary folder");
    crate::support::write(
        hub.path(),
        "content/hub.yaml",
        "title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\nsocial_images: true\n",
    );
    crate::support::write(hub.path(), "content/notes/_collection.yaml", "label: Notes\n");
    crate::support::write(hub.path(), "content/notes/one.md", crate::hub::note("One", "Text."));
    crate::support::write(hub.path(), "content/notes/one.en.md", "---\ntitle: The one\n---\nText.\n");
    crate::support::write(hub.path(), "content/pages/index.md", "---\ntitle: Home\n---\nText.\n");
    compare(hub.path(), &[&[]]);
    let preview = Preview::start(hub.path(), &[]);
    let path = build(hub.path()).into_keys().find(|path| path.starts_with("assets/social/en/notes/one/")).expect("there is a drawing");
    let answer = preview.get(&format!("/hub/{path}"));
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/png")));
    for none in ["en/notes/two/0123456789abcdef", "de/0123456789abcdef", "pl/pages/index/0123456789abcdef"] {
        assert_eq!(preview.get(&format!("/hub/assets/social/{none}.png")).status, 404, "{none}");
    }
}

/// The project's own hub, with the theme that is built in.
#[test]
fn every_route_of_the_hub_of_the_pact() {
    let hub = tempfile::tempdir().expect("a temporary folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &hub.path().join("content"));
    let settings = hub.path().join("content/hub.yaml");
    let text = std::fs::read_to_string(&settings).expect("the settings are read");
    // Hundreds of images for links take long to paint, and one is like the other.
    let lines = text.lines().filter(|line| !line.starts_with("social_images:"));
    let lines = lines.map(|line| if line.starts_with("base_url:") { "base_url: https://example.org/hub/" } else { line });
    std::fs::write(&settings, lines.collect::<Vec<_>>().join("\n")).expect("the settings are written");
    compare(hub.path(), &[&[]]);
}
