//! What a connection needs to know before its first byte.

use std::time::Duration;

use crate::sip::message::Limits;
use crate::sip::transaction::TRANSACTION_TIMEOUT;

/// Which end of the connection this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Opened the connection: sends keep-alives, expects the server to sign.
    Client,
    /// Accepted it: answers keep-alives, expects the client to sign.
    Server,
}

/// The settings of one [`Connection`](super::Connection).
#[derive(Clone, Debug)]
pub struct ConnectionSettings {
    /// Which end this is.
    pub role: Role,
    /// Our host and port for Via, e.g. `192.0.2.7:49152`.
    pub sent_by: String,
    /// The transport for Via: `TLS` or `TCP`.
    pub transport: &'static str,
    /// The bounds on what comes in.
    pub limits: Limits,
    /// How many of our requests may wait for their final response at once. Lync refuses the 21st of a client
    /// (spec: sip.md A), so the default is 16.
    pub outbound_window: usize,
    /// How many more requests may wait for a place in the window; the next is refused. Default 1024.
    pub waiting_limit: usize,
    /// How many requests of the peer may be unanswered at once; the next is answered with 503. Default 1024.
    pub inbound_limit: usize,
    /// How long a request waits for its final response, a place in the window included: timers B and F of RFC 3261.
    /// Default 32 s.
    pub transaction_timeout: Duration,
    /// Send a ping after this much silence of ours. Default none; a registration's answer says (spec: sip.md G).
    pub keep_alive: Option<Duration>,
    /// Whether a peer's ping is answered with a pong (RFC 5626 3.5.1). Default yes for a server.
    pub answer_keep_alive: bool,
}

impl ConnectionSettings {
    /// The defaults for a role.
    #[must_use]
    pub fn new(role: Role, sent_by: impl Into<String>, transport: &'static str) -> Self {
        ConnectionSettings {
            role,
            sent_by: sent_by.into(),
            transport,
            limits: Limits::default(),
            outbound_window: 16,
            waiting_limit: 1024,
            inbound_limit: 1024,
            transaction_timeout: TRANSACTION_TIMEOUT,
            keep_alive: None,
            answer_keep_alive: role == Role::Server,
        }
    }
}
