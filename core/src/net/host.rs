//! A host as people write it: a name or an IP address.

use super::{NetError, NetErrorKind};
use std::fmt;
use std::net::IpAddr;

/// A host name or an IP address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// A DNS name.
    Name(String),
    /// An address.
    Address(IpAddr),
}

impl Host {
    /// Reads a name, an IPv4 address, or an IPv6 address with or without brackets.
    pub fn parse(text: &str) -> Result<Host, NetError> {
        let text = text.trim();
        let bare = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text);
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Ok(Host::Address(address));
        }
        let bad = |why: &str| {
            Err(NetError::new(NetErrorKind::BadSetting, format!("'{text}' is no host name: {why}")))
        };
        let name = text.strip_suffix('.').unwrap_or(text);
        if name.is_empty() {
            return bad("it is empty");
        }
        if name.contains(':') {
            return bad("give the port in its own setting");
        }
        if name.len() > 253 {
            return bad("it is longer than 253 characters");
        }
        let label_is_fine =
            |label: &str| (1..=63).contains(&label.len()) && label.bytes().all(is_host_character);
        if !name.split('.').all(label_is_fine) {
            return bad("only letters, digits, '-', '_' and single dots may stand in it");
        }
        Ok(Host::Name(name.to_ascii_lowercase()))
    }
}

fn is_host_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Host::Name(name) => f.write_str(name),
            Host::Address(IpAddr::V4(address)) => write!(f, "{address}"),
            Host::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Host;

    #[test]
    fn names_and_addresses_are_told_apart() {
        let parse = |text| Host::parse(text).expect(text);
        assert_eq!(parse("FE01.contoso.test."), Host::Name("fe01.contoso.test".into()));
        assert_eq!(parse("127.0.0.1"), Host::Address([127, 0, 0, 1].into()));
        let v6 = parse("[::1]");
        assert_eq!(v6, parse("::1"));
        assert_eq!(v6.to_string(), "[::1]");
    }

    #[test]
    fn what_is_no_host_is_refused_with_the_reason() {
        for (text, reason) in
            [("", "empty"), ("host:5061", "port"), ("a b", "letters"), ("a..b", "letters"), ("sip:x", "port")]
        {
            let error = Host::parse(text).expect_err(text);
            assert!(error.message().contains(reason), "{text}: {error}");
        }
    }
}
