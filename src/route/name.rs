//! What a listing is called among editors, and a page among files.

use super::View;
use crate::catalogue::Catalogue;

/// Returns what a listing lists, in the words of the schema: `funding where scope = pl`.
pub fn view_name(catalogue: &Catalogue, view: View) -> String {
    let collection = catalogue.hub.collection(view.collection());
    let index = catalogue.collection(view.collection());
    let terms: Vec<String> = view
        .terms()
        .map(|(facet, option)| {
            let id = index.facets.get(facet.index()).and_then(|facet| facet.options.get(option as usize)).map_or("", |option| &option.id);
            format!("{} = {id}", collection.facet(facet).id)
        })
        .collect();
    if terms.is_empty() { collection.id.clone() } else { format!("{} where {}", collection.id, terms.join(" and ")) }
}

/// Returns the file of the output that answers a site path.
pub fn output_file(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}
