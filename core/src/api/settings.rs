//! What an endpoint needs to know before it connects.

use super::Secret;

/// How the connection to the server is carried. SIP for Lync knows no UDP (spec: sip.md A1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(i32)]
pub enum Transport {
    /// TCP without encryption. For tests and closed networks only.
    Tcp = 1,
    /// TLS 1.2 or 1.3 over TCP.
    #[default]
    Tls = 2,
}

/// How the user proves who he is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(i32)]
pub enum Authentication {
    /// The best method that the server offers and the library knows. A server that asks for none is accepted.
    #[default]
    Automatic = 0,
    /// NTLM version 2, connectionless, every message signed. A server that asks for no proof is refused.
    Ntlm = 1,
    /// None. A server that asks for a proof is refused. For tests.
    None = 2,
}

/// How an endpoint connects and signs in. Only `user_uri` and, where the server asks for it, `password` are needed.
#[derive(Clone, Debug)]
pub struct EndpointSettings {
    /// The user's SIP address, with or without `sip:`, for example `ann@example.com`.
    pub user_uri: String,
    /// The server's host name or IP address, which `:port` may follow, or `None` to use the domain of `user_uri` (`sip.<domain>`, then the domain itself).
    pub server: Option<String>,
    /// The server's port, or `None` for the one in `server`, else 5061 with TLS and 5060 with TCP.
    pub port: Option<u16>,
    /// TLS unless told otherwise.
    pub transport: Transport,
    /// How to authenticate.
    pub authentication: Authentication,
    /// The login name: `DOMAIN\name`, `name@domain` or `name`; `None` for the SIP address without `sip:`.
    pub login: Option<String>,
    /// The password, where the method needs one.
    pub password: Option<Secret>,
    /// Lets NTLM run over a connection that is not TLS. Whoever listens can then try passwords offline (spec: sip.md I5).
    pub allow_ntlm_over_tcp: bool,
    /// A PEM file of certificate authorities to trust instead of the system's.
    pub ca_file: Option<String>,
    /// The name to look for in the server's certificate, or `None` for `server`.
    pub certificate_name: Option<String>,
    /// Accepts every certificate. A test switch: whoever stands in between reads and changes everything.
    pub danger_accept_any_certificate: bool,
    /// The Persistent Chat pool, for example `sip:pool1@example.com`, or `None` for what the server provisions and else
    /// `sip:ocschat@<domain>`.
    pub chat_server_uri: Option<String>,
    /// The endpoint id (`epid`), up to 16 letters and digits, stable for this user, machine and program; `None` derives one.
    pub endpoint_id: Option<String>,
    /// What the `User-Agent` header says; `None` for `libpchat/<version>`.
    pub user_agent: Option<String>,
    /// How long to wait for the connection itself, in milliseconds; 0 for 15,000.
    pub connect_timeout_ms: u32,
    /// How long an operation waits for the server's answer, in milliseconds; 0 for 32,000.
    pub operation_timeout_ms: u32,
    /// How many events may wait for the program before the endpoint stops reading its socket; 0 for 1,024.
    pub event_capacity: u32,
    /// The largest message body accepted from the server, in bytes; 0 for 8 MiB, which is enough for the list of 16,000 members of a room.
    /// An operation whose answer is longer fails with `LimitExceeded`; the endpoint goes on.
    pub max_body_bytes: u32,
}

impl Default for EndpointSettings {
    fn default() -> Self {
        Self {
            user_uri: String::new(),
            server: None,
            port: None,
            transport: Transport::Tls,
            authentication: Authentication::Automatic,
            login: None,
            password: None,
            allow_ntlm_over_tcp: false,
            ca_file: None,
            certificate_name: None,
            danger_accept_any_certificate: false,
            chat_server_uri: None,
            endpoint_id: None,
            user_agent: None,
            connect_timeout_ms: 0,
            operation_timeout_ms: 0,
            event_capacity: 0,
            max_body_bytes: 0,
        }
    }
}
