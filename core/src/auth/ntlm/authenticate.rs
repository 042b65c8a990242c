//! The AUTHENTICATE message ([MS-NLMP] 2.2.1.3), written by the client and read by the server.

use super::av_pairs;
use super::challenge::VERSION;
use super::wire::{self, Field};
use super::{Flags, NtlmError};

const TYPE: u32 = 3;
const LM_RESPONSE: Field = Field { name: "AUTHENTICATE.LmChallengeResponse", at: 12 };
const NT_RESPONSE: Field = Field { name: "AUTHENTICATE.NtChallengeResponse", at: 20 };
const DOMAIN: Field = Field { name: "AUTHENTICATE.DomainName", at: 28 };
const USER: Field = Field { name: "AUTHENTICATE.UserName", at: 36 };
const WORKSTATION: Field = Field { name: "AUTHENTICATE.Workstation", at: 44 };
const SESSION_KEY: Field = Field { name: "AUTHENTICATE.EncryptedRandomSessionKey", at: 52 };
const FLAGS_AT: usize = 60;
const HEAD: usize = 64;
const HEAD_WITH_VERSION: usize = 72;
const MIC_AT: usize = 72;
const HEAD_WITH_MIC: usize = 88;

/// Bytes of the proof and of the fixed part of the blob behind it (NTLMv2_CLIENT_CHALLENGE).
pub(super) const PROOF: usize = 16;
const BLOB_HEAD: usize = 28;

/// What a server needs of an AUTHENTICATE message.
#[derive(Debug)]
pub(super) struct Authenticate<'a> {
    pub(super) flags: Flags,
    pub(super) domain: String,
    pub(super) user: String,
    pub(super) workstation: String,
    /// The NTLM version 2 response: proof, then blob.
    pub(super) proof: [u8; PROOF],
    pub(super) blob: &'a [u8],
    pub(super) encrypted_session_key: [u8; 16],
    /// Present when the client says that it sent one.
    pub(super) mic: Option<[u8; 16]>,
}

impl<'a> Authenticate<'a> {
    /// Fails when the message is malformed, anonymous, or not an NTLM version 2 response with all required flags.
    pub(super) fn parse(message: &'a [u8]) -> Result<Authenticate<'a>, NtlmError> {
        wire::check_type(message, TYPE, "AUTHENTICATE")?;
        let flags = wire::u32_at(message, FLAGS_AT).map(Flags);
        let flags = flags.ok_or(NtlmError::OutOfBounds { field: "AUTHENTICATE.NegotiateFlags" })?;
        let user = wire::payload(message, USER, HEAD)?;
        let response = wire::payload(message, NT_RESPONSE, HEAD)?;
        if flags.contains(Flags::ANONYMOUS) || user.is_empty() || response.is_empty() {
            return Err(NtlmError::Anonymous);
        }
        let missing = Flags::REQUIRED.without(flags);
        if missing != Flags(0) {
            return Err(NtlmError::MissingFlags { missing });
        }
        let (proof, blob) = response.split_first_chunk::<PROOF>().ok_or(NtlmError::NotVersion2)?;
        // Response type and highest response type are both 1 in version 2; a version 1 response has 24 bytes in all.
        if blob.len() < BLOB_HEAD || !blob.starts_with(&[1, 1]) {
            return Err(NtlmError::NotVersion2);
        }
        // The LM response is not looked at: it proves nothing that the NT response does not prove better.
        let pairs = blob.get(BLOB_HEAD..).unwrap_or_default();
        let pairs = if pairs.is_empty() { Default::default() } else { av_pairs::scan(pairs)? };
        let mic = if pairs.flags & av_pairs::MIC_PROVIDED == 0 {
            None
        } else {
            let mic = wire::array_at(message, MIC_AT);
            Some(mic.ok_or(NtlmError::OutOfBounds { field: "AUTHENTICATE.MIC" })?)
        };
        let key = wire::payload(message, SESSION_KEY, HEAD)?;
        Ok(Authenticate {
            flags,
            domain: wire::text(wire::payload(message, DOMAIN, HEAD)?, DOMAIN.name)?,
            user: wire::text(user, USER.name)?,
            workstation: wire::text(wire::payload(message, WORKSTATION, HEAD)?, WORKSTATION.name)?,
            proof: *proof,
            blob,
            encrypted_session_key: key
                .try_into()
                .map_err(|_| NtlmError::OutOfBounds { field: SESSION_KEY.name })?,
            mic,
        })
    }
}

/// The fields of an AUTHENTICATE message to write.
pub(super) struct Fields<'a> {
    pub(super) flags: Flags,
    pub(super) domain: &'a str,
    pub(super) user: &'a str,
    pub(super) workstation: &'a str,
    pub(super) lm_response: &'a [u8],
    pub(super) nt_response: &'a [u8],
    pub(super) encrypted_session_key: &'a [u8; 16],
    /// Leaves 16 zero bytes for the message integrity code.
    pub(super) room_for_mic: bool,
    pub(super) version: [u8; 8],
}

/// Writes the message; the payload has the order of real clients. Fails with [`NtlmError::TooLong`] when a field does not
/// fit.
pub(super) fn write(fields: &Fields<'_>) -> Result<Vec<u8>, NtlmError> {
    let head = if fields.room_for_mic { HEAD_WITH_MIC } else { HEAD_WITH_VERSION };
    let mut message = vec![0; head];
    message[..8].copy_from_slice(wire::SIGNATURE);
    message[8..12].copy_from_slice(&TYPE.to_le_bytes());
    message[FLAGS_AT..HEAD].copy_from_slice(&fields.flags.0.to_le_bytes());
    message[HEAD..HEAD_WITH_VERSION].copy_from_slice(&fields.version);
    let mut fits = true;
    for (field, text) in [(DOMAIN, fields.domain), (USER, fields.user), (WORKSTATION, fields.workstation)] {
        let mut encoded = Vec::with_capacity(2 * text.len());
        wire::push_text(&mut encoded, text);
        fits &= wire::put_payload(&mut message, field.at, &encoded);
    }
    fits &= wire::put_payload(&mut message, LM_RESPONSE.at, fields.lm_response);
    fits &= wire::put_payload(&mut message, NT_RESPONSE.at, fields.nt_response);
    fits &= wire::put_payload(&mut message, SESSION_KEY.at, fields.encrypted_session_key);
    if fits && message.len() <= wire::MESSAGE_LIMIT {
        Ok(message)
    } else {
        Err(NtlmError::TooLong { length: message.len() })
    }
}

/// The version field that goes with `flags`.
pub(super) fn version_for(flags: Flags) -> [u8; 8] {
    if flags.contains(Flags::VERSION) { VERSION } else { [0; 8] }
}

/// The code over both messages of a connectionless handshake, where the field itself counts as zeros
/// ([MS-NLMP] 3.1.5.2.1).
pub(super) fn integrity_code(session_key: &[u8; 16], challenge: &[u8], message: &[u8]) -> [u8; 16] {
    let (head, rest) = message.split_at_checked(MIC_AT).unwrap_or((message, &[]));
    let tail = rest.get(HEAD_WITH_MIC - MIC_AT..).unwrap_or_default();
    super::keys::hmac_md5_of(session_key, &[challenge, head, &[0; HEAD_WITH_MIC - MIC_AT], tail])
}

/// Writes the code into the room left for it.
pub(super) fn put_integrity_code(message: &mut [u8], code: [u8; 16]) {
    if let Some(field) = message.get_mut(MIC_AT..HEAD_WITH_MIC) {
        field.copy_from_slice(&code);
    }
}
