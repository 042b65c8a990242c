//! Messages in the store, read side.

use super::Store;
use super::columns::address;
use crate::error::Result;
use crate::model::StoredMessage;
use crate::timestamp::Timestamp;

impl Store {
    /// The newest `count` messages of a room, oldest first.
    pub fn recent_messages(&self, room: i64, count: usize) -> Result<Vec<StoredMessage>> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.read("read the history", |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT chat_id, ts, author, author_name, alert, text, rtf FROM messages WHERE room = ?1
                 ORDER BY chat_id DESC LIMIT ?2",
            )?;
            let mut messages: Vec<StoredMessage> = statement
                .query_map((room, count), |row| {
                    Ok(StoredMessage {
                        chat_id: row.get(0)?,
                        timestamp: Timestamp::from_ticks(row.get(1)?),
                        author: address(row, 2)?,
                        author_name: row.get(3)?,
                        alert: row.get(4)?,
                        text: row.get(5)?,
                        rtf: row.get(6)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            messages.reverse();
            Ok(messages)
        })
    }
}
