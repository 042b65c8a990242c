//! Everybody in the rooms of a platform, each kept once and named by a small number: a process with hundreds of endpoints in the
//! same rooms would otherwise keep everybody hundreds of times.

use super::guid::Guid;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Names one person while somebody refers to him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PersonId(u32);

impl PersonId {
    /// Numbers stay below this, so that a roster can keep a few bits beside them.
    pub(crate) const LIMIT: u32 = 1 << 29;

    pub(crate) fn from_number(number: u32) -> PersonId {
        PersonId(number)
    }

    pub(crate) fn number(self) -> u32 {
        self.0
    }
}

#[derive(Debug)]
struct Person {
    uri: Box<str>,
    name: Option<Box<str>>,
    guid: Option<Guid>,
    references: u32,
    /// Another person with the same hash.
    next: Option<u32>,
}

impl Person {
    fn hash(&self) -> u64 {
        hash(&self.uri, self.name.as_deref(), self.guid.as_ref())
    }
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct People {
    table: Mutex<Table>,
}

/// The table, locked.
#[derive(Debug, Default)]
pub(crate) struct Table {
    persons: Vec<Option<Person>>,
    free: Vec<u32>,
    /// By URI without letter case (spec: xccos.md 12.25), display name and GUID.
    by_hash: HashMap<u64, u32>,
}

impl People {
    pub(crate) fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    fn person(&self, id: u32) -> Option<&Person> {
        self.persons.get(id as usize)?.as_ref()
    }

    /// A reference to the person, to be given back by [`Table::release`]. `None` when there are too many people.
    pub(crate) fn refer(&mut self, uri: &str, name: Option<&str>, guid: Option<Guid>) -> Option<PersonId> {
        let hash = hash(uri, name, guid.as_ref());
        let first = self.by_hash.get(&hash).copied();
        let mut at = first;
        while let Some(id) = at {
            let person = self.persons.get_mut(id as usize)?.as_mut()?;
            let is_same = person.uri.eq_ignore_ascii_case(uri) && person.name.as_deref() == name;
            if is_same && person.guid == guid {
                person.references += 1;
                return Some(PersonId(id));
            }
            at = person.next;
        }
        let person = Person { uri: uri.into(), name: name.map(Into::into), guid, references: 1, next: first };
        let id = match self.free.pop() {
            Some(id) => id,
            None => {
                let id = u32::try_from(self.persons.len()).ok().filter(|id| *id < PersonId::LIMIT)?;
                self.persons.push(None);
                id
            }
        };
        *self.persons.get_mut(id as usize)? = Some(person);
        self.by_hash.insert(hash, id);
        Some(PersonId(id))
    }

    /// Gives a reference back; who is in no room any more is forgotten.
    pub(crate) fn release(&mut self, id: PersonId) {
        let Some(person) = self.persons.get_mut(id.0 as usize).and_then(Option::as_mut) else { return };
        person.references -= 1;
        if person.references > 0 {
            return;
        }
        let (hash, next) = (person.hash(), person.next);
        self.unchain(hash, id.0, next);
        if let Some(place) = self.persons.get_mut(id.0 as usize) {
            *place = None;
        }
        self.free.push(id.0);
        if self.by_hash.is_empty() {
            *self = Table::default();
        }
    }

    fn unchain(&mut self, hash: u64, gone: u32, next: Option<u32>) {
        let Some(first) = self.by_hash.get(&hash).copied() else { return };
        if first == gone {
            match next {
                Some(next) => self.by_hash.insert(hash, next),
                None => self.by_hash.remove(&hash),
            };
            return;
        }
        let mut at = first;
        while let Some(Some(person)) = self.persons.get_mut(at as usize) {
            match person.next {
                Some(id) if id == gone => {
                    person.next = next;
                    return;
                }
                Some(id) => at = id,
                None => return,
            }
        }
    }

    /// Empty for a number that names nobody.
    pub(crate) fn uri(&self, id: PersonId) -> &str {
        self.person(id.0).map_or("", |person| &person.uri)
    }

    /// The display name, when the server sent one.
    pub(crate) fn name(&self, id: PersonId) -> Option<&str> {
        self.person(id.0).and_then(|person| person.name.as_deref())
    }

    /// The GUID, when the server sent one.
    pub(crate) fn guid(&self, id: PersonId) -> Option<&Guid> {
        self.person(id.0).and_then(|person| person.guid.as_ref())
    }
}

fn hash(uri: &str, name: Option<&str>, guid: Option<&Guid>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for byte in uri.bytes() {
        hasher.write_u8(byte.to_ascii_lowercase());
    }
    name.hash(&mut hasher);
    guid.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_kept_once_and_forgotten_with_the_last_reference() {
        let people = People::default();
        let mut table = people.table();
        let first = table.refer("sip:bob@x", Some("Bob"), None).expect("room");
        assert_eq!(table.refer("sip:BOB@x", Some("Bob"), None), Some(first));
        let other_name = table.refer("sip:bob@x", None, None).expect("room");
        assert_ne!(first, other_name);
        assert_eq!(
            (table.uri(first), table.name(first), table.name(other_name)),
            ("sip:bob@x", Some("Bob"), None)
        );
        table.release(first);
        assert_eq!(table.uri(first), "sip:bob@x", "the second reference keeps him");
        table.release(first);
        assert_eq!(table.uri(first), "");
        assert_eq!(table.refer("sip:carl@x", None, None), Some(first), "the number is free again");
        table.release(first);
        let guid = Guid::new("g");
        let with_guid = table.refer("sip:bob@x", None, guid.clone()).expect("room");
        assert_ne!(with_guid, other_name);
        assert_eq!((table.guid(with_guid), table.guid(other_name)), (guid.as_ref(), None));
        table.release(with_guid);
        table.release(other_name);
        assert_eq!((table.persons.capacity(), table.by_hash.capacity()), (0, 0), "nothing is kept");
    }

    #[test]
    fn people_with_the_same_hash_are_told_apart() {
        let mut table = Table::default();
        let ids: Vec<_> =
            ["a", "b", "c"].iter().map(|uri| table.refer(uri, None, None).expect("room")).collect();
        // Chained by hand, as a collision would do it.
        let keys: Vec<u64> = table.by_hash.keys().copied().collect();
        let chain = |table: &mut Table, of: usize, next: Option<u32>| {
            let id = ids[of].number() as usize;
            table.persons[id].as_mut().expect("a person").next = next;
        };
        chain(&mut table, 0, Some(ids[1].number()));
        chain(&mut table, 1, Some(ids[2].number()));
        table.by_hash.clear();
        table.by_hash.insert(keys[0], ids[0].number());
        table.unchain(keys[0], ids[1].number(), Some(ids[2].number()));
        assert_eq!(table.person(ids[0].number()).expect("a person").next, Some(ids[2].number()));
        table.unchain(keys[0], ids[0].number(), Some(ids[2].number()));
        assert_eq!(table.by_hash.get(&keys[0]), Some(&ids[2].number()));
    }
}
