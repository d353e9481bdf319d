//! Partial evaluation of templates: what is the same on all pages of a shape is rendered once.
//!
//! Most of a page follows from little: which collection it is of, how many facts and related records there are, which of them are empty.
//! That is its *shape*. The rest are *words*: titles, links, bodies that a template writes as they are. For each shape, the template is run
//! once with a mark in the place of each word; what comes out, cut at the marks, is a [`Residual`], into which the words of all pages of the
//! shape are poured. Jones, Gomard and Sestoft, "Partial Evaluation and Automatic Program Generation" (1993), call it a residual program.
//!
//! What a template compares, counts or hands to a filter is no word but belongs to the shape ([`reading`] reads the sources for that). Where
//! that cannot be told, and for the first page of each shape, the template is run as it is; so mistakes are found, and told of, as ever.

mod reading;
mod shape;
mod tags;
mod uses;

use super::value::{Context, Value};
use crate::escape::push_escaped;
use crate::hub::LanguageId;
use foldhash::HashMap;
use reading::{GLOBALS, Source};
use shape::{Shape, has_mark, marked, with_marks};
use std::sync::{Arc, PoisonError, RwLock};
use uses::Uses;

/// Shapes that are remembered for a template, so that memory does not grow with a hub whose pages are all different.
const SHAPES: usize = 2_000;

/// What of a page is the same for all of its shape: pieces of text, each before the word of a number, and what comes after all words.
#[derive(Debug)]
struct Residual {
    pieces: Vec<(String, usize)>,
    end: String,
    /// Bytes of all pieces.
    length: usize,
}

impl Residual {
    /// Cuts what a template made of marks; nothing where there is a mark that stands for no word.
    fn cut(marks: &str, words: usize) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut begin = 0;
        for (at, character) in marks.char_indices() {
            if let Some(number) = marked(character) {
                (number < words).then(|| pieces.push((marks[begin..at].to_owned(), number)))?;
                begin = at + character.len_utf8();
            }
        }
        Some(Self { pieces, end: marks[begin..].to_owned(), length: marks.len() })
    }

    /// Puts the words of a page in the places of their marks.
    fn pour(&self, words: &[&Value]) -> String {
        // Titles and summaries stand in a page more than once.
        let length = |value: &&Value| value.as_str().map_or(0, str::len);
        let mut page = String::with_capacity(self.length + 2 * words.iter().map(length).sum::<usize>());
        for (piece, number) in &self.pieces {
            page.push_str(piece);
            match words.get(*number) {
                Some(Value::Html(html)) => page.push_str(html),
                Some(Value::Text(text)) => push_escaped(&mut page, text),
                Some(Value::Integer(number)) => page.push_str(&number.to_string()),
                _ => {}
            }
        }
        page.push_str(&self.end);
        page
    }
}

/// What is known of a shape.
#[derive(Clone, Debug)]
enum Known {
    /// A page of it was rendered.
    Once,
    /// Pages of it are poured.
    Residual(Arc<Residual>),
    /// Nothing can be poured.
    Unfit,
}

/// What a theme's templates and components do with their values, as far as that can be told.
#[derive(Debug, Default)]
pub(super) struct TemplateUses(HashMap<String, Uses>);

impl TemplateUses {
    /// Reads the sources of all templates. `entries` are the templates and components that are run by themselves. `globals` are the
    /// values beside the templates' own texts that may come to stand in a page.
    pub(super) fn read<'t>(sources: impl Iterator<Item = (&'t str, &'t str)> + Clone, entries: &[&str], globals: &[tera::Context]) -> Self {
        let is_marked = |globals: &tera::Context| {
            GLOBALS.iter().any(|name| globals.get(name).is_some_and(|value| has_mark(value.to_string().as_bytes())))
        };
        if sources.clone().any(|(_, text)| has_mark(text.as_bytes())) || globals.iter().any(is_marked) {
            return Self::default();
        }
        let source = Source::read(sources);
        Self(entries.iter().filter_map(|name| Some(((*name).to_owned(), source.uses(name)?))).collect())
    }
}

/// What is remembered of one template or component in one language.
struct Template<'u> {
    uses: &'u Uses,
    shapes: RwLock<HashMap<Vec<u8>, Known>>,
}

/// Renders templates and components, each shape once a language.
pub(super) struct Residuals<'u> {
    languages: Vec<HashMap<&'u str, Template<'u>>>,
}

impl<'u> Residuals<'u> {
    /// Makes one that remembers nothing yet.
    pub(super) fn new(uses: &'u TemplateUses, languages: usize) -> Self {
        let templates = || uses.0.iter().map(|(name, uses)| (name.as_str(), Template { uses, shapes: RwLock::default() })).collect();
        Self { languages: std::iter::repeat_with(templates).take(languages).collect() }
    }

    /// Renders a template or component in a language. `run` runs it as it is with a context.
    ///
    /// # Errors
    /// Those of `run`.
    pub(super) fn render<E>(
        &self, language: LanguageId, name: &str, context: &Context, run: impl Fn(&tera::Context) -> Result<String, E>,
    ) -> Result<String, E> {
        let template = self.languages.get(language.index()).and_then(|templates| templates.get(name));
        let known = template.and_then(|template| Some((template, Shape::of(context, template.uses)?)));
        let Some((template, shape)) = known else { return run(&context.to_tera()) };
        match template.known(&shape.bytes) {
            Some(Known::Residual(residual)) => Ok(residual.pour(&shape.words)),
            Some(Known::Once) => match template.learn(&shape, context, &run) {
                Some(residual) => Ok(residual.pour(&shape.words)),
                None => run(&context.to_tera()),
            },
            Some(Known::Unfit) => run(&context.to_tera()),
            None => {
                let page = run(&context.to_tera())?;
                template.remember(shape.bytes, Known::Once);
                Ok(page)
            }
        }
    }
}

impl Template<'_> {
    fn known(&self, shape: &[u8]) -> Option<Known> {
        self.shapes.read().unwrap_or_else(PoisonError::into_inner).get(shape).cloned()
    }

    fn remember(&self, shape: Vec<u8>, known: Known) {
        let mut shapes = self.shapes.write().unwrap_or_else(PoisonError::into_inner);
        if shapes.len() < SHAPES || shapes.contains_key(&shape) {
            shapes.insert(shape, known);
        }
    }

    /// Makes the residual of a shape, where there can be one.
    fn learn<E>(&self, shape: &Shape, context: &Context, run: impl Fn(&tera::Context) -> Result<String, E>) -> Option<Arc<Residual>> {
        let marks = if shape.is_marked { None } else { run(&with_marks(context, self.uses)).ok() };
        let residual = marks.and_then(|marks| Residual::cut(&marks, shape.words.len())).map(Arc::new);
        self.remember(shape.bytes.clone(), residual.clone().map_or(Known::Unfit, Known::Residual));
        residual
    }
}
