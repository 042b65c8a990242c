//! The negotiate flags of [MS-NLMP] 2.2.2.5, as far as the connectionless form uses them.

use std::fmt;
use std::ops::{BitAnd, BitOr};

/// A set of negotiate flags. Bits without a name here are kept, but mean nothing to this implementation.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags(pub u32);

impl Flags {
    /// Text is UTF-16LE.
    pub const UNICODE: Flags = Flags(0x0000_0001);
    /// The client asks for the name of the authentication realm.
    pub const REQUEST_TARGET: Flags = Flags(0x0000_0004);
    /// Messages can be signed.
    pub const SIGN: Flags = Flags(0x0000_0010);
    /// Connectionless: no NEGOTIATE message, sequence numbers are given by the application.
    pub const DATAGRAM: Flags = Flags(0x0000_0040);
    /// NTLM session keys.
    pub const NTLM: Flags = Flags(0x0000_0200);
    /// The client is anonymous.
    pub const ANONYMOUS: Flags = Flags(0x0000_0800);
    /// Every message carries a signature.
    pub const ALWAYS_SIGN: Flags = Flags(0x0000_8000);
    /// Extended session security: the HMAC-MD5 signatures.
    pub const EXTENDED_SESSION_SECURITY: Flags = Flags(0x0008_0000);
    /// An identify-level token is enough.
    pub const IDENTIFY: Flags = Flags(0x0010_0000);
    /// The challenge carries attribute-value pairs about the server.
    pub const TARGET_INFO: Flags = Flags(0x0080_0000);
    /// The version field is filled in.
    pub const VERSION: Flags = Flags(0x0200_0000);
    /// 128-bit sealing keys.
    pub const KEY_128: Flags = Flags(0x2000_0000);
    /// The client chooses the session key and sends it encrypted.
    pub const KEY_EXCHANGE: Flags = Flags(0x4000_0000);
    /// 56-bit sealing keys.
    pub const KEY_56: Flags = Flags(0x8000_0000);

    /// What both sides need before a signature of spec sip.md C.3 can exist at all.
    pub const REQUIRED: Flags = Flags(
        Flags::UNICODE.0
            | Flags::SIGN.0
            | Flags::DATAGRAM.0
            | Flags::NTLM.0
            | Flags::EXTENDED_SESSION_SECURITY.0
            | Flags::KEY_EXCHANGE.0,
    );

    /// What the server offers: everything that a stock client insists on (spec sip.md C9), neither OEM text nor sealing.
    pub const OFFERED: Flags = Flags(
        Flags::REQUIRED.0
            | Flags::ALWAYS_SIGN.0
            | Flags::IDENTIFY.0
            | Flags::TARGET_INFO.0
            | Flags::VERSION.0
            | Flags::KEY_128.0
            | Flags::KEY_56.0,
    );

    /// True when every flag of `other` is set.
    pub fn contains(self, other: Flags) -> bool {
        self & other == other
    }

    /// The flags of `self` that are not in `other`.
    pub fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }
}

impl BitAnd for Flags {
    type Output = Flags;
    fn bitand(self, other: Flags) -> Flags {
        Flags(self.0 & other.0)
    }
}

impl BitOr for Flags {
    type Output = Flags;
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

const NAMES: [(Flags, &str); 14] = [
    (Flags::UNICODE, "UNICODE"),
    (Flags::REQUEST_TARGET, "REQUEST_TARGET"),
    (Flags::SIGN, "SIGN"),
    (Flags::DATAGRAM, "DATAGRAM"),
    (Flags::NTLM, "NTLM"),
    (Flags::ANONYMOUS, "ANONYMOUS"),
    (Flags::ALWAYS_SIGN, "ALWAYS_SIGN"),
    (Flags::EXTENDED_SESSION_SECURITY, "EXTENDED_SESSIONSECURITY"),
    (Flags::IDENTIFY, "IDENTIFY"),
    (Flags::TARGET_INFO, "TARGET_INFO"),
    (Flags::VERSION, "VERSION"),
    (Flags::KEY_128, "128"),
    (Flags::KEY_EXCHANGE, "KEY_EXCH"),
    (Flags::KEY_56, "56"),
];

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = *self;
        let mut separator = "";
        for (flag, name) in NAMES {
            if self.contains(flag) {
                write!(f, "{separator}{name}")?;
                separator = "+";
                rest = rest.without(flag);
            }
        }
        if rest != Flags(0) || separator.is_empty() {
            write!(f, "{separator}{:#010x}", rest.0)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flags({:#010x} {self})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_printed_and_unknown_bits_shown() {
        assert_eq!((Flags::SIGN | Flags::KEY_56).to_string(), "SIGN+56");
        assert_eq!((Flags::SIGN | Flags(0x20)).to_string(), "SIGN+0x00000020");
        assert_eq!(Flags(0).to_string(), "0x00000000");
    }
}
