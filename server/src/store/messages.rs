//! What an administrator does to messages that are stored; clients see it when they read the history again. Files to which no other
//! message links are deleted with them.

use super::Store;
use super::change_log::Change;
use super::compliance::{note_deletion, note_purge};
use super::message_files::linked_files;
use super::rooms::read_room;
use super::words::shown;
use crate::error::{Error, Result, Thing};
use crate::timestamp::Timestamp;

impl Store {
    /// Removes a message and its files; its number is not given out again.
    ///
    /// Fails with `NotFound`, and with `Io` when the message is gone and a file could not be deleted.
    pub fn remove_message(&self, room: i64, chat_id: i64) -> Result<()> {
        let files = self.change("remove a message", |change| {
            let files = linked_files(change, "room = ?1 AND chat_id = ?2", (room, chat_id))?;
            self.note_deletion(change, room, chat_id, None)?;
            let gone =
                change.execute("DELETE FROM messages WHERE room = ?1 AND chat_id = ?2", (room, chat_id))?;
            if gone == 0 { Err(no_such_message(chat_id).into()) } else { Ok(files) }
        })?;
        self.delete_unlinked(room, files)
    }

    /// Puts a text in the place of a message, which loses its RTF and its files; author and time stay.
    ///
    /// Fails as [`Store::remove_message`] does, and with `InvalidArgument` for an empty text.
    pub fn replace_message(&self, room: i64, chat_id: i64, text: &str) -> Result<()> {
        if text.is_empty() {
            return Err(Error::invalid("the new text is empty; remove the message instead"));
        }
        let files = self.change("replace a message", |change| {
            let files = linked_files(change, "room = ?1 AND chat_id = ?2", (room, chat_id))?;
            self.note_deletion(change, room, chat_id, Some(text))?;
            let changed = change.execute(
                "UPDATE messages SET text = ?3, rtf = NULL, words = ?4 WHERE room = ?1 AND chat_id = ?2",
                (room, chat_id, text, shown(text)),
            )?;
            if changed == 0 { Err(no_such_message(chat_id).into()) } else { Ok(files) }
        })?;
        self.delete_unlinked(room, files)
    }

    /// Removes the messages of a room that are older than `before`, with their files, and gives their number.
    ///
    /// Fails with `Io` when the messages are gone and a file could not be deleted.
    pub fn clear_room(&self, room: i64, before: Timestamp) -> Result<usize> {
        let (count, files) = self.change("clear a room", |change| {
            let files = linked_files(change, "room = ?1 AND ts < ?2", (room, before.ticks()))?;
            if let Some(room) = read_room(change, room)? {
                note_purge(change, &self.identity().domain, &room, Some(before))?;
            }
            let count =
                change.execute("DELETE FROM messages WHERE room = ?1 AND ts < ?2", (room, before.ticks()))?;
            Ok((count, files))
        })?;
        self.delete_unlinked(room, files)?;
        Ok(count)
    }

    fn note_deletion(
        &self,
        change: &Change<'_>,
        room: i64,
        chat_id: i64,
        replacement: Option<&str>,
    ) -> rusqlite::Result<()> {
        match read_room(change, room)? {
            Some(room) => note_deletion(change, &self.identity().domain, &room, chat_id, replacement),
            None => Ok(()),
        }
    }
}

fn no_such_message(chat_id: i64) -> Error {
    Error::missing(Thing::Message, format!("the room keeps no message {chat_id}"))
}
