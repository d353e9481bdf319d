//! Images beside records: sizes, formats, how they were held, colours, broken ones.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "tests make their own files and fail by panicking")]

mod support;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Rgb, RgbImage, Rgba, RgbaImage};
use pacthub::image::{Format, Variant, decode, probe};
use pacthub::publish::Publication;
use scraper::{Html, Selector};
use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use support::{Built, Options, TODAY, build, build_well, lines, write};
use tempfile::TempDir;

const HUB: &str = "title: Hub\nbase_url: https://example.org/hub/\nlanguages: [pl, en]\n";
const NOTES: &str = "label: Notes\ntype: Article\nfields:\n  photo: {type: image, label: Photo, property: image}\n";

/// A picture with a different colour in every corner.
fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([200, 30, 30]),
        (false, true) => Rgb([30, 160, 40]),
        (true, false) => Rgb([30, 50, 190]),
        (false, false) => Rgb([230, 220, 90]),
    })
}

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).expect("the image is written");
    bytes.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(corners(width, height), ImageFormat::Jpeg)
}

/// Puts a note into a JPEG that says how the camera was held (Exif 2.32, tag 0x0112), and a secret.
fn held(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut note = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    note.extend([orientation, 0, 0, 0, 0, 0, 0]);
    note.extend(b"SECRET PLACE");
    let length = (note.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &note, &jpeg[2..]].concat()
}

/// A hub with one note, whose folder holds an image.
fn hub(name: &str, bytes: &[u8], front: &str, body: &str) -> TempDir {
    let hub = tempfile::tempdir().expect("a temporary folder");
    write(hub.path(), "content/hub.yaml", HUB);
    write(hub.path(), "content/notes/_collection.yaml", NOTES);
    write(hub.path(), "content/notes/one/index.md", format!("---\ntitle: One\nsummary: S.\n{front}---\n{body}\n"));
    write(hub.path(), &format!("content/notes/one/{name}"), bytes);
    hub
}

fn shown(bytes: &[u8], name: &str) -> Built {
    build_well(hub(name, bytes, "", &format!("![What it shows]({name})")).path())
}

/// The variants of the site by path, with what they hold.
fn variants(built: &Built) -> Vec<(String, ImageFormat, (u32, u32))> {
    let files = built.files.iter().filter(|(path, _)| path.starts_with("assets/images/"));
    files
        .map(|(path, bytes)| {
            let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().expect("memory is read");
            let format = reader.format().expect("it is an image");
            (path.clone(), format, reader.into_dimensions().expect("it has a size"))
        })
        .collect()
}

fn sizes(built: &Built) -> Vec<(ImageFormat, u32, u32)> {
    let mut sizes: Vec<_> = variants(built).into_iter().map(|(_, format, (width, height))| (format, width, height)).collect();
    sizes.sort_by_key(|(format, width, _)| (format.to_mime_type(), *width));
    sizes
}

/// An attribute of the first element that a selector finds on a page.
fn attribute(built: &Built, page: &str, selector: &str, name: &str) -> Option<String> {
    let html = Html::parse_document(std::str::from_utf8(&built.files[page]).expect("it is text"));
    let found =
        html.select(&Selector::parse(selector).expect("a selector")).next().map(|element| element.value().attr(name).map(str::to_owned));
    found.flatten()
}

const PAGE: &str = "notes/one/index.html";

