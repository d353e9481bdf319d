//! A publication that stops between any two changes to the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use pacthub::publish::{Disk, Opening, Publication, PublishError, Published, RealDisk, Refusal};
use tempfile::tempdir;

use crate::{Files, assert_nothing_staged, expected, read, write};

const OLD: Files = &[
    ("about/index.html", "old about"),
    ("index.html", "old home"),
    ("records.json", "old data"),
    ("same.html", "same"),
    ("feed.xml", "old feed"),
    ("assets/main.1.css", "old css"),
    ("calls/index.html", "old calls"),
    ("calls/one/index.html", "one"),
    ("calls/two/index.html", "two"),
    ("gone/deep/index.html", "gone"),
    ("swap", "a file"),
    ("turn/a/index.html", "a folder"),
    ("turn/b.html", "a folder"),
];

const NEW: Files = &[
    ("about/index.html", "new about"),
    ("index.html", "new home"),
    ("records.json", "new data"),
    ("same.html", "same"),
    ("feed.xml", "new feed"),
    ("assets/main.2.css", "new css"),
    ("calls/index.html", "new calls"),
    ("calls/one/index.html", "new one"),
    ("calls/three/index.html", "three"),
    ("fresh/deep/index.html", "fresh"),
    ("swap/index.html", "a folder now"),
    ("turn", "a file now"),
];

const FOREIGN: Files = &[("calls/two/notes.txt", "mine"), ("photos/1.jpg", "mine"), ("gone/README", "mine")];

/// Makes a number of changes and then, as after a crash, no more; the change at the limit may be half done. Where it goes on, only that
/// one change fails, undone.
///
/// It waits for no disk: the tests are many, and the system goes on when a process stops.
pub struct Stopping {
    pub left: Arc<AtomicUsize>,
    pub goes_on: bool,
}

impl Stopping {
    fn change<T>(&self, whole: impl FnOnce() -> io::Result<T>, half: impl FnOnce() -> io::Result<()>) -> io::Result<T> {
        match self.left.load(Ordering::Relaxed) {
            0 if self.goes_on => {
                self.left.store(usize::MAX, Ordering::Relaxed);
                return Err(io::Error::other("failed once"));
            }
            0 => return Err(io::Error::other("stopped")),
            1 if !self.goes_on => half()?,
            _ => {
                self.left.fetch_sub(1, Ordering::Relaxed);
                return whole();
            }
        }
        self.left.store(0, Ordering::Relaxed);
        Err(io::Error::other("stopped"))
    }
}

fn half_of(bytes: &[u8]) -> &[u8] {
    bytes.split_at(bytes.len() / 2).0
}

impl Disk for Stopping {
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        self.change(|| RealDisk.create_directory(path), || Ok(()))
    }
    fn create_directories(&self, path: &Path) -> io::Result<()> {
        let half = || path.parent().map_or(Ok(()), |parent| RealDisk.create_directories(parent));
        self.change(|| RealDisk.create_directories(path), half)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<fs::Metadata> {
        self.change(|| RealDisk.write_new(path, bytes), || RealDisk.write_new(path, half_of(bytes)).map(drop))
    }
    fn write_lasting(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.change(|| fs::write(path, bytes), || fs::write(path, half_of(bytes)))
    }
    fn append_lasting(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let append = |bytes: &[u8]| io::Write::write_all(&mut fs::File::options().append(true).open(path)?, bytes);
        self.change(|| append(bytes), || append(half_of(bytes)))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(|| RealDisk.rename(from, to), || Ok(()))
    }
    fn sync_directory(&self, _: &Path) -> io::Result<()> {
        self.change(|| Ok(()), || Ok(()))
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.change(|| RealDisk.remove_file(path), || Ok(()))
    }
    fn remove_directory(&self, path: &Path) -> io::Result<()> {
        self.change(|| RealDisk.remove_directory(path), || Ok(()))
    }
    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        let half = || match fs::read_dir(path).ok().and_then(|mut entries| entries.next()) {
            Some(Ok(entry)) => RealDisk.remove_tree(&entry.path()),
            _ => Ok(()),
        };
        self.change(|| RealDisk.remove_tree(path), half)
    }
}

/// How a publication that may be stopped ended.
#[derive(Debug)]
enum End {
    Published(Published),
    Stopped,
}

/// Publishes with so many changes; gives how it ended, and whether any change was left.
fn publish_until(output: &Path, files: Files, changes: usize) -> (End, bool) {
    let (end, left) = publish_with(output, files, changes, false);
    (end, left > 0)
}

/// Publishes with one change that fails after so many others; gives how it ended, and whether it came to that.
fn publish_but_one(output: &Path, files: Files, changes: usize) -> (End, bool) {
    let (end, left) = publish_with(output, files, changes, true);
    (end, left > changes)
}

/// Publishes with a limit of changes; gives how it ended, and what is left of the limit.
fn publish_with(output: &Path, files: Files, changes: usize, goes_on: bool) -> (End, usize) {
    let left = Arc::new(AtomicUsize::new(changes));
    let opening = Opening { disk: Box::new(Stopping { left: Arc::clone(&left), goes_on }), ..Opening::default() };
    let end = match Publication::open_with(output, &[], opening) {
        Ok(publication) => stage_and_commit(publication, files),
        Err(Refusal::Failed(_)) => End::Stopped,
        Err(refusal) => panic!("after {changes} changes: {refusal}"),
    };
    (end, left.load(Ordering::Relaxed))
}

