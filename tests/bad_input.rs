//! What bad input gets that cannot lie in a folder of test cases: a diagnostic with its place, soon, and never a crash.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;
use support::{Built, Options, build, copy, empty_hub, lines, shared, write};
use tempfile::TempDir;

/// A hub with a collection of notes.
fn hub() -> TempDir {
    let hub = empty_hub();
    copy(&shared("_layers/notes"), hub.path());
    hub
}

const FRONT: &str = "---\ntitle: One\nsummary: S.\n---\n";

/// Builds a hub, and fails rather than to wait for ever.
fn build_soon(root: &Path) -> Built {
    let (sender, receiver) = mpsc::channel();
    let root: PathBuf = root.to_owned();
    std::thread::spawn(move || sender.send(build(&root, &Options::default())));
    receiver.recv_timeout(Duration::from_mins(1)).expect("the hub is built within a minute, without a crash")
}

fn expect(root: &Path, expected: &str) {
    assert_eq!(lines(&build_soon(root).diagnostics).trim_end(), expected.trim_end());
}

/// Builds a hub with one note and returns the note's page.
fn note(text: impl AsRef<[u8]>) -> String {
    let hub = hub();
    write(hub.path(), "content/notes/one.md", text);
    let built = build_soon(hub.path());
    assert_eq!(lines(&built.diagnostics), "");
    let page = built.text("notatki/one/index.html");
    let (_, main) = page.split_once("<main>").expect("the page has a main part");
    main.split_once("</main>").expect("it ends").0.trim().to_owned()
}

/// Builds a hub with one note that is wrong.
fn wrong_note(text: impl AsRef<[u8]>, expected: &str) {
    let hub = hub();
    write(hub.path(), "content/notes/one.md", text);
    expect(hub.path(), expected);
}

#[test]
fn a_text_that_is_not_utf_8_is_reported_at_its_first_wrong_byte() {
    let mut text = b"---\ntitle: One\nsummary: S.\n---\nZa\xc5\xbc\xc3\xb3".to_vec();
    text.extend_from_slice(b" \xb3\xf3d\xbc\n");
    wrong_note(text, "content/notes/one.md:5:6 error invalid-utf-8 The file is not UTF-8.\n  help: Save it with the encoding UTF-8.");
}

#[test]
fn schema_files_that_are_not_utf_8_are_reported() {
    let hub = hub();
    write(hub.path(), "content/vocabularies/v.yaml", b"label: \xff\n");
    write(hub.path(), "content/notes/_collection.yaml", b"label: \xff\n");
    expect(
        hub.path(),
        "content/notes/_collection.yaml:1:8 error invalid-utf-8 The file is not UTF-8.\n  help: Save it with the encoding UTF-8.\n\
         content/vocabularies/v.yaml:1:8 error invalid-utf-8 The file is not UTF-8.\n  help: Save it with the encoding UTF-8.",
    );
}

