//! The images that services show beside links: drawn by the theme from titles and facts.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "tests make their own files and fail by panicking")]

mod support;

use image::{GenericImageView, Rgba, RgbaImage};
use pacthub::drawing::{Fitting, Fonts, fit, paint};
use pacthub::publish::Publication;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use support::{Options, TODAY, build, lines, write};

const HUB: &str =
    "title: {pl: Hub umiejętności, en: Skills hub}\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\nsocial_images: true\n";
const CALLS: &str = "label: Nabory\nsingular: {pl: Nabór, en: Call}\nfields:\n  deadline: {type: date, label: {pl: Koniec, en: Deadline}, card: true}\n  \
     amount: {type: money, label: {pl: Kwota, en: Amount}, card: true}\n  who: {type: text, many: true, label: {pl: Dla kogo, en: For whom}, card: true}\n";

/// What the theme's drawing has behind everything.
const PAPER: Rgba<u8> = Rgba([0xfd, 0xfc, 0xf9, 0xff]);

type Files = BTreeMap<String, Vec<u8>>;

fn fonts() -> Fonts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/pact/fonts");
    let files =
        ["atkinson-next-bold.ttf", "atkinson-next-regular.ttf"].map(|name| std::fs::read(folder.join(name)).expect("the font is read"));
    Fonts::new(files.iter().map(Vec::as_slice))
}

fn run(root: &Path, output: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pacthub"));
    command.args(["build", "--quiet", "--today", TODAY, "--root"]).arg(root).arg("--output").arg(output);
    command.args(options).output().expect("it runs")
}

fn built(root: &Path, output: &Path, options: &[&str]) -> Files {
    let run = run(root, output, options);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let files = walkdir::WalkDir::new(output).into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file());
    let inside =
        files.filter_map(|file| Some((file.path().strip_prefix(output).ok()?.to_str()?.to_owned(), std::fs::read(file.path()).ok()?)));
    inside.filter(|(path, _)| !path.starts_with(".pacthub")).collect()
}

fn call(title: &str, facts: &str) -> String {
    format!("---\ntitle: {}\nsummary: S.\n{facts}---\nText.\n", serde_json::to_string(title).expect("a text"))
}

const FACTS: &str = "deadline: 2027-03-31\namount: 50000\nwho: [szkoły, małe firmy, gminy, wszyscy inni]\n";

fn hub(title: &str) -> tempfile::TempDir {
    let hub = tempfile::tempdir().expect("a temporary folder");
    write(hub.path(), "content/hub.yaml", HUB);
    write(hub.path(), "content/calls/_collection.yaml", CALLS);
    write(hub.path(), "content/calls/one.md", call(title, FACTS));
    write(hub.path(), "content/calls/one.en.md", "---\ntitle: The one call\n---\nText.\n");
    write(hub.path(), "content/pages/about.md", "---\ntitle: O hubie\n---\nText.\n");
    hub
}

fn drawings(files: &Files) -> Vec<&String> {
    files.keys().filter(|path| path.starts_with("assets/social/")).collect()
}

/// Returns the folders of the drawings below their common one.
fn folders(files: &Files) -> Vec<&str> {
    drawings(files).into_iter().filter_map(|path| Some(path.strip_prefix("assets/social/")?.rsplit_once('/')?.0)).collect()
}

/// Returns the drawing in a folder.
fn drawing<'f>(files: &'f Files, folder: &str) -> &'f String {
    let found =
        drawings(files).into_iter().find(|path| path.rsplit_once('/').is_some_and(|(found, _)| found == format!("assets/social/{folder}")));
    found.unwrap_or_else(|| panic!("there is a drawing in {folder}: {:?}", drawings(files)))
}

fn pixels(bytes: &[u8]) -> RgbaImage {
    let image = image::load_from_memory(bytes).expect("it is an image");
    assert_eq!(image.dimensions(), (1200, 630));
    image.into_rgba8()
}

fn has(page: &[u8], tag: &str) {
    let page = String::from_utf8_lossy(page);
    assert!(page.contains(tag), "{tag} in {page}");
}

