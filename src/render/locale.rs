//! Numbers, dates and plurals in the habits of a language, by the data of Unicode CLDR (ICU4X).

use crate::record::non_breaking;
use foldhash::HashMap;
use icu_calendar::{Date as IcuDate, Iso};
use icu_datetime::fieldsets::{YM, YMD};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale as IcuLocale;
use icu_plurals::{PluralCategory, PluralOperands, PluralRuleType, PluralRules};
use jiff::civil::Date;
use std::str::FromStr;
use std::sync::{OnceLock, PoisonError, RwLock};

/// Whole numbers below this are written once.
const SMALL: usize = 2_048;

/// Days that are remembered: those of some 25 years.
const DAYS: usize = 10_000;

/// The habits of a language.
#[derive(Debug)]
pub struct Locale {
    code: String,
    numbers: Option<DecimalFormatter>,
    dates: Option<DateTimeFormatter<YMD>>,
    months: Option<DateTimeFormatter<YM>>,
    plurals: Option<PluralRules>,
    /// Small whole numbers in digits, which stand on many pages.
    small: Box<[OnceLock<Box<str>>]>,
    /// Their plural categories.
    categories: Box<[OnceLock<&'static str>]>,
    /// Days in words: there are far fewer than pages that name one.
    days: RwLock<HashMap<Date, Box<str>>>,
}

impl Locale {
    /// Makes the habits of the language with a code; a language without data gets plain digits and ISO dates.
    pub fn new(code: &str) -> Self {
        let locale = IcuLocale::try_from_str(code).unwrap_or(IcuLocale::UNKNOWN);
        let dates = DateTimeFormatter::try_new(DateTimeFormatterPreferences::from(&locale), YMD::long()).ok();
        let months = DateTimeFormatter::try_new(DateTimeFormatterPreferences::from(&locale), YM::medium()).ok();
        Self {
            code: code.split('-').next().unwrap_or(code).to_owned(),
            numbers: DecimalFormatter::try_new((&locale).into(), icu_decimal::options::DecimalFormatterOptions::default()).ok(),
            dates,
            months,
            plurals: PluralRules::try_new((&locale).into(), PluralRuleType::Cardinal.into()).ok(),
            small: std::iter::repeat_with(OnceLock::new).take(SMALL).collect(),
            categories: std::iter::repeat_with(OnceLock::new).take(SMALL).collect(),
            days: RwLock::default(),
        }
    }

    /// Returns a number with the language's digits, such as `10 000` or `1,5`.
    pub fn number(&self, number: f64) -> String {
        match small(&self.small, number) {
            Some(place) => place.get_or_init(|| self.digits(&format!("{number}")).into()).to_string(),
            None => self.digits(&format!("{number}")),
        }
    }

    /// Returns an amount: whole, or with two places where there is a fraction.
    pub fn amount(&self, amount: f64) -> String {
        if amount.fract() == 0.0 { self.digits(&format!("{amount}")) } else { self.digits(&format!("{amount:.2}")) }
    }

    fn digits(&self, plain: &str) -> String {
        match (&self.numbers, Decimal::from_str(plain)) {
            (Some(formatter), Ok(decimal)) => formatter.format(&decimal).to_string(),
            _ => plain.to_owned(),
        }
    }

    /// Returns a day in words, such as `24 listopada 2026`.
    pub fn date(&self, date: Date) -> String {
        if let Some(day) = self.days.read().unwrap_or_else(PoisonError::into_inner).get(&date) {
            return day.to_string();
        }
        let day = self.in_words(date);
        let mut days = self.days.write().unwrap_or_else(PoisonError::into_inner);
        if days.len() < DAYS {
            days.insert(date, day.as_str().into());
        }
        day
    }

    fn in_words(&self, date: Date) -> String {
        match (&self.dates, iso(date)) {
            (Some(formatter), Ok(iso)) => non_breaking(&formatter.format(&iso).to_string(), &self.code).into_owned(),
            _ => date.to_string(),
        }
    }

    /// Returns a month in few letters, such as `lis 2026`.
    pub fn month(&self, date: Date) -> String {
        match (&self.months, iso(date)) {
            (Some(formatter), Ok(iso)) => formatter.format(&iso).to_string(),
            _ => format!("{:04}-{:02}", date.year(), date.month()),
        }
    }

    /// Returns the CLDR plural category of a number.
    pub fn plural(&self, number: f64) -> &'static str {
        match small(&self.categories, number) {
            Some(place) => place.get_or_init(|| self.category(number)),
            None => self.category(number),
        }
    }

    fn category(&self, number: f64) -> &'static str {
        let category = match (&self.plurals, Decimal::from_str(&format!("{number}"))) {
            (Some(rules), Ok(decimal)) => rules.category_for(PluralOperands::from(&decimal)),
            _ => PluralCategory::Other,
        };
        name(category)
    }

    /// Returns all plural categories of the language, in a fixed order.
    pub fn plural_categories(&self) -> Vec<&'static str> {
        match &self.plurals {
            Some(rules) => {
                let mut categories: Vec<&'static str> = rules.categories().map(name).collect();
                categories.sort_unstable();
                categories
            }
            None => vec!["other"],
        }
    }
}

/// Returns the place of a small whole number.
fn small<T>(places: &[T], number: f64) -> Option<&T> {
    // A cast rounds, and what is no small whole number is not the same then.
    let whole = number as usize;
    places.get(whole).filter(|_| number.to_bits() == (whole as f64).to_bits())
}

fn iso(date: Date) -> Result<IcuDate<Iso>, impl std::fmt::Debug> {
    IcuDate::<Iso>::try_new_iso(i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
