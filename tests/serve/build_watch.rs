//! `pacthub build --watch`.

use crate::hub::{note, png, rich};
use crate::process::{Process, until};
use crate::support::write;
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// Returns the published files with their bytes, without those that go while they are looked at.
pub fn published(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let is_gone = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotFound;
    let files = walkdir::WalkDir::new(output).into_iter().filter_entry(|entry| entry.file_name() != ".pacthub");
    files
        .filter(|entry| !entry.as_ref().is_err_and(|error| error.io_error().is_some_and(is_gone)))
        .map(|entry| entry.expect("the output is walked"))
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(output).expect("it lies in the output").to_string_lossy().into_owned();
            let bytes = std::fs::read(entry.path());
            (!bytes.as_ref().is_err_and(is_gone)).then(|| (path, bytes.expect("the file is read")))
        })
        .collect()
}

/// A hub that is being built again and again.
struct Watched {
    hub: TempDir,
    process: Process,
}

impl Watched {
    fn start(arguments: &[&str]) -> Self {
        let hub = rich();
        let mut all = vec!["build", "--watch"];
        all.extend(arguments);
        let mut process = Process::start(hub.path(), &all);
        process.says("record");
        Self { hub, process }
    }

    fn published(&self) -> BTreeMap<String, Vec<u8>> {
        published(&self.hub.path().join("output"))
    }

    /// Returns when each published file was last written, and its number in the file system.
    fn states(&self) -> BTreeMap<String, (SystemTime, u64)> {
        let output = self.hub.path().join("output");
        let state = |path: &String| std::fs::metadata(output.join(path)).expect("the file is there");
        self.published().into_keys().map(|path| (path.clone(), (state(&path).modified().expect("a time"), state(&path).ino()))).collect()
    }

    /// Expects the output to be what a build that begins from nothing makes of the hub.
    #[track_caller]
    fn is_what_a_build_makes(&self) {
        let (ours, afresh) = (self.published(), crate::same_bytes::build(self.hub.path()));
        assert_eq!(ours.keys().collect::<Vec<_>>(), afresh.keys().collect::<Vec<_>>());
        let different: Vec<&String> = ours.iter().filter(|(path, bytes)| afresh[*path] != **bytes).map(|(path, _)| path).collect();
        assert_eq!(different, Vec::<&String>::new());
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        write(self.hub.path(), path, text);
    }
}

#[test]
fn writes_what_depends_on_an_edit_and_nothing_else() {
    let mut watched = Watched::start(&[]);
    let before = watched.states();
    watched.write("content/notes/two.md", note("Two", "Links to [calls](../calls/call-1.md). Nowesłowo."));
    watched.process.says("written");
    let after = watched.states();
    let changed: Vec<&String> = after.iter().filter(|(path, state)| before.get(*path) != Some(*state)).map(|(path, _)| path).collect();
    assert!(changed.contains(&&"notatki/two/index.html".to_owned()), "{changed:?}");
    let allowed =
        ["notatki/two/index.html", "search/", "assets/search/", "feed.xml", "en/feed.xml", "notatki/feed.xml", "en/notes/feed.xml"];
    let unexpected: Vec<&&String> = changed.iter().filter(|path| !allowed.iter().any(|allowed| path.starts_with(allowed))).collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
    watched.is_what_a_build_makes();
}

#[test]
fn an_error_leaves_the_output_and_mending_publishes() {
    let mut watched = Watched::start(&[]);
    let before = (watched.published(), watched.states());
    watched.write("content/notes/two.md", "---\ntitle: Two\nsumary: S.\n---\n[x](nowhere.md)\n");
    watched.process.says("unknown-key");
    watched.process.says("broken-link");
    watched.process.says("Nothing was published: ");
    watched.write("content/notes/one.md", note("One", "## Details\n\nMeanwhile."));
    assert_eq!(watched.process.says_within(Duration::from_millis(600)), Vec::<String>::new(), "the same mistakes are said once");
    assert_eq!((watched.published(), watched.states()), before);
    watched.write("content/notes/two.md", note("Two", "Mended."));
    watched.process.says("Everything is mended");
    watched.process.says("written");
    watched.is_what_a_build_makes();
}

