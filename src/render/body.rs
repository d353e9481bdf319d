//! Filling the holes of a body.

use super::Renderer;
use super::value::{Context, Value as Shown, safe};
use crate::catalogue::{Entry, LinkDestination, select};
use crate::diagnostic::Diagnostic;
use crate::escape::escape;
use crate::hub::{FieldId, LanguageId};
use crate::record::{Body, Image, Insertion, RecordsBlock, Value};
use crate::route::View;
use std::sync::Arc;

/// Tells whether there is a heading in a body's HTML, whose headings are of the second to the sixth level.
fn has_heading(html: &str) -> bool {
    html.match_indices("<h").any(|(index, _)| html.as_bytes().get(index + 2).is_some_and(u8::is_ascii_digit))
}

/// Returns where the `>` stands that ends an element, whose attributes are in double quotes.
fn end_of_element(attributes: &str) -> usize {
    let mut quoted = false;
    let end = attributes.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.unwrap_or(attributes.len())
}

/// Raises headings by a level. Components write theirs as the third, below a heading of the body; where none came before, the page's title
/// stands above them, and no level may be left out.
fn raised(html: &str) -> String {
    (3..=6).fold(html.to_owned(), |html, level| {
        let above = level - 1;
        html.replace(&format!("<h{level}"), &format!("<h{above}")).replace(&format!("</h{level}>"), &format!("</h{above}>"))
    })
}