#[test]
fn a_photograph_comes_as_webp_in_three_widths_and_as_jpeg_for_the_others() {
    let built = shown(&jpeg(2000, 1000), "photo.jpg");
    let expected =
        [(ImageFormat::Jpeg, 960, 480), (ImageFormat::WebP, 480, 240), (ImageFormat::WebP, 960, 480), (ImageFormat::WebP, 1440, 720)];
    assert_eq!(sizes(&built), expected);
    let srcset = attribute(&built, PAGE, "picture > source[type='image/webp']", "srcset").expect("there is a choice");
    let widths: Vec<&str> = srcset.split(", ").filter_map(|choice| choice.split(' ').nth(1)).collect();
    assert_eq!(widths, ["480w", "960w", "1440w"]);
    for (path, _, _) in variants(&built).into_iter().filter(|(_, format, _)| *format == ImageFormat::WebP) {
        assert!(srcset.contains(&format!("/hub/{path}")), "{path} is offered by {srcset}");
    }
    assert!(attribute(&built, PAGE, "picture > source", "sizes").is_some());
    let src = attribute(&built, PAGE, "picture > img", "src").expect("there is an address");
    assert!(src.starts_with("/hub/assets/images/photo-960.") && src.ends_with(".jpg"), "{src}");
    assert!(built.files.contains_key(src.trim_start_matches("/hub/")), "{src}");
    let get = |name: &str| attribute(&built, PAGE, "picture > img", name);
    assert_eq!([get("width"), get("height"), get("alt")].map(Option::unwrap_or_default), ["1440", "720", "What it shows"]);
    assert_eq!((get("decoding").as_deref(), get("loading")), (Some("async"), None), "the first image is not put off");
}

#[test]
fn addresses_of_images_are_encoded_wherever_the_site_stands() {
    for base in ["https://example.org/", "https://example.org/hub/"] {
        let hub = hub("pierwsze zdjęcie.jpg", &jpeg(600, 400), "", "![What it shows](<pierwsze zdjęcie.jpg>)");
        write(hub.path(), "content/hub.yaml", format!("title: Hub\nbase_url: {base}\nlanguages: [pl, en]\n"));
        let built = build_well(hub.path());
        let srcset = attribute(&built, PAGE, "picture > source[type='image/webp']", "srcset").expect("there is a choice");
        for choice in srcset.split(", ") {
            let words: Vec<&str> = choice.split(' ').collect();
            assert!(matches!(words[..], [address, _] if address.contains("/pierwsze%20zdj%C4%99cie-")), "{choice}");
        }
    }
}

#[test]
fn no_image_is_made_larger() {
    assert_eq!(sizes(&shown(&jpeg(300, 200), "a.jpg")), [(ImageFormat::Jpeg, 300, 200), (ImageFormat::WebP, 300, 200)]);
    let expected = [(ImageFormat::Jpeg, 700, 10), (ImageFormat::WebP, 480, 7), (ImageFormat::WebP, 700, 10)];
    assert_eq!(sizes(&shown(&jpeg(700, 10), "a.jpg")), expected);
    // A width close to its own gives way to that.
    assert!(sizes(&shown(&jpeg(1000, 100), "a.jpg")).contains(&(ImageFormat::WebP, 1000, 100)));
}

#[test]
fn webp_needs_no_other_format_and_keeps_what_shines_through() {
    let clear = RgbaImage::from_fn(600, 400, |x, _| Rgba([10, 90, 200, (x % 256) as u8]));
    let built = shown(&encoded(clear, ImageFormat::WebP), "a.webp");
    assert_eq!(sizes(&built), [(ImageFormat::WebP, 480, 320), (ImageFormat::WebP, 600, 400)]);
    assert!(attribute(&built, PAGE, "img", "srcset").is_some() && attribute(&built, PAGE, "picture", "class").is_none());
    let (path, ..) = &variants(&built)[0];
    let pixels = image::load_from_memory(&built.files[path]).expect("it is read").into_rgba8();
    assert!(pixels.pixels().any(|pixel| pixel.0[3] < 40) && pixels.pixels().any(|pixel| pixel.0[3] > 200));
}

#[test]
fn only_the_first_image_of_a_page_is_fetched_at_once() {
    let folder = hub("a.png", &encoded(corners(60, 40), ImageFormat::Png), "", "![One](a.png)\n\n![Two](a.png)");
    let html = build_well(folder.path()).files.remove(PAGE).expect("there is a page");
    let html = String::from_utf8(html).expect("it is text");
    assert_eq!((html.matches("<picture>").count(), html.matches("loading=\"lazy\"").count()), (2, 1), "{html}");
    // An image among the facts stands above the text.
    let folder = hub("a.png", &encoded(corners(60, 40), ImageFormat::Png), "photo: a.png\n", "![One](a.png)");
    let html = String::from_utf8(build_well(folder.path()).files.remove(PAGE).expect("there is a page")).expect("it is text");
    assert!(html.find("alt=\"Photo: One\"").expect("the fact") < html.find("loading=\"lazy\"").expect("the other"), "{html}");
    assert_eq!(html.matches("loading=\"lazy\"").count(), 1, "{html}");
}

