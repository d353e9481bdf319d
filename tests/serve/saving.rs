//! Every way in which programs save, move and replace files.

use crate::client::Preview;
use crate::hub::{note, png, rich};
use crate::process::until;
use crate::support::{copy, write};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

const FILE: &str = "content/notes/two.md";
const PAGE: &str = "/hub/notatki/two/";

fn preview() -> (TempDir, Preview) {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    assert_eq!(preview.get(PAGE).status, 200);
    (hub, preview)
}

fn rename(root: &Path, from: &str, to: &str) {
    fs::rename(root.join(from), root.join(to)).expect("it is renamed");
}

#[test]
fn in_place_piece_by_piece() {
    let (hub, preview) = preview();
    let mut file = fs::File::create(hub.path().join(FILE)).expect("the file is opened");
    for piece in ["---\ntitle: Two\n", "summary: S.\n", "---\n", "Piece ", "by piece."] {
        file.write_all(piece.as_bytes()).expect("a piece is written");
        file.flush().expect("it is written");
        std::thread::sleep(Duration::from_millis(15));
    }
    drop(file);
    preview.shows(PAGE, "Piece by piece.");
}

#[test]
fn beside_and_renamed_over() {
    let (hub, preview) = preview();
    for number in 0..5 {
        write(hub.path(), "content/notes/.two.md.tmp", note("Two", &format!("Version {number}.")));
        rename(hub.path(), "content/notes/.two.md.tmp", FILE);
        preview.shows(PAGE, &format!("Version {number}."));
    }
}

/// As vim does it with `backupcopy=no`: the old file moves away, a new one is written, the old one is deleted.
#[test]
fn moved_away_and_written_anew() {
    let (hub, preview) = preview();
    for number in 0..5 {
        write(hub.path(), "content/notes/4913", "");
        fs::remove_file(hub.path().join("content/notes/4913")).expect("it is deleted");
        rename(hub.path(), FILE, "content/notes/two.md~");
        write(hub.path(), FILE, note("Two", &format!("Version {number}.")));
        fs::remove_file(hub.path().join("content/notes/two.md~")).expect("it is deleted");
        preview.shows(PAGE, &format!("Version {number}."));
    }
    assert_eq!(preview.get("/hub/notatki/").status, 200);
}

/// A page that is open must not flash an error, or a page that says that there is none, while its file is away for a moment.
#[test]
fn deleted_and_written_again_is_no_deletion() {
    let (hub, preview) = preview();
    let events = preview.listen(PAGE);
    let text = fs::read(hub.path().join(FILE)).expect("the file is read");
    fs::remove_file(hub.path().join(FILE)).expect("it is deleted");
    write(hub.path(), FILE, &text);
    fs::write(hub.path().join(FILE), "").expect("it is emptied");
    write(hub.path(), FILE, &text);
    events.is_silent_for(Duration::from_millis(400));
}

#[test]
fn deleted() {
    let (hub, preview) = preview();
    fs::remove_file(hub.path().join(FILE)).expect("it is deleted");
    preview.answers(PAGE, 404);
    write(hub.path(), FILE, note("Two", "Back."));
    preview.shows(PAGE, "Back.");
}

#[test]
fn a_folder_comes_is_renamed_and_goes() {
    let (hub, preview) = preview();
    write(hub.path(), "content/notes/new/index.md", note("New", "![Photo](photo.png)"));
    write(hub.path(), "content/notes/new/photo.png", png(1, 1));
    preview.answers("/hub/notatki/new/photo.png", 200);
    preview.answers("/hub/notatki/new/", 200);
    rename(hub.path(), "content/notes/new", "content/notes/renamed");
    preview.answers("/hub/notatki/renamed/photo.png", 200);
    preview.answers("/hub/notatki/new/", 404);
    write(hub.path(), "content/notes/renamed/index.md", note("Renamed", "In the new place."));
    preview.shows("/hub/notatki/renamed/", "In the new place.");
    fs::remove_dir_all(hub.path().join("content/notes/renamed")).expect("it is deleted");
    preview.answers("/hub/notatki/renamed/photo.png", 404);
}

#[test]
fn a_whole_folder_is_replaced() {
    let (hub, preview) = preview();
    copy(&hub.path().join("content/notes"), &hub.path().join("aside"));
    write(hub.path(), "aside/two.md", note("Two", "From aside."));
    rename(hub.path(), "content/notes", "before");
    rename(hub.path(), "aside", "content/notes");
    preview.shows(PAGE, "From aside.");
    write(hub.path(), FILE, note("Two", "And on."));
    preview.shows(PAGE, "And on.");
}

