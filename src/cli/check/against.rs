//! Reading the sitemap that the site is compared with.

use crate::external::fetch;
use crate::lint::sitemap_addresses;
use std::path::Path;

/// Reads all addresses of a sitemap, which is a file, a built site's folder, or an address; an index is followed to its parts.
pub(super) fn read(name: &str) -> Result<Vec<String>, String> {
    let (addresses, is_index) = parse(name, &text(name)?)?;
    if !is_index {
        return Ok(addresses);
    }
    let mut all = Vec::new();
    for part in addresses {
        let part = beside(name, &part);
        let (addresses, is_index) = parse(&part, &text(&part)?)?;
        if is_index {
            return Err(format!("{part} cannot be used: an index of sitemaps may not name another."));
        }
        all.extend(addresses);
    }
    Ok(all)
}

fn parse(name: &str, text: &str) -> Result<(Vec<String>, bool), String> {
    sitemap_addresses(text).map_err(|reason| format!("{name} cannot be used: {reason}."))
}

fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// An index in a file has its parts beside it, whatever the address under which they were published.
fn beside(index: &str, part: &str) -> String {
    if is_address(index) {
        return part.to_owned();
    }
    let file = part.rsplit('/').next().unwrap_or(part);
    let path = Path::new(index);
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    folder.join(file).to_string_lossy().into_owned()
}

fn text(name: &str) -> Result<String, String> {
    if is_address(name) {
        return fetch(name).map_err(|error| format!("{name} cannot be fetched: {error}."));
    }
    let path = Path::new(name);
    let file = if path.is_dir() { path.join("sitemap.xml") } else { path.to_owned() };
    std::fs::read_to_string(&file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))
}
