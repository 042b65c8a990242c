//! The tables, and how an older store becomes a current one.

use crate::error::{Error, ErrorKind, Result};
use rusqlite::Connection;

/// The `user_version` that this program writes.
const CURRENT: i64 = 1;

/// Names that people type (`name_key`, `address`) are kept in lower case, so that UNIQUE is caseless.
/// `directory_version` rises with every change of users, categories and rooms; a running server watches it,
/// so that the command line and the server can work on one store.
const VERSION_1: &str = "
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE users (
    address TEXT PRIMARY KEY, guid TEXT NOT NULL UNIQUE, login_domain TEXT NOT NULL, login_name TEXT NOT NULL,
    login_key TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, email TEXT NOT NULL, nt_hash BLOB,
    disabled INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE categories (
    guid TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, description TEXT NOT NULL,
    invitations INTEGER NOT NULL, file_upload INTEGER NOT NULL, history INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE category_principals (
    category TEXT NOT NULL REFERENCES categories (guid) ON DELETE CASCADE, list TEXT NOT NULL, address TEXT NOT NULL,
    PRIMARY KEY (category, list, address)) STRICT, WITHOUT ROWID;
CREATE TABLE rooms (
    id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL REFERENCES categories (guid), description TEXT NOT NULL, topic TEXT NOT NULL,
    privacy TEXT NOT NULL CHECK (privacy IN ('open', 'closed', 'secret')), auditorium INTEGER NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE room_principals (
    room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE, list TEXT NOT NULL, address TEXT NOT NULL,
    PRIMARY KEY (room, list, address)) STRICT, WITHOUT ROWID;
CREATE TABLE room_counters (room INTEGER PRIMARY KEY REFERENCES rooms (id) ON DELETE CASCADE, last_chat_id INTEGER NOT NULL)
    STRICT;
CREATE TABLE messages (
    room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE, chat_id INTEGER NOT NULL, ts INTEGER NOT NULL,
    author TEXT NOT NULL, author_name TEXT NOT NULL, alert INTEGER NOT NULL, text TEXT NOT NULL, rtf TEXT,
    PRIMARY KEY (room, chat_id)) STRICT, WITHOUT ROWID;
CREATE TABLE preferences (
    address TEXT NOT NULL, label TEXT NOT NULL, sequence INTEGER NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (address, label)) STRICT, WITHOUT ROWID;
";

/// Brings the store to the current version. Fails when a newer program made it.
pub(super) fn prepare(connection: &mut Connection) -> Result<()> {
    let failed = |error: rusqlite::Error| Error::store("prepare the database", &error);
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(failed)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed)?;
    match version {
        CURRENT => return Ok(()),
        0 => transaction.execute_batch(VERSION_1).map_err(failed)?,
        other => {
            return Err(Error::new(
                ErrorKind::Store,
                format!(
                    "the database is of version {other}, this program knows up to {CURRENT}: use a newer pchatd"
                ),
            ));
        }
    }
    transaction.pragma_update(None, "user_version", CURRENT).map_err(failed)?;
    transaction.commit().map_err(failed)
}
