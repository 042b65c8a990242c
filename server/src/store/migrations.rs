//! The tables, and how an older store becomes a current one.
//!
//! A change of the tables is one more step at the end of [`STEPS`]; a step that was released is never touched again.

use super::words::shown;
use crate::error::{Error, ErrorKind, Result};
use rusqlite::{Connection, Transaction};

/// Brings a store from one version to the next, inside the transaction of all steps.
type Step = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// The first makes version 1 of an empty file, each other one the version after.
const STEPS: &[Step] = &[
    |transaction| transaction.execute_batch(VERSION_1),
    |transaction| transaction.execute_batch(VERSION_2),
    |transaction| transaction.execute_batch(VERSION_3),
    |transaction| transaction.execute_batch(VERSION_4),
    |transaction| transaction.execute_batch(VERSION_5),
    version_6,
    |transaction| transaction.execute_batch(VERSION_7),
];

/// Names that people type (`name_key`, `address`) are kept in lower case, so that UNIQUE is caseless.
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

/// Groups, add-ins, invitations, audit data, and a log of what changed, by which a running server follows other processes.
/// A principal is `user@host` or `ma-grp:GUID@u.g`; `created_by` is empty for the administrator.
const VERSION_2: &str = "
CREATE TABLE user_groups (
    uri TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('group', 'folder', 'domain')), email TEXT NOT NULL, path TEXT NOT NULL,
    created_by TEXT NOT NULL, created_on INTEGER NOT NULL, updated_by TEXT NOT NULL, updated_on INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE group_members (
    uri TEXT NOT NULL REFERENCES user_groups (uri) ON DELETE CASCADE, member TEXT NOT NULL, PRIMARY KEY (uri, member))
    STRICT, WITHOUT ROWID;
CREATE INDEX groups_of ON group_members (member);
CREATE TABLE add_ins (
    guid TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, url TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL,
    room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE, created_on INTEGER NOT NULL,
    UNIQUE (address, room)) STRICT;
CREATE TABLE changes (version INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL) STRICT;
DELETE FROM settings WHERE key = 'directory_version';

ALTER TABLE users ADD COLUMN first_name TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN last_name TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN company TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN path TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN created_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN updated_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE categories ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN created_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE categories ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN updated_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE category_principals RENAME COLUMN address TO principal;
ALTER TABLE category_principals ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE category_principals ADD COLUMN created_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN invitations TEXT NOT NULL DEFAULT 'inherit' CHECK (invitations IN ('inherit', 'off'));
ALTER TABLE rooms ADD COLUMN add_in TEXT REFERENCES add_ins (guid) ON DELETE SET NULL;
ALTER TABLE rooms ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE rooms ADD COLUMN created_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE rooms ADD COLUMN updated_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room_principals RENAME COLUMN address TO principal;
ALTER TABLE room_principals ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE room_principals ADD COLUMN created_on INTEGER NOT NULL DEFAULT 0;
CREATE INDEX room_roles_of ON room_principals (principal);
CREATE INDEX category_roles_of ON category_principals (principal);
CREATE INDEX rooms_of_category ON rooms (category);

-- Nobody wrote down when; the time of the upgrade is the best that is known. Ticks of 100 ns.
UPDATE users SET created_on = unixepoch() * 10000000, updated_on = unixepoch() * 10000000;
UPDATE categories SET created_on = unixepoch() * 10000000, updated_on = unixepoch() * 10000000;
UPDATE category_principals SET created_on = unixepoch() * 10000000;
UPDATE rooms SET created_on = unixepoch() * 10000000, updated_on = unixepoch() * 10000000;
UPDATE room_principals SET created_on = unixepoch() * 10000000;
";

