//! `;name=value` parameters of headers and URIs.

use std::borrow::Cow;

use super::grammar::{find_unquoted, split_at_byte, strip_quotes, trim, unescape};

/// A list of `;name=value` parameters, read on demand from the header's text.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Params<'a> {
    text: &'a str,
}

impl<'a> Params<'a> {
    /// Wraps parameter text; it may start with the first `;` or right behind it.
    pub fn new(text: &'a str) -> Params<'a> {
        Params { text: trim(text) }
    }

    /// The parameters as they stand on the wire.
    pub fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Name and raw value (quotes kept) of each parameter, in order; `None` where there is no `=`.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, Option<&'a str>)> + use<'a> {
        let mut rest = Some(self.text);
        std::iter::from_fn(move || {
            loop {
                let text = rest?;
                let item = match find_unquoted(text, b';') {
                    Some(at) => {
                        rest = text.get(at + 1..);
                        text.get(..at)?
                    }
                    None => {
                        rest = None;
                        text
                    }
                };
                let item = trim(item);
                if item.is_empty() {
                    continue;
                }
                return Some(match split_at_byte(item, b'=') {
                    Some((name, value)) => (trim(name), Some(trim(value))),
                    None => (item, None),
                });
            }
        })
    }

    /// The value of the first parameter of that name (any case), without its quotes but with escapes as they
    /// stand; empty for a parameter without value.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        let value = value.unwrap_or("");
        Some(strip_quotes(value).unwrap_or(value))
    }

    /// Like [`Params::get`], with the escapes of a quoted string resolved.
    pub fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        let value = value.unwrap_or("");
        Some(strip_quotes(value).map_or(Cow::Borrowed(value), unescape))
    }

    /// Whether a parameter of that name is there, with or without value.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

impl std::fmt::Debug for Params<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_values_keep_their_separators() {
        let params = Params::new(r#" ; tag = a1 ;epid=b;+sip.instance="<urn:uuid:1;2>" ;lr;e="a\"b;""#);
        assert_eq!(params.get("TAG"), Some("a1"));
        assert_eq!(params.get("+sip.instance"), Some("<urn:uuid:1;2>"));
        assert_eq!(params.get("lr"), Some(""));
        assert_eq!(params.text("e").as_deref(), Some("a\"b;"));
        assert_eq!(params.get("none"), None);
        assert_eq!(params.iter().count(), 5);
        assert!(Params::new(";;").is_empty());
    }
}
