//! What an established endpoint can ask without joining a room.

use super::{
    ChatRoomSnapshot, Endpoint, HistoryPager, HistoryQuery, HistoryResult, InvitationList, PreferenceBundle,
    Result, RoomFilter, RoomManagement, RoomQuery, Timestamp, UserServices,
};
use crate::client::{browsing, history, preferences};
use crate::xccos::AssociationKind;

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
        self.endpoint.inner.check()?;
        Ok(self.endpoint.inner.shared.configuration()?.as_ref().clone())
    }

    /// Rooms whose name, or description if asked, matches. Also `LimitExceeded` when the server finds the query too wide.
    pub async fn browse_by_criteria(&self, query: RoomQuery) -> Result<Vec<ChatRoomSnapshot>> {
        let question = browsing::by_criteria(&query)?;
        let data = self.endpoint.inner.put(question).await?;
        Ok(browsing::snapshots(data, browsing::most(query.max_results)))
    }

    /// Rooms of this category that the user may see; at most `max_results`, 0 for as many as the server gives. The SDK's overload
    /// without a number means 100; here the program gives the number. `BadArgument` when it is no category URI (`ma-cat://…`).
    pub async fn browse_by_category(
        &self,
        category_uri: &str,
        max_results: u32,
    ) -> Result<Vec<ChatRoomSnapshot>> {
        let question = browsing::by_category(category_uri, max_results)?;
        Ok(browsing::snapshots(self.endpoint.inner.put(question).await?, max_results))
    }

    /// Rooms that fit everything in the filter. `BadArgument` when a URI in it is of the wrong kind.
    pub async fn browse_by_filter(&self, filter: RoomFilter) -> Result<Vec<ChatRoomSnapshot>> {
        let most = browsing::most(filter.max_results);
        let question = browsing::by_filter(filter)?;
        Ok(browsing::snapshots(self.endpoint.inner.put(question).await?, most))
    }

    /// Rooms that this user is in right now, as far as the asking user may see them. `BadArgument` when it is no SIP URI.
    pub async fn browse_by_joined_user(&self, user_uri: &str) -> Result<Vec<ChatRoomSnapshot>> {
        let question = browsing::by_joined_user(user_uri)?;
        Ok(browsing::snapshots(self.endpoint.inner.put(question).await?, 0))
    }

    /// Invitations with a greater number than `last_invitation_id`; 0 for all. The server may give them in portions: ask again with
    /// the `last_invitation_id` of the result until it is empty.
    pub async fn browse_by_invitations(&self, last_invitation_id: i64) -> Result<InvitationList> {
        let domain = &self.endpoint.inner.shared.account.domain;
        let question = browsing::invitations_after(last_invitation_id, domain);
        Ok(browsing::invitations(&self.endpoint.inner.put(question).await?, last_invitation_id))
    }

    /// Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives.
    pub async fn browse_my_chat_rooms(&self, max_results: u32) -> Result<Vec<ChatRoomSnapshot>> {
        self.mine(AssociationKind::Member, max_results).await
    }

    /// Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives.
    pub async fn browse_chat_rooms_i_manage(&self, max_results: u32) -> Result<Vec<ChatRoomSnapshot>> {
        self.mine(AssociationKind::Manager, max_results).await
    }

    async fn mine(&self, kind: AssociationKind, most: u32) -> Result<Vec<ChatRoomSnapshot>> {
        let question = browsing::mine(kind, &self.endpoint.inner.shared.account.domain, most);
        Ok(browsing::snapshots(self.endpoint.inner.put(question).await?, most))
    }

    /// The bundle with this label, when the server's version is newer than `sequence_id`; -1 always gets it. `None` when it is not, or
    /// when nothing is stored; with `provide_default` the server gives an empty default of number 0 then, unless the program knows number 0 or a
    /// later one already. `BadArgument` when the label is empty.
    pub async fn get_preference(
        &self,
        label: &str,
        sequence_id: i64,
        provide_default: bool,
    ) -> Result<Option<PreferenceBundle>> {
        let question = preferences::get(label, sequence_id, provide_default)?;
        Ok(preferences::newer(self.endpoint.inner.put(question).await?))
    }

    /// Stores a bundle; gives it with its new number. `sequence_id` is the version that the program knows. `BadArgument` when the label
    /// is empty or longer than 255 characters, `LimitExceeded` when the server finds the data too long: pchatd takes 192 KiB
    /// (196,608 bytes of UTF-8; 256 KiB as they travel, in base64).
    pub async fn set_preference(
        &self,
        label: &str,
        sequence_id: i64,
        data: &str,
    ) -> Result<PreferenceBundle> {
        let question = preferences::set(label, sequence_id, data)?;
        Ok(preferences::stored(self.endpoint.inner.put(question).await?, label, sequence_id, data))
    }

    /// Looks for messages in many rooms at once, joined or not: one result for each room, in the order in which they are named. Members
    /// read, and everybody whom an open room admits; a room whose category keeps no history has nothing.
    ///
    /// When there is more than fits into one answer (4 MiB from pchatd), each room with messages still has at least one of them, and
    /// `exceeded_server_limit`: go on with `start_message_id`, or with a pager.
    ///
    /// Fails with `BadArgument` (no room, too many, one that is no room URI, an author that is no SIP URI, times in the wrong order, a text
    /// that is too long), `ErrorPermission`, `NodeDisabled` or `NoSuchNode` when one of the rooms may not be read.
    pub async fn query_history(&self, query: HistoryQuery) -> Result<Vec<HistoryResult>> {
        let rooms = history::rooms(&query)?;
        let newest_first = query.newest_first;
        let question = history::search(&rooms, query.clone())?;
        let data = self.endpoint.inner.put(question).await?;
        let mut results = history::results(data, &rooms, newest_first, None);
        if rooms.len() > 1 {
            for result in results.iter_mut().filter(|result| history::is_starved(result)) {
                let room = std::slice::from_ref(&result.room_uri);
                let question = history::search(room, HistoryQuery { limit: 1, ..query.clone() })?;
                let data = self.endpoint.inner.put(question).await?;
                if let Some(first) = history::results(data, room, newest_first, None).pop() {
                    *result = first;
                }
            }
        }
        Ok(results)
    }

    /// Makes a pager over the messages of the one room that the query names. Asks nothing yet. Fails with `BadArgument` like
    /// [`Services::query_history`].
    pub fn history_pager(&self, query: HistoryQuery) -> Result<HistoryPager> {
        let room = history::one_room(&query)?;
        HistoryPager::of(&self.endpoint, room, query)
    }

    /// Making and changing rooms.
    pub fn room_management(&self) -> RoomManagement {
        RoomManagement { endpoint: self.endpoint.clone() }
    }

    /// The directory.
    pub fn user_services(&self) -> UserServices {
        UserServices { endpoint: self.endpoint.clone() }
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
