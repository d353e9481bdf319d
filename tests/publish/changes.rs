//! What a publication writes, leaves alone and deletes.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::time::SystemTime;

use pacthub::publish::{Publication, PublishError, Published};
use tempfile::tempdir;

use crate::{Files, assert_nothing_staged, expected, publish, publish_well, read, write};

const SITE: Files = &[
    ("index.html", "home"),
    ("feed.xml", "feed"),
    ("assets/main.1f.css", "css"),
    ("calls/index.html", "calls"),
    ("calls/one/index.html", "one"),
    ("calls/one/annex.pdf", "annex"),
    ("en/index.html", "home in English"),
];

fn identity(path: &Path) -> (u64, SystemTime) {
    let metadata = fs::metadata(path).expect("the file is there");
    (metadata.ino(), metadata.modified().expect("files have times"))
}

#[test]
fn a_first_publication_writes_everything() {
    let folder = tempdir().expect("a folder");
    let output = folder.path().join("deep/output");
    let published = publish_well(&output, SITE);
    let bytes = SITE.iter().map(|(_, text)| text.len() as u64).sum();
    assert_eq!(published, Published { written: 7, bytes, ..Published::default() });
    assert_eq!(read(&output), expected(SITE));
    assert_nothing_staged(&output);
}

#[test]
fn the_manifest_is_sorted_and_the_same_in_any_order() {
    let folder = tempdir().expect("a folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    publish_well(&one, SITE);
    let mut reversed = SITE.to_vec();
    reversed.reverse();
    publish_well(&two, &[("index.html", "another"), ("old.html", "old")]);
    publish_well(&two, &reversed);
    let manifest = |output: &Path| fs::read_to_string(output.join(".pacthub/manifest")).expect("a manifest");
    assert_eq!(manifest(&one), manifest(&two));
    let paths: Vec<String> = manifest(&one).lines().skip(1).filter_map(|line| line.split(' ').nth(2)).map(str::to_owned).collect();
    assert_eq!(paths, expected(SITE).into_keys().collect::<Vec<_>>());
}

#[test]
fn unchanged_files_keep_inode_and_time() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), SITE);
    let all = || SITE.iter().map(|(path, _)| identity(&folder.path().join(path))).collect::<Vec<_>>();
    let manifest = folder.path().join(".pacthub/manifest");
    let before = (all(), identity(&manifest));
    let published = publish_well(folder.path(), SITE);
    assert_eq!((published.written, published.unchanged, published.removed), (0, 7, 0));
    assert_eq!((all(), identity(&manifest)), before);
}

#[test]
fn changed_files_are_written_and_missing_ones_removed_with_their_folders() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), SITE);
    let home = identity(&folder.path().join("index.html"));
    let next: Files = &[
        ("index.html", "home"),
        ("feed.xml", "FEED"),
        ("assets/main.2e.css", "css2"),
        ("calls/index.html", "calls, none"),
        ("about/us/index.html", "about"),
    ];
    let published = publish_well(folder.path(), next);
    assert_eq!((published.written, published.unchanged, published.removed), (4, 1, 4));
    assert_eq!(read(folder.path()), expected(next));
    assert_eq!(identity(&folder.path().join("index.html")), home);
    assert_nothing_staged(folder.path());
}

#[test]
fn a_file_is_removed_although_nothing_else_changes() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), &[("a.html", "a"), ("b.html", "b"), ("c/d.html", "d"), ("c/e.html", "e")]);
    for (site, removed) in [(&[("a.html", "a"), ("c/d.html", "d"), ("c/e.html", "e")][..], 1), (&[("a.html", "a"), ("c/d.html", "d")], 1)] {
        let published = publish_well(folder.path(), site);
        assert_eq!((published.written, published.removed), (0, removed));
        assert_eq!(read(folder.path()), expected(site));
    }
    // Somebody has deleted the file before, and left its folder.
    fs::remove_file(folder.path().join("c/d.html")).expect("removed");
    publish_well(folder.path(), &[("a.html", "a")]);
    assert!(!folder.path().join("c").exists());
}

#[test]
fn long_files_are_compared_to_their_end() {
    let folder = tempdir().expect("a folder");
    let long = "x".repeat(100_000);
    publish_well(folder.path(), &[("a.txt", &long)]);
    assert_eq!(publish_well(folder.path(), &[("a.txt", &long)]).unchanged, 1);
    let other = format!("{}y", "x".repeat(99_999));
    assert_eq!(publish_well(folder.path(), &[("a.txt", &other)]).written, 1);
    assert_eq!(publish_well(folder.path(), &[("a.txt", "")]).written, 1);
    assert_eq!(publish_well(folder.path(), &[("a.txt", "")]).unchanged, 1);
}

#[test]
fn files_and_folders_change_places() {
    let folder = tempdir().expect("a folder");
    let one: Files = &[("a", "file"), ("b/c/d.html", "deep"), ("b/e.html", "e"), ("k/l", "l")];
    let two: Files = &[("a/x/y.html", "deep"), ("b", "file"), ("k/l/index.html", "l")];
    for (site, removed) in [(one, 0), (two, 4), (one, 3)] {
        assert_eq!(publish_well(folder.path(), site).removed, removed);
        assert_eq!(read(folder.path()), expected(site));
    }
}

