//! The security association that a finished handshake leaves behind: it signs what goes out and checks what comes in.

use std::fmt;

use super::buffer::{DecimalBuffer, SignedHead, Version, write_signed_text};
use super::hex;
use super::ntlm::{Direction, MessageMac, SIGNATURE_LENGTH, SessionKeys};
use super::replay::ReplayWindow;
use crate::sip::message::AuthParams;
use crate::sip::signing::{SignedFields, Signer, Verifier, VerifyError};

/// The name of the scheme, as it stands in headers and in the signed text.
pub const SCHEME: &str = "NTLM";

/// Which end of the association this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Signs with `Authorization`, in requests and in answers.
    Client,
    /// Signs with `Authentication-Info`, the only name that stock clients look at (spec sip.md C3).
    Server,
}

impl Role {
    fn header(self) -> &'static str {
        match self {
            Role::Client => "Authorization",
            Role::Server => "Authentication-Info",
        }
    }

    fn outgoing(self) -> (Direction, Parameters) {
        match self {
            Role::Client => (Direction::ToServer, CLIENT),
            Role::Server => (Direction::ToClient, SERVER),
        }
    }

    fn incoming(self) -> (Direction, Parameters) {
        match self {
            Role::Client => Role::Server.outgoing(),
            Role::Server => Role::Client.outgoing(),
        }
    }
}

/// The names of the parameters that carry random digits, counter and signature.
#[derive(Clone, Copy)]
struct Parameters {
    rand: &'static str,
    number: &'static str,
    signature: &'static str,
}

const CLIENT: Parameters = Parameters { rand: "crand", number: "cnum", signature: "response" };
const SERVER: Parameters = Parameters { rand: "srand", number: "snum", signature: "rspauth" };

/// What both ends of an association know: its name and its keys. Debug shows no key.
#[derive(Clone, Debug)]
pub struct SecurityAssociation {
    /// Which end this is.
    pub role: Role,
    /// The version of the protocol both ends agreed on.
    pub version: Version,
    /// The server's name for the association. Empty when it gave none; then headers leave it out and it is not checked.
    pub opaque: String,
    /// The realm, e.g. "SIP Communications Service".
    pub realm: String,
    /// The server's name as in its challenge.
    pub target_name: String,
    /// The keys of the NTLM session.
    pub keys: SessionKeys,
}

impl SecurityAssociation {
    /// The two halves, which are independent: one goes with the sending side of a connection, one with the receiving.
    /// Both counters begin at 1.
    pub fn into_halves(self) -> (MessageSigner, MessageVerifier) {
        let (direction, parameters) = self.role.outgoing();
        let mut start = format!("{SCHEME} qop=\"auth\"");
        push_quoted(&mut start, "opaque", &self.opaque);
        push_quoted(&mut start, "realm", &self.realm);
        push_quoted(&mut start, "targetname", &self.target_name);
        let signer = MessageSigner {
            header: self.role.header(),
            start,
            // Clients leave the version out once the handshake is over (spec sip.md B.1); servers repeat it.
            end: if self.role == Role::Server { self.version.parameter() } else { "" },
            parameters,
            mac: MessageMac::new(&self.keys, direction),
            version: self.version,
            realm: self.realm.clone(),
            target_name: self.target_name.clone(),
            next_number: 1,
            random: [0; RANDOM_POOL],
            random_left: 0,
            text: Vec::with_capacity(512),
        };
        let (direction, parameters) = self.role.incoming();
        let verifier = MessageVerifier {
            parameters,
            mac: MessageMac::new(&self.keys, direction),
            version: self.version,
            opaque: self.opaque,
            realm: self.realm,
            target_name: self.target_name,
            window: (self.role == Role::Server).then(ReplayWindow::default),
            text: Vec::with_capacity(512),
        };
        (signer, verifier)
    }
}

