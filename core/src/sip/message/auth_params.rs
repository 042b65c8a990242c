//! Challenges, credentials and their answers: `NTLM qop="auth", opaque="..", version=4`.

use std::borrow::Cow;

use super::ViewError;
use super::grammar::{find_unquoted, is_lws, is_token, split_at_byte, trim, unquote};

/// WWW-Authenticate, Authorization, Authentication-Info and their Proxy forms: a scheme and its parameters.
///
/// Debug shows the parameters' names only.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthParams<'a> {
    scheme: &'a str,
    params: Vec<(&'a str, Cow<'a, str>)>,
}

/// More parameters than any scheme has; what lies beyond is refused.
const MOST_PARAMS: usize = 64;

impl<'a> AuthParams<'a> {
    /// Reads one header value. Lync puts the scheme in front of Authentication-Info too (spec: sip.md B.1);
    /// where it is missing, as RFC 3261 20.6 has it, [`AuthParams::scheme`] is empty.
    ///
    /// # Errors
    /// [`ViewError::Malformed`] for a parameter without name or `=`, an unfinished quoted string, text behind a
    /// quoted string, a parameter given twice, or more than 64 parameters.
    pub fn parse(value: &'a str) -> Result<AuthParams<'a>, ViewError> {
        let bad = |problem| ViewError::Malformed { what: "authentication header", problem };
        let value = trim(value);
        let end = value.bytes().position(|b| is_lws(b) || matches!(b, b'=' | b',')).unwrap_or(value.len());
        let (first, rest) = value.split_at_checked(end).unwrap_or((value, ""));
        let (scheme, rest) = if trim(rest).starts_with('=') { ("", value) } else { (first, rest) };
        if !scheme.is_empty() && !is_token(scheme) || scheme.is_empty() && rest.is_empty() {
            return Err(bad("no scheme"));
        }
        let mut params: Vec<(&str, Cow<'_, str>)> = Vec::with_capacity(10);
        let mut rest = Some(rest);
        while let Some(text) = rest {
            let item = match find_unquoted(text, b',') {
                Some(at) => {
                    rest = text.get(at + 1..);
                    text.get(..at).unwrap_or("")
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
            let (name, raw) = split_at_byte(item, b'=').ok_or(bad("a parameter without ="))?;
            let (name, raw) = (trim(name), trim(raw));
            if !is_token(name) {
                return Err(bad("a parameter without a name"));
            }
            let quoted = raw.starts_with('"');
            let text = unquote(raw);
            if quoted && text.len() == raw.len() || !quoted && memchr::memchr(b'"', raw.as_bytes()).is_some()
            {
                return Err(bad("a quoted string that does not end where the value does"));
            }
            // Two values for one name could be read differently by the signature check and by its user.
            if params.iter().any(|(n, _)| n.eq_ignore_ascii_case(name)) {
                return Err(bad("a parameter given twice"));
            }
            if params.len() == MOST_PARAMS {
                return Err(bad("too many parameters"));
            }
            params.push((name, text));
        }
        Ok(AuthParams { scheme, params })
    }

    /// `NTLM`, `Kerberos`, `TLS-DSK` ... as it stands on the wire.
    pub fn scheme(&self) -> &'a str {
        self.scheme
    }

    /// Whether the scheme is that one, in any case.
    pub fn is_scheme(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// A parameter's value without quotes and escapes; the name in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_ref())
    }

    /// Name and value of each parameter, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.params.iter().map(|(name, value)| (*name, value.as_ref()))
    }
}

impl std::fmt::Debug for AuthParams<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.params.iter().map(|(name, _)| *name).collect();
        f.debug_struct("AuthParams").field("scheme", &self.scheme).field("params", &names).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenge() {
        let auth = AuthParams::parse(
            r#"NTLM opaque="5E61CCD9", gssapi-data="TlRMTVNTUAAC==", targetname="fe01.x", realm="SIP Communications Service", version=4"#,
        )
        .unwrap();
        assert_eq!(auth.scheme(), "NTLM");
        assert!(auth.is_scheme("ntlm"));
        assert_eq!(auth.get("OPAQUE"), Some("5E61CCD9"));
        assert_eq!(auth.get("gssapi-data"), Some("TlRMTVNTUAAC=="));
        assert_eq!(auth.get("version"), Some("4"));
        assert_eq!(auth.get("srand"), None);
        assert_eq!(auth.iter().count(), 5);
    }

    #[test]
    fn commas_and_escapes_in_quoted_strings() {
        let auth = AuthParams::parse(r#"Digest realm="a, \"b\", c",, nonce = "\\" ,x="""#).unwrap();
        assert_eq!(auth.get("realm"), Some(r#"a, "b", c"#));
        assert_eq!(auth.get("nonce"), Some("\\"));
        assert_eq!(auth.get("x"), Some(""));
    }

    #[test]
    fn without_scheme_or_parameters() {
        let info = AuthParams::parse(r#"nextnonce="47364c23432d2e131a5fb210812c""#).unwrap();
        assert_eq!((info.scheme(), info.get("nextnonce").is_some()), ("", true));
        assert_eq!(AuthParams::parse("Negotiate").unwrap().scheme(), "Negotiate");
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "=",
            "NTLM a",
            "NTLM a=\"b",
            "NTLM a=\"b\"c",
            "NTLM a=1,=b",
            "NTLM a=1, A=2",
            "NTLM a=b\"c\"",
            "NTLM a=\"b\\\"",
        ] {
            assert!(AuthParams::parse(text).is_err(), "{text}");
        }
        let many = (0..80).map(|n| format!("p{n}=1")).collect::<Vec<_>>().join(",");
        assert!(AuthParams::parse(&format!("NTLM {many}")).is_err());
    }

    #[test]
    fn debug_shows_no_value() {
        let auth = AuthParams::parse(r#"NTLM gssapi-data="c2VjcmV0", response="0100""#).unwrap();
        let shown = format!("{auth:?}");
        assert!(
            shown.contains("gssapi-data") && !shown.contains("c2VjcmV0") && !shown.contains("0100"),
            "{shown}"
        );
    }
}
