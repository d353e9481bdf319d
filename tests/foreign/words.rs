//! The words of a Markdown text, as a parser of Markdown finds them, against those on a page.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Node};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the words of a Markdown text that a part of a page lacks, with how many times.
pub fn missing(markdown: &str, page: ElementRef) -> BTreeMap<String, usize> {
    let mut wanted = count(&plain(markdown));
    let mut shown = String::new();
    gather(page, &mut shown);
    for (word, shown) in count(&shown) {
        if let Some(times) = wanted.get_mut(&word) {
            *times = times.saturating_sub(shown);
        }
    }
    wanted.retain(|_, times| *times > 0);
    wanted
}

/// Returns the text without that of images, which readers get as their descriptions, of the format's own blocks, and of footnotes that
/// nobody refers to or that are written twice, which is reported.
fn plain(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mentioned: BTreeSet<String> = Parser::new_ext(markdown, options)
        .filter_map(|event| if let Event::FootnoteReference(label) = event { Some(label.to_lowercase()) } else { None })
        .collect();
    let mut defined = BTreeSet::new();
    let (mut text, mut images, mut is_own, mut is_unused) = (String::new(), 0_usize, false, false);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let label = label.to_lowercase();
                is_unused = !mentioned.contains(&label) || !defined.insert(label);
            }
            Event::End(TagEnd::FootnoteDefinition) => is_unused = false,
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => is_own = matches!(&*info, "records" | "picture"),
            Event::End(TagEnd::CodeBlock) => is_own = false,
            Event::Text(part) | Event::Code(part) if images == 0 && !is_own && !is_unused => text.push_str(&part),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
            Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) | Event::Start(_) | Event::End(_) => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Gathers the text of an element without what pacthub adds to it. What is not inline is a word by itself.
fn gather(element: ElementRef, text: &mut String) {
    for node in element.children() {
        match (node.value(), ElementRef::wrap(node)) {
            (Node::Text(part), _) => text.push_str(part),
            (_, Some(inner)) if inner.attr("class").is_some_and(|class| class == "footnote") => text.push(' '),
            (_, Some(inner)) if inner.attr("class").is_some_and(|class| class == "visually-hidden") => {}
            (_, Some(inner)) => {
                let is_inline = matches!(inner.value().name(), "a" | "em" | "strong" | "del" | "code");
                let edge = if is_inline { "" } else { " " };
                text.push_str(edge);
                gather(inner, text);
                text.push_str(edge);
            }
            _ => {}
        }
    }
}

/// Counts runs of letters and digits.
fn count(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}
