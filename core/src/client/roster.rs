//! Who is in a room, kept small: an endpoint knows each person once, however many rooms they share.

use crate::api::ChatRoomParticipant;
use crate::xccos::Permissions;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Somebody, known to an endpoint once.
#[derive(Debug)]
pub(crate) struct Person {
    uri: Box<str>,
    name: Option<Box<str>>,
}

impl PartialEq for Person {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Person {}

impl PartialOrd for Person {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Person {
    fn cmp(&self, other: &Self) -> Ordering {
        compare(&self.uri, &other.uri).then_with(|| self.name.cmp(&other.name))
    }
}

/// URIs are compared without letter case (spec: xccos.md 12.25).
fn compare(a: &str, b: &str) -> Ordering {
    a.bytes().map(|b| b.to_ascii_lowercase()).cmp(b.bytes().map(|b| b.to_ascii_lowercase()))
}

/// The people that an endpoint knows.
#[derive(Debug, Default)]
pub(crate) struct People {
    known: BTreeSet<Arc<Person>>,
}

impl People {
    /// The one copy of this person.
    pub(crate) fn person(&mut self, uri: &str, name: Option<&str>) -> Arc<Person> {
        let person = Arc::new(Person { uri: uri.into(), name: name.map(Into::into) });
        if let Some(known) = self.known.get(&person) {
            return Arc::clone(known);
        }
        self.known.insert(Arc::clone(&person));
        person
    }

    /// Forgets those who are in no room any more.
    pub(crate) fn forget_absent(&mut self) {
        self.known.retain(|person| Arc::strong_count(person) > 1);
    }
}

/// Who is in one room, sorted by URI.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    entries: Vec<(Arc<Person>, Permissions)>,
}

impl Roster {
    pub(crate) fn with_capacity(capacity: usize) -> Roster {
        Roster { entries: Vec::with_capacity(capacity) }
    }

    /// Gives back room that is not needed.
    pub(crate) fn shrink(&mut self) {
        self.entries.shrink_to_fit();
    }

    fn find(&self, uri: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(person, _)| compare(&person.uri, uri))
    }

    /// Puts somebody in, or changes what he may do. True when he was not there.
    pub(crate) fn put(&mut self, person: Arc<Person>, permissions: Permissions) -> bool {
        match self.find(&person.uri) {
            Ok(at) => {
                if let Some(entry) = self.entries.get_mut(at) {
                    *entry = (person, permissions);
                }
                false
            }
            Err(at) => {
                self.entries.insert(at, (person, permissions));
                true
            }
        }
    }

    /// Takes somebody out; `None` when he was not there.
    pub(crate) fn remove(&mut self, uri: &str) -> Option<ChatRoomParticipant> {
        let at = self.find(uri).ok()?;
        let (person, permissions) = self.entries.remove(at);
        Some(participant(&person, permissions))
    }

    pub(crate) fn permissions(&self, uri: &str) -> Option<Permissions> {
        self.find(uri).ok().and_then(|at| self.entries.get(at)).map(|(_, permissions)| *permissions)
    }

    pub(crate) fn get(&self, uri: &str) -> Option<ChatRoomParticipant> {
        let (person, permissions) = self.entries.get(self.find(uri).ok()?)?;
        Some(participant(person, *permissions))
    }

    /// The display name, when the server sent one.
    pub(crate) fn name(&self, uri: &str) -> Option<&str> {
        self.find(uri).ok().and_then(|at| self.entries.get(at)).and_then(|(person, _)| person.name.as_deref())
    }

    pub(crate) fn participants(&self) -> Vec<ChatRoomParticipant> {
        self.entries.iter().map(|(person, permissions)| participant(person, *permissions)).collect()
    }
}

fn participant(person: &Person, permissions: Permissions) -> ChatRoomParticipant {
    ChatRoomParticipant {
        uri: person.uri.to_string(),
        name: person.name.as_deref().map(str::to_string),
        is_manager: permissions.is_manager(),
        is_presenter: permissions.is_presenter(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_sorted_and_compares_without_case() {
        let mut people = People::default();
        let mut roster = Roster::default();
        assert!(roster.put(people.person("sip:bob@x", Some("Bob")), Permissions::MEMBER));
        assert!(roster.put(people.person("sip:Ann@x", None), Permissions::MANAGER));
        assert!(!roster.put(people.person("sip:BOB@x", Some("Bob")), Permissions::PRESENTER));
        let uris: Vec<_> = roster.participants().into_iter().map(|p| p.uri).collect();
        assert_eq!(uris, ["sip:Ann@x", "sip:bob@x"]);
        assert_eq!(roster.permissions("SIP:ann@X"), Some(Permissions::MANAGER));
        assert_eq!(roster.name("sip:bob@x"), Some("Bob"));
        assert!(roster.remove("sip:ANN@x").is_some_and(|p| p.is_manager));
        assert!(roster.remove("sip:ann@x").is_none());
    }

    #[test]
    fn people_of_several_rooms_are_kept_once_and_forgotten_with_the_last() {
        let mut people = People::default();
        let first = people.person("sip:bob@x", None);
        let second = people.person("sip:BOB@x", None);
        assert!(Arc::ptr_eq(&first, &second));
        drop((first, second));
        people.forget_absent();
        assert!(people.known.is_empty());
    }
}
