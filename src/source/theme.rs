//! Reading a theme's files, those of the themes that it extends included.

use crate::diagnostic::{Diagnostic, DiagnosticId, Place, did_you_mean};
use crate::yaml::{At, Checker};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use walkdir::WalkDir;

/// The default theme, built into the binary.
static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/pact");

/// The name of the built-in theme.
const BUILT_IN_NAME: &str = "pact";

/// The files of a theme by their path in it, such as `templates/base.html`; a file of the extending theme hides its parent's.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct ThemeFiles {
    /// Each file's bytes, and where it comes from relative to the hub's root.
    pub files: BTreeMap<String, (Arc<str>, Vec<u8>)>,
    /// The interface strings that each theme has of a language, by its code: those of the extending theme hide its parent's one by one.
    pub strings: BTreeMap<String, Vec<StringsFile>>,
    /// The folders that were read, the extending one first; the built-in theme has none.
    pub folders: Vec<String>,
}

/// One theme's interface strings of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StringsFile {
    /// How many themes extend the one that it is of: 0 for the hub's theme itself.
    pub depth: usize,
    /// Where it comes from, relative to the hub's root.
    pub path: Arc<str>,
    /// Its text.
    pub text: String,
}

impl ThemeFiles {
    /// Returns a file as a text.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(&self.files.get(path)?.1).ok()
    }
}

/// Reads the theme `name` of the hub at `root`; `named_at` is where the hub names it.
pub fn read_theme(root: &Path, name: &str, named_at: &Place) -> (ThemeFiles, Vec<Diagnostic>) {
    let mut theme = ThemeFiles::default();
    let mut diagnostics = Vec::new();
    let (mut next, mut place) = (Some(name.to_owned()), named_at.clone());
    let mut seen: Vec<String> = Vec::new();
    while let Some(name) = next.take() {
        if seen.contains(&name) {
            let message = format!("The themes extend each other in a circle: {} → {name}.", seen.join(" → "));
            diagnostics.push(Diagnostic::error(DiagnosticId::InvalidTheme, place, message));
            break;
        }
        let Some(files) = read_one(root, &name, &mut theme, &mut diagnostics) else {
            let mut known: Vec<String> = folders(&root.join("themes"));
            known.push(BUILT_IN_NAME.to_owned());
            let message = format!("There is no theme '{name}'.");
            let help = did_you_mean(&name, known.iter().map(String::as_str));
            diagnostics.push(Diagnostic::error(DiagnosticId::UnknownTheme, place, message).maybe_help(help));
            break;
        };
        let settings = files.get("theme.yaml").cloned();
        for (path, file) in files {
            if let Some(code) = path.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".yaml")) {
                let text = String::from_utf8_lossy(&file.1).into_owned();
                let strings = StringsFile { depth: seen.len(), path: Arc::clone(&file.0), text };
                theme.strings.entry(code.to_owned()).or_default().push(strings);
            }
            theme.files.entry(path).or_insert(file);
        }
        seen.push(name);
        if let Some((path, bytes)) = settings {
            (next, place) = extends(&path, &bytes, &mut diagnostics);
        }
    }
    (theme, diagnostics)
}

type Files = BTreeMap<String, (Arc<str>, Vec<u8>)>;

fn read_one(root: &Path, name: &str, theme: &mut ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Option<Files> {
    let is_plain = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
    let folder = root.join("themes").join(name);
    if is_plain && folder.is_dir() {
        theme.folders.push(format!("themes/{name}"));
        return Some(read_folder(&folder, name, root, diagnostics));
    }
    (name == BUILT_IN_NAME).then(|| {
        let mut files = Files::new();
        collect(&BUILT_IN, &mut files);
        files
    })
}

fn collect(folder: &Dir<'static>, files: &mut Files) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str() {
            let path = path.replace('\\', "/");
            files.insert(path.clone(), (format!("themes/{BUILT_IN_NAME}/{path}").into(), file.contents().to_vec()));
        }
    }
    for folder in folder.dirs() {
        collect(folder, files);
    }
}

fn read_folder(folder: &Path, name: &str, root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Files {
    let mut files = Files::new();
    let boundary = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let Ok(entry) = entry else {
            let message = "A file of the theme cannot be read.";
            diagnostics.push(Diagnostic::error(DiagnosticId::UnreadableFile, Place::file(format!("themes/{name}")), message));
            continue;
        };
        let Some(path) = entry.path().strip_prefix(folder).ok().and_then(Path::to_str) else { continue };
        let path = path.replace('\\', "/");
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        if !entry.file_type().is_file() || hidden {
            continue;
        }
        let shown: Arc<str> = format!("themes/{name}/{path}").into();
        if entry.path().canonicalize().is_ok_and(|target| !target.starts_with(&boundary)) {
            let message = "The symbolic link leads out of the hub.";
            diagnostics.push(Diagnostic::error(DiagnosticId::SymlinkOutside, Place::file(shown), message));
            continue;
        }
        match std::fs::read(entry.path()) {
            Ok(bytes) => {
                files.insert(path, (shown, bytes));
            }
            Err(error) => {
                let message = format!("The file cannot be read: {error}.");
                diagnostics.push(Diagnostic::error(DiagnosticId::UnreadableFile, Place::file(shown), message));
            }
        }
    }
    files
}

fn extends(path: &Arc<str>, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> (Option<String>, Place) {
    let text = String::from_utf8_lossy(bytes);
    let node = match crate::yaml::parse(&text) {
        Ok(node) => node,
        Err(error) => {
            diagnostics.push(crate::hub::syntax_diagnostic(&error, path, 1));
            return (None, Place::file(Arc::clone(path)));
        }
    };
    let mut checker = Checker::new(&text);
    let root = At::ROOT;
    let mut parent = None;
    for (key, value) in checker.map(&node, &root, "theme.yaml", &["name", "extends", "description", "licence"]) {
        if key == "extends" {
            parent = checker.text(value, &root.key(key), "'extends'");
        }
    }
    let place = if parent.is_some() { checker.place(&root.key("extends"), path, 1) } else { Place::file(Arc::clone(path)) };
    diagnostics.extend(checker.finish(path, 1));
    (parent, place)
}

/// Returns the names of the folders in a folder, sorted.
fn folders(path: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}