/// The index of the words in messages, and of their times.
///
/// A message is known to the index by its room and number in one integer, so that a search looks only at the part of the index that
/// belongs to its room. The texts are not stored a second time: the view gives them. The triggers belong to the transaction that
/// changes a message.
const VERSION_3: &str = "
CREATE VIEW message_texts (key, text) AS SELECT (room << 40) | chat_id, text FROM messages;
CREATE VIRTUAL TABLE message_index USING fts5 (
    text, content = 'message_texts', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO message_index (message_index) VALUES ('rebuild');
CREATE TRIGGER message_stored AFTER INSERT ON messages BEGIN
    INSERT INTO message_index (rowid, text) VALUES ((new.room << 40) | new.chat_id, new.text);
END;
CREATE TRIGGER message_removed AFTER DELETE ON messages BEGIN
    INSERT INTO message_index (message_index, rowid, text) VALUES ('delete', (old.room << 40) | old.chat_id, old.text);
END;
CREATE TRIGGER message_replaced AFTER UPDATE OF text ON messages BEGIN
    INSERT INTO message_index (message_index, rowid, text) VALUES ('delete', (old.room << 40) | old.chat_id, old.text);
    INSERT INTO message_index (rowid, text) VALUES ((new.room << 40) | new.chat_id, new.text);
END;
CREATE INDEX messages_by_time ON messages (room, ts);
";

/// What the server has still to write into its compliance file.
const VERSION_4: &str = "
CREATE TABLE compliance_notes (id INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL) STRICT;
";

/// Which memberships come from a list of users and their groups: the next list takes them away again.
const VERSION_5: &str = "ALTER TABLE group_members ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;";

/// The index has what people read of a message, not its markup: `words`, which is NULL where both are the same.
const VERSION_6: &str = "
DROP VIEW message_texts;
CREATE VIEW message_texts (key, text) AS SELECT (room << 40) | chat_id, ifnull(words, text) FROM messages;
INSERT INTO message_index (message_index) VALUES ('rebuild');
CREATE TRIGGER message_stored AFTER INSERT ON messages BEGIN
    INSERT INTO message_index (rowid, text) VALUES ((new.room << 40) | new.chat_id, ifnull(new.words, new.text));
END;
CREATE TRIGGER message_removed AFTER DELETE ON messages BEGIN
    INSERT INTO message_index (message_index, rowid, text)
        VALUES ('delete', (old.room << 40) | old.chat_id, ifnull(old.words, old.text));
END;
CREATE TRIGGER message_replaced AFTER UPDATE OF text, words ON messages BEGIN
    INSERT INTO message_index (message_index, rowid, text)
        VALUES ('delete', (old.room << 40) | old.chat_id, ifnull(old.words, old.text));
    INSERT INTO message_index (rowid, text) VALUES ((new.room << 40) | new.chat_id, ifnull(new.words, new.text));
END;
";

fn version_6(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "DROP TRIGGER message_stored; DROP TRIGGER message_removed; DROP TRIGGER message_replaced;
         ALTER TABLE messages ADD COLUMN words TEXT;",
    )?;
    let mut all = transaction.prepare("SELECT room, chat_id, text FROM messages")?;
    let mut put = transaction.prepare("UPDATE messages SET words = ?3 WHERE room = ?1 AND chat_id = ?2")?;
    let mut marked: Vec<(i64, i64, String)> = Vec::new();
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(words) = shown(row.get_ref(2)?.as_str()?) {
            marked.push((row.get(0)?, row.get(1)?, words));
        }
    }
    for message in marked {
        put.execute(message)?;
    }
    transaction.execute_batch(VERSION_6)
}

/// The invitations of a user are numbered by themselves (spec: sdk.md 12). Whoever has a cursor goes on with it: nobody's numbers begin below those
/// that were given out.
const VERSION_7: &str = "
ALTER TABLE invitations ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE invitations SET number = id;
CREATE TABLE invitation_counters (address TEXT PRIMARY KEY, last_number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO invitation_counters
    SELECT address, (SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'invitations') FROM users;
";

/// The `user_version` that this program writes.
pub(super) fn current() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Brings the store to the current version: all steps that it lacks, in one transaction. Fails when a newer program made it.
pub(super) fn prepare(connection: &mut Connection) -> Result<()> {
    let failed = |error: rusqlite::Error| Error::store("prepare the database", &error);
    let found = version(connection).map_err(failed)?;
    if found == current() {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(failed)?;
    // Another process may have been faster.
    let found = version(&transaction).map_err(failed)?;
    let missing = usize::try_from(found).ok().and_then(|done| STEPS.get(done..)).ok_or_else(|| {
        Error::new(
            ErrorKind::Store,
            format!(
                "the database is of version {found}, this program knows up to {}: use a newer program",
                current()
            ),
        )
    })?;
    for step in missing {
        step(&transaction).map_err(failed)?;
    }
    transaction.pragma_update(None, "user_version", current()).map_err(failed)?;
    transaction.commit().map_err(failed)?;
    if found > 0 {
        log::info!("the database was of version {found} and is now of version {}", current());
    }
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}
