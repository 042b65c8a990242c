//! Via (RFC 3261 20.42).

use super::grammar::{comma_list, is_lws, is_token, split_at_byte, trim};
use super::uri::host_and_port;
use super::{Params, ViewError};

/// One Via value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Via<'a> {
    /// `TLS`, `TCP` ... in the case of the wire; SIPE writes it in lower case.
    pub transport: &'a str,
    /// The host of sent-by; an IPv6 address keeps its brackets.
    pub host: &'a str,
    /// The port of sent-by.
    pub port: Option<u16>,
    /// Parameters.
    pub params: Params<'a>,
}

impl<'a> Via<'a> {
    /// Reads one value, `SIP/2.0/TCP host:port;params`.
    ///
    /// # Errors
    /// [`ViewError::Malformed`] when the protocol is not `SIP/2.0/token` or sent-by is no `host[:port]`.
    pub fn parse(text: &'a str) -> Result<Via<'a>, ViewError> {
        let bad = |problem| ViewError::Malformed { what: "Via", problem };
        let (name, rest) = split_at_byte(trim(text), b'/').ok_or(bad("no SIP/2.0/transport"))?;
        let (version, rest) = split_at_byte(rest, b'/').ok_or(bad("no SIP/2.0/transport"))?;
        let (name, version, rest) = (trim(name), trim(version), trim(rest));
        if !name.eq_ignore_ascii_case("SIP") || version != "2.0" {
            return Err(bad("the protocol is not SIP/2.0"));
        }
        let end = rest.bytes().position(is_lws).ok_or(bad("no sent-by"))?;
        let (transport, rest) = rest.split_at_checked(end).ok_or(bad("no sent-by"))?;
        if !is_token(transport) {
            return Err(bad("the transport"));
        }
        let (sent_by, params) = split_at_byte(rest, b';').unwrap_or((rest, ""));
        let (host, port) = host_and_port(sent_by).ok_or(bad("sent-by"))?;
        Ok(Via { transport, host, port, params: Params::new(params) })
    }

    /// Reads each value of a comma-separated Via.
    pub fn list(value: &'a str) -> impl Iterator<Item = Result<Via<'a>, ViewError>> + use<'a> {
        comma_list(value).map(Via::parse)
    }

    /// A parameter's value; empty when it has none.
    pub fn param(&self, name: &str) -> Option<&'a str> {
        self.params.get(name)
    }

    /// The transaction's branch; SIPE leaves it out of in-dialog requests (spec: sipe-interop.md 2). One that is
    /// nothing but the magic cookie names no transaction and counts as left out (RFC 4475 3.3.14).
    pub fn branch(&self) -> Option<&'a str> {
        self.param("branch").filter(|branch| !branch.is_empty() && !branch.eq_ignore_ascii_case("z9hG4bK"))
    }

    /// The address the request was seen to come from.
    pub fn received(&self) -> Option<&'a str> {
        self.param("received")
    }

    /// The port the request was seen to come from (RFC 3581); `None` when absent, empty or no port.
    pub fn rport(&self) -> Option<u16> {
        self.param("rport")?.parse().ok()
    }

    /// Whether the sender asks for `rport` to be filled in: the parameter is there without value.
    pub fn wants_rport(&self) -> bool {
        self.param("rport") == Some("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transport_in_any_case_and_no_branch() {
        let via = Via::parse("SIP/2.0/tcp 127.0.0.1:37214").unwrap();
        assert_eq!((via.transport, via.host, via.port), ("tcp", "127.0.0.1", Some(37214)));
        assert_eq!(via.branch(), None);
    }

    #[test]
    fn parameters() {
        let via =
            Via::parse("SIP/2.0/TLS fe.x;branch=z9hG4bKF6;received=1.2.3.4;rport=5;ms-received-cid=200")
                .unwrap();
        assert_eq!(via.branch(), Some("z9hG4bKF6"));
        assert_eq!((via.received(), via.rport(), via.port), (Some("1.2.3.4"), Some(5), None));
        assert_eq!(via.param("ms-received-cid"), Some("200"));
        assert_eq!(Via::parse("SIP/2.0/TLS x;branch=z9hG4bK").unwrap().branch(), None);
        assert!(Via::parse("SIP/2.0/TLS x;rport").unwrap().wants_rport());
    }

    #[test]
    fn odd_spacing() {
        let via = Via::parse("SIP  / 2.0\r\n /UDP\t[2001:db8::9:1] : 4000 ;branch = z").unwrap();
        assert_eq!((via.transport, via.host, via.port), ("UDP", "[2001:db8::9:1]", Some(4000)));
        assert_eq!(via.branch(), Some("z"));
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "SIP/2.0/TCP",
            "SIP/2.0 TCP x",
            "SIP/7.0/TCP x",
            "HTTP/2.0/TCP x",
            "SIP/2.0/T(P x",
            "SIP/2.0/TCP x:y",
        ] {
            assert!(Via::parse(text).is_err(), "{text}");
        }
    }
}
