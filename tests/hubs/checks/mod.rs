//! Checks over all published files of a hub, each of which returns what is wrong as lines.

mod alternates;
mod assets;
mod data;
mod links;
mod page;
mod sitemap;
mod statuses;
mod structure;
mod structured_data;

pub use page::Page;

use crate::support::Built;
use rayon::prelude::*;
use std::collections::BTreeMap;
use url::Url;

/// A hub's published files, with its pages read.
pub struct Site {
    /// Where it stands.
    pub base: Url,
    /// The pages by their files.
    pub pages: BTreeMap<String, Page>,
    /// All published files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The day of the build, as `2026-11-24`.
    pub today: String,
}

impl Site {
    /// Reads the pages of a hub that was built for a day at an address.
    pub fn new(built: Built, base: &str, today: &str) -> Self {
        let pages: BTreeMap<String, Page> = built
            .files
            .par_iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path.clone(), Page::read(std::str::from_utf8(bytes).expect("a page is UTF-8"))))
            .collect();
        Self { base: Url::parse(base).expect("an address"), pages, files: built.files, today: today.to_owned() }
    }

    /// Returns a published file as a text.
    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(self.files.get(path).unwrap_or_else(|| panic!("{path} is not published"))).expect("a published text is UTF-8")
    }

    /// The files whose names have an ending, as texts.
    fn texts<'s>(&'s self, ending: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
        self.files.keys().filter(move |path| path.ends_with(ending)).map(|path| (path.as_str(), self.text(path)))
    }

    /// Where a file's own address is.
    fn address(&self, file: &str) -> Url {
        let path = file.strip_suffix("index.html").unwrap_or(file);
        self.base.join(path).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The file that answers an address; none where it lies elsewhere.
    fn file_of(&self, address: &Url) -> Option<String> {
        if address.origin() != self.base.origin() {
            return None;
        }
        let path = address.path().strip_prefix(self.base.path())?;
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        Some(crate::support::file_of(&path))
    }

    /// Everything that is wrong.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        structure::check(self, &mut problems);
        alternates::check(self, &mut problems);
        links::check(self, &mut problems);
        assets::check(self, &mut problems);
        data::check(self, &mut problems);
        sitemap::check(self, &mut problems);
        structured_data::check(self, &mut problems);
        statuses::check(self, &mut problems);
        problems
    }
}

/// Fails with what is wrong, if there is anything: for each thing that is wrong how many files have it, with the first of them.
pub fn expect_none(problems: &[String]) {
    let mut kinds: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for (file, problem) in problems.iter().filter_map(|line| line.split_once(": ")) {
        kinds.entry(problem).or_insert((0, file)).0 += 1;
    }
    let lines: Vec<String> =
        kinds.iter().take(60).map(|(problem, (number, file))| format!("{problem} ({number}, such as {file})")).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), lines.join("\n"));
}
