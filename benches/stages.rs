//! Where a build's time goes: each stage by itself, and the floor under it.
//!
//!     cargo bench --bench stages -- HUB [RUNS]
//!
//! HUB is a folder with content/. Prints medians in milliseconds. The floor is what no generator can save: reading the content's
//! files, and writing the site's files from memory into empty folders beside the hub.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads files, writes files and looks at the clock")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark says what went wrong by failing"
)]

use pacthub::load::{Day, LoadOptions, load};
use pacthub::publish::{Memory, Sink};
use pacthub::render::{Renderer, Site};
use pacthub::route::{Bundle, Route};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The same allocator as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Times = BTreeMap<&'static str, Vec<Duration>>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(hub) = arguments.first() else {
        println!("usage: cargo bench --bench stages -- HUB [RUNS]");
        return;
    };
    let runs = arguments.get(1).map_or(5, |runs| runs.parse().expect("RUNS is a number"));
    let mut times = Times::new();
    for _ in 0..runs {
        run(Path::new(hub), &mut times);
    }
    println!("| stage | ms |\n|---|---:|");
    for (name, mut durations) in times {
        durations.sort_unstable();
        let median = durations[durations.len() / 2];
        println!("| {name} | {:.1} |", median.as_secs_f64() * 1000.0);
    }
}

fn run(hub: &Path, times: &mut Times) {
    let mut time = |name, begun: Instant| times.entry(name).or_default().push(begun.elapsed());

    let begun = Instant::now();
    let texts: usize = files(&hub.join("content")).par_iter().map(|path| std::fs::read(path).expect("content is readable").len()).sum();
    time("0 floor: read the content", begun);
    assert!(texts > 0, "the hub has content");

    let day = Day::Given("2026-11-20".parse().expect("a day"));
    let mut begun = Instant::now();
    let loaded = load(hub, &LoadOptions { day, drafts: false, base_url: None }, &mut |stage| {
        let name = match stage {
            "walk" => "1 walk",
            "schema" => "2 schema",
            "theme and records" => "3 theme and records",
            "catalogue" => "4 catalogue",
            _ => "5 routes",
        };
        time(name, begun);
        begun = Instant::now();
    });
    let site = loaded.site.expect("the hub can be built");

    let renderer = Renderer::new(&site);
    let begun = Instant::now();
    let search = bundles(&site, |bundle| matches!(bundle, Bundle::Search(_)), &renderer);
    time("6 search index", begun);
    let begun = Instant::now();
    let filter = bundles(&site, |bundle| matches!(bundle, Bundle::Filter(..)), &renderer);
    time("7 filter data, cards included", begun);

    let memory = Memory::default();
    let begun = Instant::now();
    site.table.routes.par_iter().with_min_len(4).for_each(|(path, route)| {
        if !matches!(route, Route::Bundle(_))
            && let Some(bytes) = renderer.render(route).expect("every route renders")
        {
            memory.stage(&pacthub::route::output_file(path), &bytes).expect("every path can be published");
        }
    });
    time("8 render everything else, kept in memory", begun);

    let mut files = memory.into_files();
    files.extend(search.into_iter().chain(filter).map(|(path, bytes)| (path.trim_start_matches('/').to_owned(), bytes)));
    let target = hub.join("floor");
    let _ = std::fs::remove_dir_all(&target);
    let files: Vec<(String, Vec<u8>)> = files.into_iter().collect();
    let begun = Instant::now();
    files.par_iter().for_each(|(path, bytes)| {
        let path = target.join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("folders can be made");
        std::fs::write(path, bytes).expect("files can be written");
    });
    time("9 floor: write the site from memory", begun);
    std::fs::remove_dir_all(&target).expect("the written files can be removed");
}

fn bundles(site: &Site, wanted: impl Fn(&Bundle) -> bool, renderer: &Renderer) -> Vec<(String, Vec<u8>)> {
    let bundles = site.table.bundles().into_iter().filter(|(_, bundle)| wanted(bundle));
    bundles.flat_map(|(_, bundle)| renderer.bundle(bundle).expect("every bundle renders")).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
