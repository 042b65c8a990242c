//! The client's half of the handshake ([MS-NLMP] 3.1.5.2.1).

use std::time::SystemTime;

use zeroize::Zeroizing;

use super::authenticate::{self, Fields};
use super::challenge::Challenge;
use super::keys::{ResponseKey, exchange, upper_windows};
use super::{Flags, NtlmError, SessionKeys, av_pairs, filetime};
use crate::auth::Credentials;

/// What the client asks for when the server offers it.
const SUPPORTED: Flags = Flags(
    Flags::REQUIRED.0
        | Flags::ALWAYS_SIGN.0
        | Flags::IDENTIFY.0
        | Flags::TARGET_INFO.0
        | Flags::VERSION.0
        | Flags::KEY_128.0
        | Flags::KEY_56.0,
);

/// The answer to a challenge.
#[derive(Debug)]
pub struct Response {
    /// The AUTHENTICATE message.
    pub message: Vec<u8>,
    /// The keys of the session that follows when the server accepts it.
    pub keys: SessionKeys,
}

/// The random values of one answer. Public so that a known exchange can be repeated; otherwise use [`Randomness::new`].
pub struct Randomness {
    /// The client's challenge.
    pub challenge: [u8; 8],
    /// The session key that the client chooses.
    pub session_key: Zeroizing<[u8; 16]>,
}

impl Randomness {
    /// Fresh values from the system. Fails with [`NtlmError::NoRandomness`].
    pub fn new() -> Result<Randomness, NtlmError> {
        let mut random = Randomness { challenge: [0; 8], session_key: Zeroizing::new([0; 16]) };
        getrandom::fill(&mut random.challenge).map_err(|_| NtlmError::NoRandomness)?;
        getrandom::fill(random.session_key.as_mut_slice()).map_err(|_| NtlmError::NoRandomness)?;
        Ok(random)
    }
}

/// Answers the CHALLENGE message `challenge`.
///
/// When the challenge holds the server's time, that time is used, the LM response is 24 zeros and the handshake is
/// protected by a message integrity code, as [MS-NLMP] 3.1.5.2.1 advises; the bit that announces the code is covered by the
/// proof, so nobody can strip it. Without it `now` is the time, and the message is byte for byte that of a Communicator
/// 2007 R2: an LMv2 response and no code.
///
/// Fails when the challenge is malformed, lacks a required flag, or the names in `credentials` do not fit.
pub fn respond(
    challenge: &[u8],
    credentials: &Credentials,
    now: SystemTime,
    random: &Randomness,
) -> Result<Response, NtlmError> {
    let offer = Challenge::parse(challenge)?;
    let missing = Flags::REQUIRED.without(offer.flags);
    if missing != Flags(0) {
        return Err(NtlmError::MissingFlags { missing });
    }
    let mut flags = (offer.flags & SUPPORTED) | Flags::REQUEST_TARGET;
    if flags.contains(Flags::KEY_128) {
        flags = flags.without(Flags::KEY_56);
    }

    // A server that sets the bit itself, which is copied, would look for a code that is not there.
    let with_mic = offer.pairs.timestamp.is_some() || offer.pairs.flags & av_pairs::MIC_PROVIDED != 0;
    let time = offer.pairs.timestamp.unwrap_or_else(|| filetime(now));
    let login = credentials.login();
    let key = ResponseKey::new(&credentials.nt_hash(), &upper_windows(login.user()), login.domain());

    let mut nt_response = vec![0; authenticate::PROOF];
    nt_response.extend([1, 1, 0, 0, 0, 0, 0, 0]);
    nt_response.extend(time.to_le_bytes());
    nt_response.extend(random.challenge);
    nt_response.extend([0; 4]);
    if with_mic {
        nt_response.extend(av_pairs::with_mic_provided(offer.target_info)?);
    } else if offer.target_info.is_empty() {
        av_pairs::push_end(&mut nt_response);
    } else {
        nt_response.extend(offer.target_info);
    }
    nt_response.extend([0; 4]);
    let (head, blob) = nt_response.split_at_mut(authenticate::PROOF);
    let proof = key.proof(&offer.nonce, blob);
    head.copy_from_slice(&proof);

    let mut lm_response = [0; 24];
    if !with_mic {
        let (proof, own) = lm_response.split_at_mut(16);
        proof.copy_from_slice(&key.proof(&offer.nonce, &random.challenge));
        own.copy_from_slice(&random.challenge);
    }

    let encrypted = exchange(&key.session_base_key(&proof), &random.session_key);
    let mut message = authenticate::write(&Fields {
        flags,
        domain: login.domain(),
        user: login.user(),
        workstation: credentials.workstation(),
        lm_response: &lm_response,
        nt_response: &nt_response,
        encrypted_session_key: &encrypted,
        room_for_mic: with_mic,
        version: authenticate::version_for(flags),
    })?;
    if with_mic {
        let code = authenticate::integrity_code(&random.session_key, challenge, &message);
        authenticate::put_integrity_code(&mut message, code);
    }
    Ok(Response { message, keys: SessionKeys::new(*random.session_key, flags) })
}
