//! How many instructions each step of a build takes: numbers that repeat, whatever else the machine does.
//!
//!     benches/instructions/run [BASE]
//!
//! `HUB` names a folder with content/. One thread does all the work, since only one is counted. Each benchmark runs once, in
//! valgrind.

use gungraun::{LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main};
use pacthub::catalogue::{Catalogue, CatalogueSources, Files, assemble};
use pacthub::hub::{self, Hub};
use pacthub::load::{Day, LoadOptions, load};
use pacthub::record::{self, ParseOptions, Parsed};
use pacthub::render::{Renderer, Site};
use pacthub::route::{Bundle, Route};
use pacthub::source;
use pacthub::yaml;
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;

/// The same allocator as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TODAY: &str = "2026-11-20";

/// The schema and the records' texts with their paths.
type Texts = (Arc<Hub>, Vec<(Arc<str>, String)>);

fn root() -> PathBuf {
    PathBuf::from(std::env::var_os("HUB").expect("HUB names a folder with content/"))
}

fn one_thread() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    pool.build_global().expect("no pool was made before");
}

fn texts() -> Texts {
    one_thread();
    let tree = source::read_tree(&root());
    let (hub, _) = hub::read(&tree.hub);
    let texts = tree.documents.iter().map(|document| {
        let text = source::with_text(&document.disk, &document.path, |text, _| text.to_owned());
        (Arc::clone(&document.path), text.expect("the record can be read"))
    });
    (Arc::new(hub.expect("the schema can be used")), texts.collect())
}

fn parse_all((hub, texts): &Texts) -> Vec<Parsed> {
    let memory = yaml::Memory::default();
    texts.iter().map(|(path, text)| record::parse_among(hub, &memory, path, text, ParseOptions::default())).collect()
}

fn front_matter() -> Vec<String> {
    let (_, texts) = texts();
    texts.into_iter().filter_map(|(_, text)| text.split("\n---").next().map(|front| front.trim_start_matches("---").to_owned())).collect()
}

fn records() -> CatalogueSources {
    let texts = texts();
    let records = parse_all(&texts).into_iter().filter_map(|parsed| parsed.record.map(Arc::new)).collect();
    CatalogueSources { hub: texts.0, records, files: Files::default(), today: TODAY.parse().expect("a day"), drafts: false }
}

fn site() -> Site {
    one_thread();
    let options = LoadOptions { day: Day::Given(TODAY.parse().expect("a day")), drafts: false, base_url: None };
    load(&root(), &options, &mut |_| {}).site.expect("the hub can be built")
}

#[library_benchmark]
#[bench::all(front_matter())]
fn read_yaml(texts: Vec<String>) -> Vec<String> {
    for text in &texts {
        let _ = black_box(yaml::parse(text));
    }
    texts
}

#[library_benchmark]
#[bench::all(texts())]
fn parse_records(texts: Texts) -> (Texts, Vec<Parsed>) {
    let parsed = black_box(parse_all(&texts));
    (texts, parsed)
}

#[library_benchmark]
#[bench::all(records())]
fn join_catalogue(sources: CatalogueSources) -> Catalogue {
    black_box(assemble(sources))
}

#[library_benchmark]
#[bench::records(site(), |route| matches!(route, Route::Record(..)))]
#[bench::listings(site(), |route| matches!(route, Route::Listing(..)))]
#[bench::feeds(site(), |route| matches!(route, Route::Feed(..) | Route::SiteFeed(_)))]
#[bench::calendars(site(), |route| matches!(route, Route::Calendar(..)))]
#[bench::data(site(), |route| matches!(route, Route::Data(..) | Route::Description(_)))]
fn render(site: Site, wanted: fn(&Route) -> bool) -> Site {
    let renderer = Renderer::new(&site);
    for (_, route) in site.table.routes.iter().filter(|(_, route)| wanted(route)) {
        black_box(renderer.render(route).expect("every route renders"));
    }
    site
}

#[library_benchmark]
#[bench::search(site(), |bundle| matches!(bundle, Bundle::Search(_)))]
#[bench::filter(site(), |bundle| matches!(bundle, Bundle::Filter(..)))]
fn write_bundles(site: Site, wanted: fn(&Bundle) -> bool) -> Site {
    let renderer = Renderer::new(&site);
    for (_, bundle) in site.table.bundles().into_iter().filter(|(_, bundle)| wanted(bundle)) {
        black_box(renderer.bundle(bundle).expect("every bundle renders"));
    }
    site
}

library_benchmark_group!(name = build, benchmarks = [read_yaml, parse_records, join_catalogue, render, write_bundles]);
main!(
    // Benchmarks start with an empty environment.
    config = LibraryBenchmarkConfig::default().pass_through_env("HUB"),
    library_benchmark_groups = build
);
