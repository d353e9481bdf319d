//! The binary as a user runs it: exit statuses, streams, options, and what a build writes.
//!
//! `UPDATE=1 cargo test --test command_line` rewrites the help texts in `tests/command_line/`.
#![allow(clippy::disallowed_methods, reason = "tests read and write files and the environment")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;
use support::{copy, empty_hub, shared, write};
use tempfile::TempDir;

/// What a run of the binary did.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the binary runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it says UTF-8");
        Self { status: status.code().expect("it ends by itself"), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Expects an exit status.
    #[track_caller]
    fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    fn says_nothing_on_stdout(self) -> Self {
        assert_eq!(self.stdout, "", "data alone goes to standard output");
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "expected {text:?} in: {}", self.stderr);
        self
    }
}

/// Prepares the binary on a fixed day, in an empty folder, with an environment that says nothing.
fn pacthub(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pacthub"));
    command.args(arguments).env_remove("SOURCE_DATE_EPOCH").env_remove("RAYON_NUM_THREADS").env_remove("NO_COLOR");
    command
}

fn run_in(root: &Path, arguments: &[&str]) -> Run {
    Run::of(pacthub(arguments).current_dir(root))
}

/// A hub with calls: one open, one draft.
fn hub() -> TempDir {
    let hub = empty_hub();
    copy(&shared("_layers/calls"), hub.path());
    write(hub.path(), "content/calls/one.md", "---\ntitle: One\nsummary: S.\ndeadline: 2026-11-24\nscope: pl\n---\nText.\n");
    write(hub.path(), "content/calls/two.md", "---\ntitle: Two\nsummary: S.\ndraft: true\n---\n");
    hub
}

fn break_it(hub: &TempDir) {
    write(hub.path(), "content/calls/bad.md", "---\ntitle: Bad\nsummary: S.\nscope: pll\n---\n[x](nowhere.md)\n");
}

