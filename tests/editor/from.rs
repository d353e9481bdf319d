//! `pacthub new --from`: a table becomes records.

use super::{Run, hub, ids, read, record, run, shown, write};
use std::fs;
use std::path::{Path, PathBuf};

const SCHEMA: &str = "label: {pl: Finansowanie, en: Funding}
window: {opens: opens, closes: deadline}
fields:
  opens: {type: date}
  deadline: {type: date, label: {pl: Koniec naboru, en: Deadline}}
  scope: {type: terms, vocabulary: scope, facet: true, required: true, label: {pl: Zasięg, en: Geographic scope}}
  kind: {type: term, vocabulary: scope, label: {pl: Rodzaj, en: Kind}}
  max_amount: {type: money, label: {pl: Kwota maksymalna, en: Maximum amount}}
  rate: {type: percent, label: {pl: Dofinansowanie, en: Rate}}
  hours: {type: number, many: true, label: Godziny}
  online: {type: boolean, label: {pl: Zdalnie, en: Online}}
  calls: {type: rounds, label: {pl: Nabory, en: Calls}}
  contact: {type: email, label: {pl: Kontakt, en: Contact}}
  part_of: {type: records, collection: funding, label: {pl: Część programu, en: Part of}}
  note: {type: markdown, label: {pl: Uwaga, en: Note}}
  photo: {type: image, label: {pl: Zdjęcie, en: Photo}}
";

const TERMS: &str = "label: Zasięg
terms:
  pl: {label: {pl: Polska, en: Poland}, aliases: [polska]}
  de: {pl: Niemcy, en: Germany}
  x1: {pl: Inne, en: Other}
  x2: {pl: Inne, en: Different}
";

fn table_hub(name: &str) -> PathBuf {
    hub(name, &[("content/funding/_collection.yaml", SCHEMA), ("content/vocabularies/scope.yaml", TERMS)])
}

fn new(root: &Path, table: &str, arguments: &[&str]) -> Run {
    write(root, "table.csv", table);
    let file = root.join("table.csv");
    let mut all = vec!["new", "funding", "--from", shown(&file), "--root", shown(root)];
    all.extend(arguments);
    run(&all)
}

fn records(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join("content/funding")).expect("it is listed");
    let mut names: Vec<String> = entries.map(|entry| entry.expect("it is listed").file_name().into_string().expect("a name")).collect();
    names.retain(|name| !matches!(name.as_str(), "_collection.yaml" | "kfs.md"));
    names.sort();
    names
}

