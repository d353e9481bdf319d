//! Publishing a few files into an output that is as it was left.

use super::crashes::Stopping;
use super::{Files, assert_nothing_staged, expected, publish_well, read, write};
use pacthub::publish::{Few, Left, Opening, Publication, Published, Sink};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use tempfile::TempDir;

const OLD: Files = &[
    ("index.html", "home"),
    ("assets/main.1.css", "css"),
    ("calls/index.html", "calls"),
    ("calls/one/index.html", "one"),
    ("gone/deep/index.html", "gone"),
    ("feed.xml", "feed"),
];

/// What is published, and what goes: the site is [`NEW`] then.
const CHANGED: Files = &[
    ("index.html", "new home"),
    ("assets/main.2.css", "new css"),
    ("calls/one/index.html", "one"),
    ("calls/two/index.html", "two"),
    ("fresh/deep/index.html", "fresh"),
    ("feed.xml", "new feed"),
];
const GONE: [&str; 3] = ["gone/deep/index.html", "assets/main.1.css", "never/published.html"];

const NEW: Files = &[
    ("index.html", "new home"),
    ("assets/main.2.css", "new css"),
    ("calls/index.html", "calls"),
    ("calls/one/index.html", "one"),
    ("calls/two/index.html", "two"),
    ("fresh/deep/index.html", "fresh"),
    ("feed.xml", "new feed"),
];

fn published() -> (TempDir, Left) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let publication = Publication::open(folder.path(), &[]).expect("the folder may be published into");
    OLD.iter().for_each(|(path, text)| publication.stage(path, text.as_bytes()).expect("the file is staged"));
    let (_, left) = publication.commit_for_another().expect("the site is published");
    (folder, left.expect("what is left is known"))
}

fn publish(output: &Path, left: Left, files: Files, gone: &[&str], opening: Opening) -> Option<(Published, Left)> {
    let few = Few::default();
    files.iter().for_each(|(path, text)| few.stage(path, text.as_bytes()).expect("the file is taken"));
    let gone: Vec<String> = gone.iter().map(|path| (*path).to_owned()).collect();
    left.publish(output, &[], opening, few, &gone)
}

fn publish_few(output: &Path, left: Left) -> Option<(Published, Left)> {
    publish(output, left, CHANGED, &GONE, Opening::default())
}

#[test]
fn writes_what_differs_and_deletes_what_goes() {
    let (folder, left) = published();
    let (done, left) = publish_few(folder.path(), left).expect("it is published");
    assert_eq!((done.written, done.unchanged, done.removed), (5, 2, 2));
    assert_eq!(read(folder.path()), expected(NEW));
    assert_nothing_staged(folder.path());
    // The next one begins where this one ended.
    let (done, left) = publish(folder.path(), left, &[("calls/two/index.html", "2")], &["fresh/deep/index.html"], Opening::default())
        .expect("it is published");
    assert_eq!((done.written, done.removed), (1, 1));
    assert!(!folder.path().join("fresh").exists());
    let (done, _) = publish(folder.path(), left, &[("calls/two/index.html", "2")], &[], Opening::default()).expect("it is published");
    assert_eq!((done.written, done.removed), (0, 0));
    // A publication of the whole finds all of it to be its own.
    let done = publish_well(folder.path(), OLD);
    assert_eq!(done.foreign, Vec::<String>::new());
    assert_eq!(read(folder.path()), expected(OLD));
}

/// A folder goes with the last of its files, however they went, and not before.
#[test]
fn a_folder_goes_with_its_last_file() {
    let (folder, mut left) = published();
    let mut below = left.below("calls/");
    below.sort();
    assert_eq!(below, ["calls/index.html", "calls/one/index.html"]);
    let steps: [(Files, &[&str], bool); 5] = [
        (&[("calls/two/index.html", "two"), ("calls/three/index.html", "three")], &[], true),
        (&[], &["calls/two/index.html"], true),
        (&[("calls/index.html", "calls, once more")], &["calls/one/index.html"], true),
        (&[], &["calls/index.html"], true),
        (&[], &["calls/three/index.html"], false),
    ];
    for (number, (files, gone, stays)) in steps.into_iter().enumerate() {
        let (done, next) = publish(folder.path(), left, files, gone, Opening::default()).expect("it is published");
        assert_eq!((done.written, done.removed), (files.len(), gone.len()), "step {number}");
        assert_eq!(folder.path().join("calls").exists(), stays, "step {number}");
        assert!(gone.iter().all(|path| !next.has(path) && !folder.path().join(path).exists()), "step {number}");
        left = next;
    }
    assert_eq!(left.below("calls/"), Vec::<String>::new());
}

/// A file that waits in a new folder comes before one that waits for a folder that is there.
#[test]
fn a_new_folder_comes_first() {
    let (folder, left) = published();
    let files: Files = &[("a/new/index.html", "new"), ("index.html", "new home"), ("z/new/index.html", "new as well")];
    let (done, _) = publish(folder.path(), left, files, &[], Opening::default()).expect("it is published");
    assert_eq!((done.written, done.removed), (3, 0));
    let mut site = OLD.to_vec();
    site.retain(|(path, _)| *path != "index.html");
    site.extend(files);
    assert_eq!(read(folder.path()), expected(&site));
}

#[test]
fn what_was_left_elsewhere_is_of_no_use() {
    let (folder, left) = published();
    let (other, _) = published();
    let before = read(other.path());
    assert!(publish_few(other.path(), left).is_none());
    assert_eq!(read(other.path()), before);
    assert_eq!(read(folder.path()), expected(OLD));
}

