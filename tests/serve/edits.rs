//! After any edits, the hub kept up to date equals one read afresh: the same routes, bytes, diagnostics and reasons.

mod edit;
mod texts;

use crate::hub::{call, note, rich};
use crate::support::{TODAY, lines, write};
use edit::{Edit, batches};
use pacthub::load::{Day, LoadOptions, PublishedFiles, load};
use pacthub::render::{Renderer, Site};
use pacthub::route::Route;
use pacthub::workspace::{Look, Workspace};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many sequences of edits are tried unless PROPTEST_CASES says otherwise.
const CASES: u32 = 12;

/// How the hub is told of edits.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// By what has changed, as the system tells it.
    Paths,
    /// By what has changed, patiently first.
    Patiently,
    /// By the folders around what has changed.
    Folders,
    /// By nothing.
    Everywhere,
}

fn options() -> LoadOptions {
    LoadOptions { day: Day::Given(TODAY.parse().expect("a day")), drafts: false, base_url: None }
}

/// What a hub comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Outcome {
    diagnostics: String,
    left_out: Vec<(String, &'static str)>,
    /// What stands at each address, where there is a site; what cannot be rendered is its message.
    files: Option<BTreeMap<String, Vec<u8>>>,
    /// Where the files lie that are published as they are, relative to the hub's folder.
    disk: Vec<(String, PathBuf)>,
    listed: Vec<String>,
}

fn render(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let renderer = Renderer::new(site);
    let mut files = BTreeMap::new();
    for (path, route) in &site.table.routes {
        match route {
            Route::Attached(name) | Route::Static(name) => {
                files.insert(path.clone(), format!("{name}").into_bytes());
            }
            Route::Bundle(bundle) => files.extend(renderer.bundle(*bundle).expect("a bundle cannot fail")),
            _ => {
                let bytes = match renderer.render(route) {
                    Ok(bytes) => bytes.unwrap_or_default(),
                    Err(diagnostic) => lines(&[*diagnostic]).into_bytes(),
                };
                // Of two routes for one address the first counts.
                files.entry(path.clone()).or_insert(bytes);
            }
        }
    }
    files
}

/// Files that lie aside are noticed when the folder is walked for another reason.
fn left_out(mut left_out: Vec<(String, &'static str)>) -> Vec<(String, &'static str)> {
    left_out.retain(|(_, reason)| !matches!(*reason, "its name begins with '.'" | "it is an editor's backup"));
    left_out
}

fn disk(files: &PublishedFiles, root: &Path) -> Vec<(String, PathBuf)> {
    let relative = |(name, path): (&String, &PathBuf)| (name.clone(), path.strip_prefix(root).expect("it lies in the hub").to_owned());
    files.attached.iter().map(relative).chain(files.static_files.iter().map(relative)).collect()
}

fn listed(site: Option<&Site>) -> Vec<String> {
    site.map_or_else(Vec::new, |site| site.table.listed.iter().map(|index| site.table.routes[*index as usize].0.clone()).collect())
}

fn afresh(root: &Path) -> Outcome {
    let loaded = load(root, &options(), &mut |_| {});
    Outcome {
        diagnostics: lines(&loaded.diagnostics),
        left_out: left_out(loaded.left_out),
        listed: listed(loaded.site.as_ref()),
        files: loaded.site.as_ref().map(render),
        disk: disk(&loaded.files, root),
    }
}

fn kept(workspace: &mut Workspace) -> Outcome {
    workspace.check();
    let site = workspace.site();
    for (path, route) in site.map(|site| site.table.routes.as_slice()).unwrap_or_default() {
        assert!(workspace.find(path).is_some_and(|found| found == route || lines(&workspace.diagnostics()).contains("error")), "{path}");
    }
    Outcome {
        diagnostics: lines(&workspace.diagnostics()),
        left_out: left_out(workspace.left_out()),
        listed: listed(site),
        files: site.map(render),
        disk: disk(&workspace.files(), workspace.root()),
    }
}

/// Tells a hub of what has changed.
fn tell(workspace: &mut Workspace, way: Way, paths: Vec<PathBuf>) {
    match way {
        Way::Paths => {
            workspace.look(&Look::At(paths), false);
        }
        Way::Patiently => {
            let seen = workspace.look(&Look::At(paths), true);
            workspace.look(&Look::At(seen.doubtful), false);
        }
        Way::Folders => {
            let folders = paths.iter().filter_map(|path| path.parent()).map(Path::to_owned).collect();
            workspace.look(&Look::At(folders), false);
        }
        Way::Everywhere => {
            workspace.look(&Look::Everywhere, false);
        }
    }
}

/// Makes edits in a hub with everything, and says after which batch it is not the same, and what.
fn difference_after(batches: &[(Vec<Edit>, Way)]) -> Option<String> {
    let hub = rich();
    let mut workspace = Workspace::open(hub.path(), options());
    batches.iter().enumerate().find_map(|(number, (edits, way))| {
        let paths = edits.iter().flat_map(|edit| edit.make(hub.path())).collect();
        tell(&mut workspace, *way, paths);
        difference(kept(&mut workspace), afresh(hub.path())).map(|found| format!("after batch {number}: {found}"))
    })
}

/// Says what is not the same in a hub kept up to date and one read afresh.
fn difference(kept: Outcome, fresh: Outcome) -> Option<String> {
    if kept == fresh {
        return None;
    }
    let mut found = Vec::new();
    let mut compare = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            found.push(format!("{what}\n  kept:  {ours}\n  fresh: {theirs}"));
        }
    };
    compare("diagnostics", kept.diagnostics, fresh.diagnostics);
    compare("left out", format!("{:?}", kept.left_out), format!("{:?}", fresh.left_out));
    compare("a site", kept.files.is_some().to_string(), fresh.files.is_some().to_string());
    compare("listed", format!("{:?}", kept.listed), format!("{:?}", fresh.listed));
    compare("on disk", format!("{:?}", kept.disk), format!("{:?}", fresh.disk));
    if let (Some(ours), Some(theirs)) = (kept.files, fresh.files) {
        let text =
            |bytes: Option<&Vec<u8>>| bytes.map_or_else(|| "nothing".to_owned(), |bytes| String::from_utf8_lossy(bytes).into_owned());
        for path in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
            compare(path, text(ours.get(path)), text(theirs.get(path)));
        }
    }
    Some(found.join("\n"))
}

