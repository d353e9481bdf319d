//! Asking one server.

use super::{Answer, Manners};
use std::io::Read;
use std::time::Duration;
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, Error};

/// How the program introduces itself.
const USER_AGENT: &str = concat!("pacthub/", env!("CARGO_PKG_VERSION"), " (link check)");
/// How much of an answer is read at most.
const FETCH_LIMIT: u64 = 64 * 1024 * 1024;

/// Asks servers with one set of manners.
pub(super) struct Client<'m> {
    agent: Agent,
    manners: &'m Manners,
}

/// What one request brought.
enum Reply {
    Answer(Answer),
    Redirect {
        to: String,
        permanent: bool,
    },
    /// The server failed or asks to wait; the reason is told when it goes on.
    Again {
        reason: String,
        wait: Option<Duration>,
    },
}

impl<'m> Client<'m> {
    pub(super) fn new(manners: &'m Manners) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(manners.timeout))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(USER_AGENT)
            .build()
            .into();
        Self { agent, manners }
    }

    /// Asks an address and follows its redirects. `wait` is called before every request, with the least time to wait.
    pub(super) fn ask(&self, address: &str, wait: &mut dyn FnMut(Duration)) -> Answer {
        let mut seen = vec![address.to_owned()];
        let mut moved = true;
        loop {
            let current = seen.last().map_or(address, String::as_str);
            let (to, permanent) = match self.ask_patiently(current, wait) {
                Reply::Answer(Answer::Alive) if seen.len() > 1 && moved => return Answer::Moved(current.to_owned()),
                Reply::Answer(answer) => return answer,
                Reply::Again { reason, .. } => return Answer::Unclear(reason),
                Reply::Redirect { to, permanent } => (to, permanent),
            };
            if seen.contains(&to) {
                return Answer::Dead("it redirects in a circle".to_owned());
            }
            if seen.len() > self.manners.redirects {
                return Answer::Dead(format!("it redirects more than {} times", self.manners.redirects));
            }
            moved &= permanent;
            seen.push(to);
        }
    }

    /// Asks until the server answers or the patience is at an end.
    fn ask_patiently(&self, address: &str, wait: &mut dyn FnMut(Duration)) -> Reply {
        let mut pause = Duration::ZERO;
        let mut back_off = self.manners.back_off;
        let mut attempt = 1;
        loop {
            match self.ask_once(address, pause, wait) {
                Reply::Again { reason, wait: asked } => {
                    let next = asked.unwrap_or(back_off);
                    if attempt >= self.manners.attempts || next > self.manners.longest_wait {
                        return Reply::Again { reason, wait: asked };
                    }
                    pause = next;
                    back_off *= 2;
                    attempt += 1;
                }
                reply => return reply,
            }
        }
    }

    /// Asks by HEAD, and by GET where that brought nothing: many servers answer HEAD wrongly or not at all.
    fn ask_once(&self, address: &str, pause: Duration, wait: &mut dyn FnMut(Duration)) -> Reply {
        wait(pause);
        match self.agent.head(address).call() {
            Ok(response) if response.status().is_success() || response.status().is_redirection() => return read(address, &response),
            Ok(response) if matches!(response.status().as_u16(), 429 | 503) => return read(address, &response),
            Err(error) if is_final(&error) => return failed(&error),
            _ => {}
        }
        wait(Duration::ZERO);
        match self.agent.get(address).call() {
            Ok(response) => read(address, &response),
            Err(error) => failed(&error),
        }
    }
}

/// Some failures are the same whatever one asks for.
fn is_final(error: &Error) -> bool {
    matches!(error, Error::HostNotFound | Error::ConnectionFailed | Error::BadUri(_) | Error::Timeout(_) | Error::Tls(_))
}

fn read(address: &str, response: &Response<Body>) -> Reply {
    let status = response.status();
    let told = || format!("the server answers {}", status.as_u16());
    if status.is_success() {
        return Reply::Answer(Answer::Alive);
    }
    if status.is_redirection() {
        let location = response.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
        let target = location.and_then(|location| url::Url::parse(address).ok()?.join(location).ok());
        return match target {
            Some(mut target) if matches!(target.scheme(), "http" | "https") => {
                target.set_fragment(None);
                let permanent = matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
                Reply::Redirect { to: target.into(), permanent }
            }
            _ => Reply::Answer(Answer::Dead("it redirects to no address".to_owned())),
        };
    }
    match status.as_u16() {
        404 | 410 => Reply::Answer(Answer::Dead(told())),
        429 | 500..=599 => Reply::Again { reason: told(), wait: retry_after(response) },
        _ => Reply::Answer(Answer::Unclear(told())),
    }
}

/// Reads the seconds of `Retry-After` (RFC 9110, 10.2.3); its other form, a date, is rare and counts as not given.
fn retry_after(response: &Response<Body>) -> Option<Duration> {
    let text = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    text.trim().parse().ok().map(Duration::from_secs)
}

fn failed(error: &Error) -> Reply {
    match error {
        Error::HostNotFound => Reply::Answer(Answer::Dead("there is no such host".to_owned())),
        Error::BadUri(_) => Reply::Answer(Answer::Dead("it is no address".to_owned())),
        Error::Timeout(_) => Reply::Again { reason: "the server does not answer in time".to_owned(), wait: None },
        Error::Tls(_) => Reply::Answer(Answer::Unclear("the connection is not secure".to_owned())),
        error => Reply::Again { reason: format!("the connection fails: {error}"), wait: None },
    }
}

pub(super) fn fetch(address: &str) -> Result<String, String> {
    let agent: Agent = Agent::config_builder().timeout_global(Some(Duration::from_mins(1))).user_agent(USER_AGENT).build().into();
    let mut response = agent.get(address).call().map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let reader = response.body_mut().as_reader();
    reader.take(FETCH_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > FETCH_LIMIT {
        return Err(format!("it is larger than {} MB", FETCH_LIMIT / 1024 / 1024));
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}
