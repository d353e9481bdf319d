//! One page, read once: what the checks ask about.

use scraper::{ElementRef, Html};
use std::collections::BTreeSet;

/// What a page says of itself and where it leads.
#[derive(Debug, Default)]
pub struct Page {
    /// The kind that the theme writes at the body; none for a redirect.
    pub kind: Option<String>,
    /// The language of the page.
    pub lang: Option<String>,
    /// The words of its title.
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// Its own address.
    pub canonical: Option<String>,
    /// Its address in each language.
    pub alternates: Vec<(String, String)>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// The ids of its elements.
    pub ids: BTreeSet<String>,
    /// Every address that it mentions.
    pub links: BTreeSet<String>,
    /// The levels of its headings, in their order.
    pub headings: Vec<u8>,
    /// Its structured data.
    pub structured_data: Vec<String>,
    /// What is wrong with elements by themselves.
    pub problems: Vec<String>,
    /// The statuses that it shows in words: id, opening, closing.
    pub statuses: Vec<(String, Option<String>, Option<String>)>,
}

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "action", "data-root", "data-strings", "data-listing", "data-search-root"];

impl Page {
    /// Reads a page. What stands in a `template` is read too, but is no part of the outline.
    pub fn read(html: &str) -> Self {
        let document = Html::parse_document(html);
        let mut page = Self::default();
        for element in document.root_element().descendants().filter_map(ElementRef::wrap) {
            page.read_element(element);
        }
        page.lang = document.root_element().attr("lang").map(str::to_owned);
        page.links.extend(document.root_element().attr("data-strings").map(str::to_owned));
        page
    }

    fn read_element(&mut self, element: ElementRef) {
        let name = element.value().name();
        for (key, value) in element.value().attrs() {
            match key {
                "style" => self.problems.push(format!("<{name}> has an inline style")),
                "id" if value.is_empty() || value.contains(char::is_whitespace) => self.problems.push(format!("'{value}' is no id")),
                "id" if !self.ids.insert(value.to_owned()) => self.problems.push(format!("the id '{value}' stands twice")),
                "srcset" => self.links.extend(value.split(',').filter_map(|part| part.split_whitespace().next()).map(str::to_owned)),
                "lang" if value.is_empty() => self.problems.push(format!("<{name}> has an empty lang")),
                _ if key.starts_with("on") => self.problems.push(format!("<{name}> has a script in '{key}'")),
                _ if ADDRESSES.contains(&key) => {
                    self.links.insert(value.to_owned());
                }
                _ => {}
            }
        }
        let attribute = |key: &str| element.attr(key).map(str::to_owned);
        let words = || element.text().collect::<String>().trim().to_owned();
        match name {
            "body" => self.kind = attribute("data-kind"),
            "title" if element.ancestors().filter_map(ElementRef::wrap).any(|outer| outer.value().name() == "head") => self.title = words(),
            "style" => self.problems.push("there is a <style> element".to_owned()),
            "script" => match element.attr("type") {
                Some("application/ld+json") => self.structured_data.push(element.inner_html()),
                Some("application/json") => {
                    if let Err(error) = serde_json::from_str::<serde_json::Value>(&element.inner_html()) {
                        self.problems.push(format!("data that are no JSON: {error}"));
                    }
                }
                _ if element.attr("src").is_none() => self.problems.push("there is an inline script".to_owned()),
                _ => {}
            },
            "img" => {
                for key in ["alt", "width", "height"] {
                    if element.attr(key).is_none() {
                        self.problems.push(format!("an image has no {key}: {:?}", element.attr("src")));
                    }
                }
            }
            "meta" => match (element.attr("name"), element.attr("property")) {
                (Some("description"), _) => self.description = attribute("content"),
                (Some("robots"), _) => self.noindex = element.attr("content").is_some_and(|content| content.contains("noindex")),
                (_, Some("og:image" | "og:url")) => self.links.extend(attribute("content")),
                _ => {}
            },
            "link" => match (element.attr("rel"), element.attr("hreflang"), element.attr("href")) {
                (Some("canonical"), _, Some(href)) => self.canonical = Some(href.to_owned()),
                (Some("alternate"), Some(lang), Some(href)) => self.alternates.push((lang.to_owned(), href.to_owned())),
                _ => {}
            },
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !in_template(element) => {
                self.headings.push(name.as_bytes()[1] - b'0');
                if words().is_empty() {
                    self.problems.push(format!("an empty <{name}>"));
                }
            }
            _ => {}
        }
        if let Some(status) = attribute("data-status") {
            self.statuses.push((status, attribute("data-opens"), attribute("data-closes")));
        }
        for key in ["aria-labelledby", "aria-describedby", "aria-controls", "for"] {
            if let Some(ids) = element.attr(key) {
                self.links.extend(ids.split_whitespace().map(|id| format!("#{id}")));
            }
        }
    }
}

/// Tells whether an element waits in a template for a script.
fn in_template(element: ElementRef) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|outer| outer.value().name() == "template")
        || element.ancestors().any(|outer| outer.value().is_fragment())
}