#[test]
fn begins_with_a_hub_that_is_broken() {
    let hub = rich();
    let settings = std::fs::read_to_string(hub.path().join("content/hub.yaml")).expect("the settings are read");
    write(hub.path(), "content/hub.yaml", "title: [\n");
    let mut process = Process::start(hub.path(), &["build", "--watch"]);
    process.says("Nothing was published");
    assert_eq!(published(&hub.path().join("output")).len(), 0);
    write(hub.path(), "content/hub.yaml", settings);
    process.says("written");
    let watched = Watched { hub, process };
    watched.is_what_a_build_makes();
}

#[test]
fn a_mistake_in_a_template_is_said_and_leaves_the_output() {
    let mut watched = Watched::start(&[]);
    let before = watched.published();
    let template = "themes/plain/templates/page.html";
    let good = std::fs::read_to_string(watched.hub.path().join(template)).expect("the template is read");
    watched.write(template, good.replace("{{ content.title }}", "{{ content.titel }}"));
    watched.process.says("template");
    watched.process.says("Nothing was published");
    assert_eq!(watched.published(), before);
    watched.write(template, good.replace("<article", "<article class=\"new\""));
    watched.process.says("written");
    assert!(watched.published().iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("class=\"new\"")));
    watched.is_what_a_build_makes();
}

/// A few pages are rendered after an edit, and one of them cannot be.
#[test]
fn a_record_that_a_template_cannot_show_is_said_and_leaves_the_output() {
    let mut watched = Watched::start(&[]);
    let template = "themes/plain/templates/record.html";
    let good = std::fs::read_to_string(watched.hub.path().join(template)).expect("the template is read");
    let heading = "{% if record.title == \"Two two\" %}{{ record.nothing.at_all }}{% endif %}\n<h1";
    watched.write(template, good.replace("<h1", heading));
    watched.process.says("written");
    let before = (watched.published(), watched.states());
    watched.write("content/notes/two.md", note("Two two", "Text."));
    watched.process.says("record.nothing");
    watched.process.says("Nothing was published: ");
    assert_eq!((watched.published(), watched.states()), before);
    watched.write("content/notes/two.md", note("Two", "Text."));
    watched.process.says("written");
    watched.is_what_a_build_makes();
}

#[test]
fn what_another_build_published_meanwhile_is_put_right() {
    let mut watched = Watched::start(&[]);
    let other = ["build", "--base-url", "https://example.org/other/"];
    assert_eq!(Process::start(watched.hub.path(), &other).ends(), 0);
    let index = |watched: &Watched| String::from_utf8_lossy(&watched.published()["index.html"]).contains("/other/");
    assert!(index(&watched), "the other build published its own");
    watched.write("content/notes/two.md", note("Two", "Other words."));
    watched.process.says("written");
    assert!(!index(&watched));
    watched.is_what_a_build_makes();
}

#[test]
fn an_output_that_cannot_be_written_to_is_said_and_published_into_afterwards() {
    let mut watched = Watched::start(&[]);
    let (output, aside) = (watched.hub.path().join("output"), watched.hub.path().join("aside"));
    std::fs::rename(&output, &aside).expect("it is moved away");
    watched.write("output", "Somebody's own.");
    watched.write("content/notes/two.md", note("Two", "Other words."));
    watched.process.says("is not a folder");
    watched.write("content/notes/two.md", note("Two", "Others again."));
    assert_eq!(watched.process.says_within(Duration::from_millis(600)), Vec::<String>::new(), "the same is said once");
    std::fs::remove_file(&output).expect("it is deleted");
    std::fs::rename(&aside, &output).expect("it is moved back");
    watched.write("content/notes/two.md", note("Two", "The last words."));
    watched.process.says("written");
    watched.is_what_a_build_makes();
}

/// The image for links to a record follows its facts; those of others stay, and so does its own where they do not change.
#[test]
fn images_for_links_follow_their_facts() {
    let hub = tempfile::tempdir().expect("a temporary folder");
    write(hub.path(), "content/hub.yaml", "title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl]\nsocial_images: true\n");
    write(hub.path(), "content/notes/_collection.yaml", "label: Notes\n");
    write(hub.path(), "content/notes/one.md", note("One", "Text."));
    write(hub.path(), "content/notes/two.md", note("Two", "Text."));
    let mut process = Process::start(hub.path(), &["build", "--watch"]);
    process.says("record");
    let mut watched = Watched { hub, process };
    let drawings = |watched: &Watched| {
        let states = watched.states().into_iter();
        states.filter(|(path, _)| path.starts_with("assets/social/")).collect::<BTreeMap<String, (SystemTime, u64)>>()
    };
    let first = drawings(&watched);
    assert_eq!(first.len(), 3, "two records and the hub: {first:?}");
    watched.write("content/notes/one.md", note("One", "Another text."));
    watched.process.says("written");
    watched.is_what_a_build_makes();
    assert_eq!(drawings(&watched), first);
    watched.write("content/notes/one.md", note("Another", "Another text."));
    watched.process.says("written");
    watched.is_what_a_build_makes();
    let second = drawings(&watched);
    let stayed = second.iter().filter(|(path, state)| first.get(*path) == Some(*state)).count();
    assert_eq!((second.len(), stayed), (3, 2), "{second:?}");
}

