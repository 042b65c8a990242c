//! `sip:` and `sips:` URIs (RFC 3261 19.1).

use super::grammar::{split_at_byte, trim};
use super::{Params, ViewError};

/// A `sip:` or `sips:` URI, split but not unescaped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SipUri<'a> {
    /// `sip` or `sips`, in the case of the wire.
    pub scheme: &'a str,
    /// The user part without password; `None` when there is no `@`.
    pub user: Option<&'a str>,
    /// What follows the `:` in the user part.
    pub password: Option<&'a str>,
    /// Host name or address; an IPv6 address keeps its brackets.
    pub host: &'a str,
    /// The port when given.
    pub port: Option<u16>,
    /// URI parameters.
    pub params: Params<'a>,
    /// What follows `?`.
    pub headers: Option<&'a str>,
}

impl<'a> SipUri<'a> {
    /// Splits a URI.
    ///
    /// # Errors
    /// [`ViewError::Malformed`] for another scheme, an empty host, white space or brackets in the URI, a second
    /// `@`, or a port that is none.
    pub fn parse(text: &'a str) -> Result<SipUri<'a>, ViewError> {
        let bad = |problem| ViewError::Malformed { what: "URI", problem };
        let (scheme, rest) = split_at_byte(text, b':').ok_or(bad("no scheme"))?;
        if !scheme.eq_ignore_ascii_case("sip") && !scheme.eq_ignore_ascii_case("sips") {
            return Err(bad("the scheme is neither sip nor sips"));
        }
        if rest.bytes().any(|b| b.is_ascii_control() || matches!(b, b' ' | b'<' | b'>')) {
            return Err(bad("a character that a URI cannot have"));
        }
        let (userinfo, rest) = match split_at_byte(rest, b'@') {
            Some((_, rest)) if memchr::memchr(b'@', rest.as_bytes()).is_some() => {
                return Err(bad("more than one @"));
            }
            Some((userinfo, rest)) => (Some(userinfo), rest),
            None => (None, rest),
        };
        let (user, password) = match userinfo {
            Some("") => return Err(bad("an empty user part")),
            Some(userinfo) => match split_at_byte(userinfo, b':') {
                Some((user, password)) => (Some(user), Some(password)),
                None => (Some(userinfo), None),
            },
            None => (None, None),
        };
        let (rest, headers) = match split_at_byte(rest, b'?') {
            Some((rest, headers)) => (rest, Some(headers)),
            None => (rest, None),
        };
        let (hostport, params) = match split_at_byte(rest, b';') {
            Some((hostport, params)) => (hostport, params),
            None => (rest, ""),
        };
        let (host, port) = host_and_port(hostport).ok_or(bad("host or port"))?;
        Ok(SipUri { scheme, user, password, host, port, params: Params::new(params), headers })
    }

    /// A URI parameter's value; empty when it has none.
    pub fn param(&self, name: &str) -> Option<&'a str> {
        self.params.get(name)
    }

    /// Whether this is a GRUU (`;gruu`, MS-SIPREGE; `;gr`, RFC 5627).
    pub fn is_gruu(&self) -> bool {
        self.params.has("gruu") || self.params.has("gr")
    }
}

/// Splits `host[:port]`; white space around the colon is allowed (RFC 3261 25.1, COLON in sent-by).
pub(super) fn host_and_port(text: &str) -> Option<(&str, Option<u16>)> {
    let text = trim(text);
    let (host, port) = if text.starts_with('[') {
        let end = text.find(']')? + 1;
        let (host, rest) = text.split_at_checked(end)?;
        let rest = trim(rest);
        (host, if rest.is_empty() { None } else { Some(rest.strip_prefix(':')?) })
    } else {
        match split_at_byte(text, b':') {
            Some((host, port)) => (trim(host), Some(port)),
            None => (text, None),
        }
    };
    let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'%') || b >= 0x80;
    let inner = host.strip_prefix('[').and_then(|h| h.strip_suffix(']'));
    let valid = match inner {
        Some(inner) => inner.bytes().all(|b| good(b) || b == b':'),
        None => host.bytes().all(good),
    };
    if host.is_empty() || !valid {
        return None;
    }
    let port = match port.map(trim) {
        Some(digits) => {
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            Some(digits.parse().ok()?)
        }
        None => None,
    };
    Some((host, port))
}

/// Whether two URIs name the same user: `user@host` compared without regard to case; the prefix `sip:` or
/// `sips:` may be missing, parameters and headers do not count.
///
/// Lync compares addresses caselessly everywhere (spec: sip.md E, sipe-interop.md 2).
pub fn same_user(a: &str, b: &str) -> bool {
    user_at_host(a).eq_ignore_ascii_case(user_at_host(b))
}

/// `user@host[:port]` of a URI as it stands: no scheme, parameters or headers.
pub fn user_at_host(uri: &str) -> &str {
    let uri = trim(uri);
    let rest = match split_at_byte(uri, b':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("sip") || scheme.eq_ignore_ascii_case("sips") => {
            rest
        }
        _ => uri,
    };
    // A user part may hold `;` and `?` (RFC 4475 3.1.1.3), so the cut is looked for behind the `@`.
    let from = memchr::memchr(b'@', rest.as_bytes()).unwrap_or(0);
    let host = rest.as_bytes().get(from..).unwrap_or_default();
    let end = memchr::memchr2(b';', b'?', host).map_or(rest.len(), |at| from + at);
    rest.get(..end).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gruu() {
        let uri = SipUri::parse("sip:alice@example.com;opaque=user:epid:t4eFItf-XD;gruu").unwrap();
        assert_eq!((uri.user, uri.host, uri.port), (Some("alice"), "example.com", None));
        assert_eq!(uri.param("opaque"), Some("user:epid:t4eFItf-XD"));
        assert!(uri.is_gruu());
    }

    #[test]
    fn parts() {
        let uri = SipUri::parse("SIPS:a;b=c:pw@[2001:db8::1]:5061;transport=tls;lr?Route=%3C").unwrap();
        assert_eq!(uri.user, Some("a;b=c"));
        assert_eq!(uri.password, Some("pw"));
        assert_eq!((uri.host, uri.port), ("[2001:db8::1]", Some(5061)));
        assert_eq!(uri.param("lr"), Some(""));
        assert_eq!(uri.headers, Some("Route=%3C"));
        assert_eq!(SipUri::parse("sip:example.com").unwrap().user, None);
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "sip:",
            "tel:+1",
            "alice@example.com",
            "sip:a@",
            "sip:@b",
            "sip:a@b:",
            "sip:a@b:70000",
            "sip:a@b:-1",
            "sip:a b@c",
            "sip:a@b@c",
            "sip:a@[::1",
            "<sip:a@b>",
            "sip:a@b,c",
            "sip:a@b\r\n",
        ] {
            assert!(SipUri::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn users_compare_without_case_scheme_and_parameters() {
        assert!(same_user("sip:Alice@Example.com;gruu;opaque=x", "alice@example.COM"));
        assert!(same_user("sips:a@b?x=y", "SIP:a@b"));
        assert!(same_user("sip:a;x=1@b;y", "sip:a;x=1@b"));
        assert!(!same_user("sip:a;x=1@b", "sip:a;x=2@b"));
        assert!(!same_user("sip:a@b", "sip:a@c"));
    }
}
