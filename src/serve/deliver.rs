//! From an answer to a response: whole, in part, or not again (RFC 9110, 13 and 14).

use super::answer::{Answer, Body};
use super::content::Content;
use super::range::{self, Part};
use crate::source::{PublishedFile, open_published};
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::{Response, StatusCode};
use std::ops::Range;
use std::path::Path;
use tokio::sync::{Semaphore, mpsc};

/// How much of a file is read at once.
const CHUNK: usize = 128 * 1024;

/// How many files are made at once.
static WORKERS: Semaphore = Semaphore::const_new(2);

/// Makes a response of bytes that are sent whole.
pub(super) fn plain(answer: Answer) -> Response<Content> {
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

/// Makes a response that may be asked for on a condition and in parts. `root` is the hub's folder, which no file leads out of.
pub(super) async fn deliver(root: &Path, answer: Answer, asked: &HeaderMap) -> Response<Content> {
    let (source, length, tag) = match answer.body {
        Body::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Source::Bytes(bytes), length, answer.tag)
        }
        Body::Made(work) => {
            if answer.tag.as_deref().is_some_and(|tag| is_known(asked, &format!("\"{tag}\""))) {
                (Source::Bytes(Bytes::new()), 0, answer.tag)
            } else {
                let _turn = WORKERS.acquire().await;
                match tokio::task::spawn_blocking(move || work.run()).await {
                    Ok(Ok(bytes)) => {
                        let length = bytes.len() as u64;
                        (Source::Bytes(bytes.into()), length, answer.tag)
                    }
                    Ok(Err(message)) => return plain(Answer::text(404, &message)),
                    Err(_) => return plain(Answer::text(404, "The file cannot be made.")),
                }
            }
        }
        Body::File(disk) => {
            let root = root.to_owned();
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
