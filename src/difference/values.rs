//! Values in words, for reviewers.

use super::What;
use crate::catalogue::Catalogue;
use crate::hub::{CollectionId, Field, FieldKind, Hub, LanguageId, SortKey};
use crate::record::{Amount, Body, Moment, Money, Round, Value, plain_text};
use crate::render::Locale;
use jiff::civil::Date;

/// The language that reviewers are spoken to in, with English habits.
pub(super) struct Words {
    locale: Locale,
}

/// A value that one field holds.
struct Item {
    /// What makes it the same one on both sides.
    key: String,
    /// What tells whether it changed.
    content: String,
    words: String,
}

/// Returns the language whose labels reviewers read: English, else the hub's first.
pub(super) fn label_language(hub: &Hub) -> LanguageId {
    hub.languages.named("en").unwrap_or(LanguageId::DEFAULT)
}

impl Words {
    pub(super) fn new() -> Self {
        Self { locale: Locale::new("en-GB") }
    }

    pub(super) fn day(&self, day: Date) -> String {
        self.locale.date(day).replace('\u{a0}', " ")
    }

    fn moment(&self, moment: Moment) -> String {
        let day = self.day(moment.date);
        match moment.time {
            Some(time) => format!("{day}, {:02}:{:02}", time.hour(), time.minute()),
            None => day,
        }
    }

    fn money(&self, money: &Money) -> String {
        let currency = &money.currency;
        let one = |amount: f64| self.locale.amount(amount);
        match money.amount {
            Amount::Exact(amount) => format!("{} {currency}", one(amount)),
            Amount::Range { min: Some(min), max: Some(max) } => format!("{}–{} {currency}", one(min), one(max)),
            Amount::Range { min: None, max: Some(max) } => format!("up to {} {currency}", one(max)),
            Amount::Range { min: Some(min), max: None } => format!("from {} {currency}", one(min)),
            Amount::Range { min: None, max: None } => String::new(),
        }
    }

    fn round(&self, round: &Round) -> String {
        let mut words = match (round.opens, round.closes) {
            (Some(opens), Some(closes)) => format!("{} to {}", self.moment(opens), self.moment(closes)),
            (Some(opens), None) => format!("from {}", self.moment(opens)),
            (None, Some(closes)) => format!("until {}", self.moment(closes)),
            (None, None) => "always open".to_owned(),
        };
        if let Some(label) = &round.label {
            words = format!("{label}, {words}");
        }
        if let Some(budget) = &round.budget {
            words = format!("{words} ({})", self.money(budget));
        }
        words
    }

    fn items(&self, catalogue: &Catalogue, field: &Field, value: &Value) -> Vec<Item> {
        let hub = &catalogue.hub;
        let language = label_language(hub);
        let plain = |words: String| Item { key: words.clone(), content: words.clone(), words };
        match value {
            Value::Texts(texts) | Value::Urls(texts) | Value::Emails(texts) => texts.iter().map(|text| plain(text.to_string())).collect(),
            Value::Markdown(body) => {
                let content = content(hub, body);
                vec![Item { key: content.clone(), content, words: plain_text(&body.html).trim().to_owned() }]
            }
            Value::Dates(dates) => dates.iter().map(|date| plain(self.moment(*date))).collect(),
            Value::Rounds(rounds) => {
                let key = |index: usize, round: &Round| round.label.as_ref().map_or_else(|| format!("#{index}"), ToString::to_string);
                let item = |(index, round): (usize, &Round)| {
                    let words = self.round(round);
                    Item { key: key(index, round), content: words.clone(), words }
                };
                rounds.iter().enumerate().map(item).collect()
            }
            Value::Numbers(numbers) => numbers.iter().map(|number| plain(self.locale.number(*number))).collect(),
            Value::Money(money) => vec![plain(self.money(money))],
            Value::Percent(percent) => vec![plain(format!("{}%", self.locale.number(*percent)))],
            Value::Boolean(value) => vec![plain(if *value { "yes" } else { "no" }.to_owned())],
            Value::Terms(terms) => {
                let (FieldKind::Term(vocabulary) | FieldKind::Terms(vocabulary)) = field.kind else { return Vec::new() };
                let terms = terms.iter().map(|term| hub.vocabulary(vocabulary).term(*term));
                let item = |term: &crate::hub::Term| Item {
                    key: term.id.clone(),
                    content: term.id.clone(),
                    words: term.label.get(language).to_owned(),
                };
                terms.map(item).collect()
            }
            Value::Records(names) => {
                let (FieldKind::Record(collection) | FieldKind::Records(collection)) = field.kind else { return Vec::new() };
                let title = |name: &str| match catalogue.record_named(collection, name) {
                    Some(id) => catalogue.entry(id).title(language).0.to_owned(),
                    None => name.to_owned(),
                };
                names.iter().map(|name| Item { key: name.to_string(), content: name.to_string(), words: title(name) }).collect()
            }
            Value::Image(name) => vec![plain(name.to_string())],
        }
    }

