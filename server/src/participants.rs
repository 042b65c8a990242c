//! Who is in which room right now.

use crate::address::Address;
use crate::link::{Link, Outbound};
use crate::model::User;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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

/// A room whose list was hidden shows it again below this share of the limit (spec: sdk.md 13).
const SHOWN_BELOW_PERCENT: usize = 80;

/// The chat dialogs, and the participants of all rooms.
///
/// One lock for all: what is sent while it is held (see [`Held`]) stands in the same order for everybody, so that nobody
/// hears from a room before the reply that says he is in it. Nothing under it blocks.
#[derive(Default)]
pub(crate) struct Participants {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    rooms: HashMap<i64, Room>,
    dialogs: HashMap<DialogId, Dialog>,
    /// The dialogs of each person.
    people: HashMap<Address, BTreeSet<DialogId>>,
}

#[derive(Default)]
struct Room {
    endpoints: BTreeMap<DialogId, Participant>,
    /// Endpoints of each person.
    people: HashMap<Address, usize>,
    /// Too many people for telling who comes and goes.
    hidden: bool,
    /// What those inside have heard of it.
    hidden_told: bool,
}

/// A dialog that chats.
struct Dialog {
    who: Address,
    link: Arc<Link>,
    rooms: BTreeSet<i64>,
    /// Rooms that it had to leave and did not leave itself since.
    evicted: BTreeSet<i64>,
}

impl Participants {
    /// Takes the lock.
    pub(crate) fn hold(&self) -> Held<'_> {
        Held { state: self.state.lock().unwrap_or_else(PoisonError::into_inner) }
    }
}

/// The participants while nobody else changes them.
pub(crate) struct Held<'a> {
    state: MutexGuard<'a, State>,
}

