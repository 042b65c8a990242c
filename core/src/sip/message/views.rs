//! Typed values of a message's headers.

use std::fmt;

use super::grammar::{is_lws, is_token, trim};
use super::{AuthParams, Known, Message, MsDiagnostics, NameAddr, Params, Via};

/// Why a header cannot be read as what it should be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ViewError {
    /// The header is not there.
    Missing(&'static str),
    /// The text is not what it should be.
    Malformed {
        /// What should have been read.
        what: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
}

impl fmt::Display for ViewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ViewError::Missing(name) => write!(f, "the SIP message has no {name} header"),
            ViewError::Malformed { what, problem } => write!(f, "malformed SIP {what}: {problem}"),
        }
    }
}

impl std::error::Error for ViewError {}

/// CSeq (RFC 3261 20.16).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CSeq<'a> {
    /// The number; below 2^31 (8.1.1.5).
    pub number: u32,
    /// The method as it stands.
    pub method: &'a str,
}

impl<'a> CSeq<'a> {
    /// Reads the value.
    ///
    /// # Errors
    /// [`ViewError::Malformed`] unless it is a number below 2^31, white space and a token.
    pub fn parse(value: &'a str) -> Result<CSeq<'a>, ViewError> {
        let bad = |problem| ViewError::Malformed { what: "CSeq", problem };
        let value = trim(value);
        let end = value.bytes().position(is_lws).ok_or(bad("no method"))?;
        let (number, method) = value.split_at_checked(end).ok_or(bad("no method"))?;
        let method = trim(method);
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(bad("no number"));
        }
        let number =
            number.parse::<u32>().ok().filter(|n| *n < 1 << 31).ok_or(bad("the number is too large"))?;
        if !is_token(method) {
            return Err(bad("the method"));
        }
        Ok(CSeq { number, method })
    }
}

/// Who refreshes a session (RFC 4028 4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refresher {
    /// The one who sent the request.
    Uac,
    /// The one who answered it.
    Uas,
}

/// Session-Expires (RFC 4028 4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SessionExpires {
    /// The interval in seconds.
    pub seconds: u32,
    /// Who refreshes, when that is said.
    pub refresher: Option<Refresher>,
}

impl SessionExpires {
    /// Reads the value; `None` when it does not start with a number. An unknown refresher counts as not said.
    pub fn parse(value: &str) -> Option<SessionExpires> {
        let (seconds, params) = value.split_once(';').unwrap_or((value, ""));
        let refresher = match Params::new(params).get("refresher") {
            Some(who) if who.eq_ignore_ascii_case("uac") => Some(Refresher::Uac),
            Some(who) if who.eq_ignore_ascii_case("uas") => Some(Refresher::Uas),
            _ => None,
        };
        Some(SessionExpires { seconds: seconds_of(seconds)?, refresher })
    }
}

/// delta-seconds; what does not fit becomes the largest, since it only means "very long".
fn seconds_of(text: &str) -> Option<u32> {
    let text = trim(text);
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(text.parse().unwrap_or(u32::MAX))
}

impl Message {
    fn address(&self, known: Known, name: &'static str) -> Result<NameAddr<'_>, ViewError> {
        NameAddr::parse(self.value(known).ok_or(ViewError::Missing(name))?)
    }

    /// From.
    ///
    /// # Errors
    /// [`ViewError`] when it is missing or cannot be read.
    pub fn from_addr(&self) -> Result<NameAddr<'_>, ViewError> {
        self.address(Known::From, "From")
    }

    /// To.
    ///
    /// # Errors
    /// [`ViewError`] when it is missing or cannot be read.
    pub fn to_addr(&self) -> Result<NameAddr<'_>, ViewError> {
        self.address(Known::To, "To")
    }

    /// The first Contact that can be read.
    pub fn contact(&self) -> Option<NameAddr<'_>> {
        self.addresses("Contact").next()
    }

    /// Every Contact that can be read, across lines and lists.
    pub fn contacts(&self) -> Vec<NameAddr<'_>> {
        self.addresses("Contact").collect()
    }

    /// The Route set, in order.
    pub fn route(&self) -> Vec<NameAddr<'_>> {
        self.addresses("Route").collect()
    }

    /// The Record-Route set, in order.
    pub fn record_route(&self) -> Vec<NameAddr<'_>> {
        self.addresses("Record-Route").collect()
    }

    /// The addresses in headers of that name, across lines and lists; those that cannot be read are left out.
    pub fn addresses<'a>(&'a self, name: &'a str) -> impl Iterator<Item = NameAddr<'a>> + 'a {
        self.headers(name).flat_map(NameAddr::list).filter_map(Result::ok)
    }

    /// CSeq.
    ///
    /// # Errors
    /// [`ViewError`] when it is missing or cannot be read.
    pub fn cseq(&self) -> Result<CSeq<'_>, ViewError> {
        CSeq::parse(self.value(Known::CSeq).ok_or(ViewError::Missing("CSeq"))?)
    }

    /// Call-ID as it stands.
    pub fn call_id(&self) -> Option<&str> {
        self.value(Known::CallId).filter(|id| !id.is_empty())
    }

    /// The first Via value; `None` when there is none or it cannot be read.
    pub fn top_via(&self) -> Option<Via<'_>> {
        Via::list(self.value(Known::Via)?).next()?.ok()
    }

    /// Expires in seconds.
    pub fn expires(&self) -> Option<u32> {
        seconds_of(self.value(Known::Expires)?)
    }

    /// Min-Expires in seconds.
    pub fn min_expires(&self) -> Option<u32> {
        seconds_of(self.header("Min-Expires")?)
    }

    /// Max-Forwards.
    pub fn max_forwards(&self) -> Option<u32> {
        seconds_of(self.header("Max-Forwards")?)
    }

    /// Retry-After in seconds; comment and parameters do not count (RFC 3261 20.33).
    pub fn retry_after(&self) -> Option<u32> {
        seconds_of(self.header("Retry-After")?.split([' ', '\t', ';', '(']).next()?)
    }

    /// Session-Expires.
    pub fn session_expires(&self) -> Option<SessionExpires> {
        SessionExpires::parse(self.header("Session-Expires")?)
    }

    /// Min-SE in seconds (RFC 4028 5).
    pub fn min_se(&self) -> Option<u32> {
        seconds_of(self.header("Min-SE")?.split(';').next()?)
    }

    /// `ms-diagnostics`, or `ms-diagnostics-public` when that one is missing or unreadable.
    pub fn ms_diagnostics(&self) -> Option<MsDiagnostics> {
        ["ms-diagnostics", "ms-diagnostics-public"]
            .iter()
            .find_map(|name| self.headers(name).find_map(MsDiagnostics::parse))
    }

    /// A parameter of `presence-state`, e.g. `register-action` (spec: sip.md B.4).
    pub fn presence_state(&self, name: &str) -> Option<&str> {
        Params::new(self.header("presence-state")?).get(name)
    }

    /// Whether a comma-separated header (Supported, Require, Allow ...) lists the token, in any case.
    pub fn lists(&self, header: &str, token: &str) -> bool {
        self.headers(header).any(|value| value.split(',').any(|item| trim(item).eq_ignore_ascii_case(token)))
    }

    /// Every readable challenge or credential in headers of that name, one per line as Lync sends them.
    pub fn auth_headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = AuthParams<'a>> + 'a {
        self.headers(name).filter_map(|value| AuthParams::parse(value).ok())
    }
}
