//! A small hub to search in.

use pacthub::search::Document;

pub(crate) fn polish_records() -> Vec<Document<'static>> {
    let records: [(&str, &str, &str); 20] = [
        ("Źródła finansowania", "Skąd wziąć pieniądze na szkolenia", "<p>Krajowy Fundusz Szkoleniowy wspiera pracodawców.</p>"),
        ("Nabór wniosków", "Terminy naborów w województwie łódzkim", "<p>Wniosek składa pracodawca. Szkolenie trwa miesiąc.</p>"),
        ("Szkolenia cyfrowe", "Umiejętności cyfrowe dla każdego", "<p>Uczestnicy szkoleń poznają sztuczną inteligencję.</p>"),
        ("Urząd pracy", "Usługi dla bezrobotnych", "<p>W urzędzie uzyskasz poradę. Usługa jest bezpłatna.</p>"),
        ("Kujawsko-pomorskie centra", "Wsparcie w regionie", "<p>E-learning i doradztwo w mieście.</p>"),
        ("Sad owocowy", "Uprawa jabłoni", "<p>Sad i ogród.</p>"),
        ("Sąd rejonowy", "Rejestry sądowe", "<p>Wpis do rejestru w sądzie.</p>"),
        ("Miasto Kraków", "Oferta miast", "<p>Miasta i gminy. Fundusz szkoleniowy krajowy.</p>"),
        ("Księga znaku", "Jak używać księgi", "<p>Zasady użycia ksiąg.</p>"),
        ("Najnowsze technologie", "Technologii przybywa", "<p>Nowa technologia w przemyśle. Znaleziono źródło.</p>"),
        ("Uczniowie i nauczyciele", "Dla ucznia", "<p>Uczeń pisze program w C++.</p>"),
        ("Stypendia", "Stypendium dla studentów", "<p>Kryteria: dochód. Kryterium główne.</p>"),
        ("Zawody przyszłości", "Zawód i praca", "<p>Kursy zawodowe w zawodzie.</p>"),
        ("Małopolski pociąg do kariery", "Dla dorosłych", "<p>Bony szkoleniowe. Dorośli mieszkańcy.</p>"),
        ("Partnerstwo", "Partnerstwa branżowe", "<p>Partnerzy współpracują.</p>"),
        ("Zielona energia", "Energii odnawialnej", "<p>Wodór i wiatr, o wietrze.</p>"),
        ("Dofinansowanie", "Dofinansowań dla firm", "<p>Wysokość dofinansowania.</p>"),
        ("Ludzie", "O człowieku", "<p>Człowiek i praca przez lata.</p>"),
        ("Budżet", "Budżety gmin", "<p>Pieniądze i środki.</p>"),
        ("Środek transportu", "Autobus", "<p>Środkami komunikacji do pracy na rzecz rozwoju.</p>"),
    ];
    let document = |(id, (title, summary, body)): (usize, (&'static str, &'static str, &'static str))| Document {
        id: 100 + id as u32,
        collection: (id % 2) as u16,
        url: "/adres/",
        title,
        summary,
        body,
        ..Document::default()
    };
    records.into_iter().enumerate().map(document).collect()
}

pub(crate) fn english_records() -> Vec<Document<'static>> {
    let records = [
        ("Digital skills training", "Courses for adults", "Organisations apply for funding."),
        ("Apprenticeship programme", "For young people", "Companies planning apprenticeships. See the studies."),
    ];
    let document = |(id, (title, summary, body)): (usize, (&'static str, &'static str, &'static str))| Document {
        id: id as u32,
        title,
        summary,
        body,
        ..Document::default()
    };
    records.into_iter().enumerate().map(document).collect()
}
