//! Cross tables: the terms of one facet against those of another, so that empty cells show the gaps.

use super::geometry::cross_table;
use super::{Counted, Renderer, count};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, FacetId, LanguageId};
use crate::render::value::{Value, object};
use crate::route::View;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// How many columns can be read side by side.
const MOST_COLUMNS: usize = 12;
/// How many rows a table has at most.
const MOST_ROWS: usize = 60;

impl Renderer<'_> {
    /// Draws the terms without a parent of two facets; the facet with fewer of them stands above the columns.
    pub(super) fn cross_table(
        &self, collection: CollectionId, first: FacetId, second: FacetId, language: LanguageId,
    ) -> Result<String, Box<Diagnostic>> {
        let mut of_rows = (first, self.counted(collection, first, None, language));
        let mut of_columns = (second, self.counted(collection, second, None, language));
        if of_columns.1.len() > of_rows.1.len() {
            std::mem::swap(&mut of_rows, &mut of_columns);
        }
        let ((row_facet, mut rows), (column_facet, mut columns)) = (of_rows, of_columns);
        rows.truncate(MOST_ROWS);
        columns.truncate(MOST_COLUMNS);
        let index = self.catalogue().collection(collection);
        let number = |row: &Counted, column: &Counted| index.intersection((row_facet, row.option), (column_facet, column.option)).len();
        let numbers: Vec<Vec<usize>> = rows.iter().map(|row| columns.iter().map(|column| number(row, column)).collect()).collect();
        let table = cross_table::lay_out(&numbers);
        let values = rows.iter().zip(&numbers).zip(&table.depths).map(|((row, numbers), depths)| {
            let cells = columns.iter().zip(numbers).zip(depths).map(|((column, number), depth)| {
                let href = if *number == 0 {
                    String::new()
                } else {
                    self.cell_link(collection, (row_facet, row.option), (column_facet, column.option), language)
                };
                object([
                    ("number", count(*number)),
                    ("depth", count(*depth)),
                    ("label", Value::from(column.label.as_str())),
                    ("href", Value::from(href)),
                ])
            });
            object([
                ("label", Value::from(row.label.as_str())),
                ("href", Value::from(self.option_link(collection, row_facet, row.option, language))),
                ("cells", Value::from(cells.collect::<Vec<Value>>())),
            ])
        });
        let heads = columns.iter().map(|column| {
            object([
                ("label", Value::from(column.label.as_str())),
                ("href", Value::from(self.option_link(collection, column_facet, column.option, language))),
            ])
        });
        let strings = self.site.theme.strings(language);
        let digits = |number: usize| self.site.theme.locale(language).number(number as f64);
        let (row_label, column_label) =
            (self.facet_label(collection, row_facet, language), self.facet_label(collection, column_facet, language));
        let facets = strings.fill("picture.cross_facets", &[("rows", &row_label), ("columns", &column_label)]);
        let finding = if table.gaps == 0 {
            strings.get("picture.cross_full").to_owned()
        } else {
            strings.fill("picture.cross_gaps", &[("number", &digits(table.gaps)), ("total", &digits(table.cells))])
        };
        let title = strings.fill("picture.of_facet", &[("facet", &facets), ("finding", &finding)]);
        let values = [
            ("rows", Value::from(values.collect::<Vec<Value>>())),
            ("columns", Value::from(heads.collect::<Vec<Value>>())),
            ("row_facet", Value::from(row_label)),
            ("column_facet", Value::from(column_label)),
        ];
        self.drawn("picture_cross_table", collection, title, values, language)
    }

    /// Returns the link to the records of both terms: their page, else the listing with both chosen in its filter.
    fn cell_link(&self, collection: CollectionId, row: (FacetId, u32), column: (FacetId, u32), language: LanguageId) -> String {
        let settings = self.catalogue().hub.collection(collection);
        let has_page = |first: FacetId, second: FacetId| settings.pairs.contains(&[first, second]);
        let view = if has_page(row.0, column.0) {
            View::Pair(collection, row, column)
        } else if has_page(column.0, row.0) {
            View::Pair(collection, column, row)
        } else {
            return format!(
                "{}?{}&{}",
                self.addresses.link(self.addresses.collection(collection, language)),
                self.chosen(collection, row, language),
                self.chosen(collection, column, language)
            );
        };
        self.addresses.link(self.addresses.view(view, language))
    }

    /// Returns a chosen term as the listing's filter reads it: `FACET=TERM`.
    pub(in crate::render) fn chosen(&self, collection: CollectionId, term: (FacetId, u32), language: LanguageId) -> String {
        let path = self.catalogue().hub.collection(collection).facet(term.0).path.get(language);
        let option = &self.catalogue().collection(collection).facets[term.0.index()].options[term.1 as usize];
        format!("{}={}", utf8_percent_encode(path, QUERY), utf8_percent_encode(&option.id, QUERY))
    }
}

/// What stands in a query as it is: everything that an address does not mean otherwise.
const QUERY: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
