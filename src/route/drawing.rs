//! Which images are drawn, and where they lie.

use super::{Addresses, Route};
use crate::hub::{LanguageId, RecordId};
use crate::record::Home;

/// What services show an image of beside a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// The hub as a whole.
    Hub,
    /// A record or free page.
    Page(RecordId),
}

impl Drawn {
    /// Returns what the page behind a route has an image of its own for, and in which language.
    pub fn by(route: &Route) -> Option<(Self, LanguageId)> {
        match route {
            Route::Home(language) => Some((Self::Hub, *language)),
            Route::Record(id, language) | Route::Page(id, language) => Some((Self::Page(*id), *language)),
            _ => None,
        }
    }
}

/// The folder of all drawn images, with a slash at its end.
const FOLDER: &str = "/assets/social/";

impl Addresses<'_> {
    /// Returns the site path of an image; `word` stands for its bytes.
    pub fn drawing(&self, drawn: Drawn, language: LanguageId, word: &str) -> String {
        format!("{}{word}.png", self.drawing_folder(drawn, language))
    }

    /// Returns the site path of the folder in which an image lies, with a slash at its end. Folders of others may lie in it.
    pub fn drawing_folder(&self, drawn: Drawn, language: LanguageId) -> String {
        let code = self.hub().languages.code(language);
        match drawn {
            Drawn::Hub => format!("{FOLDER}{code}/"),
            Drawn::Page(id) => {
                let entry = self.record_of(id);
                match entry.original.place.home {
                    Home::Collection(collection) => format!("{FOLDER}{code}/{}/{}/", self.hub().collection(collection).id, entry.name()),
                    Home::Pages => format!("{FOLDER}{code}/{}/", entry.page_path()),
                }
            }
        }
    }

    /// Finds what the image at a site path is drawn for, whatever word it is named by.
    pub fn drawn_at(&self, site_path: &str) -> Option<(Drawn, LanguageId)> {
        let (folder, _) = site_path.strip_prefix(FOLDER)?.strip_suffix(".png")?.rsplit_once('/')?;
        let Some((code, page)) = folder.split_once('/') else {
            return Some((Drawn::Hub, self.hub().languages.named(folder)?));
        };
        let language = self.hub().languages.named(code)?;
        let id = self.named(page)?;
        let entry = self.record_of(id);
        (entry.has_page(language) && !entry.original.place.is_home_page()).then_some((Drawn::Page(id), language))
    }
}
