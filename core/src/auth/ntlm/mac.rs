//! Message signatures of the connectionless form with extended session security ([MS-NLMP] 3.4.4.2, spec sip.md C12).

use hmac::{Hmac, Mac};
use md5::Md5;
use subtle::ConstantTimeEq;

use super::keys::{hmac_md5, md5_of};
use super::{Direction, SessionKeys};
use crate::auth::rc4::Rc4;

/// The sequence number of every message of both sides (spec sip.md C12).
const SEQUENCE: [u8; 4] = 100_u32.to_le_bytes();

/// Length of a signature in bytes.
pub const SIGNATURE_LENGTH: usize = 16;

/// Signs and checks the messages of one direction.
///
/// Since the sequence number never changes, everything but the text's own hash is computed once: the keyed HMAC state
/// that has taken in the number, and the 8 bytes of RC4 key stream that cover the checksum. No lock, no allocation.
#[derive(Clone)]
pub struct MessageMac {
    keyed: Hmac<Md5>,
    mask: [u8; 8],
}

impl MessageMac {
    /// The signatures of the messages that go in `direction`.
    pub fn new(keys: &SessionKeys, direction: Direction) -> MessageMac {
        let mut keyed = hmac_md5(&keys.sign_key(direction));
        keyed.update(&SEQUENCE);
        let mut mask = [0; 8];
        Rc4::new(md5_of(keys.seal_key(direction).as_slice(), &SEQUENCE).as_slice()).apply(&mut mask);
        MessageMac { keyed, mask }
    }

    /// The signature of `text`: version 1, encrypted checksum, sequence number.
    pub fn sign(&self, text: &[u8]) -> [u8; SIGNATURE_LENGTH] {
        let mut mac = self.keyed.clone();
        mac.update(text);
        let digest: [u8; 16] = mac.finalize().into_bytes().into();
        let mut signature = [0; SIGNATURE_LENGTH];
        signature[0] = 1;
        for ((out, byte), mask) in signature[4..12].iter_mut().zip(&digest).zip(&self.mask) {
            *out = byte ^ mask;
        }
        signature[12..].copy_from_slice(&SEQUENCE);
        signature
    }

    /// True when `signature` is that of `text`. Takes the same time wherever they differ.
    pub fn verify(&self, text: &[u8], signature: &[u8; SIGNATURE_LENGTH]) -> bool {
        self.sign(text).ct_eq(signature).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::hex;
    use crate::auth::ntlm::Flags;

    fn keys() -> SessionKeys {
        SessionKeys::new([0x55; 16], Flags(0xe28a_8233))
    }

    /// [MS-NLMP] 4.2.4.4 gives the checksum before encryption for sequence number 0.
    #[test]
    fn checksum_of_ms_nlmp_4_2_4_4() {
        let mut mac = hmac_md5(&keys().sign_key(Direction::ToServer));
        mac.update(&0_u32.to_le_bytes());
        mac.update(&hex::bytes("50006c00610069006e007400650078007400"));
        let digest: [u8; 16] = mac.finalize().into_bytes().into();
        assert_eq!(digest[..8], *hex::bytes("70352851f2564309"));

        let mut sealed = hex::bytes("50006c00610069006e007400650078007400");
        sealed.extend_from_slice(&digest[..8]);
        Rc4::new(keys().seal_key(Direction::ToServer).as_slice()).apply(&mut sealed);
        assert_eq!(sealed, hex::bytes("54e50165bf1936dc996020c1811b0f06fb5f7fb38ec5c55d4976"));
    }

    #[test]
    fn directions_and_texts_differ() {
        let to_server = MessageMac::new(&keys(), Direction::ToServer);
        let to_client = MessageMac::new(&keys(), Direction::ToClient);
        let signature = to_server.sign(b"<NTLM>");
        assert_eq!(signature[..4], [1, 0, 0, 0]);
        assert_eq!(signature[12..], [100, 0, 0, 0]);
        assert!(to_server.verify(b"<NTLM>", &signature));
        assert!(!to_server.verify(b"<NTLM", &signature));
        assert!(!to_client.verify(b"<NTLM>", &signature));
        for bit in 0..8 * SIGNATURE_LENGTH {
            let mut changed = signature;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!to_server.verify(b"<NTLM>", &changed), "bit {bit}");
        }
    }
}
