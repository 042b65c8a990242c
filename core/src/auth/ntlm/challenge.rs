//! The CHALLENGE message ([MS-NLMP] 2.2.1.2), written by the server and read by the client.

use super::av_pairs::{self, Summary};
use super::wire::{self, Field};
use super::{Flags, NtlmError};

const TYPE: u32 = 2;
const TARGET_INFO: Field = Field { name: "CHALLENGE.TargetInfo", at: 40 };
/// The head up to the descriptor of the target information. The version after it is for debugging only.
const HEAD: usize = 48;
const HEAD_WITH_VERSION: usize = 56;

/// The version field of every message written: Windows 6.1.7601, revision 15. Receivers must not act on it.
pub(super) const VERSION: [u8; 8] = [6, 1, 0xb1, 0x1d, 0, 0, 0, 15];

/// The names by which a server calls itself in its challenges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetNames {
    /// NetBIOS name of the domain, e.g. "CONTOSO".
    pub netbios_domain: String,
    /// NetBIOS name of the server, e.g. "FE01".
    pub netbios_computer: String,
    /// DNS name of the domain, e.g. "contoso.test".
    pub dns_domain: String,
    /// Fully qualified name of the server, e.g. "fe01.contoso.test".
    pub dns_computer: String,
}

impl TargetNames {
    /// Names derived from the server's fully qualified name: "fe01.contoso.test" gives FE01, CONTOSO and contoso.test.
    pub fn of_server(fqdn: &str) -> TargetNames {
        let netbios = |name: &str| -> String {
            name.split('.').next().unwrap_or(name).to_uppercase().chars().take(15).collect()
        };
        let domain = fqdn.split_once('.').map_or(fqdn, |(_, domain)| domain);
        TargetNames {
            netbios_domain: netbios(domain),
            netbios_computer: netbios(fqdn),
            dns_domain: domain.to_string(),
            dns_computer: fqdn.to_string(),
        }
    }

    /// Writes a challenge with the random `nonce` and the time `filetime` ([`super::filetime`]), which makes newer clients
    /// protect the handshake with a message integrity code. Empty names are left out.
    pub fn challenge(&self, nonce: [u8; 8], filetime: u64) -> Vec<u8> {
        let mut info = Vec::with_capacity(256);
        for (id, name) in [
            (av_pairs::NB_DOMAIN_NAME, &self.netbios_domain),
            (av_pairs::NB_COMPUTER_NAME, &self.netbios_computer),
            (av_pairs::DNS_DOMAIN_NAME, &self.dns_domain),
            (av_pairs::DNS_COMPUTER_NAME, &self.dns_computer),
        ] {
            if !name.is_empty() {
                let mut value = Vec::with_capacity(2 * name.len());
                wire::push_text(&mut value, name);
                // A DNS name has at most 255 characters; a longer setting must not overflow the message.
                value.truncate(512);
                av_pairs::push(&mut info, id, &value);
            }
        }
        av_pairs::push(&mut info, av_pairs::TIMESTAMP, &filetime.to_le_bytes());
        av_pairs::push_end(&mut info);

        let mut message = vec![0; HEAD_WITH_VERSION];
        message[..8].copy_from_slice(wire::SIGNATURE);
        message[8..12].copy_from_slice(&TYPE.to_le_bytes());
        // No target name: its offset points to the payload all the same, as real servers write it.
        message[16..20].copy_from_slice(&56_u32.to_le_bytes());
        message[20..24].copy_from_slice(&Flags::OFFERED.0.to_le_bytes());
        message[24..32].copy_from_slice(&nonce);
        message[48..56].copy_from_slice(&VERSION);
        let fits = wire::put_payload(&mut message, TARGET_INFO.at, &info);
        debug_assert!(fits, "four names of 512 bytes always fit");
        message
    }
}

/// What a client needs of a CHALLENGE message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Challenge<'a> {
    pub(super) flags: Flags,
    pub(super) nonce: [u8; 8],
    /// The target information as it stands, possibly empty.
    pub(super) target_info: &'a [u8],
    pub(super) pairs: Summary,
}

impl<'a> Challenge<'a> {
    pub(super) fn parse(message: &'a [u8]) -> Result<Challenge<'a>, NtlmError> {
        wire::check_type(message, TYPE, "CHALLENGE")?;
        let flags = wire::u32_at(message, 20).map(Flags);
        let flags = flags.ok_or(NtlmError::OutOfBounds { field: "CHALLENGE.NegotiateFlags" })?;
        let nonce = wire::array_at(message, 24);
        let nonce = nonce.ok_or(NtlmError::OutOfBounds { field: "CHALLENGE.ServerChallenge" })?;
        let target_info =
            if flags.contains(Flags::TARGET_INFO) { wire::payload(message, TARGET_INFO, HEAD)? } else { &[] };
        let pairs = if target_info.is_empty() { Summary::default() } else { av_pairs::scan(target_info)? };
        Ok(Challenge { flags, nonce, target_info, pairs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_challenge_is_read_back() {
        let message = TargetNames::of_server("fe01.contoso.test").challenge([9; 8], 77);
        let challenge = Challenge::parse(&message).unwrap();
        assert_eq!(challenge.flags, Flags(0xe298_8251));
        assert_eq!((challenge.nonce, challenge.pairs.timestamp), ([9; 8], Some(77)));
        let mut domain = Vec::new();
        wire::push_text(&mut domain, "CONTOSO");
        assert_eq!(challenge.target_info[4..18], domain);
    }

    #[test]
    fn names_of_any_length_give_a_valid_challenge() {
        for name in ["", "x", ".", &"ä.".repeat(5000)] {
            let message = TargetNames::of_server(name).challenge([0; 8], 0);
            Challenge::parse(&message).unwrap_or_else(|error| panic!("{error} for {} bytes", name.len()));
        }
    }

    #[test]
    fn every_cut_is_refused() {
        let message = TargetNames::of_server("fe01.contoso.test").challenge([9; 8], 77);
        for length in 0..message.len() {
            assert!(Challenge::parse(&message[..length]).is_err(), "cut at {length}");
        }
    }
}
