//! Building a hub in memory, for tests.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]
#![allow(clippy::disallowed_methods, clippy::expect_used, clippy::panic, reason = "tests read files and fail by panicking")]

use pacthub::diagnostic::{Counts, Diagnostic, sort};
use pacthub::hub::BaseUrl;
use pacthub::image::{Variant, decode};
use pacthub::load::{Day, LoadOptions, Loaded, load};
use pacthub::publish::{Memory, Sink};
use pacthub::render::Renderer;
use pacthub::route::{Drawn, Route};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// The day on which tests are built unless they say otherwise.
pub const TODAY: &str = "2026-11-24";

/// What came of a hub.
pub struct Built {
    /// What is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The published files by path; empty where there is an error.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is not published, with the reason.
    pub left_out: Vec<(String, &'static str)>,
}

impl Built {
    /// Tells whether nothing was published.
    pub fn failed(&self) -> bool {
        Counts::of(&self.diagnostics).errors > 0
    }

    /// Returns a published file as a text.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("{path} is not published; what is: {:#?}", self.files.keys()));
        std::str::from_utf8(bytes).expect("a published text is UTF-8")
    }
}

/// How a hub is built.
#[derive(Clone, Default)]
pub struct Options {
    /// The day; [`TODAY`] where there is none.
    pub today: Option<String>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether warnings are errors.
    pub strict: bool,
    /// An address in place of the hub's.
    pub base_url: Option<String>,
}

impl Options {
    fn load(&self) -> LoadOptions {
        let today = self.today.as_deref().unwrap_or(TODAY);
        LoadOptions {
            day: Day::Given(today.parse().expect("a day such as 2026-11-24")),
            drafts: self.drafts,
            base_url: self.base_url.as_deref().map(|url| BaseUrl::parse(url).expect("an address")),
        }
    }
}

/// Loads and renders the hub in a folder.
pub fn build(root: &Path, options: &Options) -> Built {
    let mut loaded = load(root, &options.load(), &mut |_| {});
    if options.strict {
        loaded.be_strict();
    }
    let (files, mut found) = if loaded.has_errors() { (BTreeMap::new(), Vec::new()) } else { render(&loaded) };
    let failed = !found.is_empty();
    let mut diagnostics = loaded.diagnostics;
    diagnostics.append(&mut found);
    sort(&mut diagnostics);
    Built { diagnostics, files: if failed { BTreeMap::new() } else { files }, left_out: loaded.left_out }
}

/// Builds a hub with the default options and expects nothing to be wrong.
pub fn build_well(root: &Path) -> Built {
    let built = build(root, &Options::default());
    assert_eq!(lines(&built.diagnostics), "", "nothing should be wrong");
    built
}

/// Renders everything of a site.
pub fn render(loaded: &Loaded) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let site = loaded.site.as_ref().expect("a hub without errors is a site");
    let renderer = Renderer::new(site);
    let sink = Memory::default();
    let mut diagnostics = Vec::new();
    for (_, bundle) in site.table.bundles() {
        match renderer.bundle(bundle) {
            Ok(files) => {
                for (path, bytes) in &files {
                    sink.stage(&file_of(path), bytes).expect("every file has a place of its own");
                }
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    for (path, route) in &site.table.routes {
        let bytes = match route {
            Route::Attached(name) => std::fs::read(&loaded.files.attached[&**name]).expect("the file is read"),
            Route::Bundle(_) => continue,
            Route::Resized(name, variant) => match resized(loaded, name, *variant) {
                Ok(bytes) => bytes,
                Err(diagnostic) => {
                    diagnostics.push(diagnostic);
                    continue;
                }
            },
            Route::Static(name) => std::fs::read(&loaded.files.static_files[&**name]).expect("the file is read"),
            _ => match renderer.render(route) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => continue,
                Err(diagnostic) => {
                    diagnostics.push(*diagnostic);
                    continue;
                }
            },
        };
        sink.stage(&file_of(path), &bytes).expect("every file has a place of its own");
    }
    let drawings: Vec<_> = site.table.routes.par_iter().filter_map(|(_, route)| drawing(&renderer, route).transpose()).collect();
    for drawing in drawings {
        match drawing {
            Ok((path, bytes)) => sink.stage(&file_of(&path), &bytes).expect("every file has a place of its own"),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    (sink.into_files(), diagnostics)
}

/// Paints the image that is drawn for a page, and returns it with its site path.
fn drawing(renderer: &Renderer, route: &Route) -> Result<Option<(String, Vec<u8>)>, Box<Diagnostic>> {
    let Some((drawn, language)) = Drawn::by(route) else { return Ok(None) };
    let Some(image) = renderer.social_image(drawn, language)? else { return Ok(None) };
    Ok(Some((image.path.clone(), renderer.drawing(drawn, language)?.paint()?)))
}

fn resized(loaded: &Loaded, name: &str, variant: Variant) -> Result<Vec<u8>, Diagnostic> {
    let bytes = std::fs::read(&loaded.files.attached[name]).expect("the file is read");
    let site = loaded.site.as_ref().expect("a hub without errors is a site");
    let file = site.catalogue.files.attached[name].expect("it is an image");
    let image = decode(&bytes, file.still.expect("it stands still"));
    image.and_then(|image| image.make(variant, file.height_at(variant.width))).map_err(|error| error.diagnostic(name))
}

/// Returns the published file that answers a site path.
pub fn file_of(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Writes diagnostics in a compact, stable form: a line each, with its help and further places below it.
pub fn lines(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = &diagnostic.place;
        out.push_str(&format!(
            "{}:{}:{} {} {} {}\n",
            place.file,
            place.line,
            place.column,
            diagnostic.severity.as_str(),
            diagnostic.id.as_str(),
            diagnostic.message
        ));
        if let Some(help) = &diagnostic.help {
            out.push_str(&format!("  help: {help}\n"));
        }
        for related in &diagnostic.related {
            let place = &related.place;
            out.push_str(&format!("  see {}:{}:{} {}\n", place.file, place.line, place.column, related.message));
        }
    }
    out
}

/// Copies a folder's files into another, over what is there.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder is made");
    for entry in std::fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
        let entry = entry.expect("the folder is listed");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("the type is known").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("the file is copied");
        }
    }
}

/// Writes a file, making its folders.
pub fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder is made");
    std::fs::write(path, bytes).expect("the file is written");
}

/// Returns the folder of the tests' shared files.
pub fn shared(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

/// Makes a folder that holds the shared base of all cases, a hub without content.
pub fn empty_hub() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&shared("_base"), folder.path());
    folder
}