#[test]
fn files_that_are_published_as_they_are() {
    let mut watched = Watched::start(&[]);
    watched.write("content/_static/CNAME", "example.com\n");
    watched.process.says("1 file written");
    watched.write("content/notes/with-files/plan.txt", "Another plan, and a longer one.\n");
    watched.process.says("1 file written");
    std::fs::remove_file(watched.hub.path().join("content/_static/CNAME")).expect("the file is deleted");
    watched.process.says("1 removed");
    watched.is_what_a_build_makes();
}

#[test]
fn the_output_is_no_reason_to_build() {
    let mut watched = Watched::start(&[]);
    watched.write("output/mine.txt", "Somebody's own.");
    watched.write("output/index.html", "Somebody's own.");
    watched.write("notes.txt", "Beside the hub.");
    assert_eq!(watched.process.says_within(Duration::from_millis(600)), Vec::<String>::new());
    // What the site publishes is the site's, also where somebody else wrote last.
    watched.write("content/notes/two.md", note("Two", "Other words."));
    watched.process.says("written");
    // Both are noticed when the output is looked over, a little later.
    watched.process.says("mine.txt");
    watched.process.says("1 file written");
    std::fs::remove_file(watched.hub.path().join("output/mine.txt")).expect("the file is deleted");
    watched.is_what_a_build_makes();
}

#[test]
fn new_gone_and_renamed_records() {
    let mut watched = Watched::start(&[]);
    watched.write("content/notes/new/index.md", note("New", "![Photo](photo.png)"));
    watched.write("content/notes/new/photo.png", png(1, 1));
    until("the record and its file are published", || watched.published().contains_key("notatki/new/photo.png"));
    std::fs::rename(watched.hub.path().join("content/notes/new"), watched.hub.path().join("content/notes/renamed")).expect("it is renamed");
    until("the record has moved", || {
        let published = watched.published();
        published.contains_key("notatki/renamed/photo.png") && !published.contains_key("notatki/new/index.html")
    });
    std::fs::remove_dir_all(watched.hub.path().join("content/notes/renamed")).expect("it is deleted");
    until("the record is gone", || !watched.published().contains_key("notatki/renamed/photo.png"));
    watched.process.says("removed");
    watched.is_what_a_build_makes();
}

#[test]
fn warnings_stop_a_strict_build() {
    let mut watched = Watched::start(&["--strict"]);
    let before = watched.published();
    watched.write("content/calls/call-1.md", crate::hub::call("Call", "2026-12-20", "pl, pl", "Text."));
    watched.process.says("Nothing was published");
    assert_eq!(watched.published(), before);
}

#[test]
fn polls_where_that_is_asked_for() {
    let hub = rich();
    let mut process = Process::start(hub.path(), &["build", "--watch", "--poll"]);
    process.says("again and again");
    process.says("record");
    write(hub.path(), "content/notes/two.md", note("Two", "Polled."));
    process.says("written");
    Watched { hub, process }.is_what_a_build_makes();
}

#[test]
fn ends_when_it_is_told_to() {
    for (signal, status) in [("INT", 130), ("TERM", 0)] {
        let mut watched = Watched::start(&[]);
        watched.process.signal(signal);
        assert_eq!(watched.process.ends(), status, "{signal}");
        assert!(!watched.hub.path().join("output/.pacthub/staging").exists());
        watched.is_what_a_build_makes();
    }
}

#[test]
fn needs_a_hub_and_a_place_for_the_output() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(Process::start(empty.path(), &["build", "--watch"]).ends(), 2);
    let hub = rich();
    write(hub.path(), "output/mine.txt", "Somebody's own.");
    assert_eq!(Process::start(hub.path(), &["build", "--watch"]).ends(), 2);
    assert_eq!(Process::start(hub.path(), &["build", "--poll"]).ends(), 2);
}
