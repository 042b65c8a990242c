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
