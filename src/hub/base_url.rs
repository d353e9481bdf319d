//! The address under which the site is served.

/// An http or https address without query, ending in `/`; it may lie in a sub-folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    address: String,
    path_start: usize,
}

impl BaseUrl {
    /// Reads an address. The error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let url = url::Url::parse(text).map_err(|_| format!("'{text}' is not an address such as https://example.org/hub/."))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("The address must begin with http:// or https://.".to_owned());
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err("The address must name a host.".to_owned());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("The address must have no query and no fragment.".to_owned());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("The address must not hold a user name or password.".to_owned());
        }
        if url.path().contains("//") {
            // A root-relative link that begins with two slashes names a host.
            return Err("The address must not have two slashes in a row in its path.".to_owned());
        }
        let mut address = url.to_string();
        if !address.ends_with('/') {
            address.push('/');
        }
        let origin = url.origin().ascii_serialization();
        Ok(Self { path_start: origin.len(), address })
    }

    /// Returns the whole address, ending in `/`.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// Returns scheme, host and port, such as `https://example.org`.
    pub fn origin(&self) -> &str {
        &self.address[..self.path_start]
    }

    /// Returns the path, beginning and ending with `/`.
    pub fn path(&self) -> &str {
        &self.address[self.path_start..]
    }

    /// Returns the absolute address of a site path that begins with `/` and does not hold the base path.
    pub fn absolute(&self, site_path: &str) -> String {
        [&self.address, site_path.trim_start_matches('/')].concat()
    }

    /// Returns the root-relative link to a site path that begins with `/` and does not hold the base path.
    pub fn link(&self, site_path: &str) -> String {
        [self.path(), site_path.trim_start_matches('/')].concat()
    }
}
