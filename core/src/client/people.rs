//! Everybody in the rooms of a platform, each kept once: a process with hundreds of endpoints in the same rooms would otherwise
//! keep everybody hundreds of times.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Somebody, by URI without letter case (spec: xccos.md 12.25) and display name.
#[derive(Debug)]
pub(crate) struct Person {
    uri: Box<str>,
    name: Option<Box<str>>,
}

impl Person {
    pub(crate) fn uri(&self) -> &str {
        &self.uri
    }

    /// The display name, when the server sent one.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl PartialEq for Person {
    fn eq(&self, other: &Self) -> bool {
        self.uri.eq_ignore_ascii_case(&other.uri) && self.name == other.name
    }
}

impl Eq for Person {}

impl Hash for Person {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for byte in self.uri.bytes() {
            state.write_u8(byte.to_ascii_lowercase());
        }
        self.name.hash(state);
    }
}

/// All of them. References are made and given back under one lock, so the last one to go is known.
#[derive(Debug, Default)]
pub(crate) struct People {
    known: Mutex<HashSet<Arc<Person>>>,
}

impl People {
    fn known(&self) -> MutexGuard<'_, HashSet<Arc<Person>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A reference to the one copy; to be given back by [`People::release`].
    pub(crate) fn person(&self, uri: &str, name: Option<&str>) -> Arc<Person> {
        let person = Arc::new(Person { uri: uri.into(), name: name.map(Into::into) });
        let mut known = self.known();
        if let Some(known) = known.get(&person) {
            return Arc::clone(known);
        }
        known.insert(Arc::clone(&person));
        person
    }

    /// Gives references back; who is in no room any more is forgotten.
    pub(crate) fn release(&self, persons: impl IntoIterator<Item = Arc<Person>>) {
        let mut known = self.known();
        for person in persons {
            // The set's own reference and this one.
            if Arc::strong_count(&person) == 2 {
                known.remove(&person);
            }
        }
        if known.is_empty() || known.len() < known.capacity() / 8 {
            known.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_kept_once_and_forgotten_with_the_last_reference() {
        let people = People::default();
        let first = people.person("sip:bob@x", Some("Bob"));
        let second = people.person("sip:BOB@x", Some("Bob"));
        assert!(Arc::ptr_eq(&first, &second));
        let other_name = people.person("sip:bob@x", None);
        assert!(!Arc::ptr_eq(&first, &other_name));
        people.release([first]);
        assert_eq!(people.known().len(), 2, "the second reference keeps him");
        people.release([second, other_name]);
        assert_eq!(people.known().capacity(), 0, "nothing is kept");
    }
}
