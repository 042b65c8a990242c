//! Reading a room's history, and searching in it (spec: xccos.md 4.9, 9.2, 9.10; sdk.md 9).

use super::post::as_group_chat;
use super::{Context, Member, Outcome, class_of, class_of_trouble, find_room};
use crate::access;
use crate::address::Address;
use crate::model::{Category, HistoryBudget, HistoryPage, HistorySearch, Room, StoredMessage};
use crate::timestamp::Timestamp;
use pchat_core::xccos::{self, BackchatQuery, Data, LARGEST_REPLY, ResponseClass, Room as RoomBlock};
use std::sync::Arc;

/// Bytes of messages in one answer, as XML spells them: half of what clients take, so that a first message that is longer still fits.
const MOST_BYTES: usize = LARGEST_REPLY / 2;
/// Messages in one answer: at three elements each, fewer than a client takes of them.
const MOST_MESSAGES: usize = 16_000;
/// Rooms in one query.
const MOST_ROOMS: usize = 256;
/// The longest text to look for, in bytes, and the most authors.
const LONGEST_TEXT: usize = 4_096;
const MOST_AUTHORS: usize = 1_000;

fn number(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

/// The room, when this member may read it, joined or not.
fn readable<'a>(
    context: &Context<'a>,
    member: &Member,
    uri: &str,
) -> Result<(&'a Arc<Room>, &'a Arc<Category>), ResponseClass> {
    let (room, category) = find_room(context.service, context.directory, uri)?;
    access::may_read(category, room, &context.directory.subject(&member.user.address)).map_err(class_of)?;
    Ok((room, category))
}

/// Asks the store. The disk may take its time: other connections go on meanwhile, this one waits, which keeps its replies in order.
fn ask_store<T>(question: impl FnOnce() -> crate::error::Result<T>) -> Result<T, ResponseClass> {
    tokio::task::block_in_place(question).map_err(|error| class_of_trouble(&error))
}

fn messages(uri: &str, stored: &[StoredMessage]) -> Vec<xccos::GroupChat> {
    stored.iter().map(|message| as_group_chat(uri, message)).collect()
}

/// Writes down who read what.
fn note_read(context: &Context<'_>, member: &Member, uri: &str, name: &str, read: &[StoredMessage]) {
    if !read.is_empty() {
        let ids: Vec<i64> = read.iter().map(|message| message.chat_id).collect();
        context.service.compliance.history_read(&member.user, uri, name, &ids);
    }
}

/// `cmd:bccontext`: the newest messages, oldest first.
pub(super) fn answer(context: &Context<'_>, member: &Member, uri: &str, query: &BackchatQuery) -> Outcome {
    let service = context.service;
    let (room, category) = readable(context, member, uri)?;
    let uri = service.room_uri(room);
    let mut block = RoomBlock::new(&uri);
    if category.history {
        let settings = context.directory.settings();
        let asked = query.last.or(query.limit).unwrap_or(settings.default_history);
        let budget = HistoryBudget {
            messages: number(asked.min(settings.history_limit)).min(MOST_MESSAGES),
            bytes: MOST_BYTES,
            at_least_one: true,
        };
        let stored = ask_store(|| service.store.recent_within(room.id, budget))?;
        note_read(context, member, &uri, &room.name, &stored);
        block.messages = messages(&uri, &stored);
    }
    Ok(Data::of_rooms(vec![block]))
}

/// `cmd:bcbydate` and `cmd:bcbymsg`: what fits the query, a block for each room. One room that may not be read refuses all; a category
/// that keeps no history has none.
pub(super) fn search(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let query = data.backchat.as_ref().ok_or(ResponseClass::InvalidArgument)?;
    if data.rooms.is_empty() {
        return Err(ResponseClass::InvalidArgument);
    }
    if data.rooms.len() > MOST_ROOMS {
        return Err(ResponseClass::LimitExceeded);
    }
    let rooms = data
        .rooms
        .iter()
        .map(|block| readable(context, member, block.uri.as_deref().unwrap_or_default()))
        .collect::<Result<Vec<_>, _>>()?;
    let search = search_of(query)?;
    let most = number(context.directory.settings().search_limit);
    let limit =
        query.limit.or(query.last).filter(|limit| *limit > 0).map_or(most, |limit| number(limit).min(most));
    let (mut bytes, mut left) = (MOST_BYTES, MOST_MESSAGES);
    let read = |room: &Room, share: HistoryBudget| {
        let mut budget = share;
        let page = ask_store(|| context.service.store.search_history(room.id, &search, &mut budget))?;
        Ok::<_, ResponseClass>((page, share.messages - budget.messages, share.bytes - budget.bytes))
    };
    let mut pages = Vec::with_capacity(rooms.len());
    let mut waiting = rooms.len();
    for (room, category) in &rooms {
        let mut page = HistoryPage::default();
        if category.history {
            // What one room leaves is for those after it.
            let share = HistoryBudget {
                messages: limit.min(left / waiting),
                bytes: bytes / waiting,
                at_least_one: rooms.len() == 1,
            };
            let (messages, taken);
            (page, messages, taken) = read(room, share)?;
            left -= messages;
            bytes -= taken;
        }
        waiting -= 1;
        pages.push(page);
    }
    // Without a message nobody gets past the first one of a room: those to whom their share was too little get one of what is left. Where even
    // that does not fit, the room has to be asked for by itself.
    for ((room, _), page) in rooms.iter().zip(&mut pages) {
        if page.messages.is_empty() && page.total > 0 && left > 0 {
            let (messages, taken);
            (*page, messages, taken) = read(room, HistoryBudget { messages: 1, bytes, at_least_one: false })?;
            left -= messages;
            bytes -= taken;
        }
    }
    let mut blocks = Vec::with_capacity(rooms.len());
    for ((room, _), page) in rooms.into_iter().zip(pages) {
        let uri = context.service.room_uri(room);
        note_read(context, member, &uri, &room.name, &page.messages);
        blocks.push(RoomBlock {
            name: Some(room.name.clone()),
            match_count: Some(u32::try_from(page.total).unwrap_or(u32::MAX)),
            exceeded: Some(page.exceeded()),
            messages: messages(&uri, &page.messages),
            ..RoomBlock::new(&uri)
        });
    }
    Ok(Data::of_rooms(blocks))
}

fn search_of(query: &BackchatQuery) -> Result<HistorySearch, ResponseClass> {
    let text = query.text.as_ref();
    let words = text.map(|text| text.words.trim()).unwrap_or_default();
    if words.len() > LONGEST_TEXT || query.authors.len() > MOST_AUTHORS {
        return Err(ResponseClass::LimitExceeded);
    }
    // An author that is no address has written nothing.
    let authors =
        query.authors.iter().filter_map(|author| Address::parse(&author.uri).ok()).collect::<Vec<_>>();
    let time = |time: xccos::Timestamp| Timestamp::from_ticks(time.unix_ticks());
    // The newest so many, when there is nothing else to say from which end.
    let newest = query.last.is_some() && query.limit.is_none();
    Ok(HistorySearch {
        words: words.to_owned(),
        exact_phrase: text.is_some_and(|text| text.exact_phrase),
        match_case: query.match_case.unwrap_or(false),
        authors: (!query.authors.is_empty()).then_some(authors),
        from: query.from.map(time),
        until: query.to.map(time),
        beyond: query.message_id.filter(|id| *id != 0),
        search_newest_first: query.search_backwards.unwrap_or(newest),
        sort_newest_first: query.sort_backwards.unwrap_or(false),
    })
}
