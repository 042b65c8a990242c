//! Who is in a room.

use super::guid::Guid;
use super::people::{People, PersonId, Table};
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

    /// Whether both are manager or neither is, and so with presenter.
    pub(crate) fn has_same_roles(self, other: Rights) -> bool {
        (self.0 ^ other.0) & (Rights::PRESENT | Rights::MANAGE) == 0
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

/// Who is in one room, sorted by URI. Four bytes for each: the number of the person and, in the low bits, what he may do.
#[derive(Debug)]
pub(crate) struct Roster {
    people: Arc<People>,
    entries: Vec<u32>,
}

/// How many bits of an entry are rights.
const RIGHTS_BITS: u32 = 3;

fn pack(person: PersonId, rights: Rights) -> u32 {
    person.number() << RIGHTS_BITS | u32::from(rights.0)
}

fn unpack(entry: u32) -> (PersonId, Rights) {
    let rights = entry & ((1 << RIGHTS_BITS) - 1);
    (PersonId::from_number(entry >> RIGHTS_BITS), Rights(rights.to_le_bytes()[0]))
}

impl Roster {
    pub(crate) fn new(people: Arc<People>, capacity: usize) -> Roster {
        Roster { people, entries: Vec::with_capacity(capacity) }
    }

    /// Gives back room that is not needed.
    pub(crate) fn shrink(&mut self) {
        self.entries.shrink_to_fit();
    }

    /// How many are in it.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    fn find(&self, table: &Table, uri: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| compare(table.uri(unpack(*entry).0), uri))
    }

    fn entry(&self, table: &Table, uri: &str) -> Option<(PersonId, Rights)> {
        let at = self.find(table, uri).ok()?;
        self.entries.get(at).copied().map(unpack)
    }

    /// Puts somebody in, or changes what he may do. A GUID stays known when it is not told again. True when he was not there.
    pub(crate) fn put(&mut self, uri: &str, name: Option<&str>, guid: Option<&str>, rights: Rights) -> bool {
        let people = Arc::clone(&self.people);
        let mut table = people.table();
        let place = self.find(&table, uri);
        let known = place.ok().and_then(|at| self.entries.get(at)).map(|entry| unpack(*entry).0);
        let guid = guid.and_then(Guid::new).or_else(|| table.guid(known?).cloned());
        let Some(person) = table.refer(uri, name, guid) else { return false };
        match place {
            Ok(at) => {
                if let Some(entry) = self.entries.get_mut(at) {
                    table.release(unpack(*entry).0);
                    *entry = pack(person, rights);
                }
                false
            }
            Err(at) => {
                if self.entries.len() == self.entries.capacity() {
                    // Doubling would leave half of it unused in every room of every endpoint.
                    self.entries.reserve_exact(self.entries.len() / 8 + 4);
                }
                self.entries.insert(at, pack(person, rights));
                true
            }
        }
    }

    /// Takes somebody out; `None` when he was not there.
    pub(crate) fn remove(&mut self, uri: &str) -> Option<ChatRoomParticipant> {
        let mut table = self.people.table();
        let at = self.find(&table, uri).ok()?;
        let (person, rights) = unpack(self.entries.remove(at));
        let gone = participant(&table, person, rights);
        table.release(person);
        Some(gone)
    }

    pub(crate) fn rights(&self, uri: &str) -> Option<Rights> {
        self.entry(&self.people.table(), uri).map(|(_, rights)| rights)
    }

    pub(crate) fn get(&self, uri: &str) -> Option<ChatRoomParticipant> {
        let table = self.people.table();
        let (person, rights) = self.entry(&table, uri)?;
        Some(participant(&table, person, rights))
    }

    /// The display name, when the server sent one.
    pub(crate) fn name(&self, uri: &str) -> Option<String> {
        let table = self.people.table();
        let (person, _) = self.entry(&table, uri)?;
        table.name(person).map(str::to_string)
    }

    pub(crate) fn participants(&self) -> Vec<ChatRoomParticipant> {
        let table = self.people.table();
        self.entries
            .iter()
            .map(|entry| {
                let (person, rights) = unpack(*entry);
                participant(&table, person, rights)
            })
            .collect()
    }
}

impl Drop for Roster {
    fn drop(&mut self) {
        let mut table = self.people.table();
        for entry in self.entries.drain(..) {
            table.release(unpack(entry).0);
        }
    }
}

/// URIs are compared without letter case (spec: xccos.md 12.25).
fn compare(a: &str, b: &str) -> Ordering {
    a.bytes().map(|b| b.to_ascii_lowercase()).cmp(b.bytes().map(|b| b.to_ascii_lowercase()))
}

fn participant(table: &Table, person: PersonId, rights: Rights) -> ChatRoomParticipant {
    ChatRoomParticipant {
        uri: table.uri(person).to_string(),
        name: table.name(person).map(str::to_string),
        is_manager: rights.is_manager(),
        is_presenter: rights.is_presenter(),
        guid: table.guid(person).map(Guid::to_string),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_sorted_and_compares_without_case() {
        let mut roster = Roster::new(Arc::default(), 0);
        assert!(roster.put("sip:bob@x", Some("Bob"), None, Permissions::MEMBER.into()));
        assert!(roster.put("sip:Ann@x", None, None, Permissions::MANAGER.into()));
        assert!(!roster.put("sip:BOB@x", Some("Bob"), None, Permissions::PRESENTER.into()));
        let people: Vec<_> =
            roster.participants().into_iter().map(|p| (p.uri, p.is_manager, p.is_presenter)).collect();
        assert_eq!(people, [("sip:Ann@x".to_string(), true, false), ("sip:bob@x".to_string(), false, true)]);
        assert_eq!(roster.rights("SIP:ann@X"), Some(Permissions::MANAGER.into()));
        assert_eq!(roster.name("sip:bob@x").as_deref(), Some("Bob"));
        assert!(roster.remove("sip:ANN@x").is_some_and(|p| p.is_manager));
        assert!(roster.remove("sip:ann@x").is_none());
    }

    #[test]
    fn a_guid_stays_known_when_a_notice_leaves_it_out() {
        let mut roster = Roster::new(Arc::default(), 0);
        let guid = |roster: &Roster| roster.get("sip:bob@x").and_then(|p| p.guid);
        roster.put("sip:bob@x", Some("Bob"), Some("11111111-2222-3333-4444-555555555555"), Rights::default());
        for told in [None, Some("")] {
            roster.put("sip:BOB@x", Some("Robert"), told, Permissions::PRESENTER.into());
            assert_eq!(guid(&roster).as_deref(), Some("11111111-2222-3333-4444-555555555555"));
        }
        roster.put("sip:bob@x", Some("Bob"), Some("another"), Rights::default());
        assert_eq!(guid(&roster).as_deref(), Some("another"));
        assert_eq!(roster.remove("sip:bob@x").and_then(|p| p.guid).as_deref(), Some("another"));
        roster.put("sip:bob@x", Some("Bob"), None, Rights::default());
        assert_eq!(guid(&roster), None);
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
