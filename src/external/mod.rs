//! Whether links out of the site still lead somewhere.
//!
//! In: web addresses and how politely to ask. Out: an [`Answer`] for each. Each address is asked once, hosts in parallel and one
//! host's addresses after each other with a pause, by HEAD and, where a server does not understand that, by GET. The only module
//! that uses the network.

#![allow(clippy::disallowed_methods, reason = "asking politely means waiting, which needs a clock")]

mod answer;
mod cache;
mod links;
mod request;

pub use answer::Answer;
pub use cache::Cache;
pub use links::{Findings, Use, findings, uses};

use request::Client;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How politely to ask.
#[derive(Clone, Debug)]
pub struct Manners {
    /// How many hosts are asked at once.
    pub hosts: usize,
    /// How long to wait between two requests to one host.
    pub pause: Duration,
    /// How long one request may take.
    pub timeout: Duration,
    /// How often an address is asked at most when a server fails.
    pub attempts: u32,
    /// How long to wait before the second attempt; twice as long before each further one.
    pub back_off: Duration,
    /// The longest wait that a server may ask for; when it asks for more, it is left alone.
    pub longest_wait: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            hosts: 8,
            pause: Duration::from_millis(500),
            timeout: Duration::from_secs(20),
            attempts: 3,
            back_off: Duration::from_secs(2),
            longest_wait: Duration::from_secs(30),
            redirects: 8,
        }
    }
}

/// Asks each address once. Repetitions and what differs only after `#` are one address.
pub fn ask<'a>(addresses: impl IntoIterator<Item = &'a str>, manners: &Manners) -> BTreeMap<String, Answer> {
    let mut hosts: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    for address in addresses {
        let address = without_fragment(address);
        match url::Url::parse(address) {
            Ok(url) => {
                let list = hosts.entry(url.origin().ascii_serialization()).or_default();
                if !list.iter().any(|known| known == address) {
                    list.push_back(address.to_owned());
                }
            }
            Err(_) => {
                answers.insert(address.to_owned(), Answer::Dead("it is no address".to_owned()));
            }
        }
    }
    let queue: Mutex<VecDeque<VecDeque<String>>> = Mutex::new(hosts.into_values().collect());
    let found: Mutex<BTreeMap<String, Answer>> = Mutex::new(answers);
    std::thread::scope(|scope| {
        for _ in 0..manners.hosts.max(1) {
            scope.spawn(|| {
                let client = Client::new(manners);
                loop {
                    let host = lock(&queue).pop_front();
                    let Some(addresses) = host else { break };
                    for (address, answer) in ask_host(&client, manners, addresses) {
                        lock(&found).insert(address, answer);
                    }
                }
            });
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn ask_host(client: &Client, manners: &Manners, addresses: VecDeque<String>) -> Vec<(String, Answer)> {
    let mut answers = Vec::with_capacity(addresses.len());
    let mut last: Option<Instant> = None;
    for address in addresses {
        let answer = client.ask(&address, &mut |wait| {
            // Every request to a host keeps its distance from the one before, retries and redirects included.
            let pause = last.map_or(Duration::ZERO, |last| manners.pause.saturating_sub(last.elapsed()));
            std::thread::sleep(pause.max(wait));
            last = Some(Instant::now());
        });
        answers.push((address, answer));
    }
    answers
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns an address without what follows `#`.
pub fn without_fragment(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}

/// Fetches a text such as a sitemap, at most 64 MB. The error says why not.
pub fn fetch(address: &str) -> Result<String, String> {
    request::fetch(address)
}
