//! Messages in the store, read side.

use super::Store;
use super::columns::address;
use crate::error::Result;
use crate::model::{HistoryBudget, StoredMessage};
use crate::timestamp::Timestamp;
use rusqlite::Row;

/// The columns that [`message`] reads.
pub(super) const COLUMNS: &str = "m.chat_id, m.ts, m.author, m.author_name, m.alert, m.text, m.rtf";

/// A message from a row of [`COLUMNS`].
pub(super) fn message(row: &Row<'_>) -> rusqlite::Result<StoredMessage> {
    Ok(StoredMessage {
        chat_id: row.get(0)?,
        timestamp: Timestamp::from_ticks(row.get(1)?),
        author: address(row, 2)?,
        author_name: row.get(3)?,
        alert: row.get(4)?,
        text: row.get(5)?,
        rtf: row.get(6)?,
    })
}

/// What stands around the text of a message in a document, URIs included.
const FRAME: usize = 512;

impl HistoryBudget {
    /// Takes a message out of what is left; false when it does not fit any more.
    pub(super) fn take(&mut self, message: &StoredMessage, is_first: bool) -> bool {
        let bytes = xml_length(&message.text)
            .saturating_add(message.rtf.as_deref().map_or(0, xml_length))
            .saturating_add(xml_length(&message.author_name))
            .saturating_add(FRAME);
        if self.messages == 0 || (bytes > self.bytes && !(is_first && self.at_least_one)) {
            return false;
        }
        self.messages -= 1;
        self.bytes = self.bytes.saturating_sub(bytes);
        true
    }
}

/// At most so many bytes has a text in a document.
fn xml_length(text: &str) -> usize {
    let longer =
        text.bytes().filter(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b'\r' | b'\n')).count();
    text.len().saturating_add(longer.saturating_mul(5))
}

impl Store {
    /// The newest `count` messages of a room, oldest first.
    pub fn recent_messages(&self, room: i64, count: usize) -> Result<Vec<StoredMessage>> {
        self.recent_within(room, HistoryBudget { messages: count, bytes: usize::MAX, at_least_one: true })
    }

    /// The newest messages of a room that fit into an answer, oldest first.
    pub fn recent_within(&self, room: i64, mut budget: HistoryBudget) -> Result<Vec<StoredMessage>> {
        let count = i64::try_from(budget.messages).unwrap_or(i64::MAX);
        self.read("read the history", |connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM messages m WHERE room = ?1 ORDER BY chat_id DESC LIMIT ?2"
            ))?;
            let mut rows = statement.query((room, count))?;
            let mut messages = Vec::new();
            while let Some(row) = rows.next()? {
                let message = message(row)?;
                if !budget.take(&message, messages.is_empty()) {
                    break;
                }
                messages.push(message);
            }
            messages.reverse();
            Ok(messages)
        })
    }
}
