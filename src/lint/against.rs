//! Addresses that were published and are gone.

use crate::diagnostic::{Diagnostic, DiagnosticId, Place, nearest};
use crate::hub::BaseUrl;
use crate::route::RouteTable;
use percent_encoding::percent_decode_str;
use std::collections::HashSet;

/// Reads the addresses of a sitemap, or of an index of sitemaps: the texts of its `loc` elements (sitemaps.org protocol).
/// The flag tells that it is an index. The error says why the text is neither.
pub fn sitemap_addresses(text: &str) -> Result<(Vec<String>, bool), String> {
    let index = text.contains("<sitemapindex");
    if !index && !text.contains("<urlset") {
        return Err("it is no sitemap: it has neither <urlset> nor <sitemapindex>".to_owned());
    }
    let mut addresses = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("<loc>") {
        let Some((address, after)) = after.split_once("</loc>") else { return Err("a <loc> does not end".to_owned()) };
        let address = address.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        addresses
            .push(address.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&"));
        rest = after;
    }
    Ok((addresses, index))
}

/// Reports each address that the site no longer has.
///
/// The host is not compared, since a site is often checked before it moves; an old base path that differs is taken off where the
/// addresses have it in common.
pub fn gone(addresses: &[String], base_url: &BaseUrl, table: &RouteTable) -> Vec<Diagnostic> {
    let known: HashSet<&str> = table.routes.iter().map(|(path, _)| path.as_str()).collect();
    let paths: Vec<String> = addresses.iter().filter_map(|address| path_of(address)).collect();
    let base = old_base(&paths, base_url);
    let mut seen: HashSet<&str> = HashSet::new();
    let mut gone = Vec::new();
    for path in paths.iter().filter(|path| seen.insert(path)) {
        let inside = path.strip_prefix(base.as_str()).unwrap_or(path.trim_start_matches('/'));
        let site_path = format!("/{inside}");
        let exists = |path: &str| known.contains(path);
        if exists(&site_path) || exists(&format!("{site_path}/")) || site_path.strip_suffix("index.html").is_some_and(exists) {
            continue;
        }
        let mut pages: Vec<&str> =
            known.iter().copied().filter(|page| page.ends_with('/') && page.len().abs_diff(site_path.len()) < 4).collect();
        pages.sort_unstable();
        let help = match nearest(&site_path, pages) {
            Some(page) => format!("If '{page}' took its place, add 'aliases: [{site_path}]' to the front matter of that page."),
            None => format!("Add 'aliases: [{site_path}]' to the front matter of the page that took its place."),
        };
        let message = format!("The address '{site_path}' was published before, and is gone without a redirect.");
        gone.push(Diagnostic::error(DiagnosticId::GoneAddress, Place::file("content/hub.yaml"), message).help(help));
    }
    gone
}

/// Returns the decoded path of an address.
fn path_of(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    percent_decode_str(url.path()).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// Returns the base path under which the addresses were published: the hub's, if they lie in it, else the shortest of them.
fn old_base(paths: &[String], base_url: &BaseUrl) -> String {
    let lies_in = |base: &str| paths.iter().all(|path| path.starts_with(base));
    if lies_in(base_url.path()) {
        return base_url.path().to_owned();
    }
    let shortest = paths.iter().filter(|path| path.ends_with('/')).min_by_key(|path| path.len());
    shortest.filter(|base| lies_in(base)).cloned().unwrap_or_else(|| "/".to_owned())
}
