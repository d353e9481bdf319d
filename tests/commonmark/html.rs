//! Bringing the product's HTML and a specification's to the same form.

use pacthub::record::{Body, Insertion, LinkTarget};
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Node};
use std::borrow::Cow;

/// The HTML of a body, with what the product puts into its holes as far as a specification knows of it: where links lead.
///
/// Left out are the words around a text (names of tables and tasks, notes on links) and the sources of images, which are files.
pub fn filled(body: &Body) -> String {
    let mut html = String::new();
    let mut copied = 0;
    for insert in &body.inserts {
        html.push_str(&body.html[copied..insert.at as usize]);
        copied = insert.at as usize;
        if let Insertion::Link(index) = insert.what {
            let href = match &body.links[index as usize].target {
                // Relative links are resolved where the text lies, in pages/.
                LinkTarget::File { path, query, fragment } => address(path.strip_prefix("pages/").unwrap_or(path), query, fragment),
                LinkTarget::Address { path, query, fragment } => address(path, query, fragment),
                LinkTarget::Anchor(fragment) => format!("#{fragment}"),
            };
            html.push_str(&format!(" href=\"{}\"", href.replace('&', "&amp;").replace('"', "&quot;")));
        }
    }
    html.push_str(&body.html[copied..]);
    html
}

fn address(path: &str, query: &str, fragment: &str) -> String {
    let part = |sign: &str, text: &str| if text.is_empty() { String::new() } else { format!("{sign}{text}") };
    format!("{path}{}{}", part("?", query), part("#", fragment))
}

/// The product's HTML in the common form.
pub fn normal(html: &str) -> String {
    form(html, 0)
}

/// A specification's HTML in the common form.
pub fn expected(html: &str) -> String {
    // The title is the page's one first heading, so that headings are shifted where a text has first ones.
    form(html, u8::from(html.contains("<h1>")))
}

/// Elements around which white space means nothing.
const BLOCKS: &[&str] = &[
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "aside",
    "section",
    "br",
];

fn form(html: &str, shift: u8) -> String {
    let page = Html::parse_fragment(html);
    let mut out = String::new();
    write(page.root_element(), shift, false, &mut out);
    let mut out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for block in BLOCKS {
        for tag in [format!("<{block}"), format!("</{block}>")] {
            out = out.replace(&format!(" {tag}"), &tag).replace(&format!("</{block}> "), &format!("</{block}>"));
        }
    }
    // An opening tag of a block may be followed by a space, attributes or not.
    let mut tight = String::new();
    let mut rest = out.as_str();
    while let Some(end) = rest.find("> ") {
        let (head, tail) = rest.split_at(end + 1);
        let name = head.rsplit('<').next().unwrap_or_default().split([' ', '>']).next().unwrap_or_default();
        tight.push_str(head);
        rest = if BLOCKS.contains(&name) { &tail[1..] } else { tail };
        if !BLOCKS.contains(&name) {
            tight.push(' ');
            rest = &rest[1..];
        }
    }
    tight.push_str(rest);
    tight
}

/// Writes what stands in an element.
fn write(element: ElementRef<'_>, shift: u8, in_code: bool, out: &mut String) {
    for child in element.children() {
        if let Node::Text(text) = child.value() {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            // White space in code means something.
            out.push_str(&if in_code { text.replace(' ', "␣").replace('\n', "⏎").replace('\t', "⇥") } else { text });
        }
        // Comments are neither: they are dropped.
        let Some(inner) = ElementRef::wrap(child) else { continue };
        let name = inner.value().name();
        let is_code = in_code || name == "pre";
        // A table scrolls in a frame of its own.
        if name == "div" && inner.attr("class") == Some("table") {
            write(inner, shift, is_code, out);
            continue;
        }
        let name = match (name, shift) {
            ("h1", _) => Cow::Borrowed("h2"),
            ("h2" | "h3" | "h4" | "h5", 1) => Cow::Owned(format!("h{}", name[1..].parse::<u8>().map_or(0, |level| level + 1))),
            _ => Cow::Borrowed(name),
        };
        out.push('<');
        out.push_str(&name);
        attributes(inner.value(), out);
        out.push('>');
        write(inner, shift, is_code, out);
        if !matches!(&*name, "br" | "hr" | "img" | "input") {
            out.push_str(&format!("</{name}>"));
        }
    }
}

fn attributes(element: &scraper::node::Element, out: &mut String) {
    let mut attributes: Vec<(String, String)> =
        element.attrs().filter_map(|(name, value)| attribute(element.name(), name, value)).collect();
    attributes.sort();
    for (name, value) in attributes {
        out.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;").replace(' ', "␣").replace('\n', "⏎")));
    }
}

/// An attribute in the common form; nothing where only one side has it.
fn attribute(element: &str, name: &str, value: &str) -> Option<(String, String)> {
    let value = match (element, name) {
        // Headings can be linked to.
        ("h2" | "h3" | "h4" | "h5" | "h6", "id") => return None,
        // Links out of the site say so.
        ("a", "rel") => return None,
        // Images are files of the hub, whose addresses are not known before all files are; they load when they are reached.
        ("img", "src" | "loading") => return None,
        // A cell in a table's head says what it is the head of; a box says what its state means.
        ("th", "scope") | ("input", "aria-label") => return None,
        // How much of an address is percent-encoded is up to the writer, and so is a base that it is relative to.
        ("a", "href") if !is_allowed(value) => return None,
        ("a", "href") => decoded(value),
        // Styles stand in the theme, so that no page needs any of its own.
        ("th" | "td", "style" | "class" | "align") => {
            let side = value.trim_start_matches("text-align: ").trim_start_matches("align-");
            let side = match side {
                "left" => "start",
                "right" => "end",
                other => other,
            };
            return Some(("align".to_owned(), side.to_owned()));
        }
        _ => value.to_owned(),
    };
    Some((name.to_owned(), value))
}

fn decoded(href: &str) -> String {
    let href = percent_decode_str(href).decode_utf8_lossy().into_owned();
    href.strip_prefix("./").map_or(href.clone(), str::to_owned)
}

/// Links with other schemes than these four lead nowhere, which is reported.
fn is_allowed(href: &str) -> bool {
    let Some((scheme, _)) = href.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    !is_scheme || ["http", "https", "mailto", "tel"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}
