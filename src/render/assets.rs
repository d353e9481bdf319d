//! A theme's assets, named by their content so that they can be cached for good.

use super::script::without_comments;
use crate::diagnostic::{Diagnostic, DiagnosticId, Place};
use crate::record::resolve;
use crate::source::ThemeFiles;
use std::collections::BTreeMap;

/// A file that pages refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its site path, such as `/assets/site.0123456789abcdef.css`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The assets by their path in the theme's `assets/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    assets: BTreeMap<String, Asset>,
}

impl Assets {
    /// Returns an asset.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name)
    }

    /// Adds a file that the generator makes itself.
    pub(super) fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let path = path_of(name, &bytes);
        self.assets.insert(name.to_owned(), Asset { path, bytes });
    }

    /// Returns all assets by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.assets.iter().map(|(name, asset)| (name.as_str(), asset))
    }
}

/// Names the assets. Styles and modules that refer to others get the others' names put in, so a change of one changes the names of
/// all that lead to it.
pub(super) fn read(files: &ThemeFiles, base_path: &str) -> (Assets, Vec<Diagnostic>) {
    let mut builder = Builder { files, base_path, done: Assets::default(), open: Vec::new(), diagnostics: Vec::new() };
    for path in files.files.keys() {
        if let Some(name) = path.strip_prefix("assets/") {
            builder.add(name);
        }
    }
    (builder.done, builder.diagnostics)
}

struct Builder<'f> {
    files: &'f ThemeFiles,
    base_path: &'f str,
    done: Assets,
    open: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn add(&mut self, name: &str) {
        if self.done.assets.contains_key(name) {
            return;
        }
        let Some((shown, bytes)) = self.files.files.get(&format!("assets/{name}")) else { return };
        self.open.push(name.to_owned());
        let bytes = match std::str::from_utf8(bytes) {
            Ok(text) if name.ends_with(".css") => self.refer(name, text, &shown.clone(), &["url(\"", "url('", "url("]).into_bytes(),
            Ok(text) if name.ends_with(".js") => self
                .refer(name, &without_comments(text), &shown.clone(), &["from \"", "import \"", "import(\"", "from '", "import '"])
                .into_bytes(),
            _ => bytes.clone(),
        };
        self.open.pop();
        self.done.add(name, bytes);
    }

    /// Replaces references to other assets, which stand behind one of the openings.
    fn refer(&mut self, name: &str, text: &str, shown: &std::sync::Arc<str>, openings: &[&str]) -> String {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        loop {
            let next = openings
                .iter()
                .filter_map(|opening| rest.find(opening).map(|at| (at, at + opening.len())))
                .min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end)));
            let Some((at, start)) = next else { break };
            // What stands in a comment, such as the type `import("./x.js").Name`, is read by nobody who fetches the file.
            if let Some(comment) = rest[..at].find("/*") {
                let end = rest[comment..].find("*/").map_or(rest.len(), |end| comment + end + 2);
                out.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = rest.find(['"', '\'', ')', '\n']).unwrap_or(rest.len());
            let reference = &rest[..end];
            let external = reference.is_empty() || reference.contains(':') || reference.starts_with(['#', '/']);
            match (external, resolve(folder, reference)) {
                (false, Some(target)) if self.files.files.contains_key(&format!("assets/{target}")) => {
                    if self.open.contains(&target) {
                        let message = format!("'{name}' and '{target}' refer to each other, so neither can be named by its content.");
                        self.diagnostics.push(Diagnostic::error(
                            DiagnosticId::InvalidTheme,
                            Place::file(std::sync::Arc::clone(shown)),
                            message,
                        ));
                        out.push_str(reference);
                    } else {
                        self.add(&target);
                        let path =
                            self.done.assets.get(&target).map(|asset| format!("{}{}", self.base_path, asset.path.trim_start_matches('/')));
                        out.push_str(&path.unwrap_or_default());
                    }
                }
                (false, _) if name.ends_with(".css") => {
                    let message = format!("'{name}' refers to '{reference}', which is no asset of the theme.");
                    self.diagnostics.push(Diagnostic::error(
                        DiagnosticId::InvalidTheme,
                        Place::file(std::sync::Arc::clone(shown)),
                        message,
                    ));
                    out.push_str(reference);
                }
                _ => out.push_str(reference),
            }
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }
}

/// Returns the site path of an asset, which holds a hash of its bytes.
fn path_of(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("/assets/{stem}.{}.{ending}", &hash.as_str()[..16])
}
