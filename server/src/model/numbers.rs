//! Small numbers for principals, so that who is in a list is a comparison of a few integers that lie side by side in memory.

use super::Principal;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// Gives each principal a number of its own, for as long as the table lives: a number is never given to another principal.
#[derive(Clone, Debug)]
pub(crate) struct NumberTable {
    id: u64,
    of: HashMap<Principal, u32>,
}

impl NumberTable {
    /// An empty table. Its copies count as the same table, so only the newest may give numbers.
    pub(crate) fn new() -> NumberTable {
        static LAST: AtomicU64 = AtomicU64::new(0);
        NumberTable { id: LAST.fetch_add(1, Ordering::Relaxed), of: HashMap::new() }
    }

    /// Whether somebody has a number.
    pub(crate) fn knows(&self, who: &Principal) -> bool {
        self.of.contains_key(who)
    }

    /// Gives a number to whoever has none, as long as there are some.
    pub(crate) fn add(&mut self, who: &Principal) {
        if let Ok(next) = u32::try_from(self.of.len())
            && !self.knows(who)
        {
            self.of.insert(who.clone(), next);
        }
    }

    /// The numbers of some principals; `None` when one of them has none.
    pub(crate) fn of<'a>(&self, principals: impl IntoIterator<Item = &'a Principal>) -> Option<Numbers> {
        let numbers: Option<Vec<u32>> = principals.into_iter().map(|who| self.of.get(who).copied()).collect();
        let mut numbers = numbers?;
        numbers.sort_unstable();
        Some(Numbers { table: self.id, sorted: numbers.into() })
    }
}

/// The numbers of some principals.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    table: u64,
    sorted: Box<[u32]>,
}

/// Up to so many numbers are looked through one by one, which is quicker then than halving.
const FEW: usize = 16;

impl Numbers {
    /// Whether two sets have a principal in common; `None`: their numbers are of different tables and say nothing.
    pub(crate) fn meet(&self, other: &Numbers) -> Option<bool> {
        if self.table != other.table {
            return None;
        }
        let (few, many) = if self.sorted.len() < other.sorted.len() { (self, other) } else { (other, self) };
        Some(few.sorted.iter().any(|number| {
            if many.sorted.len() <= FEW {
                many.sorted.contains(number)
            } else {
                many.sorted.binary_search(number).is_ok()
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(n: usize) -> Principal {
        Principal::parse(&format!("user{n}@example.com")).unwrap()
    }

    #[test]
    fn sets_meet_when_they_have_somebody_in_common() {
        let people: Vec<Principal> = (0..100).map(person).collect();
        let mut table = NumberTable::new();
        for who in people.iter().rev() {
            table.add(who);
            table.add(who);
        }
        // Both ways of looking, each from both sides.
        for size in [1, FEW, FEW + 1, 90] {
            let list = table.of(&people[..size]).unwrap();
            for (n, who) in people.iter().enumerate() {
                let one = table.of([who]).unwrap();
                assert_eq!(list.meet(&one), Some(n < size), "{n} of {size}");
                assert_eq!(one.meet(&list), Some(n < size), "{n} of {size}");
            }
        }
        assert_eq!(table.of([]).unwrap().meet(&table.of(&people).unwrap()), Some(false));
    }

    #[test]
    fn numbers_of_another_table_say_nothing() {
        let (mut table, mut other) = (NumberTable::new(), NumberTable::new());
        table.add(&person(1));
        other.add(&person(2));
        let (one, two) = (table.of([&person(1)]).unwrap(), other.of([&person(2)]).unwrap());
        assert_eq!(one.meet(&two), None);
        assert!(table.of([&person(2)]).is_none());
        let mut newer = table.clone();
        newer.add(&person(2));
        assert_eq!(newer.of([&person(1), &person(2)]).unwrap().meet(&one), Some(true));
        assert_eq!(newer.of([&person(2)]).unwrap().meet(&one), Some(false));
    }
}
