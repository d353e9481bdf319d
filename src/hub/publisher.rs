//! Who publishes the site, as `hub.yaml` says.

use super::address::{read_email, read_url};
use super::{Label, Languages};
use crate::diagnostic::DiagnosticId;
use crate::yaml::{At, Checker, Node, Target};

/// Who publishes the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// The name.
    pub name: Label,
    /// A website.
    pub url: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A phone number.
    pub phone: Option<String>,
}

impl Publisher {
    /// Reads `publisher`. Without a name there is none.
    pub(super) fn read(node: &Node, at: &At, checker: &mut Checker, languages: &Languages) -> Option<Self> {
        if node.is_absent() {
            return None;
        }
        let entries = checker.map(node, at, "'publisher'", &["name", "url", "email", "phone"]);
        let get = |key: &str| entries.iter().find(|(name, _)| *name == key).map_or(&Node::Null, |(_, value)| *value);
        let name = Label::read(get("name"), &at.key("name"), checker, languages, "The publisher's name");
        if name.is_none() && !node.is_no_map() {
            checker.error(at, Target::Value, DiagnosticId::MissingValue, "The publisher has no name.", None);
        }
        Some(Self {
            name: name?,
            url: read_url(get("url"), &at.key("url"), checker, "The publisher's address"),
            email: read_email(get("email"), &at.key("email"), checker, "The publisher's e-mail address"),
            phone: checker.text(get("phone"), &at.key("phone"), "The publisher's phone number"),
        })
    }
}
