//! Telling whether everything that a site is made from is what it was.

/// Stands for all that was added to it, in order.
#[derive(Clone, Debug, Default)]
pub struct Digest(blake3::Hasher);

impl Digest {
    /// Adds something under its name.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        // The lengths keep the end of one thing apart from the beginning of the next.
        for part in [name.as_bytes(), bytes] {
            self.0.update(&(part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    /// Returns the digest in hexadecimal.
    pub fn word(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }
}
