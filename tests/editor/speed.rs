//! How long `check` takes.

use super::{record, run, shown};
use std::time::Instant;

/// Ten thousand records in under a second. Only a release build is measured; run with `--release --ignored`.
#[test]
#[ignore = "measures; run it with --release"]
fn ten_thousand_records_are_checked_in_a_second() {
    let root = super::hub("speed", &[]);
    let body = "Zdanie o naborze, z [odnośnikiem](kfs.md).\n\n## Kto\n\nFirmy „małe” – i duże.\n\n- jedno\n- drugie\n\n".repeat(6);
    for number in 0..10_000 {
        let text = record(&format!("title: Nabór numer {number}\ndeadline: 2027-03-31"), &body);
        std::fs::write(root.join(format!("content/funding/nabor-{number}.md")), text).expect("it is written");
    }
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        let checked = run(&["check", "--root", shown(&root)]);
        best = best.min(start.elapsed().as_secs_f64());
        assert_eq!(checked.status, 0, "{}", checked.err);
    }
    println!("check of 10,000 records: {best:.2} s");
    assert!(best < 1.0, "it took {best:.2} s");
}
