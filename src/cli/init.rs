//! `pacthub init`: makes a small working hub.

use super::Outcome;
use super::arguments::InitArguments;
use super::report::say;
use include_dir::{Dir, include_dir};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::io::Write;
use std::path::Path;

/// The hub's files. A name that begins with `dot-` gets a dot instead, so that tools do not take the files for this project's.
static HUB: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/hub");

pub(super) fn run(arguments: &InitArguments) -> Outcome {
    match write_hub(&arguments.folder) {
        Ok(()) => {
            let folder = arguments.folder.display();
            say(&format!("Made a hub in {folder}. Next: change content/hub.yaml, then run"));
            say(&format!("  pacthub build --root {folder}"));
            Outcome::Done
        }
        Err(message) => {
            say(&message);
            Outcome::Unusable
        }
    }
}

fn write_hub(folder: &Path) -> Result<(), String> {
    refuse_files(folder)?;
    // The example's dates follow the day on which it is made, so that nothing in it is closed or stale.
    let timezone = TimeZone::get("Europe/Warsaw").unwrap_or(TimeZone::UTC);
    let today = super::day::today(None)?.date(&timezone);
    write_folder(&HUB, folder, today)
}

/// A folder with visible files is somebody's work.
fn refuse_files(folder: &Path) -> Result<(), String> {
    let shown = folder.display();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(format!("{shown} cannot be used: {error}.")),
    };
    let mut names: Vec<String> = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    match names.first() {
        Some(name) => {
            Err(format!("{shown} holds files already, such as {name}; nothing was written. Name an empty folder: pacthub init DIR"))
        }
        None => Ok(()),
    }
}

fn write_folder(source: &Dir, folder: &Path, today: Date) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    for file in source.files() {
        let text = file.contents_utf8().unwrap_or_default();
        let later = today.checked_add(6.months()).unwrap_or(today);
        let text = text
            .replace("@TODAY@", &today.to_string())
            .replace("@LATER@", &later.to_string())
            .replace("@VERSION@", env!("CARGO_PKG_VERSION"));
        match std::fs::File::create_new(folder.join(visible_name(file.path()))) {
            Ok(mut disk) => disk.write_all(text.as_bytes()).map_err(failed)?,
            // Hidden files may be there already, and are kept.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(error)),
        }
    }
    for inner in source.dirs() {
        write_folder(inner, &folder.join(visible_name(inner.path())), today)?;
    }
    Ok(())
}

fn visible_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.strip_prefix("dot-").map_or_else(|| name.to_string(), |rest| format!(".{rest}"))
}