#[test]
fn a_camera_held_on_its_side_is_turned_back_and_its_notes_are_left_out() {
    let built = shown(&held(&jpeg(800, 400), 6), "photo.jpg");
    assert_eq!(attribute(&built, PAGE, "img", "width").as_deref(), Some("400"));
    assert_eq!(attribute(&built, PAGE, "img", "height").as_deref(), Some("800"));
    for (path, _, size) in variants(&built) {
        assert_eq!(size, (400, 800), "{path}");
        let bytes = &built.files[&path];
        assert!(!bytes.windows(6).any(|part| part == b"SECRET"), "{path}");
        let pixels = image::load_from_memory(bytes).expect("it is read").into_rgb8();
        // Turned to the right, the lower left corner becomes the upper left one.
        let is_near = |x: u32, y: u32, color: [u8; 3]| pixels.get_pixel(x, y).0.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 30);
        assert!(is_near(20, 20, [30, 50, 190]) && is_near(380, 20, [200, 30, 30]), "{path}: {:?}", pixels.get_pixel(20, 20));
    }
}

#[test]
fn colours_of_a_wide_space_become_those_that_every_screen_knows() {
    let color = [200, 100, 50];
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    let profile = moxcms::ColorProfile::new_display_p3().encode().expect("a profile");
    encoder.set_icc_profile(profile).expect("PNG holds profiles");
    let pixels = RgbImage::from_pixel(40, 30, Rgb(color));
    encoder.write_image(&pixels, 40, 30, ExtendedColorType::Rgb8).expect("the image is written");
    let built = shown(&bytes, "a.png");
    for (path, ..) in variants(&built) {
        let mut decoder =
            ImageReader::new(Cursor::new(&built.files[&path])).with_guessed_format().expect("memory").into_decoder().expect("an image");
        assert_eq!(decoder.icc_profile().expect("it is read"), None, "{path}");
        let found = image::load_from_memory(&built.files[&path]).expect("it is read").into_rgb8().get_pixel(10, 10).0;
        // By the matrices of both spaces (CSS Color 4, 10.2 and 10.4).
        assert!(found.iter().zip([214, 96, 34]).all(|(a, b)| a.abs_diff(b) < 8), "{path}: {found:?}");
    }
}

#[test]
fn an_animation_and_a_drawing_stay_as_they_are() {
    let gif = encoded_gif();
    let built = shown(&gif, "a.gif");
    assert_eq!(variants(&built), []);
    assert_eq!(attribute(&built, PAGE, "img", "src").as_deref(), Some("/hub/notes/one/a.gif"));
    assert_eq!(attribute(&built, PAGE, "img", "width").as_deref(), Some("1"));
    let built = shown(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "a.svg");
    assert_eq!(variants(&built), []);
    assert_eq!(attribute(&built, PAGE, "img", "src").as_deref(), Some("/hub/notes/one/a.svg"));
}

/// The smallest GIF.
fn encoded_gif() -> Vec<u8> {
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec()
}

#[track_caller]
fn refuses(bytes: &[u8], name: &str, expected: &str) {
    let hub = hub(name, bytes, "", &format!("![Alt]({name})"));
    let built = build(hub.path(), &Options::default());
    let found = lines(&built.diagnostics);
    assert!(
        found.starts_with(&format!("content/notes/one/{name}:")) && found.contains("invalid-image") && found.contains(expected),
        "{found}"
    );
    assert!(built.files.is_empty());
    let check =
        Command::new(env!("CARGO_BIN_EXE_pacthub")).args(["check", "--today", TODAY, "--root"]).arg(hub.path()).output().expect("it runs");
    assert_eq!(check.status.code(), Some(1), "{}", String::from_utf8_lossy(&check.stderr));
}

