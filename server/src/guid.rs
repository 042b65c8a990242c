//! GUIDs: rooms, categories and users are named by them on the wire.

use crate::error::{Error, ErrorKind, Result};

/// A new random GUID (RFC 9562 version 4), lower case without braces as room URIs carry it (spec: xccos.md 6).
pub fn new_guid() -> Result<String> {
    let mut bytes = [0u8; 16];
    fill_random(&mut bytes)?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    Ok(text)
}

/// Fills `bytes` from the operating system's random source.
pub fn fill_random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes)
        .map_err(|error| Error::new(ErrorKind::Io, format!("the system's random source failed: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_have_the_form_and_differ() {
        let (one, two) = (new_guid().unwrap(), new_guid().unwrap());
        assert_ne!(one, two);
        assert_eq!(one.len(), 36);
        assert_eq!(one.as_bytes()[14], b'4');
        assert!(one.bytes().all(|b| b == b'-' || b.is_ascii_digit() || (b'a'..=b'f').contains(&b)));
    }
}
