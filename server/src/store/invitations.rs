//! Who was told of having become a member (spec: sdk.md 12).

use super::Store;
use super::change_log::Change;
use super::columns::address;
use super::groups::{subject_of, users_within};
use crate::access;
use crate::address::Address;
use crate::error::Result;
use crate::model::{Category, Invitation, Principal, PrincipalList, Room};
use crate::timestamp::Timestamp;
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;

impl Store {
    /// A user's invitations with numbers above `after`, oldest first, at most `count`.
    pub fn invitations(&self, who: &Address, after: i64, count: usize) -> Result<Vec<Invitation>> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.read("read the invitations", |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT address, id, room, created_on, number FROM invitations WHERE address = ?1 AND number > ?2
                 ORDER BY number LIMIT ?3",
            )?;
            statement.query_map((who.as_str(), after, count), invitation)?.collect()
        })
    }
}

fn invitation(row: &Row<'_>) -> rusqlite::Result<Invitation> {
    Ok(Invitation {
        user: address(row, 0)?,
        id: row.get(1)?,
        room: row.get(2)?,
        created_on: Timestamp::from_ticks(row.get(3)?),
        number: row.get(4)?,
    })
}

/// The newest id; 0 when nobody was ever invited.
pub(super) fn newest(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT ifnull(max(id), 0) FROM invitations")?.query_row([], |row| row.get(0))
}

/// Everybody's invitations with ids above `after`, oldest first, at most `count`.
pub(super) fn since(connection: &Connection, after: i64, count: i64) -> rusqlite::Result<Vec<Invitation>> {
    let mut statement = connection.prepare_cached(
        "SELECT address, id, room, created_on, number FROM invitations WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    statement.query_map((after, count), invitation)?.collect()
}

/// Invites those who are members by `added` and were not by `old`: users with an account, enabled and in scope. Whoever was
/// invited to the room before gets a new invitation in place of the old one.
pub(super) fn invite(
    change: &Change<'_>,
    room: &Room,
    category: &Category,
    old: &PrincipalList,
    added: &[Principal],
) -> rusqlite::Result<()> {
    if added.is_empty() || !room.invites(category) {
        return Ok(());
    }
    let mut users = users_within(change, added)?;
    for before in users_within(change, old.principals())? {
        users.remove(&before);
    }
    if !category.allowed.is_empty() || !category.denied.is_empty() {
        // Each looked up by his groups: a scope may well be everybody there is.
        let mut inside = BTreeSet::new();
        for user in users {
            if access::in_scope(category, &subject_of(change, &Principal::User(user.clone()))?) {
                inside.insert(user);
            }
        }
        users = inside;
    }
    // The number comes from a counter that never goes back, so that a cursor misses nothing.
    let mut count = change.prepare_cached(
        "INSERT INTO invitation_counters (address, last_number) SELECT address, 1 FROM users WHERE address = ?1 AND disabled = 0
         ON CONFLICT (address) DO UPDATE SET last_number = last_number + 1",
    )?;
    let mut insert = change.prepare_cached(
        "INSERT OR REPLACE INTO invitations (address, room, created_on, number)
         SELECT address, ?2, ?3, (SELECT last_number FROM invitation_counters WHERE address = ?1) FROM users
         WHERE address = ?1 AND disabled = 0",
    )?;
    let now = Timestamp::now().ticks();
    for user in &users {
        count.execute([user.as_str()])?;
        insert.execute((user.as_str(), room.id, now))?;
    }
    Ok(())
}
