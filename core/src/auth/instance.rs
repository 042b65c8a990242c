//! The name of an endpoint that outlives its connections: `+sip.instance` and the GRUU, both derived from the epid
//! (spec sip.md B.3; [MS-SIPRE]).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha1::{Digest, Sha1};

/// The namespace of the derivation, fcacfb03-8a73-46ef-91b1-e5ebeeaba4fe in Windows byte order.
const NAMESPACE: [u8; 16] =
    [0x03, 0xfb, 0xac, 0xfc, 0x73, 0x8a, 0xef, 0x46, 0x91, 0xb1, 0xe5, 0xeb, 0xee, 0xab, 0xa4, 0xfe];

const URN: &str = "urn:uuid:";

/// The version-5 UUID that belongs to an epid. Shown as text it is lower case: `4b1682a8-f968-5701-83fc-7c6741dc6697`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Instance(
    /// In Windows byte order: the first three fields little-endian.
    [u8; 16],
);

impl Instance {
    /// The instance of the endpoint `epid`: the `epid` parameter of its From header, used as it stands there.
    pub fn of_epid(epid: &str) -> Instance {
        let digest: [u8; 20] = Sha1::new().chain_update(NAMESPACE).chain_update(epid).finalize().into();
        let mut bytes = [0; 16];
        for (byte, from) in bytes.iter_mut().zip(digest) {
            *byte = from;
        }
        bytes[7] = bytes[7] & 0x0f | 0x50;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Instance(bytes)
    }

    /// `urn:uuid:…`, which goes in angle brackets and quotes into Contact: `+sip.instance="<urn:uuid:…>"`.
    pub fn urn(&self) -> String {
        format!("{URN}{self}")
    }

    /// True when `value` names this instance: the value of `+sip.instance` with or without quotes and angle brackets, in
    /// any case. A server must refuse a REGISTER whose instance does not fit its epid ([MS-SIPAE] 3.3.5.2).
    pub fn is(&self, value: &str) -> bool {
        let value = value.trim().trim_matches('"').trim_start_matches('<').trim_end_matches('>');
        let Some((urn, uuid)) = value.split_at_checked(URN.len()) else { return false };
        urn.eq_ignore_ascii_case(URN) && uuid.eq_ignore_ascii_case(&self.to_string())
    }

    /// The GRUU that a server gives this endpoint of `address`: `sip:user@domain;opaque=user:epid:…;gruu`.
    pub fn gruu(&self, address: &str) -> String {
        format!("{address};opaque=user:epid:{};gruu", self.opaque())
    }

    /// The last part of `opaque=user:epid:…`: the UUID and two zero bytes in URL-safe base64.
    pub fn opaque(&self) -> String {
        let mut bytes = [0; 18];
        bytes[..16].copy_from_slice(&self.0);
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g, h, i, rest @ ..] = &self.0;
        for (at, byte) in [d, c, b, a, g, e, i, h].into_iter().chain(rest).enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Instance({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of [MS-SIPRE] and a recorded sign-in of Communicator 2007 R2 with the server's GRUU.
    #[test]
    fn recorded_instances_and_gruu() {
        assert_eq!(Instance::of_epid("01010101").to_string(), "4b1682a8-f968-5701-83fc-7c6741dc6697");
        let instance = Instance::of_epid("c8ca638a15");
        assert_eq!(instance.urn(), "urn:uuid:34d859db-6585-5f91-a3b4-de853c15347d");
        assert_eq!(
            instance.gruu("sip:user@cosmo.local"),
            "sip:user@cosmo.local;opaque=user:epid:21nYNIVlkV-jtN6FPBU0fQAA;gruu"
        );
    }

    #[test]
    fn an_instance_is_recognised_in_every_writing_and_no_other() {
        let instance = Instance::of_epid("c8ca638a15");
        for value in [
            "<urn:uuid:34D859DB-6585-5F91-A3B4-DE853C15347D>",
            "\"<urn:uuid:34d859db-6585-5f91-a3b4-de853c15347d>\"",
            "URN:UUID:34d859db-6585-5f91-a3b4-de853c15347d",
        ] {
            assert!(instance.is(value), "{value}");
            assert!(!Instance::of_epid("c8ca638a16").is(value), "{value}");
        }
        for value in ["", "<>", "34d859db-6585-5f91-a3b4-de853c15347d", "<urn:uuid:>", "ééééé"] {
            assert!(!instance.is(value), "{value}");
        }
    }
}
