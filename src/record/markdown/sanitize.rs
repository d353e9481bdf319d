//! Raw HTML through an allow-list, for hubs that say `raw_html: sanitize`.

use super::body::{Insert, Insertion};
use super::link::{self, Address, LinkTarget};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// Marks a hole in text that a sanitizer will move around: a number between two private-use characters.
///
/// As an attribute's value the mark survives; the attributes themselves are put in afterwards.
pub(super) fn mark(index: usize, what: Insertion) -> String {
    match what {
        Insertion::Link(_) => format!(" href=\"{OPEN}{index}{CLOSE}\""),
        Insertion::Image(_) => format!(" src=\"{OPEN}{index}{CLOSE}\""),
        _ => format!("{OPEN}{index}{CLOSE}"),
    }
}

/// Replaces the private-use characters of marks in a text, written as such or as references (`&#xE000;`), so that it cannot hold marks
/// of its own; nothing comes back where it has none. The replacement is as long, so that offsets stay.
pub(super) fn without_marks(text: &str) -> Option<String> {
    let mut clean = text.contains([OPEN, CLOSE]).then(|| text.replace([OPEN, CLOSE], "\u{fffd}"));
    for (at, _) in text.match_indices("&#") {
        let rest = &text[at + 2..];
        let (radix, harmless, skipped) = if rest.starts_with(['x', 'X']) { (16, "fffd", 1) } else { (10, "65533", 0) };
        let digits = &rest[skipped..];
        let digits = &digits[..digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len())];
        let number = digits.trim_start_matches('0');
        if u32::from_str_radix(number, radix).is_ok_and(|code| [OPEN, CLOSE].contains(&char::from_u32(code).unwrap_or_default())) {
            let end = at + 2 + skipped + digits.len();
            clean.get_or_insert_with(|| text.to_owned()).replace_range(end - number.len()..end, harmless);
        }
    }
    clean
}

/// An address that raw HTML names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RawAddress {
    /// A link into the hub, which is marked.
    Link(String, LinkTarget),
    /// An image of the hub, by its path, which is marked.
    Image(String, Box<str>),
    /// A link out of the hub, which stays as it is.
    External(String),
    /// A link that leads above the hub's folder, which is taken away.
    Outside(String),
    /// An image that is none of the hub, which is taken away.
    ForeignImage(String),
}

/// Sanitizes marked HTML of a file in `folder`, and returns the addresses that its author wrote in it. Marks for them continue at `first`.
pub(super) fn scrub(marked: &str, first: usize, folder: &str) -> (String, Vec<RawAddress>) {
    let found = Arc::new(Addresses { folder: folder.to_owned(), first, list: Mutex::default() });
    let seen = Arc::clone(&found);
    let mut builder = ammonia::Builder::default();
    builder
        // The title is the page's one `h1`, and Markdown's own headings were shifted below it.
        .rm_tags(["h1"])
        .add_tags(["section", "aside", "input", "dl", "dt", "dd", "figure", "figcaption"])
        .add_generic_attributes(["id", "class", "role", "tabindex", "aria-label", "lang", "dir"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("img", ["alt"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("td", ["align"])
        .add_tag_attributes("th", ["align", "scope"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| {
            // No link may leave out its scheme, as in Markdown.
            let slashes = value.trim_start().chars().take_while(|character| matches!(character, '/' | '\\')).count();
            if matches!(attribute, "href" | "src" | "cite") && slashes > 1 {
                return None;
            }
            if value.starts_with(OPEN) {
                return Some(value.into());
            }
            match (element, attribute) {
                ("a" | "area", "href") => seen.link(value),
                ("img", "src") => seen.image(value),
                // An image has the measures of its file, and no other.
                ("img", "srcset" | "width" | "height") => None,
                _ => Some(value.into()),
            }
        })
        .id_prefix(None);
    let clean = builder.clean(marked).to_string();
    let mut list = found.list.lock().unwrap_or_else(PoisonError::into_inner);
    (clean, std::mem::take(&mut *list))
}

/// Gathers addresses while HTML is sanitized.
struct Addresses {
    folder: String,
    first: usize,
    list: Mutex<Vec<RawAddress>>,
}

impl Addresses {
    fn link<'v>(&self, value: &'v str) -> Option<Cow<'v, str>> {
        let address = value.trim();
        match link::read(address, &self.folder) {
            // What stands on the page itself may be an id of this very HTML.
            Address::Internal(LinkTarget::Anchor(_)) => Some(value.into()),
            Address::Internal(target) => self.add(RawAddress::Link(address.to_owned(), target)),
            Address::Outside => self.add(RawAddress::Outside(address.to_owned())),
            Address::External => {
                self.add(RawAddress::External(address.to_owned()));
                Some(value.into())
            }
            Address::Scheme(_) | Address::ProtocolRelative => None,
        }
    }

    fn image<'v>(&self, value: &str) -> Option<Cow<'v, str>> {
        let address = value.trim();
        match link::read(address, &self.folder) {
            Address::Internal(LinkTarget::File { path, .. }) => self.add(RawAddress::Image(address.to_owned(), path)),
            _ => self.add(RawAddress::ForeignImage(address.to_owned())),
        }
    }

    /// Keeps an address, and returns its mark where it gets one.
    fn add<'v>(&self, address: RawAddress) -> Option<Cow<'v, str>> {
        let is_marked = |address: &RawAddress| matches!(address, RawAddress::Link(..) | RawAddress::Image(..));
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let index = self.first + list.iter().filter(|known| is_marked(known)).count();
        let mark = is_marked(&address).then(|| format!("{OPEN}{index}{CLOSE}").into());
        list.push(address);
        mark
    }
}

/// Turns marks back into holes.
pub(super) fn restore(clean: &str, holes: &[Insertion]) -> (String, Vec<Insert>) {
    let mut html = String::with_capacity(clean.len());
    let mut inserts = Vec::new();
    let mut rest = clean;
    while let Some(start) = rest.find(OPEN) {
        let before = &rest[..start];
        let after = &rest[start + OPEN.len_utf8()..];
        let Some(end) = after.find(CLOSE) else { break };
        let what = after[..end].parse::<usize>().ok().and_then(|index| holes.get(index)).copied();
        rest = &after[end + CLOSE.len_utf8()..];
        let attribute = match what {
            Some(Insertion::Link(_)) => Some(" href=\""),
            Some(Insertion::Image(_)) => Some(" src=\""),
            _ => None,
        };
        match attribute {
            Some(attribute) => {
                html.push_str(before.strip_suffix(attribute).unwrap_or(before));
                rest = rest.strip_prefix('"').unwrap_or(rest);
            }
            None => html.push_str(before),
        }
        if let Some(what) = what {
            inserts.push(Insert { at: html.len() as u32, what });
        }
    }
    html.push_str(rest);
    (html, inserts)
}
