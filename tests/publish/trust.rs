use super::{publish_well, read};
use pacthub::publish::{Left, Publication, Published};
use std::fs;
use std::path::Path;

fn publish(output: &Path, files: super::Files, left: Option<Left>) -> (Published, Option<Left>) {
    let mut publication = Publication::open(output, &[]).expect("the folder may be published into");
    if let Some(left) = left {
        publication.trust(left);
    }
    for (path, text) in files {
        publication.stage(path, text.as_bytes()).expect("the file is staged");
    }
    publication.commit_for_another().expect("the site is published")
}

#[test]
fn one_publication_after_another_writes_what_changed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_, left) = publish(folder.path(), &[("a.html", "a"), ("b.html", "b"), ("c/d.html", "d")], None);
    let (published, left) = publish(folder.path(), &[("a.html", "a"), ("b.html", "B"), ("e.html", "e")], left);
    assert_eq!((published.written, published.unchanged, published.removed), (2, 1, 1));
    let (published, _) = publish(folder.path(), &[("a.html", "a"), ("b.html", "B"), ("e.html", "e")], left);
    assert_eq!((published.written, published.unchanged, published.removed), (0, 3, 0));
    let expected = [("a.html", "a"), ("b.html", "B"), ("e.html", "e")];
    assert_eq!(read(folder.path()), expected.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
}

#[test]
fn what_somebody_touched_is_put_right() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = [("a.html", "a"), ("b.html", "b")];
    let (_, left) = publish(folder.path(), &files, None);
    fs::write(folder.path().join("a.html"), "x").expect("the file is edited");
    let (published, left) = publish(folder.path(), &files, left);
    assert_eq!(published.written, 1);
    fs::remove_file(folder.path().join("b.html")).expect("the file is deleted");
    let (published, left) = publish(folder.path(), &files, left);
    assert_eq!(published.written, 1);
    // Another publication in between leaves files of its own.
    publish_well(folder.path(), &[("a.html", "A"), ("b.html", "b")]);
    let (published, _) = publish(folder.path(), &files, left);
    assert_eq!((published.written, published.unchanged), (1, 1));
    assert_eq!(read(folder.path()), files.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
}
