//! How a browser can search the site (OpenSearch 1.1).

use crate::escape::escape;
use crate::hub::LanguageId;
use crate::render::Renderer;

/// How long a short name and a description may be, in characters (OpenSearch 1.1, 'ShortName' and 'Description').
const SHORT_NAME: usize = 16;
const DESCRIPTION: usize = 1024;

impl Renderer<'_> {
    /// Renders `opensearch.xml` of a language.
    pub(super) fn search_engine(&self, language: LanguageId) -> Vec<u8> {
        let hub = &self.catalogue().hub;
        let title = hub.title.get(language);
        let description = if hub.description.get(language).is_empty() { title } else { hub.description.get(language) };
        let address = self.addresses.absolute(&self.addresses.search(language));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
             <ShortName>{}</ShortName>\n<LongName>{}</LongName>\n<Description>{}</Description>\n<Language>{}</Language>\n\
             <InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
            escape(&shortened(title, SHORT_NAME)),
            escape(&shortened(title, 48)),
            escape(&shortened(description, DESCRIPTION)),
            hub.languages.code(language),
            escape(&address),
        )
        .into_bytes()
    }
}

/// Cuts a text after its last whole word that fits.
fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit + 1).collect();
    let whole = cut.rsplit_once(' ').map_or_else(|| cut.chars().take(limit).collect(), |(whole, _)| whole.to_owned());
    whole.trim_end().to_owned()
}
