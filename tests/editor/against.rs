//! `pacthub check --against`: what was published may not vanish.

use super::{check, hub, ids, record, run, shown, write};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

fn sitemap(addresses: &[&str]) -> String {
    let entries: String = addresses.iter().map(|address| format!("<url><loc>{address}</loc></url>")).collect();
    format!("<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{entries}</urlset>")
}

#[test]
fn a_gone_address_is_an_error_and_an_alias_mends_it() {
    let root = hub("against", &[]);
    write(
        &root,
        "old.xml",
        &sitemap(&[
            "https://example.org/hub/",
            "https://example.org/hub/finansowanie/kfs/",
            "https://example.org/hub/finansowanie/stary/",
            "https://example.org/hub/o%20nas/",
        ]),
    );
    let old = root.join("old.xml");
    let found = run(&["check", "--root", shown(&root), "--against", shown(&old)]);
    assert_eq!(found.status, 1);
    assert!(
        found.err.contains("The address '/finansowanie/stary/' was published before, and is gone without a redirect."),
        "{}",
        found.err
    );
    assert!(found.err.contains("The address '/o nas/' was published before"), "{}", found.err);
    assert_eq!(ids(&root, &["--against", shown(&old)]), ["error gone-address", "error gone-address"]);
    write(
        &root,
        "old.xml",
        &sitemap(&[
            "https://example.org/hub/",
            "https://example.org/hub/finansowanie/stary/",
            "https://example.org/hub/finansowanie/kfs/index.html",
        ]),
    );
    write(&root, "content/funding/kfs.md", &record("title: KFS\naliases: [/finansowanie/stary/]", "Tekst."));
    assert_eq!(check(&root, &["--against", shown(&old)]), []);
}

#[test]
fn the_last_build_and_another_base_address_may_be_compared() {
    let root = hub("against-build", &[("content/funding/drugi.md", &record("title: Drugi", "Tekst."))]);
    let output = root.join("output");
    assert_eq!(run(&["build", "--root", shown(&root), "--base-url", "https://old.example.com/a/b/"]).status, 0);
    assert_eq!(check(&root, &["--against", shown(&output)]), []);
    std::fs::remove_file(root.join("content/funding/drugi.md")).expect("it is removed");
    assert_eq!(ids(&root, &["--against", shown(&output)]), ["error gone-address"]);
}

#[test]
fn an_index_is_followed_and_nonsense_refused() {
    let root = hub("against-index", &[]);
    write(&root, "map/sitemap.xml", "<sitemapindex><sitemap><loc>https://example.org/hub/sitemap-1.xml</loc></sitemap></sitemapindex>");
    write(&root, "map/sitemap-1.xml", &sitemap(&["https://example.org/hub/", "https://example.org/hub/x&amp;y/"]));
    assert_eq!(ids(&root, &["--against", shown(&root.join("map/sitemap.xml"))]), ["error gone-address"]);
    write(&root, "map/page.xml", "<html></html>");
    for wrong in [root.join("map/page.xml"), root.join("map/none.xml")] {
        let refused = run(&["check", "--root", shown(&root), "--against", shown(&wrong)]);
        assert_eq!(refused.status, 2, "{}", refused.err);
    }
}

#[test]
fn a_sitemap_may_be_fetched() {
    let root = hub("against-http", &[]);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = format!("http://{}/sitemap.xml", listener.local_addr().expect("it has an address"));
    let server = std::thread::spawn(move || {
        for answer in ["200 OK", "404 Not Found"] {
            let (mut stream, _) = listener.accept().expect("somebody asks");
            let mut line = String::new();
            let mut reader = BufReader::new(stream.try_clone().expect("it is cloned"));
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {}
            let body = sitemap(&["https://example.org/hub/", "https://example.org/hub/gone/"]);
            write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).expect("it is sent");
        }
    });
    assert_eq!(ids(&root, &["--against", &address]), ["error gone-address"]);
    let missing = run(&["check", "--root", shown(&root), "--against", &address]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("cannot be fetched"), "{}", missing.err);
    server.join().expect("the server ends");
}
