//! A bad and a mended example of every diagnostic. The documentation shows them and a test runs them, so that they stay true.

use super::{DiagnosticId, Severity};

/// What shows a diagnostic.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// How much it usually weighs.
    pub severity: Severity,
    /// Why it matters, as a sentence.
    pub why: &'static str,
    /// What it looks like.
    pub shown: Shown,
}

/// How an example is shown.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// As a file of the [`BASE`] hub: as it is wrong and as it is right.
    File {
        /// The file, relative to the hub's root.
        file: &'static str,
        /// Its wrong text.
        bad: &'static str,
        /// Its right text.
        mended: &'static str,
        /// Further files that both need.
        also: &'static [(&'static str, &'static str)],
    },
    /// In words, where a text cannot show it.
    Words {
        /// What is wrong.
        bad: &'static str,
        /// What is right.
        mended: &'static str,
    },
}

/// The hub around the examples. An example's file takes the place of the one here.
pub const BASE: &[(&str, &str)] = &[
    ("content/hub.yaml", "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\nmenu: [pages/about]\n"),
    (
        "content/vocabularies/scope.yaml",
        "label: Scope\nterms:\n  eu:\n    label: European Union\n    aliases: [europe]\n    children: {pl: Poland}\n",
    ),
    (
        "content/funding/_collection.yaml",
        "label: Funding\nwindow: {opens: opens, closes: deadline}\nfields:\n  opens: {type: date}\n  deadline: {type: date}\n  scope: {type: terms, \
         vocabulary: scope, facet: true}\n  rate: {type: percent}\n  photo: {type: image}\n  part_of: {type: records, collection: funding}\n",
    ),
    ("content/funding/kfs.md", "---\ntitle: KFS\nsummary: A fund.\nsources: [https://example.org/kfs]\nscope: [pl]\n---\nText.\n"),
    ("content/pages/about.md", "---\ntitle: About\n---\nText.\n"),
];

/// Stands for a file that is not there.
pub const NOTHING: &str = "";

const FUNDING: &str = "content/funding/kfs.md";
const ENGLISH: &str = "content/funding/kfs.en.md";
const ABOUT: &str = "content/pages/about.md";
const HUB: &str = "content/hub.yaml";
const COLLECTION: &str = "content/funding/_collection.yaml";
const VOCABULARY: &str = "content/vocabularies/scope.yaml";

const fn error(why: &'static str, shown: Shown) -> Example {
    Example { severity: Severity::Error, why, shown }
}

const fn warning(why: &'static str, shown: Shown) -> Example {
    Example { severity: Severity::Warning, why, shown }
}

const fn hint(why: &'static str, shown: Shown) -> Example {
    Example { severity: Severity::Hint, why, shown }
}

const fn file(file: &'static str, bad: &'static str, mended: &'static str) -> Shown {
    Shown::File { file, bad, mended, also: &[] }
}

const fn words(bad: &'static str, mended: &'static str) -> Shown {
    Shown::Words { bad, mended }
}

