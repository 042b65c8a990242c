//! Whether a store is what it should be.

use super::Store;
use super::columns::{address, principal};
use super::groups::subject_of;
use super::words::shown;
use crate::error::Result;
use crate::model::Principal;
use rusqlite::Connection;
use std::time::SystemTime;

/// Problems of one kind that are listed.
const MOST: usize = 20;

/// What [`Store::check`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many there are.
    pub users: i64,
    /// How many there are.
    pub groups: i64,
    /// How many there are.
    pub categories: i64,
    /// How many there are.
    pub rooms: i64,
    /// How many are kept.
    pub messages: i64,
    /// A sentence for each problem; none: the store is sound.
    pub problems: Vec<String>,
    /// Paths of files that no message links any more: of rooms that are gone, and of others when they are older than a day, since a file
    /// comes before its message. Rooms whose category keeps no history have none. The store is sound all the same.
    pub orphaned_files: Vec<String>,
}

/// What to say of rows that should not be there, and how to find them: one text column.
const RULES: [(&str, &str); 10] = [
    (
        "a message has a number that its room has not given out yet",
        "SELECT rooms.name || ' ' || messages.chat_id FROM messages JOIN rooms ON rooms.id = messages.room
         LEFT JOIN room_counters ON room_counters.room = messages.room WHERE messages.chat_id > ifnull(last_chat_id, 0)",
    ),
    (
        "a message has a number below 1",
        "SELECT rooms.name || ' ' || chat_id FROM messages JOIN rooms ON rooms.id = messages.room WHERE chat_id < 1",
    ),
    (
        "a role list has an unknown name",
        "SELECT room || ' ' || list FROM room_principals WHERE list NOT IN ('member', 'manager', 'presenter')
         UNION ALL SELECT category || ' ' || list FROM category_principals WHERE list NOT IN ('allow', 'deny', 'creator')",
    ),
    (
        "a role was given to a group that does not exist",
        "SELECT principal FROM room_principals WHERE principal LIKE 'ma-grp:%' AND principal NOT IN (SELECT uri FROM user_groups)
         UNION ALL
         SELECT principal FROM category_principals WHERE principal LIKE 'ma-grp:%' AND principal NOT IN (SELECT uri FROM user_groups)",
    ),
    (
        "somebody in a group does not exist",
        "SELECT member FROM group_members
         WHERE member NOT IN (SELECT uri FROM user_groups) AND member NOT IN (SELECT address FROM users)",
    ),
    (
        "a room that is no auditorium has presenters",
        "SELECT DISTINCT name FROM rooms JOIN room_principals ON room = id WHERE list = 'presenter' AND auditorium = 0",
    ),
    (
        "an invitation is for somebody who does not exist",
        "SELECT address FROM invitations WHERE address NOT IN (SELECT address FROM users)",
    ),
    (
        "a message is missing in the index, so that no search finds it",
        "SELECT rooms.name || ' ' || chat_id FROM messages JOIN rooms ON rooms.id = messages.room
         WHERE (messages.room << 40) | chat_id NOT IN (SELECT id FROM message_index_docsize)",
    ),
    (
        "the index knows a message that is not there",
        "SELECT (id >> 40) || ' ' || (id & 1099511627775) FROM message_index_docsize
         WHERE NOT EXISTS (SELECT 1 FROM messages WHERE room = id >> 40 AND chat_id = id & 1099511627775)",
    ),
    (
        "an identity is missing",
        "SELECT needed FROM (SELECT 'domain' AS needed UNION ALL SELECT 'root_category' UNION ALL SELECT 'database')
         WHERE needed NOT IN (SELECT key FROM settings)",
    ),
];