#[test]
fn every_record_free_page_and_hub_has_one_in_each_of_its_languages() {
    let hub = hub("Pierwszy nabór");
    let files = built(hub.path(), &hub.path().join("site"), &[]);
    assert_eq!(folders(&files), ["en", "en/calls/one", "pl", "pl/calls/one", "pl/pages/about"]);
    for path in drawings(&files) {
        pixels(&files[path]);
        assert!(files[path].len() < 60_000, "{path} has {} bytes", files[path].len());
    }
    let page = &files["en/calls/one/index.html"];
    has(page, &format!("<meta property=\"og:image\" content=\"https://example.org/hub/{}\">", drawing(&files, "en/calls/one")));
    has(page, "<meta property=\"og:image:width\" content=\"1200\">");
    has(page, "<meta property=\"og:image:height\" content=\"630\">");
    let alternative = "Call: The one call; Deadline: 31 March 2027; Amount: €50,000; For whom: szkoły, małe firmy, gminy …";
    has(page, &format!("<meta property=\"og:image:alt\" content=\"{alternative}\">"));
    has(page, "<meta name=\"twitter:card\" content=\"summary_large_image\">");
    let of_the_hub = format!("<meta property=\"og:image\" content=\"https://example.org/hub/{}\">", drawing(&files, "pl"));
    has(&files["index.html"], &of_the_hub);
    has(&files["calls/index.html"], &of_the_hub);
}

#[test]
fn the_same_facts_give_the_same_bytes_and_other_facts_another_name() {
    let hub = hub("Pierwszy nabór");
    let first = built(hub.path(), &hub.path().join("site"), &[]);
    assert!(first == built(hub.path(), &hub.path().join("again"), &[]));
    write(hub.path(), "content/calls/one.md", call("Drugi nabór", FACTS));
    let second = built(hub.path(), &hub.path().join("site"), &[]);
    let others = |files: &Files| drawings(files).into_iter().filter(|path| !path.contains("pl/calls/")).cloned().collect::<Vec<_>>();
    assert_eq!(others(&first), others(&second), "the others keep theirs");
    assert_eq!(drawings(&second).len(), 5, "the old one is gone");
    assert_ne!(drawing(&first, "pl/calls/one"), drawing(&second, "pl/calls/one"));
    let mut together = BTreeMap::new();
    for shard in ["1/2", "2/2"] {
        together.extend(built(hub.path(), &hub.path().join(shard.replace('/', "-")), &["--shard", shard]));
    }
    assert!(together == second);
}

/// What is published is not painted again: bytes that no painter makes stay.
#[test]
fn what_is_published_is_kept_unpainted() {
    let hub = hub("Pierwszy nabór");
    let site = hub.path().join("site");
    let files = built(hub.path(), &site, &[]);
    let path = drawing(&files, "pl/calls/one");
    let publication = Publication::open(&site, &[]).expect("the folder may be published into");
    for (other, bytes) in &files {
        publication.stage(other, if other == path { b"painted before" } else { bytes }).expect("it is staged");
    }
    publication.commit().expect("it is published");
    write(hub.path(), "content/calls/two.md", call("Drugi nabór", ""));
    let again = built(hub.path(), &site, &[]);
    assert_eq!(again[path], b"painted before");
    assert_eq!(drawings(&again).len(), 6);
    std::fs::write(site.join(path), "spoilt").expect("it is written");
    write(hub.path(), "content/calls/three.md", call("Trzeci nabór", ""));
    assert_eq!(built(hub.path(), &site, &[])[path], files[path], "what somebody changed is painted again");
}

#[test]
fn without_the_setting_there_is_none() {
    let hub = hub("Nabór");
    write(hub.path(), "content/hub.yaml", HUB.replace("social_images: true", "social_images: false"));
    let files = built(hub.path(), &hub.path().join("site"), &[]);
    assert_eq!(drawings(&files), Vec::<&String>::new());
    assert!(!String::from_utf8_lossy(&files["calls/one/index.html"]).contains("og:image"));
}

#[test]
fn the_setting_is_true_or_false() {
    let hub = hub("Nabór");
    write(hub.path(), "content/hub.yaml", HUB.replace("social_images: true", "social_images: all"));
    let found = lines(&build(hub.path(), &Options::default()).diagnostics);
    assert!(found.contains("content/hub.yaml:4"), "{found}");
    assert!(found.contains("'social_images' must be true or false, not a text."), "{found}");
}

#[test]
fn a_theme_without_a_drawing_cannot_draw() {
    let hub = support::empty_hub();
    let settings = std::fs::read_to_string(hub.path().join("content/hub.yaml")).expect("the settings are read");
    write(hub.path(), "content/hub.yaml", format!("{settings}social_images: true\n"));
    let found = lines(&build(hub.path(), &Options::default()).diagnostics);
    assert!(found.contains("error invalid-theme The theme has no template 'social.svg'."), "{found}");
}

#[test]
fn a_drawing_that_is_none_is_an_error_of_the_theme() {
    let hub = hub("Nabór");
    write(hub.path(), "content/hub.yaml", format!("{HUB}theme: mine\n"));
    write(hub.path(), "themes/mine/theme.yaml", "extends: pact\n");
    write(hub.path(), "themes/mine/templates/social.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect></svg>");
    let run = run(hub.path(), &hub.path().join("site"), &[]);
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("themes/mine/templates/social.svg") && said.contains("The drawing cannot be painted"), "{said}");
    assert!(!hub.path().join("site/index.html").exists(), "nothing is published");
}