#[test]
fn a_broken_image_is_reported_whichever_part_of_it_is_broken() {
    let whole = [
        ("a.jpg", jpeg(400, 300)),
        ("a.png", encoded(corners(400, 300), ImageFormat::Png)),
        ("a.webp", encoded(corners(400, 300), ImageFormat::WebP)),
    ];
    for (name, bytes) in whole {
        refuses(&bytes[..bytes.len() / 2], name, "cannot be read");
        refuses(&bytes[..12], name, "cannot be read");
    }
    refuses(b"This is no image.", "a.png", "cannot be read");
    refuses(b"", "a.png", "cannot be read");
}

/// A PNG that says it has a size; its pixels are few.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(corners(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// The check sum of a PNG's chunk (PNG specification, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 }))
}

#[test]
fn an_image_that_would_fill_the_memory_is_refused_by_its_head() {
    refuses(&claiming(60_000, 60_000), "a.png", "more than 50 megapixels");
    refuses(&claiming(7_000, 7_000), "a.png", "cannot be read");
    refuses(&claiming(0, 8), "a.png", "cannot be read");
}

/// A WebP with a note (RFC 9649, section 2.7) that says how long it is.
fn noting(length: u32) -> Vec<u8> {
    let plain = encoded(corners(8, 8), ImageFormat::WebP);
    let head = [b"VP8X".as_slice(), &10_u32.to_le_bytes(), &[0x08, 0, 0, 0, 7, 0, 0, 7, 0, 0]].concat();
    let note = [b"EXIF".as_slice(), &length.to_le_bytes(), b"MM\0\x2a"].concat();
    let size = (4 + head.len() + plain[12..].len() + note.len()) as u32;
    [b"RIFF".as_slice(), &size.to_le_bytes(), b"WEBP", &head, &plain[12..], &note].concat()
}

#[test]
fn a_note_that_would_fill_the_memory_is_refused_by_its_head() {
    assert_eq!(sizes(&shown(&noting(4), "a.webp")), [(ImageFormat::WebP, 8, 8)]);
    refuses(&noting(5), "a.webp", "a note in it says that it is longer than the file");
    refuses(&noting(u32::MAX - 1), "a.webp", "a note in it says that it is longer than the file");
}

#[test]
fn one_image_of_two_records_is_one_file() {
    let folder = hub("a.png", &encoded(corners(60, 40), ImageFormat::Png), "", "![One](a.png)");
    write(folder.path(), "content/notes/two/index.md", "---\ntitle: Two\nsummary: S.\n---\n![Two](a.png)\n");
    write(folder.path(), "content/notes/two/a.png", encoded(corners(60, 40), ImageFormat::Png));
    let built = build_well(folder.path());
    assert_eq!(variants(&built).len(), 2);
    let of = |page: &str| attribute(&built, page, "source", "srcset");
    assert_eq!(of(PAGE), of("notes/two/index.html"));
    assert!(of(PAGE).is_some());
}

#[test]
fn the_image_of_a_record_is_named_to_programs() {
    let folder = hub("a.png", &encoded(corners(60, 40), ImageFormat::Png), "photo: a.png\n", "Text.");
    let built = build_well(folder.path());
    let meta = |property: &str| attribute(&built, PAGE, &format!("meta[property='{property}']"), "content").unwrap_or_default();
    let address = meta("og:image");
    assert!(address.starts_with("https://example.org/hub/assets/images/a-60.") && address.ends_with(".png"), "{address}");
    assert_eq!([meta("og:image:width"), meta("og:image:height"), meta("og:image:alt")], ["60", "40", "One"]);
    let page = String::from_utf8_lossy(&built.files[PAGE]).into_owned();
    assert!(page.contains(&format!("\"image\":\"{address}\"")), "{page}");
}

fn built_by_the_program(root: &Path, shard: Option<&str>, output: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pacthub"));
    command.args(["build", "--quiet", "--today", TODAY, "--root"]).arg(root).arg("--output").arg(output);
    let run = command.args(shard.map(|shard| ["--shard", shard]).into_iter().flatten()).output().expect("it runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn published(output: &Path) -> Vec<(String, Vec<u8>)> {
    let files = walkdir::WalkDir::new(output).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|file| file.file_type().is_file() && !file.path().starts_with(output.join(".pacthub")));
    files
        .map(|file| {
            (file.path().strip_prefix(output).expect("below").display().to_string(), std::fs::read(file.path()).expect("it is read"))
        })
        .collect()
}

