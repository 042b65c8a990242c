//! `name-addr` and `addr-spec` with header parameters: From, To, Contact, Route, Record-Route (RFC 3261 20.10).

use std::borrow::Cow;

use super::grammar::{comma_list, quoted_len, split_at_byte, trim, unquote};
use super::uri::SipUri;
use super::{Params, ViewError};

/// An address as headers carry it: `"Name" <uri>;params` or `uri;params`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameAddr<'a> {
    /// The name in front of the brackets, unquoted and unescaped; `None` when there is none.
    pub display_name: Option<Cow<'a, str>>,
    /// The URI exactly as it stands, without the brackets; `*` in `Contact: *`.
    pub uri: &'a str,
    /// The header's parameters, those behind the bracket.
    pub params: Params<'a>,
}

impl<'a> NameAddr<'a> {
    /// Reads one address. Without angle brackets, parameters belong to the header (RFC 3261 20).
    ///
    /// # Errors
    /// [`ViewError::Malformed`] for an unfinished quoted name, a missing bracket, an empty URI, a URI that needs
    /// brackets and has none, or text between the closing bracket and the first parameter.
    pub fn parse(text: &'a str) -> Result<NameAddr<'a>, ViewError> {
        let bad = |problem| ViewError::Malformed { what: "address", problem };
        let text = trim(text);
        let (display_name, rest) = if text.starts_with('"') {
            let end = quoted_len(text).ok_or(bad("the quoted name does not end"))?;
            let (name, rest) = text.split_at_checked(end).ok_or(bad("the quoted name does not end"))?;
            let rest = trim(rest);
            if !rest.starts_with('<') {
                return Err(bad("a name without a URI in angle brackets"));
            }
            (Some(unquote(name)), rest)
        } else {
            match memchr::memchr3(b'<', b';', b'"', text.as_bytes()) {
                Some(at) if text.as_bytes().get(at) == Some(&b'<') => {
                    let (name, rest) = text.split_at_checked(at).unwrap_or(("", text));
                    let name = trim(name);
                    ((!name.is_empty()).then_some(Cow::Borrowed(name)), rest)
                }
                _ => (None, text),
            }
        };
        let (uri, params) = match rest.strip_prefix('<') {
            Some(rest) => split_at_byte(rest, b'>').ok_or(bad("no closing angle bracket"))?,
            None => {
                let (uri, params) = rest
                    .split_at_checked(memchr::memchr(b';', rest.as_bytes()).unwrap_or(rest.len()))
                    .unwrap_or((rest, ""));
                // What follows could belong to the URI or to the header (RFC 3261 20.10).
                if memchr::memchr2(b'?', b',', uri.as_bytes()).is_some() {
                    return Err(bad("a URI with ? or , that is not in angle brackets"));
                }
                (uri, params)
            }
        };
        let (uri, params) = (trim(uri), trim(params));
        if uri.is_empty() {
            return Err(bad("no URI"));
        }
        if uri.bytes().any(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'<' | b'>')) {
            return Err(bad("a character that a URI cannot have"));
        }
        if !params.is_empty() && !params.starts_with(';') {
            return Err(bad("text behind the closing bracket"));
        }
        Ok(NameAddr { display_name, uri, params: Params::new(params) })
    }

    /// Reads each address of a comma-separated value; an element that is none is an error in its place.
    pub fn list(value: &'a str) -> impl Iterator<Item = Result<NameAddr<'a>, ViewError>> + use<'a> {
        comma_list(value).map(NameAddr::parse)
    }

    /// A header parameter's value without quotes; empty when it has none.
    pub fn param(&self, name: &str) -> Option<&'a str> {
        self.params.get(name)
    }

    /// A parameter of the URI; `None` also when the URI is not `sip:` or `sips:`.
    pub fn uri_param(&self, name: &str) -> Option<&'a str> {
        self.sip_uri().ok()?.param(name)
    }

    /// The URI, split.
    ///
    /// # Errors
    /// As [`SipUri::parse`].
    pub fn sip_uri(&self) -> Result<SipUri<'a>, ViewError> {
        SipUri::parse(self.uri)
    }

    /// The `tag` of From and To.
    pub fn tag(&self) -> Option<&'a str> {
        self.param("tag")
    }

    /// Lync's endpoint id in From and To.
    pub fn epid(&self) -> Option<&'a str> {
        self.param("epid")
    }

    /// The `gruu` that a registrar's Contact carries (spec: sip.md B.4).
    pub fn gruu(&self) -> Option<&'a str> {
        self.param("gruu")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lync_addresses() {
        let from = NameAddr::parse("<sip:alice@example.com>;tag=5320425248;epid=cf0b98dadeb9").unwrap();
        assert_eq!(from.uri, "sip:alice@example.com");
        assert_eq!((from.tag(), from.epid()), (Some("5320425248"), Some("cf0b98dadeb9")));
        assert_eq!(from.display_name, None);
        let contact = NameAddr::parse(
            r#"<sip:127.0.0.1:37214;transport=tcp;ms-opaque=d3>;expires=7200;+sip.instance="<urn:uuid:b7>";gruu="sip:a@b;opaque=user:epid:t4;gruu""#,
        )
        .unwrap();
        assert_eq!(contact.uri_param("ms-opaque"), Some("d3"));
        assert_eq!(contact.param("+sip.instance"), Some("<urn:uuid:b7>"));
        assert_eq!(contact.gruu(), Some("sip:a@b;opaque=user:epid:t4;gruu"));
        assert_eq!(contact.param("expires"), Some("7200"));
    }

    #[test]
    fn display_names() {
        let quoted = NameAddr::parse(r#" "J. \"R\" \\<x>" <sip:j@x> ;tag=1"#).unwrap();
        assert_eq!(quoted.display_name.as_deref(), Some(r#"J. "R" \<x>"#));
        assert_eq!((quoted.uri, quoted.tag()), ("sip:j@x", Some("1")));
        let tokens = NameAddr::parse("Watson Thomas < sip:t@x >").unwrap();
        assert_eq!(tokens.display_name.as_deref(), Some("Watson Thomas"));
        assert_eq!(tokens.uri, "sip:t@x");
        assert_eq!(NameAddr::parse("\"\" <sip:t@x>").unwrap().display_name.as_deref(), Some(""));
    }

    #[test]
    fn parameters_without_brackets_belong_to_the_header() {
        let to = NameAddr::parse("sip:a@b;tag=9;x=\"<\"").unwrap();
        assert_eq!((to.uri, to.tag(), to.param("x")), ("sip:a@b", Some("9"), Some("<")));
        assert_eq!(NameAddr::parse("*").unwrap().uri, "*");
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "<>",
            "<sip:a@b",
            "\"x <sip:a@b>",
            "\"x\" sip:a@b",
            "<sip:a@b> x",
            ";tag=1",
            "a b;c",
            "x\"<sip:a@b>",
        ] {
            assert!(NameAddr::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lists() {
        let all: Vec<_> = NameAddr::list(r#""a,b" <sip:1@x;lr>, <sip:2@x;p=a,b>;q=1,sip:3@x"#)
            .map(|a| a.unwrap().uri.to_owned())
            .collect();
        assert_eq!(all, ["sip:1@x;lr", "sip:2@x;p=a,b", "sip:3@x"]);
    }
}
