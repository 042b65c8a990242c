//! Text that must not be seen.

use std::fmt;
use zeroize::Zeroize;

/// A password. Its memory is overwritten when it is dropped, and it never shows in a log or a `Debug` print.
#[derive(Clone, Default)]
pub struct Secret {
    text: String,
}

impl Secret {
    /// Takes the text over.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// The text itself. Do not keep copies.
    pub fn reveal(&self) -> &str {
        &self.text
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn debug_print_shows_nothing_of_the_text() {
        assert_eq!(format!("{:?}", Secret::new("Pa$$word")), "Secret(…)");
    }
}
