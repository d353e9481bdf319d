//! The binary in bad company: killed, crowded, without room, with files that come and go.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use tempfile::{TempDir, tempdir};

use crate::support::{copy, empty_hub, shared};
use crate::{assert_nothing_staged, read, write};

const RECORDS: usize = 120;

/// A hub with many calls, each of which names a version.
fn hub(version: &str) -> TempDir {
    let hub = empty_hub();
    copy(&shared("_layers/calls"), hub.path());
    set_version(hub.path(), version);
    hub
}

fn set_version(root: &Path, version: &str) {
    for number in 0..RECORDS {
        write(
            &record(root, number),
            &format!("---\ntitle: Call {number} of {version}\nsummary: S.\ndeadline: 2026-12-01\nscope: pl\n---\nText.\n"),
        );
    }
}

fn record(root: &Path, number: usize) -> PathBuf {
    root.join(format!("content/calls/call-{number}.md"))
}

fn build(root: &Path, output: &Path) -> Command {
    build_on("2026-11-24", root, output)
}

fn build_on(day: &str, root: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pacthub"));
    command.args(["build", "--quiet", "--today", day, "--root"]).arg(root).arg("--output").arg(output);
    command.env_remove("SOURCE_DATE_EPOCH").stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The same command behind a line of the shell, such as one that sets limits.
fn behind(line: &str, command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{line}; exec \"$0\" \"$@\"")).arg(command.get_program()).args(command.get_args());
    shell.env_remove("SOURCE_DATE_EPOCH").stdout(Stdio::null()).stderr(Stdio::piped());
    shell
}

fn run(command: &mut Command) -> (i32, String) {
    let Output { status, stderr, .. } = command.output().expect("it runs");
    (status.code().expect("it ends by itself"), String::from_utf8_lossy(&stderr).into_owned())
}

fn run_well(command: &mut Command) {
    let (status, said) = run(command);
    assert_eq!(status, 0, "{said}");
}

/// What a build into a new folder gives.
fn clean(root: &Path) -> BTreeMap<String, String> {
    let output = tempdir().expect("a folder");
    run_well(&mut build(root, output.path()));
    read(output.path())
}

fn assert_right(root: &Path, output: &Path) {
    run_well(&mut build(root, output));
    let (found, expected) = (read(output), clean(root));
    let differs: Vec<&String> = expected.keys().chain(found.keys()).filter(|path| found.get(*path) != expected.get(*path)).collect();
    assert!(differs.is_empty(), "{differs:?} are not put right");
    assert_nothing_staged(output);
}

#[test]
fn a_build_that_is_killed_is_put_right_by_the_next() {
    let hub = hub("version 0");
    let output = tempdir().expect("a folder");
    run_well(&mut build(hub.path(), output.path()));
    let before = read(output.path());
    let mut wait = 7_u64;
    for round in 1..12 {
        set_version(hub.path(), &format!("version {round}"));
        let mut child = build(hub.path(), output.path()).spawn().expect("started");
        thread::sleep(Duration::from_millis(wait));
        // Each round stops at another moment.
        wait = (wait * 5 + 3) % 160;
        child.kill().expect("killed");
        child.wait().expect("it ends");
        let found = read(output.path());
        for path in before.keys() {
            let text = found.get(path).unwrap_or_else(|| panic!("round {round}: {path} is gone"));
            assert!(!path.ends_with(".html") || text.trim_end().ends_with("</html>"), "round {round}: {path} is half a page");
            let versions = text.matches(" of version ").count();
            let of_one = (0..=round).any(|version| text.matches(&format!(" of version {version}")).count() >= versions);
            assert!(of_one, "round {round}: {path} mixes versions");
        }
    }
    assert_right(hub.path(), output.path());
}

#[test]
fn a_first_build_that_is_killed_leaves_a_folder_that_can_be_used() {
    let hub = hub("version 0");
    for wait in [5, 25, 45, 65, 85] {
        let folder = tempdir().expect("a folder");
        let output = folder.path().join("output");
        let mut child = build(hub.path(), &output).spawn().expect("started");
        thread::sleep(Duration::from_millis(wait));
        child.kill().expect("killed");
        child.wait().expect("it ends");
        assert_right(hub.path(), &output);
    }
}

#[test]
fn builds_at_once_take_turns() {
    let (one, other) = (hub("one"), hub("other"));
    let output = tempdir().expect("a folder");
    let mut children: Vec<_> = [one.path(), other.path(), one.path(), other.path()]
        .iter()
        .map(|root| build(root, output.path()).spawn().expect("started"))
        .collect();
    for child in &mut children {
        assert!(child.wait().expect("it ends").success());
    }
    let found = read(output.path());
    assert!(found == clean(one.path()) || found == clean(other.path()), "two sites are mixed");
}

#[test]
fn sixty_four_open_files_are_enough_for_the_binary() {
    let hub = hub("one");
    let output = tempdir().expect("a folder");
    run_well(&mut behind("ulimit -n 64", &build(hub.path(), output.path())));
    set_version(hub.path(), "two");
    run_well(&mut behind("ulimit -n 64", &build(hub.path(), output.path())));
    assert!(read(output.path()) == clean(hub.path()));
}

#[test]
fn a_file_that_may_not_grow_leaves_the_old_site() {
    let hub = hub("one");
    let output = tempdir().expect("a folder");
    run_well(&mut build(hub.path(), output.path()));
    let before = read(output.path());
    set_version(hub.path(), "two");
    // One block of 512 bytes a file; without the trap the system would end the process.
    let (status, said) = run(&mut behind("trap '' XFSZ; ulimit -f 1", &build(hub.path(), output.path())));
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("cannot write"), "{said}");
    assert!(read(output.path()) == before, "the old site is touched");
    assert_right(hub.path(), output.path());
}

