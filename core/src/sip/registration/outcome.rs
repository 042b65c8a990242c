//! What a registration comes to, and how an answer is read.

use std::fmt;
use std::time::{Duration, Instant};

use super::date;
use crate::sip::authenticator::AuthenticatorError;
use crate::sip::connection::SendError;
use crate::sip::keep_alive::timeout_of_header;
use crate::sip::message::{Message, MsDiagnostics, SipUri};

/// How long a registration counts for when the server does not say: short, so that it is refreshed in any case.
const UNSAID_EXPIRES: Duration = Duration::from_secs(600);

/// Longer registrations are refreshed as if they were of a week.
const LONGEST_EXPIRES: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What the server said when it accepted (spec: sip.md B.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Our GRUU, without brackets: the address for Contact of every later request. `None` when the server gave none.
    pub gruu: Option<String>,
    /// How long the registration lasts from this answer on.
    pub expires: Duration,
    /// The silence after which the server wants a keep-alive.
    pub keep_alive: Option<Duration>,
    /// The events that may be subscribed to.
    pub allow_events: Vec<String>,
    /// The option tags of the server.
    pub supported: Vec<String>,
    /// The Server header; `RTC/6` and above is Skype for Business.
    pub server: Option<String>,
    /// Whether the connection came through the Edge, from outside.
    pub remote_user: bool,
    /// The server's clock in seconds since 1970-01-01 UTC, to be compared with ours.
    pub server_time: Option<u64>,
}

/// A refusal with everything that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The SIP status.
    pub status: u16,
    /// The reason phrase.
    pub reason: String,
    /// `ms-diagnostics` or `ms-diagnostics-public`.
    pub diagnostics: Option<MsDiagnostics>,
    /// The text of the Warning header.
    pub warning: Option<String>,
    /// How long the server wants to be left alone.
    pub retry_after: Option<Duration>,
    /// The server's clock, as in [`Registered::server_time`]: a wrong clock makes credentials fail.
    pub server_time: Option<u64>,
}

impl Refusal {
    /// Reads a refusal out of any final response, not only one to REGISTER.
    #[must_use]
    pub fn of(response: &Message) -> Refusal {
        Refusal {
            status: response.status().unwrap_or_default(),
            reason: response.reason().unwrap_or_default().to_owned(),
            diagnostics: response.ms_diagnostics(),
            warning: response.header("Warning").and_then(warning_text).map(str::to_owned),
            retry_after: response.retry_after().map(|seconds| Duration::from_secs(seconds.into())),
            server_time: response.header("Date").and_then(date::seconds_of_date),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.reason)?;
        if let Some(diagnostics) = &self.diagnostics {
            write!(f, " ({}", diagnostics.id)?;
            if let Some(reason) = &diagnostics.reason {
                write!(f, ": {reason}")?;
            }
            f.write_str(")")?;
        } else if let Some(warning) = &self.warning {
            write!(f, " ({warning})")?;
        }
        Ok(())
    }
}

/// Where a redirect leads (spec: sip.md B13). Following it, its limit, and not leaving TLS are the driver's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Host name or address, IPv6 with brackets.
    pub host: String,
    /// Port, when one was given.
    pub port: Option<u16>,
    /// Transport in lower case, `tls` when none was given.
    pub transport: String,
}

/// What became of a registration. After any but `Registered`, `Refreshed` and `RefreshPostponed` it has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegisterOutcome {
    /// Signed in.
    Registered(Registered),
    /// The registration was refreshed.
    Refreshed {
        /// What the server said this time.
        registered: Registered,
        /// The server had lost the registration before: its dialogs and subscriptions are gone (spec: sip.md B10).
        was_lost: bool,
    },
    /// The server could not refresh just now; the registration still lasts and another attempt follows.
    RefreshPostponed {
        /// What the server said.
        refusal: Refusal,
        /// When the next attempt is made.
        until: Instant,
    },
    /// Signed out, or at least the server was told so.
    Unregistered,
    /// Another server is responsible.
    Redirect(Redirect),
    /// The server refuses.
    Refused(Refusal),
    /// No answer to the challenge, or not the right one.
    AuthenticationFailed {
        /// Why.
        error: AuthenticatorError,
        /// The challenge that it failed on.
        refusal: Refusal,
    },
    /// The server accepted in a way that is no registration; the text says how.
    Unusable(&'static str),
    /// The server did not answer.
    TimedOut,
    /// The connection ended before the answer.
    ConnectionEnded,
    /// A REGISTER could not be sent.
    NotSent(SendError),
}

/// Reads the 200 to a REGISTER of this instance.
pub(super) fn read_accepted(response: &Message, instance: &str) -> Result<Registered, &'static str> {
    // The list may name other endpoints of the user (spec: sip.md B.4).
    let contacts = response.contacts();
    let own = contacts.iter().find(|contact| {
        contact.param("+sip.instance").is_some_and(|value| {
            value.trim_start_matches('<').trim_end_matches('>').eq_ignore_ascii_case(instance)
        })
    });
    let expires = response
        .expires()
        .or_else(|| own.and_then(|contact| contact.param("expires")).and_then(|value| value.parse().ok()))
        .map_or(UNSAID_EXPIRES, |seconds| Duration::from_secs(seconds.into()).min(LONGEST_EXPIRES));
    if expires.is_zero() {
        return Err("the server registered us for no time at all");
    }
    Ok(Registered {
        gruu: own.and_then(|contact| contact.gruu()).filter(|gruu| !gruu.is_empty()).map(str::to_owned),
        expires,
        keep_alive: response.header("ms-keep-alive").and_then(timeout_of_header),
        allow_events: list(response, "Allow-Events"),
        supported: list(response, "Supported"),
        server: response.header("Server").map(str::to_owned),
        remote_user: response
            .header("ms-user-logon-data")
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("RemoteUser")),
        server_time: response.header("Date").and_then(date::seconds_of_date),
    })
}

fn list(response: &Message, name: &str) -> Vec<String> {
    response
        .headers(name)
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Reads where a 3xx leads.
pub(super) fn read_redirect(response: &Message) -> Option<Redirect> {
    let contact = response.contact()?;
    let uri = SipUri::parse(contact.uri).ok().filter(|uri| !uri.host.is_empty())?;
    Some(Redirect {
        host: uri.host.to_owned(),
        port: uri.port,
        transport: uri.param("transport").map_or_else(|| "tls".to_owned(), str::to_ascii_lowercase),
    })
}

/// The text of `310 lcs.microsoft.com "text"` (RFC 3261 20.43).
fn warning_text(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once('"')?;
    rest.rsplit_once('"').map(|(text, _)| text)
}
