//! Reading a room's history (spec: xccos.md 4.9, 9.2).

use super::post::as_group_chat;
use super::{Context, Member, Outcome, class_of, find_room};
use crate::access;
use pchat_core::xccos::{BackchatQuery, Data, ResponseClass, Room as RoomBlock};

/// `cmd:bccontext`: the newest messages, oldest first. Joined or not, whoever may join may read.
pub(super) fn answer(context: &Context<'_>, member: &Member, uri: &str, query: &BackchatQuery) -> Outcome {
    let service = context.service;
    let (room, category) = find_room(service, context.directory, uri)?;
    access::may_read(category, room, &context.directory.subject(&member.user.address)).map_err(class_of)?;
    let uri = service.room_uri(room);
    let mut block = RoomBlock::new(&uri);
    if category.history {
        let settings = context.directory.settings();
        let count = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let asked = query
            .last
            .or(query.limit)
            .map_or(count(settings.default_history), |asked| usize::try_from(asked).unwrap_or(usize::MAX));
        let count = asked.min(count(settings.history_limit));
        // The disk may take its time: other connections go on meanwhile, this one waits, which keeps its replies in order.
        let messages = tokio::task::block_in_place(|| service.store.recent_messages(room.id, count))
            .map_err(|error| {
                log::error!("{error}");
                ResponseClass::DatabaseConnection
            })?;
        block.messages = messages.iter().map(|message| as_group_chat(&uri, message)).collect();
    }
    Ok(Data::of_rooms(vec![block]))
}
