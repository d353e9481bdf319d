//! `_headers` and `_redirects`, for hosts that read them (Netlify, Cloudflare Pages and others).

use super::Renderer;
use crate::route::Route;

/// What pages may load: this site's own files and nothing else.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; script-src 'self'; style-src 'self'";

impl Renderer<'_> {
    /// Renders `_headers`: security headers for all, a year of caching for files that are named by their content.
    pub(super) fn headers(&self) -> Vec<u8> {
        let base = self.catalogue().hub.base_url.path();
        format!(
            "{base}*\n  Content-Security-Policy: {CONTENT_SECURITY_POLICY}\n  Permissions-Policy: camera=(), geolocation=(), microphone=()\n  \
             Referrer-Policy: strict-origin-when-cross-origin\n  X-Content-Type-Options: nosniff\n\n\
             {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
        )
        .into_bytes()
    }

    /// Renders `_redirects`: one line for each alias.
    pub(super) fn redirects(&self) -> Vec<u8> {
        let mut out = String::new();
        for (path, route) in &self.site.table.routes {
            if let Route::Redirect(id, language) = route {
                let target = self.addresses.link(self.addresses.record(*id, *language));
                out.push_str(&format!("{} {target} 301\n", self.addresses.link(path)));
            }
        }
        out.into_bytes()
    }
}
