//! What the public nouns do: signing in, the chat connection, joined rooms. Drives the pure machines over `net`.
//!
//! Each endpoint has one task (`endpoint_task`) that owns its stream, its SIP connection and its dialog with the chat server.
//! The nouns of `api` send it commands and read what it publishes in `EndpointShared` and `SessionShared`.

mod account;
pub(crate) mod administration;
mod arguments;
mod batch;
pub(crate) mod browsing;
mod changes;
mod chat;
mod commands;
pub(crate) mod directory;
mod driver;
mod duplicates;
mod endpoint;
mod endpoint_id;
mod endpoint_task;
mod establish;
mod failure;
pub(crate) mod files;
mod guid;
pub(crate) mod history;
mod incoming;
mod joining;
mod large_rooms;
mod link;
mod notices;
mod operations;
mod outbox;
mod people;
mod posting;
pub(crate) mod preferences;
mod provisioning;
mod recent;
mod refusal;
mod rooms;
mod roster;
mod session;
mod sign_in;
mod text;

pub(crate) use arguments::room_uri;
pub(crate) use batch::RoomToJoin;
pub(crate) use commands::{Answer, Command};
pub(crate) use endpoint::EndpointInner;
#[cfg(feature = "bench")]
pub(crate) use notices::chat_message;
pub(crate) use people::People;
pub(crate) use posting::checked;
pub(crate) use session::{SessionInner, SessionShared};

use crate::api::{Endpoint, JoinedRooms, RoomManagement, Services, Session, UserServices};
use std::fmt;

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("owner", &self.owner_uri()).field("state", &self.state()).finish()
    }
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Services").field(&self.endpoint).finish()
    }
}

impl fmt::Debug for RoomManagement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RoomManagement").field(&self.endpoint).finish()
    }
}

impl fmt::Debug for UserServices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UserServices").field(&self.endpoint).finish()
    }
}

impl fmt::Debug for JoinedRooms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sessions, failures) = (self.sessions(), self.failures());
        f.debug_struct("JoinedRooms").field("sessions", &sessions).field("failures", &failures).finish()
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let room = self.inner.shared.with_room(|room| room.properties.room_uri.clone());
        f.debug_struct("Session").field("room", &room).field("state", &self.state()).finish()
    }
}
