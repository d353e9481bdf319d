//! The hub of this repository.

use crate::checks::{Site, expect_none};
use crate::support::{Options, TODAY, build, lines};
use pacthub::diagnostic::Counts;
use std::path::Path;

#[test]
fn what_the_real_hub_publishes_is_sound() {
    let built = build(Path::new(env!("CARGO_MANIFEST_DIR")), &Options::default());
    assert_eq!(Counts::of(&built.diagnostics).errors, 0, "{}", lines(&built.diagnostics));
    let site = Site::new(built, "https://example.org/", TODAY);
    assert!(site.pages.len() > 1000, "the hub has its pages");
    expect_none(&site.problems());
}
