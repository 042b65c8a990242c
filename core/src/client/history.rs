//! Looking for messages, and paging through them (spec: sdk.md 9, xccos.md 4.9, 9.10).

use super::arguments::{room_uri, sendable, user_uri};
use super::commands::Question;
use super::notices::chat_message;
use crate::api::{ChatMessage, Error, ErrorCode, HistoryQuery, HistoryResult, Result, Timestamp};
use crate::xccos::{self, BackchatQuery, Data, Principal, Request, Room, TextMatch, uri};

/// The most rooms of one query, and the longest text in bytes; what servers of this project take.
const MOST_ROOMS: usize = 256;
const LONGEST_SEARCH: usize = 4_096;

fn refuse<T>(what: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorCode::BadArgument, what))
}

/// The URIs of a query over several rooms.
pub(crate) fn rooms(query: &HistoryQuery) -> Result<Vec<String>> {
    if query.room_uris.is_empty() {
        return refuse("no room is named; give the URI of at least one in `room_uris`");
    }
    if query.room_uris.len() > MOST_ROOMS {
        return refuse(format!(
            "{} rooms are named; {MOST_ROOMS} are the most for one query",
            query.room_uris.len()
        ));
    }
    let mut rooms: Vec<String> = Vec::with_capacity(query.room_uris.len());
    for room in &query.room_uris {
        let room = room_uri(room)?;
        if rooms.iter().any(|other| uri::same(other, &room)) {
            return refuse(format!("the room {room} is named twice"));
        }
        rooms.push(room);
    }
    Ok(rooms)
}

/// The only room of a query.
pub(crate) fn one_room(query: &HistoryQuery) -> Result<String> {
    let mut rooms = rooms(query)?;
    match (rooms.pop(), rooms.is_empty()) {
        (Some(room), true) => Ok(room),
        _ => refuse("several rooms are named; a pager reads one, so make one for each"),
    }
}

/// Refuses rooms where the session's own is meant.
pub(crate) fn no_rooms(query: &HistoryQuery) -> Result<()> {
    if query.room_uris.is_empty() {
        return Ok(());
    }
    refuse("`room_uris` is given; a session asks for its own room, the services of its endpoint for others")
}

fn ticks(time: Timestamp) -> i64 {
    time.unix_micros().saturating_mul(10)
}

fn backchat(query: HistoryQuery) -> Result<BackchatQuery> {
    let words = sendable(query.search.trim(), "the text to search for")?;
    if words.len() > LONGEST_SEARCH {
        return refuse(format!(
            "the text to search for has {} bytes; {LONGEST_SEARCH} are the most",
            words.len()
        ));
    }
    if query.start_message_id.is_some_and(|id| id <= 0) {
        return refuse(
            "`start_message_id` is below 1; messages are numbered from 1, so leave it out to search all of them",
        );
    }
    if let (Some(since), Some(until)) = (query.since, query.until)
        && since > until
    {
        return refuse("`since` is later than `until`; no message can be in between");
    }
    let authors =
        query.authors.iter().map(|author| Ok(Principal::new(&user_uri(author)?))).collect::<Result<_>>()?;
    let text = (!words.is_empty())
        .then(|| TextMatch { words: words.to_string(), exact_phrase: query.match_exact_phrase });
    Ok(BackchatQuery {
        last: None,
        limit: (query.limit > 0).then_some(query.limit),
        message_id: query.start_message_id,
        from: query.since.map(|time| xccos::Timestamp::from_unix_ticks(ticks(time))),
        // All of the last microsecond: servers count tenths of it.
        to: query.until.map(|time| xccos::Timestamp::from_unix_ticks(ticks(time).saturating_add(9))),
        match_case: text.is_some().then_some(query.match_case),
        text,
        search_backwards: Some(query.search_newest_first),
        sort_backwards: Some(query.newest_first),
        authors,
    })
}

fn question<'a>(rooms: impl IntoIterator<Item = &'a String>, query: BackchatQuery) -> Question {
    let rooms: Vec<&str> = rooms.into_iter().map(String::as_str).collect();
    let doing = match rooms.as_slice() {
        [room] => format!("searching the history of the room {room}"),
        rooms => format!("searching the history of {} rooms", rooms.len()),
    };
    Question { doing, request: Box::new(Request::search_history(rooms, query)) }
}

pub(crate) fn search(rooms: &[String], query: HistoryQuery) -> Result<Question> {
    Ok(question(rooms, backchat(query)?))
}

