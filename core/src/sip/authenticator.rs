//! How a registration answers a challenge without knowing any authentication scheme.

use std::fmt;

use super::message::AuthParams;
use super::signing::{SignedFields, Signer, Verifier};

/// The client's side of one authentication: it walks the legs of a 401 or 407 and ends up with a security
/// association (spec: sip.md B.1). Implemented by `auth`.
pub trait Authenticator: Send {
    /// Forgets a half finished handshake, so that the next challenge starts a new one. Credentials stay.
    fn reset(&mut self);

    /// Answers the challenges of one 401 or 407 with the value of the Authorization header of the next request.
    ///
    /// `challenges` are all WWW-Authenticate (or Proxy-Authenticate) headers of the answer in their order, one per
    /// scheme. `fields` are those of the next request, which the leg that completes the handshake must already
    /// sign from version 4 on (spec: sip.md B6).
    ///
    /// # Errors
    /// [`AuthenticatorError`] when no answer can or should be given; the registration then ends.
    fn respond(
        &mut self,
        challenges: &[AuthParams<'_>],
        fields: &SignedFields<'_>,
    ) -> Result<String, AuthenticatorError>;

    /// The checking half of the association, once, after the `respond` that completed the handshake on our side:
    /// from then on the server signs. `None` before that.
    fn take_verifier(&mut self) -> Option<Box<dyn Verifier>>;

    /// The signing half of the association, once. The registration asks for it when the server has accepted, and
    /// the next message is signed with the counter that follows the one of the last leg. `None` when nothing is signed.
    fn take_signer(&mut self) -> Option<Box<dyn Signer>>;
}

/// Why a challenge is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthenticatorError {
    /// The server offers only schemes that we do not have or that the settings do not allow.
    NoCommonScheme {
        /// The names of the offered schemes, in the server's order, comma separated.
        offered: String,
    },
    /// The server challenges again after it got the proof: the user name or the password is wrong.
    CredentialsRejected,
    /// There is nothing to answer with: no user name or no password was given.
    NoCredentials,
    /// The challenge lacks something or asks for something that is not safe; the text says what.
    BadChallenge(&'static str),
    /// The settings forbid this scheme here, for example NTLM without TLS; the text says which rule.
    Forbidden(&'static str),
    /// The operating system gave no random numbers.
    NoRandomness,
}

impl fmt::Display for AuthenticatorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AuthenticatorError::NoCommonScheme { offered } => {
                write!(f, "the server offers no usable authentication scheme (offered: {offered})")
            }
            AuthenticatorError::CredentialsRejected => {
                f.write_str("the server did not accept the user name or the password")
            }
            AuthenticatorError::NoCredentials => {
                f.write_str("the server asks for authentication, but no user name and password were given")
            }
            AuthenticatorError::BadChallenge(what) => {
                write!(f, "the server's authentication challenge cannot be used: {what}")
            }
            AuthenticatorError::Forbidden(rule) => {
                write!(f, "the settings forbid to authenticate here: {rule}")
            }
            AuthenticatorError::NoRandomness => f.write_str("the operating system gave no random numbers"),
        }
    }
}

impl std::error::Error for AuthenticatorError {}
