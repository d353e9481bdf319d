//! The review of dependencies names those that there are.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

const MANIFEST: &str = include_str!("../Cargo.toml");
const REVIEW: &str = include_str!("../docs/dependencies.md");

/// The crates that a section of the manifest names, sorted.
fn named(section: &str) -> Vec<&str> {
    let (_, rest) = MANIFEST.split_once(&format!("\n[{section}]\n")).expect("the manifest has the section");
    let mut names: Vec<&str> =
        rest.lines().take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(" = ").map(|(name, _)| name)).collect();
    names.sort_unstable();
    names
}

#[test]
fn every_dependency_is_reviewed_and_none_that_is_gone() {
    let mut expected = [named("dependencies"), named("dev-dependencies")].concat();
    expected.sort_unstable();
    expected.dedup();
    let mut reviewed: Vec<&str> =
        REVIEW.lines().filter_map(|line| line.strip_prefix("| [")).filter_map(|line| line.split_once(']')).map(|(name, _)| name).collect();
    reviewed.sort_unstable();
    assert_eq!(reviewed, expected);
}
