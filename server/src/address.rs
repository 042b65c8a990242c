//! SIP addresses of people, as they are stored and compared here.

use crate::error::{Error, Result};
use std::fmt;
use std::sync::Arc;

/// The SIP address of a user or a service, without the scheme and in lower case.
///
/// Lync compares addresses caselessly, also the user part, so one spelling is kept and everything else is compared as text.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Arc<str>);

/// The longest address that is accepted, in bytes: a SIP URI in a directory fits well within it.
const LONGEST: usize = 254;

impl Address {
    /// Reads `alice@example.com` or `sip:alice@example.com` (any case; parameters are dropped).
    ///
    /// Fails with `InvalidArgument` when there is no user or host part, or a character that no address has.
    pub fn parse(text: &str) -> Result<Address> {
        let trimmed = text.trim();
        let bare = match trimmed.split_once(':') {
            Some((scheme, rest))
                if scheme.eq_ignore_ascii_case("sip") || scheme.eq_ignore_ascii_case("sips") =>
            {
                rest
            }
            _ => trimmed,
        };
        let bare = bare.split([';', '?']).next().unwrap_or(bare);
        let refuse = |why: &str| {
            Err(Error::invalid(format!(
                "'{}' is not a SIP address ({why}); write it as alice@example.com",
                printable(text)
            )))
        };
        if bare.len() > LONGEST {
            return refuse("too long");
        }
        let Some((user, host)) = bare.split_once('@') else { return refuse("there is no '@'") };
        if user.is_empty() || host.is_empty() {
            return refuse("user or host is missing");
        }
        let user_ok = |c: char| c.is_alphanumeric() || "-_.!~*'()&=+$,/%#".contains(c);
        let host_ok = |c: char| c.is_ascii_alphanumeric() || "-.[]:_".contains(c);
        if let Some(odd) = user.chars().find(|c| !user_ok(*c)).or_else(|| host.chars().find(|c| !host_ok(*c)))
        {
            return refuse(&format!("it contains {odd:?}"));
        }
        // A port is no part of who somebody is.
        let host = match host.rsplit_once(':') {
            Some((name, port)) if !name.contains(':') && port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        Ok(Address(format!("{user}@{host}").to_ascii_lowercase().into()))
    }

    /// `user@host`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `sip:user@host`.
    pub fn uri(&self) -> String {
        format!("sip:{}", self.0)
    }

    /// The part before the `@`.
    pub fn user(&self) -> &str {
        self.0.split_once('@').map_or("", |(user, _)| user)
    }

    /// The part after the `@`.
    pub fn host(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, host)| host)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn printable(text: &str) -> String {
    text.chars().take(80).filter(|c| !c.is_control()).collect()
}

/// Checks a DNS domain such as `example.com` and gives it in lower case.
pub fn parse_domain(text: &str) -> Result<String> {
    let domain = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if domain.is_empty() || domain.len() > 253 || !domain.split('.').all(label_ok) {
        return Err(Error::invalid(format!(
            "'{}' is not a domain; write the SIP domain of the addresses, like example.com",
            printable(text)
        )));
    }
    Ok(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_are_equal() {
        let plain = Address::parse("alice@example.com").unwrap();
        for spelling in [
            "sip:alice@example.com",
            "SIP:Alice@EXAMPLE.com",
            " alice@example.com ",
            "sip:alice@example.com:5061;transport=tls",
        ] {
            assert_eq!(Address::parse(spelling).unwrap(), plain, "{spelling}");
        }
        assert_eq!(plain.uri(), "sip:alice@example.com");
        assert_eq!((plain.user(), plain.host()), ("alice", "example.com"));
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_reason() {
        for (text, reason) in [
            ("alice", "no '@'"),
            ("@x", "missing"),
            ("a b@x", "contains ' '"),
            ("a@x\r\nVia: y", "contains"),
            ("a\"<@x", "contains"),
        ] {
            let error = Address::parse(text).unwrap_err();
            assert_eq!(error.kind(), crate::error::ErrorKind::InvalidArgument);
            assert!(error.to_string().contains(reason), "{text}: {error}");
        }
        assert!(Address::parse(&format!("{}@x", "a".repeat(300))).is_err());
    }

    #[test]
    fn domains() {
        assert_eq!(parse_domain("Example.COM.").unwrap(), "example.com");
        assert_eq!(parse_domain("localhost").unwrap(), "localhost");
        for bad in ["", "exa mple", "-x.com", "a..b", "user@example.com"] {
            assert!(parse_domain(bad).is_err(), "{bad}");
        }
    }
}
