//! What a Markdown text becomes.

use super::LinkTarget;
use crate::hub::Picture;
use crate::record::RecordsBlock;
use std::sync::Arc;

/// HTML with holes, and what is to be known about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The HTML without what goes into the holes. It is shared, since a page without holes holds it as it is.
    pub html: Arc<String>,
    /// The holes in the order of their offsets.
    pub inserts: Vec<Insert>,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Further ids that a link may lead to, such as those of footnotes.
    pub anchors: Vec<Box<str>>,
    /// The links into the hub, by the index that [`Insertion::Link`] holds.
    pub links: Vec<Link>,
    /// The images, by the index that [`Insertion::Image`] holds.
    pub images: Vec<Image>,
    /// The records blocks, by the index that [`Insertion::Records`] holds.
    pub blocks: Vec<RecordsBlock>,
    /// The pictures, by the index that [`Insertion::Picture`] holds.
    pub pictures: Vec<Picture>,
    /// The links out of the hub, with their lines.
    pub external: Vec<(Box<str>, u32)>,
}

impl Body {
    /// Tells whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.inserts.is_empty()
    }

    /// Tells whether it is one paragraph and nothing else.
    pub fn is_one_paragraph(&self) -> bool {
        let html = self.html.trim_end();
        html.is_empty() || (html.starts_with("<p>") && html.ends_with("</p>") && html.matches("<p>").count() == 1)
    }

    /// Tells whether a link may lead to an id in it.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.headings.iter().any(|heading| &*heading.id == id) || self.anchors.iter().any(|anchor| &**anchor == id)
    }
}

/// A hole in the HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Insert {
    /// The byte offset in [`Body::html`] before which it goes.
    pub at: u32,
    /// What goes there.
    pub what: Insertion,
}

/// What goes into a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insertion {
    /// The attributes of a link into the hub: ` href="…"`.
    Link(u32),
    /// Where an image's address belongs, right after `<img`.
    Image(u32),
    /// A list of records.
    Records(u32),
    /// A picture of numbers.
    Picture(u32),
    /// The title of an alert.
    AlertTitle(Alert),
    /// The accessible name of a table's scrolling frame.
    TableLabel(TableName),
    /// The accessible name of the footnotes.
    FootnotesLabel,
    /// The accessible name of the way back from a footnote.
    FootnoteBack(u32),
    /// The accessible name of a task's state.
    Task(bool),
    /// The words that say that a link leads out of the site.
    ExternalNote,
}

/// What a table is called, so that no two tables of a body have the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableName {
    /// The heading that it stands under, by its index in [`Body::headings`].
    pub heading: Option<u32>,
    /// Its place among the tables under headings of these words, from 1.
    pub number: u32,
}

/// The kind of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// A help.
    Tip,
    /// Needed for success.
    Important,
    /// Needs attention.
    Warning,
    /// Risks.
    Caution,
}

impl Alert {
    /// Returns its name as in class names and interface strings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its id on the page.
    pub id: Box<str>,
    /// Its words.
    pub text: Box<str>,
}

/// A link into the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// Its line in the file.
    pub line: u32,
    /// Its column, in characters from 1.
    pub column: u32,
}

/// An image of the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The file, relative to `content/`.
    pub path: Box<str>,
    /// Its line in the file.
    pub line: u32,
    /// Its column, in characters from 1.
    pub column: u32,
}

/// Elements that stand within words and between them without parting them.
const WITHIN_WORDS: [&str; 12] = ["a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "strong", "u", "wbr"];

/// Returns the words of HTML: text without tags, entities resolved, elements that part words apart by a space.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(['<', '&']) {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let tag = rest[1..end].trim_start_matches('/');
            let name = tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
            if !WITHIN_WORDS.contains(&name) && !text.ends_with(' ') && !text.is_empty() {
                text.push(' ');
            }
            rest = &rest[end..];
        } else {
            let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
            let (entity, plain) = entities.into_iter().find(|(entity, _)| rest.starts_with(entity)).unwrap_or(("&", "&"));
            text.push_str(plain);
            rest = &rest[entity.len()..];
        }
    }
    text.push_str(rest);
    text
}