#[test]
fn any_edits() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let config = ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(config);
    let result = runner.run(&batches(), |batches| match difference_after(&batches) {
        None => Ok(()),
        Some(difference) => Err(TestCaseError::fail(difference)),
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// Every kind of edit by itself, forwards and back.
#[test]
fn every_edit_alone() {
    let hub = rich();
    let mut workspace = Workspace::open(hub.path(), options());
    let good = rich();
    let well = afresh(good.path());
    let mut found = Vec::new();
    for edit in edit::each() {
        let paths = edit.make(hub.path());
        tell(&mut workspace, Way::Paths, paths);
        let different = difference(kept(&mut workspace), afresh(hub.path()));
        found.extend(different.map(|difference| format!("after {edit:?}: {difference}")));
        // Back to where it was, so that each begins with a hub that is well.
        edit.paths().into_iter().for_each(|path| edit::restore(good.path(), hub.path(), path));
        tell(&mut workspace, Way::Paths, edit.paths().into_iter().map(|path| hub.path().join(path)).collect());
        let different = difference(kept(&mut workspace), well.clone());
        found.extend(different.map(|difference| format!("after {edit:?} was taken back: {difference}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn another_day() {
    let hub = rich();
    let mut workspace = Workspace::open(hub.path(), options());
    for day in ["2026-11-24", "2026-12-01", "2027-03-01", "2026-10-20"] {
        let day = Day::Given(day.parse().expect("a day"));
        workspace.set_day(day);
        let fresh = load(hub.path(), &LoadOptions { day, ..options() }, &mut |_| {});
        assert!(kept(&mut workspace).files == fresh.site.as_ref().map(render), "{day:?}");
    }
}

/// Returns what stands at an address.
fn page(workspace: &mut Workspace, address: &str) -> String {
    let files = kept(workspace).files.expect("a site");
    String::from_utf8_lossy(&files[address]).into_owned()
}

/// Writes a file anew and tells the hub of it.
fn save(workspace: &mut Workspace, root: &Path, path: &str, text: String) {
    write(root, path, text);
    tell(workspace, Way::Paths, vec![root.join(path)]);
}

/// What is related depends on how rare the shared terms are, in records that nobody has touched as well.
#[test]
fn a_term_that_becomes_rarer() {
    let hub = rich();
    let root = hub.path();
    write(root, "content/calls/call-5.md", call("Call 5", "2026-12-20", "pl-12, de", "Text."));
    let mut workspace = Workspace::open(root, options());
    let first_related = |workspace: &mut Workspace| {
        let page = page(workspace, "/nabory/call-5/");
        let related = page.split("class=\"related\"").nth(1)?;
        related.split("/nabory/").nth(1)?.split('/').next().map(str::to_owned)
    };
    assert_eq!(first_related(&mut workspace).as_deref(), Some("call-1"));
    save(&mut workspace, root, "content/calls/call-2.md", call("Call 2", "2026-12-20", "pl-12", "Text."));
    assert_eq!(first_related(&mut workspace).as_deref(), Some("call-4"));
    assert_eq!(difference(kept(&mut workspace), afresh(root)), None);
}

/// Listings of two terms follow where only one of their facets has changed.
#[test]
fn one_facet_of_a_pair_at_a_time() {
    let hub = rich();
    let root = hub.path();
    let mut workspace = Workspace::open(root, options());
    let before = kept(&mut workspace).listed;
    for (deadline, scope) in [("2026-12-20", "pl-12"), ("2026-10-20", "pl-12"), ("2026-10-20", "de")] {
        save(&mut workspace, root, "content/calls/call-2.md", call("Call 2", deadline, scope, "Text."));
        assert_eq!(difference(kept(&mut workspace), afresh(root)), None, "{deadline} {scope}");
    }
    assert_ne!(kept(&mut workspace).listed, before);
}

/// Options that are records stand in the order of their titles.
#[test]
fn an_option_that_is_renamed_takes_its_place() {
    let hub = rich();
    let root = hub.path();
    for (name, other) in [("call-5", "one"), ("call-6", "two")] {
        let text = call(name, "2026-12-20", "de", "Text.").replace("scope:", &format!("notes: [{other}]\nscope:"));
        write(root, &format!("content/calls/{name}.md"), text);
    }
    let mut workspace = Workspace::open(root, options());
    let order = |workspace: &mut Workspace| {
        let page = page(workspace, "/nabory/");
        page.find("/nabory/notes/one/") < page.find("/nabory/notes/two/")
    };
    assert!(order(&mut workspace));
    save(&mut workspace, root, "content/notes/one.md", note("Zero", "## Details\n\nWords, and ![a file](with-files/photo.png)."));
    assert!(!order(&mut workspace));
    assert_eq!(difference(kept(&mut workspace), afresh(root)), None);
}
