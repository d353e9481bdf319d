//! Starting a preview: what it says, and the port that it takes.

use crate::client::Preview;
use crate::hub::rich;
use crate::process::Process;
use crate::support::write;
use std::net::TcpListener;

#[test]
fn says_its_address_and_what_is_watched() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    let said = preview.process.said.join("\n");
    assert!(said.contains(&format!("The preview is at http://127.0.0.1:{}/", preview.port)), "{said}");
    assert!(said.contains("Watching ./content and ./themes."), "{said}");
    assert!(said.contains("documents read in"), "{said}");
}

#[test]
fn says_that_files_are_compared_where_that_is_asked_for() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &["--poll"]);
    let said = preview.process.said.join("\n");
    assert!(said.contains("Comparing all files in ./content and ./themes again and again, since it was asked for."), "{said}");
    write(hub.path(), "content/notes/two.md", crate::hub::note("Two", "Polled."));
    preview.shows("/hub/notatki/two/", "Polled.");
    write(hub.path(), "content/notes/new.md", crate::hub::note("New", "Polled too."));
    preview.shows("/hub/notatki/new/", "Polled too.");
    std::fs::remove_file(hub.path().join("content/notes/new.md")).expect("the file is deleted");
    preview.answers("/hub/notatki/new/", 404);
}

#[test]
fn a_port_that_was_asked_for_is_taken_or_not() {
    let hub = rich();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("it has a number").port().to_string();
    let mut process = Process::start(hub.path(), &["serve", "--port", &port]);
    process.says(&format!("port {port}"));
    assert_eq!(process.ends(), 2);
}

#[test]
fn the_default_port_gives_way_to_the_next_free_one() {
    let hub = rich();
    // Where somebody else has it already, it is as taken as it has to be.
    let _taken = TcpListener::bind("127.0.0.1:4000");
    let mut process = Process::start(hub.path(), &["serve"]);
    let line = process.says("The preview is at http://127.0.0.1:");
    let port: u16 =
        line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).and_then(|port| port.parse().ok()).expect("a port");
    assert!(port > 4000, "{line}");
    process.says("read in");
}

#[test]
fn a_host_that_does_not_exist_and_a_folder_that_is_no_hub() {
    let hub = rich();
    assert_eq!(Process::start(hub.path(), &["serve", "--host", "203.0.113.1"]).ends(), 2);
    let empty = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(Process::start(empty.path(), &["serve"]).ends(), 2);
}

#[test]
fn a_base_url_of_the_command_line_is_where_the_hub_is_served() {
    let hub = rich();
    let preview = Preview::start(hub.path(), &["--base-url", "https://example.org/deep/er/"]);
    assert_eq!(preview.get("/").header("location"), Some("/deep/er/"));
    assert!(preview.get("/deep/er/").text().contains("href=\"/deep/er/notatki/\""));
    assert_eq!(preview.get("/hub/").status, 404);
    let hub = rich();
    let preview = Preview::start(hub.path(), &["--base-url", "https://example.org"]);
    assert_eq!((preview.get("/").status, preview.get("/notatki/two/").status), (200, 200));
}
