//! Folders that are not published into.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use pacthub::publish::{Protected, Publication, Refusal};
use tempfile::{TempDir, tempdir};

use crate::{publish_well, read, write};

/// A hub with content and a theme.
fn hub() -> TempDir {
    let hub = tempdir().expect("a folder");
    write(&hub.path().join("content/hub.yaml"), "title: x");
    write(&hub.path().join("themes/own/theme.yaml"), "name: own");
    hub
}

fn protected(root: &Path) -> Vec<Protected> {
    vec![
        Protected::apart(root.join("content"), "the content folder"),
        Protected::apart(root.join("themes"), "the themes folder"),
        Protected::around(root, "the hub's root"),
    ]
}

/// Opens an output that must be refused, and checks that nothing was touched.
fn refusal(hub: &Path, output: &Path) -> Refusal {
    let before = read(hub);
    let Err(refusal) = Publication::open(output, &protected(hub)) else {
        panic!("{} was opened", output.display());
    };
    assert_eq!(read(hub), before, "something was touched");
    assert!(!hub.join(".pacthub").exists());
    refusal
}

#[test]
fn places_that_overlap_the_hub() {
    let hub = hub();
    let root = hub.path();
    let cases = [
        (root.to_owned(), "it is the hub's root"),
        (root.join("output/.."), "cannot find"),
        (root.join("content/.."), "it contains the content folder"),
        (root.join("content"), "it is the content folder"),
        (root.join("content/"), "it is the content folder"),
        (root.join("content/output"), "it lies inside the content folder"),
        (root.join("content/deep/output"), "it lies inside the content folder"),
        (root.join("themes/own"), "it lies inside the themes folder"),
        (root.join("themes/../content"), "it is the content folder"),
        (root.join("missing/../content"), "cannot find"),
        (root.parent().expect("a parent").to_owned(), "it contains"),
        ("/".into(), "it contains"),
    ];
    for (output, reason) in cases {
        let message = refusal(root, &output).to_string();
        // The root contains the content folder as well; either reason will do.
        let reason = if output == root { "it contains the content folder" } else { reason };
        assert!(message.contains(reason), "{}: {message}", output.display());
    }
    for output in ["output", "a/b/output", "content-output"] {
        Publication::open(&root.join(output), &protected(root)).expect("opened");
    }
}

#[test]
fn files_links_and_folders_of_somebody() {
    let hub = hub();
    let root = hub.path();
    let outside = tempdir().expect("a folder");
    write(&root.join("file"), "mine");
    for name in ["guide.md", "again.md", "zero.md", "hello.md"] {
        write(&root.join("docs").join(name), "mine");
    }
    write(&root.join("hidden/.env"), "mine");
    write(&root.join("half/.pacthub"), "mine");
    symlink(outside.path(), root.join("link")).expect("a link");
    symlink("nowhere", root.join("dangling")).expect("a link");
    symlink(root.join("content"), root.join("shortcut")).expect("a link");
    fs::create_dir(root.join("linked")).expect("a folder");
    symlink(outside.path(), root.join("linked/.pacthub")).expect("a link");

    let of = |output: &str| refusal(root, &root.join(output));
    assert!(matches!(of("file"), Refusal::NotAFolder(_)));
    assert!(matches!(of("file/output"), Refusal::NotAFolder(_)));
    assert!(matches!(of("docs"), Refusal::Occupied { example, .. } if example == "again.md"));
    assert!(matches!(of("hidden"), Refusal::Occupied { example, .. } if example == ".env"));
    assert!(matches!(of("half"), Refusal::NotAFolder(_)));
    assert!(matches!(of("link"), Refusal::Link(_)));
    assert!(matches!(of("link/"), Refusal::Link(_)));
    assert!(matches!(of("dangling"), Refusal::Link(_)));
    assert!(matches!(of("linked"), Refusal::Link(_)));
    assert!(matches!(of("shortcut/output"), Refusal::Overlap { relation: "lies inside", .. }));
    assert_eq!(read(outside.path()).len(), 0);
    Publication::open(&root.join("link/output"), &protected(root)).expect("a link on the way is followed");
}

