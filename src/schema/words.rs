//! What editors are told about keys and types, in their language.

use crate::hub::{Field, FieldKind, Hub, LanguageId};

/// The language in which editors are spoken to: Polish where it is the hub's default language, else English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Polish.
    Polish,
    /// English.
    English,
}

impl Words {
    /// Returns the language of a hub's editors.
    pub fn of(hub: &Hub) -> Self {
        let code = hub.languages.code(LanguageId::DEFAULT);
        if code.split('-').next() == Some("pl") { Self::Polish } else { Self::English }
    }

    /// Chooses between two wordings.
    pub fn say(self, polish: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Polish => polish,
            Self::English => english,
        }
    }

    /// Returns the title and the description of a key that every record has.
    pub fn key(self, key: &str) -> (&'static str, &'static str) {
        let (polish, english) = match key {
            "title" => (("Tytuł", "Nazwa, pod którą czytelnicy znajdą wpis."), ("Title", "The name under which readers find the record.")),
            "summary" => (
                ("Streszczenie", "Jedno lub dwa zdania zwykłym tekstem; stoją na listach i w wynikach wyszukiwania."),
                ("Summary", "One or two sentences of plain text; they stand in listings and search results."),
            ),
            "date" => (("Data publikacji", "Dzień publikacji, np. 2027-03-31."), ("Date", "The day of publication, such as 2027-03-31.")),
            "updated" => (("Zmieniono", "Dzień ostatniej istotnej zmiany."), ("Updated", "The day of the last change that matters.")),
            "verified" => (
                ("Sprawdzono", "Dzień, w którym ktoś ostatnio sprawdził fakty."),
                ("Verified", "The day on which somebody last checked the facts."),
            ),
            "sources" => (
                ("Źródła", "Skąd pochodzą fakty: adresy http lub https."),
                ("Sources", "Where the facts come from: http or https addresses."),
            ),
            "draft" => (("Szkic", "true: wpis nie jest publikowany."), ("Draft", "true: the record is not published.")),
            "aliases" => (
                ("Dawne adresy", "Stare ścieżki, które prowadzą tutaj, np. /stara-sciezka/."),
                ("Old addresses", "Old paths that redirect here, such as /old-path/."),
            ),
            _ => (
                ("Adres", "Ostatnia część adresu, jeśli ma być inna niż nazwa pliku: małe litery a-z, cyfry i myślniki."),
                ("Slug", "The last part of the address where it differs from the file's name: a-z, digits and hyphens."),
            ),
        };
        if self == Self::Polish { polish } else { english }
    }

    /// Says how a field's value is written.
    pub fn kind(self, field: &Field) -> &'static str {
        match field.kind {
            FieldKind::Text => self.say("Tekst.", "A text."),
            FieldKind::Markdown => self.say("Jeden akapit w Markdownie.", "One paragraph of Markdown."),
            FieldKind::Date => self.say(
                "Dzień, np. 2027-03-31, także z godziną: 2027-03-31T15:00.",
                "A day such as 2027-03-31, or with an hour: 2027-03-31T15:00.",
            ),
            FieldKind::Rounds => self.say(
                "Lista rund, np. {opens: 2027-01-15, closes: 2027-03-31, label: I runda, budget: 200000}.",
                "A list of rounds such as {opens: 2027-01-15, closes: 2027-03-31, label: First round, budget: 200000}.",
            ),
            FieldKind::Number => self.say("Liczba.", "A number."),
            FieldKind::Money => self.say(
                "Kwota w euro, np. 200000, albo {amount: 200000, currency: PLN}, albo {min: 10000, max: 50000, currency: PLN}.",
                "An amount in euros such as 200000, or {amount: 200000, currency: PLN}, or {min: 10000, max: 50000, currency: PLN}.",
            ),
            FieldKind::Percent => self.say("Liczba od 0 do 100, bez znaku %.", "A number from 0 to 100, without a sign."),
            FieldKind::Boolean => self.say("true albo false.", "true or false."),
            FieldKind::Url => self.say("Adres http lub https.", "An http or https address."),
            FieldKind::Email => self.say("Adres e-mail.", "An e-mail address."),
            FieldKind::Term(_) => self.say("Jedno z haseł.", "One of the terms."),
            FieldKind::Terms(_) => self.say("Dowolne z haseł.", "Any of the terms."),
            FieldKind::Record(_) => self.say("Nazwa pliku wpisu bez .md.", "The name of a record's file without .md."),
            FieldKind::Records(_) => self.say("Nazwy plików wpisów bez .md.", "The names of records' files without .md."),
            FieldKind::Image => {
                self.say("Nazwa pliku obok wpisu, np. zdjecie.jpg.", "The name of a file beside the record, such as photo.jpg.")
            }
        }
    }
}
