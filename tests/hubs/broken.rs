//! The checks find what is wrong: each of these small damages to a sound site is reported.

use crate::checks::Site;
use crate::other_hub::{BASE, SITE};
use crate::support::{Built, TODAY};

const CAFE: &str = "reparaturcafes/muehle/index.html";
const COURSE: &str = "kurse/rad/index.html";

#[test]
fn every_damage_is_reported() {
    let damages = [
        (CAFE, "/netz/reparatur/kurse/rad/#ablauf", "/netz/reparatur/kurse/rat/", "leads to no file"),
        (CAFE, "/netz/reparatur/kurse/rad/#ablauf", "/netz/reparatur/kurse/rad/#umlauf", "leads to no id"),
        (CAFE, "/netz/reparatur/kurse/rad/#ablauf", "/kurse/rad/", "leaves the site's folder"),
        (CAFE, "id=\"grosse\"", "id=\"offnungszeiten-und-raume\"", "stands twice"),
        (CAFE, "<h2 id=\"grosse\">", "<h1 id=\"grosse\">", "not one h1"),
        (CAFE, "<h2 id=\"grosse\">", "<h4 id=\"grosse\">", "stands below one of level 2"),
        (CAFE, " width=\"640\"", "", "has no width"),
        (CAFE, "<article class=\"record\">", "<article style=\"color: red\">", "inline style"),
        (CAFE, "<article class=\"record\">", "<article onclick=\"x()\">", "a script in 'onclick'"),
        (CAFE, "<main ", "<script>x()</script><main ", "inline script"),
        (CAFE, "<html lang=\"de\"", "<html", "no language"),
        (CAFE, "<meta name=\"description\"", "<meta name=\"note\"", "no description"),
        (CAFE, "hreflang=\"fr\" href", "hreflang=\"it\" href", "is not in 'it'"),
        (CAFE, "\"@type\":\"LocalBusiness\"", "\"@type\":\"RepairCafe\"", "no type that this test knows"),
        (CAFE, "\"foundingDate\"", "\"founded\"", "has no 'founded'"),
        (CAFE, "{\"@context\"", "{\"@context", "index.html"),
        (COURSE, "data-closes=\"2026-12-04\"", "data-closes=\"2026-11-04\"", "shown as 'closing-soon'"),
        (COURSE, "data-opens=\"2026-10-01\"", "data-opens=\"2027-10-01\"", "shown as 'closing-soon'"),
        ("kurse/feed.xml", "</feed>", "", "kurse/feed.xml"),
        ("kurse/calendar.ics", "END:VCALENDAR", "", "kurse/calendar.ics"),
        ("kurse/records.csv", "id,", "", "kurse/records.csv"),
        ("kurse/records.json", "\"records\":[", "\"records\":", "kurse/records.json"),
        ("_redirects", "/ueber-uns/", "/ueber-euch/", "leads to no file"),
        (
            "sitemap.xml",
            "<loc>https://beispiel.example/netz/reparatur/zahlen/</loc>",
            "<loc>https://beispiel.example/netz/reparatur/404.html</loc>",
            "is missing",
        ),
    ];
    for (file, from, to, expected) in damages {
        let text = SITE.text(file);
        assert!(text.contains(from), "{file} has no '{from}'");
        let mut files = SITE.files.clone();
        files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
        let problems = Site::new(Built { diagnostics: Vec::new(), files, left_out: Vec::new() }, BASE, TODAY).problems();
        assert!(problems.iter().any(|problem| problem.contains(expected)), "'{to}' in {file} is not reported: {problems:?}");
    }
}
