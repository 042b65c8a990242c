//! What an established endpoint can ask without joining a room.

use super::{ChatRoomSnapshot, Endpoint, Result, RoomQuery, Timestamp};
use crate::client::{Command, MyRooms};

/// Facts of the connected server, as told when the endpoint was established.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerConfiguration {
    /// The pool's friendly name, when the server tells it.
    pub display_name: Option<String>,
    /// The largest ordinary message, in bytes of UTF-8; 0 when the server does not tell.
    pub message_size_limit: u32,
    /// The largest story, in bytes of UTF-8; 0 when the server does not tell.
    pub story_size_limit: u32,
    /// The most results of one search; 0 when the server does not tell.
    pub search_limit: u32,
    /// The root of the category tree.
    pub root_category_uri: Option<String>,
    /// The web page that manages rooms, when there is one.
    pub room_management_url: Option<String>,
    /// The identity of the server's database.
    pub database_version: Option<String>,
    /// The server's clock when the endpoint was established.
    pub server_time: Option<Timestamp>,
    /// The domain of the chat pool's SIP URI.
    pub domain_name: String,
}

/// Browsing and server facts (the SDK's `PersistentChatServices`). Cheap to clone; keeps its endpoint alive.
#[derive(Clone)]
pub struct Services {
    pub(crate) endpoint: Endpoint,
}

impl Services {
    /// Facts of the connected server. `EndpointNotEstablished` before the endpoint is established.
    pub fn server_configuration(&self) -> Result<ServerConfiguration> {
        Ok(self.endpoint.inner.shared.configuration()?.as_ref().clone())
    }

    /// Rooms whose name, or description if asked, matches. Also `LimitExceeded` when the server finds the query too wide.
    pub async fn browse_by_criteria(&self, query: RoomQuery) -> Result<Vec<ChatRoomSnapshot>> {
        self.endpoint.inner.ask(|answer| Command::Search { query, answer }).await
    }

    /// Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives.
    pub async fn browse_my_chat_rooms(&self, max_results: u32) -> Result<Vec<ChatRoomSnapshot>> {
        self.endpoint
            .inner
            .ask(|answer| Command::Mine { which: MyRooms::Member, most: max_results, answer })
            .await
    }

    /// Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives.
    pub async fn browse_chat_rooms_i_manage(&self, max_results: u32) -> Result<Vec<ChatRoomSnapshot>> {
        self.endpoint
            .inner
            .ask(|answer| Command::Mine { which: MyRooms::Manager, most: max_results, answer })
            .await
    }

    /// The endpoint that it asks for.
    ///
    /// Not in C: the program has it.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The same for all clones, and for nothing else while one of them lives.
    ///
    /// Not in C: handles of the same object are equal.
    pub fn identity(&self) -> usize {
        self.endpoint.identity()
    }
}
