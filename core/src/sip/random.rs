//! Random text for tags, branches and Call-IDs.

use std::fmt::Write;

/// `bytes` random bytes (at most 32) as lower-case hex digits.
///
/// Should the operating system give no random numbers, which it does only in an early boot, a keyed counter stands
/// in: the text is still unique within the process. Nothing secret is made here.
pub(crate) fn hex(bytes: usize) -> String {
    let mut buffer = [0_u8; 32];
    let bytes = bytes.min(buffer.len());
    let wanted = &mut buffer[..bytes];
    if getrandom::fill(wanted).is_err() {
        fill_from_counter(wanted);
    }
    let mut text = String::with_capacity(2 * bytes);
    for byte in wanted {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn fill_from_counter(buffer: &mut [u8]) {
    use std::hash::{BuildHasher, RandomState};
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let state = RandomState::new();
    for chunk in buffer.chunks_mut(8) {
        let word = state.hash_one(COUNTER.fetch_add(1, Ordering::Relaxed)).to_le_bytes();
        for (target, source) in chunk.iter_mut().zip(word) {
            *target = source;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_the_length_and_differs() {
        assert_eq!(hex(5).len(), 10);
        assert_eq!(hex(0), "");
        assert_eq!(hex(99).len(), 64);
        assert_ne!(hex(8), hex(8));
        let (mut one, mut two) = ([0; 12], [0; 12]);
        fill_from_counter(&mut one);
        fill_from_counter(&mut two);
        assert_ne!(one, two);
    }
}
