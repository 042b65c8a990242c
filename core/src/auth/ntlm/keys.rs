//! The keys of NTLM version 2: from the password to the session key ([MS-NLMP] 3.3.2) and from there to the signing and
//! sealing keys of each direction (3.4.5).

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use md4::Md4;
use md5::{Digest, Md5};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::Flags;
use super::wire::push_text;
use crate::auth::rc4::Rc4;

/// The MD4 hash of a password in UTF-16LE (NTOWFv1): whoever has it can sign in, so it is as secret as the password.
/// Erased when dropped; its Debug form shows nothing.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct NtHash([u8; 16]);

impl NtHash {
    /// The hash of `password`.
    pub fn of_password(password: &str) -> NtHash {
        let mut text = Zeroizing::new(Vec::with_capacity(2 * password.len()));
        push_text(&mut text, password);
        NtHash(Md4::digest(text.as_slice()).into())
    }

    /// A hash that was stored earlier.
    pub fn from_bytes(bytes: [u8; 16]) -> NtHash {
        NtHash(bytes)
    }

    /// The 16 bytes, for storing them. Never log them.
    pub fn expose(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for NtHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NtHash(***)")
    }
}

/// HMAC-MD5 with a 16-byte key. Padding the key to a block is what HMAC does first anyway, and then no length can fail.
pub(super) fn hmac_md5(key: &[u8; 16]) -> Hmac<Md5> {
    let mut block = Zeroizing::new([0_u8; 64]);
    block[..16].copy_from_slice(key);
    Hmac::<Md5>::new((&*block).into())
}

pub(super) fn hmac_md5_of(key: &[u8; 16], parts: &[&[u8]]) -> [u8; 16] {
    let mut mac = hmac_md5(key);
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The key of a user (NTOWFv2, ResponseKeyNT).
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct ResponseKey([u8; 16]);

impl ResponseKey {
    /// `upper_user` is the user name in capitals; the domain counts as it is sent.
    pub(super) fn new(hash: &NtHash, upper_user: &str, domain: &str) -> ResponseKey {
        let mut name = Vec::with_capacity(2 * (upper_user.len() + domain.len()));
        push_text(&mut name, upper_user);
        push_text(&mut name, domain);
        ResponseKey(hmac_md5_of(&hash.0, &[&name]))
    }

    /// The proof over `blob`, which [MS-NLMP] calls temp (NTProofStr). With the client's 8 bytes in its place it is LMv2.
    pub(super) fn proof(&self, nonce: &[u8; 8], blob: &[u8]) -> [u8; 16] {
        hmac_md5_of(&self.0, &[nonce, blob])
    }

    /// The session base key, in NTLM version 2 also the key exchange key.
    pub(super) fn session_base_key(&self, proof: &[u8; 16]) -> Zeroizing<[u8; 16]> {
        Zeroizing::new(hmac_md5_of(&self.0, &[proof]))
    }

    #[cfg(test)]
    pub(super) fn expose(&self) -> &[u8; 16] {
        &self.0
    }
}

/// `key` encrypted, or decrypted, under the key exchange key.
pub(super) fn exchange(key_exchange_key: &[u8; 16], key: &[u8; 16]) -> Zeroizing<[u8; 16]> {
    let mut out = Zeroizing::new(*key);
    Rc4::new(key_exchange_key).apply(out.as_mut_slice());
    out
}

/// Capitals as Windows makes them: one UTF-16 unit becomes one unit or stays (RtlUpcaseUnicodeChar), so ß stays ß.
/// Dotless i, long s and the micro sign, whose capitals lie in another script block, stay as well.
pub(super) fn upper_windows(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut capitals = c.to_uppercase();
            match (capitals.next(), capitals.next()) {
                (Some(capital), None)
                    if u32::from(c) <= 0xffff
                        && u32::from(capital) <= 0xffff
                        && !matches!(c, '\u{b5}' | '\u{131}' | '\u{17f}') =>
                {
                    capital
                }
                _ => c,
            }
        })
        .collect()
}

/// Which side wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the client to the server.
    ToServer,
    /// From the server to the client.
    ToClient,
}

const SIGN_TO_SERVER: &[u8] = b"session key to client-to-server signing key magic constant\0";
const SIGN_TO_CLIENT: &[u8] = b"session key to server-to-client signing key magic constant\0";
const SEAL_TO_SERVER: &[u8] = b"session key to client-to-server sealing key magic constant\0";
const SEAL_TO_CLIENT: &[u8] = b"session key to server-to-client sealing key magic constant\0";

/// The exported session key of a finished handshake, and how much of it seals. Erased when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SessionKeys {
    exported: [u8; 16],
    seal_bytes: usize,
}

impl SessionKeys {
    /// `flags` are those both sides agreed on: 128, else 56, else 40 bits seal (SEALKEY, [MS-NLMP] 3.4.5.3).
    pub fn new(exported: [u8; 16], flags: Flags) -> SessionKeys {
        let seal_bytes = if flags.contains(Flags::KEY_128) {
            16
        } else if flags.contains(Flags::KEY_56) {
            7
        } else {
            5
        };
        SessionKeys { exported, seal_bytes }
    }

