//! The target information: attribute-value pairs about the server ([MS-NLMP] 2.2.2.1).

use super::NtlmError;
use super::wire::{array_at, u16_at, u32_at};

/// End of the list.
const EOL: u16 = 0;
/// NetBIOS name of the server.
pub(super) const NB_COMPUTER_NAME: u16 = 1;
/// NetBIOS name of the domain.
pub(super) const NB_DOMAIN_NAME: u16 = 2;
/// Fully qualified name of the server.
pub(super) const DNS_COMPUTER_NAME: u16 = 3;
/// Fully qualified name of the domain.
pub(super) const DNS_DOMAIN_NAME: u16 = 4;
/// 32 bits; [`MIC_PROVIDED`] is the one of interest.
pub(super) const FLAGS: u16 = 6;
/// A FILETIME: the server's local time.
pub(super) const TIMESTAMP: u16 = 7;

/// In [`FLAGS`]: the AUTHENTICATE message holds a message integrity code.
pub(super) const MIC_PROVIDED: u32 = 2;

/// What matters in a list of pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Summary {
    pub(super) timestamp: Option<u64>,
    pub(super) flags: u32,
    /// Length of the pairs without the end mark and whatever follows it.
    pub(super) length: usize,
}

/// Walks the pairs up to the end mark. Fails with [`NtlmError::BadTargetInfo`] when there is none.
pub(super) fn scan(info: &[u8]) -> Result<Summary, NtlmError> {
    let mut summary = Summary::default();
    loop {
        let at = summary.length;
        let id = u16_at(info, at).ok_or(NtlmError::BadTargetInfo)?;
        if id == EOL {
            return Ok(summary);
        }
        let length = u16_at(info, at + 2).map(usize::from).ok_or(NtlmError::BadTargetInfo)?;
        let value = info.get(at + 4..at + 4 + length).ok_or(NtlmError::BadTargetInfo)?;
        match id {
            FLAGS => summary.flags = u32_at(value, 0).ok_or(NtlmError::BadTargetInfo)?,
            TIMESTAMP => {
                let time = array_at(value, 0).ok_or(NtlmError::BadTargetInfo)?;
                summary.timestamp = Some(u64::from_le_bytes(time));
            }
            _ => {}
        }
        summary.length = at + 4 + length;
    }
}

/// Appends one pair. A value over 65535 bytes is left out: no length field could hold it.
pub(super) fn push(out: &mut Vec<u8>, id: u16, value: &[u8]) {
    if let Ok(length) = u16::try_from(value.len()) {
        out.extend(id.to_le_bytes());
        out.extend(length.to_le_bytes());
        out.extend(value);
    }
}

/// Appends the end mark.
pub(super) fn push_end(out: &mut Vec<u8>) {
    push(out, EOL, &[]);
}

/// The pairs of `info` with the bit [`MIC_PROVIDED`] set: in the pair that is there, else in a new one.
pub(super) fn with_mic_provided(info: &[u8]) -> Result<Vec<u8>, NtlmError> {
    let pairs = scan(info)?;
    let mut out = Vec::with_capacity(pairs.length + 12);
    let mut rest = info.get(..pairs.length).ok_or(NtlmError::BadTargetInfo)?;
    while let (Some(id), Some(length)) = (u16_at(rest, 0), u16_at(rest, 2)) {
        let (pair, tail) = rest.split_at_checked(4 + usize::from(length)).ok_or(NtlmError::BadTargetInfo)?;
        if id != FLAGS {
            out.extend_from_slice(pair);
        }
        rest = tail;
    }
    push(&mut out, FLAGS, &(pairs.flags | MIC_PROVIDED).to_le_bytes());
    push_end(&mut out);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(pairs: &[(u16, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        for (id, value) in pairs {
            push(&mut out, *id, value);
        }
        push_end(&mut out);
        out
    }

    #[test]
    fn flags_and_time_are_found() {
        let info = list(&[(NB_DOMAIN_NAME, b"D\0"), (FLAGS, &[2, 0, 0, 0]), (TIMESTAMP, &[1; 8])]);
        let found = scan(&info).unwrap();
        assert_eq!((found.flags, found.timestamp), (2, Some(0x0101_0101_0101_0101)));
        assert_eq!(found.length, info.len() - 4);
    }

    #[test]
    fn a_list_without_end_or_with_short_values_is_refused() {
        let whole = list(&[(NB_DOMAIN_NAME, b"D\0"), (TIMESTAMP, &[1; 8])]);
        for length in 0..whole.len() - 3 {
            assert_eq!(scan(&whole[..length]), Err(NtlmError::BadTargetInfo), "cut at {length}");
        }
        assert!(scan(&list(&[(FLAGS, &[2])])).is_err());
        assert!(scan(&list(&[(TIMESTAMP, &[2; 7])])).is_err());
    }

    #[test]
    fn the_mic_bit_joins_the_flags_that_are_there() {
        let before = list(&[(FLAGS, &[1, 0, 0, 0]), (NB_COMPUTER_NAME, b"S\0")]);
        let after = with_mic_provided(&before).unwrap();
        assert_eq!(after, list(&[(NB_COMPUTER_NAME, b"S\0"), (FLAGS, &[3, 0, 0, 0])]));
        assert_eq!(scan(&with_mic_provided(&list(&[])).unwrap()).unwrap().flags, MIC_PROVIDED);
    }
}
