//! A preview as a browser sees it: HTTP over loopback, byte by byte.

use crate::process::{PATIENCE, Process, until};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// A running preview.
pub struct Preview {
    pub process: Process,
    pub port: u16,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Returns a header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the body as a text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is a text")
    }
}

impl Preview {
    /// Starts a preview on a free port and waits until it can be asked.
    pub fn start(root: &Path, arguments: &[&str]) -> Self {
        let mut all = vec!["serve", "--port", "0"];
        all.extend(arguments);
        let mut process = Process::start(root, &all);
        let line = process.says("The preview is at http://");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        let port = address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        process.says("read in");
        Self { process, port }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the preview takes connections");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout is set");
        stream
    }

    /// Sends a request as it is written here and returns the answer.
    pub fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("the request is sent");
        read(&mut BufReader::new(stream), request.starts_with("HEAD"))
    }

    /// Asks for a path, with further header lines that each end in `\r\n`.
    pub fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{headers}\r\n", self.port))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Waits until a page holds a text.
    #[track_caller]
    pub fn shows(&self, path: &str, text: &str) {
        let mut last = None;
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            until("a page holds a text", || {
                let answer = self.get(path);
                let holds = String::from_utf8_lossy(&answer.body).contains(text);
                last = Some(answer);
                holds
            });
        }));
        assert!(
            found.is_ok(),
            "{path} never held {text:?}, but: {:?}",
            last.map(|answer| String::from_utf8_lossy(&answer.body).into_owned())
        );
    }

    /// Waits until a path is answered with a status.
    #[track_caller]
    pub fn answers(&self, path: &str, status: u16) {
        until(&format!("{path} is answered with {status}"), || self.get(path).status == status);
    }

    /// Opens the stream of events of a page as it is now.
    pub fn listen(&self, path: &str) -> Events {
        let page = self.get(path);
        let text = page.text();
        let attribute = |name: &str| text.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        let page = attribute("data-page").expect("the page has the script").to_owned();
        self.listen_as(&page, attribute("data-tag").expect("the script knows its version"))
    }

    /// Opens the stream of events of a page, of which a version is known.
    pub fn listen_as(&self, page: &str, tag: &str) -> Events {
        let mut stream = self.connect();
        let query = format!("page={}&tag={tag}", encode(page).replace('/', "%2F"));
        let request =
            format!("GET /_pacthub/events?{query} HTTP/1.1\r\nHost: localhost:{}\r\nAccept: text/event-stream\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("the request is sent");
        let mut reader = BufReader::new(stream.try_clone().expect("the stream is shared"));
        let (status, headers) = head(&mut reader);
        assert_eq!(status, 200);
        assert!(headers.contains(&("content-type".to_owned(), "text/event-stream".to_owned())), "{headers:?}");
        let (sender, events) = mpsc::channel();
        std::thread::spawn(move || {
            let mut name = String::new();
            for line in reader.lines().map_while(Result::ok) {
                if let Some(event) = line.strip_prefix("event: ") {
                    event.clone_into(&mut name);
                } else if let Some(data) = line.strip_prefix("data: ")
                    && sender.send((std::mem::take(&mut name), data.to_owned())).is_err()
                {
                    return;
                }
            }
        });
        Events { stream, events }
    }
}

/// The events that a page gets.
pub struct Events {
    stream: TcpStream,
    events: Receiver<(String, String)>,
}

impl Events {
    /// Waits for the next event: its name and its data.
    #[track_caller]
    pub fn next(&self) -> (String, serde_json::Value) {
        let (name, data) = self.events.recv_timeout(PATIENCE).expect("there is an event");
        (name, serde_json::from_str(&data).expect("an event's data is JSON"))
    }

    /// Waits until the page is told to reload. What is wrong may be told before.
    #[track_caller]
    pub fn reloads(&self) {
        loop {
            match self.next().0.as_str() {
                "reload" => return,
                other => assert_eq!(other, "notice"),
            }
        }
    }

    /// Expects no event within a time.
    #[track_caller]
    pub fn is_silent_for(&self, time: Duration) {
        if let Ok(event) = self.events.recv_timeout(time) {
            panic!("an event that nobody expects: {event:?}");
        }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
    }
}

fn head(reader: &mut impl BufRead) -> (u16, Vec<(String, String)>) {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("the head of an answer is read");
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let status = lines.first().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok()).expect("a status");
    let headers = lines.iter().skip(1).filter_map(|line| line.split_once(": "));
    (status, headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect())
}

/// Reads one answer.
pub fn read(reader: &mut impl BufRead, is_head: bool) -> Answer {
    let (status, headers) = head(reader);
    let mut answer = Answer { status, headers, body: Vec::new() };
    if is_head || status == 304 {
        return answer;
    }
    match answer.header("content-length").and_then(|length| length.parse::<usize>().ok()) {
        Some(length) => {
            answer.body = vec![0; length];
            reader.read_exact(&mut answer.body).expect("the body is as long as promised");
        }
        None => {
            reader.read_to_end(&mut answer.body).expect("the body is read");
        }
    }
    answer
}

/// Encodes a path for a request.
pub fn encode(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