impl Renderer<'_> {
    /// Returns the HTML of an entry's body for readers of a language.
    pub(super) fn body(&self, entry: &Entry, language: LanguageId) -> Result<Shown, Box<Diagnostic>> {
        let (body, source) = entry.body(language);
        if body.inserts.is_empty() {
            return Ok(Shown::Html(Arc::clone(&body.html)));
        }
        let links = entry.links.get(source.index()).map_or(&[][..], |links| links);
        // An image among the facts is seen first.
        let first = entry.original.values.iter().flatten().all(|value| !matches!(value, Value::Image(_)));
        self.fill(body, links, source, language, first).map(safe)
    }

    /// Returns the HTML of a Markdown field without its paragraph.
    pub(super) fn markdown_field(
        &self, entry: &Entry, field: FieldId, body: &Body, source: LanguageId, language: LanguageId,
    ) -> Result<String, Box<Diagnostic>> {
        let words = entry.words(source);
        let before: usize = words.values[..field.index()]
            .iter()
            .filter_map(|value| match value {
                Some(Value::Markdown(body)) => Some(body.links.len()),
                _ => None,
            })
            .sum();
        let links = entry.links.get(source.index()).map_or(&[][..], |links| links);
        let html = self.fill(body, links.get(words.body.links.len() + before..).unwrap_or(&[]), source, language, false)?;
        let html = html.trim_end();
        Ok(html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(html).to_owned())
    }

    /// Fills the holes. `first` says that the body's first image is the first one that readers see.
    fn fill(
        &self, body: &Body, links: &[LinkDestination], source: LanguageId, language: LanguageId, first: bool,
    ) -> Result<String, Box<Diagnostic>> {
        let mut html = String::with_capacity(body.html.len() + body.inserts.len() * 48);
        let mut copied = 0;
        for insert in &body.inserts {
            let at = insert.at as usize;
            html.push_str(&body.html[copied..at]);
            copied = at;
            if let Insertion::Image(index) = insert.what {
                let lazy = !first || index > 0;
                copied += self.image(&mut html, body.images.get(index as usize), &body.html[at..], lazy, language)?;
                continue;
            }
            let begins = html.len();
            self.insert(&mut html, insert.what, body, links, source, language)?;
            let is_block = matches!(insert.what, Insertion::Records(_) | Insertion::Picture(_));
            if is_block && !has_heading(&body.html[..at]) {
                let block = raised(&html.split_off(begins));
                html.push_str(&block);
            }
        }
        html.push_str(&body.html[copied..]);
        Ok(html)
    }

    fn insert(
        &self, html: &mut String, what: Insertion, body: &Body, links: &[LinkDestination], source: LanguageId, language: LanguageId,
    ) -> Result<(), Box<Diagnostic>> {
        // The strings around a text are in the text's language, so that a screen reader keeps its voice.
        let strings = self.site.theme.strings(source);
        match what {
            Insertion::Link(index) => {
                let found = links.get(index as usize).zip(body.links.get(index as usize));
                if let Some(href) = found.and_then(|(destination, link)| self.addresses.destination(destination, &link.target, language)) {
                    html.push_str(" href=\"");
                    html.push_str(&escape(&href));
                    html.push('"');
                }
            }
            // It takes the whole element.
            Insertion::Image(_) => {}
            Insertion::Records(index) => {
                if let Some(block) = body.blocks.get(index as usize) {
                    html.push_str(&self.records(block, language)?);
                }
            }
            Insertion::Picture(index) => {
                if let Some(picture) = body.pictures.get(index as usize) {
                    html.push_str(&self.picture(picture, language)?);
                }
            }
            Insertion::AlertTitle(alert) => html.push_str(&escape(strings.get(&format!("alert.{}", alert.as_str())))),
            Insertion::TableLabel(name) => {
                html.push_str(&escape(strings.get("table.region")));
                let heading = name.heading.and_then(|index| body.headings.get(index as usize));
                if let Some(heading) = heading.filter(|heading| !heading.text.is_empty()) {
                    html.push_str(": ");
                    html.push_str(&escape(&heading.text));
                }
                if name.number > 1 {
                    html.push_str(&format!(" ({})", name.number));
                }
            }
            Insertion::FootnotesLabel => html.push_str(&escape(strings.get("footnotes.label"))),
            Insertion::FootnoteBack(number) => html.push_str(&escape(&strings.fill("footnotes.back", &[("number", &number.to_string())]))),
            Insertion::Task(done) => html.push_str(&escape(strings.get(if done { "task.done" } else { "task.open" }))),
            Insertion::ExternalNote => {
                html.push_str("<span class=\"visually-hidden\"> ");
                html.push_str(&escape(strings.get("link.external")));
                html.push_str("</span>");
            }
        }
        Ok(())
    }

    /// Puts an image in the place of the element that `html` ends with the beginning of, and returns how much of `rest` belongs to it.
    fn image(
        &self, html: &mut String, image: Option<&Image>, rest: &str, lazy: bool, language: LanguageId,
    ) -> Result<usize, Box<Diagnostic>> {
        let (Some(image), Some(begin)) = (image, html.rfind("<img")) else { return Ok(0) };
        let end = end_of_element(rest);
        let mut attributes = html.split_off(begin + "<img".len());
        html.truncate(begin);
        attributes.push_str(&rest[..end]);
        html.push_str(&self.image_html(&image.path, &attributes, lazy, language)?);
        Ok((end + 1).min(rest.len()))
    }

    /// Returns the list of a records block; nothing where it finds nothing.
    fn records(&self, block: &RecordsBlock, language: LanguageId) -> Result<String, Box<Diagnostic>> {
        let found = select(self.catalogue(), block, language, &self.collators);
        if found.is_empty() {
            return Ok(String::new());
        }
        let mut items = Vec::with_capacity(found.len());
        for id in &found {
            items.push(self.card(*id, language, false)?);
        }
        let mut arguments = Context::new();
        arguments.insert("items", Shown::from(items));
        arguments.insert("more_href", Shown::from(self.addresses.link(self.addresses.view(self.block_view(block), language))));
        self.component(language, "records_block", &arguments, "a records block")
    }

    /// Returns the listing that a records block is a part of: a term's, where it asks for one term and no other.
    fn block_view(&self, block: &RecordsBlock) -> View {
        let index = self.catalogue().collection(block.collection);
        match block.filters.as_slice() {
            [(facet, terms)] if terms.len() == 1 => index.facets[facet.index()]
                .option_named(&terms[0])
                .map_or(View::Collection(block.collection), |option| View::Term(block.collection, *facet, option)),
            _ => View::Collection(block.collection),
        }
    }
}
