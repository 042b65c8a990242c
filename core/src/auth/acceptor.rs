//! The server's side of the 401 legs with NTLM (spec sip.md B.1, I7).

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Login;
use super::association::{MessageSigner, MessageVerifier, Role, SCHEME, SecurityAssociation, push_quoted};
use super::buffer::Version;
use super::hex;
use super::ntlm::{self, NtHash, NtlmError, TargetNames};
use crate::sip::message::AuthParams;
use crate::sip::signing::{SignedFields, Verifier, VerifyError};

/// The realm that every Lync server names, literally (spec sip.md B1).
pub const REALM: &str = "SIP Communications Service";

/// How a server authenticates; shared by its connections.
#[derive(Clone, Debug)]
pub struct AcceptorSettings {
    /// The realm; [`REALM`] unless there is a reason.
    pub realm: String,
    /// The server's fully qualified name, which the client repeats as targetname.
    pub target_name: String,
    /// The names in the NTLM challenge.
    pub names: TargetNames,
    /// The version offered. A client that answers with an older one gets it.
    pub version: Version,
    /// How long a challenge may be answered. 60 s by default.
    pub challenge_life: Duration,
    /// How many challenges of one connection may be open; the oldest gives way. 8 by default.
    pub pending_limit: usize,
}

impl AcceptorSettings {
    /// The settings of the server `fqdn`: version 4, 60 s, 8 challenges.
    pub fn of_server(fqdn: &str) -> AcceptorSettings {
        AcceptorSettings {
            realm: REALM.to_string(),
            target_name: fqdn.to_string(),
            names: TargetNames::of_server(fqdn),
            version: Version::V4,
            challenge_life: Duration::from_secs(60),
            pending_limit: 8,
        }
    }
}

/// A challenge that waits for its answer.
struct Pending {
    opaque: String,
    nonce: [u8; 8],
    message: Vec<u8>,
    sent: Instant,
}

/// Authenticates the clients of one connection. One for each connection: challenges are bound to it, and each may be
/// answered once, within its life. Memory is bounded by [`AcceptorSettings::pending_limit`].
pub struct Acceptor {
    settings: Arc<AcceptorSettings>,
    pending: VecDeque<Pending>,
}

/// What to do next.
#[derive(Debug)]
pub enum Step {
    /// Answer 401 with this WWW-Authenticate value.
    Challenge(String),
    /// The client is who it says.
    Accepted(Box<Accepted>),
}

/// A client that signed in, and the security association that signs from now on.
#[derive(Debug)]
pub struct Accepted {
    /// Who it is, exactly as it said it.
    pub login: Login,
    /// The name of its machine as it claims, possibly empty. For logs.
    pub workstation: String,
    /// The version both agreed on.
    pub version: Version,
    /// Signs what goes to the client, beginning with the 200 to this request.
    pub signer: MessageSigner,
    /// Checks what comes from it. The request that completed a version 4 handshake is checked already.
    pub verifier: MessageVerifier,
}

/// Why a request is not accepted. For every reason but [`AcceptError::NoRandomness`] (500) the answer is a 401 with
/// [`Acceptor::offer`]; the text is for the log. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AcceptError {
    /// The header is of another scheme than NTLM.
    OtherScheme,
    /// The header carries no token: it belongs to a security association that this connection does not have.
    UnknownAssociation,
    /// The token is not base64, or the version is no number.
    Malformed(&'static str),
    /// There is no such challenge: never sent here, answered before, or too old.
    UnknownChallenge,
    /// The NTLM message was refused.
    Ntlm(NtlmError),
    /// The proof is right but the signature of the completing request is not.
    Signature(VerifyError),
    /// The system has no randomness to give.
    NoRandomness,
}

impl fmt::Display for AcceptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AcceptError::OtherScheme => f.write_str("authentication by another scheme than NTLM"),
            AcceptError::UnknownAssociation => f.write_str("signed under an unknown security association"),
            AcceptError::Malformed(what) => write!(f, "the authentication header cannot be read: {what}"),
            AcceptError::UnknownChallenge => {
                f.write_str("the answered challenge is unknown, already answered or too old")
            }
            AcceptError::Ntlm(error) => error.fmt(f),
            AcceptError::Signature(error) => error.fmt(f),
            AcceptError::NoRandomness => f.write_str("the system gave no random bytes"),
        }
    }
}

impl std::error::Error for AcceptError {}