fn stage_and_commit(publication: Publication, files: Files) -> End {
    for (path, text) in files {
        match publication.stage(path, text.as_bytes()) {
            Ok(()) => {}
            Err(PublishError::Failed(_)) => return End::Stopped,
            Err(error) => panic!("{path}: {error}"),
        }
    }
    match publication.commit() {
        Ok(published) => End::Published(published),
        Err(PublishError::Failed(_)) => End::Stopped,
        Err(error) => panic!("{error}"),
    }
}

fn publish_whole(output: &Path, files: Files) -> Published {
    match publish_until(output, files, usize::MAX) {
        (End::Published(published), _) => published,
        (End::Stopped, _) => panic!("the site was not published"),
    }
}

fn prepare(output: &Path) {
    publish_whole(output, OLD);
    for (path, text) in FOREIGN {
        write(&output.join(path), text);
    }
}

/// Checks that every file is whole, of the old site or the new one, and that no foreign file is lost.
fn assert_whole(output: &Path, changes: usize) {
    let (old, new, foreign) = (expected(OLD), expected(NEW), expected(FOREIGN));
    let found = read(output);
    for (path, text) in found.iter().filter(|(path, _)| !path.ends_with('/')) {
        let known = [&old, &new, &foreign].iter().any(|site| site.get(path) == Some(text));
        assert!(known, "after {changes} changes, {path} is {text:?}");
    }
    for path in foreign.keys().chain(old.keys().filter(|path| new.contains_key(*path))) {
        assert!(found.contains_key(path), "after {changes} changes, {path} is missing");
    }
}

/// Checks that nothing leads to what is not there yet, and that deletions come last.
fn assert_order(output: &Path, changes: usize) {
    let found = read(output);
    let is_new = |path: &str| found.get(path) == expected(NEW).get(path);
    let steps = [
        is_new("assets/main.2.css"),
        is_new("fresh/deep/index.html"),
        is_new("records.json"),
        is_new("about/index.html"),
        is_new("index.html"),
        is_new("feed.xml"),
        !found.contains_key("assets/main.1.css"),
    ];
    assert!(steps.is_sorted_by(|earlier, later| earlier >= later), "after {changes} changes: {steps:?}");
}

fn with_foreign(files: Files) -> BTreeMap<String, String> {
    expected(files).into_iter().chain(expected(FOREIGN)).collect()
}

fn put_right(output: &Path, files: Files, changes: usize) {
    let published = publish_whole(output, files);
    assert_eq!(read(output), with_foreign(files), "after {changes} changes");
    let foreign = if files == NEW { ["calls/two/", "gone/", "photos/"] } else { ["calls/two/notes.txt", "gone/README", "photos/"] };
    assert_eq!(published.foreign, foreign, "after {changes} changes");
    assert_nothing_staged(output);
}

#[test]
fn stopped_at_any_change_the_next_publication_puts_it_right() {
    let mut changes = 0;
    loop {
        let mut is_done = false;
        for next in [NEW, OLD] {
            let folder = tempdir().expect("a folder");
            prepare(folder.path());
            let (end, is_left) = publish_until(folder.path(), NEW, changes);
            assert_whole(folder.path(), changes);
            assert_order(folder.path(), changes);
            put_right(folder.path(), next, changes);
            is_done = is_left && matches!(end, End::Published(_));
        }
        if is_done {
            break;
        }
        changes += 1;
    }
    assert!(changes > 30, "{changes} changes are too few to have tested anything");
}

#[test]
fn stopped_twice_it_is_put_right_as_well() {
    for first in (0..60).step_by(7) {
        for second in (first % 4..60).step_by(4) {
            let folder = tempdir().expect("a folder");
            prepare(folder.path());
            publish_until(folder.path(), NEW, first);
            publish_until(folder.path(), OLD, second);
            assert_whole(folder.path(), second);
            put_right(folder.path(), NEW, second);
        }
    }
}

#[test]
fn one_change_that_fails_is_told_or_made_good() {
    let mut told = 0;
    for changes in 0.. {
        let folder = tempdir().expect("a folder");
        prepare(folder.path());
        let (end, has_failed) = publish_but_one(folder.path(), NEW, changes);
        match end {
            End::Published(_) => assert_eq!(read(folder.path()), with_foreign(NEW), "after {changes} changes"),
            End::Stopped => told += 1,
        }
        put_right(folder.path(), NEW, changes);
        if !has_failed {
            break;
        }
    }
    assert!(told > 30, "{told} failures are too few to have tested anything");
}

#[test]
fn a_first_publication_that_stops_leaves_a_folder_that_can_be_used() {
    for changes in 0..40 {
        let folder = tempdir().expect("a folder");
        let output = folder.path().join("output");
        publish_until(&output, NEW, changes);
        publish_whole(&output, OLD);
        assert_eq!(read(&output), expected(OLD), "after {changes} changes");
    }
}

#[test]
fn nothing_changed_makes_no_change() {
    let folder = tempdir().expect("a folder");
    prepare(folder.path());
    // Making the folder that is there and emptying what is not are the only attempts.
    let (end, _) = publish_until(folder.path(), OLD, 3);
    match end {
        End::Published(published) => assert_eq!(published.unchanged, OLD.len()),
        End::Stopped => panic!("there was nothing to do"),
    }
}
