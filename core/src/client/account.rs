//! The settings of an endpoint, checked once, in the form in which the rest of the client needs them.

use super::endpoint_id::EndpointId;
use crate::api::{Authentication, EndpointSettings, Error, ErrorCode, Result, Secret, Transport};
use crate::net::{Host, ServerTrust, TlsSettings, TrustedAuthorities};
use crate::sip::message::SipUri;
use std::time::Duration;

/// Longer addresses and names are refused; the server's columns hold 256 characters (spec: sdk.md 14).
const LONGEST_NAME: usize = 256;

/// What an endpoint knows about its user and its server before it connects.
#[derive(Debug)]
pub(crate) struct Account {
    /// `sip:user@domain`.
    pub uri: String,
    /// The part behind the `@`.
    pub domain: String,
    /// The hosts to try, in order.
    pub hosts: Vec<Host>,
    pub port: u16,
    pub transport: Transport,
    pub tls: TlsSettings,
    pub authentication: Authentication,
    /// What the password belongs to.
    pub login: String,
    pub password: Option<Secret>,
    pub allow_ntlm_over_tcp: bool,
    /// With `sip:`; `None` asks the server.
    pub chat_server_uri: Option<String>,
    pub endpoint_id: EndpointId,
    pub user_agent: String,
    pub connect_timeout: Duration,
    pub operation_timeout: Duration,
    pub event_capacity: usize,
    pub max_body: usize,
}

impl Account {
    /// Checks the settings. `BadArgument` names the one that cannot work.
    pub(crate) fn new(settings: EndpointSettings) -> Result<Account> {
        let (uri, domain) = user_uri(&settings.user_uri)?;
        let (server, server_port) = match &settings.server {
            Some(server) => host_and_port(server).map(|(host, port)| (Some(host), port))?,
            None => (None, None),
        };
        let hosts = match server {
            Some(server) => vec![host("server", server)?],
            // spec: sip.md A7, the names that need no SRV look-up.
            None => vec![host("user_uri", &format!("sip.{domain}"))?, host("user_uri", &domain)?],
        };
        if settings.port == Some(0) {
            return Err(bad("port", "0 is no port; leave it out for the usual one"));
        }
        let port = settings.port.or(server_port).unwrap_or(match settings.transport {
            Transport::Tls => 5061,
            Transport::Tcp => 5060,
        });
        let trust = match settings.ca_file {
            _ if settings.danger_accept_any_certificate => ServerTrust::DangerAcceptAnyCertificate,
            Some(file) if file.is_empty() => {
                return Err(bad("ca_file", "it is empty; leave it out for the system's"));
            }
            Some(file) => ServerTrust::Verified(TrustedAuthorities::File(file.into())),
            None => ServerTrust::Verified(TrustedAuthorities::System),
        };
        let certificate_name =
            settings.certificate_name.as_deref().map(|name| host("certificate_name", name)).transpose()?;
        let login = match settings.login {
            Some(login) if login.trim().is_empty() => {
                return Err(bad("login", "it is empty; leave it out to sign in with the SIP address"));
            }
            Some(login) => plain("login", login)?,
            None => uri.trim_start_matches("sip:").to_string(),
        };
        if settings.authentication == Authentication::Ntlm && settings.password.is_none() {
            return Err(bad("password", "NTLM needs one"));
        }
        let chat_server_uri =
            settings.chat_server_uri.as_deref().map(|text| chat_server_uri(text, &domain)).transpose()?;
        let endpoint_id = match settings.endpoint_id {
            Some(text) => EndpointId::given(&text)
                .ok_or_else(|| bad("endpoint_id", "1 to 16 letters and digits are needed"))?,
            None => EndpointId::derive(&uri),
        };
        let user_agent = match settings.user_agent {
            Some(text) => plain("user_agent", text)?,
            None => concat!("libpchat/", env!("CARGO_PKG_VERSION")).to_string(),
        };
        Ok(Account {
            uri,
            domain,
            hosts,
            port,
            transport: settings.transport,
            tls: TlsSettings { trust, certificate_name },
            authentication: settings.authentication,
            login,
            password: settings.password,
            allow_ntlm_over_tcp: settings.allow_ntlm_over_tcp,
            chat_server_uri,
            endpoint_id,
            user_agent,
            connect_timeout: milliseconds(settings.connect_timeout_ms, 15_000),
            operation_timeout: milliseconds(settings.operation_timeout_ms, 32_000),
            event_capacity: or_default(settings.event_capacity, 1_024),
            max_body: or_default(settings.max_body_bytes, crate::xccos::LARGEST_REPLY),
        })
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.transport == Transport::Tls
    }
}

fn bad(setting: &str, why: &str) -> Error {
    Error::new(ErrorCode::BadArgument, format!("the setting {setting} cannot work: {why}"))
}

fn host(setting: &str, text: &str) -> Result<Host> {
    Host::parse(text).map_err(|e| bad(setting, e.message()))
}

/// Splits `host:port` and `[address]:port`; a bare IPv6 address has no port.
fn host_and_port(server: &str) -> Result<(&str, Option<u16>)> {
    let server = server.trim();
    let Some((host, port)) = server.rsplit_once(':') else { return Ok((server, None)) };
    if host.contains(':') && !host.ends_with(']') {
        return Ok((server, None));
    }
    match port.parse() {
        Ok(port) if port > 0 => Ok((host, Some(port))),
        _ => Err(bad("server", &format!("'{port}' is no port; 1 to 65535 may follow the colon"))),
    }
}

fn milliseconds(given: u32, default: u64) -> Duration {
    Duration::from_millis(if given == 0 { default } else { u64::from(given) })
}