impl Store {
    /// Verifies the file and what is in it; changes nothing. It reads everything, which takes a while in a large store.
    ///
    /// Fails with `Store` when the file cannot be read at all, and with `Io` when the folder of files cannot.
    pub fn check(&self) -> Result<CheckReport> {
        let mut report = self.read("check the store", |connection| {
            let words = words_in_index(connection)?;
            let transaction = connection.transaction()?;
            let mut report = CheckReport::default();
            let problems = &mut report.problems;
            for fault in texts(&transaction, "PRAGMA integrity_check(20)")?.into_iter().filter(|text| text != "ok") {
                problems.push(format!("the database is damaged: {fault}"));
            }
            let broken = "SELECT \"table\" || ' ' || ifnull(rowid, '') || ' needs ' || parent FROM pragma_foreign_key_check";
            for row in texts(&transaction, broken)?.into_iter().take(MOST) {
                problems.push(format!("a row belongs to nothing: {row}"));
            }
            for (what, query) in RULES {
                for row in texts(&transaction, query)?.into_iter().take(MOST) {
                    problems.push(format!("{what}: {row}"));
                }
            }
            problems.extend(words);
            unread(&transaction, problems)?;
            unreadable(&transaction, problems)?;
            cycles(&transaction, problems)?;
            let count = |table: &str| {
                transaction.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            };
            report.users = count("users")?;
            report.groups = count("user_groups")?;
            report.categories = count("categories")?;
            report.rooms = count("rooms")?;
            report.messages = count("messages")?;
            Ok(report)
        })?;
        report.orphaned_files = self.orphaned_files(SystemTime::now())?;
        Ok(report)
    }
}

fn texts(connection: &Connection, query: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare(query)?.query_map([], |row| row.get(0))?.collect()
}

/// Compares the words in the index with those of the messages. FTS5 has it as a command, which writes nothing but counts as writing:
/// meanwhile others wait with theirs.
fn words_in_index(connection: &mut Connection) -> rusqlite::Result<Option<String>> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let compared = transaction
        .execute("INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)", []);
    match compared {
        Ok(_) => Ok(None),
        Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == rusqlite::ErrorCode::DatabaseCorrupt => {
            Ok(Some("the index of the messages does not fit their words, so that searches find too much or too little".into()))
        }
        Err(error) => Err(error),
    }
}

/// Messages whose words for the index are not those of their text.
fn unread(connection: &Connection, problems: &mut Vec<String>) -> rusqlite::Result<()> {
    let query = "SELECT rooms.name || ' ' || chat_id, text, words FROM messages JOIN rooms ON rooms.id = messages.room";
    let found = problems.len();
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words = row.get_ref(2)?.as_str_or_null()?;
        if shown(row.get_ref(1)?.as_str()?).as_deref() != words && problems.len() < found + MOST {
            let which: String = row.get(0)?;
            problems.push(format!("a message is searched for by other words than people read: {which}"));
        }
    }
    Ok(())
}

/// Addresses and principals that no program of ours wrote.
fn unreadable(connection: &Connection, problems: &mut Vec<String>) -> rusqlite::Result<()> {
    let addresses =
        "SELECT address FROM users UNION SELECT author FROM messages UNION SELECT address FROM preferences";
    let principals = "SELECT principal FROM room_principals UNION SELECT principal FROM category_principals
         UNION SELECT member FROM group_members UNION SELECT uri FROM user_groups";
    let found = problems.len();
    let mut statement = connection.prepare(addresses)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if address(row, 0).is_err() && problems.len() < found + MOST {
            problems.push(format!("this is no address: {}", row.get::<_, String>(0).unwrap_or_default()));
        }
    }
    let mut statement = connection.prepare(principals)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if principal(row, 0).is_err() && problems.len() < found + MOST {
            problems
                .push(format!("this is no user or group: {}", row.get::<_, String>(0).unwrap_or_default()));
        }
    }
    Ok(())
}

/// Groups inside themselves. The server stands them; nobody can have meant them.
fn cycles(connection: &Connection, problems: &mut Vec<String>) -> rusqlite::Result<()> {
    for uri in texts(connection, "SELECT uri FROM user_groups")? {
        if let Ok(group) = Principal::parse(&uri)
            && subject_of(connection, &group)?.groups().any(|around| Some(around) == group.as_group())
        {
            problems.push(format!("a group is inside itself: {uri}"));
        }
    }
    Ok(())
}