    pub(super) fn sign_key(&self, direction: Direction) -> Zeroizing<[u8; 16]> {
        let constant = if direction == Direction::ToServer { SIGN_TO_SERVER } else { SIGN_TO_CLIENT };
        md5_of(&self.exported, constant)
    }

    pub(super) fn seal_key(&self, direction: Direction) -> Zeroizing<[u8; 16]> {
        let constant = if direction == Direction::ToServer { SEAL_TO_SERVER } else { SEAL_TO_CLIENT };
        md5_of(self.exported.get(..self.seal_bytes).unwrap_or(&self.exported), constant)
    }
}

impl fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionKeys(***, {} bit)", 8 * self.seal_bytes)
    }
}

pub(super) fn md5_of(key: &[u8], constant: &[u8]) -> Zeroizing<[u8; 16]> {
    Zeroizing::new(Md5::new().chain_update(key).chain_update(constant).finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::hex;

    /// RFC 1320 A.5, MD4 itself.
    #[test]
    fn md4_of_rfc_1320() {
        for (text, digest) in [
            ("", "31d6cfe0d16ae931b73c59d7e0c089c0"),
            ("a", "bde52cb31de33e46245e05fbdbd6fb24"),
            ("abc", "a448017aaf21d8525fc10ae87aa6729d"),
            ("message digest", "d9130a8164549fe818874806e1c7014b"),
            ("abcdefghijklmnopqrstuvwxyz", "d79e1c308aa5bbcdeea8ed63df412da9"),
            (
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                "043f8582f241db351ce627e153e7f0e4",
            ),
            (
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "e33b4ddc9c38f2199c3e7b164fcc0536",
            ),
        ] {
            assert_eq!(Md4::digest(text).as_slice(), hex::bytes(digest), "{text:?}");
        }
    }

    /// [MS-NLMP] 4.2.1, 4.2.4.1: user "User", domain "Domain", password "Password".
    #[test]
    fn response_and_session_keys_of_ms_nlmp_4_2_4() {
        let hash = NtHash::of_password("Password");
        assert_eq!(hash.expose(), &*hex::bytes("a4f49c406510bdcab6824ee7c30fd852"));
        let key = ResponseKey::new(&hash, &upper_windows("User"), "Domain");
        assert_eq!(key.expose(), &*hex::bytes("0c868a403bfd7a93a3001ef22ef02e3f"));

        let nonce = hex::read("0123456789abcdef").unwrap();
        let blob = hex::bytes(concat!(
            "01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000",
            "02000c0044006f006d00610069006e00",
            "01000c005300650072007600650072000000000000000000"
        ));
        let proof = key.proof(&nonce, &blob);
        assert_eq!(proof, *hex::bytes("68cd0ab851e51c96aabc927bebef6a1c"));
        assert_eq!(key.proof(&nonce, &[0xaa; 8]), *hex::bytes("86c35097ac9cec102554764a57cccc19"), "LMv2");
        let base = key.session_base_key(&proof);
        assert_eq!(*base, *hex::bytes("8de40ccadbc14a82f15cb0ad0de95ca3"));
        assert_eq!(*exchange(&base, &[0x55; 16]), *hex::bytes("c5dad2544fc9799094ce1ce90bc9d03e"));

        let keys = SessionKeys::new([0x55; 16], Flags(0xe28a_8233));
        assert_eq!(*keys.sign_key(Direction::ToServer), *hex::bytes("4788dc861b4782f35d43fd98fe1a2d39"));
        assert_eq!(*keys.seal_key(Direction::ToServer), *hex::bytes("59f600973cc4960a25480a7c196e4c58"));
    }

    #[test]
    fn weaker_flags_shorten_the_sealing_key_only() {
        let exported = [0x55; 16];
        let strong = SessionKeys::new(exported, Flags::KEY_128 | Flags::KEY_56);
        for (flags, length) in [(Flags::KEY_56, 7), (Flags(0), 5)] {
            let weak = SessionKeys::new(exported, flags);
            assert_eq!(weak.sign_key(Direction::ToClient), strong.sign_key(Direction::ToClient));
            assert_eq!(weak.seal_key(Direction::ToClient), md5_of(&exported[..length], SEAL_TO_CLIENT));
            assert_ne!(weak.seal_key(Direction::ToClient), strong.seal_key(Direction::ToClient));
        }
    }

    #[test]
    fn capitals_are_made_unit_by_unit() {
        assert_eq!(upper_windows("anna.müller-ÿ@x"), "ANNA.MÜLLER-Ÿ@X");
        assert_eq!(upper_windows("иван ας"), "ИВАН ΑΣ");
        assert_eq!(upper_windows("straße ıſµ 𐐨"), "STRAßE ıſµ 𐐨");
    }

    #[test]
    fn secrets_do_not_show() {
        let shown =
            format!("{:?} {:?}", NtHash::from_bytes([7; 16]), SessionKeys::new([7; 16], Flags::KEY_128));
        assert_eq!(shown, "NtHash(***) SessionKeys(***, 128 bit)");
    }
}
