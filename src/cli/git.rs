//! Asking git, which is another program: it may be missing, and a folder may lie in no repository.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Begins a command of git about the repository that a folder lies in.
pub(super) fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["-c", "core.quotePath=false"]).stderr(Stdio::null()).stdin(Stdio::null());
    command
}

/// Reads blobs by their names, in order, and hands each on with its index; nothing for one that does not exist. Comes back with
/// nothing where git cannot be asked or answers what it should not.
pub(super) fn blobs(root: &Path, names: &[String], take: &mut dyn FnMut(usize, Option<Vec<u8>>)) -> Option<()> {
    if names.is_empty() {
        return Some(());
    }
    let mut child = command(root).args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = child.stdin.take()?;
    let lines: String = names.iter().map(|name| format!("{name}\n")).collect();
    // A thread writes, since git answers before it has read everything and the pipes would fill.
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let mut output = BufReader::new(child.stdout.take()?);
    for index in 0..names.len() {
        let mut header = String::new();
        output.read_line(&mut header).ok()?;
        let size = header.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok()).filter(|_| header.contains(" blob "));
        let Some(size) = size else {
            take(index, None);
            continue;
        };
        let mut bytes = vec![0; size + 1];
        output.read_exact(&mut bytes).ok()?;
        bytes.pop();
        take(index, Some(bytes));
    }
    let _ = writer.join();
    let _ = child.wait();
    Some(())
}
