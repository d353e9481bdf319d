//! The outline, the links, the images and the tables of a text.

use super::glance::may_report;
use super::{Linted, Source};
use crate::diagnostic::{Diagnostic, DiagnosticId};
use crate::record::{Record, markdown_options, slugify};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

/// Link texts that say nothing about where they lead, as slugs.
const VAGUE: &[&str] = &[
    "tutaj",
    "tu",
    "kliknij",
    "kliknij-tutaj",
    "kliknij-tu",
    "wiecej",
    "czytaj-wiecej",
    "czytaj-dalej",
    "dowiedz-sie-wiecej",
    "zobacz",
    "zobacz-wiecej",
    "szczegoly",
    "link",
    "ten-link",
    "strona",
    "ta-strona",
    "pod-tym-linkiem",
    "pod-tym-adresem",
    "pobierz",
    "here",
    "click",
    "click-here",
    "more",
    "read-more",
    "learn-more",
    "find-out-more",
    "see-more",
    "details",
    "this",
    "this-link",
    "this-page",
    "page",
    "website",
    "download",
];

/// A heading, link, image or table header whose words are being gathered.
struct Open {
    what: What,
    start: usize,
    words: String,
}

#[derive(PartialEq)]
enum What {
    Heading(u8),
    Link,
    Image,
    TableHead,
}

pub(super) fn lint(source: &Source, record: &Record, linted: &mut Linted) {
    let body = source.parts.body;
    if !may_report(body, &record.body, record.title.as_deref()) {
        return;
    }
    let mut open: Vec<Open> = Vec::new();
    let mut headings: Vec<(u8, usize, String)> = Vec::new();
    for (event, range) in Parser::new_ext(body, markdown_options()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                let what = match tag {
                    Tag::Heading { level, .. } => What::Heading(level as u8),
                    Tag::Link { link_type, .. } if !matches!(link_type, LinkType::Autolink | LinkType::Email) => What::Link,
                    Tag::Image { .. } => What::Image,
                    Tag::TableHead => What::TableHead,
                    _ => continue,
                };
                open.push(Open { what, start: range.start, words: String::new() });
            }
            Event::Text(text) | Event::Code(text) => open.iter_mut().for_each(|open| open.words.push_str(&text)),
            Event::SoftBreak | Event::HardBreak => open.iter_mut().for_each(|open| open.words.push(' ')),
            Event::End(tag) => {
                let ends = |what: &What| match tag {
                    TagEnd::Heading(_) => matches!(what, What::Heading(_)),
                    TagEnd::Link => *what == What::Link,
                    TagEnd::Image => *what == What::Image,
                    TagEnd::TableHead => *what == What::TableHead,
                    _ => false,
                };
                let Some(closed) = open.pop_if(|open| ends(&open.what)) else { continue };
                if let What::Heading(level) = closed.what {
                    headings.push((level, closed.start, closed.words));
                } else {
                    report(source, &closed, linted);
                }
            }
            _ => {}
        }
    }
    outline(source, record, &headings, linted);
}

fn report(source: &Source, closed: &Open, linted: &mut Linted) {
    let words = closed.words.trim();
    let place = |length: usize| source.place(source.body_start() + closed.start, length);
    let found = match closed.what {
        What::Image if words.is_empty() => {
            Diagnostic::warning(DiagnosticId::ImageWithoutAlt, place(2), "The image has no alternative text.")
                .help("Say in the brackets what it shows: ![A table of calls by region](calls.png)")
        }
        What::TableHead if words.is_empty() => {
            Diagnostic::warning(DiagnosticId::TableWithoutHeader, place(0), "The table's header is empty.")
                .help("Name each column in the first line of the table.")
        }
        What::Link if words.is_empty() => {
            Diagnostic::warning(DiagnosticId::VagueLink, place(1), "The link has no text.").help("Say in the brackets where it leads.")
        }
        What::Link if is_vague(words) => {
            let message = format!("The link's text '{words}' does not say where it leads.");
            Diagnostic::warning(DiagnosticId::VagueLink, place(words.chars().count() + 2), message)
                .help("Readers of screen readers hear links without the text around them: name what they will find.")
        }
        _ => return,
    };
    linted.located.push(found);
}

/// Tells whether a link's words say nothing about where it leads.
pub(super) fn is_vague(words: &str) -> bool {
    VAGUE.contains(&slugify(words).as_str())
}

/// Headings go down one level at a time; the title stands above the first.
fn outline(source: &Source, record: &Record, headings: &[(u8, usize, String)], linted: &mut Linted) {
    let top = headings.iter().any(|(level, ..)| *level == HeadingLevel::H1 as u8);
    let mut previous = u8::from(!top);
    for (level, start, words) in headings {
        if *level > previous + 1 {
            let marks = |level: u8| "#".repeat(level as usize);
            let message = format!("The heading '{}' skips a level.", words.trim());
            let help = format!("Write '{}' instead of '{}'.", marks(previous + 1), marks(*level));
            let place = source.place(source.body_start() + start, *level as usize);
            linted.located.push(Diagnostic::warning(DiagnosticId::SkippedHeading, place, message).help(help));
        }
        previous = *level;
    }
    if let (Some((_, start, words)), Some(title)) = (headings.first(), &record.title)
        && words.trim().to_lowercase() == title.to_lowercase()
        && source.parts.body[..*start].trim().is_empty()
    {
        let place = source.place(source.body_start() + start, 0);
        let message = "The text begins with its own title, which the page shows already.";
        linted.located.push(Diagnostic::warning(DiagnosticId::RepeatedTitle, place, message).help("Remove the heading."));
    }
}
