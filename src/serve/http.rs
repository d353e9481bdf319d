//! HTTP/1.1: from requests to questions for the desk, and from its answers to responses.

use super::answer::Answer;
use super::content::Content;
use super::deliver::{deliver, plain};
use super::desk::{Event, Question};
use super::patient::Patient;
use super::stop::{Stop, told_to_stop};
use super::visitors::Visitor;
use super::{RESERVED, livepage, request};
use crate::render::CONTENT_SECURITY_POLICY;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
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
        Ok(answer) => deliver(&gate.root, answer, request.headers()).await,
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
