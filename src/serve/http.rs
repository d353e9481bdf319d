//! HTTP/1.1: from requests to questions for the desk, and from its answers to responses.

use super::answer::{Answer, Body};
use super::desk::{Event, Question};
use super::patient::Patient;
use super::range::{self, Part};
use super::stop::{Stop, told_to_stop};
use super::visitors::Visitor;
use super::{RESERVED, livepage, request};
use crate::render::CONTENT_SECURITY_POLICY;
use crate::source::{PublishedFile, open_published};
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::ops::Range;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinSet;

/// How long a request's head may take to arrive, and a connection may be idle.
const HEAD_PATIENCE: Duration = Duration::from_secs(20);

/// How many connections are served at once.
const CONNECTIONS: usize = 512;

/// How long answers may take that are on their way when the server is stopped.
const FAREWELL: Duration = Duration::from_millis(400);

/// How often a stream of events says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How much of a file is read at once.
const CHUNK: usize = 128 * 1024;

/// What connections need to know.
pub(super) struct Gate {
    /// The name that was asked to listen at.
    pub(super) host: String,
    /// The hub's folder.
    pub(super) root: PathBuf,
    /// Where questions go.
    pub(super) events: std::sync::mpsc::Sender<Event>,
}

/// Serves connections until the process is told to stop.
pub(super) fn run(listener: std::net::TcpListener, gate: Gate) -> std::io::Result<Stop> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let stop = runtime.block_on(accept(listener, Arc::new(gate)));
    // A file that is being read from a slow disk is not waited for.
    runtime.shutdown_background();
    stop
}

async fn accept(listener: std::net::TcpListener, gate: Arc<Gate>) -> std::io::Result<Stop> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let (farewell, leaving) = watch::channel(false);
    let mut connections = JoinSet::new();
    let told = told_to_stop();
    tokio::pin!(told);
    let stop = loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        tokio::select! {
            stop = &mut told => break stop?,
            (accepted, place) = next => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&gate), leaving.clone(), place));
                }
                // Out of files, most likely: others must end before the next can begin.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    };
    drop(listener);
    let _ = farewell.send(true);
    let _ = tokio::time::timeout(FAREWELL, async { while connections.join_next().await.is_some() {} }).await;
    Ok(stop)
}

async fn connection<P>(stream: tokio::net::TcpStream, gate: Arc<Gate>, mut leaving: watch::Receiver<bool>, _place: P) {
    // Small answers must not wait for others to share a packet with.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request| {
        let gate = Arc::clone(&gate);
        async move { Ok::<_, Infallible>(respond(&gate, request).await) }
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .serve_connection(TokioIo::new(Patient::new(stream)), service);
    tokio::pin!(connection);
    // How a connection ends is its client's affair.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = leaving.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn respond(gate: &Gate, request: Request<Incoming>) -> Response<Content> {
    let head = *request.method() == Method::HEAD;
    let mut response =
        if request::is_for_us(request.headers(), request.uri().authority().map(ureq::http::uri::Authority::as_str), &gate.host) {
            match *request.method() {
                Method::GET | Method::HEAD => answer(gate, &request).await,
                _ => {
                    let mut response = plain(Answer::text(405, "Only GET and HEAD are understood."));
                    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
                    response
                }
            }
        } else {
            plain(Answer::text(403, "This preview answers only under this computer's own names."))
        };
    protect(response.headers_mut());
    if head {
        *response.body_mut() = Content::empty();
    }
    response
}

/// The headers that published pages have, and what keeps other sites out.
fn protect(headers: &mut HeaderMap) {
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(), geolocation=(), microphone=()"));
}

async fn answer(gate: &Gate, request: &Request<Incoming>) -> Response<Content> {
    let Some(path) = request::decode(request.uri().path()) else {
        return plain(Answer::text(400, "The address is not understood."));
    };
    match path.strip_prefix(RESERVED) {
        Some("live.js") => return plain(Answer::new(200, "text/javascript; charset=utf-8", livepage::SCRIPT)),
        Some("live.css") => return plain(Answer::new(200, "text/css; charset=utf-8", livepage::STYLE)),
        Some("events") => return events(gate, request),
        _ => {}
    }
    let (reply, replied) = oneshot::channel();
    if gate.events.send(Event::Asked(Question { path, reply })).is_err() {
        return plain(Answer::text(503, "The preview is being stopped."));
    }
    match replied.await {
        Ok(answer) => deliver(gate, answer, request.headers()).await,
        Err(_) => plain(Answer::text(503, "The preview is being stopped.")),
    }
}

/// Opens a stream of events for a page.
fn events(gate: &Gate, request: &Request<Incoming>) -> Response<Content> {
    let query = request.uri().query().unwrap_or_default();
    let page = request::query(query, "page").unwrap_or_default();
    let tag = request::query(query, "tag").unwrap_or_default();
    let (messages, mut incoming) = mpsc::channel::<String>(8);
    let (out, content) = mpsc::channel(4);
    let _ = gate.events.send(Event::Visit(Visitor { page, tag, frame: None, messages }));
    tokio::spawn(async move {
        let mut heartbeat = tokio::time::interval(HEARTBEAT);
        loop {
            let text = tokio::select! {
                message = incoming.recv() => match message {
                    Some(message) => message,
                    None => return,
                },
                _ = heartbeat.tick() => ": still here\n\n".to_owned(),
                () = out.closed() => return,
            };
            if out.send(Ok(Bytes::from(text))).await.is_err() {
                return;
            }
        }
    });
    let mut response = Response::new(Content::Piped(content));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response
}

