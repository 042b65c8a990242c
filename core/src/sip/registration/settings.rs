//! Who registers from where, and the REGISTER that says so (spec: sip.md B.3).

use std::time::Duration;

use crate::sip::message::{Message, SipUri};
use crate::sip::random;

/// The methods that our Contact offers.
const METHODS: &str =
    "INVITE, MESSAGE, INFO, UPDATE, SUBSCRIBE, OPTIONS, BYE, CANCEL, NOTIFY, ACK, REFER, BENOTIFY";

/// What a [`Registration`](super::Registration) needs to know.
#[derive(Clone, Debug)]
pub struct RegistrationSettings {
    /// The user, e.g. `sip:alice@example.com`.
    pub user_uri: String,
    /// The endpoint id: at most 16 letters and digits, the same for one device, account and program.
    pub epid: String,
    /// The instance name that belongs to the epid, e.g. `urn:uuid:b7878522-...`, without brackets. The server checks
    /// that the two fit (spec: sip.md B.3).
    pub instance: String,
    /// Our end of the connection, e.g. `192.0.2.7:49152`.
    pub local_address: String,
    /// The transport of the connection: `tls` or `tcp`.
    pub transport: &'static str,
    /// The User-Agent of our REGISTER; `None` leaves the header out.
    pub user_agent: Option<String>,
    /// How many seconds to ask for; `None`, the usual, leaves it to the server.
    pub expires: Option<u32>,
    /// How old a security association may become before it is renewed: 8 h less 5 min (spec: sip.md B11).
    pub association_lifetime: Duration,
}

impl RegistrationSettings {
    /// Settings with the usual defaults.
    #[must_use]
    pub fn new(
        user_uri: impl Into<String>,
        epid: impl Into<String>,
        instance: impl Into<String>,
        local_address: impl Into<String>,
        transport: &'static str,
    ) -> Self {
        RegistrationSettings {
            user_uri: user_uri.into(),
            epid: epid.into(),
            instance: instance.into(),
            local_address: local_address.into(),
            transport,
            user_agent: None,
            expires: None,
            association_lifetime: Duration::from_secs((8 * 60 - 5) * 60),
        }
    }

    /// The Request-URI of REGISTER: the domain alone.
    fn registrar(&self) -> String {
        match SipUri::parse(&self.user_uri) {
            Ok(uri) => format!("sip:{}", uri.host),
            Err(_) => self.user_uri.clone(),
        }
    }
}

/// Makes the REGISTERs of one registration: one Call-ID, rising CSeq, a new From tag each.
#[derive(Clone, Debug)]
pub(super) struct RegisterMaker {
    settings: RegistrationSettings,
    call_id: String,
    cseq: u32,
    opaque: String,
}

impl RegisterMaker {
    pub(super) fn new(settings: RegistrationSettings) -> Self {
        RegisterMaker { settings, call_id: random::hex(16), cseq: 0, opaque: random::hex(5) }
    }

    pub(super) fn settings(&self) -> &RegistrationSettings {
        &self.settings
    }

    /// The server wants at least this many seconds (423).
    pub(super) fn ask_for(&mut self, seconds: u32) {
        self.settings.expires = Some(seconds);
    }

    /// Our address on this connection, in brackets.
    pub(super) fn contact_uri(&self) -> String {
        let RegistrationSettings { local_address, transport, .. } = &self.settings;
        format!("<sip:{local_address};transport={transport};ms-opaque={}>", self.opaque)
    }

    /// The next REGISTER, without credentials; `expires` overrides what the settings ask for.
    pub(super) fn next(&mut self, expires: Option<u32>) -> Message {
        self.cseq = self.cseq.saturating_add(1);
        let settings = &self.settings;
        let mut message = Message::request("REGISTER", &settings.registrar());
        message.push_header("Max-Forwards", "70");
        message.push_header(
            "From",
            &format!("<{}>;tag={};epid={}", settings.user_uri, random::hex(5), settings.epid),
        );
        message.push_header("To", &format!("<{}>", settings.user_uri));
        message.push_header("Call-ID", &self.call_id);
        message.push_header("CSeq", &format!("{} REGISTER", self.cseq));
        if let Some(agent) = &settings.user_agent {
            message.push_header("User-Agent", agent);
        }
        message.push_header(
            "Contact",
            &format!(
                "{};methods=\"{METHODS}\";proxy=replace;+sip.instance=\"<{}>\"",
                self.contact_uri(),
                settings.instance
            ),
        );
        message.push_header(
            "Supported",
            "gruu-10, adhoclist, msrtc-event-categories, com.microsoft.msrtc.presence",
        );
        message.push_header("Event", "registration");
        message.push_header("Allow-Events", "presence");
        message.push_header("ms-keep-alive", "UAC;hop-hop=yes");
        if let Some(seconds) = expires.or(settings.expires) {
            message.push_header("Expires", &seconds.to_string());
        }
        message
    }
}