impl Acceptor {
    /// An acceptor for one connection.
    pub fn new(settings: Arc<AcceptorSettings>) -> Acceptor {
        Acceptor { settings, pending: VecDeque::new() }
    }

    /// The WWW-Authenticate value for a request without credentials, and for every refusal.
    pub fn offer(&self) -> String {
        let mut value = SCHEME.to_string();
        self.push_names(&mut value);
        value
    }

    /// Takes in the Authorization (or Proxy-Authorization) header of a REGISTER whose signed values are `fields`.
    ///
    /// An empty token gets a challenge; an answer to one of ours is checked, which uses the challenge up whatever comes of
    /// it. `time` is the wall clock's, for the challenge; `password_hash` looks up a login.
    pub fn step(
        &mut self,
        header: &AuthParams<'_>,
        fields: &SignedFields<'_>,
        now: Instant,
        time: SystemTime,
        password_hash: &mut dyn FnMut(&Login) -> Option<NtHash>,
    ) -> Result<Step, AcceptError> {
        if !header.is_scheme(SCHEME) {
            return Err(AcceptError::OtherScheme);
        }
        match header.get("gssapi-data") {
            None => Err(AcceptError::UnknownAssociation),
            Some("") => self.challenge(now, time).map(Step::Challenge),
            Some(token) => self.finish(header, token, fields, now, password_hash),
        }
    }

    fn challenge(&mut self, now: Instant, time: SystemTime) -> Result<String, AcceptError> {
        let mut random = [0; 12];
        getrandom::fill(&mut random).map_err(|_| AcceptError::NoRandomness)?;
        let [o0, o1, o2, o3, nonce @ ..] = random;
        let mut opaque = String::with_capacity(8);
        hex::push(&mut opaque, &[o0, o1, o2, o3]);
        opaque.make_ascii_uppercase();

        let message = self.settings.names.challenge(nonce, ntlm::filetime(time));
        let mut value = SCHEME.to_string();
        push_quoted(&mut value, "opaque", &opaque);
        push_quoted(&mut value, "gssapi-data", &STANDARD.encode(&message));
        self.push_names(&mut value);

        self.forget_old(now);
        while self.pending.len() >= self.settings.pending_limit.max(1) {
            self.pending.pop_front();
        }
        self.pending.push_back(Pending { opaque, nonce, message, sent: now });
        Ok(value)
    }

    fn finish(
        &mut self,
        header: &AuthParams<'_>,
        token: &str,
        fields: &SignedFields<'_>,
        now: Instant,
        password_hash: &mut dyn FnMut(&Login) -> Option<NtHash>,
    ) -> Result<Step, AcceptError> {
        self.forget_old(now);
        let opaque = header.get("opaque").unwrap_or_default();
        let found = self.pending.iter().position(|pending| pending.opaque == opaque);
        let pending = found.and_then(|at| self.pending.remove(at)).ok_or(AcceptError::UnknownChallenge)?;

        let claimed = Version::of_parameter(header.get("version"));
        let version = claimed.ok_or(AcceptError::Malformed("version"))?.min(self.settings.version);
        let message = STANDARD.decode(token).map_err(|_| AcceptError::Malformed("gssapi-data"))?;
        let client = ntlm::check(&pending.message, &pending.nonce, &message, password_hash)
            .map_err(AcceptError::Ntlm)?;
        let association = SecurityAssociation {
            role: Role::Server,
            version,
            opaque: pending.opaque,
            realm: self.settings.realm.clone(),
            target_name: self.settings.target_name.clone(),
            keys: client.keys,
        };
        let (signer, mut verifier) = association.into_halves();
        // Version 4 demands a signature here (spec sip.md B6); what is signed without need is checked all the same.
        if version == Version::V4 || header.get("response").is_some() {
            verifier.verify(fields, header).map_err(AcceptError::Signature)?;
        }
        Ok(Step::Accepted(Box::new(Accepted {
            login: client.login,
            workstation: client.workstation,
            version,
            signer,
            verifier,
        })))
    }

    fn push_names(&self, value: &mut String) {
        push_quoted(value, "realm", &self.settings.realm);
        push_quoted(value, "targetname", &self.settings.target_name);
        value.push_str(self.settings.version.parameter());
    }

    fn forget_old(&mut self, now: Instant) {
        let life = self.settings.challenge_life;
        self.pending.retain(|pending| now.saturating_duration_since(pending.sent) < life);
    }
}

impl fmt::Debug for Acceptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Acceptor")
            .field("settings", &self.settings)
            .field("pending", &self.pending.len())
            .finish()
    }
}
