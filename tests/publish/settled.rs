//! A site whose sources and files are what they were is kept without being made again.

use std::fs;
use std::path::Path;

use pacthub::publish::{Publication, Published};
use tempfile::tempdir;

use crate::{Files, expected, publish_well, read, write};

const SITE: Files = &[("index.html", "home"), ("assets/main.1f.css", "css"), ("calls/one/index.html", "one")];

fn publish_from(output: &Path, sources: &str, files: Files) -> Published {
    let publication = Publication::open(output, &[]).expect("the folder may be published into");
    for (path, text) in files {
        publication.stage(path, text.as_bytes()).expect("the path is fine");
    }
    publication.commit_made_from(sources).expect("published")
}

/// Keeps the site if it may, and says what that did.
fn keep(output: &Path, sources: &str) -> Option<Published> {
    let publication = Publication::open(output, &[]).expect("the folder may be published into");
    let kept = publication.keep_if_made_from(sources).expect("nothing is in the way");
    kept.then(|| publication.commit_made_from(sources).expect("published"))
}

#[test]
fn the_same_sources_keep_the_site_as_often_as_one_likes() {
    let folder = tempdir().expect("a folder");
    publish_from(folder.path(), "a", SITE);
    for _ in 0..3 {
        let bytes = SITE.iter().map(|(_, text)| text.len() as u64).sum();
        assert_eq!(keep(folder.path(), "a"), Some(Published { unchanged: 3, bytes, ..Published::default() }));
        assert_eq!(read(folder.path()), expected(SITE));
    }
}

#[test]
fn a_file_that_was_left_alone_counts_like_one_that_was_written() {
    let folder = tempdir().expect("a folder");
    publish_from(folder.path(), "a", SITE);
    publish_from(folder.path(), "b", &[SITE[0], SITE[1], ("calls/one/index.html", "changed")]);
    assert!(keep(folder.path(), "a").is_none());
    assert_eq!(keep(folder.path(), "b").map(|published| published.unchanged), Some(3));
}

#[test]
fn other_sources_keep_nothing() {
    let folder = tempdir().expect("a folder");
    assert!(keep(folder.path(), "a").is_none(), "nothing is published yet");
    publish_from(folder.path(), "a", SITE);
    assert!(keep(folder.path(), "b").is_none());
    assert!(keep(folder.path(), "").is_none());
}

#[test]
fn a_site_that_somebody_touched_is_not_kept() {
    type Touch = fn(&Path);
    let touches: [(&str, Touch); 3] = [
        ("edited", |output| fs::write(output.join("index.html"), "hose").expect("written")),
        ("deleted", |output| fs::remove_file(output.join("calls/one/index.html")).expect("deleted")),
        ("replaced", |output| {
            fs::write(output.join("other"), "home").expect("written");
            fs::rename(output.join("other"), output.join("index.html")).expect("moved");
        }),
    ];
    for (how, touch) in touches {
        let folder = tempdir().expect("a folder");
        publish_from(folder.path(), "a", SITE);
        touch(folder.path());
        assert!(keep(folder.path(), "a").is_none(), "a file was {how}");
    }
}

#[test]
fn a_publication_from_unknown_sources_makes_the_note_void() {
    let folder = tempdir().expect("a folder");
    publish_from(folder.path(), "a", SITE);
    publish_well(folder.path(), &[("index.html", "elsewhere")]);
    assert!(keep(folder.path(), "a").is_none());
}

#[test]
fn what_somebody_added_is_kept_and_reported_all_the_same() {
    let folder = tempdir().expect("a folder");
    publish_from(folder.path(), "a", SITE);
    write(&folder.path().join("notes.txt"), "mine");
    assert_eq!(keep(folder.path(), "a").map(|published| published.foreign), Some(vec!["notes.txt".to_owned()]));
}

#[test]
fn half_a_note_keeps_nothing() {
    let folder = tempdir().expect("a folder");
    publish_from(folder.path(), "a", SITE);
    let note = folder.path().join(".pacthub/sources");
    let line = fs::read_to_string(&note).expect("a note");
    for end in 0..line.len() {
        fs::write(&note, &line[..end]).expect("written");
        assert!(keep(folder.path(), "a").is_none(), "{end} bytes of it");
    }
}
