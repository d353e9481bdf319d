//! `pacthub init`.

use super::{check, folder, read, run, shown, write};

#[test]
fn a_first_hub_builds_and_has_nothing_to_complain_about() {
    let root = folder("init").join("hub");
    let made = run(&["init", shown(&root)]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert_eq!(check(&root, &["--strict"]), []);
    let built = run(&["build", "--strict", "--root", shown(&root)]);
    assert_eq!(built.status, 0, "{}", built.err);
    for page in [
        "index.html",
        "en/index.html",
        "finansowanie/example-call/index.html",
        "en/privacy/index.html",
        "accessibility/index.html",
        "404.html",
    ] {
        assert!(root.join("output").join(page).is_file(), "{page}");
    }
    assert!(read(&root, "output/index.html").contains("/finansowanie/example-call/"), "the open call stands on the home page");
    assert!(read(&root, ".gitignore").contains("/output"));
    assert!(read(&root, ".github/workflows/deploy.yml").contains("pacthub build"));
    let workflow: serde_yaml::Value = serde_yaml::from_str(&read(&root, ".github/workflows/deploy.yml")).expect("the workflow is YAML");
    assert!(workflow["jobs"]["publish"]["steps"].is_sequence());
}

#[test]
fn hidden_files_are_kept_and_visible_ones_refused() {
    let root = folder("init-hidden");
    write(&root, ".git/HEAD", "ref: refs/heads/main\n");
    write(&root, ".gitignore", "mine\n");
    assert_eq!(run(&["init", shown(&root)]).status, 0);
    assert_eq!(read(&root, ".gitignore"), "mine\n");
    let again = run(&["init", shown(&root)]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("holds files already, such as content; nothing was written"), "{}", again.err);
    let other = folder("init-visible");
    write(&other, "letter.txt", "");
    assert_eq!(run(&["init", shown(&other)]).status, 2);
    assert!(!other.join("content").exists());
    assert_eq!(run(&["init", shown(&other.join("letter.txt"))]).status, 2);
}