/// A disk of its own, which is taken away in the end; nothing where this user may not mount any.
struct Mounted(PathBuf);

impl Mounted {
    fn new(place: &Path, size: &str) -> Option<Self> {
        let status =
            Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(place).stderr(Stdio::null()).status();
        if status.is_ok_and(|status| status.success()) {
            return Some(Self(place.to_owned()));
        }
        // This user may not mount a disk.
        None
    }

    fn again(&self, options: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status().expect("mount runs");
        assert!(status.success());
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let hub = hub("one");
    let place = tempdir().expect("a folder");
    let Some(disk) = Mounted::new(place.path(), "32m") else { return };
    let output = disk.0.join("output");
    run_well(&mut build(hub.path(), &output));
    let before = read(&output);
    set_version(hub.path(), "two");
    // Somebody else takes all the room but for a few pages.
    let filler = disk.0.join("filler");
    let mut file = File::create(&filler).expect("made");
    while std::io::Write::write_all(&mut file, &[1; 4096]).is_ok() {}
    let length = file.metadata().expect("known").len();
    file.set_len(length.saturating_sub(100 * 4096)).expect("shortened");
    let (status, said) = run(&mut build(hub.path(), &output));
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("make room"), "{said}");
    assert!(read(&output) == before, "the old site is touched");
    drop(file);
    fs::remove_file(filler).expect("removed");
    assert_right(hub.path(), &output);
}

#[test]
fn a_disk_that_is_read_only_is_said_to_be() {
    let hub = hub("one");
    let place = tempdir().expect("a folder");
    let Some(disk) = Mounted::new(place.path(), "64m") else { return };
    let output = disk.0.join("output");
    run_well(&mut build(hub.path(), &output));
    let before = read(&output);
    set_version(hub.path(), "two");
    disk.again("ro");
    let (status, said) = run(&mut build(hub.path(), &output));
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("that disk is read-only"), "{said}");
    disk.again("rw");
    assert!(read(&output) == before);
    assert_right(hub.path(), &output);
}

#[test]
fn files_that_come_and_go_while_they_are_read_are_no_crash() {
    let hub = hub("one");
    let output = tempdir().expect("a folder");
    write(&hub.path().join("content/_static/extra.txt"), "extra");
    run_well(&mut build(hub.path(), output.path()));
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                for number in 0..RECORDS {
                    let path = record(hub.path(), number);
                    let text = fs::read(&path).unwrap_or_default();
                    let _ = fs::remove_file(&path);
                    let _ = fs::write(&path, text);
                }
                let _ = fs::remove_file(hub.path().join("content/_static/extra.txt"));
                let _ = fs::write(hub.path().join("content/_static/extra.txt"), "extra");
            }
        });
        for _ in 0..8 {
            let (status, said) = run(&mut build(hub.path(), output.path()));
            assert!(matches!(status, 0 | 1), "{status}: {said}");
            // A file that is gone when it is read is reported; half a record lacks what it must have.
            assert!(status == 0 || said.contains("error["), "{said}");
        }
        is_over.store(true, Ordering::Relaxed);
    });
    set_version(hub.path(), "two");
    write(&hub.path().join("content/_static/extra.txt"), "extra");
    assert_right(hub.path(), output.path());
}

#[test]
fn a_clock_that_goes_back_hides_no_change() {
    let hub = hub("one");
    let output = tempdir().expect("a folder");
    run_well(&mut build(hub.path(), output.path()));
    let date = |path: &Path, time: SystemTime| File::options().write(true).open(path).expect("opened").set_modified(time).expect("dated");
    let page = output.path().join("nabory/call-0/index.html");
    date(&page, SystemTime::now() + Duration::from_hours(24 * 365));
    set_version(hub.path(), "two");
    for number in 0..RECORDS {
        date(&record(hub.path(), number), SystemTime::UNIX_EPOCH + Duration::from_hours(1));
    }
    run_well(&mut build(hub.path(), output.path()));
    assert!(fs::read_to_string(&page).expect("a page").contains("Call 0 of two"));
    assert!(read(output.path()) == clean(hub.path()));
    // Statuses of a later day go back with the day.
    let before = read(output.path());
    for (day, same) in [("2026-12-05", false), ("2026-11-24", true)] {
        run_well(&mut build_on(day, hub.path(), output.path()));
        assert_eq!(read(output.path()) == before, same, "{day}");
    }
}

#[test]
fn links_in_the_output_path() {
    let hub = hub("one");
    let folder = tempdir().expect("a folder");
    fs::create_dir(folder.path().join("real")).expect("a folder");
    std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).expect("a link");
    let (status, said) = run(&mut build(hub.path(), &folder.path().join("link")));
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("it is a symbolic link"), "{said}");
    assert_eq!(read(&folder.path().join("real")).len(), 0);
    run_well(&mut build(hub.path(), &folder.path().join("link/output")));
    assert!(read(&folder.path().join("real/output")) == clean(hub.path()));
    // A link behind which the content lies is the content.
    std::os::unix::fs::symlink(hub.path().join("content"), folder.path().join("shortcut")).expect("a link");
    let before = read(&hub.path().join("content"));
    let (status, said) = run(&mut build(hub.path(), &folder.path().join("shortcut/output")));
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("it lies inside the hub's content"), "{said}");
    assert!(read(&hub.path().join("content")) == before);
}