impl Held<'_> {
    /// A dialog begins to chat; from now on what concerns its user is told there.
    pub(crate) fn open(&mut self, dialog: DialogId, who: &Address, link: &Arc<Link>) {
        let new = || Dialog {
            who: who.clone(),
            link: Arc::clone(link),
            rooms: BTreeSet::new(),
            evicted: BTreeSet::new(),
        };
        self.state.dialogs.entry(dialog).or_insert_with(new);
        self.state.people.entry(who.clone()).or_default().insert(dialog);
    }

    /// A dialog is over; it has left its rooms before.
    pub(crate) fn close(&mut self, dialog: DialogId) {
        let Some(closed) = self.state.dialogs.remove(&dialog) else { return };
        if let Some(dialogs) = self.state.people.get_mut(&closed.who) {
            dialogs.remove(&dialog);
            if dialogs.is_empty() {
                self.state.people.remove(&closed.who);
            }
        }
    }

    /// Sends a document to every dialog of a person, in whatever rooms it is.
    pub(crate) fn tell_person(&self, who: &Address, body: &Arc<str>) {
        for id in self.state.people.get(who).into_iter().flatten() {
            if let Some(dialog) = self.state.dialogs.get(id) {
                dialog.link.push(Outbound::Document { dialog: *id, body: Arc::clone(body) });
            }
        }
    }

    /// Adds an endpoint to a room; true when the person was not in the room with any endpoint before.
    pub(crate) fn add(&mut self, room: i64, participant: Participant) -> bool {
        self.open(participant.dialog, &participant.user.address, &participant.link);
        if let Some(dialog) = self.state.dialogs.get_mut(&participant.dialog) {
            dialog.rooms.insert(room);
            dialog.evicted.remove(&room);
        }
        let room = self.state.rooms.entry(room).or_default();
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
        if let Some(dialog) = self.state.dialogs.get_mut(&dialog) {
            dialog.rooms.remove(&room);
        }
        let entry = self.state.rooms.get_mut(&room)?;
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
            self.state.rooms.remove(&room);
        }
        Some(gone)
    }

    /// Takes an endpoint out of a room that it may not be in any more.
    pub(crate) fn evict(&mut self, room: i64, dialog: DialogId) {
        if self.remove(room, dialog).is_some()
            && let Some(dialog) = self.state.dialogs.get_mut(&dialog)
        {
            dialog.evicted.insert(room);
        }
    }

    /// Whether a dialog had to leave a room, of which it takes leave now; true once.
    pub(crate) fn takes_leave(&mut self, room: i64, dialog: DialogId) -> bool {
        self.state.dialogs.get_mut(&dialog).is_some_and(|dialog| dialog.evicted.remove(&room))
    }

    /// Whether a dialog has joined a room.
    pub(crate) fn is_in(&self, room: i64, dialog: DialogId) -> bool {
        self.state.dialogs.get(&dialog).is_some_and(|dialog| dialog.rooms.contains(&room))
    }

    /// The rooms that a dialog has joined.
    pub(crate) fn rooms_of_dialog(&self, dialog: DialogId) -> BTreeSet<i64> {
        self.state.dialogs.get(&dialog).map(|dialog| dialog.rooms.clone()).unwrap_or_default()
    }

    /// The rooms that a person has joined with any endpoint.
    pub(crate) fn rooms_of(&self, who: &Address) -> BTreeSet<i64> {
        let dialogs = self.state.people.get(who).into_iter().flatten();
        dialogs
            .filter_map(|id| self.state.dialogs.get(id))
            .flat_map(|dialog| &dialog.rooms)
            .copied()
            .collect()
    }

    /// The rooms that somebody is in.
    pub(crate) fn occupied(&self) -> Vec<i64> {
        self.state.rooms.keys().copied().collect()
    }

    /// Whether a room has too many people to tell who is there, who comes and who goes: more than `limit`, or not yet less
    /// than 80 % of it again. A limit of 0 is none. Ask after every change.
    pub(crate) fn is_hidden(&mut self, room: i64, limit: u32) -> bool {
        let Some(room) = self.state.rooms.get_mut(&room) else { return false };
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let people = room.people.len();
        if limit == 0 || people.saturating_mul(100) < limit.saturating_mul(SHOWN_BELOW_PERCENT) {
            room.hidden = false;
        } else if people > limit {
            room.hidden = true;
        }
        room.hidden
    }

    /// Whether those in a room have still to hear that it has too many people, or no longer so; true once.
    pub(crate) fn takes_turn(&mut self, room: i64) -> bool {
        let room = self.state.rooms.get_mut(&room);
        room.is_some_and(|room| std::mem::replace(&mut room.hidden_told, room.hidden) != room.hidden)
    }

    /// Tells the participants of a room apart by person: each once, with the permissions told last.
    pub(crate) fn persons(&self, room: i64) -> Vec<(Arc<User>, u64)> {
        let mut found: BTreeMap<&Address, (&Arc<User>, u64)> = BTreeMap::new();
        for endpoint in self.endpoints(room) {
            found.insert(&endpoint.user.address, (&endpoint.user, endpoint.permissions));
        }
        found.into_values().map(|(user, permissions)| (Arc::clone(user), permissions)).collect()
    }

    /// Notes what somebody may do in a room from now on, and what he is called.
    pub(crate) fn update(&mut self, room: i64, user: &Arc<User>, permissions: u64) {
        let endpoints =
            self.state.rooms.get_mut(&room).into_iter().flat_map(|room| room.endpoints.values_mut());
        for endpoint in endpoints.filter(|endpoint| endpoint.user.address == user.address) {
            endpoint.permissions = permissions;
            endpoint.user = Arc::clone(user);
        }
    }

    /// All endpoints in a room, those that came first first.
    pub(crate) fn endpoints(&self, room: i64) -> impl Iterator<Item = &Participant> {
        self.state.rooms.get(&room).into_iter().flat_map(|room| room.endpoints.values())
    }

    /// How many people are in a room.
    pub(crate) fn count(&self, room: i64) -> usize {
        self.state.rooms.get(&room).map_or(0, |room| room.people.len())
    }

    /// Sends a document to everybody in a room.
    pub(crate) fn tell_all(&self, room: i64, body: &Arc<str>) {
        self.endpoints(room).for_each(|participant| participant.send(body));
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
    fn a_large_room_is_hidden_until_it_is_a_fifth_below_the_limit() {
        let link = Arc::new(Link::new("peer".into(), 1000));
        let participants = Participants::default();
        let mut held = participants.hold();
        let mut seen = Vec::new();
        for dialog in 1..=6 {
            held.add(1, participant(dialog, &format!("user{dialog}"), &link));
            seen.push(held.is_hidden(1, 5));
        }
        assert_eq!(seen, [false, false, false, false, false, true]);
        seen.clear();
        for dialog in 1..=4 {
            held.remove(1, DialogId(dialog));
            seen.push(held.is_hidden(1, 5));
        }
        assert_eq!(seen, [true, true, false, false], "5, 4, 3, 2 people left");
        assert!(!held.is_hidden(1, 0));
    }

    #[test]
    fn dialogs_know_their_rooms_and_people_their_dialogs() {
        let links = [1, 2].map(|_| Arc::new(Link::new("peer".into(), 1000)));
        let participants = Participants::default();
        let mut held = participants.hold();
        let alice = Address::parse("alice@example.com").unwrap();
        held.open(DialogId(1), &alice, &links[0]);
        held.add(7, participant(2, "alice", &links[1]));
        held.add(8, participant(1, "alice", &links[0]));
        assert!(held.is_in(7, DialogId(2)) && !held.is_in(7, DialogId(1)));
        assert_eq!(held.rooms_of(&alice), BTreeSet::from([7, 8]));
        held.tell_person(&alice, &"document".into());
        assert!(links.iter().all(|link| link.pop().is_some()));
        held.remove(8, DialogId(1));
        held.close(DialogId(1));
        assert_eq!(held.rooms_of(&alice), BTreeSet::from([7]));
        held.tell_person(&alice, &"document".into());
        assert!(links[0].pop().is_none() && links[1].pop().is_some());
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
