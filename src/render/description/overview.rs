//! What a language model should read first (llmstxt.org).

use crate::hub::LanguageId;
use crate::render::Renderer;
use crate::route::Format;

impl Renderer<'_> {
    /// Renders `llms.txt` in the default language: what the site is, its collections with their data, its free pages.
    pub(super) fn overview(&self) -> Vec<u8> {
        let hub = &self.catalogue().hub;
        let language = LanguageId::DEFAULT;
        let mut out = format!("# {}\n", line(hub.title.get(language)));
        if !hub.description.get(language).is_empty() {
            out.push_str(&format!("\n> {}\n", line(hub.description.get(language))));
        }
        let strings = self.site.theme.strings(language);
        out.push_str(&format!("\n## {}\n\n", strings.get("overview.collections")));
        for collection in self.collections() {
            let count = self.catalogue().collection(collection).range.len();
            let file = |format| self.addresses.absolute(&self.addresses.data(collection, language, format));
            out.push_str(&format!(
                "- {}: {count}, [JSON]({}), [CSV]({})\n",
                link(
                    hub.collection(collection).label.get(language),
                    &self.addresses.absolute(&self.addresses.collection(collection, language))
                ),
                file(Format::Json),
                file(Format::Csv),
            ));
        }
        let pages = self.catalogue().pages.iter().filter(|id| Some(**id) != self.catalogue().home);
        let pages: Vec<String> = pages
            .map(|id| {
                let entry = self.catalogue().entry(*id);
                let summary = entry.summary(language).0;
                let about = if summary.is_empty() { String::new() } else { format!(": {}", line(summary)) };
                format!("- {}{about}\n", link(entry.title(language).0, &self.record_address(*id, language)))
            })
            .collect();
        if !pages.is_empty() {
            out.push_str(&format!("\n## {}\n\n{}", strings.get("overview.pages"), pages.concat()));
        }
        out.push_str(&format!("\n## {}\n\n", strings.get("overview.data")));
        for other in hub.languages.ids() {
            let address = self.addresses.absolute(&format!("{}catalogue.jsonld", self.addresses.home(other)));
            out.push_str(&format!("- [JSON-LD, {}]({address})\n", hub.languages.code(other)));
        }
        out.push_str(&format!("- [DCAT]({})\n", self.addresses.absolute("/dcat.jsonld")));
        out.into_bytes()
    }
}

/// Writes a Markdown link.
fn link(text: &str, address: &str) -> String {
    let text: String = line(text).chars().flat_map(|c| matches!(c, '[' | ']' | '\\').then_some('\\').into_iter().chain([c])).collect();
    format!("[{text}]({address})")
}

/// Keeps a text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