/// Appends `name="value"` to a header that begins with the scheme, unless the value is empty. Quotes and backslashes are
/// escaped; control characters, which could end the header, are left out.
pub(super) fn push_quoted(out: &mut String, name: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let separator = if out.len() == SCHEME.len() { " " } else { ", " };
    for part in [separator, name, "=\""] {
        out.push_str(part);
    }
    for c in value.chars().filter(|c| !c.is_control()) {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

/// Random bytes are taken from the system 16 messages at a time: the call costs more than the signature.
const RANDOM_POOL: usize = 64;
const RANDOM_BYTES: usize = 4;

/// The signing half of a [`SecurityAssociation`]. One allocation for each message: the header's value.
pub struct MessageSigner {
    header: &'static str,
    start: String,
    end: &'static str,
    parameters: Parameters,
    mac: MessageMac,
    version: Version,
    realm: String,
    target_name: String,
    next_number: u64,
    random: [u8; RANDOM_POOL],
    random_left: usize,
    text: Vec<u8>,
}

impl MessageSigner {
    fn random(&mut self) -> Option<[u8; RANDOM_BYTES]> {
        if self.random_left < RANDOM_BYTES {
            getrandom::fill(&mut self.random).ok()?;
            self.random_left = RANDOM_POOL;
        }
        self.random_left -= RANDOM_BYTES;
        self.random.get(self.random_left..)?.first_chunk().copied()
    }

    /// Appends the signature of a message, `, crand="…", cnum="…", response="…"`, to a header's value. None when the system
    /// gives no random bytes.
    pub(super) fn push_signature(&mut self, out: &mut String, fields: &SignedFields<'_>) -> Option<()> {
        let mut rand = [0; 2 * RANDOM_BYTES];
        let rand = hex::encode(&self.random()?, &mut rand);
        let mut digits = DecimalBuffer::default();
        let number = digits.write(self.next_number);
        let head =
            SignedHead { scheme: SCHEME, rand, number, realm: &self.realm, target_name: &self.target_name };
        write_signed_text(&mut self.text, self.version, &head, fields);
        let signature = self.mac.sign(&self.text);
        self.next_number += 1;
        for (name, value) in [(self.parameters.rand, rand), (self.parameters.number, number)] {
            for part in [", ", name, "=\"", value, "\""] {
                out.push_str(part);
            }
        }
        for part in [", ", self.parameters.signature, "=\""] {
            out.push_str(part);
        }
        hex::push(out, &signature);
        out.push('"');
        Some(())
    }
}

impl Signer for MessageSigner {
    fn sign(&mut self, fields: &SignedFields<'_>) -> Option<(&'static str, String)> {
        let mut value = String::with_capacity(self.start.len() + 128);
        value.push_str(&self.start);
        self.push_signature(&mut value, fields)?;
        value.push_str(self.end);
        Some((self.header, value))
    }
}

impl fmt::Debug for MessageSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageSigner")
            .field("header", &self.header)
            .field("version", &self.version)
            .field("next_number", &self.next_number)
            .finish_non_exhaustive()
    }
}

/// The checking half of a [`SecurityAssociation`]. No allocation for each message.
///
/// At the server each counter is accepted once: gaps and a little disorder are tolerated, repetitions refused
/// ([`VerifyError::ReplayedCounter`]). At the client the server's counter is only signed text: real servers may send from
/// several threads, and dialogs refuse a repeated CSeq anyway (spec sip.md C6).
pub struct MessageVerifier {
    parameters: Parameters,
    mac: MessageMac,
    version: Version,
    opaque: String,
    realm: String,
    target_name: String,
    window: Option<ReplayWindow>,
    text: Vec<u8>,
}

impl MessageVerifier {
    fn parameter<'h>(header: &'h AuthParams<'_>, name: &'static str) -> Result<&'h str, VerifyError> {
        header.get(name).ok_or(VerifyError::Malformed(name))
    }
}

impl Verifier for MessageVerifier {
    fn verify(&mut self, fields: &SignedFields<'_>, header: &AuthParams<'_>) -> Result<(), VerifyError> {
        let other_opaque = header.get("opaque").is_some_and(|opaque| opaque != self.opaque);
        if !header.is_scheme(SCHEME) || other_opaque && !self.opaque.is_empty() {
            return Err(VerifyError::UnknownAssociation);
        }
        let Parameters { rand: rand_name, number: number_name, signature: signature_name } = self.parameters;
        let signature = Self::parameter(header, signature_name)?;
        let signature =
            hex::read::<SIGNATURE_LENGTH>(signature).ok_or(VerifyError::Malformed(signature_name))?;
        let rand = Self::parameter(header, rand_name)?;
        // Anything else could move the borders between the signed values.
        if rand.is_empty() || rand.len() > 32 || !rand.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(VerifyError::Malformed(rand_name));
        }
        let number = Self::parameter(header, number_name)?;
        let counter = decimal(number).ok_or(VerifyError::Malformed(number_name))?;
        // The peer signs the names that it writes (spec sip.md C4).
        let realm = header.get("realm").unwrap_or(&self.realm);
        let target_name = header.get("targetname").unwrap_or(&self.target_name);
        for (name, value) in [("realm", realm), ("targetname", target_name)] {
            if value.contains(['<', '>']) {
                return Err(VerifyError::Malformed(name));
            }
        }
        let head = SignedHead { scheme: SCHEME, rand, number, realm, target_name };
        write_signed_text(&mut self.text, self.version, &head, fields);
        if !self.mac.verify(&self.text, &signature) {
            return Err(VerifyError::WrongSignature);
        }
        let fresh = self.window.as_mut().is_none_or(|window| window.accept(counter));
        if fresh { Ok(()) } else { Err(VerifyError::ReplayedCounter) }
    }
}

/// A counter: 1 to 19 digits, nothing else.
fn decimal(text: &str) -> Option<u64> {
    let digits = (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

impl fmt::Debug for MessageVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageVerifier")
            .field("version", &self.version)
            .field("opaque", &self.opaque)
            .field("window", &self.window)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[path = "association_tests.rs"]
mod tests;
