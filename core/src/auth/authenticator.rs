//! The client's side of the 401 legs with NTLM (spec sip.md B.1).

use std::fmt;
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Credentials;
use super::association::{MessageSigner, MessageVerifier, Role, SCHEME, SecurityAssociation, push_quoted};
use super::buffer::Version;
use super::ntlm::{self, NtlmError, Randomness};
use crate::sip::authenticator::{Authenticator, AuthenticatorError};
use crate::sip::message::AuthParams;
use crate::sip::signing::{SignedFields, Signer, Verifier};

/// The rule to give to [`NtlmAuthenticator::forbid`] on a connection without TLS: who sees an NTLM exchange can search for
/// the password offline, and relay the exchange (spec sip.md I5).
pub const NTLM_NEEDS_TLS: &str =
    "NTLM is used inside TLS only; use TLS, or allow NTLM over plain TCP in the settings";

/// Where the handshake stands.
#[derive(Debug, Default)]
enum Progress {
    /// Nothing sent.
    #[default]
    Start,
    /// The empty token is sent; the server has to send its challenge.
    Asked,
    /// The proof is sent; the halves wait to be taken.
    Proven { signer: Option<Box<MessageSigner>>, verifier: Option<Box<MessageVerifier>> },
}

/// Signs in with NTLM: [`Authenticator`] for one connection. `Send`; its owner calls it from one place at a time.
pub struct NtlmAuthenticator {
    credentials: Option<Credentials>,
    clock: fn() -> SystemTime,
    forbidden: Option<&'static str>,
    progress: Progress,
}

impl NtlmAuthenticator {
    /// An authenticator for `credentials`; without any, a challenge ends in [`AuthenticatorError::NoCredentials`].
    ///
    /// `clock` tells the time that is sent when the server does not tell its own; programs give `SystemTime::now`.
    pub fn new(credentials: Option<Credentials>, clock: fn() -> SystemTime) -> NtlmAuthenticator {
        NtlmAuthenticator { credentials, clock, forbidden: None, progress: Progress::Start }
    }

    /// Refuses every challenge with [`AuthenticatorError::Forbidden`] and `rule`, for instance [`NTLM_NEEDS_TLS`].
    pub fn forbid(mut self, rule: &'static str) -> NtlmAuthenticator {
        self.forbidden = Some(rule);
        self
    }

    /// The answer to the server's CHALLENGE.
    fn prove(
        &mut self,
        credentials: &Credentials,
        header: &AuthParams<'_>,
        token: &str,
        version: Version,
        fields: &SignedFields<'_>,
    ) -> Result<String, AuthenticatorError> {
        let challenge = STANDARD
            .decode(token)
            .map_err(|_| AuthenticatorError::BadChallenge("gssapi-data is not base64"))?;
        let random = Randomness::new().map_err(bad_challenge)?;
        let answer =
            ntlm::respond(&challenge, credentials, (self.clock)(), &random).map_err(bad_challenge)?;
        let association = SecurityAssociation {
            role: Role::Client,
            version,
            opaque: header.get("opaque").unwrap_or_default().to_string(),
            realm: header.get("realm").unwrap_or_default().to_string(),
            target_name: header.get("targetname").unwrap_or_default().to_string(),
            keys: answer.keys,
        };
        let mut value = format!("{SCHEME} qop=\"auth\"");
        push_quoted(&mut value, "opaque", &association.opaque);
        push_quoted(&mut value, "realm", &association.realm);
        push_quoted(&mut value, "targetname", &association.target_name);
        push_quoted(&mut value, "gssapi-data", &STANDARD.encode(&answer.message));
        value.push_str(version.parameter());
        let (mut signer, verifier) = association.into_halves();
        if version == Version::V4 {
            signer.push_signature(&mut value, fields).ok_or(AuthenticatorError::NoRandomness)?;
        }
        self.progress =
            Progress::Proven { signer: Some(Box::new(signer)), verifier: Some(Box::new(verifier)) };
        Ok(value)
    }
}

impl Authenticator for NtlmAuthenticator {
    fn reset(&mut self) {
        self.progress = Progress::Start;
    }

    fn respond(
        &mut self,
        challenges: &[AuthParams<'_>],
        fields: &SignedFields<'_>,
    ) -> Result<String, AuthenticatorError> {
        let Some(header) = challenges.iter().find(|challenge| challenge.is_scheme(SCHEME)) else {
            let offered: Vec<&str> = challenges.iter().map(AuthParams::scheme).collect();
            return Err(AuthenticatorError::NoCommonScheme { offered: offered.join(", ") });
        };
        if let Some(rule) = self.forbidden {
            return Err(AuthenticatorError::Forbidden(rule));
        }
        let credentials = self.credentials.clone().ok_or(AuthenticatorError::NoCredentials)?;
        let version = Version::of_parameter(header.get("version"))
            .ok_or(AuthenticatorError::BadChallenge("version is not a number"))?;
        let token = header.get("gssapi-data").filter(|token| !token.is_empty());
        match (&self.progress, token) {
            (Progress::Proven { .. }, _) => Err(AuthenticatorError::CredentialsRejected),
            (_, Some(token)) => self.prove(&credentials, header, token, version, fields),
            (Progress::Asked, None) => Err(AuthenticatorError::BadChallenge(
                "the server was asked for an NTLM challenge and sent none",
            )),
            (Progress::Start, None) => {
                self.progress = Progress::Asked;
                let mut value = format!("{SCHEME} qop=\"auth\"");
                push_quoted(&mut value, "realm", header.get("realm").unwrap_or_default());
                push_quoted(&mut value, "targetname", header.get("targetname").unwrap_or_default());
                value.push_str(", gssapi-data=\"\"");
                value.push_str(version.parameter());
                Ok(value)
            }
        }
    }

    fn take_verifier(&mut self) -> Option<Box<dyn Verifier>> {
        match &mut self.progress {
            Progress::Proven { verifier, .. } => verifier.take().map(|half| half as Box<dyn Verifier>),
            _ => None,
        }
    }

    fn take_signer(&mut self) -> Option<Box<dyn Signer>> {
        match &mut self.progress {
            Progress::Proven { signer, .. } => signer.take().map(|half| half as Box<dyn Signer>),
            _ => None,
        }
    }
}

fn bad_challenge(error: NtlmError) -> AuthenticatorError {
    AuthenticatorError::BadChallenge(match error {
        NtlmError::NoRandomness => return AuthenticatorError::NoRandomness,
        NtlmError::MissingFlags { .. } => "it does not offer NTLM version 2 with signed messages",
        NtlmError::TooLong { .. } => "the NTLM messages would be too long",
        NtlmError::BadTargetInfo => "its NTLM target information is malformed",
        _ => "it is not an NTLM CHALLENGE message",
    })
}

impl fmt::Debug for NtlmAuthenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NtlmAuthenticator")
            .field("credentials", &self.credentials)
            .field("forbidden", &self.forbidden)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}
