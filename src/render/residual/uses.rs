//! What is known of the values that templates are given, by their names.

use foldhash::HashMap;
use std::sync::OnceLock;

/// What is done with all values of one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// It decides over more than whether it is there: it is compared, counted, changed by a filter.
    pub(super) decides: bool,
    /// Its length is asked for, or a part of it: a text does not stand in the page as it is then.
    pub(super) measured: bool,
    /// It is written, as a whole where it is a list or a map.
    pub(super) written: bool,
    /// It is written without being escaped, whatever it is.
    pub(super) unescaped: bool,
    /// It is filled into an interface string, whose result is escaped.
    pub(super) filled: bool,
}

impl Use {
    /// Adds what is done elsewhere, and tells whether that is anything new.
    pub(super) fn join(&mut self, other: Self) -> bool {
        let before = *self;
        self.decides |= other.decides;
        self.measured |= other.measured;
        self.written |= other.written;
        self.unescaped |= other.unescaped;
        self.filled |= other.filled;
        *self != before
    }
}

/// What is known of a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Name {
    /// Its number among all, from 1.
    pub(super) number: u16,
    /// What is done with its values.
    pub(super) own: Use,
    /// What is done with the items of those that are lists.
    pub(super) items: Use,
}

/// Names that are remembered by where they lie in the program.
const PLACES: usize = 512;

/// A name that was asked for, and what is known of it.
type Place = OnceLock<(&'static str, Option<Name>)>;

/// What a template or component, and all that it is made of, does with values, by their names.
#[derive(Debug)]
pub(super) struct Uses {
    names: HashMap<String, Name>,
    /// The same few names are asked for on every page, so that it pays to tell them by their addresses.
    places: Box<[Place]>,
}

impl Uses {
    /// Makes it of all names with what is known of them.
    pub(super) fn new(names: HashMap<String, Name>) -> Self {
        Self { names, places: std::iter::repeat_with(OnceLock::new).take(PLACES).collect() }
    }

    /// Returns what is known of a name; nothing where no template says it.
    #[inline]
    pub(super) fn of(&self, name: &'static str) -> Option<Name> {
        let place = (name.as_ptr() as usize ^ (name.as_ptr() as usize >> 9)) % PLACES;
        let (known, found) = self.places[place].get_or_init(|| (name, self.names.get(name).copied()));
        if std::ptr::eq(*known, name) { *found } else { self.names.get(name).copied() }
    }
}