fn or_default(given: u32, default: usize) -> usize {
    if given == 0 { default } else { usize::try_from(given).unwrap_or(usize::MAX) }
}

/// Text that goes into one header line.
fn plain(setting: &str, text: String) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_NAME {
        return Err(bad(setting, "it must have 1 to 256 bytes"));
    }
    if text.chars().any(char::is_control) {
        return Err(bad(setting, "it holds a control character"));
    }
    Ok(text.to_string())
}

/// `sip:user@domain` and its domain, out of what a person typed.
fn user_uri(text: &str) -> Result<(String, String)> {
    let text = text.trim();
    let bare = match text.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("sip:") => text.get(4..).unwrap_or_default(),
        _ => text,
    };
    let uri = format!("sip:{bare}");
    let wrong = || bad("user_uri", &format!("'{text}' is no SIP address; it looks like 'ann@example.com'"));
    if uri.len() > LONGEST_NAME {
        return Err(bad("user_uri", "it is longer than 256 bytes"));
    }
    let parsed = SipUri::parse(&uri).map_err(|_| wrong())?;
    let domain = parsed.host.to_ascii_lowercase();
    let plain_address = parsed.user.is_some()
        && parsed.password.is_none()
        && parsed.port.is_none()
        && parsed.params.is_empty()
        && parsed.headers.is_none();
    if plain_address { Ok((uri, domain)) } else { Err(wrong()) }
}

/// A full URI, `user@domain` without scheme, or a user part alone (spec: sip.md D).
fn chat_server_uri(text: &str, domain: &str) -> Result<String> {
    let text = text.trim();
    let uri = match (text.contains(':'), text.contains('@')) {
        (true, _) => text.to_string(),
        (false, true) => format!("sip:{text}"),
        (false, false) => format!("sip:{text}@{domain}"),
    };
    match SipUri::parse(&uri) {
        Ok(parsed) if parsed.user.is_some() && uri.len() <= LONGEST_NAME => Ok(uri),
        _ => Err(bad(
            "chat_server_uri",
            &format!("'{text}' is no SIP address; it looks like 'sip:pool1@example.com'"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(user_uri: &str) -> EndpointSettings {
        EndpointSettings { user_uri: user_uri.into(), ..EndpointSettings::default() }
    }

    #[test]
    fn an_address_is_enough() {
        let account = Account::new(settings(" Ann@Contoso.Test ")).expect("an account");
        assert_eq!(account.uri, "sip:Ann@Contoso.Test");
        assert_eq!(account.domain, "contoso.test");
        assert_eq!(account.login, "Ann@Contoso.Test");
        let hosts: Vec<_> = account.hosts.iter().map(ToString::to_string).collect();
        assert_eq!(hosts, ["sip.contoso.test", "contoso.test"]);
        assert_eq!(account.port, 5061);
        assert_eq!(account.operation_timeout, Duration::from_secs(32));
    }

    #[test]
    fn the_port_may_follow_the_host() {
        for (server, port, host, expected) in [
            ("fe01.contoso.test:443", None, "fe01.contoso.test", 443),
            ("fe01.contoso.test:443", Some(8443), "fe01.contoso.test", 8443),
            ("127.0.0.1:7000", None, "127.0.0.1", 7000),
            ("[::1]:7000", None, "[::1]", 7000),
            ("::1", None, "[::1]", 5061),
        ] {
            let mut settings = settings("ann@contoso.test");
            settings.server = Some(server.into());
            settings.port = port;
            let account = Account::new(settings).expect(server);
            assert_eq!(account.hosts.iter().map(ToString::to_string).collect::<Vec<_>>(), [host], "{server}");
            assert_eq!(account.port, expected, "{server}");
        }
    }

    #[test]
    fn a_setting_that_cannot_work_is_named() {
        type Change = fn(&mut EndpointSettings);
        let with = |change: Change| {
            let mut settings = settings("ann@contoso.test");
            change(&mut settings);
            Account::new(settings).expect_err("refused")
        };
        let cases: [(&str, Change); 10] = [
            ("user_uri", |s| s.user_uri = "ann".into()),
            ("user_uri", |s| s.user_uri = "sip:ann@x;transport=tcp".into()),
            ("server", |s| s.server = Some("fe01:port".into())),
            ("port", |s| s.port = Some(0)),
            ("certificate_name", |s| s.certificate_name = Some(String::new())),
            ("password", |s| s.authentication = Authentication::Ntlm),
            ("login", |s| s.login = Some(" ".into())),
            ("chat_server_uri", |s| s.chat_server_uri = Some("http://x".into())),
            ("endpoint_id", |s| s.endpoint_id = Some("with-dash".into())),
            ("user_agent", |s| s.user_agent = Some("a\r\nEvil: b".into())),
        ];
        for (name, change) in cases {
            let error = with(change);
            assert_eq!(error.code(), ErrorCode::BadArgument);
            assert!(error.message().contains(name), "{name}: {error}");
        }
    }

    #[test]
    fn the_chat_server_may_be_given_in_three_forms() {
        for text in ["pool1", "pool1@contoso.test", "sip:pool1@contoso.test"] {
            let uri = chat_server_uri(text, "contoso.test").expect(text);
            assert_eq!(uri, "sip:pool1@contoso.test");
        }
    }

    #[test]
    fn a_debug_print_shows_no_password() {
        let mut settings = settings("ann@contoso.test");
        settings.password = Some(Secret::new("Pa$$word"));
        let account = Account::new(settings).expect("an account");
        assert!(!format!("{account:?}").contains("Pa$$word"));
    }
}
