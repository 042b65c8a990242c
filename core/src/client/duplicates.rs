//! Messages that come twice: a stale dialog, or a server that repeats (spec: xccos.md 8, 12.6).

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How far back numbers are remembered.
const WINDOW: u64 = 64;

/// How many messages without a number are remembered.
const UNNUMBERED: usize = 8;

/// Remembers which messages of one room have been delivered. Numbers rise within a room, so a sliding window of bits is enough.
#[derive(Debug, Default)]
pub(crate) struct Duplicates {
    highest: Option<i64>,
    /// Bit n: `highest - n` was seen.
    seen: u64,
    unnumbered: VecDeque<u64>,
}

impl Duplicates {
    /// True the first time this number is seen. A number that lies further back than the window was seen.
    pub(crate) fn is_new(&mut self, number: i64) -> bool {
        let Some(highest) = self.highest else {
            (self.highest, self.seen) = (Some(number), 1);
            return true;
        };
        if number > highest {
            let shift = number.abs_diff(highest);
            self.seen = if shift >= WINDOW { 0 } else { self.seen << shift } | 1;
            self.highest = Some(number);
            return true;
        }
        let back = highest.abs_diff(number);
        if back >= WINDOW {
            return false;
        }
        let bit = 1_u64 << back;
        let new = self.seen & bit == 0;
        self.seen |= bit;
        new
    }

    /// The same for a message without a number: author, text and the server's time tell.
    pub(crate) fn is_new_unnumbered(&mut self, author: &str, text: &str, ticks: Option<i64>) -> bool {
        let Some(ticks) = ticks else { return true };
        let mut hasher = DefaultHasher::new();
        (author, text, ticks).hash(&mut hasher);
        let hash = hasher.finish();
        if self.unnumbered.contains(&hash) {
            return false;
        }
        if self.unnumbered.len() >= UNNUMBERED {
            self.unnumbered.pop_front();
        }
        self.unnumbered.push_back(hash);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Duplicates;

    #[test]
    fn each_number_is_new_once_in_any_order() {
        let mut seen = Duplicates::default();
        for number in [7, 9, 8, 200, 199, 137] {
            assert!(seen.is_new(number), "{number} is new");
            assert!(!seen.is_new(number), "{number} comes again");
        }
        assert!(!seen.is_new(136), "further back than the window");
        assert!(seen.is_new(i64::MAX) && !seen.is_new(i64::MIN));
    }

    #[test]
    fn a_message_without_number_is_told_by_author_text_and_time() {
        let mut seen = Duplicates::default();
        assert!(seen.is_new_unnumbered("sip:a@x", "hi", Some(1)));
        assert!(!seen.is_new_unnumbered("sip:a@x", "hi", Some(1)));
        assert!(seen.is_new_unnumbered("sip:a@x", "hi", Some(2)));
        assert!(
            seen.is_new_unnumbered("sip:a@x", "hi", None) && seen.is_new_unnumbered("sip:a@x", "hi", None)
        );
    }
}