/// What is named by its bytes and published already need not be made again, and is not gone.
#[test]
fn what_is_made_already_is_kept() {
    let (folder, left) = published();
    let in_assets = left.directly_in(&["assets".to_owned(), "cal".to_owned()].into());
    assert_eq!(in_assets, ["assets/main.1.css"]);
    let mut in_folders = left.directly_in(&["calls".to_owned(), "calls/one".to_owned()].into());
    in_folders.sort();
    assert_eq!(in_folders, ["calls/index.html", "calls/one/index.html"]);
    let few = Few::with(in_assets.into_iter().collect());
    assert!(!few.keep("calls/index.html").expect("it is asked"), "nobody said that this is named by its bytes");
    assert!(!few.has("assets/main.1.css"));
    assert!(few.keep("assets/main.1.css").expect("it is asked"));
    assert!(few.has("assets/main.1.css"));
    assert!(!few.has("feed.xml"));
    few.stage("feed.xml", b"new feed").expect("the file is taken");
    assert!(few.has("feed.xml"));
    let (done, left) = left.publish(folder.path(), &[], Opening::default(), few, &[]).expect("it is published");
    assert_eq!((done.written, done.unchanged, done.removed), (1, 5, 0));
    assert!(left.has("assets/main.1.css"));
}

#[test]
fn what_is_not_as_it_was_left_is_touched_by_nobody() {
    let edits: [fn(&Path); 9] = [
        // Somebody's own file where a new one is to go, and a folder.
        |output| write(&output.join("calls/two/index.html"), "mine"),
        |output| write(&output.join("fresh/mine.txt"), "mine"),
        // A file to be deleted that somebody wrote anew.
        |output| write(&output.join("gone/deep/index.html"), "mine"),
        // A folder that has become a link.
        |output| {
            fs::rename(output.join("calls"), output.join("elsewhere")).expect("the folder is moved");
            std::os::unix::fs::symlink(output.join("elsewhere"), output.join("calls")).expect("a link is made");
        },
        // A folder that is gone.
        |output| fs::remove_dir_all(output.join("calls")).expect("the folder is deleted"),
        // A file that has become a link, and one that has become a folder.
        |output| {
            fs::rename(output.join("index.html"), output.join("elsewhere")).expect("the file is moved");
            std::os::unix::fs::symlink(output.join("elsewhere"), output.join("index.html")).expect("a link is made");
        },
        |output| {
            fs::remove_file(output.join("index.html")).expect("the file is deleted");
            fs::create_dir(output.join("index.html")).expect("a folder is made");
        },
        // Another publication.
        |output| drop(publish_well(output, &[("index.html", "another")])),
        // Another publication that left all these files as they were, and added one.
        |output| drop(publish_well(output, &[OLD, &[("more.html", "more")]].concat())),
    ];
    for (number, edit) in edits.into_iter().enumerate() {
        let (folder, left) = published();
        edit(folder.path());
        let before = read(folder.path());
        assert!(publish_few(folder.path(), left).is_none(), "edit {number}");
        assert_eq!(read(folder.path()), before, "edit {number}");
    }
}

#[test]
fn all_that_was_left_can_be_kept_as_it_is() {
    for touched in [false, true] {
        let (folder, left) = published();
        let (_, left) = publish_few(folder.path(), left).expect("it is published");
        if touched {
            write(&folder.path().join("index.html"), "touched");
        }
        let mut publication = Publication::open(folder.path(), &[]).expect("the folder may be published into");
        publication.trust(left);
        assert_eq!(publication.keep_all().expect("it is staged"), !touched);
        if !touched {
            let (done, _) = publication.commit_for_another().expect("it is published");
            assert_eq!((done.written, done.unchanged, done.removed), (0, NEW.len(), 0));
            let manifest = fs::read_to_string(folder.path().join(".pacthub/manifest")).expect("a manifest");
            assert_eq!(manifest.lines().count(), NEW.len() + 1);
        }
    }
}

#[test]
fn stopped_at_any_change_the_next_publication_puts_it_right() {
    let mut changes = 0;
    loop {
        let (folder, left) = published();
        write(&folder.path().join("calls/mine.txt"), "mine");
        let disk = Box::new(Stopping { left: Arc::new(AtomicUsize::new(changes)), goes_on: false });
        let done = publish(folder.path(), left, CHANGED, &GONE, Opening { disk, ..Opening::default() });
        let known: BTreeMap<String, Vec<&str>> = OLD.iter().chain(NEW).fold(BTreeMap::new(), |mut known, (path, text)| {
            known.entry((*path).to_owned()).or_insert_with(|| vec!["mine"]).push(text);
            known
        });
        for (path, text) in read(folder.path()).into_iter().filter(|(path, _)| !path.ends_with('/') && path != "calls/mine.txt") {
            assert!(known.get(&path).is_some_and(|texts| texts.contains(&text.as_str())), "after {changes} changes, {path} is {text:?}");
        }
        let put_right = publish_well(folder.path(), OLD);
        assert_eq!(put_right.foreign, ["calls/mine.txt"], "after {changes} changes");
        let mut wanted = expected(OLD);
        wanted.insert("calls/mine.txt".to_owned(), "mine".to_owned());
        assert_eq!(read(folder.path()), wanted, "after {changes} changes");
        if done.is_some() {
            break;
        }
        changes += 1;
    }
    assert!(changes > 10, "{changes} changes are too few to have tested anything");
}
