//! Small numbers that stand for things of the hub, so that nothing downstream compares names.

macro_rules! identity {
    ($($(#[doc = $doc:literal])+ $name:ident($inner:ty);)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name($inner);

            impl $name {
                /// Makes the id of the thing at an index.
                pub fn new(index: usize) -> Self {
                    Self(<$inner>::try_from(index).unwrap_or(<$inner>::MAX))
                }

                /// Returns the index of the thing.
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )+
    };
}

identity! {
    /// A language of the hub; 0 is the default.
    LanguageId(u8);
    /// A vocabulary.
    VocabularyId(u16);
    /// A term in its vocabulary, in the order of the file, a parent before its children.
    TermId(u32);
    /// A collection.
    CollectionId(u16);
    /// A field in its collection.
    FieldId(u16);
    /// A facet in its collection.
    FacetId(u16);
    /// A record or a free page in the catalogue.
    RecordId(u32);
}

impl LanguageId {
    /// The default language.
    pub const DEFAULT: Self = Self(0);
}
