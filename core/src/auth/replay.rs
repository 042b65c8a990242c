//! Which message counters were used already.

/// How far behind the highest counter a message may come.
const WIDTH: u64 = 64;

/// Accepts each counter once. Gaps are fine, since messages may be signed and then dropped (spec sip.md C6); a message may
/// come up to 63 counters late, since a client may sign on one thread and send on another.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ReplayWindow {
    highest: u64,
    /// Bit n: `highest - n` was used.
    used: u64,
}

impl ReplayWindow {
    /// True, and then the counter is used up, when it is new. Call only for messages that are proven genuine.
    pub(crate) fn accept(&mut self, counter: u64) -> bool {
        if counter > self.highest {
            let step = counter - self.highest;
            self.used = if step < WIDTH { self.used << step | 1 } else { 1 };
            self.highest = counter;
            return true;
        }
        let age = self.highest - counter;
        let bit = if age < WIDTH { 1 << age } else { 0 };
        let new = bit != 0 && counter != 0 && self.used & bit == 0;
        self.used |= bit;
        new
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn gaps_and_disorder_but_no_repetition() {
        let mut window = ReplayWindow::default();
        let accepted = [1, 2, 2, 5, 3, 4, 3, 1, 0, 100, 37, 36, 100, 1000, u64::MAX, 1000, u64::MAX];
        let accepted: Vec<u64> = accepted.into_iter().filter(|counter| window.accept(*counter)).collect();
        assert_eq!(accepted, [1, 2, 5, 3, 4, 100, 37, 1000, u64::MAX]);
    }

    proptest! {
        #[test]
        fn never_twice_and_always_when_it_rises(counters in proptest::collection::vec(0_u64..300, 0..200)) {
            let mut window = ReplayWindow::default();
            let mut seen = HashSet::new();
            let mut highest = 0;
            for counter in counters {
                let accepted = window.accept(counter);
                prop_assert!(!accepted || seen.insert(counter), "{counter} twice");
                prop_assert!(accepted || counter <= highest, "{counter} rises");
                prop_assert!(accepted || counter == 0 || seen.contains(&counter) || highest - counter >= 64);
                highest = highest.max(counter);
            }
        }
    }
}