#[test]
fn an_old_file_that_cannot_be_read_is_not_taken_for_somebody_s() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), &[("index.html", "home"), ("old.html", "old")]);
    let old = folder.path().join("old.html");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o000)).expect("made unreadable");
    // Whoever may do everything is not kept out by permissions.
    let is_allowed = fs::read(&old).is_ok();
    match publish(folder.path(), &[("index.html", "home")]) {
        Err(PublishError::Failed(failure)) => assert_eq!(failure.path, old),
        Err(other) => panic!("{other}"),
        Ok(published) => assert!(is_allowed && published.removed == 1),
    }
}

#[test]
fn foreign_files_are_kept_and_reported() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), SITE);
    write(&folder.path().join("calls/one/notes.txt"), "mine");
    write(&folder.path().join("calls/CNAME"), "mine");
    write(&folder.path().join("photos/2026/1.jpg"), "mine");
    write(&folder.path().join("photos/2.jpg"), "mine");
    symlink("/nowhere", folder.path().join("link")).expect("a link");
    let published = publish_well(folder.path(), SITE);
    assert_eq!(published.foreign, ["calls/CNAME", "calls/one/notes.txt", "link", "photos/"]);

    let published = publish_well(folder.path(), &[("index.html", "home")]);
    assert_eq!(published.foreign, ["calls/", "link", "photos/"]);
    let kept = read(folder.path());
    let paths: Vec<&str> = kept.keys().map(String::as_str).collect();
    let photos = ["photos/2.jpg", "photos/2026/1.jpg"];
    assert_eq!(paths, [&["calls/CNAME", "calls/one/notes.txt", "index.html", "link"][..], &photos].concat());
}

#[test]
fn a_removed_file_that_somebody_wrote_anew_is_kept() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), SITE);
    write(&folder.path().join("calls/one/index.html"), "moved");
    write(&folder.path().join("calls/one/annex.pdf"), "");
    let published = publish_well(folder.path(), &[("index.html", "home")]);
    assert_eq!(published.foreign, ["calls/"]);
    assert_eq!(read(folder.path()), expected(&[("calls/one/index.html", "moved"), ("index.html", "home")]));
    assert_eq!(publish_well(folder.path(), &[("index.html", "home")]).foreign, ["calls/"]);
}

#[test]
fn a_published_file_that_was_edited_or_deleted_is_put_right() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), SITE);
    write(&folder.path().join("calls/index.html"), "CALLS");
    fs::remove_dir_all(folder.path().join("calls/one")).expect("removed");
    assert_eq!(publish_well(folder.path(), SITE).written, 3);
    assert_eq!(read(folder.path()), expected(SITE));
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    let folder = tempdir().expect("a folder");
    let away = tempdir().expect("another folder");
    publish_well(folder.path(), &[("index.html", "home"), ("x/y", "y")]);
    write(&folder.path().join("page.html"), "mine");
    write(&folder.path().join("docs"), "mine");
    write(&folder.path().join("x/z"), "mine");
    symlink(away.path(), folder.path().join("linked")).expect("a link");
    let before = read(folder.path());
    let manifest = fs::read(folder.path().join(".pacthub/manifest")).expect("a manifest");
    for (path, culprit) in [("page.html", "page.html"), ("docs/a.html", "docs"), ("x", "x/z"), ("linked/a", "linked")] {
        match publish(folder.path(), &[("index.html", "new"), (path, "new")]) {
            Err(PublishError::Foreign { paths, .. }) => assert_eq!(paths, [culprit]),
            other => panic!("{path}: {other:?}"),
        }
        assert_eq!(read(folder.path()), before);
        assert_eq!(fs::read(folder.path().join(".pacthub/manifest")).expect("a manifest"), manifest);
        assert_nothing_staged(folder.path());
    }
    assert_eq!(read(away.path()).len(), 0);
    // The very bytes of the new file are as good as published.
    assert_eq!(publish_well(folder.path(), &[("page.html", "mine")]).unchanged, 1);
}

#[test]
fn dropping_leaves_the_old_site() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), SITE);
    let publication = Publication::open(folder.path(), &[]).expect("opened");
    publication.stage("index.html", b"new").expect("staged");
    publication.stage("new/index.html", b"new").expect("staged");
    drop(publication);
    assert_eq!(read(folder.path()), expected(SITE));
    assert_nothing_staged(folder.path());
}

#[test]
fn after_a_failed_file_nothing_is_published() {
    let folder = tempdir().expect("a folder");
    let publication = Publication::open(folder.path(), &[]).expect("opened");
    publication.stage("index.html", b"new").expect("staged");
    let long = format!("{}.html", "x".repeat(300));
    let error = publication.stage(&long, b"new").expect_err("the name is too long");
    assert!(error.to_string().contains("shorten it"), "{error}");
    assert!(matches!(publication.commit(), Err(PublishError::Incomplete)));
    assert_eq!(read(folder.path()).len(), 0);
}
