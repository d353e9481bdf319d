//! The stable ids of diagnostics. An id never changes its meaning; retired ones are not used again.

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The kind of a diagnostic. Its doc comment says what it means and how to mend it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DiagnosticId {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl DiagnosticId {
            /// All ids, in the order in which they are documented.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the readable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns what it means and how to mend it, as written in the code.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+),)+ }
            }
        }
    };
}

ids! {
    /// A file or folder could not be read.
    UnreadableFile = "unreadable-file",
    /// A text file is not UTF-8. Save it as UTF-8.
    InvalidUtf8 = "invalid-utf-8",
    /// A file or folder name is not UTF-8.
    InvalidFileName = "invalid-file-name",
    /// A file is larger than pacthub reads.
    FileTooLarge = "file-too-large",
    /// A symbolic link leads out of the hub, or in a circle.
    SymlinkOutside = "symlink-outside",
    /// A file lies where no record can be.
    MisplacedFile = "misplaced-file",
    /// A folder of records has no `_collection.yaml`.
    MissingCollectionFile = "missing-collection-file",
    /// A YAML text cannot be read.
    InvalidYaml = "invalid-yaml",
    /// A key stands twice in one map.
    DuplicateKey = "duplicate-key",
    /// A key is not known here.
    UnknownKey = "unknown-key",
    /// A value that must be there is missing or empty.
    MissingValue = "missing-value",
    /// A value is of the wrong type.
    WrongType = "wrong-type",
    /// A value is of the right type but not allowed.
    InvalidValue = "invalid-value",
    /// YAML aliases expand to more nodes than pacthub accepts.
    TooManyAliases = "too-many-aliases",
    /// A language is not one of the hub's.
    UnknownLanguage = "unknown-language",
    /// A vocabulary does not exist.
    UnknownVocabulary = "unknown-vocabulary",
    /// A collection does not exist.
    UnknownCollection = "unknown-collection",
    /// A field does not exist in its collection.
    UnknownField = "unknown-field",
    /// A field is no facet of its collection.
    UnknownFacet = "unknown-facet",
    /// A term does not exist in its vocabulary.
    UnknownTerm = "unknown-term",
    /// A record that a field names does not exist.
    UnknownRecord = "unknown-record",
    /// A page that is named does not exist.
    UnknownPage = "unknown-page",
    /// A theme does not exist.
    UnknownTheme = "unknown-theme",
    /// A term id or an alias of one stands twice in its vocabulary.
    DuplicateTerm = "duplicate-term",
    /// A term is given twice in one value.
    RepeatedTerm = "repeated-term",
    /// A record uses an old id of a term; pages and data show the new one.
    OldTerm = "old-term",
    /// An option does not fit the field's type.
    MisplacedOption = "misplaced-option",
    /// A name is reserved.
    ReservedName = "reserved-name",
    /// A file has no front matter, or it does not end.
    InvalidFrontMatter = "invalid-front-matter",
    /// Front matter is larger than pacthub reads.
    FrontMatterTooLarge = "front-matter-too-large",
    /// A slug holds something else than `a-z`, `0-9` and `-`.
    InvalidSlug = "invalid-slug",
    /// A translation has no original.
    OrphanTranslation = "orphan-translation",
    /// A translation repeats a fact that belongs in the original.
    FactInTranslation = "fact-in-translation",
    /// A window closes before it opens.
    WindowClosesFirst = "window-closes-first",
    /// Two things claim one address.
    AddressTaken = "address-taken",
    /// A redirect is no path below the site's address.
    InvalidAlias = "invalid-alias",
    /// A link leads to nothing.
    BrokenLink = "broken-link",
    /// A link leads to a heading that does not exist.
    BrokenAnchor = "broken-anchor",
    /// An image does not exist.
    MissingImage = "missing-image",
    /// An image cannot be read or is too large.
    InvalidImage = "invalid-image",
    /// A link's scheme is not http, https, mailto or tel.
    LinkScheme = "link-scheme",
    /// A published record leads to a draft.
    LinkToDraft = "link-to-draft",
    /// Markdown holds raw HTML.
    RawHtml = "raw-html",
    /// Quotes or lists are nested deeper than pacthub reads.
    NestedTooDeep = "nested-too-deep",
    /// A footnote is referred to and not defined.
    UnknownFootnote = "unknown-footnote",
    /// A footnote is written that the text never refers to, or that has the name of another, so that nobody can read it.
    UnusedFootnote = "unused-footnote",
    /// A records block finds nothing.
    EmptyRecordsBlock = "empty-records-block",
    /// A label carries a language that the hub does not list.
    UnlistedLanguage = "unlisted-language",
    /// Facts have not been verified for longer than `stale_after`. Check them against their sources and change `verified`.
    StaleFacts = "stale-facts",
    /// A call has closed, and its text still says that it is open.
    ClosedCall = "closed-call",
    /// A record names no sources, so that nobody can check its facts.
    MissingSources = "missing-sources",
    /// The words of an original changed after its translation did.
    OutdatedTranslation = "outdated-translation",
    /// Two records of a collection have one title in a language, so that readers cannot tell them apart.
    DuplicateTitle = "duplicate-title",
    /// The text begins with a heading that repeats the title, which the page shows already.
    RepeatedTitle = "repeated-title",
    /// A summary is too long for a listing, where it stands among many.
    LongSummary = "long-summary",
    /// A heading skips a level, so that the outline that screen readers announce has a hole.
    SkippedHeading = "skipped-heading",
    /// An image has no alternative text, so that readers who do not see it miss what it says.
    ImageWithoutAlt = "image-without-alt",
    /// A link's text does not say where it leads, as in 'tutaj' or 'click here'.
    VagueLink = "vague-link",
    /// A table's header is empty, so that nobody knows what its columns hold.
    TableWithoutHeader = "table-without-header",
    /// A file beside a record is used nowhere.
    UnusedFile = "unused-file",
    /// No record has the term, so that no reader meets it.
    UnusedTerm = "unused-term",
    /// A record has no value that any filter of its collection finds.
    UnfilteredRecord = "unfiltered-record",
    /// Nothing leads to a free page: no menu, no link.
    OrphanPage = "orphan-page",
    /// Polish text has straight quotes instead of „ and ”. `check --fix` mends it.
    StraightQuotes = "straight-quotes",
    /// Polish text has a hyphen where a dash belongs. `check --fix` mends it.
    HyphenAsDash = "hyphen-as-dash",
    /// A space stands before a comma or another mark. `check --fix` mends it.
    SpaceBeforeMark = "space-before-mark",
    /// An address that was published before is gone and redirects nowhere. Add it to `aliases` of the page that took its place.
    GoneAddress = "gone-address",
    /// A link out of the site leads to nothing.
    DeadLink = "dead-link",
    /// A link out of the site leads to an address that has moved for good.
    MovedLink = "moved-link",
    /// A link out of the site could not be checked: nobody answered in time, or the server refused.
    UncheckedLink = "unchecked-link",
    /// A template cannot be read or rendered.
    TemplateError = "template-error",
    /// An interface string is missing in a language of the theme.
    MissingString = "missing-string",
    /// An interface string is used by no template.
    UnusedString = "unused-string",
    /// A file of a theme is missing or wrong.
    InvalidTheme = "invalid-theme",
}
