//! What was said in rooms: queries, and paging through everything.

use super::{ChatMessage, Endpoint, Error, ErrorCode, Result, Timestamp};
use crate::client::history;
use std::sync::{Arc, Mutex, PoisonError};

/// Which messages are asked for (the SDK's `ChatHistoryQueryOptions`). A message is found when it fits everything that is given; a
/// query without anything finds all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// The rooms (`ma-chan://…`), joined or not, at most 256. A session asks for its own room and takes none.
    pub room_uris: Vec<String>,
    /// Words, separated by spaces; a message with any of them is found. Empty finds all messages. Words are whole: `plan` does not find
    /// `planned`. At most 4,096 bytes of UTF-8.
    pub search: String,
    /// Takes `search` as one phrase: its words follow each other.
    pub match_exact_phrase: bool,
    /// Upper and lower case differ.
    pub match_case: bool,
    /// SIP URIs; only what these wrote. Empty for everybody.
    pub authors: Vec<String>,
    /// Only messages from this time on. Does not count with `start_message_id`.
    pub since: Option<Timestamp>,
    /// Only messages up to this time. Does not count with `start_message_id`.
    pub until: Option<Timestamp>,
    /// Only messages beyond the one with this number, in the direction of the search: give the number of the last message of a result
    /// to get those that follow.
    pub start_message_id: Option<i64>,
    /// At most so many messages for each room; 0 for as many as the server gives. The server's own limit
    /// (`ServerConfiguration::search_limit`) wins.
    pub limit: u32,
    /// Gives the newest message first instead of the oldest.
    pub newest_first: bool,
    /// Searches from the newest message backwards. It matters when there are more than `limit`: the newest are found then. A pager takes
    /// its direction from `newest_first` alone.
    pub search_newest_first: bool,
}

/// What was found in one room (the SDK's `ChatHistoryResult`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryResult {
    /// The room's URI.
    pub room_uri: String,
    /// The room's name; empty when it is not known.
    pub room_name: String,
    /// The messages, in the order that was asked for.
    pub messages: Vec<ChatMessage>,
    /// How many messages fit in all. With `HistoryQuery::start_message_id` a server may stop counting: at least so many then.
    pub search_results_count: u32,
    /// There are more messages than are here.
    pub exceeded_server_limit: bool,
}

/// How far a pager is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryProgress {
    /// Messages that it has given.
    pub messages_read: u32,
    /// How many there are in all; `None` before the first page, and when nobody counts them because it begins at a message. Messages
    /// that are posted meanwhile come on top.
    pub total: Option<u32>,
    /// There is nothing more to read.
    pub is_complete: bool,
}

/// Reads any part of one room's history page by page, from the oldest message or from the newest. Made by
/// [`Services::history_pager`](super::Services::history_pager) and [`Session::history_pager`](super::Session::history_pager). Cheap to
/// clone: clones are the same pager; it keeps its endpoint alive.
///
/// It keeps nothing of what it gave, so that a room of any size is read in the memory of a page.
#[derive(Clone)]
pub struct HistoryPager {
    endpoint: Endpoint,
    inner: Arc<Inner>,
}

struct Inner {
    room_uri: String,
    /// Held while a page is on its way.
    position: tokio::sync::Mutex<history::Position>,
    progress: Mutex<HistoryProgress>,
}

impl HistoryPager {
    pub(crate) fn of(endpoint: &Endpoint, room_uri: String, query: HistoryQuery) -> Result<HistoryPager> {
        let position = history::Position::of(&room_uri, query)?;
        let inner = Inner {
            room_uri,
            position: tokio::sync::Mutex::new(position),
            progress: Mutex::new(HistoryProgress::default()),
        };
        Ok(HistoryPager { endpoint: endpoint.clone(), inner: Arc::new(inner) })
    }

    /// The next messages: `HistoryQuery::limit` of them, or as many as the server gives. An empty page is the end, and nothing is asked any
    /// more then.
    ///
    /// A page that failed or was cancelled is read again by the next call. Fails with `InvalidOperation` while another page is being
    /// read, `ProtocolViolation` when the server does not number its messages, and like
    /// [`Services::query_history`](super::Services::query_history).
    pub async fn next_page(&self) -> Result<Vec<ChatMessage>> {
        let Ok(mut position) = self.inner.position.try_lock() else {
            return Err(Error::new(
                ErrorCode::InvalidOperation,
                "this pager is reading a page already; wait for it, or make a second pager",
            ));
        };
        let Some(question) = position.question(&self.inner.room_uri) else { return Ok(Vec::new()) };
        let data = self.endpoint.inner.put(question).await?;
        let messages = position.advance(&self.inner.room_uri, data)?;
        let mut progress = self.inner.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let read = u32::try_from(messages.len()).unwrap_or(u32::MAX);
        progress.messages_read = progress.messages_read.saturating_add(read);
        progress.is_complete = position.is_complete();
        progress.total = position.total().map(|total| total.max(progress.messages_read));
        Ok(messages)
    }

    /// How far it is.
    pub fn progress(&self) -> HistoryProgress {
        *self.inner.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The room's URI.
    pub fn room_uri(&self) -> String {
        self.inner.room_uri.clone()
    }

    /// The endpoint that it asks.
    ///
    /// Not in C: the program has it.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The same for all clones, and for nothing else while one of them lives.
    ///
    /// Not in C: handles of the same object are equal.
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.inner).addr()
    }
}
