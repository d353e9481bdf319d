//! The order and style of front matter.

use crate::record::halves;
use crate::yaml::{Key, Node, parse, scalar};

/// The order of the keys that every record has; its fields follow.
const ORDER: &[&str] = &["title", "slug", "summary", "date", "updated", "verified", "sources", "draft", "aliases"];

/// A key with its value, and the comments above it, line by line without line ends.
struct Block<'t> {
    key: &'t str,
    comments: Vec<&'t str>,
    lines: Vec<&'t str>,
}

/// Returns a file with its front matter in order. Nothing comes back where it has none, or where a change would change a value.
pub(super) fn format(text: &str, fields: &[&str]) -> Option<String> {
    let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text), |text| ("\u{feff}", text));
    let parts = halves(text);
    if parts.yaml.is_empty() {
        return None;
    }
    let before = parse(parts.yaml).ok()?;
    let (mut blocks, tail) = blocks(parts.yaml)?;
    let place = |key: &str| {
        let known = ORDER.iter().position(|known| *known == key);
        known.or_else(|| fields.iter().position(|field| *field == key).map(|index| ORDER.len() + index)).unwrap_or(usize::MAX)
    };
    blocks.sort_by_key(|block| place(block.key));
    let end = if parts.yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let mut yaml = String::with_capacity(parts.yaml.len());
    let styled = blocks.iter().flat_map(|block| {
        let first = block.lines.first().map(|line| style(block.key, line, block.lines.len() == 1));
        let rest = block.lines.iter().skip(1).map(|line| (*line).to_owned());
        block.comments.iter().map(|line| line.trim_end().to_owned()).chain(first).chain(rest).collect::<Vec<_>>()
    });
    for line in styled.chain(tail.iter().map(|line| line.trim_end().to_owned())) {
        yaml.push_str(&line);
        yaml.push_str(end);
    }
    if sorted(parse(&yaml).ok()?) != sorted(before) {
        return None;
    }
    let start = text.len() - text.split_once('\n')?.1.len();
    let rest = text.get(start + parts.yaml.len()..)?;
    Some(format!("{mark}{}{yaml}{rest}", text.get(..start)?))
}

/// Takes front matter apart into its keys and the comments after the last. Empty lines between keys are dropped.
///
/// Nothing comes back for front matter that is not written as lines of `key: value`.
fn blocks(yaml: &str) -> Option<(Vec<Block<'_>>, Vec<&str>)> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut pending: Vec<&str> = Vec::new();
    for line in yaml.lines() {
        let continues = line.starts_with([' ', '\t', '-', ']', '}']);
        if line.starts_with('#') || line.trim().is_empty() {
            pending.push(line);
        } else if continues {
            // What stood before belongs to the value, such as an empty line in a text of several.
            let block = blocks.last_mut()?;
            block.lines.append(&mut pending);
            block.lines.push(line);
        } else {
            let (key, _) = line.split_once(':')?;
            if !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
                return None;
            }
            let comments = pending.drain(..).filter(|line| !line.trim().is_empty()).collect();
            blocks.push(Block { key, comments, lines: vec![line] });
        }
    }
    pending.retain(|line| !line.trim().is_empty());
    Some((blocks, pending))
}

/// Writes a key's line in one style: one space after the colon, quotes only where they are needed, lists as `[a, b]`.
fn style(key: &str, line: &str, alone: bool) -> String {
    let value = line.split_once(':').map_or("", |(_, value)| value).trim();
    if value.is_empty() {
        return format!("{key}:");
    }
    let as_written = format!("{key}: {value}");
    // A value that goes on below, or has a comment behind it, stays as it is.
    if !alone || value.contains('#') || value.starts_with(['|', '>', '&', '*', '!', '{']) {
        return as_written;
    }
    match parse(value) {
        Ok(Node::String(text)) => format!("{key}: {}", shortest(&text, value)),
        Ok(Node::List(items)) if value.starts_with('[') => {
            let texts: Option<Vec<String>> =
                items.iter().map(|item| if let Node::String(text) = item { Some(scalar(text)) } else { None }).collect();
            texts.map_or(as_written, |texts| format!("{key}: [{}]", texts.join(", ")))
        }
        _ => as_written,
    }
}

/// A text that needs no quotes where it stands alone keeps none, though it would need them in a list.
fn shortest(text: &str, written: &str) -> String {
    if text == written { written.to_owned() } else { scalar(text) }
}

/// The order of keys says nothing.
fn sorted(node: Node) -> Node {
    match node {
        Node::Map(mut entries) => {
            entries.sort_by(|(a, _), (b, _)| name(a).cmp(name(b)));
            Node::Map(entries)
        }
        node => node,
    }
}

fn name(key: &Key) -> &str {
    key.text().unwrap_or_default()
}