/// The published files with their bytes.
fn published(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    collect(output, output, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the folder is listed") {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        if name == ".pacthub" {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

const TODAY: [&str; 2] = ["--today", "2026-11-24"];

#[test]
fn a_build_ends_with_0_and_one_line() {
    let hub = hub();
    let run = run_in(hub.path(), &["build", TODAY[0], TODAY[1]]).ends(0).says_nothing_on_stdout();
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    let line = run.stderr.trim_end();
    assert!(line.starts_with("1 record, "), "{line}");
    assert!(line.contains("files written") && line.contains("0 removed") && line.contains("1 not published"), "{line}");
    assert!(hub.path().join("output/nabory/one/index.html").is_file());
}

#[test]
fn root_and_output_may_lie_anywhere() {
    let hub = hub();
    let elsewhere = tempfile::tempdir().unwrap();
    let output = elsewhere.path().join("a/b");
    let root = hub.path().to_str().unwrap();
    run_in(elsewhere.path(), &["build", "-r", root, "-o", output.to_str().unwrap()]).ends(0);
    assert!(output.join("index.html").is_file());
    assert!(!hub.path().join("output").exists());
    run_in(elsewhere.path(), &["build", "--root", root, "--output", "c"]).ends(0);
    assert!(elsewhere.path().join("c/index.html").is_file());
}

#[test]
fn errors_of_the_content_end_with_1_and_nothing_is_published() {
    let hub = hub();
    break_it(&hub);
    let run = run_in(hub.path(), &["build"]).ends(1).says_nothing_on_stdout();
    let run = run.says("unknown-term").says("broken-link").says("content/calls/bad.md:4:8").says("Nothing was published: 2 errors.");
    assert!(!run.stderr.contains('\u{1b}'), "no colours without a terminal");
    assert!(!hub.path().join("output/index.html").exists());
}

#[test]
fn what_concerns_a_whole_file_shows_none_of_its_lines() {
    let hub = hub();
    let run = run_in(hub.path(), &["check"]).ends(0).says("missing-sources").says("content/calls/one.md:1:1");
    assert!(!run.stderr.contains("| ---"), "{}", run.stderr);
}

#[test]
fn what_is_wrong_at_the_first_character_shows_its_line() {
    let hub = hub();
    write(hub.path(), "content/calls/_collection.yaml", "- neither\n- nor\n");
    run_in(hub.path(), &["check"]).ends(1).says("content/calls/_collection.yaml:1:1").says("1 | - neither");
}

#[cfg(unix)]
#[test]
fn an_error_shows_no_line_of_what_is_no_file_of_the_hub() {
    let hub = hub();
    let elsewhere = tempfile::tempdir().unwrap();
    write(elsewhere.path(), "secret", "a secret of somebody\n");
    std::os::unix::fs::symlink(elsewhere.path().join("secret"), hub.path().join("content/calls/link.md")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", hub.path().join("content/calls/device.md")).unwrap();
    for folder in ["content/calls", "content/_static", "content/calls/three"] {
        write(hub.path(), &format!("{folder}/index.md"), "---\ntitle: Three\nsummary: S.\n---\n");
        let made = Command::new("mkfifo").arg(hub.path().join(folder).join("pipe.md")).status();
        assert!(made.is_ok_and(|status| status.success()), "the pipe is made");
    }
    for command in ["build", "check"] {
        let run = run_in(hub.path(), &[command]).ends(1).says("content/calls/link.md:1:1").says("content/calls/device.md:1:1");
        let run = run.says("content/calls/pipe.md:1:1").says("content/_static/pipe.md:1:1").says("content/calls/three/pipe.md:1:1");
        assert!(!run.stderr.contains("secret of somebody"), "{}", run.stderr);
    }
}

#[test]
fn errors_leave_the_published_site_as_it_is() {
    let hub = hub();
    run_in(hub.path(), &["build"]).ends(0);
    let before = published(&hub.path().join("output"));
    break_it(&hub);
    run_in(hub.path(), &["build"]).ends(1);
    assert_eq!(published(&hub.path().join("output")), before);
}

#[test]
fn a_mistake_in_a_template_ends_with_1() {
    let hub = hub();
    write(hub.path(), "themes/plain/templates/home.html", "{{ nowhere }}");
    run_in(hub.path(), &["build"]).ends(1).says("template-error").says("themes/plain/templates/home.html:1:4");
    assert!(!hub.path().join("output/index.html").exists());
}

#[test]
fn the_command_line_at_fault_ends_with_2() {
    let hub = hub();
    for arguments in [
        &["bild"][..],
        &["build", "--no-such-option"],
        &["build", "--today", "tomorrow"],
        &["build", "--today", "2026-02-30"],
        &["build", "--base-url", "example.org"],
        &["build", "--base-url", "ftp://example.org/"],
        &["build", "--quiet", "--verbose"],
        &["check", "--format", "xml"],
        &[],
    ] {
        let run = run_in(hub.path(), arguments).ends(2).says_nothing_on_stdout();
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_folder_that_is_no_hub_ends_with_2() {
    let empty = tempfile::tempdir().unwrap();
    for command in ["build", "check"] {
        run_in(empty.path(), &[command]).ends(2).says_nothing_on_stdout().says("content/hub.yaml");
        run_in(empty.path(), &[command, "--root", "nowhere"]).ends(2).says("nowhere");
    }
}

#[test]
fn a_wrong_source_date_epoch_ends_with_2() {
    let hub = hub();
    for value in ["yesterday", "1.5", "99999999999999999999"] {
        Run::of(pacthub(&["build"]).current_dir(hub.path()).env("SOURCE_DATE_EPOCH", value)).ends(2).says("SOURCE_DATE_EPOCH");
    }
}

#[test]
fn help_and_version_go_to_stdout_and_end_with_0() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["--help"][..], &["help"], &["build", "--help"], &["--version"]] {
        let run = run_in(folder.path(), arguments).ends(0);
        assert_eq!(run.stderr, "");
        assert!(!run.stdout.is_empty());
    }
}

#[test]
fn help_is_as_documented() {
    let folder = tempfile::tempdir().unwrap();
    for (name, arguments) in [("pacthub", &["--help"][..]), ("build", &["build", "--help"]), ("check", &["check", "--help"])] {
        let help = Run::of(pacthub(arguments).current_dir(folder.path()).env("COLUMNS", "100")).ends(0).stdout;
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/command_line/{name}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &help).unwrap();
        }
        assert_eq!(help, fs::read_to_string(&file).unwrap(), "after a wanted change run UPDATE=1 cargo test --test command_line");
    }
}

#[test]
fn quiet_says_nothing() {
    let hub = hub();
    let run = run_in(hub.path(), &["build", "--quiet"]).ends(0).says_nothing_on_stdout();
    assert_eq!(run.stderr, "");
    break_it(&hub);
    run_in(hub.path(), &["build", "-q"]).ends(1).says("unknown-term");
}

#[test]
fn verbose_lists_what_is_not_published() {
    let hub = hub();
    write(hub.path(), "content/calls/_notes.md", "x");
    write(hub.path(), "content/calls/loose.pdf", "x");
    let run = run_in(hub.path(), &["build", "--verbose"]).ends(0);
    let run = run.says("content/calls/two.md (it is a draft)").says("content/calls/_notes.md (its name begins with '_')");
    run.says("content/calls/loose.pdf (it lies beside no record)").says("3 not published");
    let run = run_in(hub.path(), &["build"]).ends(0).says("3 not published");
    assert!(!run.stderr.contains("_notes.md"));
}

#[test]
fn drafts_are_published_on_request() {
    let hub = hub();
    run_in(hub.path(), &["build", "--drafts"]).ends(0);
    assert!(hub.path().join("output/nabory/two/index.html").is_file());
    run_in(hub.path(), &["build"]).ends(0);
    assert!(!hub.path().join("output/nabory/two").exists());
}

#[test]
fn timings_name_the_stages() {
    let hub = hub();
    let run = run_in(hub.path(), &["build", "--timings"]).ends(0).says_nothing_on_stdout();
    assert!(run.stderr.lines().filter(|line| line.contains(" ms  ")).count() >= 5, "{}", run.stderr);
}

#[test]
fn strict_makes_warnings_errors() {
    let hub = hub();
    write(hub.path(), "content/calls/one.md", "---\ntitle: One\nsummary: S.\nscope: [pl, pl]\n---\n");
    run_in(hub.path(), &["build"]).ends(0).says("warning[repeated-term]").says("1 warning");
    fs::remove_dir_all(hub.path().join("output")).unwrap();
    run_in(hub.path(), &["build", "--strict"]).ends(1).says("error[repeated-term]");
    assert!(!hub.path().join("output/index.html").exists());
    run_in(hub.path(), &["check", "--strict", TODAY[0], TODAY[1]]).ends(1);
}

#[test]
fn hints_do_not_stop_a_strict_build() {
    let hub = hub();
    let text = fs::read_to_string(hub.path().join("content/vocabularies/scope.yaml")).unwrap();
    write(
        hub.path(),
        "content/vocabularies/scope.yaml",
        text.replace("label: {pl: Polska, en: Poland}", "label: {pl: Polska, en: Poland}\n        aliases: [polska]"),
    );
    write(hub.path(), "content/calls/one.md", "---\ntitle: One\nsummary: S.\nscope: polska\n---\n");
    run_in(hub.path(), &["build", "--strict"]).ends(0).says("hint[old-term]");
}

/// The status of the only call on the day that a build takes for today.
fn status_with(hub: &TempDir, arguments: &[&str], epoch: Option<&str>) -> String {
    let mut command = pacthub(&["build", "-q"]);
    command.args(arguments).current_dir(hub.path());
    if let Some(epoch) = epoch {
        command.env("SOURCE_DATE_EPOCH", epoch);
    }
    Run::of(&mut command).ends(0);
    let data = fs::read_to_string(hub.path().join("output/nabory/records.json")).unwrap();
    data.split("\"status\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

#[test]
fn today_fixes_the_day() {
    let hub = hub();
    assert_eq!(status_with(&hub, &["--today", "2026-11-24"], None), "closing-soon");
    assert_eq!(status_with(&hub, &["--today", "2026-11-25"], None), "closed");
    assert_eq!(status_with(&hub, &["--today", "2026-10-24"], None), "open");
}

#[test]
fn source_date_epoch_is_an_instant_whose_day_is_that_of_the_time_zone() {
    let hub = hub();
    // 2026-11-24 22:59:59 UTC is 23:59:59 in Warsaw; a second later the day is over.
    assert_eq!(status_with(&hub, &[], Some("1795561199")), "closing-soon");
    assert_eq!(status_with(&hub, &[], Some("1795561200")), "closed");
    assert_eq!(status_with(&hub, &["--today", "2026-11-24"], Some("1795561200")), "closing-soon", "--today wins");
}

#[test]
fn base_url_takes_the_place_of_the_hubs() {
    let hub = hub();
    run_in(hub.path(), &["build", "-u", "http://localhost:4000/sub"]).ends(0);
    let page = fs::read_to_string(hub.path().join("output/nabory/one/index.html")).unwrap();
    assert!(page.contains("href=\"http://localhost:4000/sub/nabory/one/\""), "{page}");
    assert!(page.contains("href=\"/sub/\"") && !page.contains("example.org"), "{page}");
}

#[test]
fn check_writes_nothing() {
    let hub = hub();
    let before = published(hub.path());
    run_in(hub.path(), &["check", TODAY[0], TODAY[1]]).ends(0).says_nothing_on_stdout();
    assert_eq!(published(hub.path()), before);
}

#[test]
fn check_in_json_is_one_document_always() {
    let hub = hub();
    let run = run_in(hub.path(), &["check", "--format", "json", TODAY[0], TODAY[1]]).ends(0);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
    assert_eq!(document["errors"], 0);
    break_it(&hub);
    let run = run_in(hub.path(), &["check", "--format", "json", TODAY[0], TODAY[1]]).ends(1);
    assert_eq!(run.stderr, "");
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
    assert_eq!(document["errors"], 2);
    let found = document["diagnostics"].as_array().unwrap().iter().find(|one| one["id"] == "unknown-term").unwrap();
    assert_eq!(
        *found,
        serde_json::json!({
            "severity": "error", "id": "unknown-term", "file": "content/calls/bad.md", "line": 4, "column": 8,
            "message": "There is no term 'pll' in the vocabulary 'scope'.", "help": "Did you mean 'pl'?", "related": []
        })
    );
    write(hub.path(), "content/hub.yaml", "title: [");
    let run = run_in(hub.path(), &["check", "--format", "json"]).ends(1);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
    assert_eq!(document["diagnostics"][0]["id"], "invalid-yaml");
}

#[test]
fn check_for_github_writes_annotations() {
    let hub = hub();
    break_it(&hub);
    let run = run_in(hub.path(), &["check", "--format", "github", TODAY[0], TODAY[1]]).ends(1);
    assert_eq!(run.stderr, "");
    assert!(
        run.stdout.contains("::error file=content/calls/bad.md,line=4,col=8,title=unknown-term::There is no term 'pll'"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.lines().all(|line| line.starts_with("::")), "{}", run.stdout);
}

#[test]
fn check_for_people_counts() {
    let hub = hub();
    break_it(&hub);
    run_in(hub.path(), &["check", TODAY[0], TODAY[1]]).ends(1).says_nothing_on_stdout().says("error[unknown-term]").says("2 errors");
}

/// What tells whether a file was written again.
#[cfg(unix)]
fn identities(output: &Path) -> BTreeMap<String, (u64, SystemTime)> {
    use std::os::unix::fs::MetadataExt;
    let identity = |name: &String| {
        let metadata = fs::metadata(output.join(name)).unwrap();
        (metadata.ino(), metadata.modified().unwrap())
    };
    published(output).keys().map(|name| (name.clone(), identity(name))).collect()
}

#[test]
#[cfg(unix)]
fn building_twice_writes_nothing() {
    let hub = hub();
    let output = hub.path().join("output");
    run_in(hub.path(), &["build", TODAY[0], TODAY[1]]).ends(0);
    let before = identities(&output);
    run_in(hub.path(), &["build", TODAY[0], TODAY[1]]).ends(0).says("0 files written");
    assert_eq!(identities(&output), before);
}

#[test]
fn whatever_changes_a_second_build_is_as_good_as_a_first() {
    type Change = fn(&Path);
    let changes: [(&str, Change, &[&str]); 8] = [
        ("nothing", |_| {}, &[]),
        ("the day", |_| {}, &["--today", "2027-03-01"]),
        ("the address", |_| {}, &["--base-url", "https://example.net/else/"]),
        ("drafts", |root| write(root, "content/pages/new.md", "---\ntitle: New\ndraft: true\n---\n"), &["--drafts"]),
        ("a static file", |root| write(root, "content/_static/extra.txt", "fresh"), &[]),
        ("the same static file", |root| write(root, "content/_static/extra.txt", "other"), &[]),
        ("twins", |_| {}, &["--compress"]),
        ("no twins, a file less", |root| fs::remove_file(root.join("content/_static/extra.txt")).expect("deleted"), &[]),
    ];
    let hub = hub();
    for (what, change, options) in changes {
        change(hub.path());
        let build = |output: &'static str| -> Vec<&str> { ["build", "--output", output].iter().chain(options).copied().collect() };
        run_in(hub.path(), &build("again")).ends(0);
        run_in(hub.path(), &build("again")).ends(0).says(" 0 files written");
        run_in(hub.path(), &build("fresh")).ends(0);
        let site = |output: &str| published(&hub.path().join(output));
        assert_eq!(site("again"), site("fresh"), "after a change of {what}");
        fs::remove_dir_all(hub.path().join("fresh")).expect("deleted");
    }
}

#[test]
fn shards_together_are_the_site() {
    let hub = hub();
    run_in(hub.path(), &["build", "--output", "whole"]).ends(0);
    let whole = published(&hub.path().join("whole"));
    for count in [1, 2, 7] {
        let mut merged = BTreeMap::new();
        let mut pages = 0;
        for number in 1..=count {
            let (shard, output) = (format!("{number}/{count}"), format!("shard-{number}-of-{count}"));
            let run = run_in(hub.path(), &["build", "--shard", &shard, "--output", &output]).ends(0);
            let words: Vec<&str> = run.stderr.split_whitespace().collect();
            let place = words.iter().position(|word| word.starts_with("page")).expect("pages are counted");
            pages += words[place - 1].parse::<usize>().expect("a number");
            for (path, bytes) in published(&hub.path().join(output)) {
                assert!(merged.insert(path.clone(), bytes).is_none(), "{path} is in two shards of {count}");
            }
        }
        assert_eq!(merged, whole, "{count} shards");
        run_in(hub.path(), &["build", "--output", "whole"]).ends(0).says(&format!(" {pages} pages"));
    }
}

/// The files of a list for an upload.
fn listed(list: &str) -> Vec<serde_json::Value> {
    let list: serde_json::Value = serde_json::from_str(list).expect("the list is JSON");
    assert_eq!(list["version"], 1);
    list["files"].as_array().expect("files").clone()
}

#[test]
fn a_list_of_files_for_an_upload() {
    let hub = hub();
    write(hub.path(), "content/_static/a.txt", "abc");
    write(hub.path(), "content/_static/long.html", "<p>long</p>\n".repeat(200));
    write(hub.path(), "content/_static/old.html.gz", "somebody's own");
    // It is written when nothing has changed as well.
    for _ in 0..2 {
        run_in(hub.path(), &["build", "--compress", "--manifest", "files.json"]).ends(0).says_nothing_on_stdout();
    }
    let files = listed(&fs::read_to_string(hub.path().join("files.json")).expect("the list is there"));
    let site = published(&hub.path().join("output"));
    let sizes = files.iter().map(|file| (file["path"].as_str().expect("a path").to_owned(), file["size"].as_u64().expect("a size")));
    let sizes: BTreeMap<String, u64> = sizes.collect();
    assert_eq!(sizes, site.iter().map(|(path, bytes)| (path.clone(), bytes.len() as u64)).collect());
    let file = |path: &str| files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path} is listed"));
    // The digests of 'abc' in RFC 1321 and FIPS 180-4.
    assert_eq!(file("a.txt")["md5"], "900150983cd24fb0d6963f7d28e17f72");
    assert_eq!(file("a.txt")["sha256"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let told = |path: &str| {
        let text = |key: &str| file(path)[key].as_str().unwrap_or_default().to_owned();
        (text("type"), text("cache"), text("encoding"))
    };
    let expected = |kind: &str, cache: &str, encoding: &str| (kind.to_owned(), cache.to_owned(), encoding.to_owned());
    let html = "text/html; charset=utf-8";
    assert_eq!(told("index.html"), expected(html, "no-cache", ""));
    assert_eq!(told("long.html.br"), expected(html, "no-cache", "br"));
    assert_eq!(told("long.html.gz"), expected(html, "no-cache", "gzip"));
    assert_eq!(told("long.html.zst"), expected(html, "no-cache", "zstd"));
    assert_eq!(told("old.html.gz"), expected("application/gzip", "no-cache", ""));
    assert_eq!(told("sitemap.xml"), expected("application/xml; charset=utf-8", "no-cache", ""));
    let headers = fs::read_to_string(hub.path().join("output/_headers")).expect("the headers are there");
    for file in files.iter().filter(|file| file["path"].as_str().is_some_and(|path| path.starts_with("assets/"))) {
        let cache = file["cache"].as_str().expect("a lifetime");
        assert!(headers.contains(&format!("assets/*\n  Cache-Control: {cache}\n")), "{file}");
    }
    let kinds = files.iter().map(|file| match file["path"].as_str().unwrap_or_default() {
        path if path.starts_with("assets/") => 0,
        path if path.ends_with(".html") || path.contains(".html.") && !file["encoding"].is_null() => 2,
        path if path.contains(".xml") || path.contains(".ics") => 3,
        _ => 1,
    });
    assert!(kinds.is_sorted(), "assets, data, pages, feeds");
}

#[test]
fn the_lists_of_shards_together_are_that_of_the_site() {
    let hub = hub();
    let whole = run_in(hub.path(), &["build", "--manifest", "-"]).ends(0);
    let sorted = |mut files: Vec<serde_json::Value>| {
        files.sort_by_key(|file| file["path"].to_string());
        files
    };
    let mut parts = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        parts.extend(listed(&run_in(hub.path(), &["build", "--shard", shard, "--output", "part", "--manifest", "-"]).ends(0).stdout));
    }
    assert_eq!(sorted(parts), sorted(listed(&whole.stdout)));
    run_in(hub.path(), &["build", "--manifest", "none/files.json"]).ends(2).says("cannot be written to none/files.json");
    run_in(hub.path(), &["build", "--watch", "--manifest", "files.json"]).ends(2);
}

#[test]
fn a_shard_that_is_none_is_refused() {
    let hub = hub();
    for shard in ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"] {
        run_in(hub.path(), &["build", &format!("--shard={shard}")]).ends(2).says("expected K/N with K from 1 to N");
    }
}

#[test]
fn what_somebody_edits_in_the_output_is_put_right() {
    let hub = hub();
    run_in(hub.path(), &["build"]).ends(0);
    let before = published(&hub.path().join("output"));
    write(hub.path(), "output/index.html", "edited");
    run_in(hub.path(), &["build"]).ends(0).says(" 1 file written");
    assert_eq!(published(&hub.path().join("output")), before);
}

#[test]
#[cfg(unix)]
fn a_change_writes_only_what_changed() {
    let hub = hub();
    let output = hub.path().join("output");
    run_in(hub.path(), &["build", TODAY[0], TODAY[1]]).ends(0);
    let before = identities(&output);
    write(hub.path(), "content/calls/one.md", "---\ntitle: One\nsummary: S.\ndeadline: 2026-11-24\nscope: pl\n---\nAnother text.\n");
    run_in(hub.path(), &["build", TODAY[0], TODAY[1]]).ends(0).says("1 file written");
    let after = identities(&output);
    let changed: Vec<&String> = after.keys().filter(|name| after[*name] != before[*name]).collect();
    assert_eq!(changed, ["nabory/one/index.html"]);
}

/// A string that a theme hides for no language changes pages, though the theme has a file of that name itself.
#[test]
fn a_parents_string_that_changes_changes_pages() {
    let hub = hub();
    let settings = fs::read_to_string(hub.path().join("content/hub.yaml")).unwrap().replace("theme: plain", "theme: own");
    write(hub.path(), "content/hub.yaml", settings);
    write(hub.path(), "themes/own/theme.yaml", "extends: plain\n");
    write(hub.path(), "themes/own/i18n/en.yaml", "home: {breadcrumb: start}\n");
    run_in(hub.path(), &["build", TODAY[0], TODAY[1]]).ends(0);
    let strings = fs::read_to_string(hub.path().join("themes/plain/i18n/en.yaml")).unwrap();
    assert!(strings.contains("not-found-en"));
    write(hub.path(), "themes/plain/i18n/en.yaml", strings.replace("not-found-en", "nothing-here"));
    run_in(hub.path(), &["build", TODAY[0], TODAY[1]]).ends(0);
    assert!(fs::read_to_string(hub.path().join("output/404.html")).unwrap().contains("nothing-here"));
}

#[test]
fn what_is_removed_from_the_content_is_removed_from_the_output() {
    let hub = hub();
    write(hub.path(), "content/calls/three.md", "---\ntitle: Three\nsummary: S.\nscope: de\n---\n");
    run_in(hub.path(), &["build"]).ends(0);
    assert!(hub.path().join("output/nabory/zasieg/de/index.html").is_file());
    fs::remove_file(hub.path().join("content/calls/three.md")).unwrap();
    let run = run_in(hub.path(), &["build"]).ends(0);
    assert!(!run.stderr.contains(" 0 removed"), "{}", run.stderr);
    assert!(!hub.path().join("output/nabory/three").exists());
    assert!(!hub.path().join("output/nabory/zasieg/de").exists());
}

#[test]
fn output_on_the_content_is_refused() {
    let hub = hub();
    write(hub.path(), "file", "x");
    fs::create_dir(hub.path().join("foreign")).unwrap();
    write(hub.path(), "foreign/mine.txt", "mine");
    let before = published(hub.path());
    for output in [".", "content", "content/calls", "content/new", "themes", "themes/plain/out", "..", "/", "file", "foreign"] {
        let run = run_in(hub.path(), &["build", "--output", output]).ends(2).says_nothing_on_stdout();
        assert!(!run.stderr.is_empty());
        assert_eq!(published(hub.path()), before, "nothing is touched with --output {output}");
    }
}

#[test]
fn a_file_that_somebody_adds_is_kept_with_a_warning() {
    let hub = hub();
    run_in(hub.path(), &["build"]).ends(0);
    write(hub.path(), "output/nabory/mine.txt", "mine");
    run_in(hub.path(), &["build"]).ends(0).says("nabory/mine.txt").says("_static");
    assert_eq!(fs::read_to_string(hub.path().join("output/nabory/mine.txt")).unwrap(), "mine");
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let hub = hub();
    for number in 0..60 {
        let text = format!(
            "---\ntitle: Record {}\nsummary: S.\nscope: [pl-12, de]\ndate: 2026-01-{:02}\n---\n## A\n",
            number % 7,
            number % 28 + 1
        );
        write(hub.path(), &format!("content/calls/r{number}.md"), text);
    }
    let outputs = ["1", "4"].map(|threads| {
        let output: PathBuf = hub.path().join(format!("out-{threads}"));
        let mut command = pacthub(&["build", TODAY[0], TODAY[1], "--output"]);
        Run::of(command.arg(&output).current_dir(hub.path()).env("RAYON_NUM_THREADS", threads)).ends(0);
        published(&output)
    });
    assert!(outputs[0] == outputs[1], "the bytes differ");
    assert!(outputs[0].len() > 60);
}

#[test]
fn diagnostics_do_not_depend_on_threads() {
    let hub = hub();
    for number in 0..40 {
        write(hub.path(), &format!("content/calls/r{number}.md"), "---\ntitle: R\nscope: [x, y]\n---\n[a](b.md) <b>\n");
    }
    let said = ["1", "4"].map(|threads| {
        let mut command = pacthub(&["check", "--format", "json", TODAY[0], TODAY[1]]);
        Run::of(command.current_dir(hub.path()).env("RAYON_NUM_THREADS", threads)).ends(1).stdout
    });
    assert_eq!(said[0], said[1]);
}

#[test]
fn schemas_completions_and_the_manual_go_to_stdout() {
    let hub = hub();
    for arguments in [&["schema"][..], &["completions", "bash"], &["completions", "fish"], &["man"]] {
        let run = run_in(hub.path(), arguments).ends(0);
        assert_eq!(run.stderr, "");
        assert!(run.stdout.len() > 500, "{arguments:?}");
    }
    run_in(hub.path(), &["completions", "tcsh"]).ends(2).says_nothing_on_stdout();
}

#[test]
fn a_new_hub_builds_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "hub"]).ends(0);
    let root = folder.path().join("hub");
    let run = run_in(&root, &["build", "--strict"]).ends(0);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    run_in(&root, &["check", "--strict"]).ends(0);
    run_in(folder.path(), &["init", "hub"]).ends(2);
}
