//! Who is in a room.

use super::people::{People, Person};
use crate::api::ChatRoomParticipant;
use crate::xccos::Permissions;
use std::cmp::Ordering;
use std::sync::Arc;

/// What a participant may do, as far as it matters here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rights(u8);

impl Rights {
    const CHAT: u8 = 1;
    const PRESENT: u8 = 2;
    const MANAGE: u8 = 4;

    pub(crate) fn may_chat(self) -> bool {
        self.0 & Rights::CHAT != 0
    }

    pub(crate) fn is_presenter(self) -> bool {
        self.0 & Rights::PRESENT != 0
    }

    pub(crate) fn is_manager(self) -> bool {
        self.0 & Rights::MANAGE != 0
    }

    /// Both together: the server may list somebody with several sets.
    pub(crate) fn with(self, other: Rights) -> Rights {
        Rights(self.0 | other.0)
    }
}

impl From<Permissions> for Rights {
    fn from(permissions: Permissions) -> Rights {
        let bit = |set: bool, bit: u8| if set { bit } else { 0 };
        Rights(
            bit(permissions.contains(Permissions::CHAT), Rights::CHAT)
                | bit(permissions.is_presenter(), Rights::PRESENT)
                | bit(permissions.is_manager(), Rights::MANAGE),
        )
    }
}

/// Who is in one room, sorted by URI. Two lists of the same length, because a pair would take twice the memory.
#[derive(Debug)]
pub(crate) struct Roster {
    people: Arc<People>,
    persons: Vec<Arc<Person>>,
    rights: Vec<Rights>,
}

impl Roster {
    pub(crate) fn new(people: Arc<People>, capacity: usize) -> Roster {
        Roster { people, persons: Vec::with_capacity(capacity), rights: Vec::with_capacity(capacity) }
    }

    /// Gives back room that is not needed.
    pub(crate) fn shrink(&mut self) {
        self.persons.shrink_to_fit();
        self.rights.shrink_to_fit();
    }

    fn find(&self, uri: &str) -> Result<usize, usize> {
        self.persons.binary_search_by(|person| compare(person.uri(), uri))
    }

    /// Puts somebody in, or changes what he may do. True when he was not there.
    pub(crate) fn put(&mut self, uri: &str, name: Option<&str>, rights: Rights) -> bool {
        let person = self.people.person(uri, name);
        match self.find(uri) {
            Ok(at) => {
                if let (Some(known), Some(entry)) = (self.persons.get_mut(at), self.rights.get_mut(at)) {
                    *entry = rights;
                    let before = std::mem::replace(known, person);
                    self.people.release([before]);
                }
                false
            }
            Err(at) => {
                self.persons.insert(at, person);
                self.rights.insert(at, rights);
                true
            }
        }
    }

    /// Takes somebody out; `None` when he was not there.
    pub(crate) fn remove(&mut self, uri: &str) -> Option<ChatRoomParticipant> {
        let at = self.find(uri).ok()?;
        let gone = self.get(uri);
        self.rights.remove(at);
        self.people.release([self.persons.remove(at)]);
        gone
    }

    pub(crate) fn rights(&self, uri: &str) -> Option<Rights> {
        self.find(uri).ok().and_then(|at| self.rights.get(at)).copied()
    }

    pub(crate) fn get(&self, uri: &str) -> Option<ChatRoomParticipant> {
        let at = self.find(uri).ok()?;
        Some(participant(self.persons.get(at)?, *self.rights.get(at)?))
    }

    /// The display name, when the server sent one.
    pub(crate) fn name(&self, uri: &str) -> Option<&str> {
        self.find(uri).ok().and_then(|at| self.persons.get(at)).and_then(|person| person.name())
    }

    pub(crate) fn participants(&self) -> Vec<ChatRoomParticipant> {
        self.persons.iter().zip(&self.rights).map(|(person, rights)| participant(person, *rights)).collect()
    }
}

impl Drop for Roster {
    fn drop(&mut self) {
        self.people.release(self.persons.drain(..));
    }
}

/// URIs are compared without letter case (spec: xccos.md 12.25).
fn compare(a: &str, b: &str) -> Ordering {
    a.bytes().map(|b| b.to_ascii_lowercase()).cmp(b.bytes().map(|b| b.to_ascii_lowercase()))
}

fn participant(person: &Person, rights: Rights) -> ChatRoomParticipant {
    ChatRoomParticipant {
        uri: person.uri().to_string(),
        name: person.name().map(str::to_string),
        is_manager: rights.is_manager(),
        is_presenter: rights.is_presenter(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_sorted_and_compares_without_case() {
        let mut roster = Roster::new(Arc::default(), 0);
        assert!(roster.put("sip:bob@x", Some("Bob"), Permissions::MEMBER.into()));
        assert!(roster.put("sip:Ann@x", None, Permissions::MANAGER.into()));
        assert!(!roster.put("sip:BOB@x", Some("Bob"), Permissions::PRESENTER.into()));
        let people: Vec<_> =
            roster.participants().into_iter().map(|p| (p.uri, p.is_manager, p.is_presenter)).collect();
        assert_eq!(people, [("sip:Ann@x".to_string(), true, false), ("sip:bob@x".to_string(), false, true)]);
        assert_eq!(roster.rights("SIP:ann@X"), Some(Permissions::MANAGER.into()));
        assert_eq!(roster.name("sip:bob@x"), Some("Bob"));
        assert!(roster.remove("sip:ANN@x").is_some_and(|p| p.is_manager));
        assert!(roster.remove("sip:ann@x").is_none());
    }

    #[test]
    fn rights_are_told_from_the_bits() {
        let member = Rights::from(Permissions::MEMBER);
        assert!(member.may_chat() && !member.is_manager() && !member.is_presenter());
        let both = Rights::from(Permissions::MANAGER).with(Permissions::PRESENTER.into());
        assert!(both.may_chat() && both.is_manager() && both.is_presenter());
        assert!(!Rights::from(Permissions::NONE).may_chat());
    }
}
