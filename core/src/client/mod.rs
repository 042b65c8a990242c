//! What the public nouns do: signing in, the chat connection, joined rooms. Drives the pure machines over `net`.
//!
//! Each endpoint has one task (`endpoint_task`) that owns its stream, its SIP connection and its dialog with the chat server.
//! The nouns of `api` send it commands and read what it publishes in `EndpointShared` and `SessionShared`.

mod account;
mod browse;
mod chat;
mod commands;
mod driver;
mod duplicates;
mod endpoint;
mod endpoint_id;
mod endpoint_task;
mod establish;
mod failure;
mod incoming;
mod joining;
mod link;
mod notices;
mod operations;
mod outbox;
mod people;
mod posting;
mod provisioning;
mod rooms;
mod roster;
mod session;
mod sign_in;
mod text;

pub(crate) use commands::{Answer, Command, MyRooms};
pub(crate) use endpoint::EndpointInner;
pub(crate) use people::People;
pub(crate) use posting::checked;
pub(crate) use session::{SessionInner, SessionShared};

use crate::api::{Endpoint, Error, ErrorCode, Result, Services, Session};
use crate::xccos::uri::{NodeKind, NodeUri};
use std::fmt;

/// The URI of a room as a program gives it; `BadArgument` when it names no room.
pub(crate) fn room_uri(text: &str) -> Result<String> {
    match NodeUri::parse(text) {
        Some(uri) if uri.kind == NodeKind::Room => Ok(uri.to_string()),
        _ => Err(Error::new(
            ErrorCode::BadArgument,
            format!("'{}' is no room URI; it looks like 'ma-chan://example.com/<guid>'", text::short(text)),
        )),
    }
}

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

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let room = self.inner.shared.with_room(|room| room.properties.room_uri.clone());
        f.debug_struct("Session").field("room", &room).field("state", &self.state()).finish()
    }
}
