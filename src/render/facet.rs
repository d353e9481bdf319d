//! A facet as a list of links with counts.

use super::Renderer;
use super::fragments::remember;
use super::strings::Strings;
use super::value::{Context, Value, object, safe};
use crate::catalogue::{FacetIndex, FacetOption, OptionLabel};
use crate::diagnostic::Diagnostic;
use crate::hub::{CollectionId, FacetId, FacetKey, FacetKind, LanguageId};
use crate::route::View;
use foldhash::{HashMap, HashMapExt};

/// The component by which a theme may have terms rendered one by one, each once for all lists in which nobody chose it.
const TERM: &str = "facet_term";

/// The terms of a facet for one list.
struct Terms<'t> {
    collection: CollectionId,
    facet: FacetId,
    chosen: Option<u32>,
    narrowing: Option<&'t Narrowing>,
    language: LanguageId,
    /// The options below each option, or below none, in the order in which the language shows them.
    children: HashMap<Option<u32>, Vec<u32>>,
}

/// What narrows a facet's counts: the terms chosen in other facets decide where its links lead.
struct Narrowing {
    /// The count of each option and the view that choosing it leads to.
    options: HashMap<u32, (u32, View)>,
}

impl Renderer<'_> {
    /// Returns the facets of a view, each as HTML.
    pub(super) fn facets(&self, view: View, language: LanguageId) -> Result<Vec<Value>, Box<Diagnostic>> {
        let collection = view.collection();
        let mut groups = Vec::new();
        for index in 0..self.catalogue().hub.collection(collection).facets.len() {
            let facet = FacetId::new(index);
            let chosen = view.terms().find(|(id, _)| *id == facet).map(|(_, option)| option);
            let narrowing = self.narrowing(view, facet);
            groups.push(match narrowing {
                Some(narrowing) => self.facet(collection, facet, chosen, Some(&narrowing), language)?,
                None => {
                    let place = self.fragments.group(collection.index(), index, chosen, language.index());
                    remember(place, || self.facet(collection, facet, chosen, None, language))?
                }
            });
        }
        Ok(groups)
    }

    /// Returns how another chosen term narrows a facet, where the two have pages together.
    fn narrowing(&self, view: View, facet: FacetId) -> Option<Narrowing> {
        let collection = view.collection();
        let (other, term) = view.terms().find(|(id, _)| *id != facet)?;
        let pairs = &self.catalogue().hub.collection(collection).pairs;
        let position = pairs.iter().position(|pair| pair.contains(&facet) && pair.contains(&other))?;
        let facet_first = pairs[position][0] == facet;
        let counts = &self.catalogue().collection(collection).pairs[position];
        let options = counts
            .iter()
            .filter_map(|(first, second, count)| {
                let (own, theirs) = if facet_first { (*first, *second) } else { (*second, *first) };
                (theirs == term)
                    .then_some((own, (*count, View::Pair(collection, (pairs[position][0], *first), (pairs[position][1], *second)))))
            })
            .collect();
        Some(Narrowing { options })
    }

    fn facet(
        &self, collection: CollectionId, facet: FacetId, chosen: Option<u32>, narrowing: Option<&Narrowing>, language: LanguageId,
    ) -> Result<Value, Box<Diagnostic>> {
        let settings = self.catalogue().hub.collection(collection).facet(facet);
        let index = &self.catalogue().collection(collection).facets[facet.index()];
        let children = children(index, language);
        let terms = self.facet_terms(&Terms { collection, facet, chosen, narrowing, language, children }, None)?;
        let mut arguments = Context::new();
        arguments.insert("id", Value::from(settings.id.as_str()));
        arguments.insert("label", Value::from(self.facet_label(collection, facet, language)));
        arguments.insert("open", Value::from(chosen.is_some() || facet.index() < 3));
        arguments.insert("terms", Value::from(terms));
        Ok(safe(self.component(language, "facet", &arguments, &self.addresses.collection(collection, language))?))
    }

    /// Returns the terms of a facet for templates, each with its children, in the order in which the language shows them.
    pub(super) fn facet_tree(&self, collection: CollectionId, facet: FacetId, language: LanguageId) -> Result<Vec<Value>, Box<Diagnostic>> {
        let children = children(&self.catalogue().collection(collection).facets[facet.index()], language);
        self.facet_terms(&Terms { collection, facet, chosen: None, narrowing: None, language, children }, None)
    }

    /// Returns the terms below another, or below none.
    fn facet_terms(&self, terms: &Terms, parent: Option<u32>) -> Result<Vec<Value>, Box<Diagnostic>> {
        let &Terms { collection, facet, chosen, narrowing, language, .. } = terms;
        let index = &self.catalogue().collection(collection).facets[facet.index()];
        let are_rendered = self.site.theme.templates[language.index()].contains_component(TERM);
        let mut shown = Vec::new();
        for option in terms.children.get(&parent).into_iter().flatten() {
            let term = &index.options[*option as usize];
            let (count, view) = match narrowing {
                Some(narrowing) => narrowing.options.get(option).map_or((0, None), |(count, view)| (*count as usize, Some(*view))),
                None => (term.records.len(), (!term.records.is_empty()).then_some(View::Term(collection, facet, *option))),
            };
            let value = object([
                ("id", Value::from(&*term.id)),
                ("label", Value::from(self.option_label(collection, facet, term, language))),
                ("href", Value::from(view.map_or_else(String::new, |view| self.addresses.link(self.addresses.view(view, language))))),
                ("count", Value::from(count as u64)),
                ("current", Value::from(chosen == Some(*option))),
                ("children", Value::from(self.facet_terms(terms, Some(*option))?)),
            ]);
            shown.push(if are_rendered { self.rendered_term(terms, *option, value)? } else { value });
        }
        Ok(shown)
    }

    /// Adds to a term what the theme makes of it.
    fn rendered_term(&self, terms: &Terms, option: u32, term: Value) -> Result<Value, Box<Diagnostic>> {
        let &Terms { collection, facet, chosen, narrowing, language, .. } = terms;
        let render = || {
            let mut arguments = Context::new();
            arguments.insert("term", term.clone());
            self.component(language, TERM, &arguments, &self.addresses.collection(collection, language)).map(safe)
        };
        let index = &self.catalogue().collection(collection).facets[facet.index()];
        let mut above = std::iter::successors(chosen, |option| index.options[*option as usize].parent);
        let html = if narrowing.is_some() || above.any(|above| above == option) {
            render()?
        } else {
            remember(self.fragments.facet_term(collection.index(), facet.index(), option, language.index()), render)?
        };
        Ok(term.with("html", html))
    }

    /// Returns what a facet is called.
    pub(super) fn facet_label(&self, collection: CollectionId, facet: FacetId, language: LanguageId) -> String {
        let settings = self.catalogue().hub.collection(collection).facet(facet);
        match settings.key {
            FacetKey::Status => self.site.theme.strings(language).get("status_facet").to_owned(),
            FacetKey::Field(_) => self.typeset(settings.label.get(language), language),
        }
    }

    /// Returns what an option is called.
    pub(super) fn option_label(&self, collection: CollectionId, facet: FacetId, option: &FacetOption, language: LanguageId) -> String {
        let hub = &self.catalogue().hub;
        let settings = hub.collection(collection).facet(facet);
        let strings = self.site.theme.strings(language);
        let locale = self.site.theme.locale(language);
        match (&option.label, &settings.kind, option.term) {
            (OptionLabel::Term, FacetKind::Vocabulary(vocabulary), Some(term)) => {
                let label = &hub.vocabulary(*vocabulary).term(term).label;
                self.typeset(label.get(language), label.language(language))
            }
            (OptionLabel::Status(status), ..) => strings.get(&format!("status.{}", status.as_str())).to_owned(),
            (OptionLabel::Boolean(value), ..) => strings.get(if *value { "boolean.yes" } else { "boolean.no" }).to_owned(),
            (OptionLabel::Range(low, high), ..) => range(strings, low.map(|low| locale.number(low)), high.map(|high| locale.number(high))),
            (OptionLabel::Period(low, high), ..) => range(strings, low.map(|low| locale.date(low)), high.map(|high| locale.date(high))),
            (OptionLabel::Text(text), ..) => self.typeset(text, language),
            (OptionLabel::Record(record), ..) => self.catalogue().entry(*record).title(language).0.to_owned(),
            _ => option.id.to_string(),
        }
    }
}

/// Returns the options below each option, or below none, in the order in which a language shows them.
fn children(index: &FacetIndex, language: LanguageId) -> HashMap<Option<u32>, Vec<u32>> {
    let mut children: HashMap<Option<u32>, Vec<u32>> = HashMap::new();
    for option in &index.shown[language.index()] {
        children.entry(index.options[*option as usize].parent).or_default().push(*option);
    }
    children
}

fn range(strings: &Strings, low: Option<String>, high: Option<String>) -> String {
    let key = match (&low, &high) {
        (None, _) => "range.under",
        (_, None) => "range.over",
        _ => "range.between",
    };
    strings.fill(key, &[("low", &low.unwrap_or_default()), ("high", &high.unwrap_or_default())])
}
