//! Rooms in the store, read side. What changes them is in `room_changes`.

use super::Store;
use super::columns::{audit, grant, name_key, principal};
use crate::error::{Error, Result, Thing};
use crate::model::{InvitationSetting, PrincipalList, Privacy, Role, Room};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashMap;

const COLUMNS: &str = "id, guid, name, category, description, topic, privacy, auditorium, disabled, invitations, add_in, \
     created_by, created_on, updated_by, updated_on";

impl Store {
    /// All rooms, by name.
    pub fn rooms(&self) -> Result<Vec<Room>> {
        self.read("list the rooms", |connection| read_rooms(connection))
    }

    /// The room of a name (any case), GUID or `ma-chan` URI. Fails with `NotFound`.
    pub fn find_room(&self, name: &str) -> Result<Room> {
        self.read("read a room", |connection| find(connection, name))?.ok_or_else(|| no_such_room(name))
    }
}

pub(super) fn no_such_room(name: &str) -> Error {
    Error::missing(Thing::Room, format!("there is no room '{name}'"))
}

/// By name, GUID or URI.
pub(super) fn find(connection: &Connection, name: &str) -> rusqlite::Result<Option<Room>> {
    let key = name_key(name);
    let guid = key
        .strip_prefix("ma-chan://")
        .and_then(|rest| rest.split_once('/'))
        .map_or(key.as_str(), |(_, guid)| guid);
    let id: Option<i64> = connection
        .prepare_cached("SELECT id FROM rooms WHERE name_key = ?1 OR guid = ?2")?
        .query_row((&key, guid), |row| row.get(0))
        .optional()?;
    id.map_or(Ok(None), |id| read_room(connection, id))
}

/// By key.
pub(super) fn read_room(connection: &Connection, id: i64) -> rusqlite::Result<Option<Room>> {
    let mut lists = Lists::default();
    let mut statement = connection.prepare_cached(
        "SELECT room, list, principal, created_by, created_on FROM room_principals WHERE room = ?1",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        lists.take(row)?;
    }
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM rooms WHERE id = ?1"))?
        .query_row([id], |row| room(row, &mut lists))
        .optional()
}

pub(super) fn read_rooms(connection: &Connection) -> rusqlite::Result<Vec<Room>> {
    let mut lists = Lists::default();
    let mut statement = connection
        .prepare_cached("SELECT room, list, principal, created_by, created_on FROM room_principals")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        lists.take(row)?;
    }
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM rooms ORDER BY name_key"))?;
    statement.query_map([], |row| room(row, &mut lists))?.collect()
}

/// Role lists of rooms, by room and role.
#[derive(Default)]
struct Lists(HashMap<(i64, Role), PrincipalList>);

impl Lists {
    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let role: String = row.get(1)?;
        if let Ok(role) = role.parse() {
            self.0.entry((row.get(0)?, role)).or_default().add(principal(row, 2)?, grant(row, 3)?);
        }
        Ok(())
    }
}

fn room(row: &Row<'_>, lists: &mut Lists) -> rusqlite::Result<Room> {
    let id: i64 = row.get(0)?;
    let (privacy, invitations): (String, String) = (row.get(6)?, row.get(9)?);
    let mut list = |role| lists.0.remove(&(id, role)).unwrap_or_default();
    Ok(Room {
        id,
        guid: row.get(1)?,
        name: row.get(2)?,
        category: row.get(3)?,
        description: row.get(4)?,
        topic: row.get(5)?,
        // The table's CHECKs admit only the known words.
        privacy: privacy.parse().unwrap_or(Privacy::Secret),
        auditorium: row.get(7)?,
        disabled: row.get(8)?,
        invitations: invitations.parse().unwrap_or(InvitationSetting::Off),
        add_in: row.get(10)?,
        members: list(Role::Member),
        managers: list(Role::Manager),
        presenters: list(Role::Presenter),
        audit: audit(row, 11)?,
    })
}
