//! Tells the words of a page, which stand in it as they are, from its shape, which all else in it follows from.

use super::reading::is_global;
use super::uses::{Name, Use, Uses};
use crate::render::value::{Context, Value};

/// The first of the characters that stand for words; they are in nobody's texts (Unicode, Supplementary Private Use Area-B).
const FIRST_MARK: u32 = 0x10_0000;
/// How many there are.
pub(super) const MARKS: usize = 0xfffd;

/// Returns the character that stands for a word, by its number.
fn mark(number: usize) -> char {
    char::from_u32(FIRST_MARK + number as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Returns the number of the word that a character stands for.
pub(super) fn marked(character: char) -> Option<usize> {
    (character as u32).checked_sub(FIRST_MARK).map(|number| number as usize)
}

/// Tells whether bytes hold the beginning of a character that could be taken for a mark.
pub(super) fn has_mark(bytes: &[u8]) -> bool {
    memchr::memchr(0xf4, bytes).is_some()
}

/// What part a value plays: what is known of its name, and whether all in it decides.
#[derive(Clone, Copy)]
struct Role {
    name: Name,
    is_fixed: bool,
}

impl Role {
    #[inline]
    fn named(uses: &Uses, name: &'static str, is_fixed: bool) -> Option<Self> {
        // What no template names is of no account, unless all is.
        let name = uses.of(name).or_else(|| is_fixed.then(Name::default))?;
        Some(Self { name, is_fixed })
    }

    fn of_item(self) -> Self {
        let items = Use { decides: true, ..Use::default() };
        Self { name: Name { own: self.name.items, items, ..self.name }, is_fixed: self.fixes_contents() }
    }

    /// Tells whether all that a list or map holds decides over something.
    fn fixes_contents(self) -> bool {
        self.is_fixed || self.name.own.decides || self.name.own.written
    }

    /// Tells whether a value is a word: something that is there, and is only ever written.
    fn is_word(self, value: &Value) -> bool {
        let is_plain = match value {
            Value::Text(_) => !self.name.own.unescaped,
            // What is filled in is escaped even if it is HTML, and a number has the digits of its language.
            Value::Html(_) | Value::Integer(_) => !self.name.own.filled,
            _ => false,
        };
        is_plain && !self.is_fixed && !self.name.own.decides && !self.name.own.measured && value.is_truthy()
    }
}

/// The shape of what a template is run with, as bytes that are the same for the same shape only, and the words.
pub(super) struct Shape<'v> {
    pub(super) bytes: Vec<u8>,
    pub(super) words: Vec<&'v Value>,
    /// Whether a text that is no word holds a character that could be taken for a mark.
    pub(super) is_marked: bool,
}

impl<'v> Shape<'v> {
    /// Returns the shape; nothing where values are of a kind that has none.
    pub(super) fn of(context: &'v Context, uses: &Uses) -> Option<Self> {
        // A value of that name would stand before what is the same for all pages.
        if context.values().iter().any(|(name, _)| is_global(name)) {
            return None;
        }
        let mut shape = Self { bytes: Vec::with_capacity(2048), words: Vec::with_capacity(128), is_marked: false };
        for (name, value) in context.values() {
            if let Some(role) = at_top(uses, name, value) {
                shape.named(name, value, role, uses)?;
            }
        }
        (shape.words.len() <= MARKS).then_some(shape)
    }

    /// Adds a value with its name.
    #[inline]
    fn named(&mut self, name: &str, value: &'v Value, role: Role, uses: &Uses) -> Option<()> {
        self.bytes.extend_from_slice(&role.name.number.to_le_bytes());
        if role.name.number == 0 {
            self.bytes.extend_from_slice(name.as_bytes());
            self.bytes.push(0);
        }
        self.add(value, role, uses)
    }

    fn fixed(&mut self, kind: u8, number: u64, bytes: &[u8]) {
        let mut head = [kind; 1 + size_of::<u64>()];
        head[1..].copy_from_slice(&number.to_le_bytes());
        self.bytes.extend_from_slice(&head);
        self.bytes.extend_from_slice(bytes);
    }

    #[inline]
    fn add(&mut self, value: &'v Value, role: Role, uses: &Uses) -> Option<()> {
        // Most values are words.
        if role.is_word(value) {
            self.bytes.push(if matches!(value, Value::Html(_)) { b'h' } else { b'w' });
            self.words.push(value);
            return Some(());
        }
        self.add_fixed(value, role, uses)
    }

    /// Adds a value that is no word.
    fn add_fixed(&mut self, value: &'v Value, role: Role, uses: &Uses) -> Option<()> {
        self.is_marked |= value.as_str().is_some_and(|text| has_mark(text.as_bytes()));
        match value {
            Value::None => self.bytes.push(b'n'),
            Value::Boolean(value) => self.bytes.push(if *value { b'y' } else { b'z' }),
            Value::Integer(number) => self.fixed(b'i', *number, &[]),
            Value::Float(number) => self.fixed(b'f', number.to_bits(), &[]),
            Value::Text(text) => self.fixed(b't', text.len() as u64, text.as_bytes()),
            Value::Html(html) => self.fixed(b's', html.len() as u64, html.as_bytes()),
            Value::List(items) => {
                self.fixed(b'l', items.len() as u64, &[]);
                let role = role.of_item();
                for item in items.iter() {
                    self.add(item, role, uses)?;
                }
            }
            Value::Map(entries) => {
                self.bytes.push(b'm');
                for (name, value) in entries.iter() {
                    if let Some(role) = Role::named(uses, name, role.fixes_contents()) {
                        self.named(name, value, role, uses)?;
                    }
                }
                self.bytes.extend_from_slice(&u16::MAX.to_le_bytes());
            }
            Value::Tera(_) => return None,
        }
        Some(())
    }
}

/// Returns the part of a value that a template is run with; nothing where no template names it.
fn at_top(uses: &Uses, name: &'static str, value: &Value) -> Option<Role> {
    // An argument may have to be a number.
    let is_fixed = matches!(value, Value::Integer(_));
    Role::named(uses, name, false).map(|role| Role { is_fixed, ..role })
}

/// Returns the same values with marks in place of the words, numbered as in [`Shape::words`].
pub(super) fn with_marks(context: &Context, uses: &Uses) -> tera::Context {
    let mut marking = Marking { uses, next: 0 };
    let mut target = tera::Context::new();
    for (name, value) in context.values() {
        if let Some(role) = at_top(uses, name, value) {
            target.insert_value(*name, marking.value(value, role));
        }
    }
    target
}

struct Marking<'u> {
    uses: &'u Uses,
    next: usize,
}

impl Marking<'_> {
    fn value(&mut self, value: &Value, role: Role) -> tera::Value {
        if role.is_word(value) {
            let mut bytes = [0; 4];
            let mark = &*mark(self.next).encode_utf8(&mut bytes);
            self.next += 1;
            return if matches!(value, Value::Html(_)) { tera::Value::safe_string(mark) } else { tera::Value::from(mark) };
        }
        match value {
            Value::List(items) => {
                let role = role.of_item();
                tera::Value::from(items.iter().map(|item| self.value(item, role)).collect::<Vec<_>>())
            }
            Value::Map(entries) => {
                let mut map = tera::Map::with_capacity(entries.len());
                for (name, value) in entries.iter() {
                    if let Some(role) = Role::named(self.uses, name, role.fixes_contents()) {
                        map.insert((*name).into(), self.value(value, role));
                    }
                }
                tera::Value::from(map)
            }
            other => other.to_tera(),
        }
    }
}
