//! What a session's task and the program share: the state, the room's properties, who is in it.

use super::endpoint::EndpointShared;
use super::roster::Roster;
use crate::api::{
    ChatRoomParticipant, ChatRoomProperties, Endpoint, Error, ErrorCode, Result, Session, SessionState,
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// `SessionState`: why this cannot be done in no room, and what to do.
pub(crate) fn not_in_a_room(state: SessionState) -> Error {
    let text = match state {
        SessionState::Established | SessionState::Idle => "the session is in no room; join one first",
        SessionState::Establishing => "the session is joining its room; wait for that to end",
        SessionState::Terminating => "the session is leaving its room; wait for that to end and join again",
        SessionState::Terminated => ENDED,
    };
    Error::new(ErrorCode::SessionState, text)
}

/// What a session is told that shall do something after its endpoint.
pub(crate) const ENDED: &str =
    "the session has ended with its endpoint; make a new endpoint and a new session";

/// What the program's handles hold.
pub(crate) struct SessionInner {
    pub(crate) endpoint: Endpoint,
    pub(crate) shared: Arc<SessionShared>,
}

/// What the task holds too.
pub(crate) struct SessionShared {
    published: Mutex<Published>,
    /// All handles of the program are clones of one, so that it can tell sessions apart.
    handle: Mutex<Weak<SessionInner>>,
}

struct Published {
    state: SessionState,
    room: Option<Box<RoomInside>>,
}

/// The room of a joined session.
pub(crate) struct RoomInside {
    pub(crate) properties: ChatRoomProperties,
    pub(crate) roster: Roster,
}

impl SessionShared {
    pub(crate) fn new() -> Arc<SessionShared> {
        Arc::new(SessionShared {
            published: Mutex::new(Published { state: SessionState::Idle, room: None }),
            handle: Mutex::new(Weak::new()),
        })
    }

    fn published(&self) -> MutexGuard<'_, Published> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The handle of a session that was just made.
    pub(crate) fn first_handle(self: &Arc<Self>, endpoint: &Endpoint) -> Session {
        let inner = Arc::new(SessionInner { endpoint: endpoint.clone(), shared: Arc::clone(self) });
        *self.handle.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(&inner);
        Session { inner }
    }

    /// The program's handle, made anew when it dropped its own; `None` when it dropped the endpoint too.
    pub(crate) fn handle(self: &Arc<Self>, endpoint: &EndpointShared) -> Option<Session> {
        let mut handle = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(inner) = handle.upgrade() {
            return Some(Session { inner });
        }
        let inner = Arc::new(SessionInner { endpoint: endpoint.endpoint()?, shared: Arc::clone(self) });
        *handle = Arc::downgrade(&inner);
        Some(Session { inner })
    }

    pub(crate) fn state(&self) -> SessionState {
        self.published().state
    }

    pub(crate) fn publish_state(&self, state: SessionState) {
        let mut published = self.published();
        published.state = state;
        if state == SessionState::Idle {
            published.room = None;
        }
    }

    pub(crate) fn publish_joined(&self, room: RoomInside) {
        let mut published = self.published();
        published.state = SessionState::Established;
        published.room = Some(Box::new(room));
    }

    /// Terminated for good; gives the state before.
    pub(crate) fn publish_end(&self) -> SessionState {
        let mut published = self.published();
        published.room = None;
        std::mem::replace(&mut published.state, SessionState::Terminated)
    }

    pub(crate) fn properties(&self) -> Option<ChatRoomProperties> {
        self.published().room.as_ref().map(|room| room.properties.clone())
    }

    pub(crate) fn participants(&self) -> Vec<ChatRoomParticipant> {
        let published = self.published();
        let room = published.room.as_ref().filter(|room| !room.properties.is_roster_hidden);
        room.map(|room| room.roster.participants()).unwrap_or_default()
    }

    /// Reads the room that it is in; `SessionState` when it is in none.
    pub(crate) fn in_room<T>(&self, read: impl FnOnce(&RoomInside) -> T) -> Result<T> {
        let published = self.published();
        let room = published.room.as_deref().filter(|_| published.state == SessionState::Established);
        room.map(read).ok_or_else(|| not_in_a_room(published.state))
    }

    /// Reads or changes the room; `None` while in no room.
    pub(crate) fn with_room<T>(&self, act: impl FnOnce(&mut RoomInside) -> T) -> Option<T> {
        self.published().room.as_deref_mut().map(act)
    }
}