#[test]
fn what_is_published_is_kept_and_what_somebody_changed_is_made_again() {
    let folder = hub("a.jpg", &jpeg(500, 300), "", "![One](a.jpg)");
    let output = folder.path().join("site");
    built_by_the_program(folder.path(), None, &output);
    let first = published(&output);
    let image = first.iter().map(|(path, _)| path.clone()).find(|path| path.ends_with(".webp")).expect("there is one");
    {
        let publication = Publication::open(&output, &[]).expect("the folder may be published into");
        assert!(publication.keep(&image).expect("it is asked"), "what was published is kept");
        assert!(!publication.keep("assets/images/none.webp").expect("it is asked"));
    }
    std::fs::write(output.join(&image), "spoilt").expect("it is written");
    {
        let publication = Publication::open(&output, &[]).expect("the folder may be published into");
        assert!(!publication.keep(&image).expect("it is asked"), "what somebody changed is not");
    }
    write(folder.path(), "content/notes/two.md", "---\ntitle: Two\nsummary: S.\n---\nText.\n");
    built_by_the_program(folder.path(), None, &output);
    let second = published(&output);
    assert!(first.iter().filter(|(path, _)| path.starts_with("assets/images/")).all(|file| second.contains(file)));
}

#[test]
fn shards_put_together_are_the_whole() {
    let folder = hub("a.jpg", &jpeg(1600, 900), "", "![One](a.jpg)");
    let (whole, parts) = (folder.path().join("whole"), folder.path().join("parts"));
    built_by_the_program(folder.path(), None, &whole);
    let mut together = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let part = parts.join(shard.replace('/', "-"));
        built_by_the_program(folder.path(), Some(shard), &part);
        together.extend(published(&part));
    }
    together.sort();
    let mut all = published(&whole);
    all.sort();
    assert_eq!(together.len(), all.len());
    assert!(together == all);
}

/// What was made before is taken for what would be made now, as long as it has the same name. If this fails since a library gives other
/// bytes, `MAKING` in `src/image/probe.rs` has to be another one.
#[cfg(target_arch = "x86_64")]
#[test]
fn the_same_image_gives_the_same_bytes_as_ever() {
    let picture = RgbImage::from_fn(300, 200, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8]));
    let sources = [
        encoded(picture.clone(), ImageFormat::Png),
        {
            let mut bytes = Vec::new();
            JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&picture).expect("it is written");
            bytes
        },
        {
            let mut bytes = Vec::new();
            WebPEncoder::new_lossless(&mut bytes).encode(&picture, 300, 200, ExtendedColorType::Rgb8).expect("it is written");
            bytes
        },
    ];
    let mut found = Vec::new();
    for bytes in sources {
        let still = probe(&bytes).expect("it is an image").still.expect("it stands still");
        let image = decode(&bytes, still).expect("it is read");
        for format in [Format::WebP, still.format] {
            let made = image.make(Variant { width: 200, format }, 133).expect("it is made");
            found.push(format!("{:?} {}", format, &blake3::hash(&made).to_hex()[..16]));
        }
    }
    assert_eq!(found, GOLDEN);
}

#[cfg(target_arch = "x86_64")]
const GOLDEN: [&str; 6] = [
    "WebP 4d1f9537ebfd7c4b",
    "Png 0e84b9df20b1d92a",
    "WebP 37603fb2bd2f05b1",
    "Jpeg d42a6f15adbeca6f",
    "WebP 4d1f9537ebfd7c4b",
    "WebP 4d1f9537ebfd7c4b",
];

#[test]
fn a_palette_that_ends_within_a_color_is_refused() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/images/palette-cut-short.png");
    refuses(&std::fs::read(path).expect("the image is there"), "a.png", "its palette ends within a colour");
}
