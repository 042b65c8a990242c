//! The rooms that an endpoint is in.

use super::driver::Driver;
use super::duplicates::Duplicates;
use super::session::{SessionShared, not_in_a_room};
use crate::api::{Result, SessionState};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A room that is joined.
pub(super) struct JoinedRoom {
    pub(super) session: Arc<SessionShared>,
    /// As the server spells it.
    pub(super) uri: String,
    pub(super) name: String,
    pub(super) duplicates: Duplicates,
    /// A join that only asks who is there is on its way.
    pub(super) is_asked_again: bool,
}

/// All of them, by URI in lower case.
#[derive(Default)]
pub(super) struct Rooms {
    joined: HashMap<Box<str>, JoinedRoom>,
    /// Rooms that a join is on its way for, in lower case.
    joining: HashSet<Box<str>>,
}

impl Rooms {
    pub(super) fn get_mut(&mut self, uri: &str) -> Option<&mut JoinedRoom> {
        // Servers write GUIDs in lower case, so the first look finds nearly always.
        if self.joined.contains_key(uri) {
            return self.joined.get_mut(uri);
        }
        self.joined.get_mut(&key(uri))
    }

    /// Whether the room is joined or about to be.
    pub(super) fn is_taken(&mut self, uri: &str) -> bool {
        self.get_mut(uri).is_some() || self.joining.contains(&key(uri))
    }

    pub(super) fn joining(&mut self, uri: &str) {
        self.joining.insert(key(uri));
    }

    pub(super) fn not_joining(&mut self, uri: &str) {
        self.joining.remove(&key(uri));
    }

    pub(super) fn insert(&mut self, room: JoinedRoom) {
        self.joined.insert(key(&room.uri), room);
    }

    pub(super) fn remove(&mut self, uri: &str) -> Option<JoinedRoom> {
        self.joined.remove(&key(uri))
    }

    pub(super) fn uris(&self) -> Vec<String> {
        self.joined.values().map(|room| room.uri.clone()).collect()
    }

    /// The room that a session is in.
    pub(super) fn of_session(&self, session: &Arc<SessionShared>) -> Option<&JoinedRoom> {
        self.joined.values().find(|room| Arc::ptr_eq(&room.session, session))
    }
}

/// URIs of rooms are compared without letter case (spec: xccos.md 12.25).
fn key(uri: &str) -> Box<str> {
    uri.trim().to_ascii_lowercase().into()
}

impl Driver {
    /// The URI of an established session's room; `SessionState` when it is in none.
    pub(super) fn room_of(&self, session: &Arc<SessionShared>) -> Result<String> {
        let state = session.state();
        match self.rooms.of_session(session) {
            Some(room) if state == SessionState::Established => Ok(room.uri.clone()),
            _ => Err(not_in_a_room(state)),
        }
    }
}
