//! Paths, under the same rules on disk and in memory.

use pacthub::publish::{Memory, Publication, PublishError, Sink};
use tempfile::tempdir;

fn on_both(test: impl Fn(&dyn Sink)) {
    let folder = tempdir().expect("a folder");
    test(&Publication::open(folder.path(), &[]).expect("opened"));
    test(&Memory::default());
}

#[test]
fn paths_that_lead_elsewhere_are_refused() {
    let paths = [
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        "..",
        "../a",
        "a/../b",
        ".",
        "./a",
        "a/.",
        "a\0b",
        "a\nb",
        "a\\b",
        ".pacthub",
        ".pacthub/manifest",
        ".PactHub/x",
    ];
    on_both(|sink| {
        for path in paths {
            assert!(matches!(sink.stage(path, b""), Err(PublishError::Path { .. })), "{path:?}");
        }
        for path in ["a", ".nojekyll", "_headers", "a b/ż.html", "..a", "x/.pacthub/y", "a.b/c"] {
            sink.stage(path, b"").expect("staged");
        }
    });
}

#[test]
fn a_name_is_as_long_as_file_systems_take_it() {
    let (longest, longer) = ("x".repeat(255), "x".repeat(256));
    on_both(|sink| {
        sink.stage(&longest, b"").expect("staged");
        sink.stage(&format!("a/{longest}/b"), b"").expect("staged");
        for path in [longer.clone(), format!("{longer}/a"), format!("a/{longer}")] {
            assert!(matches!(sink.stage(&path, b""), Err(PublishError::Path { .. })), "{path}");
        }
    });
}

#[test]
fn a_path_is_staged_once() {
    on_both(|sink| {
        sink.stage("a/b", b"1").expect("staged");
        assert!(matches!(sink.stage("a/b", b"1"), Err(PublishError::Twice(path)) if path == "a/b"));
    });
}

#[test]
fn a_path_is_no_file_and_folder() {
    on_both(|sink| {
        sink.stage("a/b/c", b"1").expect("staged");
        sink.stage("d", b"1").expect("staged");
        assert!(matches!(sink.stage("a", b"1"), Err(PublishError::FileAndFolder(path)) if path == "a"));
        assert!(matches!(sink.stage("a/b", b"1"), Err(PublishError::FileAndFolder(path)) if path == "a/b"));
        assert!(matches!(sink.stage("d/e/f", b"1"), Err(PublishError::FileAndFolder(path)) if path == "d"));
    });
}

#[test]
fn a_site_in_memory_is_given_back() {
    let memory = Memory::default();
    memory.stage("b/index.html", b"b").expect("staged");
    memory.stage("a.html", b"a").expect("staged");
    let files: Vec<_> = memory.into_files().into_iter().collect();
    assert_eq!(files, [("a.html".to_owned(), b"a".to_vec()), ("b/index.html".to_owned(), b"b".to_vec())]);
}
