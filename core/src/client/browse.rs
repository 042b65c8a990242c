//! Looking for rooms, and reading what was said in one.

use super::commands::{Answer, MyRooms};
use super::driver::Driver;
use super::notices::chat_message;
use super::operations::Goal;
use super::session::SessionShared;
use crate::api::{ChatMessage, ChatRoomPrivacy, ChatRoomSnapshot, RoomQuery};
use crate::xccos::{
    self, AssociationKind, AssociationQuery, BackchatQuery, Data, Request, Room, Visibility, uri,
};
use std::sync::Arc;
use std::time::Instant;

impl Driver {
    pub(super) fn search(&mut self, query: RoomQuery, answer: Answer<Vec<ChatRoomSnapshot>>, now: Instant) {
        let most = usize::try_from(query.max_results).ok().filter(|most| *most > 0);
        let request = xccos::RoomQuery {
            extended: query.search_description,
            match_all: Some(query.match_all),
            match_exact_phrase: Some(query.match_exact_phrase),
            max_results: Some(if query.max_results > 0 { query.max_results } else { -1 }),
            ..xccos::RoomQuery::by_name(&query.criteria)
        };
        self.ask(
            Request::SearchRooms(request),
            Goal::Rooms { doing: "looking for rooms", most, answer },
            now,
        );
    }

    pub(super) fn my_rooms(
        &mut self,
        which: MyRooms,
        most: u32,
        answer: Answer<Vec<ChatRoomSnapshot>>,
        now: Instant,
    ) {
        let (kind, doing) = match which {
            MyRooms::Member => (AssociationKind::Member, "looking for the user's rooms"),
            MyRooms::Manager => (AssociationKind::Manager, "looking for the rooms that the user manages"),
        };
        let query = AssociationQuery {
            domain: Some(self.shared.account.domain.clone()),
            kind: Some(kind),
            max_results: i32::try_from(most).ok().filter(|most| *most > 0),
        };
        let most = usize::try_from(most).ok().filter(|most| *most > 0);
        self.ask(Request::GetAssociations(query), Goal::Rooms { doing, most, answer }, now);
    }

    pub(super) fn history(
        &mut self,
        session: Arc<SessionShared>,
        count: u32,
        answer: Answer<Vec<ChatMessage>>,
        now: Instant,
    ) {
        match self.room_of(&session) {
            Ok(room) => {
                let query = BackchatQuery::last(count);
                let request = Request::BackchatContext { room: room.clone(), query };
                self.ask(request, Goal::History { session, room, count, answer }, now);
            }
            Err(error) => {
                let _ = answer.send(Err(error));
            }
        }
    }

    /// The newest `count` messages of the reply, oldest first.
    pub(super) fn history_of(
        &self,
        session: &Arc<SessionShared>,
        room: &str,
        count: u32,
        data: Data,
    ) -> Vec<ChatMessage> {
        let room_name = self.rooms.of_session(session).map(|room| room.name.clone()).unwrap_or_default();
        let of_this_room = |block: &Room| block.uri.as_deref().is_none_or(|uri| uri::same(uri, room));
        let mut messages: Vec<ChatMessage> =
            data.rooms
                .into_iter()
                .filter(of_this_room)
                .flat_map(|block| block.messages)
                .map(|mut message| {
                    let author_name = message.author_name.take().or_else(|| {
                        session.with_room(|inside| inside.roster.name(&message.author)).flatten()
                    });
                    let mut message = chat_message(message, room_name.clone(), author_name);
                    message.room_uri = room.to_string();
                    message
                })
                .collect();
        messages.sort_by_key(|message| (message.message_id, message.timestamp));
        let extra = messages.len().saturating_sub(usize::try_from(count).unwrap_or(usize::MAX));
        messages.drain(..extra);
        messages
    }
}

/// Rooms of a search reply as the API has them. Rooms without URI cannot be joined and are left out.
pub(super) fn snapshots(data: Data, most: Option<usize>) -> Vec<ChatRoomSnapshot> {
    data.rooms
        .into_iter()
        .filter_map(|room| {
            Some(ChatRoomSnapshot {
                room_uri: room.uri?,
                name: room.name.unwrap_or_default(),
                description: room.description.unwrap_or_default(),
                participant_count: room.participant_count,
                privacy: room.visibility.map(|visibility| match visibility {
                    Visibility::Open => ChatRoomPrivacy::Open,
                    Visibility::Scope => ChatRoomPrivacy::Closed,
                    Visibility::Private => ChatRoomPrivacy::Secret,
                }),
            })
        })
        .take(most.unwrap_or(usize::MAX))
        .collect()
}