    /// Compares a field's values on both sides; there are none on a side that does not know the field.
    pub(super) fn compare(
        &self, before: (&Catalogue, Option<(&Field, &Value)>), after: (&Catalogue, Option<(&Field, &Value)>),
    ) -> Vec<What> {
        let items = |(catalogue, given): (&Catalogue, Option<(&Field, &Value)>)| {
            given.map_or_else(Vec::new, |(field, value)| self.items(catalogue, field, value))
        };
        let Some((field, _)) = after.1.or(before.1) else { return Vec::new() };
        let is_list = field.many || matches!(field.kind, FieldKind::Terms(_) | FieldKind::Records(_) | FieldKind::Rounds);
        let is_date = field.kind == FieldKind::Date;
        let (old, new) = (items(before), items(after));
        if !is_list {
            let same = old.first().map(|item| &item.content) == new.first().map(|item| &item.content);
            let what = What::of_one(old.into_iter().next().map(|item| item.words), new.into_iter().next().map(|item| item.words));
            // Words may stay the same where only an address behind them changed.
            return match what {
                None if !same => vec![What::Rewritten],
                what => what.map(|what| if is_date { what.moved() } else { what }).into_iter().collect(),
            };
        }
        let named = |list: &[Item], key: &str| list.iter().position(|item| item.key == key);
        let replaced = new.iter().filter_map(|item| {
            let old = old.get(named(&old, &item.key)?).filter(|old| old.content != item.content)?;
            Some(What::Replaced(old.words.clone(), item.words.clone()))
        });
        let mut all: Vec<What> = replaced.collect();
        let missing = |from: &[Item], list: &[Item]| -> Vec<String> {
            list.iter().filter(|item| named(from, &item.key).is_none()).map(|item| item.words.clone()).collect()
        };
        let (added, removed) = (missing(&old, &new), missing(&new, &old));
        if !added.is_empty() || !removed.is_empty() {
            all.push(What::Members { added, removed });
        }
        all
    }
}

/// Returns all that decides what a body says and where it leads, whatever its lines and the numbers of the schema.
pub(super) fn content(hub: &Hub, body: &Body) -> String {
    let mut text = String::clone(&body.html);
    for insert in &body.inserts {
        text.push_str(&format!("\n{insert:?}"));
    }
    for link in &body.links {
        text.push_str(&format!("\n{:?}", link.target));
    }
    for image in &body.images {
        text.push_str(&format!("\n{}", image.path));
    }
    for block in &body.blocks {
        let collection = hub.collection(block.collection);
        text.push_str(&format!("\n{} {}", collection.id, block.limit));
        for (facet, terms) in &block.filters {
            text.push_str(&format!(" {} {terms:?}", collection.facet(*facet).id));
        }
        if let Some(sort) = block.sort {
            text.push_str(&format!(" {} {}", sort_name(hub, block.collection, sort.key), sort.descending));
        }
    }
    text
}

fn sort_name(hub: &Hub, collection: CollectionId, key: SortKey) -> String {
    match key {
        SortKey::Field(id) => hub.collection(collection).field(id).id.clone(),
        other => format!("{other:?}"),
    }
}