/// Whatever the title and whichever facts are missing, something is drawn, and nothing stands in the margins.
#[test]
fn nothing_runs_over_the_edge() {
    let long = "Dofinansowanie szkoleń dla pracowników małych i średnich przedsiębiorstw w województwie zachodniopomorskim oraz wsparcie doradcze na każdym etapie, od diagnozy potrzeb po certyfikat";
    let longer = long.repeat(4);
    let wide = "W".repeat(200);
    let facts = format!("who: [{long}, {wide}]\namount: 123456789\n");
    for (title, facts) in [
        ("Żółw „Łucja” i ćma – źdźbło gęś", FACTS),
        (long, ""),
        (&longer, FACTS),
        ("Konstantynopolitańczykowianeczkaniedopowiedzianegozkomunikacyjnoinformacyjnegopunktu", &facts),
        ("<script>&amp; \"quotes\" 'and' ]]> -->", "deadline: 2027-03-31\n"),
        (&wide, "amount: 1\n"),
        ("🦀 漢字 العربية", ""),
    ] {
        let hub = hub(title);
        write(hub.path(), "content/calls/one.md", call(title, facts));
        let files = built(hub.path(), &hub.path().join("site"), &[]);
        let pixels = pixels(&files[drawing(&files, "pl/calls/one")]);
        for y in 0..630 {
            let edge = *pixels.get_pixel(0, y);
            for x in (0..60).chain(1140..1200) {
                assert_eq!(*pixels.get_pixel(x, y), edge, "at {x}, {y} for {title}");
            }
        }
        let drawn = pixels.enumerate_pixels().filter(|(_, y, pixel)| (200..450).contains(y) && **pixel != PAPER).count();
        assert!(drawn > 1000, "{drawn} pixels are drawn for {title}");
        assert!((606..630).all(|y| (0..1200).all(|x| pixels.get_pixel(x, y) == pixels.get_pixel(0, y))), "below, for {title}");
    }
}

#[test]
fn a_title_is_no_markup() {
    let hub = hub("R&D <b>\"x\"</b>");
    let files = built(hub.path(), &hub.path().join("site"), &[]);
    has(&files["calls/one/index.html"], "content=\"Nabór: R&amp;D &lt;b&gt;&quot;x&quot;&lt;/b&gt;");
}

/// Letters with their own marks are not those without.
#[test]
fn polish_letters_are_drawn() {
    let path = |text: &str| {
        let fitted = fit(text, &Fitting { width: 1000.0, height: 50.0, sizes: vec![40.0], weight: 700 }, &fonts());
        assert_eq!(fitted.lines.len(), 1, "{text}");
        fitted.lines[0].path.clone()
    };
    let missing = path("漢");
    for letter in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–€äöüßéèàçñøåčšžřůőűāēģķļņūğışțș".chars() {
        let drawn = path(&letter.to_string());
        assert!(!drawn.is_empty() && drawn != missing, "{letter} is drawn");
    }
    assert_ne!(path("ą"), path("a"));
    assert_eq!(path("o\u{301}"), path("ó"), "a letter and its mark are one");
    assert_eq!(path("a\u{ad}b\u{200b}"), path("ab"), "what has no width is not seen");
}

#[test]
fn a_drawing_shows_no_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let red = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\" fill=\"red\"/></svg>";
    write(folder.path(), "secret.svg", red);
    let svg = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 1200 630\"><rect width=\"1200\" height=\"630\" fill=\"white\"/>{inside}</svg>"
        )
    };
    let image = format!("<image href=\"{}\" width=\"1200\" height=\"630\"/>", folder.path().join("secret.svg").display());
    assert_eq!(paint(&svg(&image)), paint(&svg("")));
    assert!(paint("no drawing").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_text_fits_its_box(text in "\\PC{0,200}", width in 40.0_f64..1200.0, height in 30.0_f64..300.0) {
        let fitting = Fitting { width, height, sizes: vec![72.0, 48.0, 24.0], weight: 700 };
        let fitted = fit(&text, &fitting, &fonts());
        prop_assert!(fitting.sizes.contains(&fitted.size));
        prop_assert!(fitted.lines.len() <= 1 || fitted.lines.len() as f64 * fitted.step <= height);
        for line in &fitted.lines {
            // One letter may be wider than the box.
            prop_assert!(line.width <= width + 0.01 || line.text.chars().count() == 1, "{:?}", line);
        }
        let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        let whole: String = fitted.lines.iter().map(|line| line.text.as_str()).collect();
        prop_assert!(whole.ends_with('…') || letters(&whole) == letters(&text), "{:?} is {:?}", text, fitted);
    }
}