#[test]
fn places_that_cannot_be_looked_at() {
    let hub = hub();
    let root = hub.path();
    let too_long = root.join("a".repeat(300));
    let message = refusal(root, &too_long).to_string();
    assert!(message.contains("cannot look at"), "{message}");
    let kept = [Protected::apart(too_long.join("content"), "the content folder")];
    match Publication::open(&root.join("output"), &kept) {
        Err(Refusal::Failed(failure)) => assert_eq!(failure.path, too_long.join("content")),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("what is protected was taken for missing"),
    }
}

#[test]
fn a_protected_folder_behind_a_link() {
    let hub = hub();
    let root = hub.path();
    let elsewhere = tempdir().expect("a folder");
    write(&elsewhere.path().join("content/hub.yaml"), "title: x");
    symlink(elsewhere.path().join("content"), root.join("source")).expect("a link");
    let kept = [Protected::apart(root.join("source"), "the content folder")];
    let opened = Publication::open(&elsewhere.path().join("content/output"), &kept);
    assert!(matches!(opened, Err(Refusal::Overlap { .. })));
}

#[test]
fn an_empty_folder_and_one_that_is_missing_are_made() {
    let folder = tempdir().expect("a folder");
    drop(Publication::open(folder.path(), &[]).expect("opened"));
    // A build that failed leaves nothing that would keep the next one from starting.
    drop(Publication::open(folder.path(), &[]).expect("opened again"));
    let missing = folder.path().join("a/b");
    let opened = Publication::open(&missing, &[]);
    assert!(opened.is_ok());
}

#[test]
fn a_manifest_that_is_not_ours() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), &[("index.html", "home")]);
    let manifest = folder.path().join(".pacthub/manifest");
    let head = "pacthub output 1\n";
    for (text, line) in [
        (String::new(), 1),
        ("pacthub output 2\n".to_owned(), 1),
        (format!("{head}0011223344556677 4 ../victim\n"), 2),
        (format!("{head}0011223344556677 4 /etc/passwd\n"), 2),
        (format!("{head}0011223344556677 4 a\nnonsense\n"), 3),
    ] {
        fs::write(&manifest, &text).expect("written");
        match Publication::open(folder.path(), &[]) {
            Err(Refusal::Manifest { line: found, .. }) => assert_eq!(found, line, "{text}"),
            Err(other) => panic!("{text}: {other}"),
            Ok(_) => panic!("{text} was read"),
        }
        assert_eq!(read(folder.path()).len(), 1);
    }
}

#[test]
fn a_manifest_that_cannot_be_read() {
    let folder = tempdir().expect("a folder");
    publish_well(folder.path(), &[("index.html", "home")]);
    let manifest = folder.path().join(".pacthub/manifest");
    fs::set_permissions(&manifest, fs::Permissions::from_mode(0o000)).expect("made unreadable");
    // Whoever may do everything is not kept out by permissions.
    let is_allowed = fs::read(&manifest).is_ok();
    match Publication::open(folder.path(), &[]) {
        Err(Refusal::Failed(failure)) => assert_eq!(failure.path, manifest),
        Err(other) => panic!("{other}"),
        Ok(_) => assert!(is_allowed),
    }
    assert_eq!(read(folder.path()).len(), 1);
}

#[test]
fn a_folder_without_permission() {
    let folder = tempdir().expect("a folder");
    let parent = folder.path().join("parent");
    fs::create_dir(&parent).expect("a folder");
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o555)).expect("made read-only");
    // Whoever may do everything is not kept out by permissions.
    let is_allowed = fs::write(parent.join("probe"), "").is_ok();
    if let Err(refusal) = Publication::open(&parent.join("output"), &[]) {
        let message = refusal.to_string();
        assert!(message.contains("see who owns it"), "{message}");
    } else {
        assert!(is_allowed);
    }
}
