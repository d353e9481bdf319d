//! Files that are made together and fetched in parts by scripts.

use super::Addresses;
use crate::hub::{CollectionId, Hub, LanguageId};

/// A group of files that are made together. One, the *root*, has a fixed address and leads to the others, which are named by their
/// content and therefore known only when they have been made: they lie below the bundle's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bundle {
    /// The search index of a language.
    Search(LanguageId),
    /// What the filter of a collection's listings needs.
    Filter(CollectionId, LanguageId),
}

impl Bundle {
    /// Returns all bundles of a hub, in a fixed order.
    pub(super) fn all(hub: &Hub) -> Vec<Self> {
        let languages = hub.languages.ids();
        let filters = (0..hub.collections.len())
            .map(CollectionId::new)
            .flat_map(|id| hub.languages.ids().map(move |language| Self::Filter(id, language)));
        languages.map(Self::Search).chain(filters).collect()
    }

    /// Finds the bundle that a file below a bundle's folder belongs to; `site_path` begins with `/`.
    pub fn of_path(hub: &Hub, site_path: &str) -> Option<Self> {
        let rest = site_path.strip_prefix("/assets/")?;
        let mut parts = rest.split('/');
        match parts.next()? {
            "search" => Some(Self::Search(hub.languages.named(parts.next()?)?)).filter(|_| parts.next().is_some()),
            "filter" => {
                let collection = hub.collection_named(parts.next()?)?;
                let language = hub.languages.named(parts.next()?)?;
                parts.next().map(|_| Self::Filter(collection, language))
            }
            _ => None,
        }
    }
}

impl Addresses<'_> {
    /// Returns the site path of a bundle's root. It stands apart from the files below, which are cached for good.
    pub fn bundle_root(&self, bundle: Bundle) -> String {
        match bundle {
            Bundle::Search(language) => format!("/search/{}.json", self.hub().languages.code(language)),
            Bundle::Filter(collection, language) => format!("{}filter.json", self.collection(collection, language)),
        }
    }

    /// Returns the site path of the folder of a bundle's other files, with a slash at its end.
    pub fn bundle_folder(&self, bundle: Bundle) -> String {
        let code = |language| self.hub().languages.code(language);
        match bundle {
            Bundle::Search(language) => format!("/assets/search/{}/", code(language)),
            Bundle::Filter(collection, language) => {
                format!("/assets/filter/{}/{}/", self.hub().collection(collection).id, code(language))
            }
        }
    }
}
