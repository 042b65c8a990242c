//! Hexadecimal text, by table: every signed message carries 24 bytes of it.

const DIGITS: &[u8; 16] = b"0123456789abcdef";
const NOT_HEX: u8 = 0xff;

const VALUES: [u8; 256] = {
    let mut table = [NOT_HEX; 256];
    let mut value = 0;
    while value < 16 {
        let digit = DIGITS[value];
        table[digit as usize] = value as u8;
        table[digit.to_ascii_uppercase() as usize] = value as u8;
        value += 1;
    }
    table
};

/// Appends `bytes` as lower-case digits.
pub(crate) fn push(out: &mut String, bytes: &[u8]) {
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// Writes `bytes` as lower-case digits into `out`, as many as there is room for.
pub(crate) fn encode<'o>(bytes: &[u8], out: &'o mut [u8]) -> &'o str {
    for (byte, pair) in bytes.iter().zip(out.chunks_exact_mut(2)) {
        if let [high, low] = pair {
            *high = DIGITS[usize::from(byte >> 4)];
            *low = DIGITS[usize::from(byte & 15)];
        }
    }
    str::from_utf8(out).unwrap_or_default()
}

/// Reads exactly `N` bytes from `2 * N` digits of either case.
pub(crate) fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0_u8; N];
    if text.len() != 2 * N {
        return None;
    }
    for (pair, byte) in text.as_bytes().chunks_exact(2).zip(&mut bytes) {
        let &[high, low] = pair else { return None };
        let (high, low) = (VALUES[usize::from(high)], VALUES[usize::from(low)]);
        if high == NOT_HEX || low == NOT_HEX {
            return None;
        }
        *byte = high << 4 | low;
    }
    Some(bytes)
}

/// Any even number of digits, for test vectors.
#[cfg(test)]
pub(crate) fn bytes(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "odd number of hex digits: {text}");
    (0..text.len() / 2).map(|i| read::<1>(&text[2 * i..2 * i + 2]).unwrap()[0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_either_case_are_read_and_lower_case_is_written() {
        assert_eq!(read::<4>("00fFAb9e"), Some([0, 0xff, 0xab, 0x9e]));
        let mut text = String::new();
        push(&mut text, &[0, 0xff, 0xab, 0x9e]);
        assert_eq!(text, "00ffab9e");
        assert_eq!(encode(&[0, 0xff, 0xab, 0x9e], &mut [0; 8]), "00ffab9e");
    }

    #[test]
    fn everything_else_is_refused() {
        for text in ["", "0", "0g", "é", "000", "0x", " 0", "0-"] {
            assert_eq!(read::<1>(text), None, "{text:?}");
        }
    }
}