/// A result for each room, in the order of `rooms`; a room that the reply leaves out has nothing. `name` is that of the room when the
/// server does not tell.
pub(crate) fn results(
    data: Data,
    rooms: &[String],
    newest_first: bool,
    name: Option<String>,
) -> Vec<HistoryResult> {
    let mut found: Vec<Option<Room>> = data.rooms.into_iter().map(Some).collect();
    let alone = rooms.len() == 1 && found.len() == 1;
    let result = |room: &String| {
        let fits = |block: &Option<Room>| {
            block.as_ref().is_some_and(|block| match &block.uri {
                Some(other) => uri::same(other, room),
                None => alone,
            })
        };
        let block = found.iter_mut().find(|block| fits(block)).and_then(Option::take).unwrap_or_default();
        of_room(block, room, newest_first, name.clone())
    };
    rooms.iter().map(result).collect()
}

/// Whether a room has messages and none was given: there was no space left in an answer about many.
pub(crate) fn is_starved(result: &HistoryResult) -> bool {
    result.messages.is_empty() && result.exceeded_server_limit && result.search_results_count > 0
}

fn of_room(block: Room, room: &str, newest_first: bool, name: Option<String>) -> HistoryResult {
    let room_name = block.name.or(name).unwrap_or_default();
    let mut messages: Vec<ChatMessage> = block
        .messages
        .into_iter()
        .map(|mut message| {
            let author_name = message.author_name.take();
            let mut message = chat_message(message, room_name.clone(), author_name);
            // As the program spells it.
            room.clone_into(&mut message.room_uri);
            message
        })
        .collect();
    let key = |message: &ChatMessage| (message.message_id, message.timestamp);
    if newest_first {
        messages.sort_by_key(|message| std::cmp::Reverse(key(message)));
    } else {
        messages.sort_by_key(key);
    }
    let given = u32::try_from(messages.len()).unwrap_or(u32::MAX);
    HistoryResult {
        room_uri: room.to_string(),
        room_name,
        search_results_count: block.match_count.unwrap_or(given).max(given),
        exceeded_server_limit: block
            .exceeded
            .unwrap_or_else(|| block.match_count.is_some_and(|all| all > given)),
        messages,
    }
}

/// Where a pager is.
pub(crate) struct Position {
    query: BackchatQuery,
    newest_first: bool,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    /// Whether the first page counts all messages.
    counts: bool,
    total: Option<u32>,
    is_complete: bool,
}

impl Position {
    pub(crate) fn of(room: &str, query: HistoryQuery) -> Result<Position> {
        debug_assert!(room_uri(room).is_ok());
        let newest_first = query.newest_first;
        let counts = query.start_message_id.is_none();
        let times = if counts { (query.since, query.until) } else { (None, None) };
        let query = backchat(HistoryQuery { search_newest_first: newest_first, ..query })?;
        Ok(Position {
            query,
            newest_first,
            since: times.0,
            until: times.1,
            counts,
            total: None,
            is_complete: false,
        })
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.is_complete
    }

    pub(crate) fn total(&self) -> Option<u32> {
        self.total
    }

    /// What to ask for the next page; `None` at the end.
    pub(crate) fn question(&self, room: &String) -> Option<Question> {
        (!self.is_complete).then(|| question([room], self.query.clone()))
    }

    /// Takes a page.
    pub(crate) fn advance(&mut self, room: &String, data: Data) -> Result<Vec<ChatMessage>> {
        // A server that says nothing about it is asked until it has nothing.
        let told = data.rooms.first().and_then(|block| block.exceeded);
        let Some(mut page) = results(data, std::slice::from_ref(room), self.newest_first, None).pop() else {
            return Ok(Vec::new());
        };
        let had = page.messages.len();
        // Beyond a message the server does not look at times.
        let (since, until) = (self.since, self.until);
        page.messages.retain(|message| {
            since.is_none_or(|since| message.timestamp >= since)
                && until.is_none_or(|until| message.timestamp <= until)
        });
        let passed_the_end = page.messages.len() < had && self.query.message_id.is_some();
        if self.counts && self.total.is_none() {
            self.total = Some(page.search_results_count);
        }
        if had == 0 || passed_the_end || told == Some(false) {
            self.is_complete = true;
            return Ok(page.messages);
        }
        let last = page.messages.last().and_then(|message| message.message_id);
        let goes_on = match (last, self.query.message_id) {
            (Some(last), Some(before)) if self.newest_first => last < before,
            (Some(last), Some(before)) => last > before,
            (last, _) => last.is_some(),
        };
        if !goes_on {
            return Err(Error::new(
                ErrorCode::ProtocolViolation,
                format!(
                    "the server does not number the messages of the room {room} in order, so they cannot be read page by page; use query_history with dates"
                ),
            ));
        }
        self.query.message_id = last;
        Ok(page.messages)
    }
}
