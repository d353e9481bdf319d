//! Bars: how many records each term of a facet finds.

use super::geometry::{bars, measure};
use super::{Counted, Renderer, count, greatest_first};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, FacetId, FacetKind, LanguageId, TermId};
use crate::render::value::{Value, object};

/// How many bars stand side by side; the table has all.
const MOST: usize = 16;

impl Renderer<'_> {
    /// Draws a facet's terms, the greatest first unless they have an order of their own.
    pub(super) fn bars(
        &self, collection: CollectionId, facet: FacetId, within: Option<TermId>, language: LanguageId,
    ) -> Result<String, Box<Diagnostic>> {
        let settings = self.catalogue().hub.collection(collection).facet(facet);
        let mut counted = self.counted(collection, facet, within, language);
        if matches!(settings.kind, FacetKind::Vocabulary(_) | FacetKind::Values | FacetKind::Records) {
            greatest_first(&mut counted);
        }
        let total = self.catalogue().collection(collection).range.len();
        let title = self.bars_title(collection, facet, &counted, total, language);
        let empty: Vec<&str> = counted.iter().filter(|term| term.number == 0).map(|term| term.label.as_str()).collect();
        let bars = bars::lay_out(&counted.iter().map(|term| term.number).collect::<Vec<_>>());
        let bars = counted.iter().zip(bars).map(|(term, bar)| {
            object([
                ("label", Value::from(term.label.as_str())),
                ("href", Value::from(self.option_link(collection, facet, term.option, language))),
                ("number", count(term.number)),
                ("length", Value::from(measure(bar.length))),
                ("depth", count(bar.depth)),
            ])
        });
        let bars: Vec<Value> = bars.collect();
        let values = [
            ("shown", count((bars.len() - empty.len()).min(MOST))),
            ("more", count((bars.len() - empty.len()).saturating_sub(MOST))),
            ("empty", Value::from(empty.join(", "))),
            ("bars", Value::from(bars)),
            ("total", count(total)),
            ("facet", Value::from(self.facet_label(collection, facet, language))),
        ];
        self.drawn("picture_bars", collection, title, values, language)
    }

    fn bars_title(&self, collection: CollectionId, facet: FacetId, counted: &[Counted], total: usize, language: LanguageId) -> String {
        let label = self.facet_label(collection, facet, language);
        let strings = self.site.theme.strings(language);
        let finding = self.most(counted, total, "picture.bars_most", language).unwrap_or_else(|| {
            let with_records = counted.iter().filter(|term| term.number > 0).count();
            strings.fill("picture.bars_some", &[("number", &with_records.to_string()), ("total", &counted.len().to_string())])
        });
        strings.fill("picture.of_facet", &[("facet", &label), ("finding", &finding)])
    }
}
