//! Reading and writing the fields of NTLM messages ([MS-NLMP] 2.2.1): little-endian integers and payload fields
//! given by length and offset. Nothing here can panic, whatever the bytes are.

use super::NtlmError;

/// The longest message read, in bytes. Real ones are a few hundred; SIP heads end at 64 KiB.
pub const MESSAGE_LIMIT: usize = 16 * 1024;

pub(super) const SIGNATURE: &[u8; 8] = b"NTLMSSP\0";

/// Where a field descriptor stands, and what it is called in errors.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) at: usize,
}

/// Checks length, signature and type.
pub(super) fn check_type(message: &[u8], kind: u32, expected: &'static str) -> Result<(), NtlmError> {
    if message.len() > MESSAGE_LIMIT {
        return Err(NtlmError::TooLong { length: message.len() });
    }
    if !message.starts_with(SIGNATURE) || u32_at(message, 8) != Some(kind) {
        return Err(NtlmError::NotThisMessage { expected });
    }
    Ok(())
}

pub(super) fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk::<N>().copied()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    array_at(bytes, at).map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    array_at(bytes, at).map(u32::from_le_bytes)
}

/// The payload that the 8-byte descriptor of `field` points to. An empty payload may have any offset; another one must
/// lie between the fixed head, `head` bytes, and the end.
pub(super) fn payload(message: &[u8], field: Field, head: usize) -> Result<&[u8], NtlmError> {
    let outside = NtlmError::OutOfBounds { field: field.name };
    let (Some(length), Some(offset)) = (u16_at(message, field.at), u32_at(message, field.at + 4)) else {
        return Err(outside);
    };
    let (length, Ok(offset)) = (usize::from(length), usize::try_from(offset)) else { return Err(outside) };
    if length == 0 {
        return Ok(&[]);
    }
    let end = offset.checked_add(length).ok_or(outside.clone())?;
    if offset < head { Err(outside) } else { message.get(offset..end).ok_or(outside) }
}

/// Decodes UTF-16LE. Lone surrogates and an odd length are refused, so encoding again gives the same bytes.
pub(super) fn text(bytes: &[u8], field: &'static str) -> Result<String, NtlmError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(NtlmError::NotText { field });
    }
    char::decode_utf16(pairs.iter().map(|pair| u16::from_le_bytes(*pair)))
        .collect::<Result<String, _>>()
        .map_err(|_| NtlmError::NotText { field })
}

/// Appends `text` as UTF-16LE.
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
}

/// Appends `payload` and fills in the descriptor at `at`. False when a length or an offset does not fit its field.
#[must_use]
pub(super) fn put_payload(message: &mut Vec<u8>, at: usize, payload: &[u8]) -> bool {
    let (Ok(length), Ok(offset)) = (u16::try_from(payload.len()), u32::try_from(message.len())) else {
        return false;
    };
    let Some(descriptor) = message.get_mut(at..at + 8) else { return false };
    descriptor[..2].copy_from_slice(&length.to_le_bytes());
    descriptor[2..4].copy_from_slice(&length.to_le_bytes());
    descriptor[4..].copy_from_slice(&offset.to_le_bytes());
    message.extend_from_slice(payload);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: Field = Field { name: "f", at: 0 };

    #[test]
    fn payloads_must_lie_inside() {
        let message = |length: u16, offset: u32| {
            let mut bytes = [length.to_le_bytes(), [0, 0]].concat();
            bytes.extend(offset.to_le_bytes());
            bytes.extend([7; 4]);
            bytes
        };
        assert_eq!(payload(&message(4, 8), FIELD, 8), Ok(&[7_u8; 4][..]));
        assert_eq!(payload(&message(0, u32::MAX), FIELD, 8), Ok(&[][..]));
        for (length, offset) in [(5, 8), (4, 9), (1, u32::MAX), (u16::MAX, 8), (4, 7), (1, 0)] {
            let outside = Err(NtlmError::OutOfBounds { field: "f" });
            assert_eq!(payload(&message(length, offset), FIELD, 8), outside, "{length} at {offset}");
        }
        assert!(payload(&[0; 7], FIELD, 8).is_err());
    }

    #[test]
    fn text_is_exact_or_refused() {
        let mut bytes = Vec::new();
        push_text(&mut bytes, "Zoë 😀");
        assert_eq!(text(&bytes, "t"), Ok("Zoë 😀".to_string()));
        assert!(text(&bytes[..bytes.len() - 2], "t").is_err(), "a lone surrogate");
        assert!(text(&bytes[..3], "t").is_err(), "half a unit");
    }
}
