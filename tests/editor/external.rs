//! `pacthub check --external`, against a server on this machine that misbehaves in every way we know.

use super::{check, hub, read, record, run, shown, write};
use pacthub::external::{Answer, Manners, ask};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A server that notes what it was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<(String, Instant)>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it has an address"));
        let server = Self { address, asked: Arc::default(), most_at_once: Arc::default() };
        let (asked, most) = (Arc::clone(&server.asked), Arc::clone(&server.most_at_once));
        let now = Arc::new(AtomicUsize::new(0));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, most, now) = (Arc::clone(&asked), Arc::clone(&most), Arc::clone(&now));
                std::thread::spawn(move || {
                    let mut reader = BufReader::new(stream.try_clone().expect("it is cloned"));
                    let mut line = String::new();
                    if reader.read_line(&mut line).unwrap_or(0) == 0 {
                        return;
                    }
                    let mut header = String::new();
                    while reader.read_line(&mut header).is_ok_and(|read| read > 2) {
                        header.clear();
                    }
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let request = line.rsplit_once(' ').map_or("", |(request, _)| request).to_owned();
                    let times = {
                        let mut asked = asked.lock().expect("nobody failed");
                        asked.push((request.clone(), Instant::now()));
                        asked.iter().filter(|(known, _)| *known == request).count()
                    };
                    // The count ends before the answer, which lets the next request begin.
                    now.fetch_sub(1, Ordering::SeqCst);
                    let _ = answer(stream, &request, times);
                });
            }
        });
        server
    }

    fn requests(&self, path: &str) -> Vec<String> {
        let asked = self.asked.lock().expect("nobody failed");
        asked.iter().map(|(request, _)| request.clone()).filter(|request| request.ends_with(&format!(" {path}"))).collect()
    }
}

fn answer(mut stream: TcpStream, request: &str, times: usize) -> std::io::Result<()> {
    let mut send = |text: &str| write!(stream, "HTTP/1.1 {text}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    match request {
        "HEAD /no-head" => send("405 Method Not Allowed"),
        "HEAD /head-lies" => send("404 Not Found"),
        "HEAD /head-breaks" | "HEAD /hangs-up" | "GET /hangs-up" => Ok(()),
        "GET /no-head" | "GET /head-lies" | "GET /head-breaks" | "HEAD /good" => send("200 OK"),
        "HEAD /gone" | "GET /gone" => send("410 Gone"),
        "HEAD /missing" | "GET /missing" => send("404 Not Found"),
        "HEAD /forbidden" | "GET /forbidden" => send("403 Forbidden"),
        "HEAD /moved" => send("301 Moved Permanently\r\nLocation: /good"),
        "HEAD /moved-away" => send("308 Permanent Redirect\r\nLocation: /missing"),
        "HEAD /for-now" => send("302 Found\r\nLocation: /good"),
        "HEAD /circle" => send("301 Moved Permanently\r\nLocation: /circle-back"),
        "HEAD /circle-back" => send("301 Moved Permanently\r\nLocation: /circle"),
        "HEAD /nowhere" => send("302 Found"),
        "HEAD /script" => send("302 Found\r\nLocation: javascript:alert(1)"),
        "HEAD /flaky" if times < 3 => send("503 Service Unavailable"),
        "HEAD /busy" if times < 2 => send("429 Too Many Requests\r\nRetry-After: 1"),
        "HEAD /flaky" | "HEAD /busy" => send("200 OK"),
        "HEAD /too-busy" => send("429 Too Many Requests\r\nRetry-After: 3600"),
        "HEAD /broken" | "GET /broken" => send("500 Internal Server Error"),
        "HEAD /garbage" | "GET /garbage" => stream.write_all(b"\x00\x01 this is no HTTP \xff\r\n\r\n"),
        "HEAD /endless" => send("501 Not Implemented"),
        "GET /endless" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            loop {
                stream.write_all(&[b'x'; 65536])?;
            }
        }
        "HEAD /silent" | "GET /silent" => {
            std::thread::sleep(Duration::from_secs(3));
            Ok(())
        }
        _ if request.starts_with("HEAD /chain/") => {
            let number: u32 = request.trim_start_matches("HEAD /chain/").parse().unwrap_or(0);
            send(&format!("301 Moved Permanently\r\nLocation: /chain/{}", number + 1))
        }
        _ => send("404 Not Found"),
    }
}

fn quick() -> Manners {
    Manners {
        pause: Duration::from_millis(5),
        timeout: Duration::from_millis(500),
        back_off: Duration::from_millis(10),
        longest_wait: Duration::from_secs(2),
        ..Manners::default()
    }
}

