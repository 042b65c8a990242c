//! The server's half of the handshake ([MS-NLMP] 3.2.5.2.2).

use subtle::{Choice, ConstantTimeEq};

use super::authenticate::{self, Authenticate};
use super::keys::{ResponseKey, exchange, upper_windows};
use super::{Flags, NtHash, NtlmError, SessionKeys};
use crate::auth::Login;

/// A client that proved that it knows its password.
#[derive(Debug)]
pub struct Authenticated {
    /// Who it is, exactly as it said it.
    pub login: Login,
    /// The name of its machine, possibly empty. Claimed, not proven.
    pub workstation: String,
    /// The keys of the session.
    pub keys: SessionKeys,
}

/// Checks the AUTHENTICATE message that answers `challenge`, whose random bytes were `nonce`.
///
/// `password_hash` looks up a login; for an unknown one the same work is done, so that timing does not tell which logins
/// exist. Accepts only NTLM version 2 with every flag of [`Flags::REQUIRED`], a named user, and a correct message integrity
/// code where the client announced one. The proof and the code are compared in constant time.
pub fn check(
    challenge: &[u8],
    nonce: &[u8; 8],
    message: &[u8],
    password_hash: &mut dyn FnMut(&Login) -> Option<NtHash>,
) -> Result<Authenticated, NtlmError> {
    let claim = Authenticate::parse(message)?;
    let login = Login::new(&claim.domain, &claim.user).ok_or(NtlmError::Anonymous)?;
    let found = password_hash(&login);
    let known = Choice::from(u8::from(found.is_some()));
    let hash = found.unwrap_or_else(|| NtHash::from_bytes([0; 16]));

    let mut accepted = None;
    for key in candidate_keys(&hash, &login) {
        let right = key.proof(nonce, claim.blob).ct_eq(&claim.proof) & known;
        if bool::from(right) {
            accepted = Some(key);
        }
    }
    let key = accepted.ok_or(NtlmError::WrongCredentials)?;

    let exported = exchange(&key.session_base_key(&claim.proof), &claim.encrypted_session_key);
    if let Some(mic) = claim.mic {
        let expected = authenticate::integrity_code(&exported, challenge, message);
        if !bool::from(expected.ct_eq(&mic)) {
            return Err(NtlmError::WrongIntegrityCode);
        }
    }
    let keys = SessionKeys::new(*exported, claim.flags & Flags::OFFERED);
    Ok(Authenticated { login, workstation: claim.workstation, keys })
}

/// The keys that clients derive from one password. All use the names that were sent, but clients differ in how they make
/// capitals of a user name beyond ASCII (Windows unit by unit, some with full Unicode rules, SIPE only a to z), and
/// [MS-NLMP] 3.2.5.1.2 asks to bear with those that leave the domain out.
fn candidate_keys(hash: &NtHash, login: &Login) -> Vec<ResponseKey> {
    let mut names = vec![upper_windows(login.user())];
    for other in [login.user().to_uppercase(), login.user().to_ascii_uppercase()] {
        if !names.contains(&other) {
            names.push(other);
        }
    }
    let mut keys: Vec<ResponseKey> =
        names.iter().map(|name| ResponseKey::new(hash, name, login.domain())).collect();
    if !login.domain().is_empty() {
        keys.extend(names.first().map(|name| ResponseKey::new(hash, name, "")));
    }
    keys
}
