//! The facets of a filter: their terms, and which records carry them.

use super::super::Renderer;
use super::values::Measured;
use crate::catalogue::{CollectionIndex, FacetIndex};
use crate::hub::{CollectionId, FacetId, FacetKind, LanguageId};
use crate::search::{BitWriter, File, named, push_number, rice_bits};
use serde::Serialize;
use std::collections::BTreeMap;

/// A facet as the root file tells it.
#[derive(Serialize)]
pub(super) struct Facet {
    /// Its id in the schema.
    id: String,
    /// Its name in addresses, in the page's language.
    name: String,
    label: String,
    /// Whether its records are told by their windows instead of by `file`.
    status: bool,
    covers: bool,
    file: String,
    /// What its values measure, where limits can be set for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Measured>,
    terms: Vec<Term>,
    /// Old ids and the ids that stand in their places.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    aliases: BTreeMap<String, String>,
}

/// A term: its id, its label, the place of the term above it or -1, how many records it finds on the day of the build, and the number of
/// the first of them, so that its card can be fetched together with the list of the others.
type Term = (String, String, i64, usize, u32);

impl Renderer<'_> {
    /// Describes the facets and writes their files. Terms that find nothing on any day are left out.
    pub(super) fn filter_facets(&self, id: CollectionId, language: LanguageId, files: &mut Vec<File>) -> Vec<Facet> {
        let hub = &self.catalogue().hub;
        let collection = hub.collection(id);
        let index = self.catalogue().collection(id);
        let carried = carried(index, language);
        let mut facets = Vec::new();
        for (number, (settings, facet)) in collection.facets.iter().zip(&index.facets).enumerate() {
            let facet_id = FacetId::new(number);
            let status = settings.kind == FacetKind::Status;
            let shown = shown(facet, language, status);
            let mut places = vec![-1; facet.options.len()];
            for (place, option) in shown.iter().enumerate() {
                places[*option as usize] = i64::from(place as u32);
            }
            let terms = shown.iter().map(|place| {
                let option = &facet.options[*place as usize];
                let above = option.parent.map_or(-1, |parent| places[parent as usize]);
                let first = option.records.iter().map(|record| index.rank(*record, language)).min();
                (option.id.to_string(), self.option_label(id, facet_id, option, language), above, option.records.len(), first.unwrap_or(0))
            });
            let terms = terms.collect();
            let vocabulary = if let FacetKind::Vocabulary(vocabulary) = settings.kind { Some(hub.vocabulary(vocabulary)) } else { None };
            let aliases = vocabulary
                .into_iter()
                .flat_map(|vocabulary| vocabulary.aliases().map(|(alias, term)| (alias.to_owned(), vocabulary.term(term).id.clone())));
            let lists: Vec<Vec<u32>> = match carried.get(&facet_id.index()) {
                _ if status => Vec::new(),
                Some(lists) => shown.iter().map(|option| lists[*option as usize].clone()).collect(),
                None => shown.iter().map(|option| ranks(index, facet, *option, language)).collect(),
            };
            let file = if status {
                String::new()
            } else {
                let (_, (name, bytes)) = named("facet", Some(number), "bin", write(&lists));
                files.push((name.clone(), bytes));
                name
            };
            facets.push(Facet {
                id: settings.id.clone(),
                name: settings.path.get(language).to_owned(),
                label: self.facet_label(id, facet_id, language),
                status,
                covers: vocabulary.is_some_and(|vocabulary| vocabulary.covers),
                file,
                values: self.filter_values(id, facet_id, language, files),
                terms,
                aliases: aliases.collect(),
            });
        }
        facets
    }
}

/// Returns the options to show, in the language's order.
fn shown(facet: &FacetIndex, language: LanguageId, status: bool) -> Vec<u32> {
    let is_used = |option: &u32| status || !facet.options[*option as usize].records.is_empty();
    facet.shown[language.index()].iter().copied().filter(is_used).collect()
}

/// Returns, by facet of a vocabulary and then by option, the numbers of the records that carry the term themselves, rising.
fn carried(index: &CollectionIndex, language: LanguageId) -> BTreeMap<usize, Vec<Vec<u32>>> {
    let mut lists: BTreeMap<usize, Vec<Vec<u32>>> = BTreeMap::new();
    let owners: Vec<Option<(FacetId, u32)>> = (0..index.carried.count() as u32).map(|term| index.carried.option(term)).collect();
    for (facet, _) in owners.iter().flatten() {
        let options = index.facets[facet.index()].options.len();
        lists.entry(facet.index()).or_insert_with(|| vec![Vec::new(); options]);
    }
    let mut found: Vec<Vec<u32>> = vec![Vec::new(); owners.len()];
    for (rank, record) in index.orders[language.index()].iter().enumerate() {
        for term in index.carried.of(record.index() - index.range.start) {
            found[*term as usize].push(rank as u32);
        }
    }
    for (owner, list) in owners.into_iter().zip(found) {
        if let Some((facet, option)) = owner
            && let Some(options) = lists.get_mut(&facet.index())
        {
            options[option as usize] = list;
        }
    }
    lists
}

/// Returns the numbers of an option's records, rising.
fn ranks(index: &CollectionIndex, facet: &FacetIndex, option: u32, language: LanguageId) -> Vec<u32> {
    let mut ranks: Vec<u32> = facet.options[option as usize].records.iter().map(|record| index.rank(*record, language)).collect();
    ranks.sort_unstable();
    ranks
}

/// Writes lists of rising numbers: how many there are, then, where there are any, how many low bits the distances between them have
/// and, in bits from a new byte, the distances less one after Rice, the first counted from -1.
fn write(lists: &[Vec<u32>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for list in lists {
        push_number(&mut bytes, list.len() as u32);
        let Some(last) = list.last() else { continue };
        let low_bits = rice_bits(u64::from(*last) + 1 - list.len() as u64, list.len() as u64);
        bytes.push(low_bits as u8);
        let mut writer = BitWriter::new(&mut bytes);
        let mut next = 0;
        for number in list {
            writer.push_rice(number - next, low_bits, 0, 0);
            next = number + 1;
        }
        writer.finish();
    }
    bytes
}
