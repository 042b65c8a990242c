//! Signatures on the way out and in (spec: sip.md C.2).

use std::fmt;
use std::time::Instant;

use super::event::Authenticity;
use super::settings::Role;
use crate::sip::message::{AuthParams, Message};
use crate::sip::signing::{SignedFields, Signer, Verifier, VerifyError};

/// The security association of one connection, and for a while the one before it.
pub(super) struct Security {
    role: Role,
    signer: Option<Box<dyn Signer>>,
    verifier: Option<Box<dyn Verifier>>,
    /// When an association is renewed, both ends change over at different moments; what was signed under the old one
    /// just before must not be lost.
    previous: Option<(Box<dyn Verifier>, Instant)>,
}

impl fmt::Debug for Security {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Security")
            .field("signs", &self.signer.is_some())
            .field("verifies", &self.verifier.is_some())
            .finish_non_exhaustive()
    }
}

impl Security {
    pub(super) fn new(role: Role) -> Self {
        Security { role, signer: None, verifier: None, previous: None }
    }

    pub(super) fn set_signer(&mut self, signer: Option<Box<dyn Signer>>) {
        self.signer = signer;
    }

    /// Replaces the verifier; the old one still counts until `grace_ends`.
    pub(super) fn set_verifier(&mut self, verifier: Option<Box<dyn Verifier>>, grace_ends: Instant) {
        self.previous = match (&verifier, self.verifier.take()) {
            (Some(_), Some(old)) => Some((old, grace_ends)),
            _ => None,
        };
        self.verifier = verifier;
    }

    pub(super) fn is_established(&self) -> bool {
        self.verifier.is_some()
    }

    /// Adds the signature, unless the message brings credentials of its own or is one that stays unsigned.
    pub(super) fn sign(&mut self, message: &mut Message) {
        let Some(signer) = &mut self.signer else { return };
        // 100 need not, and a challenge cannot, be signed (spec: sipe-interop.md 9).
        let stays_unsigned = matches!(message.status(), Some(100 | 401 | 407));
        if stays_unsigned || own_headers(self.role).iter().any(|name| message.header(name).is_some()) {
            return;
        }
        if let Some((name, value)) = signer.sign(&SignedFields::of(message)) {
            message.push_header(name, &value);
        }
    }

    /// Checks the signature of a message from the peer.
    pub(super) fn check(&mut self, message: &Message, now: Instant) -> Authenticity {
        let Some(verifier) = &mut self.verifier else { return Authenticity::NotRequired };
        let Some(value) = peer_headers(self.role).iter().find_map(|name| message.header(name)) else {
            return Authenticity::Unsigned;
        };
        let Ok(header) = AuthParams::parse(value) else {
            return Authenticity::Wrong(VerifyError::Malformed("authentication header"));
        };
        let fields = SignedFields::of(message);
        let error = match verifier.verify(&fields, &header) {
            Ok(()) => return Authenticity::Signed,
            Err(error) => error,
        };
        if let Some((previous, until)) = &mut self.previous {
            if *until <= now {
                self.previous = None;
            } else if previous.verify(&fields, &header).is_ok() {
                return Authenticity::Signed;
            }
        }
        Authenticity::Wrong(error)
    }
}

/// The headers that our signatures stand in.
fn own_headers(role: Role) -> [&'static str; 2] {
    match role {
        Role::Client => ["Authorization", "Proxy-Authorization"],
        Role::Server => ["Authentication-Info", "Proxy-Authentication-Info"],
    }
}

/// The headers that the peer's signatures stand in.
fn peer_headers(role: Role) -> [&'static str; 2] {
    match role {
        Role::Client => own_headers(Role::Server),
        Role::Server => own_headers(Role::Client),
    }
}