#[test]
fn every_column_goes_where_it_belongs() {
    let root = table_hub("from-columns");
    let table = "\u{feff}Tytuł;Streszczenie;SOURCES;verified;Zasięg;Kind;Maximum amount;Dofinansowanie;Godziny;online;Nabory;Kontakt;Część programu;note;Koniec naboru;treść;\r\n\
        Łódzki bon: źródło;Jedno zdanie.;https://a.example/;2026-11-20;polska; Germany ;do 80 000,50 zł;85 %;1,5|2;tak;\
        Pierwszy: 2027-01-01 – 2027-02-01;bon@example.org;Krajowy Fundusz Szkoleniowy;Uwaga *ważna*.;31.03.2027 15:00;\"## Nagłówek\r\n\r\nTekst; z „cytatem”.\";\r\n\
        Drugi;Zdanie.;https://a.example/|https://b.example/;2026-11-20;Poland; ;10 000–50 000;;;;;;lodzki-bon-zrodlo;;2027-04-01;;\r\n";
    let made = new(&root, table, &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert_eq!((made.out.as_str(), made.err.as_str()), ("", "Wrote 2 records to content/funding/.\n"));
    let first = "---
title: 'Łódzki bon: źródło'
summary: Jedno zdanie.
date: 2026-11-24
verified: 2026-11-20
sources: [https://a.example/]
deadline: 2027-03-31T15:00
scope: [pl]
kind: de
max_amount: {max: 80000.5, currency: PLN}
rate: 85
hours: [1.5, 2]
online: true
calls: [{opens: 2027-01-01, closes: 2027-02-01, label: Pierwszy}]
contact: bon@example.org
part_of: [kfs]
note: Uwaga *ważna*.
---

## Nagłówek

Tekst; z „cytatem”.
";
    assert_eq!(read(&root, "content/funding/lodzki-bon-zrodlo.md"), first);
    let second = read(&root, "content/funding/drugi.md");
    assert!(second.contains("sources: [https://a.example/, https://b.example/]\n"), "{second}");
    assert!(second.contains("max_amount: {min: 10000, max: 50000, currency: EUR}\npart_of: [lodzki-bon-zrodlo]\n---\n"), "{second}");
    assert_eq!(ids(&root, &["--strict"]), ["hint unused-term"]);
    assert_eq!(run(&["fmt", "--root", shown(&root)]).err, "Changed content/funding/kfs.md\n1 of 3 files changed.\n");
    let again = new(&root, table, &[]);
    assert_eq!(again.status, 1);
    assert!(again.err.contains("The record 'drugi' exists already: content/funding/drugi.md"), "{}", again.err);
}

#[test]
fn what_is_published_comes_back() {
    let root = table_hub("from-published");
    let rows = "title,summary,date,scope,max_amount,hours,sources,online,calls\n=Suma,S.,2026-01-02,pl|de,min 80000 PLN,2.5|-3,https://a.example/,no,First: 2026-01-01 – 2026-06-01 (max 5000 PLN); 2026-12-01 –; – 2027-02-01T10:00\n";
    assert_eq!(new(&root, rows, &[]).status, 0);
    assert_eq!(run(&["build", "-q", "--root", shown(&root)]).status, 0);
    let published = read(&root, "output/Finansowanie/records.csv".to_lowercase().replace("finansowanie", "funding").as_str());
    let original = read(&root, "content/funding/suma.md");
    fs::remove_file(root.join("content/funding/suma.md")).expect("it is removed");
    fs::remove_file(root.join("content/funding/kfs.md")).expect("it is removed");
    assert!(published.contains("'=Suma"), "{published}");
    let made = new(&root, &published, &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert_eq!(read(&root, "content/funding/suma.md"), original);
}

#[test]
fn wrong_cells_are_named_with_row_and_column() {
    let root = table_hub("from-wrong");
    let table = "title,summary,scope,rate,deadline,max_amount,kind,online,calls,photo,part_of,slug,contact,opens\n\
        Dobry,S.,pl,,,,,,,,,,,\n\
        ,S.,pl,,,,,,,,,,,\n\
        \"Wiele\nwierszy\",S.,Polandd,,,,,,,,,,,\n\
        Bez zasięgu,S.,,,,,,,,,,,,\n\
        Liczby,S.,pl,120,31/12/2027,\"1,234\",Inne,może,jutro,a.jpg,Nic takiego,,,\n\
        Dobry,S.,pl,,,,,,,,,,,\n\
        Adres,S.,pl,,,,,,,,,Zły Adres,,\n\
        Status,S.,pl,,,,,,,,,,,\n\
        Poczta,S.,pl,,,,,,,,,,adres,\n\
        Wiersz,S.,pl,,,,,,,,nieznany,,,\n\
        Okno,S.,pl,,2027-01-01,,,,,,,,,2027-02-01\n\
        Za dużo,S.,pl,,,,,,,,,,,,więcej\n";
    let made = new(&root, table, &[]);
    assert_eq!((made.status, made.out.as_str()), (1, ""));
    assert_eq!(records(&root), [""; 0]);
    let found: Vec<&str> = made.err.lines().filter(|line| line.starts_with("error[")).collect();
    for expected in [
        "error[missing-value]: The row has no title.",
        "error[unknown-term]: Column 'scope': There is no term 'Polandd' in the vocabulary 'scope'.",
        "error[missing-value]: 'scope' is missing or empty.",
        "error[invalid-value]: Column 'rate': 'rate' must lie between 0 and 100.",
        "error[invalid-value]: Column 'deadline': '31/12/2027' is not a day.",
        "error[invalid-value]: Column 'max_amount': '1,234' could be thousands or a fraction.",
        "error[unknown-term]: Column 'kind': 'Inne' is the label of several terms.",
        "error[invalid-value]: Column 'online': 'może' is neither yes nor no.",
        "error[invalid-value]: Column 'calls': 'jutro' is not a round.",
        "error[invalid-value]: Column 'photo': An image lies beside its record, which a table cannot bring along.",
        "error[unknown-record]: Column 'part_of': There is no record with the title 'Nic takiego' in funding.",
        "error[address-taken]: Another row is called 'dobry' already.",
        "error[invalid-slug]: Column 'slug': 'Zły Adres' cannot be a file's name.",
        "error[reserved-name]: 'status' cannot be a file's name: listings use it in their addresses.",
        "error[invalid-value]: Column 'contact': 'adres' is not an e-mail address.",
        "error[unknown-record]: Column 'part_of': There is no record 'nieznany' in funding.",
        "error[window-closes-first]: Column 'deadline': The window closes (2027-01-01) before it opens (2027-02-01).",
        "error[invalid-value]: The row has more cells than the header.",
    ] {
        assert!(found.contains(&expected), "{expected}\n{}", made.err);
    }
    // The third row's title has a line break, so that its term stands on the fifth line.
    assert!(made.err.contains("table.csv:5:13\n"), "{}", made.err);
    assert!(made.err.contains("Did you mean 'Poland'?"), "{}", made.err);
    assert!(made.err.ends_with("Nothing was written: 18 errors. With --partial, the other rows are.\n"), "{}", made.err);
    let made = new(&root, table, &["--partial"]);
    assert_eq!(made.status, 1);
    assert!(made.err.ends_with("Wrote 1 record to content/funding/; 11 rows left out.\n"), "{}", made.err);
    assert_eq!(records(&root), ["dobry.md"]);
}

#[test]
fn a_row_that_names_a_wrong_one_is_wrong_too() {
    let root = table_hub("from-chain");
    let table = "title,summary,scope,part_of,rate\nPierwszy,S.,pl,Drugi,\nDrugi,S.,pl,Trzeci,\nTrzeci,S.,pl,,120\nCzwarty,S.,pl,,\n";
    let made = new(&root, table, &["--partial"]);
    assert_eq!(made.status, 1, "{}", made.err);
    assert_eq!(records(&root), ["czwarty.md"]);
    assert!(made.err.contains("3 rows left out"), "{}", made.err);
    assert_eq!(ids(&root, &[]).iter().filter(|id| id.starts_with("error")).count(), 0);
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (index, (written, value)) in [
        ("1234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u{a0}234\u{a0}567", "1234567"),
        ("1,234.50", "1234.5"),
        ("1.234,50", "1234.5"),
        ("1,234,567", "1234567"),
        ("0,125", "0.125"),
        ("-3", "-3"),
        ("12 34", ""),
        ("1,23,456", ""),
        ("1.234 567", ""),
        ("1.", ""),
        ("½", ""),
        ("", "none"),
    ]
    .into_iter()
    .enumerate()
    {
        let root = table_hub(&format!("from-number-{index}"));
        let made = new(&root, &format!("title\tsummary\tscope\thours\nA\tS.\tpl\t{written}\n"), &[]);
        assert_eq!(made.status, i32::from(value.is_empty()), "{written}: {}", made.err);
        if made.status == 0 {
            let text = read(&root, "content/funding/a.md");
            let line = text.lines().find_map(|line| line.strip_prefix("hours: "));
            assert_eq!(line.unwrap_or("none"), if value == "none" { "none".to_owned() } else { format!("[{value}]") }, "{written}");
        }
    }
}

#[test]
fn a_wrong_table_is_refused() {
    let root = table_hub("from-refused");
    for (table, status, told) in [
        ("", 1, "The table is empty."),
        ("title,summary,scope\n", 2, "has no rows below its header"),
        ("title,sumary\nA,B\n", 1, "error[unknown-field]: The column 'sumary' is no field here."),
        ("summary,scope\nA,pl\n", 1, "The table has no column 'title'."),
        ("title,Tytuł\nA,B\n", 1, "error[duplicate-key]: The column 'Tytuł' holds what another column holds already."),
        ("title,\nA,B\n", 1, "The cell stands in a column without a name."),
    ] {
        let made = new(&root, table, &["--partial"]);
        assert_eq!((made.status, made.out.as_str()), (status, ""), "{table}: {}", made.err);
        assert!(made.err.contains(told), "{table}: {}", made.err);
    }
    let file = root.join("table.csv");
    fs::write(&file, b"title\nZ\xb3o\xb6\xe6\n").expect("it is written");
    let made = run(&["new", "funding", "--from", shown(&file), "--root", shown(&root)]);
    assert_eq!(made.status, 2);
    assert!(made.err.contains("The file is not UTF-8."), "{}", made.err);
    for arguments in [&["new", "funding", "--from", "no.csv"][..], &["new", "funding", "A", "--from", "no.csv"], &["new", "funding"]] {
        assert_eq!(run(&[arguments, &["--root", shown(&root)]].concat()).status, 2, "{arguments:?}");
    }
    assert_eq!(records(&root), [""; 0]);
}

#[test]
fn free_pages_come_from_a_table_too() {
    let root = hub("from-pages", &[("content/pages/about.md", &record("title: O nas", "").replace("scope: [pl]\n", ""))]);
    write(&root, "table.csv", "title,body\nKontakt,Napisz do nas.\n");
    let file = root.join("table.csv");
    let made = run(&["new", "pages", "--from", shown(&file), "--root", shown(&root)]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert_eq!(read(&root, "content/pages/kontakt.md"), "---\ntitle: Kontakt\ndate: 2026-11-24\n---\n\nNapisz do nas.\n");
}
