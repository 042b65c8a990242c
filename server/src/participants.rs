//! Who is in which room right now.

use crate::address::Address;
use crate::link::{Link, Outbound};
use crate::model::User;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Names a chat dialog of this process; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct DialogId(pub(crate) u64);

impl DialogId {
    /// A new one.
    pub(crate) fn next() -> DialogId {
        static LAST: AtomicU64 = AtomicU64::new(0);
        DialogId(LAST.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// One endpoint of a person in a room.
#[derive(Clone)]
pub(crate) struct Participant {
    /// The dialog that gets the messages.
    pub(crate) dialog: DialogId,
    /// The connection of the dialog.
    pub(crate) link: Arc<Link>,
    /// Who it is.
    pub(crate) user: Arc<User>,
    /// The permissions told to others.
    pub(crate) permissions: u64,
}

impl Participant {
    /// Sends a document to this endpoint.
    pub(crate) fn send(&self, body: &Arc<str>) {
        self.link.push(Outbound::Document { dialog: self.dialog, body: Arc::clone(body) });
    }
}

/// The participants of all rooms.
///
/// One lock for all: what is sent while it is held (see [`Held`]) stands in the same order for everybody, so that nobody
/// hears from a room before the reply that says he is in it. Nothing under it blocks.
#[derive(Default)]
pub(crate) struct Participants {
    rooms: Mutex<HashMap<i64, Room>>,
}

#[derive(Default)]
struct Room {
    endpoints: BTreeMap<DialogId, Participant>,
    /// Endpoints of each person.
    people: HashMap<Address, usize>,
}

impl Participants {
    /// Takes the lock.
    pub(crate) fn hold(&self) -> Held<'_> {
        Held { rooms: self.rooms.lock().unwrap_or_else(PoisonError::into_inner) }
    }
}

/// The participants while nobody else changes them.
pub(crate) struct Held<'a> {
    rooms: MutexGuard<'a, HashMap<i64, Room>>,
}

impl Held<'_> {
    /// Adds an endpoint to a room; true when the person was not in the room with any endpoint before.
    pub(crate) fn add(&mut self, room: i64, participant: Participant) -> bool {
        let room = self.rooms.entry(room).or_default();
        let address = participant.user.address.clone();
        if room.endpoints.insert(participant.dialog, participant).is_some() {
            return false;
        }
        let endpoints = room.people.entry(address).or_insert(0);
        *endpoints += 1;
        *endpoints == 1
    }

    /// Takes an endpoint out of a room. `None`: it was not in it. `Some(true)`: the person is gone with it.
    pub(crate) fn remove(&mut self, room: i64, dialog: DialogId) -> Option<bool> {
        let entry = self.rooms.get_mut(&room)?;
        let participant = entry.endpoints.remove(&dialog)?;
        let gone = match entry.people.get_mut(&participant.user.address) {
            Some(endpoints) if *endpoints > 1 => {
                *endpoints -= 1;
                false
            }
            _ => {
                entry.people.remove(&participant.user.address);
                true
            }
        };
        if entry.endpoints.is_empty() {
            self.rooms.remove(&room);
        }
        Some(gone)
    }

    /// All endpoints in a room, those that came first first.
    pub(crate) fn endpoints(&self, room: i64) -> impl Iterator<Item = &Participant> {
        self.rooms.get(&room).into_iter().flat_map(|room| room.endpoints.values())
    }

    /// How many people are in a room.
    pub(crate) fn count(&self, room: i64) -> usize {
        self.rooms.get(&room).map_or(0, |room| room.people.len())
    }

    /// Sends a document to everybody in a room but the endpoints of one person.
    pub(crate) fn tell_others(&self, room: i64, who: &Address, body: &Arc<str>) {
        for participant in self.endpoints(room).filter(|participant| participant.user.address != *who) {
            participant.send(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, NewUser};

    fn participant(dialog: u64, name: &str, link: &Arc<Link>) -> Participant {
        let new = NewUser::new(Address::parse(&format!("{name}@example.com")).unwrap());
        let user = User::of(&new, String::new(), &Actor::Administrator);
        Participant { dialog: DialogId(dialog), link: Arc::clone(link), user: Arc::new(user), permissions: 0 }
    }

    #[test]
    fn people_are_counted_once_however_many_endpoints_they_have() {
        let link = Arc::new(Link::new("peer".into(), 1000));
        let participants = Participants::default();
        let mut held = participants.hold();
        assert!(held.add(1, participant(1, "alice", &link)));
        assert!(!held.add(1, participant(2, "alice", &link)), "a second endpoint");
        assert!(!held.add(1, participant(2, "alice", &link)), "the same once more");
        assert!(held.add(1, participant(3, "bob", &link)));
        assert!(held.add(2, participant(1, "alice", &link)), "another room");
        assert_eq!((held.count(1), held.endpoints(1).count()), (2, 3));
        assert_eq!(held.remove(1, DialogId(1)), Some(false));
        assert_eq!(held.remove(1, DialogId(1)), None);
        assert_eq!(held.remove(1, DialogId(2)), Some(true));
        assert_eq!(held.remove(1, DialogId(3)), Some(true));
        assert_eq!((held.count(1), held.count(2)), (0, 1));
    }

    #[test]
    fn the_others_are_told_with_one_shared_document() {
        let links = [1, 2, 3].map(|_| Arc::new(Link::new("peer".into(), 1000)));
        let participants = Participants::default();
        let mut held = participants.hold();
        for (dialog, (name, link)) in (1..).zip(["alice", "alice", "bob"].into_iter().zip(&links)) {
            held.add(1, participant(dialog, name, link));
        }
        let body: Arc<str> = "document".into();
        held.tell_others(1, &Address::parse("alice@example.com").unwrap(), &body);
        assert!(links[0].pop().is_none() && links[1].pop().is_none());
        match links[2].pop() {
            Some(Outbound::Document { dialog: DialogId(3), body: sent }) => {
                assert!(Arc::ptr_eq(&sent, &body))
            }
            other => panic!("{other:?}"),
        }
    }
}
