//! The hub as it was at a commit, in a folder that goes away again.

use crate::cli::git;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;
use tempfile::TempDir;

/// Returns the full id of a commit, or of the last one that it has in common with the current one.
pub(super) fn commit(root: &Path, name: &str, merge_base: bool) -> Result<String, String> {
    let inside = git::command(root)
        .args(["rev-parse", "--is-inside-work-tree"])
        .output()
        .map_err(|error| format!("git cannot be run: {error}. 'diff' needs it to read the older hub."))?;
    if !inside.status.success() || inside.stdout.trim_ascii() != b"true" {
        return Err(format!("'{}' lies in no git repository, so there is nothing to compare it with.", root.display()));
    }
    let id = answer(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")]).ok_or_else(|| {
        let help = "Name a branch, a tag or a commit; one that is only on the server has to be fetched first.";
        format!("There is no commit '{name}' in this repository. {help}")
    })?;
    if !merge_base {
        return Ok(id);
    }
    answer(root, &["merge-base", &id, "HEAD"]).ok_or_else(|| format!("The current commit has nothing in common with '{name}'."))
}

fn answer(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = git::command(root).args(arguments).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A file of the commit.
struct Blob {
    path: PathBuf,
    is_link: bool,
}

/// Writes the hub's content and themes as they were at a commit. No file of the repository is touched, and nothing is run that its
/// settings name: blobs are written as they are stored.
pub(super) fn check_out(root: &Path, commit: &str) -> Result<TempDir, String> {
    let unreadable = || format!("git cannot read the hub at {commit}. A shallow or partial clone has to be completed first.");
    let list = git::command(root)
        .args(["ls-tree", "-r", "-z", commit, "--", "content", "themes"])
        .stdout(Stdio::piped())
        .output()
        .ok()
        .filter(|output| output.status.success())
        .ok_or_else(unreadable)?;
    let (names, blobs): (Vec<String>, Vec<Blob>) = list.stdout.split(|byte| *byte == 0).filter_map(entry).unzip();
    let folder = TempDir::with_prefix("pacthub-diff-").map_err(|error| format!("No folder for the older hub can be made: {error}."))?;
    let (mut missing, mut failed, mut links) = (false, None, Vec::new());
    git::blobs(root, &names, &mut |index, bytes| match (bytes, &blobs[index]) {
        (None, _) => missing = true,
        // Links come last, so that no file is written through one.
        (Some(bytes), blob) if blob.is_link => links.push((folder.path().join(&blob.path), bytes)),
        (Some(bytes), blob) => {
            if let Err(error) = write(&folder.path().join(&blob.path), &bytes) {
                failed = Some(error);
            }
        }
    })
    .filter(|()| !missing)
    .ok_or_else(unreadable)?;
    for (path, target) in links {
        failed = link(&path, &target).err().or(failed);
    }
    failed.map_or(Ok(folder), |error| Err(format!("The older hub cannot be written to a folder of its own: {error}.")))
}

/// Reads `100644 blob ID\tPATH`; submodules and paths that lead elsewhere are left out.
fn entry(line: &[u8]) -> Option<(String, Blob)> {
    let line = std::str::from_utf8(line).ok()?;
    let (meta, path) = line.split_once('\t')?;
    let mut meta = meta.split(' ');
    let (mode, kind, id) = (meta.next()?, meta.next()?, meta.next()?);
    let path = PathBuf::from(path);
    let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    (kind == "blob" && is_plain).then(|| (id.to_owned(), Blob { path, is_link: mode == "120000" }))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}

#[cfg(unix)]
fn link(path: &Path, target: &[u8]) -> io::Result<()> {
    use std::os::unix::ffi::OsStrExt;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::os::unix::fs::symlink(std::ffi::OsStr::from_bytes(target), path)
}

/// Where links need rights of their own, git too writes a file that holds the target.
#[cfg(not(unix))]
fn link(path: &Path, target: &[u8]) -> io::Result<()> {
    write(path, target)
}