#[test]
fn the_content_itself_is_replaced() {
    let (hub, preview) = preview();
    copy(&hub.path().join("content"), &hub.path().join("aside"));
    write(hub.path(), "aside/notes/two.md", note("Two", "From aside."));
    rename(hub.path(), "content", "before");
    rename(hub.path(), "aside", "content");
    preview.shows(PAGE, "From aside.");
    write(hub.path(), FILE, note("Two", "And on."));
    preview.shows(PAGE, "And on.");
}

#[test]
fn a_themes_folder_that_was_not_there() {
    let hub = rich();
    let settings = fs::read_to_string(hub.path().join("content/hub.yaml")).expect("the settings are read");
    fs::rename(hub.path().join("themes"), hub.path().join("aside")).expect("it is renamed");
    let preview = Preview::start(hub.path(), &["--base-url", "https://example.org/hub/"]);
    preview.answers(PAGE, 500);
    rename(hub.path(), "aside", "themes");
    preview.answers(PAGE, 200);
    write(hub.path(), "content/hub.yaml", settings.replace("pl: Hub", "pl: Inny"));
    preview.shows(PAGE, "Inny");
    let template = "themes/plain/templates/record.html";
    let text = fs::read_to_string(hub.path().join(template)).expect("the template is read");
    write(hub.path(), template, text.replace("<h1", "<h1 id=\"new\""));
    preview.shows(PAGE, "id=\"new\"");
}

#[test]
fn many_files_at_once() {
    let (hub, preview) = preview();
    for number in 0..60 {
        write(hub.path(), &format!("content/notes/many-{number}.md"), note(&format!("Many {number}"), "Text."));
    }
    preview.answers("/hub/notatki/many-59/", 200);
    for number in 0..60 {
        write(hub.path(), &format!("content/notes/many-{number}.md"), note(&format!("Many {number}"), "Other text."));
    }
    for number in [0, 30, 59] {
        preview.shows(&format!("/hub/notatki/many-{number}/"), "Other text.");
    }
    for number in 0..60 {
        fs::remove_file(hub.path().join(format!("content/notes/many-{number}.md"))).expect("it is deleted");
    }
    preview.answers("/hub/notatki/many-0/", 404);
    preview.answers("/hub/notatki/many-59/", 404);
}

fn git(root: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]);
    let output = command.args(arguments).current_dir(root).output().expect("git is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn another_branch_is_checked_out() {
    let hub = rich();
    let root = hub.path();
    git(root, &["init", "-q"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-qm", "One"]);
    git(root, &["checkout", "-qb", "other"]);
    write(root, FILE, note("Two", "On the other branch."));
    write(root, "content/notes/branch.md", note("Branch", "Only here."));
    fs::remove_file(root.join("content/notes/three.md")).expect("it is deleted");
    write(
        root,
        "content/vocabularies/scope.yaml",
        fs::read_to_string(root.join("content/vocabularies/scope.yaml")).expect("it is read").replace("Polska", "Rzeczpospolita"),
    );
    git(root, &["add", "-A"]);
    git(root, &["commit", "-qm", "Other"]);
    git(root, &["checkout", "-q", "main"]);
    let preview = Preview::start(root, &[]);
    assert_eq!(preview.get("/hub/notatki/three/").status, 200);
    for _ in 0..3 {
        git(root, &["checkout", "-q", "other"]);
        preview.shows(PAGE, "On the other branch.");
        preview.answers("/hub/notatki/branch/", 200);
        preview.answers("/hub/notatki/three/", 404);
        preview.shows("/hub/nabory/call-0/", "Rzeczpospolita");
        git(root, &["checkout", "-q", "main"]);
        preview.answers("/hub/notatki/three/", 200);
        preview.answers("/hub/notatki/branch/", 404);
        until("the page is the old one", || !preview.get(PAGE).text().contains("On the other branch."));
    }
}

#[test]
fn a_file_beside_a_record_changes() {
    let (hub, preview) = preview();
    assert!(preview.get("/hub/notatki/with-files/").text().contains("/assets/images/photo-3."));
    write(hub.path(), "content/notes/with-files/photo.png", png(7, 5));
    until("the file is the new one", || preview.get("/hub/notatki/with-files/photo.png").body == png(7, 5));
    preview.shows("/hub/notatki/with-files/", "width=\"7\"");
}

#[test]
fn hidden_files_and_backups_change_nothing() {
    let (hub, mut preview) = preview();
    let _ = preview.process.says_within(Duration::from_millis(200));
    for path in ["content/notes/.two.md.swp", "content/notes/two.md~", "content/.git/index", "content/notes/#two.md#"] {
        write(hub.path(), path, "Aside.");
    }
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(preview.get(PAGE).status, 200);
    assert!(preview.process.says_within(Duration::from_millis(200)).iter().all(|line| !line.contains("error")));
}
