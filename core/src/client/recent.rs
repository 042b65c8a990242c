//! Reading what was said in a room.

use super::commands::Answer;
use super::driver::Driver;
use super::notices::chat_message;
use super::operations::Goal;
use super::session::SessionShared;
use crate::api::ChatMessage;
use crate::xccos::{BackchatQuery, Data, Request, Room, uri};
use std::sync::Arc;
use std::time::Instant;

impl Driver {
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