#[test]
fn utf_16_is_not_utf_8() {
    let text: Vec<u8> = b"\xff\xfe".iter().copied().chain(FRONT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    wrong_note(text, "content/notes/one.md:1:1 error invalid-utf-8 The file is not UTF-8.\n  help: Save it with the encoding UTF-8.");
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted() {
    let body = "# Title\n\nText with a\nsecond line.\n\n| a |\n|---|\n| b |\n\n```\ncode\n```\n";
    let plain = note(format!("{FRONT}{body}"));
    assert_eq!(note(format!("\u{feff}{FRONT}{body}")), plain, "with a byte order mark");
    let crlf = format!("{FRONT}{body}").replace('\n', "\r\n");
    assert_eq!(note(&crlf).replace("\r\n", "\n"), plain, "with CRLF");
    assert_eq!(note(format!("\u{feff}{crlf}")).replace("\r\n", "\n"), plain, "with both");
}

#[test]
fn places_are_the_same_with_a_byte_order_mark_and_crlf() {
    let text = "---\ntitle: One\nsummary: S.\nunknown: x\n---\nText.\n\nA [link](nowhere.md).\n";
    let expected = "content/notes/one.md:4:1 error unknown-key The key 'unknown' is not known here.\n  \
        help: Known are: title, summary, date, updated, verified, sources, draft, aliases, slug\n\
        content/notes/one.md:8:3 error broken-link The link leads to nothing: content/notes/nowhere.md";
    wrong_note(text, expected);
    wrong_note(format!("\u{feff}{text}"), expected);
    wrong_note(text.replace('\n', "\r\n"), expected);
    wrong_note(format!("\u{feff}{text}").replace('\n', "\r\n"), expected);
}

#[test]
fn schema_files_may_have_a_byte_order_mark_and_crlf() {
    let hub = hub();
    for file in ["content/hub.yaml", "content/notes/_collection.yaml"] {
        let text = fs::read_to_string(hub.path().join(file)).unwrap();
        write(hub.path(), file, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    assert_eq!(lines(&build_soon(hub.path()).diagnostics), "");
}

#[test]
fn a_nul_byte_in_a_body_becomes_a_replacement_character() {
    let page = note(format!("{FRONT}a\0b"));
    assert!(page.contains("a\u{fffd}b"), "{page}");
}

#[test]
fn a_nul_byte_in_front_matter_is_an_error() {
    let hub = hub();
    write(hub.path(), "content/notes/one.md", "---\ntitle: O\0ne\nsummary: S.\n---\n");
    let built = build_soon(hub.path());
    assert!(lines(&built.diagnostics).starts_with("content/notes/one.md:2:"), "{}", lines(&built.diagnostics));
}

#[test]
fn control_characters_in_text_never_reach_xml() {
    let hub = hub();
    write(hub.path(), "content/notes/_collection.yaml", "feed: true\n");
    write(hub.path(), "content/notes/one.md", "---\ntitle: \"O\\x01ne\\x1b\"\nsummary: \"S\\x08.\"\ndate: 2026-01-01\n---\n");
    let built = build_soon(hub.path());
    if !built.failed() {
        let feed = built.text("feed.xml");
        assert!(!feed.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')), "{feed:?}");
    }
}

#[test]
fn nesting_beyond_the_limit_is_an_error_and_no_crash() {
    let deep = "content/notes/one.md:5:1 error nested-too-deep Quotes and lists are nested deeper than 100 levels.";
    for marker in [">", "> ", "- ", "* ", "1. ", ">- "] {
        wrong_note(format!("{FRONT}{}x\n", marker.repeat(100_000)), deep);
    }
}

#[test]
fn nesting_line_by_line_beyond_the_limit_is_an_error() {
    let mut text = FRONT.to_owned();
    for depth in 0..150 {
        text.push_str(&format!("{}- x\n", "  ".repeat(depth)));
    }
    let hub = hub();
    write(hub.path(), "content/notes/one.md", text);
    let found = lines(&build_soon(hub.path()).diagnostics);
    assert!(found.contains("error nested-too-deep"), "{found}");
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn a_hundred_levels_are_read() {
    let page = note(format!("{FRONT}{}x\n", "> ".repeat(100)));
    assert_eq!(page.matches("<blockquote>").count(), 100);
}

#[test]
fn other_deep_markup_is_read_in_time() {
    for opening in ["[", "*", "_", "**a", "`", "![", "<", "[a](", "\\", "~~", "[^", "|", "&", "<!--", "    ", "#", "=\n", "a\n:"] {
        let hub = hub();
        write(hub.path(), "content/notes/one.md", format!("{FRONT}{}", opening.repeat(50_000)));
        build_soon(hub.path());
    }
}

#[test]
fn deep_yaml_is_an_error_and_no_crash() {
    for yaml in [
        "[".repeat(100_000),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        "{a: ".repeat(60_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "&a ".repeat(50_000),
        "!a ".repeat(50_000),
    ] {
        let hub = hub();
        write(hub.path(), "content/notes/one.md", format!("---\ntitle: One\nsummary: S.\nsources: {yaml}\n---\n"));
        assert!(build_soon(hub.path()).failed());
        let vocabulary = empty_hub();
        write(vocabulary.path(), "content/vocabularies/v.yaml", &yaml);
        assert!(build_soon(vocabulary.path()).failed());
    }
}

#[test]
fn a_map_of_many_keys_is_read_in_time() {
    let hub = empty_hub();
    let terms: String = (0..20_000).map(|number| format!("  t{number}: Term {number}\n")).collect();
    write(hub.path(), "content/vocabularies/v.yaml", format!("terms:\n{terms}"));
    assert_eq!(lines(&build_soon(hub.path()).diagnostics), "");
}

#[test]
fn a_text_file_may_have_16_megabytes() {
    let hub = hub();
    write(hub.path(), "content/notes/one.md", format!("{FRONT}{}", "word ".repeat(10_000_000)));
    expect(
        hub.path(),
        "content/notes/one.md:1:1 error file-too-large The file is larger than 16 MB.\n  help: Split it, or leave the data out of the text.",
    );
}

#[test]
fn a_schema_file_may_have_16_megabytes() {
    let hub = hub();
    write(hub.path(), "content/hub.yaml", "#".repeat(17 * 1024 * 1024));
    // That there is none would not be true.
    expect(
        hub.path(),
        "content/hub.yaml:1:1 error file-too-large The file is larger than 16 MB.\n  help: Split it, or leave the data out of the text.",
    );
}

#[test]
fn a_text_of_almost_16_megabytes_is_published() {
    let hub = hub();
    write(hub.path(), "content/notes/one.md", format!("{FRONT}{}", "word word word\n\n".repeat(900_000)));
    let built = build_soon(hub.path());
    assert_eq!(lines(&built.diagnostics), "");
    assert_eq!(built.text("notatki/one/index.html").matches("<p>word word word</p>").count(), 900_000);
}

#[test]
fn front_matter_may_have_256_kilobytes() {
    let front = |bytes: usize| format!("---\ntitle: One\nsummary: {}\n---\n", "a".repeat(bytes));
    wrong_note(front(256 * 1024), "content/notes/one.md:1:1 error front-matter-too-large The front matter is longer than 256 kB.");
    note(front(255 * 1024));
}

#[test]
fn symbolic_links_out_of_the_hub_are_errors() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.md", FRONT);
    write(outside.path(), "folder/a.txt", "a");
    let hub = hub();
    symlink(outside.path().join("secret.md"), hub.path().join("content/notes/one.md")).unwrap();
    symlink(outside.path().join("folder"), hub.path().join("content/notes/two")).unwrap();
    fs::create_dir(hub.path().join("content/_static")).unwrap();
    symlink("/etc/passwd", hub.path().join("content/_static/passwd")).unwrap();
    symlink("nowhere", hub.path().join("content/notes/dangling.md")).unwrap();
    let built = build_soon(hub.path());
    let found = lines(&built.diagnostics);
    for path in ["content/_static/passwd", "content/notes/one.md", "content/notes/two"] {
        assert!(found.contains(&format!("{path}:1:1 error symlink-outside The symbolic link leads out of the hub.")), "{found}");
    }
    assert!(found.contains("content/notes/dangling.md:1:1 error "), "{found}");
    assert_eq!(built.diagnostics.len(), 4, "{found}");
}

/// A file is opened after the hub was read, and may have become something else meanwhile.
#[test]
fn a_file_that_has_become_something_else_is_not_opened() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.txt", "SECRET");
    let hub = hub();
    write(hub.path(), "content/_static/plan.txt", "The plan.");
    let place = |name: &str| hub.path().join("content/_static").join(name);
    symlink(outside.path().join("secret.txt"), place("out.txt")).unwrap();
    symlink("plan.txt", place("in.txt")).unwrap();
    fs::create_dir(place("folder.txt")).unwrap();
    let read = |name: &str| pacthub::source::read_published(hub.path(), &place(name)).map_err(|error| error.kind());
    assert_eq!(read("plan.txt").unwrap(), b"The plan.");
    assert_eq!(read("in.txt").unwrap(), b"The plan.");
    assert_eq!(read("out.txt"), Err(std::io::ErrorKind::PermissionDenied));
    assert_eq!(read("folder.txt"), Err(std::io::ErrorKind::PermissionDenied));
    assert_eq!(read("none.txt"), Err(std::io::ErrorKind::NotFound));
}

#[test]
fn a_theme_linked_from_elsewhere_is_an_error() {
    let hub = empty_hub();
    symlink("/etc/passwd", hub.path().join("themes/plain/templates/passwd.html")).unwrap();
    expect(hub.path(), "themes/plain/templates/passwd.html:1:1 error symlink-outside The symbolic link leads out of the hub.");
}

#[test]
fn symbolic_links_inside_the_hub_are_followed() {
    let hub = hub();
    write(hub.path(), "content/notes/one.md", FRONT);
    symlink("one.md", hub.path().join("content/notes/two.md")).unwrap();
    let built = build_soon(hub.path());
    assert_eq!(lines(&built.diagnostics), "");
    built.text("notatki/two/index.html");
}

#[test]
fn symbolic_links_in_a_circle_are_errors() {
    let hub = hub();
    symlink(".", hub.path().join("content/notes/loop")).unwrap();
    symlink("b.md", hub.path().join("content/notes/a.md")).unwrap();
    symlink("a.md", hub.path().join("content/notes/b.md")).unwrap();
    symlink("..", hub.path().join("content/up")).unwrap();
    let found = lines(&build_soon(hub.path()).diagnostics);
    assert!(found.contains("content/notes/loop:1:1 error symlink-outside The symbolic link leads in a circle."), "{found}");
    for path in ["content/notes/a.md", "content/notes/b.md", "content/up"] {
        assert!(found.contains(&format!("{path}:1:1 error ")), "{path}: {found}");
    }
}

#[test]
fn what_is_no_file_is_an_error() {
    let hub = hub();
    let made = std::process::Command::new("mkfifo").arg(hub.path().join("content/notes/pipe.md")).status();
    assert!(made.is_ok_and(|status| status.success()), "the pipe is made");
    let _socket = std::os::unix::net::UnixListener::bind(hub.path().join("content/notes/socket.txt")).unwrap();
    symlink("/dev/zero", hub.path().join("content/notes/zero.md")).unwrap();
    let found = lines(&build_soon(hub.path()).diagnostics);
    for path in ["content/notes/pipe.md", "content/notes/socket.txt", "content/notes/zero.md"] {
        assert!(found.contains(&format!("{path}:1:1 error ")), "{path}: {found}");
    }
}

#[test]
fn unreadable_files_are_errors() {
    let hub = hub();
    write(hub.path(), "content/notes/one.md", FRONT);
    write(hub.path(), "content/notes/two/index.md", FRONT);
    fs::set_permissions(hub.path().join("content/notes/one.md"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(hub.path().join("content/notes/two"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(hub.path().join("content/notes/one.md")).is_ok() {
        // The superuser reads everything.
        return;
    }
    let found = lines(&build_soon(hub.path()).diagnostics);
    fs::set_permissions(hub.path().join("content/notes/two"), fs::Permissions::from_mode(0o700)).unwrap();
    assert!(found.contains("content/notes/one.md:1:1 error unreadable-file"), "{found}");
    assert!(found.contains("content/notes/two:1:1 error unreadable-file"), "{found}");
}

#[test]
fn a_folder_in_a_files_place_is_an_error() {
    let hub = hub();
    fs::remove_file(hub.path().join("content/hub.yaml")).unwrap();
    fs::create_dir(hub.path().join("content/hub.yaml")).unwrap();
    assert!(build_soon(hub.path()).failed());
}

#[test]
fn names_with_spaces_and_line_breaks_are_reported_with_a_slug() {
    let hub = hub();
    write(hub.path(), "content/notes/two words.md", FRONT);
    write(hub.path(), "content/notes/two\nlines.md", FRONT);
    write(hub.path(), "content/notes/\u{1b}[31mred.md", FRONT);
    let built = build_soon(hub.path());
    assert_eq!(built.diagnostics.len(), 3, "{}", lines(&built.diagnostics));
    for diagnostic in &built.diagnostics {
        assert_eq!(diagnostic.id.as_str(), "invalid-slug");
        assert!(diagnostic.help.as_ref().is_some_and(|help| help.contains("call it '")), "{:?}", diagnostic.help);
    }
}

#[test]
fn attached_files_may_have_any_name() {
    let hub = hub();
    write(
        hub.path(),
        "content/notes/one/index.md",
        format!("{FRONT}[a](<two words.pdf>) [b](w%0Ax.pdf) [c](a%25b.pdf) [d](q%3Fx%23y.pdf)"),
    );
    for name in ["two words.pdf", "w\nx.pdf", "a%b.pdf", "q?x#y.pdf"] {
        write(hub.path(), &format!("content/notes/one/{name}"), "x");
    }
    let built = build_soon(hub.path());
    let found = lines(&built.diagnostics);
    if built.failed() {
        assert!(built.diagnostics.iter().all(|diagnostic| diagnostic.place.file.contains("w\nx.pdf")), "{found}");
    } else {
        let page = built.text("notatki/one/index.html");
        for href in ["two%20words.pdf", "w%0Ax.pdf", "a%25b.pdf", "q%3Fx%23y.pdf"] {
            assert!(page.contains(&format!("href=\"/hub/notatki/one/{href}\"")), "{page}");
        }
    }
}

#[test]
fn a_part_of_an_address_may_have_as_many_bytes_as_a_name_on_a_disk() {
    for (length, is_good) in [(255, true), (256, false)] {
        let hub = hub();
        let slug = "a".repeat(length);
        write(hub.path(), "content/notes/one.md", format!("---\ntitle: One\nsummary: S.\nslug: {slug}\n---\n"));
        let expected = format!(
            "content/notes/one.md:4:7 error invalid-slug A part of the address is longer than 255 bytes: /notatki/{slug}/\n  \
             help: Choose another one.\n"
        );
        assert_eq!(lines(&build_soon(hub.path()).diagnostics), if is_good { String::new() } else { expected });
    }
}

#[test]
fn the_name_of_the_folder_with_the_manifest_is_kept() {
    for name in [".pacthub/manifest", ".PactHub/x/y.txt", ".pacthub"] {
        let hub = hub();
        write(hub.path(), "content/notes/one.md", FRONT);
        write(hub.path(), &format!("content/_static/{name}"), "x");
        let expected = format!(
            "content/_static/{name}:1:1 error invalid-file-name The name .pacthub is kept for what pacthub notes about the site.\n  \
             help: Rename the file."
        );
        expect(hub.path(), &expected);
        fs::remove_dir_all(hub.path().join("content/_static")).expect("it is removed");
        write(hub.path(), "content/notes/one.md", format!("---\ntitle: One\nsummary: S.\naliases: [/{name}]\n---\n"));
        let found = lines(&build_soon(hub.path()).diagnostics);
        assert!(found.starts_with("content/notes/one.md:4:11 error invalid-slug The name .pacthub is kept"), "{name}: {found}");
    }
    let hub = hub();
    write(hub.path(), "content/notes/one.md", FRONT);
    write(hub.path(), "content/_static/.pacthubs/x.txt", "x");
    write(hub.path(), "content/_static/a/.pacthub/x.txt", "x");
    let built = build_soon(hub.path());
    assert_eq!(lines(&built.diagnostics), "");
    assert!(built.files.contains_key(".pacthubs/x.txt") && built.files.contains_key("a/.pacthub/x.txt"));
}

#[test]
fn names_that_are_not_utf_8_are_errors() {
    let hub = hub();
    let name = std::ffi::OsStr::from_bytes(b"\xb3\xf3d\xbc.md");
    if fs::write(hub.path().join("content/notes").join(name), FRONT).is_err() {
        // Some file systems have UTF-8 names only.
        return;
    }
    let found = lines(&build_soon(hub.path()).diagnostics);
    assert!(found.contains("error invalid-file-name The name is not UTF-8."), "{found}");
}

#[test]
fn a_folder_without_content_is_no_hub() {
    let empty = tempfile::tempdir().unwrap();
    assert!(build_soon(empty.path()).failed());
    fs::create_dir(empty.path().join("content")).unwrap();
    assert!(build_soon(empty.path()).failed());
}

/// Makes the first bytes of a PNG of a size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend_from_slice(&width.to_be_bytes());
    bytes.extend_from_slice(&height.to_be_bytes());
    bytes.extend_from_slice(b"\x08\x06\0\0\0");
    bytes
}

#[test]
fn an_image_may_have_50_megapixels() {
    let hub = hub();
    write(hub.path(), "content/notes/one/index.md", FRONT);
    write(hub.path(), "content/notes/one/large.png", png(10_000, 5_001));
    write(hub.path(), "content/notes/one/huge.png", png(u32::MAX, u32::MAX));
    expect(
        hub.path(),
        "content/notes/one/huge.png:1:1 error invalid-image The image has more than 50 megapixels.\n  help: Make it smaller before it is added.\n\
         content/notes/one/large.png:1:1 error invalid-image The image has more than 50 megapixels.\n  help: Make it smaller before it is added.",
    );
}

#[test]
fn what_is_no_image_is_an_error() {
    let hub = hub();
    write(hub.path(), "content/notes/one/index.md", FRONT);
    write(hub.path(), "content/notes/one/empty.png", "");
    write(hub.path(), "content/notes/one/text.jpg", "This is a text, and not a short one.");
    let built = build_soon(hub.path());
    let found = lines(&built.diagnostics);
    assert_eq!(built.diagnostics.len(), 2, "{found}");
    assert!(built.diagnostics.iter().all(|diagnostic| diagnostic.id.as_str() == "invalid-image"), "{found}");
}

#[test]
fn an_image_with_its_size_is_shown_with_it() {
    let hub = hub();
    write(hub.path(), "content/notes/one/index.md", format!("{FRONT}![Alt \"text\"](a%20b.png)"));
    let mut whole = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(640, 480).write_to(&mut whole, image::ImageFormat::Png).unwrap();
    write(hub.path(), "content/notes/one/a b.png", whole.into_inner());
    let built = build_soon(hub.path());
    assert_eq!(lines(&built.diagnostics), "");
    let page = built.text("notatki/one/index.html");
    assert!(page.contains("width=\"640\" height=\"480\""), "{page}");
    assert!(page.contains("alt=\"Alt &quot;text&quot;\""), "{page}");
}

#[test]
fn absurd_numbers_are_errors() {
    let hub = empty_hub();
    write(
        hub.path(),
        "content/hub.yaml",
        "title: Hub\nbase_url: https://example.org/\ntheme: plain\npage_size: 99999999999999999999\nfeed_items: 1e3\nstale_after: 99999999999 years\n",
    );
    let built = build_soon(hub.path());
    assert_eq!(built.diagnostics.len(), 3, "{}", lines(&built.diagnostics));
}

#[test]
fn a_huge_page_size_is_one_page() {
    let hub = hub();
    let text = fs::read_to_string(hub.path().join("content/hub.yaml")).unwrap();
    write(hub.path(), "content/hub.yaml", format!("{text}page_size: 9223372036854775807\nfeed_items: 9223372036854775807\n"));
    write(hub.path(), "content/notes/one.md", FRONT);
    let built = build_soon(hub.path());
    assert_eq!(lines(&built.diagnostics), "");
    built.text("notatki/index.html");
}

#[test]
fn days_at_the_ends_of_the_calendar_are_read() {
    let hub = empty_hub();
    copy(&shared("_layers/calls"), hub.path());
    write(
        hub.path(),
        "content/calls/one.md",
        "---\ntitle: One\nsummary: S.\nopens: 0001-01-01\ndeadline: 9999-12-31\nverified: 9999-12-31\n---\n",
    );
    assert_eq!(lines(&build_soon(hub.path()).diagnostics), "");
}

#[test]
fn no_line_is_shown_of_what_lies_outside_the_hub() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "folder/secret.md", FRONT);
    let hub = hub();
    write(hub.path(), "content/notes/one.md", FRONT);
    symlink(outside.path().join("folder"), hub.path().join("content/notes/linked")).unwrap();
    symlink(outside.path().join("folder/secret.md"), hub.path().join("content/notes/secret.md")).unwrap();
    symlink(hub.path().join("content/notes"), hub.path().join("content/again")).unwrap();
    symlink(hub.path().join("content/notes/one.md"), hub.path().join("content/notes/other.md")).unwrap();
    let excerpts = pacthub::source::Excerpts::of(hub.path());
    for name in ["content/notes/one.md", "content/again/one.md", "content/notes/other.md"] {
        assert_eq!(excerpts.read(name).as_deref(), Some(FRONT.as_bytes()), "{name}");
    }
    for name in ["content/notes/linked/secret.md", "content/notes/secret.md", "content/notes", "content/notes/no.md", "../secret"] {
        assert_eq!(excerpts.read(name), None, "{name}");
    }
}

#[test]
fn a_mistake_in_yaml_lies_in_a_line_that_editors_count() {
    for end in ["\r", "\u{85}", "\u{2028}"] {
        let front = format!("---\ntitle: One{}\nsummary: [\n---\n", end.repeat(40));
        let hub = hub();
        write(hub.path(), "content/notes/one.md", &front);
        let built = build_soon(hub.path());
        let mut places = built.diagnostics.iter().map(|found| found.place.line);
        assert!(built.failed() && places.all(|line| line <= 4), "{end:?}: {}", lines(&built.diagnostics));
    }
}

#[test]
fn a_wrong_key_lies_in_the_line_that_editors_count() {
    for end in ["\r", "\r\n", "\u{85}", "\u{2028}"] {
        let comment = format!("# źródło{}", end.repeat(40));
        let hub = hub();
        write(hub.path(), "content/notes/one.md", format!("---\ntitle: One\nsummary: S.\n{comment}\nnope: 1\n---\n"));
        let settings = fs::read_to_string(hub.path().join("content/hub.yaml")).unwrap();
        write(hub.path(), "content/hub.yaml", format!("{comment}\n{settings}nope: 1\n"));
        let expected: Vec<(String, u32, u32)> = ["content/hub.yaml", "content/notes/one.md"]
            .map(|file| {
                let text = fs::read_to_string(hub.path().join(file)).unwrap();
                let line = text.split('\n').position(|line| line.trim_end().ends_with("nope: 1")).expect("the wrong key is there") as u32;
                let column = text.split('\n').nth(line as usize).unwrap().find("nope").unwrap() as u32;
                (file.to_owned(), line + 1, column + 1)
            })
            .to_vec();
        let found = build_soon(hub.path()).diagnostics;
        let places: Vec<(String, u32, u32)> =
            found.iter().map(|found| (found.place.file.to_string(), found.place.line, found.place.column)).collect();
        assert_eq!(places, expected, "{end:?}: {}", lines(&found));
    }
}