#[test]
fn a_server_may_misbehave() {
    let server = Server::start();
    let base = &server.address;
    let paths = [
        "/good",
        "/no-head",
        "/head-lies",
        "/head-breaks",
        "/gone",
        "/missing",
        "/forbidden",
        "/moved",
        "/moved-away",
        "/for-now",
        "/circle",
        "/nowhere",
        "/script",
        "/flaky",
        "/busy",
        "/too-busy",
        "/broken",
        "/garbage",
        "/endless",
        "/silent",
        "/hangs-up",
        "/chain/0",
    ];
    let addresses: Vec<String> = paths.iter().map(|path| format!("{base}{path}")).collect();
    let answers: BTreeMap<String, Answer> = ask(addresses.iter().map(String::as_str), &quick());
    let short: Vec<(&str, String)> = paths
        .iter()
        .map(|path| {
            let answer = match &answers[&format!("{base}{path}")] {
                Answer::Alive => "alive".to_owned(),
                Answer::Moved(to) => format!("moved to {}", to.trim_start_matches(base.as_str())),
                Answer::Dead(reason) => format!("dead: {reason}"),
                Answer::Unclear(reason) => format!("unclear: {}", reason.split(':').next().unwrap_or_default()),
            };
            (*path, answer)
        })
        .collect();
    let expected = [
        ("/good", "alive"),
        ("/no-head", "alive"),
        ("/head-lies", "alive"),
        ("/head-breaks", "alive"),
        ("/gone", "dead: the server answers 410"),
        ("/missing", "dead: the server answers 404"),
        ("/forbidden", "unclear: the server answers 403"),
        ("/moved", "moved to /good"),
        ("/moved-away", "dead: the server answers 404"),
        ("/for-now", "alive"),
        ("/circle", "dead: it redirects in a circle"),
        ("/nowhere", "dead: it redirects to no address"),
        ("/script", "dead: it redirects to no address"),
        ("/flaky", "alive"),
        ("/busy", "alive"),
        ("/too-busy", "unclear: the server answers 429"),
        ("/broken", "unclear: the server answers 500"),
        ("/garbage", "unclear: the connection fails"),
        ("/endless", "alive"),
        ("/silent", "unclear: the server does not answer in time"),
        ("/hangs-up", "unclear: the connection fails"),
        ("/chain/0", "dead: it redirects more than 8 times"),
    ];
    let expected: Vec<(&str, String)> = expected.iter().map(|(path, answer)| (*path, (*answer).to_owned())).collect();
    assert_eq!(short, expected);
    assert_eq!(server.requests("/good").len(), 3, "once by itself, twice through redirects");
    assert_eq!(server.requests("/flaky").len(), 3);
    assert_eq!(server.requests("/too-busy").len(), 1, "a server that asks for an hour is left alone");
    assert_eq!(server.requests("/no-head"), ["HEAD /no-head", "GET /no-head"]);
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_a_pause() {
    let server = Server::start();
    let addresses: Vec<String> =
        (0..6).map(|number| format!("{}/missing?{number}", server.address)).chain([format!("{}/missing?0#part", server.address)]).collect();
    let manners = Manners { pause: Duration::from_millis(60), ..quick() };
    let answers = ask(addresses.iter().map(String::as_str), &manners);
    assert_eq!(answers.len(), 6, "what stands after # is the same address");
    let asked = server.asked.lock().expect("nobody failed");
    assert_eq!(asked.len(), 12, "HEAD and GET for each");
    // From the first request to the last, since one that comes late lets the next seem early.
    assert!(asked[11].1.duration_since(asked[0].1) >= Duration::from_millis(11 * 60 - 100));
    assert_eq!(server.most_at_once.load(Ordering::SeqCst), 1);
}

#[test]
fn hosts_that_do_not_exist_or_refuse_are_told_apart() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a port is free").local_addr().expect("it has an address");
    let (refused, nonsense) = (format!("http://{free}/"), "http://[::1/".to_owned());
    let answers = ask([refused.as_str(), nonsense.as_str()], &quick());
    assert!(matches!(answers[&refused], Answer::Unclear(_)), "{answers:?}");
    assert!(matches!(answers[&nonsense], Answer::Dead(_)), "{answers:?}");
}

#[test]
fn answers_are_told_where_the_links_stand_and_kept() {
    let server = Server::start();
    let base = &server.address;
    let text = record(
        &format!("title: Bon\nwebsite: {base}/gone"),
        &format!("[Dobry]({base}/good#a) i [zły]({base}/missing).\n\n[Przeniesiony]({base}/moved), [obcy](https://social.example/x)."),
    );
    let root = hub("external", &[]);
    let schema = read(&root, "content/funding/_collection.yaml") + "  website: {type: url}\n";
    write(&root, "content/funding/_collection.yaml", &schema);
    // The sources of the other record would be asked too.
    std::fs::remove_file(root.join("content/funding/kfs.md")).expect("it is removed");
    write(&root, "content/funding/bon.md", &text.replace("https://example.org/", &format!("{base}/good")));
    let arguments = ["--external", "--allow", "social.example"];
    let file = "content/funding/bon.md".to_owned();
    let expected = [
        ("warning".to_owned(), "dead-link".to_owned(), file.clone(), 3),
        ("warning".to_owned(), "dead-link".to_owned(), file.clone(), 9),
        ("hint".to_owned(), "moved-link".to_owned(), file, 11),
    ];
    assert_eq!(check(&root, &arguments), expected);
    assert_eq!(server.requests("/good").len(), 2, "once, and once through the redirect");
    assert!(read(&root, ".pacthub/links.json").contains("/good"));
    assert_eq!(check(&root, &arguments), expected);
    assert_eq!(server.requests("/good").len(), 2, "good answers are believed for a week");
    assert_eq!(server.requests("/missing").len(), 4, "bad ones are not");
    check(&root, &["--external", "--allow", "social.example", "--cache-days", "0"]);
    assert_eq!(server.requests("/good").len(), 4);
    let told = run(&["check", "--root", shown(&root), "--external", "--allow", "social.example"]);
    assert!(told.err.contains("known from before"), "{}", told.err);
    assert_eq!(run(&["check", "--root", shown(&root), "--allow", "x"]).status, 2, "--allow alone means nothing");
}
