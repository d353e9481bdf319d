//! `accessibility` in `hub.yaml`: the facts of the accessibility statement.

use super::address::{read_email, read_url};
use super::{Label, Languages};
use crate::diagnostic::{DiagnosticId, Place, did_you_mean};
use crate::yaml::{At, Checker, Node, Target};
use jiff::civil::Date;
use std::sync::Arc;

const KEYS: [&str; 13] = [
    "page",
    "conformance",
    "published",
    "updated",
    "prepared",
    "reviewed",
    "assessment",
    "auditor",
    "report",
    "contact",
    "architecture",
    "communication",
    "applications",
];

/// The facts of an accessibility statement, as article 10 of the Polish Act of 4 April 2019 on the digital accessibility of public
/// bodies' websites asks for them. What is absent is not known, and the statement says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accessibility {
    /// The free page that is the statement, by its path below `content/` without extension, such as `pages/accessibility`.
    pub page: String,
    /// Where the page is named, for a diagnostic.
    pub place: Place,
    /// How far the site conforms; absent as long as nobody has assessed it.
    pub conformance: Option<Conformance>,
    /// The day on which the site was first published.
    pub published: Option<Date>,
    /// The day of its last major change.
    pub updated: Option<Date>,
    /// The day on which the statement was made.
    pub prepared: Option<Date>,
    /// The day on which the statement was last reviewed.
    pub reviewed: Option<Date>,
    /// Who assessed the site.
    pub assessment: Option<Assessment>,
    /// The name of the outside body that assessed it.
    pub auditor: Option<Label>,
    /// The address of its report.
    pub report: Option<String>,
    /// Who answers requests; absent parts are the publisher's.
    pub contact: AccessibilityContact,
    /// How the publisher's premises can be reached and used.
    pub architecture: Option<Label>,
    /// How people are served who need a sign language, another form of writing or an assistance dog.
    pub communication: Option<Label>,
    /// The publisher's mobile applications.
    pub applications: Option<Label>,
}

/// How far a site conforms to the Act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformance {
    /// It conforms.
    Full,
    /// It conforms in part.
    Partial,
    /// It does not conform.
    Not,
}

/// Who assessed a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assessment {
    /// The publisher.
    Own,
    /// Somebody else.
    External,
}

/// Who answers requests about accessibility.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessibilityContact {
    /// A person or an office.
    pub name: Option<Label>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A phone number.
    pub phone: Option<String>,
}

impl Conformance {
    /// Returns the word for it in `hub.yaml` and in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Not => "not",
        }
    }
}

impl Assessment {
    /// Returns the word for it in `hub.yaml` and in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::External => "external",
        }
    }
}

impl Accessibility {
    /// Reads `accessibility`. Without a page there is no statement.
    pub(super) fn read(node: &Node, at: &At, checker: &mut Checker, path: &Arc<str>, languages: &Languages) -> Option<Self> {
        if node.is_absent() {
            return None;
        }
        let entries = checker.map(node, at, "'accessibility'", &KEYS);
        let get = |key: &str| value(&entries, key);
        let page = checker.text(get("page"), &at.key("page"), "The statement's page");
        if page.is_none() && !node.is_no_map() {
            let help = "Add 'page: pages/NAME', the free page that is the statement.".to_owned();
            checker.error(at, Target::Value, DiagnosticId::MissingValue, "The accessibility statement has no page.", Some(help));
        }
        let label = |key: &'static str, what: &str, checker: &mut Checker| Label::read(get(key), &at.key(key), checker, languages, what);
        let conformance = [Conformance::Full, Conformance::Partial, Conformance::Not].map(|known| (known.as_str(), known));
        let assessment = [Assessment::Own, Assessment::External].map(|known| (known.as_str(), known));
        Some(Self {
            place: checker.place(&at.key("page"), path, 1),
            conformance: choice(get("conformance"), &at.key("conformance"), checker, &conformance),
            published: day(get("published"), &at.key("published"), checker),
            updated: day(get("updated"), &at.key("updated"), checker),
            prepared: day(get("prepared"), &at.key("prepared"), checker),
            reviewed: day(get("reviewed"), &at.key("reviewed"), checker),
            assessment: choice(get("assessment"), &at.key("assessment"), checker, &assessment),
            auditor: label("auditor", "The auditor's name", checker),
            report: read_url(get("report"), &at.key("report"), checker, "The report's address"),
            contact: contact(get("contact"), &at.key("contact"), checker, languages),
            architecture: label("architecture", "The description of the premises", checker),
            communication: label("communication", "The description of communication", checker),
            applications: label("applications", "The list of mobile applications", checker),
            page: page?,
        })
    }
}

fn value<'n>(entries: &[(&str, &'n Node)], key: &str) -> &'n Node {
    entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value)
}

fn contact(node: &Node, at: &At, checker: &mut Checker, languages: &Languages) -> AccessibilityContact {
    if node.is_absent() {
        return AccessibilityContact::default();
    }
    let entries = checker.map(node, at, "'contact'", &["name", "email", "phone"]);
    AccessibilityContact {
        name: Label::read(value(&entries, "name"), &at.key("name"), checker, languages, "The contact's name"),
        email: read_email(value(&entries, "email"), &at.key("email"), checker, "The contact's e-mail address"),
        phone: checker.text(value(&entries, "phone"), &at.key("phone"), "The contact's phone number"),
    }
}

fn choice<T: Copy>(node: &Node, at: &At, checker: &mut Checker, known: &[(&str, T)]) -> Option<T> {
    let text = checker.text(node, at, "A choice")?;
    let found = known.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
    if found.is_none() {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        let help = did_you_mean(&text, words.iter().copied()).unwrap_or_else(|| format!("Write one of: {}", words.join(", ")));
        checker.error(at, Target::Value, DiagnosticId::InvalidValue, format!("'{text}' is not known here."), Some(help));
    }
    found
}

fn day(node: &Node, at: &At, checker: &mut Checker) -> Option<Date> {
    let text = checker.text(node, at, "A day")?;
    let date = Some(text.as_str()).filter(|text| text.len() == "2027-03-31".len()).and_then(|text| text.parse().ok());
    if date.is_none() {
        let message = format!("'{text}' is not a day.");
        checker.error(at, Target::Value, DiagnosticId::InvalidValue, message, Some("Write it as 2027-03-31.".into()));
    }
    date
}
