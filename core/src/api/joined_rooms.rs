//! Joining many rooms at once (spec: xccos.md 3.1, 9.2).

use super::{Endpoint, Error, Result, Session};
use crate::client::{Command, RoomToJoin, SessionShared};
use std::sync::Arc;

/// The rooms to join at once.
#[derive(Clone, Debug, Default)]
pub struct JoinRooms {
    /// Their URIs (`ma-chan://<domain>/<guid>`).
    pub room_uris: Vec<String>,
}

/// A room that was not joined with the others.
#[derive(Clone, Debug)]
pub struct RoomNotJoined {
    /// The URI as it was given.
    pub room_uri: String,
    /// Why: `BadArgument` (not a room URI), `InvalidOperation` (this endpoint is in the room already, or it was named twice), or
    /// the server's answer: `NoSuchNode`, `NodeDisabled`, `ErrorPermission`, … Servers that only say that it failed give
    /// `UnknownServerError`.
    pub reason: Error,
}

/// What became of joining many rooms at once.
#[derive(Clone)]
pub struct JoinedRooms {
    inner: Arc<Inner>,
}

struct Inner {
    endpoint: Endpoint,
    sessions: Vec<Session>,
    failures: Vec<RoomNotJoined>,
}

impl JoinedRooms {
    pub(super) async fn join(endpoint: &Endpoint, rooms: JoinRooms) -> Result<JoinedRooms> {
        let inner = &endpoint.inner;
        let rooms: Vec<RoomToJoin> = rooms
            .room_uris
            .into_iter()
            .map(|uri| RoomToJoin { uri, session: SessionShared::new() })
            .collect();
        let sessions: Vec<Arc<SessionShared>> = rooms.iter().map(|room| Arc::clone(&room.session)).collect();
        let undo = || inner.abandon(sessions);
        let outcome = inner.ask_or_undo(|answer| Command::JoinRooms { rooms, answer }, undo).await?;
        let sessions = outcome.joined.iter().filter_map(|session| session.handle(&inner.shared)).collect();
        let inner = Inner { endpoint: endpoint.clone(), sessions, failures: outcome.failures };
        Ok(JoinedRooms { inner: Arc::new(inner) })
    }

    /// The sessions of the rooms that were joined, in the order in which the rooms were named.
    pub fn sessions(&self) -> Vec<Session> {
        self.inner.sessions.clone()
    }

    /// The rooms that were not joined and why, in the order in which they were named.
    pub fn failures(&self) -> Vec<RoomNotJoined> {
        self.inner.failures.clone()
    }

    /// The endpoint that joined them.
    pub fn endpoint(&self) -> Endpoint {
        self.inner.endpoint.clone()
    }

    /// The same for all clones of one outcome, and for nothing else while one of them lives.
    ///
    /// Not in C: handles of the same object are equal.
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.inner).addr()
    }
}
