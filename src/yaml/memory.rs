//! Remembers what was read: the facts of records are the same few values again and again.
//!
//! A text that is a map is cut into *blocks*, a key of the root with its value each. Blocks that were read before are left out of what the
//! YAML library reads, and put back with what they became then. That gives the same as reading the text as a whole, because a block's
//! meaning depends on nothing outside, as long as no other block is open where it begins: a text in quotes, say, that goes on behind it.
//! None is, if each of the other blocks comes out as one entry of the root with its own key.

use super::{Key, Node, SyntaxError, parse};
use crate::lines::lines;
use foldhash::HashMap;
use std::sync::{PoisonError, RwLock};

/// Bytes of a block that is remembered.
const LONGEST: usize = 512;
/// Blocks that are remembered, so that memory does not grow with the hub.
const BLOCKS: usize = 1 << 14;

/// What blocks of YAML texts became. Several threads may use it together.
#[derive(Debug, Default)]
pub struct Memory {
    known: RwLock<HashMap<Box<str>, Node>>,
}

/// A key at the beginning of a line and all that comes before the next.
struct Block<'t> {
    key: &'t str,
    text: &'t str,
}

impl Memory {
    /// Reads one YAML document as [`parse`] does. `repeats` tells of which keys of the root the values are worth remembering.
    ///
    /// # Errors
    /// Those of [`parse`].
    pub fn parse(&self, text: &str, repeats: impl Fn(&str) -> bool) -> Result<Node, SyntaxError> {
        self.in_blocks(text, repeats).map_or_else(|| parse(text), Ok)
    }

    /// Reads a text block by block; nothing where only the whole text tells what it means.
    fn in_blocks(&self, text: &str, repeats: impl Fn(&str) -> bool) -> Option<Node> {
        let blocks = blocks(text).filter(|blocks| !blocks.is_empty())?;
        let known: Vec<Option<Node>> = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            blocks.iter().map(|block| known.get(block.text).cloned()).collect()
        };
        let unknown = || blocks.iter().zip(&known).filter(|(_, node)| node.is_none()).map(|(block, _)| block.text);
        let mut read = match unknown().next() {
            Some(_) => match parse(&unknown().collect::<String>()) {
                Ok(Node::Map(entries)) => entries,
                _ => return None,
            },
            None => Vec::new(),
        }
        .into_iter();
        let mut entries = Vec::with_capacity(blocks.len());
        let mut learned = Vec::new();
        for (block, known) in blocks.iter().zip(known) {
            let Some(node) = known else {
                let (key, node) = read.next().filter(|(key, _)| key.text() == Some(block.key))?;
                if repeats(block.key) && block.is_fit() {
                    learned.push((Box::from(block.text), node.clone()));
                }
                entries.push((key, node));
                continue;
            };
            entries.push((Key::Text(block.key.to_owned()), node));
        }
        if read.next().is_some() {
            return None;
        }
        self.learn(learned);
        Some(Node::Map(entries))
    }

    fn learn(&self, learned: Vec<(Box<str>, Node)>) {
        if !learned.is_empty() {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            let room = BLOCKS.saturating_sub(known.len());
            known.extend(learned.into_iter().take(room));
        }
    }
}

impl Block<'_> {
    /// Tells whether it may be remembered: it is short, and holds nothing that refers to other places, or of which a text may have only so
    /// much.
    fn is_fit(&self) -> bool {
        self.text.len() <= LONGEST
            && !self.text.contains(['&', '*', '!', '{', '}'])
            && self.text.bytes().filter(|byte| *byte == b'[').count() <= 1
    }
}

/// Cuts a text into blocks; nothing where a line begins in another way than those of simple maps do.
fn blocks(text: &str) -> Option<Vec<Block<'_>>> {
    if has_other_breaks(text.as_bytes()) {
        return None;
    }
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut start = 0;
    for line in lines(text) {
        let end = start + line.len();
        match line.as_bytes() {
            [b'a'..=b'z' | b'A'..=b'Z', ..] => {
                let length = line.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))?;
                let (key, rest) = line.split_at(length);
                matches!(rest.as_bytes(), [b':', b' ' | b'\n', ..]).then(|| blocks.push(Block { key, text: line }))?;
            }
            [b' ' | b'#' | b'\n', ..] | [b'-', b' ' | b'\n', ..] => {
                let last = blocks.last_mut()?;
                last.text = &text[start - last.text.len()..end];
            }
            _ => return None,
        }
        start = end;
    }
    Some(blocks)
}

/// Tells whether lines may end in another way than by a line feed (YAML 1.1, 4.2): by a carriage return, U+0085, U+2028 or U+2029.
fn has_other_breaks(text: &[u8]) -> bool {
    memchr::memchr3_iter(b'\r', 0xc2, 0xe2, text).any(|at| match &text[at..] {
        [0xc2, second, ..] => *second == 0x85,
        [0xe2, second, third, ..] => *second == 0x80 && matches!(third, 0xa8 | 0xa9),
        _ => true,
    })
}
