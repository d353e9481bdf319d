//! Files compressed beforehand.

use std::collections::BTreeMap;
use std::io::Read;

use pacthub::publish::{Compressed, Memory, Sink};

fn staged(files: &[(&str, &[u8])], taken: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let memory = Memory::default();
    let compressed = Compressed::new(&memory, |path| taken.contains(&path));
    for (path, bytes) in files {
        compressed.stage(path, bytes).expect("the path is fine");
    }
    memory.into_files()
}

fn expanded(ending: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match ending {
        "br" => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut out).map(drop),
        "gz" => flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).map(drop),
        _ => zstd::stream::copy_decode(bytes, &mut out),
    }
    .expect("it was compressed so");
    out
}

fn page() -> Vec<u8> {
    "<p>Zażółć gęślą jaźń</p>\n".repeat(200).into_bytes()
}

#[test]
fn every_text_has_three_smaller_twins_that_expand_to_it() {
    let page = page();
    let files = staged(&[("a/index.html", &page), ("a/feed.xml", &page), ("assets/x.1f.css", &page)], &[]);
    assert_eq!(files.len(), 12);
    for path in ["a/index.html", "a/feed.xml", "assets/x.1f.css"] {
        assert_eq!(files[path], page);
        for ending in ["br", "zst", "gz"] {
            let twin = &files[&format!("{path}.{ending}")];
            assert!(twin.len() < page.len() / 4, "{path}.{ending} has {} bytes", twin.len());
            assert_eq!(expanded(ending, twin), page);
        }
    }
}

#[test]
fn what_would_not_get_smaller_has_no_twin() {
    // Knuth's linear congruential generator: its high bits show no pattern that a compressor would find.
    let step = |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
    let noise: Vec<u8> = std::iter::successors(Some(1_u64), step).take(4000).map(|state| (state >> 56) as u8).collect();
    let files = staged(&[("photo.avif", &page()), ("small.html", b"<p>a</p>"), ("_headers", &page()), ("noise.txt", &noise)], &[]);
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["_headers", "noise.txt", "photo.avif", "small.html"]);
}

#[test]
fn a_twin_never_takes_the_place_of_a_file_of_the_site() {
    let files = staged(&[("data.csv", &page())], &["data.csv.gz"]);
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["data.csv", "data.csv.br", "data.csv.zst"]);
}

#[test]
fn the_same_bytes_are_compressed_to_the_same_bytes() {
    let page = page();
    assert_eq!(staged(&[("index.html", &page)], &[]), staged(&[("index.html", &page)], &[]));
}
