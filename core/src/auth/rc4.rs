//! The RC4 stream cipher, which NTLM needs for its session key and its checksums ([MS-NLMP] 3.4.3, 6).
//!
//! RC4 is broken as a cipher. Here it only does what the protocol demands; confidentiality comes from TLS.

use zeroize::Zeroize;

/// A running RC4 key stream.
pub(crate) struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    /// Schedules `key`, of which at most the first 256 bytes count. An empty key leaves the identity permutation.
    pub(crate) fn new(key: &[u8]) -> Rc4 {
        let mut state = [0_u8; 256];
        for (value, slot) in (0_u8..=255).zip(state.iter_mut()) {
            *slot = value;
        }
        let mut j = 0_u8;
        for (i, byte) in (0_u8..=255).zip(key.iter().cycle()) {
            j = j.wrapping_add(state[usize::from(i)]).wrapping_add(*byte);
            state.swap(usize::from(i), usize::from(j));
        }
        Rc4 { state, i: 0, j: 0 }
    }

    /// Encrypts or decrypts `data` in place, which is the same operation.
    pub(crate) fn apply(&mut self, data: &mut [u8]) {
        for byte in data {
            self.i = self.i.wrapping_add(1);
            let a = self.state[usize::from(self.i)];
            self.j = self.j.wrapping_add(a);
            let b = self.state[usize::from(self.j)];
            self.state.swap(usize::from(self.i), usize::from(self.j));
            *byte ^= self.state[usize::from(a.wrapping_add(b))];
        }
    }
}

impl Drop for Rc4 {
    fn drop(&mut self) {
        self.state.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::hex;

    /// RFC 6229 section 2: the key stream at offsets 0, 16 and 240 for keys of 40, 56 and 128 bits.
    #[test]
    fn key_stream_of_rfc_6229() {
        for (key, at_0, at_16, at_240) in [
            (
                "0102030405",
                "b2396305f03dc027ccc3524a0a1118a8",
                "6982944f18fc82d589c403a47a0d0919",
                "28cb1132c96ce286421dcaadb8b69eae",
            ),
            (
                "01020304050607",
                "293f02d47f37c9b633f2af5285feb46b",
                "e620f1390d19bd84e2e0fd752031afc1",
                "914f02531c9218810df60f67e338154c",
            ),
            (
                "0102030405060708090a0b0c0d0e0f10",
                "9ac7cc9a609d1ef7b2932899cde41b97",
                "5248c4959014126a6e8a84f11d1a9e1c",
                "065902e4b620f6cc36c8589f66432f2b",
            ),
        ] {
            let mut stream = [0_u8; 256];
            Rc4::new(&hex::bytes(key)).apply(&mut stream);
            assert_eq!(stream[..16], hex::bytes(at_0), "key {key}");
            assert_eq!(stream[16..32], hex::bytes(at_16), "key {key}");
            assert_eq!(stream[240..], hex::bytes(at_240), "key {key}");
        }
    }
}