impl DiagnosticId {
    /// Returns its example.
    pub fn example(self) -> Example {
        match self {
            Self::UnreadableFile => error(
                "What cannot be read would be missing on the site.",
                words("A record that the user who builds may not read.", "The same record with read permission: chmod a+r kfs.md"),
            ),
            Self::InvalidUtf8 => error(
                "Letters such as ł would turn into others.",
                words("A record saved as Windows-1250, in which ł is the byte B3.", "The same record saved as UTF-8."),
            ),
            Self::InvalidFileName => error(
                "Such a name cannot be part of an address.",
                words("A file whose name holds the byte B3.", "The same file called łódź.md in UTF-8, or better lodz.md."),
            ),
            Self::FileTooLarge => error(
                "Nobody reads a page of that size, and it is usually data in the wrong place.",
                words("A record of 17 MB.", "A short record that links to the data in content/_static/."),
            ),
            Self::SymlinkOutside => error(
                "What lies outside the hub is not meant to be published.",
                words(
                    "content/funding/kfs.md is a symbolic link to /etc/hosts.",
                    "content/funding/kfs.md is a file, or a link to a file of the hub.",
                ),
            ),
            Self::MisplacedFile => error(
                "The file would be published nowhere.",
                Shown::File {
                    file: "content/funding/2027/bon.md",
                    bad: "---\ntitle: Voucher\nsummary: A voucher.\n---\n",
                    mended: NOTHING,
                    also: &[],
                },
            ),
            Self::MissingCollectionFile => error(
                "Without its fields, nobody knows what the records of a folder hold.",
                Shown::File {
                    file: "content/events/_collection.yaml",
                    bad: NOTHING,
                    mended: "label: Events\n",
                    also: &[("content/events/fair.md", "---\ntitle: Fair\nsummary: A fair.\n---\n")],
                },
            ),
            Self::InvalidYaml => error(
                "Nothing of a text can be used that cannot be read.",
                file(FUNDING, "---\ntitle: KFS: the fund\nsummary: A fund.\n---\n", "---\ntitle: 'KFS: the fund'\nsummary: A fund.\n---\n"),
            ),
            Self::DuplicateKey => error(
                "Of two values, one would be lost in silence.",
                file(FUNDING, "---\ntitle: KFS\nsummary: A fund.\ntitle: The fund\n---\n", "---\ntitle: The fund\nsummary: A fund.\n---\n"),
            ),
            Self::UnknownKey => error(
                "A mistyped key would be a fact that no reader sees.",
                file(FUNDING, "---\ntitle: KFS\nsumary: A fund.\n---\n", "---\ntitle: KFS\nsummary: A fund.\n---\n"),
            ),
            Self::MissingValue => error(
                "Listings, filters or the page itself need the value.",
                file(FUNDING, "---\ntitle: KFS\nsummary:\n---\n", "---\ntitle: KFS\nsummary: A fund.\n---\n"),
            ),
            Self::WrongType => error(
                "Facts are compared, sorted and filtered, which needs them to be what they seem.",
                file(FUNDING, "---\ntitle: KFS\nsummary: A fund.\nrate: 80%\n---\n", "---\ntitle: KFS\nsummary: A fund.\nrate: 80\n---\n"),
            ),
            Self::InvalidValue => error(
                "Readers would be told something that cannot be.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\ndeadline: 31.03.2027\n---\n",
                    "---\ntitle: KFS\nsummary: A fund.\ndeadline: 2027-03-31\n---\n",
                ),
            ),
            Self::TooManyAliases => error(
                "A few lines of aliases can expand to more than a computer holds.",
                words("Front matter whose '*' repeat lists of lists a million times.", "The values written out."),
            ),
            Self::UnknownLanguage => error(
                "The page would have no place on the site.",
                Shown::File { file: "content/funding/kfs.de.md", bad: "---\ntitle: Der Fonds\n---\n", mended: NOTHING, also: &[] },
            ),
            Self::UnknownVocabulary => error(
                "A field of terms needs the list that its terms come from.",
                file(
                    COLLECTION,
                    "label: Funding\nfields:\n  scope: {type: terms, vocabulary: scopes}\n",
                    "label: Funding\nfields:\n  scope: {type: terms, vocabulary: scope}\n",
                ),
            ),
            Self::UnknownCollection => error(
                "What is named does not exist.",
                file(
                    HUB,
                    "title: Hub\nbase_url: https://example.org/\nmenu: [fundings, pages/about]\n",
                    "title: Hub\nbase_url: https://example.org/\nmenu: [funding, pages/about]\n",
                ),
            ),
            Self::UnknownField => error(
                "The order or the window would silently be another one.",
                file(
                    COLLECTION,
                    "label: Funding\nsort: dedline\nfields:\n  deadline: {type: date}\n  scope: {type: terms, vocabulary: scope}\n",
                    "label: Funding\nsort: deadline\nfields:\n  deadline: {type: date}\n  scope: {type: terms, vocabulary: scope}\n",
                ),
            ),
            Self::UnknownFacet => error(
                "A filter that does not exist would find everything or nothing.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\n```records\ncollection: funding\nwhere: {skope: [pl]}\n```\n",
                    "---\ntitle: About\n---\n```records\ncollection: funding\nwhere: {scope: [pl]}\n```\n",
                ),
            ),
            Self::UnknownTerm => error(
                "No filter would find the record.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\nscope: [poland]\n---\n",
                    "---\ntitle: KFS\nsummary: A fund.\nscope: [pl]\n---\n",
                ),
            ),
            Self::UnknownRecord => error(
                "A reference to nothing leads readers nowhere.",
                Shown::File {
                    file: "content/funding/voucher.md",
                    bad: "---\ntitle: Voucher\nsummary: A voucher.\npart_of: [ksf]\n---\n",
                    mended: "---\ntitle: Voucher\nsummary: A voucher.\npart_of: [kfs]\n---\n",
                    also: &[],
                },
            ),
            Self::UnknownPage => error(
                "The menu would have a hole.",
                file(
                    HUB,
                    "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\nmenu: [pages/abuot]\n",
                    "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\nmenu: [pages/about]\n",
                ),
            ),
            Self::UnknownTheme => error(
                "Without a theme there are no pages.",
                file(
                    HUB,
                    "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\ntheme: pakt\n",
                    "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\ntheme: pact\n",
                ),
            ),
            Self::DuplicateTerm => error(
                "An id must mean one thing, wherever it is used.",
                file(
                    VOCABULARY,
                    "terms:\n  eu: {label: Union, children: {pl: Poland}}\n  poland: {label: Poland, aliases: [pl]}\n",
                    "terms:\n  eu: {label: Union, children: {pl: Poland}}\n",
                ),
            ),
            Self::RepeatedTerm => warning(
                "It is probably another term that was meant.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\nscope: [pl, pl]\n---\n",
                    "---\ntitle: KFS\nsummary: A fund.\nscope: [pl]\n---\n",
                ),
            ),
            Self::OldTerm => hint(
                "Old ids keep working, yet whoever reads the file looks for the new one.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\nscope: [europe]\n---\n",
                    "---\ntitle: KFS\nsummary: A fund.\nscope: [eu]\n---\n",
                ),
            ),
            Self::MisplacedOption => error(
                "An option without effect hides a misunderstanding.",
                file(
                    COLLECTION,
                    "label: Funding\nfields:\n  rate: {type: percent, many: true}\n  scope: {type: terms, vocabulary: scope}\n",
                    "label: Funding\nfields:\n  rate: {type: percent}\n  scope: {type: terms, vocabulary: scope}\n",
                ),
            ),
            Self::ReservedName => error(
                "The name already means something else.",
                file(
                    COLLECTION,
                    "label: Funding\nfields:\n  date: {type: date}\n  scope: {type: terms, vocabulary: scope}\n",
                    "label: Funding\nfields:\n  decided: {type: date}\n  scope: {type: terms, vocabulary: scope}\n",
                ),
            ),
            Self::InvalidFrontMatter => error(
                "Facts stand between two lines of three hyphens.",
                file(FUNDING, "title: KFS\nsummary: A fund.\n", "---\ntitle: KFS\nsummary: A fund.\n---\n"),
            ),
            Self::FrontMatterTooLarge => error(
                "Front matter holds facts, not texts.",
                words("Front matter of 300 kB.", "Short front matter, and the text below it."),
            ),
            Self::InvalidSlug => error(
                "An address holds only what can be typed and sent everywhere.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\nslug: Fundusz_Łódź\n---\n",
                    "---\ntitle: KFS\nsummary: A fund.\nslug: fundusz-lodz\n---\n",
                ),
            ),
            Self::OrphanTranslation => error(
                "A translation has words and no facts.",
                Shown::File { file: "content/funding/voucher.en.md", bad: "---\ntitle: Voucher\n---\n", mended: NOTHING, also: &[] },
            ),
            Self::FactInTranslation => error(
                "Of a fact that is written twice, one copy is wrong sooner or later.",
                file(ENGLISH, "---\ntitle: The fund\ndeadline: 2027-03-31\n---\n", "---\ntitle: The fund\n---\n"),
            ),
            Self::WindowClosesFirst => error(
                "Nobody could ever apply.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\nopens: 2027-03-01\ndeadline: 2027-02-01\n---\n",
                    "---\ntitle: KFS\nsummary: A fund.\nopens: 2027-02-01\ndeadline: 2027-03-01\n---\n",
                ),
            ),
            Self::AddressTaken => error(
                "One of the two pages would never be seen.",
                file(
                    "content/pages/o-nas.md",
                    "---\ntitle: Who we are\nslug: about\n---\n",
                    "---\ntitle: Who we are\nslug: who-we-are\n---\n",
                ),
            ),
            Self::InvalidAlias => error(
                "Only an address of this site can redirect.",
                file(ABOUT, "---\ntitle: About\naliases: [about-us]\n---\n", "---\ntitle: About\naliases: [/about-us/]\n---\n"),
            ),
            Self::BrokenLink => error(
                "Readers would meet an error page.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\n[The fund](../funding/ksf.md)\n",
                    "---\ntitle: About\n---\n[The fund](../funding/kfs.md)\n",
                ),
            ),
            Self::BrokenAnchor => error(
                "Readers would land at the top of the page instead of the place.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\n[Contact](#contcat)\n\n## Contact\n",
                    "---\ntitle: About\n---\n[Contact](#contact)\n\n## Contact\n",
                ),
            ),
            Self::MissingImage => error(
                "Readers would see an empty frame.",
                file(ABOUT, "---\ntitle: About\n---\n![Our office](office.png)\n", "---\ntitle: About\n---\nOur office is in Warsaw.\n"),
            ),
            Self::InvalidImage => error(
                "Browsers could not show it.",
                words("office.png is a text file, or has 80 megapixels.", "office.png is an image of at most 50 megapixels."),
            ),
            Self::LinkScheme => error(
                "Other schemes run programs or do not work everywhere.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\n[Files](ftp://example.org/)\n",
                    "---\ntitle: About\n---\n[Files](https://example.org/)\n",
                ),
            ),
            Self::LinkToDraft => error(
                "Readers would meet an error page, since drafts are not published.",
                Shown::File {
                    file: ABOUT,
                    bad: "---\ntitle: About\n---\n[Voucher](../funding/voucher.md)\n",
                    mended: "---\ntitle: About\n---\n[The fund](../funding/kfs.md)\n",
                    also: &[("content/funding/voucher.md", "---\ntitle: Voucher\nsummary: A voucher.\ndraft: true\n---\n")],
                },
            ),
            Self::RawHtml => error(
                "HTML escapes the site's design, its accessibility and its safety.",
                file(ABOUT, "---\ntitle: About\n---\nWe are <b>open</b>.\n", "---\ntitle: About\n---\nWe are **open**.\n"),
            ),
            Self::NestedTooDeep => error(
                "Nobody can follow it, and programs may break on it.",
                words("A list within a list, a hundred and one times.", "Headings and short lists."),
            ),
            Self::UnknownFootnote => error(
                "The number in the text would lead nowhere.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\nSince 2020[^1].\n",
                    "---\ntitle: About\n---\nSince 2020[^1].\n\n[^1]: The founding act.\n",
                ),
            ),
            Self::UnusedFootnote => warning(
                "What it says is lost: footnotes are shown where the text refers to them.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\nSince 2020.\n\n[^1]: The founding act.\n",
                    "---\ntitle: About\n---\nSince 2020[^1].\n\n[^1]: The founding act.\n",
                ),
            ),
            Self::EmptyRecordsBlock => warning(
                "Readers see a heading and nothing below it.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\n```records\ncollection: funding\nwhere: {status: [open]}\n```\n",
                    "---\ntitle: About\n---\n```records\ncollection: funding\n```\n",
                ),
            ),
            Self::UnlistedLanguage => warning(
                "Words in a language that the hub does not have are never shown.",
                file(
                    VOCABULARY,
                    "label: {pl: Zasięg, de: Reichweite}\nterms: {pl: Polska, eu: Unia}\n",
                    "label: {pl: Zasięg, en: Scope}\nterms: {pl: Polska, eu: Unia}\n",
                ),
            ),
            Self::StaleFacts => warning(
                "Old facts send people to calls that are over.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\nverified: 2024-01-31\n---\n",
                    "---\ntitle: KFS\nsummary: A fund.\nverified: 2026-11-20\n---\n",
                ),
            ),
            Self::ClosedCall => warning(
                "The page says 'closed' above and 'open' below.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\ndeadline: 2026-03-31\n---\nNabór trwa.\n",
                    "---\ntitle: KFS\nsummary: A fund.\ndeadline: 2026-03-31\n---\nWniosek składa pracodawca.\n",
                ),
            ),
            Self::MissingSources => hint(
                "Readers trust what they can check, and so can the next editor.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: A fund.\nscope: [pl]\n---\n",
                    "---\ntitle: KFS\nsummary: A fund.\nsources: [https://example.org/kfs]\nscope: [pl]\n---\n",
                ),
            ),
            Self::OutdatedTranslation => hint(
                "Readers of the other language get an older text.",
                words("kfs.md was changed in git in May, kfs.en.md last in March.", "kfs.en.md was changed after kfs.md."),
            ),
            Self::DuplicateTitle => warning(
                "In a listing, nobody knows which of the two to open.",
                Shown::File {
                    file: "content/funding/kfs-2027.md",
                    bad: "---\ntitle: KFS\nsummary: A fund.\n---\n",
                    mended: "---\ntitle: KFS 2027\nsummary: A fund.\n---\n",
                    also: &[],
                },
            ),
            Self::RepeatedTitle => warning(
                "Screen readers and search engines meet the same heading twice.",
                file(ABOUT, "---\ntitle: About\n---\n# About\n\nText.\n", "---\ntitle: About\n---\nText.\n"),
            ),
            Self::LongSummary => hint(
                "Long summaries make listings that nobody scans.",
                file(
                    FUNDING,
                    "---\ntitle: KFS\nsummary: This fund repays what employers spend on the training of their staff, which includes courses, postgraduate studies, exams, \
                     medical examinations and insurance, provided that they apply to the labour office of their district during a call, that the money of the year is not \
                     used up yet and that the training has not begun.\n---\n",
                    "---\ntitle: KFS\nsummary: Repays what employers spend on the training of their staff. Apply to the labour office of your district.\n---\n",
                ),
            ),
            Self::SkippedHeading => warning(
                "Readers of screen readers look for the part that is missing.",
                file(ABOUT, "---\ntitle: About\n---\n## Contact\n\n#### By post\n", "---\ntitle: About\n---\n## Contact\n\n### By post\n"),
            ),
            Self::ImageWithoutAlt => warning(
                "Whoever does not see the image misses what it says.",
                Shown::File {
                    file: ABOUT,
                    bad: "---\ntitle: About\n---\n![](../_static/office.svg)\n",
                    mended: "---\ntitle: About\n---\n![Our office in Warsaw](../_static/office.svg)\n",
                    also: &[("content/_static/office.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")],
                },
            ),
            Self::VagueLink => warning(
                "In a list of links, 'here' says nothing.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\nThe rules are [here](../funding/kfs.md).\n",
                    "---\ntitle: About\n---\nRead the [rules of the fund](../funding/kfs.md).\n",
                ),
            ),
            Self::TableWithoutHeader => warning(
                "Screen readers name the column of every cell.",
                file(
                    ABOUT,
                    "---\ntitle: About\n---\n|  |  |\n|---|---|\n| Warsaw | 12 |\n",
                    "---\ntitle: About\n---\n| City | Offices |\n|---|---|\n| Warsaw | 12 |\n",
                ),
            ),
            Self::UnusedFile => hint(
                "It is published, and nobody finds it.",
                Shown::File {
                    file: "content/funding/voucher/index.md",
                    bad: "---\ntitle: Voucher\nsummary: A voucher.\n---\nRead the form.\n",
                    mended: "---\ntitle: Voucher\nsummary: A voucher.\n---\nRead the [form](form.txt).\n",
                    also: &[("content/funding/voucher/form.txt", "A form.\n")],
                },
            ),
            Self::UnusedTerm => hint(
                "A filter with nothing behind it promises what is not there.",
                file(VOCABULARY, "terms: {pl: Poland, mars: Mars}\n", "terms: {pl: Poland}\n"),
            ),
            Self::UnfilteredRecord => hint(
                "Whoever filters never sees it.",
                file(FUNDING, "---\ntitle: KFS\nsummary: A fund.\n---\n", "---\ntitle: KFS\nsummary: A fund.\nscope: [pl]\n---\n"),
            ),
            Self::OrphanPage => hint(
                "Readers come only by a search engine.",
                Shown::File {
                    file: ABOUT,
                    bad: "---\ntitle: About\n---\nText.\n",
                    mended: "---\ntitle: About\n---\nSee also [how to apply](apply.md).\n",
                    also: &[("content/pages/apply.md", "---\ntitle: How to apply\n---\nText.\n")],
                },
            ),
            Self::StraightQuotes => hint(
                "Polish has its own quotation marks.",
                file(ABOUT, "---\ntitle: O nas\n---\nProgram \"Kompetencje\".\n", "---\ntitle: O nas\n---\nProgram „Kompetencje”.\n"),
            ),
            Self::HyphenAsDash => hint(
                "A hyphen joins, a dash parts.",
                file(ABOUT, "---\ntitle: O nas\n---\nKursy - bezpłatne.\n", "---\ntitle: O nas\n---\nKursy – bezpłatne.\n"),
            ),
            Self::SpaceBeforeMark => hint(
                "The mark may begin the next line.",
                file(ABOUT, "---\ntitle: O nas\n---\nKursy , szkolenia .\n", "---\ntitle: O nas\n---\nKursy, szkolenia.\n"),
            ),
            Self::GoneAddress => error(
                "Links, bookmarks and printed addresses would break.",
                words(
                    "The sitemap of last month names /funding/voucher/, and the record is gone.",
                    "The record that took its place says: aliases: [/funding/voucher/]",
                ),
            ),
            Self::DeadLink => warning(
                "Readers would meet an error page of somebody else.",
                words("A link to a page whose server answers 404.", "A link to the page's new place, or none."),
            ),
            Self::MovedLink => hint(
                "Redirects do not last for ever.",
                words("A link to an address that redirects for good to another.", "A link to the other address."),
            ),
            Self::UncheckedLink => hint(
                "It may work in a browser, or not.",
                words(
                    "A link to a server that refuses programs or does not answer in time.",
                    "A link that was opened by hand; its host is left out with --allow.",
                ),
            ),
            Self::TemplateError => error(
                "Pages cannot be made without their templates.",
                Shown::File {
                    file: "themes/own/templates/page.html",
                    bad: "{% extends \"base.html\" %}\n{% block main %}{{ record.title }\n",
                    mended: "{% extends \"base.html\" %}\n{% block main %}{{ record.title }}{% endblock main %}\n",
                    also: OWN_THEME,
                },
            ),
            Self::MissingString => error(
                "Readers would see a key instead of words.",
                Shown::File {
                    file: HUB,
                    bad: "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, de]\nmenu: [pages/about]\n",
                    mended: "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\nmenu: [pages/about]\n",
                    also: &[],
                },
            ),
            Self::UnusedString => error(
                "Nobody should translate words that are never shown.",
                words(
                    "i18n/en.yaml of a theme has a key 'greeting' that no template mentions.",
                    "A template shows {{ t.greeting }}, or the key is gone.",
                ),
            ),
            Self::InvalidTheme => error(
                "A theme is used as a whole.",
                Shown::File {
                    file: "themes/own/theme.yaml",
                    bad: "extends: own\n",
                    mended: "extends: pact\n",
                    also: &[(HUB, "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\ntheme: own\nmenu: [pages/about]\n")],
                },
            ),
        }
    }
}

/// A theme that extends the built-in one.
const OWN_THEME: &[(&str, &str)] = &[
    (HUB, "title: Hub\nbase_url: https://example.org/\nlanguages: [pl, en]\ntheme: own\nmenu: [pages/about]\n"),
    ("themes/own/theme.yaml", "extends: pact\n"),
];
