//! Notes of what was taken out of the history, for the compliance file of the server that serves the store.
//!
//! Whoever does it (`pchatd message remove` beside a running server, or while none runs) is not the process that has the file open. So a
//! note belongs to the transaction of the change and waits until the server has it in the file.

use super::Store;
use super::change_log::Change;
use crate::error::Result;
use crate::model::{Actor, Room};
use crate::timestamp::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value, json};

/// There in the settings as long as the store's server keeps a compliance file.
const KEPT: &str = "compliance";
/// Notes that are read at a time.
const BATCH: i64 = 100;
/// What people see of whoever works on the data folder.
const ADMINISTRATOR: &str = "Administrator";

/// One note: an object of JSON in one line.
pub(crate) struct ComplianceNote {
    pub(crate) id: i64,
    pub(crate) line: String,
}

impl Store {
    /// From now on notes what is taken out of the history, or does so no more; notes that are there stay.
    pub(crate) fn keep_compliance_notes(&self, wanted: bool) -> Result<()> {
        if self.read("read whether compliance is asked for", |connection| are_kept(connection))? == wanted {
            return Ok(());
        }
        self.change("write down whether compliance is asked for", |change| {
            if wanted {
                change.execute("INSERT OR IGNORE INTO settings (key, value) VALUES (?1, 'on')", [KEPT])?;
            } else {
                change.execute("DELETE FROM settings WHERE key = ?1", [KEPT])?;
            }
            Ok(())
        })
    }

    /// Notes above a number, oldest first, as many as are read at a time.
    pub(crate) fn compliance_notes(&self, after: i64) -> Result<Vec<ComplianceNote>> {
        self.read("read the compliance notes", |connection| {
            let mut statement = connection
                .prepare_cached("SELECT id, line FROM compliance_notes WHERE id > ?1 ORDER BY id LIMIT ?2")?;
            let note = |row: &rusqlite::Row<'_>| Ok(ComplianceNote { id: row.get(0)?, line: row.get(1)? });
            statement.query_map((after, BATCH), note)?.collect()
        })
    }

    /// Removes the notes up to a number: they are in the file.
    pub(crate) fn forget_compliance_notes(&self, last: i64) -> Result<()> {
        self.change("remove compliance notes", |change| {
            change.execute("DELETE FROM compliance_notes WHERE id <= ?1", [last])?;
            Ok(())
        })
    }
}

/// Whether somebody asked for notes.
pub(super) fn are_kept(connection: &Connection) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM settings WHERE key = ?1")?.exists([KEPT])
}

/// Notes that a message is about to be removed, or replaced by a text.
pub(super) fn note_deletion(
    change: &Change<'_>,
    domain: &str,
    room: &Room,
    chat_id: i64,
    replacement: Option<&str>,
) -> rusqlite::Result<()> {
    if !are_kept(change)? {
        return Ok(());
    }
    let old = change
        .prepare_cached(
            "SELECT ts, author, author_name, text FROM messages WHERE room = ?1 AND chat_id = ?2",
        )?
        .query_row((room.id, chat_id), |row| {
            Ok(json!({
                "message_id": chat_id,
                "sent": Timestamp::from_ticks(row.get(0)?).to_iso(),
                "author": format!("sip:{}", row.get::<_, String>(1)?),
                "author_name": row.get::<_, String>(2)?,
                "text": row.get::<_, String>(3)?,
            }))
        })
        .optional()?;
    let Some(mut more) = old else { return Ok(()) };
    if let Some(text) = replacement {
        more["replacement"] = json!(text);
    }
    write(change, domain, "deletion", room, more)
}

/// Notes that the messages of a room up to a time are about to be removed; no time: all, with the room.
pub(super) fn note_purge(
    change: &Change<'_>,
    domain: &str,
    room: &Room,
    before: Option<Timestamp>,
) -> rusqlite::Result<()> {
    if !are_kept(change)? {
        return Ok(());
    }
    let ticks = before.map_or(i64::MAX, Timestamp::ticks);
    let (count, first, last) = change
        .prepare_cached(
            "SELECT count(*), min(chat_id), max(chat_id) FROM messages WHERE room = ?1 AND ts < ?2",
        )?
        .query_row((room.id, ticks), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(2)?))
        })?;
    if count == 0 && before.is_some() {
        return Ok(());
    }
    let more = json!({
        "messages": count,
        "first_message_id": first,
        "last_message_id": last,
        "before": before.map(Timestamp::to_iso),
        "room_removed": before.is_none(),
    });
    write(change, domain, "purge", room, more)
}

fn write(change: &Change<'_>, domain: &str, event: &str, room: &Room, more: Value) -> rusqlite::Result<()> {
    let mut line = Map::new();
    line.insert("time".into(), json!(Timestamp::now().to_iso()));
    line.insert("event".into(), json!(event));
    line.insert("user".into(), json!(Actor::Administrator.uri(domain)));
    line.insert("display_name".into(), json!(ADMINISTRATOR));
    line.insert("room".into(), json!(room.uri(domain)));
    line.insert("room_name".into(), json!(room.name));
    if let Value::Object(more) = more {
        line.extend(more);
    }
    change
        .prepare_cached("INSERT INTO compliance_notes (line) VALUES (?1)")?
        .execute([Value::Object(line).to_string()])?;
    Ok(())
}
