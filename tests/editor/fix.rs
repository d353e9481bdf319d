//! `pacthub check --fix`: typography is mended and nothing else is touched.

use super::{hub, ids, read, record, run, shown, write};

const BEFORE: &str = "\u{feff}---\r\ntitle: 'Kurs \"Łódź\" - start'\r\nsummary: Zdanie , z \"cudzysłowem\" .\r\nsources: [https://example.org/a-b]   # - \"nie\" ,\r\nscope: [pl]\r\n---\r\nTo jest \"ważne\" - bardzo , naprawdę .  \r\n\"Początek\" i *\"środek\"* -- oraz \\\"ucieczka\\\".\r\n\r\n- pozycja - z myślnikiem\r\n- `kod \"w\" - środku ,`\r\n\r\n```\r\nkod \"blok\" - ,\r\n```\r\n\r\n| a - b | c , d |\r\n|---|---|\r\n| \"x\" | 24\" |\r\n\r\n[Odnośnik \"tu\" - tak](https://example.org/x \"tytuł - x\")\r\n\r\nPlik .NET i biało-czerwony, cal 24\".\r\n";
const AFTER: &str = "\u{feff}---\r\ntitle: 'Kurs „Łódź” – start'\r\nsummary: Zdanie, z „cudzysłowem”.\r\nsources: [https://example.org/a-b]   # - \"nie\" ,\r\nscope: [pl]\r\n---\r\nTo jest „ważne” – bardzo, naprawdę.  \r\n„Początek” i *„środek”* – oraz „ucieczka”.\r\n\r\n- pozycja – z myślnikiem\r\n- `kod \"w\" - środku ,`\r\n\r\n```\r\nkod \"blok\" - ,\r\n```\r\n\r\n| a – b | c, d |\r\n|---|---|\r\n| „x” | 24\" |\r\n\r\n[Odnośnik „tu” – tak](https://example.org/x \"tytuł - x\")\r\n\r\nPlik .NET i biało-czerwony, cal 24\".\r\n";

#[test]
fn typography_is_mended_and_nothing_else() {
    let root = hub("fix", &[]);
    write(&root, "content/funding/kurs.md", BEFORE);
    let english = record("title: Voucher", "It is \"fine\" - really .");
    write(&root, "content/funding/kfs.en.md", &english.replace("sources: [https://example.org/]\nverified: 2026-11-01\nscope: [pl]\n", ""));
    let before = read(&root, "content/funding/kfs.en.md");
    let run = run(&["check", "--fix", "--root", shown(&root)]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains(" in 1 file."), "{}", run.err);
    assert_eq!(read(&root, "content/funding/kurs.md"), AFTER);
    assert_eq!(read(&root, "content/funding/kfs.en.md"), before, "other languages have other habits");
    assert_eq!(ids(&root, &[]), Vec::<String>::new());
    let again = super::run(&["check", "--fix", "--root", shown(&root)]);
    assert!(!again.err.contains("Mended"), "{}", again.err);
}

#[test]
fn without_fix_nothing_is_written() {
    let root = hub("fix-not", &[]);
    write(&root, "content/funding/kurs.md", BEFORE);
    let found = ids(&root, &[]);
    for id in ["hint straight-quotes", "hint hyphen-as-dash", "hint space-before-mark"] {
        assert!(found.iter().any(|known| known == id), "{id} is missing in {found:?}");
    }
    assert_eq!(read(&root, "content/funding/kurs.md"), BEFORE);
}
