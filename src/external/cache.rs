//! Answers that are still believed.

use super::Answer;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Good answers with the second in which they were given. What is dead or unclear is asked again every time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cache {
    answers: BTreeMap<String, (Answer, i64)>,
}

impl Cache {
    /// Reads a cache and drops answers older than `seconds` at `now` (both in seconds, `now` since 1970). A text that is no cache is
    /// an empty one: it is only a cache.
    pub fn read(text: &str, now: i64, seconds: i64) -> Self {
        let Ok(Value::Object(entries)) = serde_json::from_str::<Value>(text) else { return Self::default() };
        let answers = entries.into_iter().filter_map(|(address, entry)| {
            let asked = entry.get("asked")?.as_i64()?;
            let answer = entry.get("moved").and_then(Value::as_str).map_or(Answer::Alive, |to| Answer::Moved(to.to_owned()));
            (asked <= now && now - asked < seconds).then_some((address, (answer, asked)))
        });
        Self { answers: answers.collect() }
    }

    /// Returns the answer to an address.
    pub fn get(&self, address: &str) -> Option<&Answer> {
        self.answers.get(address).map(|(answer, _)| answer)
    }

    /// Keeps an answer if it is a good one.
    pub fn keep(&mut self, address: &str, answer: &Answer, now: i64) {
        if matches!(answer, Answer::Alive | Answer::Moved(_)) {
            self.answers.insert(address.to_owned(), (answer.clone(), now));
        }
    }

    /// Writes the cache, with a final newline.
    pub fn write(&self) -> String {
        let entries: Map<String, Value> = self
            .answers
            .iter()
            .map(|(address, (answer, asked))| {
                let entry = match answer {
                    Answer::Moved(to) => json!({"asked": asked, "moved": to}),
                    _ => json!({"asked": asked}),
                };
                (address.clone(), entry)
            })
            .collect();
        format!("{:#}\n", Value::Object(entries))
    }
}
