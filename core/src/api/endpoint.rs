//! One user's connection to one Persistent Chat server.

use super::{
    ChatRoomInvitation, EndpointSettings, Error, ErrorCode, JoinRooms, JoinedRooms, Platform, Result,
    Services, Session,
};
use crate::client::EndpointInner;
use crate::platform::Mailbox;
use crate::xccos::uri;
use std::sync::Arc;

/// The state of an endpoint (spec: sdk.md 2.4; the numbers are the SDK's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum EndpointState {
    /// Signed in and connected to the chat server.
    Established = 0,
    /// Connecting.
    Establishing = 1,
    /// Not used yet.
    Idle = 2,
    /// Leaving rooms and signing out.
    Terminating = 3,
    /// Over for good; make a new endpoint to connect again.
    Terminated = 4,
}

/// The endpoint's state moved.
#[derive(Clone, Debug)]
pub struct EndpointStateChanged {
    /// The state it is in now.
    pub state: EndpointState,
    /// Why, when it was not asked for: the connection was lost, the server signed the user out, …
    pub reason: Option<Error>,
}

/// What an endpoint tells.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum EndpointEvent {
    /// The state moved.
    StateChanged(EndpointStateChanged),
    /// The user was made a member of a room that invites its members. Invitations of the time before the sign-in are not told here: which of them
    /// are new only the program knows, so it asks [`Services::browse_by_invitations`] with the number of the last one that it has seen.
    ChatRoomInvitationReceived(ChatRoomInvitation),
}

/// One user's connection to one Persistent Chat server (the SDK's `PersistentChatEndpoint` and its `UserEndpoint` in one).
///
/// Cheap to clone: clones are the same endpoint. It is used once: idle, establishing, established, terminating, terminated.
/// Dropping the last clone terminates it in the background.
#[derive(Clone)]
pub struct Endpoint {
    pub(crate) inner: Arc<EndpointInner>,
}

impl Endpoint {
    /// Makes an idle endpoint; nothing is sent yet. Its events go to the platform's event queue.
    ///
    /// Fails with `BadArgument` when a setting cannot work (the message names it), `ForkedProcess` and `PlatformShutDown`.
    pub fn new(platform: &Platform, settings: EndpointSettings) -> Result<Endpoint> {
        Ok(Endpoint { inner: EndpointInner::new(platform, settings)? })
    }

    /// Connects, signs in, finds the chat server and opens the chat. Once only.
    ///
    /// Fails with `InvalidOperation` when it is not idle, with `InvalidFlowOfOperations` when it is terminated meanwhile, else
    /// with what went wrong between 40 and 69 or `TimedOut`; the endpoint is terminated then.
    pub async fn establish(&self) -> Result<()> {
        self.inner.establish().await
    }

    /// Leaves every room, closes the chat and signs out. Sessions end with it.
    ///
    /// Succeeds at once when the endpoint is terminated already. A server that does not answer is left after a few seconds. Fails
    /// with `PlatformShutDown` once the platform was shut down, which has terminated it.
    pub async fn terminate(&self) -> Result<()> {
        self.inner.terminate().await
    }

    /// Joins many rooms at once, each with a session of its own, which is quicker than one after the other. Rooms that cannot be
    /// joined are among the failures; the others are joined all the same.
    ///
    /// Fails with `EndpointNotEstablished`, or, when the server answers for no room at all, with the reason: `TimedOut`,
    /// `ConnectionLost`, … Nothing is joined then.
    pub async fn join_rooms(&self, rooms: JoinRooms) -> Result<JoinedRooms> {
        JoinedRooms::join(self, rooms).await
    }

    /// The state now.
    pub fn state(&self) -> EndpointState {
        self.inner.shared.state()
    }

    /// The signed-in user's SIP URI, with `sip:`.
    pub fn owner_uri(&self) -> String {
        self.inner.shared.account.uri.clone()
    }

    /// The sessions that are joined now. A copy.
    pub fn active_sessions(&self) -> Vec<Session> {
        self.inner.shared.find_joined(|_| true)
    }

    /// The joined session of the room with this name, compared without case. `BadArgument` when the name is empty.
    pub fn session_by_name(&self, name: &str) -> Result<Option<Session>> {
        if name.is_empty() {
            return Err(Error::new(ErrorCode::BadArgument, "the room name is empty"));
        }
        let wanted = name.to_lowercase();
        let fits = |session: &crate::client::SessionShared| {
            session.with_room(|room| room.properties.name.to_lowercase() == wanted).unwrap_or(false)
        };
        Ok(self.inner.shared.find_joined(fits).into_iter().next())
    }

    /// The joined session of the room with this URI. `BadArgument` when it is not a room URI (`ma-chan://…`).
    pub fn session_by_uri(&self, uri: &str) -> Result<Option<Session>> {
        let wanted = crate::client::room_uri(uri)?;
        let fits = |session: &crate::client::SessionShared| {
            session.with_room(|room| uri::same(&room.properties.room_uri, &wanted)).unwrap_or(false)
        };
        Ok(self.inner.shared.find_joined(fits).into_iter().next())
    }

    /// The platform that the endpoint lives on.
    ///
    /// Not in C: the program has it.
    pub fn platform(&self) -> &Platform {
        &self.inner.platform
    }

    /// The part of the platform's event queue that is this endpoint's, and its sessions'.
    ///
    /// Not in C: `pchat_endpoint_close_wait`.
    pub fn mailbox(&self) -> &Arc<Mailbox> {
        &self.inner.mailbox
    }

    /// The same for all clones of one endpoint, and for nothing else while one of them lives.
    ///
    /// Not in C: handles of the same object are equal.
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.inner).addr()
    }

    /// Browsing and server facts. Usable while the endpoint is established.
    pub fn services(&self) -> Services {
        Services { endpoint: self.clone() }
    }
}
