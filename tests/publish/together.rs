//! Several publications, threads and processes.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use std::{env, fs};

use pacthub::publish::{Opening, Publication, PublishError, Published, Refusal};
use tempfile::tempdir;

use crate::{assert_nothing_staged, publish_well, read};

#[test]
fn a_second_publication_waits_and_gives_up() {
    let folder = tempdir().expect("a folder");
    let first = Publication::open(folder.path(), &[]).expect("opened");
    first.stage("a.html", b"a").expect("staged");
    let mut told = 0;
    let opening = Opening { patience: Duration::from_millis(120), waiting: Box::new(|_| told += 1), ..Opening::default() };
    let second = Publication::open_with(folder.path(), &[], opening);
    assert!(matches!(second, Err(Refusal::Busy { .. })));
    assert_eq!(told, 1);
    assert_eq!(first.commit().expect("what it staged is still there").written, 1);
}

#[test]
fn a_second_publication_waits_and_gets_its_turn() {
    let folder = tempdir().expect("a folder");
    let first = Publication::open(folder.path(), &[]).expect("opened");
    let second = thread::scope(|scope| {
        let second = scope.spawn(|| publish_well(folder.path(), &[("b.html", "b")]));
        thread::sleep(Duration::from_millis(100));
        first.stage("a.html", b"a").expect("staged");
        first.commit().expect("published");
        second.join().expect("no panic")
    });
    assert_eq!((second.written, second.removed), (1, 1));
    assert_eq!(read(folder.path()).into_keys().collect::<Vec<_>>(), ["b.html"]);
}

/// Publishes a site of many folders from many threads.
fn publish_many(output: &Path, version: &str, threads: usize, count: usize) -> Published {
    let publication = Publication::open(output, &[]).expect("opened");
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let path = format!("part-{}/item-{}/{number}.html", number % 7, number % 50);
                    publication.stage(&path, format!("{version} {number}").as_bytes()).expect("staged");
                }
            });
        }
    });
    publication.commit().expect("published")
}

#[test]
fn many_threads_stage_at_once() {
    let folder = tempdir().expect("a folder");
    for (version, written) in [("one", 3000), ("one", 0), ("two", 3000)] {
        let published = publish_many(folder.path(), version, 32, 3000);
        assert_eq!((published.written, published.unchanged), (written, 3000 - written));
        let found = read(folder.path());
        assert_eq!(found.len(), 3000);
        assert!(found.values().all(|text| text.starts_with(version)));
    }
    assert_nothing_staged(folder.path());
}

#[test]
fn one_of_two_threads_with_the_same_path_is_told() {
    let folder = tempdir().expect("a folder");
    let publication = Publication::open(folder.path(), &[]).expect("opened");
    let stage = || (0..500).filter(|number| publication.stage(&format!("{number}/x"), b"x").is_err()).count();
    let refused = thread::scope(|scope| {
        let other = scope.spawn(stage);
        stage() + other.join().expect("no panic")
    });
    assert_eq!(refused, 500);
    assert!(matches!(publication.commit(), Err(PublishError::Incomplete)));
}

const OUTPUT: &str = "PACTHUB_TEST_OUTPUT";
const VERSION: &str = "PACTHUB_TEST_VERSION";

#[test]
#[ignore = "run by other tests in a process of its own"]
fn in_its_own_process() {
    if let (Ok(output), Ok(version)) = (env::var(OUTPUT), env::var(VERSION)) {
        publish_many(&PathBuf::from(output), &version, 4, 800);
    }
}

fn start(output: &Path, version: &str) -> Child {
    let this = env::current_exe().expect("the test's own path");
    Command::new("sh")
        .args(["-c", "ulimit -n 64; exec \"$0\" --quiet --ignored --exact together::in_its_own_process"])
        .arg(this)
        .env(OUTPUT, output)
        .env(VERSION, version)
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("a process is started")
}

#[test]
fn sixty_four_open_files_are_enough() {
    let folder = tempdir().expect("a folder");
    for version in ["one", "one", "two"] {
        assert!(start(folder.path(), version).wait().expect("it ends").success());
        assert_eq!(read(folder.path()).len(), 800);
    }
}

#[test]
fn a_killed_process_is_made_good() {
    let folder = tempdir().expect("a folder");
    publish_many(folder.path(), "0", 4, 800);
    for round in 1..16_u64 {
        let mut child = start(folder.path(), &round.to_string());
        thread::sleep(Duration::from_millis(round * 7));
        child.kill().expect("killed");
        child.wait().expect("it ends");
        let found = read(folder.path());
        assert_eq!(found.len(), 800, "a page is missing or half a file was published");
        assert!(found.values().all(|text| text.split(' ').count() == 2));
    }
    publish_many(folder.path(), "last", 4, 800);
    assert!(read(folder.path()).values().all(|text| text.starts_with("last ")));
    publish_well(folder.path(), &[("index.html", "home")]);
    assert_eq!(read(folder.path()).len(), 1);
    let home: Vec<_> = fs::read_dir(folder.path().join(".pacthub")).expect("listed").collect();
    assert_eq!(home.len(), 2, "only the lock and the manifest stay");
}
