//! How a server listens, whom it lets in, and where its limits are.

use crate::store::Writer;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// How users prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authentication {
    /// NTLM version 2, every message signed.
    pub ntlm: bool,
    /// A client without credentials is believed. For tests, and behind a proxy that carries several users on one
    /// connection.
    pub none: bool,
}

impl Authentication {
    /// NTLM is required.
    pub const NTLM: Authentication = Authentication { ntlm: true, none: false };
    /// Nothing is required.
    pub const NONE: Authentication = Authentication { ntlm: false, none: true };
}

/// The settings of a running server. Limits of the chat service are in the store ([`crate::model::Settings`]).
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// Where TLS is listened for; `None`: not at all.
    pub sip_tls: Option<SocketAddr>,
    /// Where plain TCP is listened for; `None`: not at all.
    pub sip_tcp: Option<SocketAddr>,
    /// Where the file web service listens, with TLS; `None`: there is none.
    pub files: Option<SocketAddr>,
    /// `HOST` or `HOST:PORT` in the address of the file service that clients get: a name in its certificate, or a proxy's; `None` for
    /// the address it listens on when that is loopback, else this machine's name.
    pub files_host: Option<String>,
    /// Who is let in.
    pub authentication: Authentication,
    /// The `Session-Expires` of chat dialogs: one in which nothing happens for this long (and a grace) is over.
    pub session_expires: Duration,
    /// How long a registration lasts.
    pub registration_expires: Duration,
    /// Whether a posted message comes back to the one who posted it. Clients rely on it; off is for tests.
    pub echo: bool,
    /// Connections at a time; more are closed at once.
    pub connection_limit: usize,
    /// Chat dialogs on one connection; more are refused.
    pub dialog_limit: usize,
    /// Bytes of chat that may wait for one connection's reader; then it is cut off.
    pub backlog_limit: usize,
    /// Posts of everybody that may wait for the disk; clients are told to come again later with more.
    pub waiting_posts_limit: usize,
    /// How long a connection may stay without a sign-in.
    pub sign_in_timeout: Duration,
    /// How long one message may take to arrive once it has begun, and one write to be taken.
    pub message_timeout: Duration,
    /// How long a connection may be silent.
    pub idle_timeout: Duration,
    /// Where to write down who joined, left, said, read, moved and removed what, one line of JSON each; it is appended to.
    pub compliance_file: Option<PathBuf>,
}

impl Default for ServerSettings {
    fn default() -> ServerSettings {
        let loopback = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
        ServerSettings {
            sip_tls: Some(loopback),
            sip_tcp: None,
            files: Some(loopback),
            files_host: None,
            authentication: Authentication::NTLM,
            session_expires: Duration::from_secs(1800),
            registration_expires: Duration::from_secs(7200),
            echo: true,
            connection_limit: 8192,
            dialog_limit: 1024,
            backlog_limit: 16 * 1024 * 1024,
            waiting_posts_limit: Writer::WAITING,
            sign_in_timeout: Duration::from_secs(60),
            message_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(15 * 60),
            compliance_file: None,
        }
    }
}
