//! `sitemap.xml` (sitemaps.org protocol, with the alternates that search engines read) and `robots.txt`.

use super::Renderer;
use crate::escape::escape;
use crate::route::{Route, SITEMAP_LIMIT, alternates};
use jiff::civil::Date;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

impl Renderer<'_> {
    /// Renders the sitemap: all pages, or an index where there are too many for one, or a part of it.
    pub(super) fn sitemap(&self, part: Option<u32>) -> Vec<u8> {
        let listed = &self.site.table.listed;
        match part {
            None if listed.len() > SITEMAP_LIMIT => self.sitemap_index(),
            None => self.sitemap_of(listed),
            Some(part) => {
                let start = (part as usize - 1) * SITEMAP_LIMIT;
                self.sitemap_of(&listed[start.min(listed.len())..(start + SITEMAP_LIMIT).min(listed.len())])
            }
        }
    }

    fn sitemap_index(&self) -> Vec<u8> {
        let mut out = format!("{HEAD}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for part in 1..=self.site.table.listed.len().div_ceil(SITEMAP_LIMIT) {
            let address = self.addresses.absolute(&format!("/sitemap-{part}.xml"));
            out.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&address)));
        }
        out.push_str("</sitemapindex>\n");
        out.into_bytes()
    }

    fn sitemap_of(&self, listed: &[u32]) -> Vec<u8> {
        let mut out = String::with_capacity(listed.len() * 200);
        out.push_str(HEAD);
        out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
        for index in listed {
            let (path, route) = &self.site.table.routes[*index as usize];
            out.push_str("<url><loc>");
            out.push_str(&escape(&self.addresses.absolute(path)));
            out.push_str("</loc>");
            if let Some(date) = self.last_change(route) {
                out.push_str(&format!("<lastmod>{date}</lastmod>"));
            }
            let versions = alternates(self.catalogue(), route);
            if versions.len() > 1 {
                for (language, path) in versions {
                    let code = self.catalogue().hub.languages.code(language);
                    let address = escape(&self.addresses.absolute(&path));
                    out.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{address}\"/>"));
                }
            }
            out.push_str("</url>\n");
        }
        out.push_str("</urlset>\n");
        out.into_bytes()
    }

    fn last_change(&self, route: &Route) -> Option<Date> {
        match route {
            Route::Page(id, _) | Route::Record(id, _) => self.catalogue().entry(*id).changed(),
            _ => None,
        }
    }

    /// Renders `robots.txt`, which points at the sitemap.
    pub(super) fn robots(&self) -> Vec<u8> {
        format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", self.addresses.absolute("/sitemap.xml")).into_bytes()
    }
}
