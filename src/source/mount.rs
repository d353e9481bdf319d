//! Telling whether a folder lies where the system reports no changes.

use std::path::Path;

/// File systems that other machines change without this one being told (mount(8), as in /proc/self/mounts).
const SILENT: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "drvfs",
    "fuse.sshfs",
    "glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
];

/// Returns why changes of a folder make no events, if they make none.
pub(super) fn without_events(root: &Path) -> Option<String> {
    let root = root.canonicalize().ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let kind = kind_of(&root, &mounts)?;
    SILENT.contains(&kind).then(|| format!("the folder lies on a file system of type {kind}, which reports no changes"))
}

/// Returns the type of the file system that a folder lies on: that of the deepest mount around it, the last of equals.
fn kind_of<'m>(folder: &Path, mounts: &'m str) -> Option<&'m str> {
    let parts = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ');
        let (_, point, kind) = (parts.next()?, parts.next()?, parts.next()?);
        Some((point.replace("\\040", " "), kind))
    });
    let around = parts.filter(|(point, _)| folder.starts_with(point));
    around.max_by_key(|(point, _)| point.len()).map(|(_, kind)| kind)
}
