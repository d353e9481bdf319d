//! What goes over the wire.

use crate::client::{Preview, read};
use crate::hub::rich;
use crate::process::until;
use crate::support::write;
use std::io::{BufReader, Read, Write};
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn preview() -> (TempDir, Preview) {
    let hub = rich();
    let preview = Preview::start(hub.path(), &[]);
    (hub, preview)
}

#[test]
fn pages_are_served_with_the_headers_of_published_ones_and_never_stored() {
    let (_hub, preview) = preview();
    for (path, content_type) in [
        ("/hub/", "text/html; charset=utf-8"),
        ("/hub/nabory/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/hub/nabory/calendar.ics", "text/calendar; charset=utf-8"),
        ("/hub/nabory/records.json", "application/json"),
        ("/hub/nabory/records.csv", "text/csv; charset=utf-8"),
        ("/hub/CNAME", "text/plain; charset=utf-8"),
        ("/hub/notatki/with-files/photo.png", "image/png"),
        ("/_pacthub/live.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(content_type), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(answer.header("set-cookie"), None);
    }
}

#[test]
fn head_is_get_without_a_body() {
    let (_hub, preview) = preview();
    for path in ["/hub/", "/hub/notatki/with-files/photo.png", "/hub/none/"] {
        let (get, head) = (preview.get(path), preview.ask("HEAD", path, ""));
        assert_eq!(head.body, b"");
        for name in ["content-length", "content-type", "etag", "cache-control"] {
            assert_eq!(get.header(name), head.header(name), "{path} {name}");
        }
        assert_eq!(get.status, head.status, "{path}");
        assert_eq!(head.header("content-length"), Some(get.body.len().to_string().as_str()));
    }
}

#[test]
fn what_is_known_is_not_sent_again() {
    let (hub, preview) = preview();
    for path in ["/hub/notatki/two/", "/hub/notatki/with-files/plan.txt", "/hub/search/pl.json"] {
        let tag = preview.get(path).header("etag").unwrap_or_else(|| panic!("{path} has a tag")).to_owned();
        for condition in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = preview.ask("GET", path, &format!("If-None-Match: {condition}\r\n"));
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} {condition}");
            assert_eq!(again.header("etag"), Some(tag.as_str()));
        }
        assert_eq!(preview.ask("GET", path, "If-None-Match: \"other\"\r\n").status, 200);
    }
    let tag = preview.get("/hub/notatki/two/").header("etag").expect("a tag").to_owned();
    write(hub.path(), "content/notes/two.md", crate::hub::note("Two", "Other words."));
    preview.shows("/hub/notatki/two/", "Other words.");
    assert_eq!(preview.ask("GET", "/hub/notatki/two/", &format!("If-None-Match: {tag}\r\n")).status, 200);
}

#[test]
fn parts_of_a_file() {
    let (hub, preview) = preview();
    write(hub.path(), "content/_static/digits.txt", "0123456789");
    preview.answers("/hub/digits.txt", 200);
    let ask = |range: &str| preview.ask("GET", "/hub/digits.txt", &format!("Range: {range}\r\n"));
    for (range, body, shown) in
        [("bytes=2-4", "234", "bytes 2-4/10"), ("bytes=7-", "789", "bytes 7-9/10"), ("bytes=-2", "89", "bytes 8-9/10")]
    {
        let part = ask(range);
        assert_eq!((part.status, part.text(), part.header("content-range")), (206, body, Some(shown)), "{range}");
    }
    let none = ask("bytes=10-");
    assert_eq!((none.status, none.header("content-range")), (416, Some("bytes */10")));
    assert_eq!(ask("bytes=0-1,3-4").text(), "0123456789");
    let tag = ask("bytes=0-1").header("etag").expect("a tag").to_owned();
    let conditioned = |tag: &str| preview.ask("GET", "/hub/digits.txt", &format!("Range: bytes=0-1\r\nIf-Range: {tag}\r\n")).status;
    assert_eq!((conditioned(&tag), conditioned("\"other\"")), (206, 200));
}