fn plain(answer: Answer) -> Response<Content> {
    let Body::Bytes(bytes) = answer.body else { return Response::new(Content::empty()) };
    let mut response = head(answer.status, answer.content_type, bytes.len() as u64);
    *response.body_mut() = Content::Full(Some(bytes));
    response
}

fn head(status: u16, content_type: &'static str, length: u64) -> Response<Content> {
    let mut response = Response::new(Content::empty());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    response
}

/// A body of known length that can be had in parts.
enum Source {
    Bytes(Bytes),
    File(PublishedFile),
}

async fn deliver(gate: &Gate, answer: Answer, asked: &HeaderMap) -> Response<Content> {
    let (source, length, tag) = match answer.body {
        Body::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Source::Bytes(bytes), length, answer.tag)
        }
        Body::File(disk) => {
            let root = gate.root.clone();
            match tokio::task::spawn_blocking(move || open_published(&root, &disk)).await {
                Ok(Ok(file)) => {
                    let (length, tag) = (file.stamp.length, file.stamp.to_string());
                    (Source::File(file), length, Some(tag))
                }
                _ => return plain(Answer::text(404, "The file cannot be read.")),
            }
        }
    };
    let tag = tag.map(|tag| format!("\"{tag}\""));
    let is_ok = answer.status == 200;
    if is_ok && tag.as_deref().is_some_and(|tag| is_known(asked, tag)) {
        let mut response = head(304, answer.content_type, length);
        response.headers_mut().remove(header::CONTENT_LENGTH);
        set_tag(&mut response, tag.as_deref());
        return response;
    }
    let part = match range_header(asked, tag.as_deref()).filter(|_| is_ok) {
        Some(header) => range::read(Some(header), length),
        None => Part::Whole,
    };
    let (status, range) = match part {
        Part::Whole => (answer.status, 0..length),
        Part::Bytes(range) => (206, range),
        Part::Unsatisfiable => {
            let mut response = plain(Answer::text(416, "There is no such part."));
            set(&mut response, header::CONTENT_RANGE, &format!("bytes */{length}"));
            return response;
        }
    };
    let mut response = head(status, answer.content_type, range.end - range.start);
    if status == 206 {
        set(&mut response, header::CONTENT_RANGE, &format!("bytes {}-{}/{length}", range.start, range.end - 1));
    }
    if tag.is_some() {
        set(&mut response, header::ACCEPT_RANGES, "bytes");
    }
    set_tag(&mut response, tag.as_deref());
    if let Some(location) = &answer.location {
        set(&mut response, header::LOCATION, location);
    }
    *response.body_mut() = match source {
        Source::Bytes(bytes) => Content::Full(Some(bytes.slice(range.start as usize..range.end as usize))),
        Source::File(file) => Content::Piped(pipe(file, range)),
    };
    response
}

fn set(response: &mut Response<Content>, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn set_tag(response: &mut Response<Content>, tag: Option<&str>) {
    if let Some(tag) = tag {
        set(response, header::ETAG, tag);
    }
}

/// Tells whether the client has this version already (RFC 9110, 13.1.2).
fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
    })
}

/// Returns the `Range` header, unless it is meant for another version (RFC 9110, 13.1.5).
fn range_header<'h>(asked: &'h HeaderMap, tag: Option<&str>) -> Option<&'h str> {
    let is_meant = match asked.get(header::IF_RANGE) {
        None => true,
        Some(condition) => condition.to_str().ok() == tag,
    };
    asked.get(header::RANGE).filter(|_| is_meant && tag.is_some())?.to_str().ok()
}

/// Reads a part of a file piece by piece, as fast as the client takes it.
fn pipe(mut file: PublishedFile, range: Range<u64>) -> mpsc::Receiver<std::io::Result<Bytes>> {
    let (out, content) = mpsc::channel(1);
    tokio::spawn(async move {
        let mut offset = range.start;
        while offset < range.end {
            let length = CHUNK.min((range.end - offset) as usize);
            let read = tokio::task::spawn_blocking(move || {
                let bytes = file.read(offset, length);
                (file, bytes)
            });
            let Ok((back, bytes)) = read.await else { return };
            file = back;
            let bytes = match bytes {
                Ok(bytes) if bytes.is_empty() => Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof)),
                other => other,
            };
            offset += bytes.as_ref().map_or(0, Vec::len) as u64;
            let failed = bytes.is_err();
            if out.send(bytes.map(Bytes::from)).await.is_err() || failed {
                return;
            }
        }
    });
    content
}

/// The body of a response.
enum Content {
    Full(Option<Bytes>),
    Piped(mpsc::Receiver<std::io::Result<Bytes>>),
}

impl Content {
    fn empty() -> Self {
        Self::Full(None)
    }
}

impl hyper::body::Body for Content {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        match &mut *self {
            Self::Full(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Piped(content) => content.poll_recv(context).map(|next| next.map(|bytes| bytes.map(Frame::data))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Full(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Full(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Piped(_) => SizeHint::default(),
        }
    }
}