#[test]
fn a_big_file_is_sent_whole() {
    let (hub, preview) = preview();
    let bytes: Vec<u8> = (0..3_000_001_u32).map(|number| (number % 251) as u8).collect();
    write(hub.path(), "content/_static/big.bin", &bytes);
    preview.answers("/hub/big.bin", 200);
    let answer = preview.get("/hub/big.bin");
    assert!(answer.body == bytes, "{} bytes came", answer.body.len());
}

#[test]
fn only_get_and_head_are_understood() {
    let (_hub, preview) = preview();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let answer = preview.ask(method, "/hub/", "Content-Length: 0\r\n");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn names_that_are_not_this_computers_are_refused() {
    let (_hub, preview) = preview();
    let ask = |host: &str| preview.send(&format!("GET /hub/ HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    for ours in ["Host: localhost\r\n", "Host: 127.0.0.1:4000\r\n", "Host: [::1]:4000\r\n", "Host: hub.localhost\r\n"] {
        assert_eq!(ask(ours).status, 200, "{ours}");
    }
    for foreign in ["Host: evil.example\r\n", "Host: evil.example:4000\r\n", "Host: localhost.evil.example\r\n", "Host: \r\n", ""] {
        let answer = ask(foreign);
        assert!(matches!(answer.status, 400 | 403), "{foreign:?}: {}", answer.status);
        assert!(!answer.text().contains("Welcome"), "{foreign:?}");
    }
    let line = preview.send("GET http://evil.example/hub/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(line.status, 403);
    // Events and the script are kept from other sites as well.
    assert_eq!(preview.send("GET /_pacthub/events?page=%2Fhub%2F HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").status, 403);
    assert_eq!(preview.get("/hub/").header("access-control-allow-origin"), None);
}

#[test]
fn no_spelling_of_a_path_leads_out_of_the_site() {
    let (hub, preview) = preview();
    write(hub.path(), "secret.txt", "SECRET");
    write(hub.path(), "content/calls/_draft.txt", "SECRET");
    write(hub.path(), "content/calls/.hidden.md", "SECRET");
    write(hub.path(), ".env", "SECRET");
    let outside = tempfile::tempdir().expect("a temporary folder");
    write(outside.path(), "secret.txt", "SECRET");
    symlink(outside.path().join("secret.txt"), hub.path().join("content/_static/link.txt")).expect("a link is made");
    preview.shows("/hub/", "<h1>");
    for path in [
        "/../secret.txt",
        "/hub/../secret.txt",
        "/hub/../../secret.txt",
        "/hub/..%2fsecret.txt",
        "/hub/%2e%2e/secret.txt",
        "/hub/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/hub/%252e%252e/secret.txt",
        "/hub/..\\secret.txt",
        "/hub/..%5csecret.txt",
        "/hub//../secret.txt",
        "/hub/notatki/with-files/../../../secret.txt",
        "/hub/notatki/with-files/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "/hub/a%20folder/..%2f..%2f..%2fsecret.txt",
        "/hub/%00",
        "/hub/CNAME%00.html",
        "/hub/%ff%fe",
        "/hub/.env",
        "/.env",
        "/hub/content/hub.yaml",
        "/content/hub.yaml",
        "/hub/calls/_draft.txt",
        "/hub/nabory/_draft.txt",
        "/hub/nabory/.hidden/",
        "/hub/.pacthub/manifest",
        "/hub/link.txt",
        "/_pacthub/../secret.txt",
        "/_pacthub/last-good/../../secret.txt",
        "/_pacthub/last-good/hub/../secret.txt",
        "//etc/passwd",
        "/hub//etc/passwd",
        "/etc/passwd",
        "/file:///etc/passwd",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 302 | 400 | 404 | 500), "{path}: {}", answer.status);
        let body = String::from_utf8_lossy(&answer.body);
        assert!(!body.contains("SECRET") && !body.contains("root:"), "{path}: {body}");
        if let Some(location) = answer.header("location") {
            assert!(location.starts_with('/') && !location.starts_with("//"), "{path} leads to {location}");
        }
    }
    assert_eq!(preview.get("/hub/.well-known/proof.txt").text(), "proof\n", "dot files of _static/ are published");
}

#[test]
fn addresses_lead_where_a_host_would_lead() {
    let (_hub, preview) = preview();
    for (path, location) in
        [("/", "/hub/"), ("/hub", "/hub/"), ("/hub/notatki", "/hub/notatki/"), ("/hub/old/three/", "/hub/notatki/three/")]
    {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (302, Some(location)), "{path}");
    }
    assert_eq!(preview.get("/hub/notatki/index.html").header("etag"), preview.get("/hub/notatki/").header("etag"));
    for path in ["/hub/none/", "/notatki/", "/hubert/", "/hub/notatki/two/none.png", "/_pacthub/none"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    assert!(preview.get("/hub/none/").text().contains("not-found-en"), "the site's own page says so");
    assert_eq!(preview.get("/hub/notatki/two/?q=a%20b").status, 200);
    assert_eq!(preview.get("/hub/a%20folder/%C5%BC%C3%B3%C5%82w.txt").text(), "turtle\n");
}

#[test]
fn slow_clients_hold_nobody_up() {
    let (hub, preview) = preview();
    write(hub.path(), "content/_static/big.bin", vec![7; 8_000_000]);
    preview.answers("/hub/big.bin", 200);
    // Some ask and never read, some never finish asking.
    let mut slow = Vec::new();
    for number in 0..40 {
        let mut stream = preview.connect();
        let request = if number % 2 == 0 { "GET /hub/big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n" } else { "GET /hub/ HT" };
        stream.write_all(request.as_bytes()).expect("the beginning is sent");
        slow.push(stream);
    }
    for _ in 0..20 {
        assert_eq!(preview.get("/hub/notatki/two/").status, 200);
    }
    write(hub.path(), "content/notes/two.md", crate::hub::note("Two", "While others wait."));
    preview.shows("/hub/notatki/two/", "While others wait.");
}

#[test]
fn nonsense_is_answered_or_dropped() {
    let (_hub, mut preview) = preview();
    for nonsense in [
        "\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "\0\x01\x02\x03",
        "GET /hub/ HTTP/9.9\r\n\r\n",
        "GET /hub/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    ] {
        let mut stream = preview.connect();
        stream.write_all(nonsense.as_bytes()).expect("it is sent");
        stream.shutdown(std::net::Shutdown::Write).expect("nothing follows");
        let _ = stream.read_to_end(&mut Vec::new());
    }
    let long = format!("GET /hub/{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "a".repeat(60_000));
    assert!(matches!(preview.send(&long).status, 404 | 414 | 431));
    let stray = preview.ask("GET", "/_pacthub/events?page=%2e%2e&tag=x", "Connection: close\r\nRange: bytes=0-1\r\n");
    assert_eq!(stray.status, 200);
    assert_eq!(preview.get("/hub/").status, 200);
    assert!(preview.process.is_running());
}

#[test]
fn a_connection_takes_one_request_after_the_other() {
    let (_hub, preview) = preview();
    let mut stream = preview.connect();
    let mut reader = BufReader::new(stream.try_clone().expect("the stream is shared"));
    let request = "GET /hub/notatki/two/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request.repeat(5).as_bytes()).expect("the requests are sent");
    let answers: Vec<Vec<u8>> = (0..5).map(|_| read(&mut reader, false).body).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0] && !answer.is_empty()));
}

#[test]
fn ends_when_it_is_told_to_whoever_is_connected() {
    for (signal, status) in [("INT", 130), ("TERM", 0)] {
        let (_hub, mut preview) = preview();
        let _events = preview.listen("/hub/");
        let mut idle = preview.connect();
        idle.write_all(b"GET /hub/ HT").expect("the beginning is sent");
        let told = Instant::now();
        preview.process.signal(signal);
        assert_eq!(preview.process.ends(), status, "{signal}");
        until("the connection is closed", || idle.read(&mut [0; 64]).is_ok());
        assert!(told.elapsed() < Duration::from_secs(30), "nobody is waited for");
    }
}
